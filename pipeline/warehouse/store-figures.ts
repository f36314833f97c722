import type { Figure } from '../figure/figures.js';
import { sqlName } from '../sql/quote.js';
import type { Database } from './database.js';
import { figureColumns } from './schema.js';

/** The distinct words of all figures, numbered from 1; rows refer to them by number. */
class Words {
  readonly #numbers = new Map<string, number>();

  number(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    this.#numbers.set(word, this.#numbers.size + 1);
    return this.#numbers.size;
  }

  get rows(): [number, string][] {
    return [...this.#numbers].map(([word, number]) => [number, word]);
  }
}

/** No word has number 0, so that it reads as NULL. */
const noWord = 0;

const isWord = (type: string) => type === 'VARCHAR';

/**
 * Appends figures to the warehouse in their order. Each word is written once and rows hold its number, because half a million figures share
 * some thousand words.
 */
export async function storeFigures(database: Database, figures: readonly Figure[]): Promise<void> {
  const words = new Words();
  const columns = figureColumns.map(([name, type]) => ({
    name,
    type,
    stored: isWord(type) ? ('INTEGER' as const) : ('DOUBLE' as const),
  }));
  await database.run(
    `CREATE OR REPLACE TEMP TABLE figure_numbers (${columns.map(({ name, stored }) => `${sqlName(name)} ${stored}`).join(', ')})`,
  );
  await database.appendNumbers(
    'figure_numbers',
    columns.map(({ stored }) => stored),
    figures.length,
    (row, column) => {
      const value = figures[row]?.[columns[column]?.name ?? 'code'] ?? null;
      if (typeof value === 'string') return words.number(value);
      if (value === null) return columns[column]?.stored === 'INTEGER' ? noWord : Number.NaN;
      if (Number.isNaN(value))
        throw new RangeError(`${figures[row]?.code}: ${columns[column]?.name} is no number`);
      return Number(value);
    },
  );
  await database.run('CREATE OR REPLACE TEMP TABLE figure_words (number INTEGER, word VARCHAR)');
  await database.append('figure_words', words.rows, ['int', 'text']);
  const values = columns.map(({ name, type }) =>
    isWord(type)
      ? `w.words[n.${sqlName(name)}]`
      : `CAST(CASE WHEN NOT isnan(n.${sqlName(name)}) THEN n.${sqlName(name)} END AS ${type})`,
  );
  await database.run(
    `INSERT INTO figures SELECT ${values.join(', ')}
     FROM figure_numbers n, (SELECT list(word ORDER BY number) AS words FROM figure_words) w`,
  );
  for (const table of ['figure_numbers', 'figure_words']) await database.run(`DROP TABLE ${table}`);
}

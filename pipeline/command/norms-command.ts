import { norms } from '../../indicators/index.js';
import type { ClauseSet, Norm } from '../define/index.js';
import { clauseSheet, countsByClass } from '../describe/clause-sheet.js';
import { clauseLines } from '../describe/plain-text.js';
import { InputError } from '../message/errors.js';
import type { NormFlags } from './flags.js';
import { columns, jsonText, plain, type Terminal } from './terminal.js';

interface NormWithClauses {
  readonly norm: Norm;
  readonly set: ClauseSet;
}

const withClauses: readonly NormWithClauses[] = norms.flatMap((norm) =>
  norm.clauseSet ? [{ norm, set: norm.clauseSet }] : [],
);

/** `zhikong norms [ID]`: the norms, the clauses of one (`V22`), or one clause in full (`V22-057`). */
export function normsCommand(id: string | undefined, flags: NormFlags, terminal: Terminal): number {
  const { lang, json } = flags;
  const say = (value: unknown, text: () => string) => terminal.out(`${json ? jsonText(value) : text()}\n`);
  if (id === undefined) {
    say(withClauses.map(normSummary), () =>
      columns(
        withClauses.map(({ norm, set }) => [
          set.prefix,
          norm.title[lang],
          set.effectiveFrom,
          set.clauses.length,
          countsByClass(set)
            .map(({ class: of, count }) => `${of} ${count}`)
            .join(', '),
        ]),
      ),
    );
    return 0;
  }
  const wanted = id.toLowerCase();
  const whole = withClauses.find(
    ({ norm, set }) => set.prefix.toLowerCase() === wanted || norm.id.toLowerCase() === wanted,
  );
  if (whole) {
    const sheets = whole.set.clauses.map((clause) => clauseSheet(clause, whole.set));
    say({ ...normSummary(whole), clauses: sheets }, () =>
      columns(sheets.map((sheet) => [sheet.id, sheet.class, sheet.at, sheet.text[lang]])),
    );
    return 0;
  }
  for (const { set } of withClauses) {
    const clause = set.clauses.find((one) => one.id.toLowerCase() === wanted);
    if (!clause) continue;
    const sheet = clauseSheet(clause, set);
    say({ norm: set.prefix, ...sheet }, () => clauseLines(sheet, lang).join('\n'));
    return 0;
  }
  throw unknown(id);
}

const normSummary = ({ norm, set }: NormWithClauses) => ({
  prefix: set.prefix,
  id: norm.id,
  title: norm.title,
  technique: set.technique,
  advisory: set.advisory,
  effective_from: set.effectiveFrom,
  effective_to: set.effectiveTo ?? null,
  counts: Object.fromEntries(countsByClass(set).map(({ class: of, count }) => [of, count])),
});

function unknown(id: string): InputError {
  const prefix = withClauses.find(({ set }) => id.toUpperCase().startsWith(set.prefix))?.set;
  const last = prefix?.clauses.at(-1)?.id;
  const first = prefix?.clauses[0]?.id;
  const prefixes = withClauses.map(({ set }) => set.prefix);
  return new InputError('unknown-clause', {
    zh: `没有编号为“${plain(id)}”的规范或条款。${first && last ? `${prefix?.prefix} 的条款为 ${first} 至 ${last}。` : `规范有 ${prefixes.join('、')}。`}用 zhikong norms 查看全部。`,
    en: `There is no norm or clause "${plain(id)}". ${first && last ? `The clauses of ${prefix?.prefix} run from ${first} to ${last}.` : `The norms are ${prefixes.join(', ')}.`} See all with zhikong norms.`,
  });
}

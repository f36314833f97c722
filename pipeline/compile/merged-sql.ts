import { columnsIn } from '../define/facts-in.js';
import type { AnyTable, Death } from '../define/table.js';
import { sqlName, sqlText } from '../sql/quote.js';
import { derivedAgain } from './derive-again-sql.js';
import { factSql } from './fact-sql.js';
import { fieldsOf, isKept, keyColumns, storedColumns } from './table-sql.js';

/** The field whose companion a stored column is, such as `started_at` for `started_at_timed`; null for any other. */
function companionOf(table: AnyTable, column: string): string | null {
  const field = fieldsOf(table).find(([name, { cell }]) =>
    (cell.also ?? []).some(({ suffix }) => `${name}${suffix}` === column),
  );
  return field?.[0] ?? null;
}

const companionsOf = (table: AnyTable, field: string): string[] =>
  (table.spec.fields[field]?.meta.cell.also ?? []).map(({ suffix }) => `${field}${suffix}`);

/** Rows of a table with blanks for events after the as-of day and for the cells about them. `end` is the first moment after the day. */
export function maskedSql(table: AnyTable, rows: string, end: string): string {
  const blanked = Object.entries(table.spec.outcomes ?? {}).flatMap(([date, tellingFields]) =>
    [date, ...companionsOf(table, date), ...tellingFields].map(
      (name) =>
        `CASE WHEN ${sqlName(date)} >= ${sqlText(end)} THEN NULL ELSE ${sqlName(name)} END AS ${sqlName(name)}`,
    ),
  );
  return blanked.length === 0 ? rows : `SELECT * REPLACE (${blanked.join(', ')}) FROM (${rows})`;
}

/** SQL over the cells of a row for the day of death that it gives. */
export const diedOnSql = ({ day }: Death): string => `CAST(${factSql(day)} AS DATE)`;

/** SQL over the cells of a row for the last day on which it has the patient alive. */
export const aliveOnSql = ({ aliveOn }: Death): string =>
  `greatest(${aliveOn.map((day) => `CAST(${factSql(day)} AS DATE)`).join(', ')})`;

/**
 * SELECT of the rows whose death a later row revokes, as file_id, line, and the revoking row as by_file, by_line. `told` is rows with their
 * `rank`.
 */
export function takenBackSql(table: AnyTable, told: string): string | null {
  const { death } = table.spec;
  if (death === undefined) return null;
  const keys = keyColumns(table).map(sqlName).join(', ');
  const turns = death.turns.map(
    ({ dead, alive }, i) =>
      `(${factSql(dead)}) IS TRUE AS dead_${i}, max(CASE WHEN (${factSql(alive)}) IS TRUE THEN {rank: rank, file_id: file_id, line: line} END) OVER (PARTITION BY ${keys}) AS by_${i}`,
  );
  const alive = aliveOnSql(death);
  const later = `max(CASE WHEN ${alive} IS NOT NULL THEN {day: ${alive}, rank: rank, file_id: file_id, line: line} END)
    OVER (PARTITION BY ${keys} ORDER BY rank ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS by_day`;
  const turned = [
    ...death.turns.map((_, i) => `CASE WHEN dead_${i} AND by_${i}.rank > rank THEN by_${i} END`),
    'CASE WHEN by_day.day > died THEN struct_pack(rank := by_day.rank, file_id := by_day.file_id, line := by_day.line) END',
  ];
  return `SELECT file_id, line, taken.file_id AS by_file, taken.line AS by_line FROM (
      SELECT file_id, line, coalesce(${turned.join(', ')}) AS taken FROM (
        SELECT file_id, line, rank, ${diedOnSql(death)} AS died, ${[...turns, later].join(', ')} FROM ${told}))
    WHERE taken IS NOT NULL`;
}

/** Rows without the cells about a death, where `is_taken_back`. */
function withoutDeathSql(table: AnyTable, rows: string): string {
  const { death } = table.spec;
  if (death === undefined) return rows;
  const cells = [
    ...death.dates
      .flatMap((name) => [name, ...companionsOf(table, name)])
      .map((name) => ({ name, says: 'true' })),
    ...death.words.map((name) => ({ name, says: `${sqlName(name)} = '死亡'` })),
    ...death.alive.map((name) => ({ name, says: `NOT ${sqlName(name)}` })),
  ];
  return `SELECT * REPLACE (${cells
    .map(
      ({ name, says }) =>
        `CASE WHEN is_taken_back AND (${says}) THEN NULL ELSE ${sqlName(name)} END AS ${sqlName(name)}`,
    )
    .join(', ')}) FROM (${rows})`;
}

/**
 * Rows with the columns derived from each row's own cells, blank for a follow-up. They do not count where a later row clears a cell that
 * they depend on.
 */
function saidByRowSql(table: AnyTable, rows: string, cleared: readonly string[]): string {
  const index = sqlName(table.spec.indexDate ?? '');
  const keys = keyColumns(table).map(sqlName).join(', ');
  const said = Object.entries(table.spec.derived).flatMap(([name, { fact, saidByRow }]) => {
    if (!saidByRow) return [];
    const taken = columnsIn(fact).filter((cell) => cleared.includes(cell));
    const last = `max(CASE WHEN list_has_any(cleared, [${taken.map(sqlText).join(', ')}]) THEN rank END) OVER (PARTITION BY ${keys})`;
    const stands = taken.length === 0 ? '' : ` AND rank >= coalesce(${last}, 0)`;
    return [`CASE WHEN ${index} IS NOT NULL${stands} THEN ${factSql(fact)} END AS ${sqlName(name)}`];
  });
  return said.length === 0 ? rows : `SELECT * REPLACE (${said.join(', ')}) FROM (${rows})`;
}

/**
 * SELECT of one row per key out of several statements, with every stored column but those of `derivedAgain`: of each cell the newest filled
 * one, because a blank says nothing, with its companions. The row takes the place of the newest statement.
 *
 * @param told a table of rows with their `rank` and `cleared`, the fields whose earlier value a row clears (or NULL)
 * @param cleared the fields that any row clears
 */
export function mergedSql(table: AnyTable, told: string, cleared: readonly string[]): string {
  const keys = keyColumns(table);
  const again = new Set(derivedAgain(table));
  const taken = takenBackSql(table, told);
  const rows =
    taken === null
      ? `SELECT * FROM ${told}`
      : withoutDeathSql(
          table,
          `SELECT *, (file_id, line) IN (SELECT (file_id, line) FROM (${taken})) AS is_taken_back FROM ${told}`,
        );
  const cellOf = (name: string, value: string) => {
    if (!cleared.includes(name)) return value;
    const filled = `max(rank) FILTER (WHERE ${sqlName(name)} IS NOT NULL)`;
    const emptied = `max(rank) FILTER (WHERE list_contains(cleared, ${sqlText(name)}))`;
    return `CASE WHEN coalesce(${emptied}, -1) < ${filled} THEN ${value} END`;
  };
  const columns = storedColumns(table)
    .filter(({ name }) => !again.has(name))
    .map(({ name }) => {
      const own = sqlName(name);
      if (keys.includes(name)) return own;
      // A follow-up is no row of the table: the case stands where its newest row does.
      if (name === 'file_id' || name === 'line')
        return `arg_max(${own}, rank) FILTER (WHERE ${sqlName(table.spec.indexDate ?? '')} IS NOT NULL) AS ${own}`;
      const companion = companionOf(table, name);
      if (companion !== null)
        return `${cellOf(companion, `arg_max_null(${own}, rank) FILTER (WHERE ${sqlName(companion)} IS NOT NULL)`)} AS ${own}`;
      if (name === 'case_loose')
        return `arg_max_null(${own}, rank) FILTER (WHERE case_key IS NOT NULL) AS ${own}`;
      // A row without a patient is assigned to a patient by its case number.
      if (name === 'patient_key')
        return `coalesce(arg_max(${own}, rank) FILTER (WHERE ${own} <> coalesce(case_loose, case_key, '')), arg_max(${own}, rank)) AS ${own}`;
      if (table.spec.derived[name]?.saidByRow) return `max(${own}) AS ${own}`;
      const value = `arg_max(${own}, rank)`;
      const meta = table.spec.fields[name]?.meta;
      return `${meta !== undefined && isKept(meta) ? cellOf(name, value) : value} AS ${own}`;
    });
  return `SELECT ${columns.join(', ')} FROM (${saidByRowSql(table, rows, cleared)}) GROUP BY ${keys.map(sqlName).join(', ')}`;
}

import { derivedAgain } from '../compile/derive-again-sql.js';
import { derivedExpressions } from '../compile/derived-sql.js';
import { caseStateSql } from '../compile/indicator-sql.js';
import { predicateSql } from '../compile/predicate-sql.js';
import { restingOn } from '../compile/resting-on.js';
import { fieldsOf, isKept, storedColumns } from '../compile/table-sql.js';
import { always, columnsOf, columnsUsed, type DefinedIndicator, type Predicate } from '../define/index.js';
import type { AnyTable, RowRule } from '../define/table.js';
import { type Expression, layeredSql, neededFor } from '../sql/layered-sql.js';
import { sqlName, sqlText } from '../sql/quote.js';
import { decidingColumns, fillableFields } from './rests-on.js';
import { trialMomentsSql, trialValues } from './trial-values.js';

/*
 * Open cases, each with every value tried in every blank cell that an open figure of it depends on:
 *   settle_open     open cases; `open_i` whether the i-th figure is, `is_shared` whether the patient has facts from other rows
 *   settle_masks    file_id, line, field, figure i, and the possible states of the case (`mask`)
 */

/** The possible states of a case once a cell is filled in, as bits. */
export const MET = 1;
export const NOT_MET = 2;
/** On neither side of the figure: outside it, excluded, or still pending. */
export const LEFT = 4;
export const OPEN = 8;

/** A figure whose open cases are examined: an indicator over months counted from year 0. */
export interface Asked {
  readonly indicator: DefinedIndicator;
  readonly first: number;
  readonly last: number;
}

const flag = (i: number) => `open_${i}`;
const isOpen = (state: string) => `(${state}) IN ('unknown', 'undated')`;

/**
 * CREATE of the open cases of some figures of one table.
 *
 * @param cases SELECT of the cases, as from `casesSql`
 * @param vitals the table of facts from several rows of one patient; null where no patient has several rows
 */
export function openCasesSql(
  table: AnyTable,
  asked: readonly Asked[],
  cases: string,
  vitals: string | null,
): string {
  const flags = asked.map(
    ({ indicator, first, last }, i) =>
      `(index_month BETWEEN ${first} AND ${last} AND ${isOpen(caseStateSql(indicator))}) AS ${flag(i)}`,
  );
  const shared =
    vitals === null
      ? 'false'
      : `(file_id, line) IN (SELECT (file_id, line) FROM ${vitals} WHERE table_name = ${sqlText(table.name)})`;
  return `CREATE OR REPLACE TEMP TABLE settle_open AS SELECT *, ${shared} AS is_shared FROM (SELECT *, ${flags.join(', ')} FROM (${cases}))
    WHERE ${asked.map((_, i) => flag(i)).join(' OR ')}`;
}

/**
 * Rows that break a rule are held back, so such a value settles nothing. Rules over none of the fields judge every value like the row
 * itself; rules that cannot be computed again are skipped.
 */
function judgedRules(table: AnyTable, fields: ReadonlySet<string>): readonly RowRule[] {
  const lost = new Set(fieldsOf(table).flatMap(([name, meta]) => (isKept(meta) ? [] : [name])));
  return table.spec.rules.filter(({ severity, broken }) => {
    const rests = [...restingOn(table, columnsOf(broken))];
    return (
      severity === 'error' && rests.every((name) => !lost.has(name)) && rests.some((name) => fields.has(name))
    );
  });
}

const predicatesOf = (indicator: DefinedIndicator): Predicate[] =>
  indicator.measure === 'proportion' || indicator.measure === 'patient proportion'
    ? [
        indicator.numerator,
        indicator.denominator ?? always,
        ...Object.values(indicator.exclusions ?? {}).map(({ when }) => when),
      ]
    : [];

/** A field and the indexes of the figures that depend on it. */
interface Resting {
  readonly name: string;
  readonly of: readonly number[];
}

/** CREATE of the possible states of every open case with one more cell; needs `settle_open`. */
export function masksSql(table: AnyTable, asked: readonly Asked[]): string {
  const rests = asked.map(({ indicator }) => restingOn(table, decidingColumns(indicator)));
  const groups = new Map<string, Resting[]>();
  for (const name of fillableFields(table)) {
    const of = asked.flatMap((_, i) => (rests[i]?.has(name) ? [i] : []));
    if (of.length > 0) groups.set(of.join(), [...(groups.get(of.join()) ?? []), { name, of }]);
  }
  // Fields with the same figures are handled together, so that a value is tried only on what depends on it.
  const parts = [...groups.values()].map((fields) => groupSql(table, asked, fields));
  // Figures that depend on lists alone have no cell to fill in.
  const none =
    "SELECT file_id, line, hospital_id, '' AS field, 0 AS figure, 0 AS mask FROM settle_open WHERE false";
  return `CREATE OR REPLACE TEMP TABLE settle_masks AS ${[none, ...parts].map((part) => `(${part})`).join(' UNION ALL ')}`;
}

/** SELECT of the possible states of open cases with one more cell, for fields with the same figures. */
function groupSql(table: AnyTable, asked: readonly Asked[], fields: readonly Resting[]): string {
  const { spec } = table;
  const of = fields[0]?.of ?? [];
  const own = of.flatMap((i) => (asked[i] ? [{ i, ...asked[i] }] : []));
  const isAsked = of.map(flag).join(' OR ');
  const wanted = fields.map(({ name }) => `CASE WHEN ${sqlName(name)} IS NULL THEN ${sqlText(name)} END`);
  const predicates = own.flatMap(({ indicator }) => predicatesOf(indicator));
  const values = fields.flatMap(({ name }) =>
    trialValues(table, name, predicates).map(
      ({ truth, word, number }) => `(${sqlText(name)}, ${truth}, ${word}, ${number})`,
    ),
  );
  const dates = fields
    .filter(({ name }) => spec.fields[name]?.kind === 'date')
    .map(({ name }) => `(${sqlText(name)}, ${(spec.fields[name]?.meta.cell.also ?? []).length > 0})`);

  const states = own.map(({ indicator }) => caseStateSql(indicator));
  const also = (name: string) => (spec.fields[name]?.meta.cell.also ?? []).map(({ suffix }) => name + suffix);
  const rules = judgedRules(table, new Set(fields.flatMap(({ name }) => [name, ...also(name)])));
  const broken = rules.map((rule) => `coalesce(${predicateSql(rule.broken)}, false)`).join(' OR ') || 'false';
  const derived = rederived(table);
  const asks = [
    ...own.flatMap(({ indicator }) => columnsUsed(indicator)),
    ...rules.flatMap((rule) => columnsOf(rule.broken)),
  ];
  const needed = neededFor(derived, asks);
  const again = new Set(needed.map(({ name }) => name));
  const read = new Set([...asks, ...needed.flatMap(({ reads }) => reads)]);
  const inputs = availableColumns(table).filter((name) => read.has(name) && !again.has(name));
  const said = needed.flatMap(({ name }) =>
    table.spec.derived[name]?.saidByRow ? [`o.${sqlName(name)} AS ${sqlName(beforeTrial(name))}`] : [],
  );
  const tried = new Map(fields.flatMap(({ name }) => [name, ...also(name)].map((column) => [column, name])));
  const filled = inputs.map((name) => {
    const field = tried.get(name);
    const cell = `o.${sqlName(name)}`;
    if (field === undefined) return cell;
    return `CASE WHEN t.field = ${sqlText(field)} THEN ${triedSql(table, field, name)} ELSE ${cell} END AS ${sqlName(name)}`;
  });
  const bits = own.map(
    ({ i }, k) =>
      `CASE WHEN ${flag(i)} THEN CASE (${states[k]}) WHEN 'met' THEN ${MET} WHEN 'not met' THEN ${NOT_MET} WHEN 'unknown' THEN ${OPEN} WHEN 'undated' THEN ${OPEN} ELSE ${LEFT} END END`,
  );
  return `WITH wanted AS (SELECT file_id, line, unnest(list_filter([${wanted.join(', ')}], lambda name: name IS NOT NULL)) AS field
        FROM settle_open WHERE NOT is_shared AND (${isAsked})),
      tried AS (
        SELECT w.*, v.truth, v.word, v.number, CAST(NULL AS TIMESTAMP) AS moment, CAST(NULL AS BOOLEAN) AS timed
        FROM wanted w JOIN (VALUES ${values.join(', ') || "('', NULL, NULL, NULL)"}) v(field, truth, word, number) ON v.field = w.field
        ${
          dates.length === 0
            ? ''
            : `UNION ALL
        SELECT w.*, NULL, NULL, NULL, m.moment, m.timed
        FROM wanted w JOIN (VALUES ${dates.join(', ')}) d(field, takes_time) ON d.field = w.field
          JOIN (${trialMomentsSql(table, 'settle_open')}) m ON m.file_id = w.file_id AND m.line = w.line AND (d.takes_time OR NOT m.timed)`
        }),
      filled AS (SELECT o.file_id, o.line, o.hospital_id, t.field, ${[...of.map((i) => `o.${flag(i)}`), ...filled, ...said].join(', ')}
        FROM tried t JOIN settle_open o ON o.file_id = t.file_id AND o.line = t.line),
      masks AS (SELECT file_id, line, hospital_id, field, ${bits.map((bit, k) => `bit_or(${bit}) AS mask_${k}`).join(', ')}
        FROM (${layeredSql(needed, 'filled')}) WHERE NOT (${broken}) GROUP BY ALL)
    SELECT * FROM (SELECT file_id, line, hospital_id, field, unnest([${of.join(', ')}]) AS figure,
      unnest([${bits.map((_, k) => `mask_${k}`).join(', ')}]) AS mask FROM masks) WHERE mask IS NOT NULL`;
}

/** The column for what a row said by its own cells before a value was tried. */
const beforeTrial = (name: string) => `${name}_before`;

/**
 * Columns derived again from a tried value; a row's own statement only where the value is among its cells. A run that no other row of the
 * patient continues is a course by itself, so the SQL of the contract gives its course.
 */
function rederived(table: AnyTable): Expression[] {
  const again = new Set(derivedAgain(table));
  const worked = derivedExpressions(table, (name, { fact, lookup, transient, saidByRow }) => {
    const isCourse = lookup === 'courses' && fact.op !== 'not known';
    return saidByRow === true || again.has(name) || isCourse || transient === true;
  });
  return worked.map((expression) => {
    const { name, sql, reads } = expression;
    if (!table.spec.derived[name]?.saidByRow) return expression;
    const cells = reads.filter((cell) => cell in table.spec.fields);
    return {
      ...expression,
      sql: `greatest(${beforeTrial(name)}, CASE WHEN field IN (${cells.map(sqlText).join(', ')}) THEN ${sql} END)`,
    };
  });
}

/** The columns of the open cases: stored ones, and those filled by other tables. */
const availableColumns = (table: AnyTable): string[] => [
  ...storedColumns(table).flatMap(({ name }) =>
    ['file_id', 'line', 'hospital_id'].includes(name) ? [] : [name],
  ),
  ...Object.entries(table.spec.derived).flatMap(([name, { lookup }]) => (lookup ? [name] : [])),
];

function triedSql(table: AnyTable, field: string, column: string): string {
  if (column !== field) return 't.timed';
  const meta = table.spec.fields[field];
  const tried = { bool: 't.truth', choice: 't.word', number: 't.number', date: 't.moment' }[meta?.kind ?? ''];
  return `CAST(${tried ?? 'NULL'} AS ${meta?.meta.cell.sqlType ?? 'VARCHAR'})`;
}

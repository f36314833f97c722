import {
  countedSql,
  countName,
  medianSql,
  patientsSql,
  rolledUpSql,
} from '../../../pipeline/compile/figures-sql.js';
import { isAdditive } from '../../../pipeline/compile/indicator-sql.js';
import { centreFigures } from '../../../pipeline/compute/centre-figures.js';
import { type Counts, figureOf, medianFigure, type Place } from '../../../pipeline/compute/figure-of.js';
import { standardisedFigures } from '../../../pipeline/compute/standardised-figures.js';
import { countsPatients, type DefinedIndicator } from '../../../pipeline/define/index.js';
import type { Figure } from '../../../pipeline/figure/figures.js';
import type { RawRow } from '../evaluate/cells.js';
import type { WorkedCases } from '../worked-cases.js';
import { type Bench, periodOf } from './bench.js';

type WideRow = Place & Readonly<Record<string, string | number | null>>;
const from = { batch: '', asOf: '' };
const number = (row: WideRow, name: string) => Number(row[name] ?? 0);

/**
 * The figures of some definitions of one folder over a SELECT of cases, by the compiler that the product has: for each
 * definition its rows as `expected.csv` would have them.
 */
export async function countInSql(
  bench: Bench,
  definitions: readonly DefinedIndicator[],
  source: string,
  worked: WorkedCases,
): Promise<string[]> {
  const { database } = bench;
  const period = periodOf(worked);
  await database.run(
    `CREATE OR REPLACE TABLE periods AS
     SELECT '${period.type}' AS period_type, '${period.name}' AS period, ${period.first} AS first, ${period.last} AS last`,
  );
  const figures = new Map<DefinedIndicator, Figure[]>(definitions.map((definition) => [definition, []]));
  const keep = (definition: DefinedIndicator, figure: Figure | null) => {
    if (figure?.level === 'city' && figure.unit === worked.folder) figures.get(definition)?.push(figure);
  };
  await countTogether(bench, definitions.filter(isAdditive), source, false, keep);
  await countTogether(bench, definitions.filter(countsPatients), source, true, keep);
  const options = { asOf: worked.asOf, batch: '' };
  for (const definition of definitions) {
    if (definition.measure === 'median') await countMedian(bench, definition, source, keep);
    if (definition.measure === 'standardised ratio')
      for (const figure of await standardisedFigures(database, definition, options, source))
        keep(definition, figure);
    if (definition.measure === 'centre proportion')
      for (const figure of await centreFigures(database, definition, options, source, [period]))
        keep(definition, figure);
  }
  return definitions.map((definition) => rowsText(figures.get(definition) ?? [], worked));
}

type Keep = (definition: DefinedIndicator, figure: Figure | null) => void;

/** Counts of many definitions in one statement. */
async function countTogether(
  { database, parameters }: Bench,
  definitions: readonly DefinedIndicator[],
  source: string,
  byPatient: boolean,
  keep: Keep,
): Promise<void> {
  if (definitions.length === 0) return;
  const dimensions = [
    ...new Set(definitions.flatMap(({ strata }) => (strata ?? []).map(({ name }) => name))),
  ];
  const sql = byPatient
    ? patientsSql(definitions, dimensions, source)
    : rolledUpSql(definitions, dimensions, `(${countedSql(definitions, dimensions, source)})`);
  const rows = await database.rows<WideRow>(sql, parameters);
  const placeOf = ({ level, unit }: WideRow) => `${level} ${unit}`;
  const wholes = new Map(rows.filter(({ stratum }) => stratum === '').map((row) => [placeOf(row), row]));
  for (const row of rows)
    for (const [i, definition] of definitions.entries()) {
      const isOwn = (definition.strata ?? []).some(({ name }) => row.stratum.startsWith(`${name}=`));
      if (row.stratum === '' ? definition.measure === 'composition' : !isOwn) continue;
      const count = (name: string) => number(row, countName(i, name));
      const counts: Counts = {
        met: count('numerator'),
        mature: count('denominator'),
        pending: count('pending'),
        unknown: count('unknown'),
        excluded: count('excluded'),
        undated: count('undated'),
      };
      const whole = wholes.get(placeOf(row));
      const total = whole ? number(whole, countName(i, 'denominator')) : 0;
      const isShare = definition.measure === 'composition';
      const shown = isShare ? { ...counts, met: counts.mature, mature: total, unknown: 0 } : counts;
      keep(definition, figureOf(definition, row, shown, null, from));
    }
}

async function countMedian(
  { database, parameters }: Bench,
  definition: DefinedIndicator,
  source: string,
  keep: Keep,
) {
  for (const row of await database.rows<WideRow>(medianSql(definition, source), parameters)) {
    const sorted = ((row['sorted'] ?? []) as unknown as (number | string)[]).map(Number);
    const counts = {
      met: 0,
      mature: 0,
      pending: number(row, 'pending'),
      unknown: number(row, 'unknown'),
      excluded: number(row, 'excluded'),
      undated: number(row, 'undated'),
    };
    keep(definition, medianFigure(definition, row, counts, sorted, from));
  }
}

/** Figures as the rows of `expected.csv`, in one text. */
function rowsText(figures: readonly Figure[], { expected }: WorkedCases): string {
  const columns = Object.keys(expected[0] ?? {});
  const shown = figures.filter(({ stratum }) => columns.includes('stratum') || stratum === '');
  return linesOf(
    shown.map((figure) =>
      Object.fromEntries(columns.map((column) => [column, String(figure[column as keyof Figure] ?? '')])),
    ),
  );
}

const linesOf = (rows: readonly RawRow[]) =>
  rows
    .map((row) => JSON.stringify(Object.values(row)))
    .sort()
    .join('\n');

/** What was worked out by hand, in the same form. */
export const expectedText = ({ expected }: WorkedCases): string => linesOf(expected);

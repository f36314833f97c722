import { indicators } from '../../indicators/index.js';
import { caseStateSql } from '../compile/indicator-sql.js';
import { casesSql } from '../compute/cases.js';
import { currentRowsSql } from '../current/current-sql.js';
import { columnsUsed, type DefinedIndicator, editionOf, goesOnFrom } from '../define/index.js';
import { endOf, lastDay, monthsOf } from '../define/periods.js';
import type { AnyTable } from '../define/table.js';
import { hospitals } from '../lists/lists.js';
import { InputError } from '../message/errors.js';
import { sqlName, sqlText } from '../sql/quote.js';
import type { Database, JsonValue } from '../warehouse/database.js';
import { figureColumns } from '../warehouse/schema.js';
import { contractHash } from '../workspace/contract-in-use.js';
import { recalibrationOver } from './explain-expected.js';
import { toldFacts } from './explain-told.js';
import { totalsOf } from './explain-totals.js';
import type { CaseState, ExplainedCase, Explanation } from './explanation.js';

/**
 * The indicator of a code or id: the version in force now, or an earlier one as `VAD-01@2017`.
 *
 * @throws {InputError} `unknown-indicator` with the nearest codes
 */
export function findIndicator(code: string): DefinedIndicator {
  const [name = '', version] = code.toLowerCase().split('@');
  const versions = indicators.filter((i) => i.code.toLowerCase() === name || i.id === name);
  const found = version
    ? (versions.find((i) => i.version.toLowerCase() === version) ??
      versions.find((i) => editionOf(i.version) === version))
    : (versions.find(({ effectiveTo }) => effectiveTo === undefined) ?? versions[0]);
  if (found) return found;
  const near = indicators
    .filter((i) => i.code.toLowerCase().startsWith(code.slice(0, 3).toLowerCase()))
    .map((i) => (i.effectiveTo ? `${i.code}@${i.version}` : i.code));
  throw new InputError('unknown-indicator', {
    zh: `没有代码为“${code}”的指标。${near.length > 0 ? `相近的有：${near.join('、')}。` : ''}用 zhikong indicators 查看全部。`,
    en: `There is no indicator "${code}". ${near.length > 0 ? `Similar: ${near.join(', ')}. ` : ''}See all with zhikong indicators.`,
  });
}

/**
 * Every case that could be in a figure, with in or out and why, file and line; the list adds up to the figure. `openWarehouse` offers this
 * for a workspace.
 */
export async function explain(
  database: Database,
  indicator: DefinedIndicator,
  unit: string,
  period: string,
  batch: { batch: string; month: string; as_of: string },
): Promise<Explanation> {
  const { first, last } = monthsOf(period);
  const table = indicator.of;
  const parameters = { as_of_end: endOf(batch.as_of) };
  const cases = await casesSql(database, table, batch.month, parameters.as_of_end);
  const used = columnsUsed(indicator);
  const ofUnit = await unitSql(database, unit, batch.month);
  const from = goesOnFrom(indicator);
  const countsAlready =
    from === null ? 'false' : await alreadySql(database, `c.${sqlName(from)}`, unit, batch.month);
  const patient = 'case_no' in table.spec.fields ? 'left(c.patient_key, 10)' : 'NULL';
  const adds =
    indicator.measure === 'ratio'
      ? `[${sqlName(indicator.numerator.name)}, ${sqlName(indicator.denominator.name)}]`
      : indicator.measure === 'median'
        ? `[${sqlName(indicator.value.name)}]`
        : indicator.measure === 'standardised ratio'
          ? `[${sqlName(indicator.expected.name)}]`
          : 'NULL';
  const rows = await database.rows<Record<string, JsonValue>>(
    `SELECT f.month, f.path AS file, c.file_id, f.sheet, c.line, c.hospital_id, ${patient} AS patient, CAST(c.${sqlName(indicator.indexDate.name)} AS VARCHAR) AS index_at,
       CASE WHEN ${countsAlready} THEN 'outside' ELSE (${caseStateSql(indicator)}) END AS state, ${countsAlready} AS counts_already, ${adds} AS adds, [${used.map((name) => shownSql(table, name)).join(', ')}] AS used
     FROM (${cases}) c JOIN files f USING (file_id)
     WHERE c.index_month BETWEEN $first AND $last AND ${ofUnit} ORDER BY c.hospital_id, f.path, f.sheet NULLS FIRST, c.line`,
    { ...parameters, first, last, unit },
  );
  const told = await toldFacts(database, table, used);
  const leavesOut =
    ('unknown' in indicator && indicator.unknown === 'left out') ||
    ['ratio', 'median', 'standardised ratio'].includes(indicator.measure);
  const list = rows.map((row): ExplainedCase => {
    const state = row['state'] as CaseState;
    const numbers = row['adds'] as (number | string | null)[] | null;
    return {
      month: String(row['month']),
      file: String(row['file']),
      sheet: row['sheet'] === null ? null : String(row['sheet']),
      line: Number(row['line']),
      hospital_id: String(row['hospital_id']),
      patient: row['patient'] === null ? null : String(row['patient']),
      index: String(row['index_at']).replace(/ 00:00:00$/, ''),
      state,
      in: state === 'met' || state === 'not met' || (state === 'unknown' && !leavesOut),
      because: used.flatMap((column, i) =>
        column === indicator.indexDate.name
          ? []
          : [
              {
                column,
                title: table.columns[column]?.title ?? { zh: column, en: column },
                value: (row['used'] as JsonValue[])[i] ?? null,
              },
            ],
      ),
      countsAlready: row['counts_already'] === true,
      told: told.get(`${row['file_id']} ${row['line']}`) ?? [],
      adds:
        indicator.measure === 'ratio' && numbers ? [Number(numbers[0] ?? 0), Number(numbers[1] ?? 0)] : null,
      expected:
        indicator.measure === 'standardised ratio' && numbers?.[0] != null ? Number(numbers[0]) : null,
    };
  });
  const figure = await publishedFigure(database, indicator, unit, period, batch.batch);
  if (indicator.measure === 'centre proportion' && figure === null && list.length > 0)
    throw new InputError('no-such-figure', {
      zh: `${indicator.code} 只对全省（*）和城市、按全年或近12个月给出，没有“${unit}”“${period}”的数值。`,
      en: `${indicator.code} is given for the province (*) and its cities, over whole years or twelve months; there is none for "${unit}" and "${period}".`,
    });
  const recalibration = await recalibrationOver(database, indicator, cases, { ...parameters, first, last });
  return {
    indicator,
    unit,
    period,
    batch: batch.batch,
    month: batch.month,
    asOf: batch.as_of,
    madeOtherwise:
      (figure !== null && figure['definition_hash'] !== indicator.hash) ||
      (await contractOfBatch(database, batch.batch)) !== contractHash,
    cases: list,
    totals: totalsOf(indicator, list, { recalibration, isOver: lastDay(last) <= batch.as_of }),
    recalibration,
    figure,
  };
}

async function contractOfBatch(database: Database, batch: string): Promise<string | null> {
  const [found] = await database.rows<{ contract: string | null }>(
    'SELECT contract FROM batches WHERE batch = $batch',
    { batch },
  );
  return found?.contract ?? null;
}

/**
 * The figure as published, counts as numbers; null when nothing was counted for this unit and period.
 *
 * @throws {InputError} `unknown-unit` or `unpublished-period`, naming the published ones
 */
async function publishedFigure(
  database: Database,
  indicator: DefinedIndicator,
  unit: string,
  period: string,
  batch: string,
) {
  const names = figureColumns.map(([name, type]) =>
    type === 'BIGINT' ? `CAST(${sqlName(name)} AS DOUBLE) AS ${sqlName(name)}` : sqlName(name),
  );
  const stratum = indicator.measure === 'composition' ? "stratum <> ''" : "stratum = ''";
  const [figure] = await database.rows<Record<string, JsonValue>>(
    `SELECT ${names.join(', ')} FROM figures WHERE batch = $batch AND code = $code AND version = $version AND unit = $unit AND period = $period AND ${stratum} LIMIT 1`,
    { batch, code: indicator.code, version: indicator.version, unit, period },
  );
  if (figure) return figure;
  const has = (column: string, value: string) =>
    database.number(
      `SELECT count(*) FROM (SELECT 1 FROM figures WHERE batch = $batch AND ${column} = $value LIMIT 1)`,
      { batch, value },
    );
  if (
    !(await has('unit', unit)) &&
    !(await database.number('SELECT count(*) FROM hospitals WHERE hospital_id = $unit', { unit }))
  ) {
    const units = await database.rows<{ unit: string }>(
      'SELECT DISTINCT unit FROM figures WHERE batch = $batch ORDER BY unit',
      { batch },
    );
    const shown = units
      .map((u) => u.unit)
      .filter((u) => u.slice(0, 2) === unit.slice(0, 2))
      .slice(0, 8);
    const near = (shown.length > 0 ? shown : units.slice(0, 8).map((u) => u.unit)).join('、');
    throw new InputError('unknown-unit', {
      zh: `--unit 应为医院编码、城市名或 *，但本批次没有“${unit}”。例如：${near}。`,
      en: `--unit must be a hospital code, a city or *, but this batch has no "${unit}". Such as: ${near}.`,
    });
  }
  // A month, quarter or year without a case is a valid answer; an unpublished span is an error.
  if (period.includes('..') && !(await has('period', period))) {
    const periods = await database.rows<{ period: string }>(
      `SELECT DISTINCT period FROM figures WHERE batch = $batch AND period_type IN ('year', 'rolling12', 'years3') ORDER BY period`,
      { batch },
    );
    const shown = periods.map((p) => p.period).join('、');
    throw new InputError('unpublished-period', {
      zh: `--period 应为已发布的期间，但本批次没有“${period}”。有：${shown}，以及各季度和各月。`,
      en: `--period must be one that was published, but this batch has no "${period}". There are ${shown}, and quarters and months.`,
    });
  }
  return null;
}

/** SQL for a column's value in words. A list of choices is stored as a bit mask. */
function shownSql(table: AnyTable, name: string): string {
  const column = table.columns[name] as { kind?: string; values?: readonly string[] } | undefined;
  if (column?.kind !== 'choices') return `CAST(c.${sqlName(name)} AS VARCHAR)`;
  const words = (column.values ?? []).map(
    (value, i) => `CASE WHEN c.${sqlName(name)} & ${2 ** i} <> 0 THEN ${sqlText(value)} END`,
  );
  return `nullif(concat_ws('、', ${words.join(', ')}), '')`;
}

/** SQL for whether a case continues one of another hospital in the same city or province; false for a hospital's own figures. */
async function alreadySql(database: Database, from: string, unit: string, month: string): Promise<string> {
  if (unit === '*') return `${from} IS NOT NULL`;
  const list = await currentRowsSql(database, hospitals, month);
  const day = 'last_day(make_date(c.index_month // 12, c.index_month % 12 + 1, 1))';
  return `(c.hospital_id <> $unit AND EXISTS (SELECT 1 FROM (${list}) h WHERE list_contains(string_split(${from}, ','), h.hospital_id) AND h.city = $unit
    AND coalesce(h.valid_from, DATE '1900-01-01') <= ${day} AND coalesce(h.valid_to, DATE '2100-01-01') >= ${day}))`;
}

async function unitSql(database: Database, unit: string, month: string): Promise<string> {
  if (unit === '*') return '$unit = $unit';
  const list = await currentRowsSql(database, hospitals, month);
  // By the city a hospital belonged to at the end of the month, as in the figure.
  const day = 'last_day(make_date(c.index_month // 12, c.index_month % 12 + 1, 1))';
  return `(c.hospital_id = $unit OR EXISTS (SELECT 1 FROM (${list}) h WHERE h.hospital_id = c.hospital_id AND h.city = $unit
    AND coalesce(h.valid_from, DATE '1900-01-01') <= ${day} AND coalesce(h.valid_to, DATE '2100-01-01') >= ${day}))`;
}

import { norms } from '../../indicators/index.js';
import { printCounts, printRange, printRate, printThreshold } from '../../reports/print/rate.js';
import { explain, findIndicator } from '../ask/explain.js';
import type { ExplainedCase } from '../ask/explanation.js';
import { hospitalEntries } from '../ask/hospital-entries.js';
import { staleMonths } from '../ask/stale-months.js';
import type { BatchEntry } from '../ask/status.js';
import type { Evidence } from '../comply/holdings.js';
import type { Clause, ClauseResult, DefinedIndicator } from '../define/index.js';
import { monthsOf } from '../define/periods.js';
import { signs } from '../describe/predicate-words.js';
import type { Figure } from '../figure/figures.js';
import { type Bilingual, InputError } from '../message/errors.js';
import { dataThrough, vocabulary } from '../message/vocabulary.js';
import { sqlName } from '../sql/quote.js';
import type { Database } from '../warehouse/database.js';
import { figureColumns } from '../warehouse/schema.js';
import type { FindingCase, LetterFinding } from './letter.js';

/** Which figure or clause of which hospital. */
export interface Chosen {
  /** An indicator or a clause. */
  readonly code: string;
  readonly hospital: string;
  /** The period of the figure; a clause has none but the as-of day of the batch. */
  readonly period?: string | undefined;
}

/**
 * The finding in a published batch, with the cases behind it: of a figure those that miss the requirement and those that are not known.
 *
 * @throws {InputError} `no-finding` where there is no such figure or result, or nothing is missed; `period-missing`, `bad-period`,
 *   `unknown-indicator`; `stale-month` where the data have changed since
 */
export async function findingOf(
  database: Database,
  batch: BatchEntry,
  chosen: Chosen,
): Promise<LetterFinding> {
  const stale = await staleMonths(database);
  if (stale.some(({ month }) => month === batch.month)) throw staleBatch(batch);
  const list = await hospitalEntries(database, batch.month, batch.as_of);
  const name = list.find(({ hospital_id }) => hospital_id === chosen.hospital)?.name ?? null;
  const clause = clauseOf(chosen.code);
  const found = clause
    ? await clauseFinding(database, batch, chosen.hospital, clause)
    : await figureFinding(database, batch, chosen);
  return { hospital: chosen.hospital, name, ...found };
}

const staleBatch = ({ batch, month }: BatchEntry) =>
  new InputError('stale-month', {
    zh: `批次 ${batch} 发布之后，所依据的数据有更正、补报，病例与数字可能对不上。没有写出反馈函。请先用 zhikong run --stale 重新运行 ${month}。`,
    en: `Since batch ${batch} was published, data that it rests on were corrected or completed, so that cases and figure may not agree. No letter was written. First run ${month} again with zhikong run --stale.`,
  });

const clauseOf = (code: string): Clause | undefined =>
  norms
    .flatMap(({ clauseSet }) => clauseSet?.clauses ?? [])
    .find(({ id }) => id.toLowerCase() === code.toLowerCase());

type Found = Pick<LetterFinding, 'title' | 'said' | 'cases'>;

async function figureFinding(database: Database, batch: BatchEntry, chosen: Chosen): Promise<Found> {
  const { hospital, period } = chosen;
  const { code } = findIndicator(chosen.code);
  if (period === undefined)
    throw new InputError('period-missing', {
      zh: `指标的反馈函须用 --period 指明期间，如 2026-10、2026Q4、2026 或 2025-11..2026-10。`,
      en: 'A letter on a figure needs --period, such as 2026-10, 2026Q4, 2026 or 2025-11..2026-10.',
    });
  monthsOf(period);
  const names = figureColumns.map(([name, type]) =>
    type === 'BIGINT' ? `CAST(${sqlName(name)} AS DOUBLE) AS ${sqlName(name)}` : sqlName(name),
  );
  const [figure] = await database.rows<Figure>(
    `SELECT ${names.join(', ')} FROM figures WHERE batch = $batch AND code = $code AND level = 'hospital' AND unit = $hospital
       AND period = $period AND stratum = '' ORDER BY formal NULLS LAST, version DESC LIMIT 1`,
    { batch: batch.batch, code, hospital, period },
  );
  if (!figure || figure.threshold === null || figure.operator === null || figure.formal === null) {
    const judged = await judgedPeriods(database, batch, code, hospital);
    throw noFinding(batch, {
      zh: `${hospital} 的 ${code}（${period}）没有可与阈值相比的数字（可比的期间：${judged.join('、') || '无'}）`,
      en: `${code} of ${hospital} (${period}) is no figure that is compared with a threshold (periods that are: ${judged.join(', ') || 'none'})`,
    });
  }
  if (figure.formal === 'met' && figure.verdict !== 'not_met')
    throw noFinding(batch, {
      zh: `${hospital} 的 ${code}（${period}）为 ${figure.numerator}/${figure.denominator ?? '—'}，已达到阈值`,
      en: `${code} of ${hospital} (${period}) is ${figure.numerator}/${figure.denominator ?? '—'} and meets its threshold`,
    });
  const indicator = findIndicator(`${code}@${figure.version}`);
  const { cases } = await explain(database, indicator, hospital, period, batch);
  const { ci_low, ci_high, threshold, operator, data_through } = figure;
  return {
    title: indicator.title,
    said: {
      month: batch.month,
      code,
      period,
      figure: figureText(figure, indicator),
      interval:
        ci_low === null || ci_high === null ? '' : printRange(ci_low, ci_high, figure, indicator, 'zh'),
      threshold: `${signs[operator]} ${printThreshold(threshold, indicator, 'zh')}`,
      clause: [figure.norm, figure.clause].filter((part) => part !== null).join(' '),
      source: sourceOf(batch, data_through),
    },
    cases: cases.flatMap((one) => casesBehind(one, indicator)),
  };
}

/** The periods in which a figure of the hospital is compared with a threshold. */
async function judgedPeriods(
  database: Database,
  { batch }: BatchEntry,
  code: string,
  hospital: string,
): Promise<string[]> {
  const rows = await database.rows<{ period: string }>(
    `SELECT DISTINCT period FROM figures WHERE batch = $batch AND code = $code AND level = 'hospital' AND unit = $hospital
       AND stratum = '' AND formal IS NOT NULL ORDER BY period`,
    { batch, code, hospital },
  );
  return rows.map(({ period }) => period);
}

/** `2/12 ≥ 16.7%（结局未明 1）`: counts and rate, and how many are not known. */
function figureText(figure: Figure, indicator: DefinedIndicator): string {
  const rate = indicator.measure === 'volume' ? null : printRate(figure, indicator, 'zh');
  const text = [printCounts(figure, indicator), rate]
    .filter((part) => part !== null)
    .join(' = ')
    .replace('= ≥', '≥');
  return figure.unknown > 0 ? `${text}（${vocabulary.unknownOutcome.zh} ${figure.unknown}）` : text;
}

const sourceOf = ({ batch, as_of }: BatchEntry, through: string | null): string =>
  [batch, `数据截止 ${as_of}`, ...(through === null ? [] : [dataThrough(through).zh])].join('；');

const noFinding = ({ batch }: BatchEntry, { zh, en }: Bilingual) =>
  new InputError('no-finding', {
    zh: `反馈函须针对未达到的数字或条款，但批次 ${batch} 中${zh}。请核对代码、医院和期间。`,
    en: `A letter must be about a figure or clause that is missed, but in batch ${batch} ${en}. Check code, hospital and period.`,
  });

const states = {
  missed: { zh: '未达到要求', en: 'misses the requirement' },
  event: { zh: '计入分子的事件', en: 'counts as an event' },
  unknown: { zh: '未明，请补填', en: 'not known; please fill it in' },
  undated: { zh: '是否属分母未明，请补填', en: 'not known whether it belongs; please fill it in' },
} as const;

/** The case with why it stands behind the finding; nothing for one that does not. */
function casesBehind(one: ExplainedCase, indicator: DefinedIndicator): FindingCase[] {
  const why = whyBehind(one, indicator);
  if (why === null) return [];
  const { month, file, sheet, line, patient, index } = one;
  return [{ month, file, sheet, line, patient: patient ?? '', index, why }];
}

function whyBehind({ state }: ExplainedCase, { measure, better }: DefinedIndicator): Bilingual | null {
  if (state === 'unknown') return states.unknown;
  if (state === 'undated') return states.undated;
  // Only of a share of cases does a single one meet the requirement or not.
  if (measure !== 'proportion' && measure !== 'patient proportion') return null;
  if (better === 'lower') return state === 'met' ? states.event : null;
  return state === 'not met' ? states.missed : null;
}

const resultWords: Readonly<Record<ClauseResult, string>> = {
  met: '符合 met',
  'not met': '不符合 not met',
  'not known': '未知 not known',
  'not applicable': '不适用 not applicable',
  'needs review': '待评审 needs review',
};

async function clauseFinding(
  database: Database,
  batch: BatchEntry,
  hospital: string,
  clause: Clause,
): Promise<Found> {
  const [found] = await database.rows<{
    on_day: string;
    result: ClauseResult;
    evidence: string;
    norm: string;
  }>(
    'SELECT on_day, result, evidence, norm FROM clause_results WHERE batch = $batch AND hospital_id = $hospital AND clause = $clause',
    { batch: batch.batch, hospital, clause: clause.id },
  );
  if (!found || (found.result !== 'not met' && found.result !== 'not known'))
    throw noFinding(batch, {
      zh: `${hospital} 的条款 ${clause.id} ${found ? `结果为“${resultWords[found.result]}”` : '没有结果'}`,
      en: found
        ? `clause ${clause.id} of ${hospital} is ${found.result}`
        : `clause ${clause.id} of ${hospital} has no result`,
    });
  const evidence = JSON.parse(found.evidence) as Evidence[];
  return {
    title: clause.text,
    said: {
      month: batch.month,
      code: clause.id,
      period: found.on_day,
      figure: resultWords[found.result],
      interval: '',
      threshold: '',
      clause: `${clause.id} ${clause.at}`,
      source: sourceOf(batch, null),
    },
    cases: evidence.map(({ text, file, line }) => ({
      month: '',
      file: file ?? '',
      sheet: null,
      line,
      patient: '',
      index: '',
      why: text,
    })),
  };
}

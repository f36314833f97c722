import type { Figure } from '../figure/figures.js';
import { sqlText } from '../sql/quote.js';
import type { Database, Row } from '../warehouse/database.js';
import { type Cause, causeColumn, causes, countsOf } from './causes.js';
import { type ChangesCounted, type ChangesStep, isBetter, isJudgedOtherwise } from './changes-over.js';
import { type Correction, type OneWay, oneWay } from './one-way.js';

/** Corrections of a hospital that make a published outcome of an indicator look better. */
export interface EditedOutcomes {
  readonly code: string;
  readonly hospital: string;
  readonly cases: number;
}

/** What a published figure was or is. */
export type ChangedSide = Pick<Figure, 'numerator' | 'denominator' | 'formal' | 'verdict'>;

/** A published figure over all cases that is judged otherwise now. */
export interface JudgedOtherwise {
  readonly code: string;
  readonly version: string;
  readonly level: Figure['level'];
  readonly unit: string;
  readonly period_type: Figure['period_type'];
  readonly period: string;
  readonly was: ChangedSide;
  readonly now: ChangedSide;
  /** What moved its counts, the cause with most cases first; empty where causes cannot be told apart. */
  readonly causes: readonly Cause[];
  /** Whether another threshold holds now. */
  readonly byThreshold: boolean;
}

/** What a batch gives otherwise than was published before it, for one page; the files of changes hold all of it. */
export interface Changes {
  /** The batch that was published before. */
  readonly since: string;
  readonly counted: ChangesCounted;
  /** By number of cases, most first. */
  readonly edited: readonly EditedOutcomes[];
  /** Hospitals whose corrections all point one way. */
  readonly oneWay: readonly OneWay[];
  /** The first of those judged otherwise: hospitals, then cities and the province; `counted.verdicts` says how many there are. */
  readonly judged: readonly JudgedOtherwise[];
}

/** Most figures judged otherwise that a summary holds. */
const mostJudged = 60;

/** Sums up the two Parquet files of changes of a batch. */
export async function summariseChanges(
  database: Database,
  { figures, cases }: ChangesStep,
  since: string,
): Promise<Changes> {
  const [changed, behind] = [figures, cases].map((path) => `read_parquet(${sqlText(path)})`);
  const count = async (what: string, of: string) =>
    (await database.number(`SELECT count(${what}) FROM ${of}`)) ?? 0;
  const judged = await database.rows(
    `SELECT * REPLACE (CAST(was_numerator AS DOUBLE) AS was_numerator, CAST(now_numerator AS DOUBLE) AS now_numerator,
       CAST(was_denominator AS DOUBLE) AS was_denominator, CAST(now_denominator AS DOUBLE) AS now_denominator)
     FROM ${changed} WHERE ${isJudgedOtherwise}
     ORDER BY level <> 'hospital', running, code, unit, period DESC LIMIT ${mostJudged}`,
  );
  return {
    since,
    counted: {
      figures: await count('*', `${changed} WHERE running = 'no'`),
      running: await count('*', `${changed} WHERE running = 'yes'`),
      verdicts: await count('*', `${changed} WHERE ${isJudgedOtherwise}`),
      better: await count('DISTINCT (hospital_id, now_file, now_line)', `${behind} WHERE ${isBetter}`),
    },
    edited: await database.rows<EditedOutcomes>(
      `SELECT code, hospital_id AS hospital, CAST(count(DISTINCT (now_file, now_line)) AS INTEGER) AS cases FROM ${behind} WHERE ${isBetter}
       GROUP BY ALL ORDER BY cases DESC, hospital, code`,
    ),
    oneWay: oneWay(
      await database.rows<Correction>(
        `SELECT DISTINCT hospital_id, now_file || ':' || now_line AS place, towards FROM ${behind} WHERE cause = 'corrected' AND towards <> ''`,
      ),
    ),
    judged: judged.map(judgedOtherwise),
  };
}

function judgedOtherwise(row: Row): JudgedOtherwise {
  const side = (of: 'was' | 'now') =>
    Object.fromEntries(
      ['numerator', 'denominator', 'formal', 'verdict'].map((name) => [name, row[`${of}_${name}`] ?? null]),
    ) as unknown as ChangedSide;
  const moved = (cause: Cause) =>
    Math.max(...countsOf(cause).map((count) => Math.abs(Number(row[causeColumn(cause, count)] ?? 0))));
  const { code, version, level, unit, period_type, period } = row as unknown as JudgedOtherwise;
  return {
    ...{ code, version, level, unit, period_type, period },
    was: side('was'),
    now: side('now'),
    causes: causes.filter((cause) => moved(cause) > 0).sort((a, b) => moved(b) - moved(a)),
    byThreshold: String(row['verdict_by']).includes('threshold'),
  };
}

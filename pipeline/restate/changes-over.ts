import { monthNumber, monthsOf } from '../define/periods.js';
import { sqlText } from '../sql/quote.js';
import type { Database, Row } from '../warehouse/database.js';
import { causeColumn, causes, countsOf } from './causes.js';
import { compared, figureKey } from './moved-figures.js';
import { type OneWay, oneWay } from './one-way.js';

/** The Parquet files of what one batch gave otherwise than the batch before it. */
export interface ChangesStep {
  readonly figures: string;
  readonly cases: string;
}

/** What differs now from what a batch gave, in numbers. */
export interface ChangesCounted {
  /** Figures of periods that had ended then. */
  readonly figures: number;
  /** Figures of periods that ran on, such as the year's. */
  readonly running: number;
  /** Figures over all cases of which the verdict or the formal comparison is another. */
  readonly verdicts: number;
  /** Cases, each once, whose correction makes a published outcome look better; in the lists one may stand in several indicators. */
  readonly better: number;
}

/**
 * Makes the tables `changed_figures` and `changed_cases` of what differs between a batch and the last of the steps that followed it, oldest first. The
 * shares of the steps add up; a figure that is again what it was is left out, and so is one of a period that the batch did not give.
 *
 * @param from the name of the batch, which begins with its month
 */
export async function writeChangesOver(
  database: Database,
  steps: readonly ChangesStep[],
  from: string,
): Promise<void> {
  const month = monthNumber(from.slice(0, 7));
  const stacked = (which: keyof ChangesStep) =>
    steps
      .map(
        (step, i) =>
          `SELECT ${i} AS step, row_number() OVER () AS place, * FROM read_parquet(${sqlText(step[which])})`,
      )
      .join(' UNION ALL ');
  await database.run(`CREATE OR REPLACE TEMP TABLE changed_steps AS ${stacked('figures')}`);
  const given = new Set(
    (
      await database.rows<{ period: string }>('SELECT DISTINCT period FROM figures WHERE batch = $from', {
        from,
      })
    ).map(({ period }) => period),
  );
  const periods = (await database.rows<{ period: string }>('SELECT DISTINCT period FROM changed_steps'))
    .map(({ period }) => period)
    .filter((period) => steps.length === 1 || given.has(period) || monthsOf(period).last <= month);
  const key = figureKey.map((name) =>
    name === 'edition' ? "regexp_replace(version, '-r[0-9]+$', '')" : name,
  );
  // 64-bit integers would reach JSON as texts.
  const numbered = (name: (typeof compared)[number], value: string) =>
    name === 'formal' || name === 'verdict' ? value : `CAST(${value} AS DOUBLE)`;
  const sides = compared.flatMap((name) => [
    `${numbered(name, `first(was_${name} ORDER BY step)`)} AS was_${name}`,
    `${numbered(name, `last(now_${name} ORDER BY step)`)} AS now_${name}`,
  ]);
  const shares = causes.flatMap((cause) =>
    countsOf(cause).map((count) => {
      const name = causeColumn(cause, count);
      return `CASE WHEN bool_and(split = 'yes') THEN CAST(sum(${name}) AS DOUBLE) END AS ${name}`;
    }),
  );
  const moved = (name: string) =>
    `first(was_${name} ORDER BY step) IS DISTINCT FROM last(now_${name} ORDER BY step)`;
  await database.run(
    `CREATE OR REPLACE TEMP TABLE changed_figures AS
     SELECT code, last(version ORDER BY step) AS version, level, unit, period_type, period, stratum, ${sides.join(', ')},
       max(running) AS running, max(redefined) AS redefined, max(verdict_by) AS verdict_by, min(split) AS split, ${shares.join(', ')}, first(compared_with ORDER BY step) AS compared_with
     FROM changed_steps WHERE period IN (${["''", ...periods.map(sqlText)].join(', ')})
     GROUP BY ${key.join(', ')} HAVING ${compared.map(moved).join(' OR ')}
     ORDER BY running, max(step), last(place ORDER BY step)`,
  );
  await database.run(
    `CREATE OR REPLACE TEMP TABLE changed_cases AS SELECT * EXCLUDE (step, place) FROM (${stacked('cases')})
     ORDER BY cause = 'corrected' AND towards = 'better' DESC, step, place`,
  );
  await database.run('DROP TABLE changed_steps');
}

/** Whether the verdict or the formal comparison of a figure over all cases is another. */
export const isJudgedOtherwise =
  "stratum = '' AND (was_verdict IS DISTINCT FROM now_verdict OR was_formal IS DISTINCT FROM now_formal)";
/** Whether a case behind a figure is a correction that makes a published outcome look better. */
export const isBetter = "cause = 'corrected' AND towards = 'better'";

/** How much stands in the tables of `writeChangesOver`. */
export async function countChanges(database: Database): Promise<ChangesCounted> {
  const count = async (of: string) => (await database.number(`SELECT count(*) FROM ${of}`)) ?? 0;
  return {
    figures: await count("changed_figures WHERE running = 'no'"),
    running: await count("changed_figures WHERE running = 'yes'"),
    verdicts: await count(`changed_figures WHERE ${isJudgedOtherwise}`),
    better:
      (await database.number(
        `SELECT count(DISTINCT (hospital_id, now_file, now_line)) FROM changed_cases WHERE ${isBetter}`,
      )) ?? 0,
  };
}

/** How many rows of `changed_cases` are corrections that make a published outcome look better, one for each indicator of a case. */
export const betterRows = async (database: Database): Promise<number> =>
  (await database.number(`SELECT count(*) FROM changed_cases WHERE ${isBetter}`)) ?? 0;

/** The figures that differ; by default all, else the first of those judged otherwise. */
export const changedFigures = (database: Database, judged?: number): Promise<Row[]> =>
  database.rows(
    `SELECT * FROM changed_figures ${judged === undefined ? '' : `WHERE ${isJudgedOtherwise} LIMIT ${judged}`}`,
  );

/** The cases behind them; by default all, else the first of the corrections that make a published outcome look better. */
export const changedCases = (database: Database, better?: number): Promise<Row[]> =>
  database.rows(
    `SELECT * FROM changed_cases ${better === undefined ? '' : `WHERE ${isBetter} LIMIT ${better}`}`,
  );

/** See `oneWay`. */
export async function changedOneWay(database: Database): Promise<OneWay[]> {
  return oneWay(
    await database.rows<{ hospital_id: string; place: string; towards: 'better' | 'worse' }>(
      `SELECT DISTINCT hospital_id, now_file || ':' || now_line AS place, towards FROM changed_cases
       WHERE cause = 'corrected' AND towards <> ''`,
    ),
  );
}

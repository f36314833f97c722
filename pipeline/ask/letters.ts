import { currentRowsSql } from '../current/current-sql.js';
import { letterAnswers, letters, saidFields } from '../lists/letters.js';
import { maskNumbers } from '../message/mask.js';
import { sqlName } from '../sql/quote.js';
import { columnsOf } from '../warehouse/columns-of.js';
import type { Database } from '../warehouse/database.js';
import { findingsGone, type Gone } from './finding-gone.js';

/** `overdue`: not answered, and its deadline is over. */
export type LetterState = 'open' | 'overdue' | 'answered' | 'closed';

/** What a hospital answered. Its texts are those of a person, with long numbers masked. */
export interface LetterAnswer {
  readonly cause: string;
  readonly measure: string;
  readonly responsible: string;
  /** The day by which the measure is to be done. */
  readonly done_by: string;
  readonly file: string;
  /** The Shanghai day on which it came; null where nobody noted it. */
  readonly received: string | null;
  readonly late: boolean;
  /** Cells of the letter that came back changed. */
  readonly altered: readonly string[];
}

/** A letter with what became of it. */
export interface LetterEntry {
  readonly letter_no: string;
  readonly hospital_id: string;
  /** An indicator, or a clause. */
  readonly code: string;
  /** The period of the figure, or the day of the clause. */
  readonly period: string;
  /** The month of the batch it was found in. */
  readonly month: string;
  readonly figure: string;
  readonly interval: string | null;
  readonly threshold: string | null;
  readonly clause: string | null;
  readonly source: string;
  readonly issued_on: string;
  readonly due: string;
  readonly state: LetterState;
  readonly answer: LetterAnswer | null;
  /** Null unless it is closed: by later data, or by the centre. */
  readonly closed:
    | ({ readonly by: 'data' } & Gone)
    | { readonly by: 'centre'; readonly on: string; readonly reason: string }
    | null;
}

type Cells = Readonly<Record<(typeof saidFields)[number], string | null>>;
type Decision = Cells & {
  readonly hospital_id: string;
  readonly letter_no: string;
  readonly act: 'issued' | 'closed';
  readonly decided_on: string;
  readonly closing_reason: string | null;
};
type Answer = Cells &
  Pick<LetterAnswer, 'cause' | 'measure' | 'responsible' | 'done_by' | 'file' | 'received'> & {
    readonly hospital_id: string;
    readonly letter_no: string;
  };

/**
 * The letters that count as of an inbox month with what became of them, by number. None where an older program made the warehouse.
 *
 * @param today the day by which a deadline is over
 */
export async function letterEntries(
  database: Database,
  month: string,
  today: string,
): Promise<LetterEntry[]> {
  if ((await columnsOf(database, letters.name)).size === 0) return [];
  const decisions = await database.rows<Decision>(
    `SELECT hospital_id, letter_no, act, ${day('decided_on')} AS decided_on, closing_reason, ${said()}
     FROM (${await currentRowsSql(database, letters, month)}) ORDER BY letter_no, act DESC, decided_on, file_id, line`,
  );
  const issued = [
    ...new Map(decisions.filter(({ act }) => act === 'issued').map((row) => [keyOf(row), row])).values(),
  ];
  if (issued.length === 0) return [];
  const answers = await database.rows<Answer>(
    `SELECT a.hospital_id, a.letter_no, a.cause, a.measure, a.responsible, ${day('a.done_by')} AS done_by, f.path AS file,
       CAST(CAST(CAST(f.received_at AS TIMESTAMP) + INTERVAL 8 HOUR AS DATE) AS VARCHAR) AS received, ${said('a.')}
     FROM (${await currentRowsSql(database, letterAnswers, month)}) a JOIN files f USING (file_id) ORDER BY a.file_id, a.line`,
  );
  const answerOf = new Map(answers.map((row) => [keyOf(row), row]));
  const closedOf = new Map(decisions.filter(({ act }) => act === 'closed').map((row) => [keyOf(row), row]));
  const findings = issued.map((row) => ({
    hospital: row.hospital_id,
    code: row.code ?? '',
    period: row.period ?? '',
    month: row.month ?? '',
  }));
  const gone = await findingsGone(database, findings, month);
  return issued.map((row, at) => {
    const answer = answerOf.get(keyOf(row));
    const closing = closedOf.get(keyOf(row));
    const shown = gone[at];
    // What was closed already cannot be closed by the centre, so that a decision of the centre is the earlier one.
    const closed = closing
      ? { by: 'centre' as const, on: closing.decided_on, reason: maskNumbers(closing.closing_reason ?? '') }
      : shown
        ? { by: 'data' as const, ...shown }
        : null;
    return entryOf(row, answer, closed, today);
  });
}

const keyOf = (row: { readonly hospital_id: string; readonly letter_no: string }) =>
  JSON.stringify([row.hospital_id, row.letter_no]);

/** SQL for a day as text. */
const day = (column: string) => `CAST(CAST(${column} AS DATE) AS VARCHAR)`;

/** SQL for the cells of the letter. */
const said = (of = '') =>
  saidFields
    .map(
      (name) =>
        `${name === 'due' ? day(`${of}${sqlName(name)}`) : `${of}${sqlName(name)}`} AS ${sqlName(name)}`,
    )
    .join(', ');

function entryOf(
  row: Decision,
  answer: Answer | undefined,
  closed: LetterEntry['closed'],
  today: string,
): LetterEntry {
  const due = row.due ?? '';
  return {
    letter_no: row.letter_no,
    hospital_id: row.hospital_id,
    code: row.code ?? '',
    period: row.period ?? '',
    month: row.month ?? '',
    figure: row.figure ?? '',
    interval: row.interval,
    threshold: row.threshold,
    clause: row.clause,
    source: row.source ?? '',
    issued_on: row.decided_on,
    due,
    state: closed ? 'closed' : answer ? 'answered' : due < today ? 'overdue' : 'open',
    answer: answer
      ? {
          cause: maskNumbers(answer.cause),
          measure: maskNumbers(answer.measure),
          responsible: maskNumbers(answer.responsible),
          done_by: answer.done_by,
          file: answer.file,
          received: answer.received,
          late: answer.received !== null && answer.received > due,
          altered: saidFields.filter((name) => answer[name] !== row[name]),
        }
      : null,
    closed,
  };
}

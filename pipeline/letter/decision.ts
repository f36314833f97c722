import Papa from 'papaparse';
import { letters, saidFields } from '../lists/letters.js';
import type { Said } from './letter.js';

/** What the centre decides of a letter. */
export interface Decision {
  readonly hospital: string;
  readonly letterNo: string;
  readonly act: 'issued' | 'closed';
  readonly decidedOn: string;
  readonly said: Said;
  /** Empty where the letter is issued. */
  readonly reason: string;
}

/** The words of the acts in the file. */
const words = { issued: '发出', closed: '关闭' } as const;

const fields = letters.spec.fields;

/** A decision as a file of the table `letters`: UTF-8 with a byte order mark, CRLF. */
export function decisionCsv(decision: Decision): string {
  const { hospital, letterNo, act, decidedOn, said, reason } = decision;
  const cells: readonly (readonly [string, string])[] = [
    [fields.hospital_id.meta.header, hospital],
    [fields.letter_no.meta.header, letterNo],
    [fields.act.meta.header, words[act]],
    [fields.decided_on.meta.header, decidedOn],
    ...saidFields.map((name) => [fields[name].meta.header, said[name]] as const),
    [fields.closing_reason.meta.header, reason],
  ];
  const rows = { fields: cells.map(([header]) => header), data: [cells.map(([, value]) => value)] };
  return `\ufeff${Papa.unparse(rows, { newline: '\r\n' })}\r\n`;
}

/** The name of a decision's file in the centre's folder of a month; no letter has two of the same act. */
export const decisionName = ({ letterNo, act }: Pick<Decision, 'letterNo' | 'act'>) =>
  `反馈函-${letterNo}${act === 'closed' ? '-关闭' : ''}.csv`;

/** The names of such files. */
export const decisionFile = /^反馈函-FK-.*\.csv$/;

import type { AnyTable } from '../../define/table.js';
import { type Notice, noFix } from '../../message/notice.js';
import { printable } from '../../message/printable.js';
import { columnNoteText } from './column-notes.js';
import { sameCaseText } from './same-case-text.js';

/** A problem as the warehouse holds it; it has texts only where the reader worded it. */
export interface StoredProblem {
  readonly fields: readonly string[];
  readonly rule: string;
  readonly value: string | null;
  readonly zh: string | null;
  readonly en: string | null;
  readonly fix_zh: string | null;
  readonly fix_en: string | null;
}

/**
 * What must hold, what was found and what to do, in both languages. `headers` are the columns as printed in the file, in
 * the order of `fields`.
 */
export function problemText(
  table: AnyTable | undefined,
  headers: readonly string[],
  problem: StoredProblem,
): Notice {
  const { fields, rule, value, zh, en } = problem;
  if (zh !== null && en !== null)
    return { message: { zh, en }, fix: { zh: problem.fix_zh ?? '', en: problem.fix_en ?? '' } };
  const note = columnNoteText(rule, headers, value);
  if (note !== null) return note;
  const column = headers.map((header) => `“${header}”`).join('、');
  const columns = headers.map((header) => `“${header}”`).join(', ');
  const found = printable(value ?? '');
  const first = fields[0] ?? '';
  const meta = table?.spec.fields[first]?.meta;
  const row = table?.spec.rules.find(
    (r) => r.rule === rule && r.fields.every((field) => fields.includes(field)),
  );
  if (row) {
    return {
      message: {
        zh: `${row.message.zh}；这一行 ${column} 为 ${found}。`,
        en: `${row.message.en}; in this row ${columns} are ${found}.`,
      },
      fix:
        row.severity === 'error'
          ? (row.fix ?? { zh: '请核对原始病历后更正。', en: 'Check the chart and correct them.' })
          : noFix,
    };
  }
  switch (rule) {
    case 'required':
      return {
        message: { zh: `${column} 必填，但为空。`, en: `${columns} must be filled in, but is blank.` },
        fix: { zh: '请补填。', en: 'Fill it in.' },
      };
    case 'out-of-range': {
      const [low, high] = meta?.range ?? [0, 0];
      const unit = meta?.unit ? ` ${meta.unit}` : '';
      return {
        message: {
          zh: `${column} 应在 ${low}–${high}${unit} 之间，但为“${found}”。`,
          en: `${columns} must lie between ${low} and ${high}${unit}, but is "${found}".`,
        },
        fix: { zh: '请核对单位与小数点。', en: 'Check the unit and the decimal point.' },
      };
    }
    case 'after-as-of':
      return {
        message: {
          zh: `${column} 不得晚于数据截止日，但为“${found}”。`,
          en: `${columns} must not lie after the as-of date, but is "${found}".`,
        },
        fix: {
          zh: '请核对年份；若为下月病例，请随下月上报。',
          en: "Check the year; a case of next month belongs to next month's file.",
        },
      };
    case 'outcome-after-as-of':
      return {
        message: {
          zh: `${column} 为 ${found}，晚于数据截止日；本行照常入库，截止日之后的结局不影响本期。`,
          en: `${columns} is ${found}, after the as-of date; the row is kept and outcomes after that day do not count for this period.`,
        },
        fix: { zh: '请核对年份。', en: 'Check the year.' },
      };
    case 'wrong-hospital':
      return {
        message: {
          zh: `${column} 应为本院编码，但这一行不是，没有采用。`,
          en: `${columns} must be this hospital's code, but is not in this row; it is not used.`,
        },
        fix: {
          zh: '若是本院病例，请在原文件中更正编码后重新报送；他院病例请从文件中删去，由他院上报。',
          en: 'If the case is yours, correct the code in your file and send it again; take rows of others out, they are for those to send.',
        },
      };
    case 'conflicting-rows':
      return conflict(found, column, columns);
    case 'duplicate-row':
      return {
        message: {
          zh: `与第 ${found} 行完全相同，只保留一行。`,
          en: `This row is identical to row ${found}; one of them is kept.`,
        },
        fix: noFix,
      };
    case 'one-case-two-numbers':
    case 'same-case-row':
    case 'same-day-cases':
    case 'like-numbers':
      return sameCaseText(rule, found, column, columns);
    default: {
      const fault = meta?.cell.faults?.find((named) => named.rule === rule);
      const must = fault?.must ?? meta?.cell.must ?? { zh: '不符合要求', en: 'breaks a rule' };
      return {
        message: {
          zh: `${column} ${must.zh}，但为“${found}”。`,
          en: `${columns} ${must.en}, but is "${found}".`,
        },
        fix: fault?.fix ?? { zh: '请更正。', en: 'Correct it.' },
      };
    }
  }
}

/** Separates the lines of a conflict from the cells in which they differ. */
export const differ = ' — ';

/** `found` holds the lines and, after `differ`, the differing cells that are not personal data. */
function conflict(found: string, column: string, columns: string): Notice {
  const [lines = '', cells = ''] = found.split(differ, 2);
  const zh = [column && `不同的列：${column}`, cells].filter(Boolean).join('；');
  const en = [columns && `in ${columns}`, cells].filter(Boolean).join('; ');
  return {
    message: {
      zh: `同一病例只能有一行，但第 ${lines} 行内容不同${zh && `（${zh}）`}，均待更正（暂不计入）。`,
      en: `A case must have one row, but rows ${lines} differ${en && ` (${en})`}; all are held back.`,
    },
    fix: { zh: '请保留正确的一行。', en: 'Keep the right one.' },
  };
}

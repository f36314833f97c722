import type { Bilingual } from '../errors.js';
import type { AnyTable } from '../stage/table.js';

/** A problem as the warehouse holds it; `zh` and `en` only where the reader said it in words. */
export interface StoredProblem {
  readonly fields: readonly string[];
  readonly rule: string;
  readonly value: string | null;
  readonly zh: string | null;
  readonly en: string | null;
}

/**
 * What must hold, what was found and what to do, in both languages. `headers` are the columns as printed in the file, in
 * the order of `fields`.
 */
export function problemText(
  table: AnyTable | undefined,
  headers: readonly string[],
  problem: StoredProblem,
): Bilingual {
  const { fields, rule, value, zh, en } = problem;
  if (zh !== null && en !== null) return { zh, en };
  const column = headers.map((header) => `“${header}”`).join('、');
  const columns = headers.map((header) => `“${header}”`).join(', ');
  const found = value ?? '';
  const first = fields[0] ?? '';
  const meta = table?.spec.fields[first]?.meta;
  const row = table?.spec.rules.find(
    (r) => r.rule === rule && r.fields.every((field) => fields.includes(field)),
  );
  if (row) {
    return row.severity === 'error'
      ? {
          zh: `${row.message.zh}；这一行 ${column} 为 ${found}。请核对原始病历后更正。`,
          en: `${row.message.en}; in this row ${columns} are ${found}. Check the chart and correct them.`,
        }
      : { zh: `${row.message.zh}（${column}：${found}）。`, en: `${row.message.en} (${columns}: ${found}).` };
  }
  switch (rule) {
    case 'required':
      return {
        zh: `${column} 必填，但为空。请补填。`,
        en: `${columns} must be filled in, but is blank. Fill it in.`,
      };
    case 'out-of-range': {
      const [low, high] = meta?.range ?? [0, 0];
      const unit = meta?.unit ? ` ${meta.unit}` : '';
      return {
        zh: `${column} 应在 ${low}–${high}${unit} 之间，但为“${found}”。请核对单位与小数点。`,
        en: `${columns} must lie between ${low} and ${high}${unit}, but is "${found}". Check the unit and the decimal point.`,
      };
    }
    case 'after-as-of':
      return {
        zh: `${column} 不得晚于数据截止日，但为“${found}”。请核对年份；若为下月病例，请随下月上报。`,
        en: `${columns} must not lie after the as-of date, but is "${found}". Check the year; a case of next month belongs to next month's file.`,
      };
    case 'outcome-after-as-of':
      return {
        zh: `${column} 为 ${found}，晚于数据截止日；本行照常入库，截止日之后的结局不影响本期。请核对年份。`,
        en: `${columns} is ${found}, after the as-of date; the row is kept and outcomes after that day do not count for this period. Check the year.`,
      };
    case 'wrong-hospital':
      return {
        zh: `${column} 应为本院编码，但为“${found}”。他院病例请由他院上报。`,
        en: `${columns} must be this hospital's code, but is "${found}". Cases of another hospital are for that hospital to send.`,
      };
    case 'conflicting-rows':
      return {
        zh: `同一病例只能有一行，但第 ${found} 行内容不同${column ? `（不同的列：${column}）` : ''}，均已暂缓。请保留正确的一行。`,
        en: `A case must have one row, but rows ${found} differ${columns ? ` (in ${columns})` : ''}; all are held back. Keep the right one.`,
      };
    case 'duplicate-row':
      return {
        zh: `与第 ${found} 行完全相同，只保留一行。`,
        en: `This row is identical to row ${found}; one of them is kept.`,
      };
    default:
      return {
        zh: `${column} ${meta?.cell.must.zh ?? '不符合要求'}，但为“${found}”。请更正。`,
        en: `${columns} ${meta?.cell.must.en ?? 'breaks a rule'}, but is "${found}". Correct it.`,
      };
  }
}

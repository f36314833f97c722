import { indicators, norms } from '../../indicators/index.js';
import { columnsUsed, countsWorkingDays } from '../define/index.js';
import { filingTerm } from '../technology/index.js';

/** The indicators and clauses that count working days. */
const asking = [
  ...new Set(
    indicators
      .filter((indicator) => columnsUsed(indicator).some((column) => filingTerm.includes(column)))
      .map(({ code }) => code),
  ),
  ...norms
    .flatMap(({ clauseSet }) => clauseSet?.clauses ?? [])
    .flatMap(({ id, rule }) => (countsWorkingDays(rule) ? [id] : [])),
];

/** The message that the holidays of a year must be entered before its working days can be counted. */
export const holidayWords = {
  zh: (year: number) =>
    `工作日历还没有 ${year} 年的节假日安排，该年的备案时限和工作日（${asking.join('、')}）将无法计算；国务院办公厅的通知发布后，请写入 zhikong.config.json 的 holidays，如 {"year": ${year}, "off": [["01-01", "01-03"], …], "worked": ["01-09", …]}`,
  en: (year: number) =>
    `The calendar does not hold the holidays of ${year}, and working days in it (${asking.join(', ')}) cannot be counted; once the yearly notice is out, enter them as holidays in zhikong.config.json, such as {"year": ${year}, "off": [["01-01", "01-03"], …], "worked": ["01-09", …]}`,
} as const;

/** The message that the holidays of a year must be entered before its working days can be counted. */
export const holidayWords = {
  zh: (year: number) =>
    `工作日历还没有 ${year} 年的节假日安排，该年的备案时限和工作日（ECMO-N12、E22-053）将无法计算；国务院办公厅的通知发布后，请写入 zhikong.config.json 的 holidays，如 {"year": ${year}, "off": [["01-01", "01-03"], …], "worked": ["01-09", …]}`,
  en: (year: number) =>
    `The calendar does not hold the holidays of ${year}, and working days in it (ECMO-N12, E22-053) cannot be counted; once the yearly notice is out, enter them as holidays in zhikong.config.json, such as {"year": ${year}, "off": [["01-01", "01-03"], …], "worked": ["01-09", …]}`,
} as const;

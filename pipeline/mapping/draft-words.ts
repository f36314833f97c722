/** The texts of a draft for the person who completes it. */
export const draftWords = {
  zh: {
    start: (rows: number) =>
      `这是按表头和前 ${rows} 行取值猜测的草稿，不能直接使用：请逐条核对以下各项，填好空白，然后删除 todo。`,
    likely: (header: string, field: string, why: string) =>
      `“${header}”很可能是 ${field}（${why}）：请核对。`,
    possible: (header: string, fields: string) => `“${header}”可能是 ${fields}：请填写，或删除这一项。`,
    unit: (header: string, ours: string, known: boolean) =>
      `“${header}”的单位与“${ours}”不同：${known ? '请核对 units 中的系数' : '请在 units 中填写系数'}。`,
    range: (header: string, count: string, low: number, high: number) =>
      `“${header}”的 ${count} 个数值不在 ${low}–${high} 之间：单位可能不同，不同时请在 units 中写明。`,
    codes: (header: string, count: number, near: string) =>
      `“${header}”有 ${count} 个代码不在数据字典中：请在 values 中填写含义${near === '' ? '' : `（形近的有：${near}）`}。`,
    takenCodes: (header: string, words: string) =>
      `“${header}”中的 ${words} 现按数据字典的含义读取：若含义不同，请一并写入 values。`,
    manyCodes: (header: string, most: number) =>
      `“${header}”的取值超过 ${most} 种，不像代码，没有列出：请核对它是否真是这一列。`,
    missing: (field: string) => `必需列 ${field} 没有找到：请在 headers 中写明本院的表头。`,
    unknown: (headers: string) => `没有相近字段的列，将不读取：${headers}。`,
    noHeader: (place: string) => `${place}：没有认出表头行，无法起草。请确认文件有表头。`,
    name: '名称相近',
    values: (accepted: number, filled: number) => `${filled} 个取值中 ${accepted} 个符合`,
    join: '、',
    and: '，',
  },
  en: {
    start: (rows: number) =>
      `This is a draft guessed from headers and the first ${rows} rows and cannot be used as it is: go through the entries, fill in what is empty, then delete todo.`,
    likely: (header: string, field: string, why: string) =>
      `"${header}" is likely ${field} (${why}): check it.`,
    possible: (header: string, fields: string) =>
      `"${header}" is possibly ${fields}: fill it in, or delete the entry.`,
    unit: (header: string, ours: string, known: boolean) =>
      `The unit of "${header}" is not that of "${ours}": ${known ? 'check the factor in units' : 'fill in the factor in units'}.`,
    range: (header: string, count: string, low: number, high: number) =>
      `${count} numbers of "${header}" do not lie between ${low} and ${high}: the unit may be another; if so, state it in units.`,
    codes: (header: string, count: number, near: string) =>
      `"${header}" has ${count} codes that the dictionary does not know: fill in their meaning in values${near === '' ? '' : ` (similar: ${near})`}.`,
    takenCodes: (header: string, words: string) =>
      `${words} in "${header}" are read as the dictionary says: if they mean something else, add them to values.`,
    manyCodes: (header: string, most: number) =>
      `"${header}" has more than ${most} different values, which is unlike codes; they are not listed: check whether it is this column.`,
    missing: (field: string) =>
      `The required column ${field} was not found: name the hospital's header for it in headers.`,
    unknown: (headers: string) => `Columns without a similar field, which will not be read: ${headers}.`,
    noHeader: (place: string) =>
      `${place}: no header row was recognised, so nothing can be drafted. Make sure the file has a header.`,
    name: 'similar name',
    values: (accepted: number, filled: number) => `${accepted} of ${filled} values fit`,
    join: ', ',
    and: ', ',
  },
} as const;

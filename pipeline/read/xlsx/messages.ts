import type { Bilingual } from '../../message/errors.js';
import type { Notice } from '../../message/notice.js';
import { clip, saveAsSheet, unsupportedFormat, useTemplate } from '../messages.js';
import { FileRefusal } from '../refusal.js';

/** Every text about workbooks: what must hold, what was found and where, and what to do. */

const SAVE_ANEW: Bilingual = {
  zh: '请用 Excel 或 WPS 打开，“另存为”→“Excel 工作簿 (*.xlsx)”或“CSV UTF-8（逗号分隔）(*.csv)”，再上报新文件。',
  en: 'Open it in Excel or WPS, choose "Save As" > "Excel Workbook (*.xlsx)" or "CSV UTF-8 (*.csv)" and submit the new file.',
};

const MAKE_SMALLER: Bilingual = {
  zh: '请删除无关的工作表、图片和空白格式，或按月份拆分；也可另存为“CSV UTF-8（逗号分隔）(*.csv)”后上报。',
  en: 'Delete sheets, pictures and empty formatting that do not belong to the table, split it by month, or save it as "CSV UTF-8 (*.csv)".',
};

const damages = {
  'not-a-zip': {
    zh: '压缩结构不完整（可能上传中断）',
    en: 'its archive is not whole (perhaps the upload stopped)',
  },
  'duplicate-entry': { zh: '压缩包里有同名部件', en: 'two of its parts have the same name' },
  'overlapping-entries': { zh: '压缩包里的部件互相重叠', en: 'parts of its archive overlap' },
  'wrong-size': { zh: '部件的实际大小与声明不符', en: 'a part is not as large as it says' },
  'wrong-checksum': { zh: '部件的校验码不符', en: 'the checksum of a part is wrong' },
  'bad-compression': { zh: '部件无法解压', en: 'a part cannot be unpacked' },
  'missing-part': { zh: '缺少必需的部件', en: 'a part is missing' },
  'bad-xml': { zh: '部件不是合法的 XML', en: 'a part is not well-formed XML' },
  dtd: { zh: '部件含有 DTD（工作簿中不允许）', en: 'a part has a DTD, which no workbook may have' },
  'bad-reference': {
    zh: '单元格、样式或字符串的引用无效',
    en: 'a reference to a cell, style or text is invalid',
  },
  order: { zh: '行或单元格的次序颠倒或重复', en: 'its rows or cells are out of order or repeated' },
  'reader-stopped': { zh: '读取进程意外中止', en: 'the process that read it stopped' },
} as const satisfies Record<string, Bilingual>;

/** The kinds of damage to a workbook. */
export type Damage = keyof typeof damages;

/** @param where the part of the workbook, or the library's message */
export function refuseDamaged(damage: Damage, where: string, line: number | null = null): FileRefusal {
  const { zh, en } = damages[damage];
  const part = clip(where, 80);
  const message = {
    zh: `工作簿必须完整、合规，但${zh}：${part}${line === null ? '' : `，第 ${line} 行`}。`,
    en: `The workbook must be whole and sound, but ${en}: ${part}${line === null ? '' : `, row ${line}`}.`,
  };
  return new FileRefusal('damaged-workbook', { message, fix: SAVE_ANEW }, line, { reason: damage, part });
}

const limits = {
  entries: { zh: '压缩包内的部件数', en: 'parts in the archive' },
  sheets: { zh: '工作表数', en: 'sheets' },
  'inflated-bytes': { zh: '解压后的字节数', en: 'bytes when unpacked' },
  ratio: { zh: '解压后与压缩的大小之比', en: 'times its packed size' },
  cells: { zh: '单元格数', en: 'cells' },
  characters: { zh: '全部单元格的字符数', en: 'characters in all cells' },
  'shared-strings': { zh: '共享字符串数', en: 'shared texts' },
  'shared-characters': { zh: '共享字符串的字符数', en: 'characters of shared texts' },
  'xml-depth': { zh: 'XML 嵌套层数', en: 'levels of XML' },
  'xml-token': { zh: '一个 XML 标记或文本的字符数', en: 'characters of one XML tag or text' },
  seconds: { zh: '读取秒数', en: 'seconds to read' },
  memory: { zh: '读取所用内存（MB）', en: 'MB of memory to read' },
} as const satisfies Record<string, Bilingual>;

/** The limits that a workbook can exceed. */
export type LimitName = keyof typeof limits;

/** The refusal of a workbook beyond a limit. */
export function refuseLimit(limit: LimitName, allowed: number): FileRefusal {
  const { zh, en } = limits[limit];
  const message = {
    zh: `工作簿的${zh}不得超过 ${allowed}，但这个文件更多。`,
    en: `A workbook may have at most ${allowed} ${en}, but this one has more.`,
  };
  return new FileRefusal('workbook-limit', { message, fix: MAKE_SMALLER }, null, { limit, allowed });
}

/** The refusal of a ZIP that is not a workbook this reader can take. */
export function refuseFormat(format: string, says: string, advice: Bilingual = saveAsSheet): FileRefusal {
  return new FileRefusal('unsupported-format', unsupportedFormat(says, advice), null, { format });
}

/** The table that a sheet without a known header resembles most. */
export interface NearestTable {
  readonly sheet: string;
  readonly table: string;
  readonly matched: number;
  readonly missing: readonly string[];
}

export function noKnownSheet(sheets: readonly string[], rows: number, near: NearestTable | null): Notice {
  const names = sheets.slice(0, 20).map((sheet) => clip(sheet));
  const more = sheets.length > names.length ? ' …' : '';
  const message = {
    zh:
      `至少一个工作表的前 ${rows} 行里必须有一行是已知表的表头，但这些工作表里都没有：${names.join('、')}${more}。` +
      (near === null
        ? '没有认出任何一列。'
        : `最接近的是“${clip(near.sheet)}”，像 ${near.table}（认出 ${near.matched} 列，缺 ${near.missing.join('、') || '无'}）。`),
    en:
      `In the first ${rows} rows of at least one sheet there must be the header of a known table, but none of these has one: ${names.join(', ')}${more}. ` +
      (near === null
        ? 'No column was recognised.'
        : `Nearest is "${clip(near.sheet)}", like ${near.table} (${near.matched} columns known, missing ${near.missing.join(', ') || 'none'}).`),
  };
  return { message, fix: useTemplate };
}

export function emptyWorkbook(): Notice {
  return {
    message: {
      zh: '工作簿必须有表头行，但所有工作表都是空的。',
      en: 'The workbook must have a header row, but all its sheets are empty.',
    },
    fix: {
      zh: '请重新导出；本月没有病例时，也请上报只有表头的工作表。',
      en: 'Export it again; with no cases this month, submit the header row alone.',
    },
  };
}

export function mergedHeader(range: string, line: number): Notice {
  return {
    message: {
      zh: `表头的每一列必须是一个单元格，但第 ${line} 行的表头里有合并单元格 ${range}，无法确定各列的名称。`,
      en: `Each column of the header must be a cell of its own, but the header on row ${line} has the merged range ${range}, so the columns have no sure names.`,
    },
    fix: { zh: '请取消合并并逐列填写表头。', en: 'Unmerge it and fill in each header.' },
  };
}

/** A notice about one sheet of the workbook. */
export function inSheet({ message, fix }: Notice, sheet: string): Notice {
  const name = clip(sheet);
  return { message: { zh: `工作表“${name}”：${message.zh}`, en: `Sheet "${name}": ${message.en}` }, fix };
}

export function unknownSheet(sheet: string, hidden: boolean): Notice {
  const name = clip(sheet);
  return {
    message: {
      zh: `${hidden ? '隐藏的' : ''}工作表“${name}”没有已知表的表头，未读取。`,
      en: `The ${hidden ? 'hidden ' : ''}sheet "${name}" has no header of a known table and was not loaded.`,
    },
    fix: {
      zh: '如果里面有病例，请使用本中心的模板表头。',
      en: "If it holds cases, use the header of the centre's template.",
    },
  };
}

export function hiddenSheet(): Notice {
  return {
    message: {
      zh: '这个工作表是隐藏的，其中的行照常读取。',
      en: 'This sheet is hidden; its rows were loaded all the same.',
    },
    fix: {
      zh: '请核对是否应当上报；不应上报时请删除该工作表。',
      en: 'Check whether they should be submitted, and delete the sheet if not.',
    },
  };
}

export function hiddenRows(count: number, ranges: string, filter: string | null): Notice {
  return {
    message: {
      zh: `有 ${count} 个隐藏的行（第 ${ranges} 行）${filter === null ? '' : `，筛选区域为 ${filter}`}；照常读取。`,
      en: `There are ${count} hidden rows (${ranges})${filter === null ? '' : `, under a filter of ${filter}`}; they were loaded all the same.`,
    },
    fix: {
      zh: '请取消隐藏或筛选后核对；不应上报的行请删除。',
      en: 'Unhide or clear the filter and check them; delete rows that should not be submitted.',
    },
  };
}

export function hiddenColumns(columns: readonly string[]): Notice {
  return {
    message: {
      zh: `${columns.join('、')} 列是隐藏的；照常读取。`,
      en: `Column ${columns.join(', ')} is hidden; it was loaded all the same.`,
    },
    fix: { zh: '请取消隐藏后核对。', en: 'Unhide it and check it.' },
  };
}

export function numberIdentifiers(header: string, count: number, first: string): Notice {
  return {
    message: {
      zh: `编号应为文本单元格，但“${clip(header)}”列有 ${count} 格是数字（首处为 ${first}）：数字存不下前导零，原编号若以 0 开头，零已丢失。编号按现有数字读取；与以前报送的编号只差前导零的，按同一病例核对。`,
      en: `Identifiers must be text cells, but "${clip(header)}" has ${count} numbers (first ${first}): a number keeps no leading zeros, so those of an identifier that had some are lost. The digits were read as they are, and compared with what was sent before but for leading zeros.`,
    },
    fix: {
      zh: '请与源系统核对；有前导零的，请把该列设为文本格式后从源系统重新导出。',
      en: 'Compare with the source system; if there are leading zeros, set the column to text and export it again from there.',
    },
  };
}

export function mergedCells(count: number, first: string): Notice {
  return {
    message: {
      zh: `数据行中有 ${count} 处合并单元格（首处为 ${first}）。合并区域只有左上角一格有值，其余各格按空白读取，不会向下或向右填充。`,
      en: `There are ${count} merged ranges among the rows (first ${first}). Only the top left cell of a range has a value; the others were read as blank and nothing is filled in.`,
    },
    fix: { zh: '请取消合并并逐行填写。', en: 'Unmerge them and fill in each row.' },
  };
}

export function cellsOutside(count: number, first: string, columns: readonly string[]): Notice {
  return {
    message: {
      zh: `表头之外的 ${columns.join('、')} 列有 ${count} 个有内容的单元格（首个为 ${first}），未读取。`,
      en: `Outside the header, column ${columns.join(', ')} has ${count} filled cells (first ${first}), which were not loaded.`,
    },
    fix: { zh: '如果属于本表，请补上表头。', en: 'If they belong to the table, give them a header.' },
  };
}

export function macrosIgnored(): Notice {
  return {
    message: {
      zh: '这是带宏的工作簿（.xlsm）；宏没有运行，只读取了单元格。',
      en: 'This workbook has macros (.xlsm); they were not run and only the cells were read.',
    },
    fix: { zh: '建议另存为不带宏的 .xlsx。', en: 'Better save it as .xlsx without macros.' },
  };
}

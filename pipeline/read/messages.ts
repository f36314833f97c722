import { columnLetters } from '../message/column-letters.js';
import type { Bilingual } from '../message/errors.js';
import { type Notice, noFix } from '../message/notice.js';
import { printable } from '../message/printable.js';
import type { Spoilt } from './spoilt-header.js';
import type { CellRule, HeldRow } from './tokenise.js';

/** Every text of this folder: what must hold, what was found and where, and what to do. Pure functions of their facts. */

const SAVE_AS: Bilingual = {
  zh: '请用 Excel 或 WPS 打开，“另存为”→“CSV UTF-8（逗号分隔）(*.csv)”后重新上报。',
  en: 'Open it in Excel or WPS, choose "Save As" > "CSV UTF-8 (comma delimited) (*.csv)" and submit that file.',
};

const EXPORT_WHOLE: Bilingual = { zh: '请重新导出整个文件。', en: 'Export the whole file again.' };
const UPLOAD_AGAIN: Bilingual = { zh: '请重新导出并上传。', en: 'Export and upload it again.' };
/** Advice on a header that belongs to no table. */
export const useTemplate: Bilingual = {
  zh: '请使用本中心的模板表头。',
  en: "Use the header of the centre's template.",
};

const encodingNames: Readonly<Record<string, string>> = {
  'utf-8': 'UTF-8',
  gb18030: 'GB18030',
  'utf-16le': 'UTF-16LE',
  'utf-16be': 'UTF-16BE',
};

function encodingName(encoding: string): string {
  return encodingNames[encoding] ?? encoding;
}

export function emptyFile(): Notice {
  return {
    message: {
      zh: '文件必须有表头行，但文件是空的。',
      en: 'The file must have a header line, but it is empty.',
    },
    fix: {
      zh: '请重新导出；本月没有病例时，也请上报只有表头的文件。',
      en: 'Export it again; with no cases this month, submit the header line alone.',
    },
  };
}

export function unsupportedFormat(found: string, fix: Bilingual): Notice {
  return {
    message: {
      zh: `文件必须是 CSV 文本或 Excel 工作簿（.xlsx），但内容是${found}。`,
      en: `The file must be CSV text or an Excel workbook (.xlsx), but its content is${found.trimEnd()}.`,
    },
    fix,
  };
}

export const saveAsSheet: Bilingual = {
  zh: '请用 Excel 或 WPS 打开，“另存为”→“Excel 工作簿 (*.xlsx)”或“CSV UTF-8（逗号分隔）(*.csv)”后重新上报；只改扩展名没有用。',
  en: 'Open it in Excel or WPS, choose "Save As" > "Excel Workbook (*.xlsx)" or "CSV UTF-8 (comma delimited) (*.csv)" and submit that file; a new extension alone does not help.',
};

export const removePassword: Bilingual = {
  zh: '请在 Excel 或 WPS 中打开，取消“用密码进行加密”，保存后重新上报；不要把密码写在文件名或邮件里。',
  en: 'Open it in Excel or WPS, remove the password ("Encrypt with Password"), save it and submit it again.',
};

export const openArchive: Bilingual = {
  zh: '请先解压，再逐个上报其中的 .xlsx 或 CSV 文件。',
  en: 'Unpack it first and submit the .xlsx or CSV files in it one by one.',
};

export const exportAgain: Bilingual = {
  zh: '请从业务系统重新导出为 .xlsx 或 CSV（UTF-8）后上报，不要上报打印件或网页。',
  en: 'Export it again from the hospital system as .xlsx or CSV (UTF-8); a print or a web page cannot be read.',
};

/** What an inbox entry is that is no regular file. */
export type FileKind = 'symbolic link' | 'directory' | 'pipe' | 'device or socket';

const kindNames: Readonly<Record<FileKind, string>> = {
  'symbolic link': '符号链接',
  directory: '文件夹',
  pipe: '管道',
  'device or socket': '设备或套接字',
};

export function notRegular(kind: FileKind): Notice {
  return {
    message: {
      zh: `收件夹里只能放普通文件，但这里是${kindNames[kind]}。`,
      en: `The inbox may hold regular files only, but this is a ${kind}.`,
    },
    fix: { zh: '请放入文件本身。', en: 'Put the file itself there.' },
  };
}

export function unreadable(reason: string): Notice {
  return {
    message: {
      zh: `文件必须可读，但系统拒绝读取（${reason}）。`,
      en: `The file must be readable, but the system refused (${reason}).`,
    },
    // On Windows, Excel keeps its open file locked for all other programs.
    fix:
      reason === 'EBUSY'
        ? {
            zh: '文件正被另一程序占用：请先关闭 Excel 或 WPS 中的文件，然后重试。',
            en: 'Another program holds it: close the file in Excel or WPS and try again.',
          }
        : {
            zh: '请检查文件权限后重试。',
            en: 'Check its permissions and try again.',
          },
  };
}

export function changedWhileReading(): Notice {
  return {
    message: {
      zh: '读取期间文件不得变化，但大小或修改时间变了（可能仍在上传）。',
      en: 'The file must not change while it is read, but its size or time changed (perhaps it is still being uploaded).',
    },
    fix: {
      zh: '请等上传完成后重试。',
      en: 'Try again when it is complete.',
    },
  };
}

export function encodingUnsure(): Notice {
  return {
    message: {
      zh: '文件编码必须能确定，但这个文件按 UTF-8 和按 GB18030 都能读出文字，而两种读法的首行都没有认出表头。',
      en: 'The encoding must be certain, but this file reads as text both as UTF-8 and as GB18030, and neither reading has a known header.',
    },
    fix: SAVE_AS,
  };
}

export function wideWithoutBom(): Notice {
  return {
    message: {
      zh: '文件编码必须能确定，但文件里有大量空字节，像没有 BOM 的 UTF-16 或 UTF-32。',
      en: 'The encoding must be certain, but the file is full of NUL bytes, like UTF-16 without a BOM or UTF-32.',
    },
    fix: SAVE_AS,
  };
}

export function badByte(encoding: string, offset: number, line: number, hex: string): Notice {
  const name = encodingName(encoding);
  return {
    message: {
      zh: `整个文件必须是同一种编码（${name}），但第 ${line} 行、字节偏移 ${offset} 处不是 ${name}：${hex}。可能把两种编码的导出拼在了一起。`,
      en: `The whole file must be in one encoding (${name}), but line ${line}, byte offset ${offset} is not ${name}: ${hex}. Perhaps two exports were joined.`,
    },
    fix: EXPORT_WHOLE,
  };
}

export function mixedEncodings(line: number): Notice {
  return {
    message: {
      zh: `整个文件必须是同一种编码，但文件是 GB18030，第 ${line} 行却是 UTF-8。可能把两种编码的导出拼在了一起。`,
      en: `The whole file must be in one encoding, but it is GB18030 and line ${line} is UTF-8. Perhaps two exports were joined.`,
    },
    fix: EXPORT_WHOLE,
  };
}

export function cutCharacter(encoding: string, offset: number, line: number, hex: string): Notice {
  const name = encodingName(encoding);
  return {
    message: {
      zh: `文件必须完整，但末尾（第 ${line} 行，字节偏移 ${offset}）的一个 ${name} 字符被截断：${hex}。上传可能中断，后面的行可能丢失。`,
      en: `The file must be whole, but its last ${name} character is cut (line ${line}, byte offset ${offset}): ${hex}. The upload may have stopped and lost lines.`,
    },
    fix: UPLOAD_AGAIN,
  };
}

export function cutQuote(line: number): Notice {
  return {
    message: {
      zh: `文件必须完整，但第 ${line} 行打开的引号直到文件末尾都没有关闭。上传可能中断，后面的行可能丢失。`,
      en: `The file must be whole, but the quote opened on line ${line} is still open at the end. The upload may have stopped and lost lines.`,
    },
    fix: UPLOAD_AGAIN,
  };
}

export function cutRow(line: number, expected: number, found: number): Notice {
  return {
    message: {
      zh: `文件必须完整，但最后一行（第 ${line} 行）没有换行，且只有 ${found} 列，应为 ${expected} 列。上传可能中断，后面的行可能丢失。`,
      en: `The file must be whole, but its last line (${line}) has no line end and ${found} of ${expected} cells. The upload may have stopped and lost lines.`,
    },
    fix: UPLOAD_AGAIN,
  };
}

export function cutHeader(line: number): Notice {
  return {
    message: {
      zh: `文件必须完整，但文件在表头行（第 ${line} 行）中结束，没有换行。`,
      en: `The file must be whole, but it ends inside the header line (${line}), without a line end.`,
    },
    fix: {
      zh: '请重新导出并上传；本月没有病例时，请在表头后保留换行。',
      en: 'Export and upload it again; with no cases this month, keep the line end after the header.',
    },
  };
}

export function fullwidthDelimiter(line: number, delimiter: string): Notice {
  return {
    message: {
      zh: `列之间必须用半角逗号分隔，但表头（第 ${line} 行）用的是全角“${delimiter}”。`,
      en: `Columns must be separated by a comma, but the header (line ${line}) uses the full-width "${delimiter}".`,
    },
    fix: SAVE_AS,
  };
}

/** @param found cells of a row with known headers; cells of any other row may be a patient's and are not shown */
export function unknownTable(
  found: readonly string[],
  cells: number,
  rows: number,
  best: { table: string; matched: number; missing: readonly string[] } | null,
): Notice {
  const shown = shownList(found);
  const near = best !== null && best.matched > 0;
  return {
    message: {
      zh:
        `前 ${rows} 行里必须有一行是已知表的表头，但没有找到；最宽的一行有 ${cells} 列${shown ? `：${shown}` : ''}。` +
        (near
          ? `它最接近 ${best.table}（认出 ${best.matched} 列，缺 ${best.missing.join('、') || '无'}）。`
          : '没有认出任何一列。'),
      en:
        `One of the first ${rows} rows must be the header of a known table, but none is; the widest row has ${cells} cells${shown ? `: ${shown}` : ''}. ` +
        (near
          ? `Nearest is ${best.table} (${best.matched} columns known, missing ${best.missing.join(', ') || 'none'}).`
          : 'No column was recognised.'),
    },
    fix: useTemplate,
  };
}

export function spoiltHeader(line: number, { kind, column, cell }: Spoilt): Notice {
  return kind === 'quote'
    ? {
        message: {
          zh: `表头的引号只能在列名两端成对出现，但表头（第 ${line} 行）第 ${column} 列“${cell}”的引号不成对。`,
          en: `Quotes in the header must stand in pairs at the edges of a name, but the header (line ${line}) has a single one in column ${column}: ${cell}.`,
        },
        fix: { zh: '请删去多余的引号后重新上报。', en: 'Delete the quote and submit again.' },
      }
    : {
        message: {
          zh: `表头不得有控制字符，但表头（第 ${line} 行）第 ${column} 列“${cell}”里有。`,
          en: `The header must have no control characters, but the header (line ${line}) has one in column ${column}: ${cell}.`,
        },
        fix: {
          zh: '请重新输入这一列的名称后重新上报。',
          en: 'Type the name of the column anew and submit again.',
        },
      };
}

/** @param surplus blank cells behind the header's last column in every row */
export function trailingSeparators(surplus: number): Notice {
  return {
    message: {
      zh: `每个数据行的末尾都比表头多 ${surplus} 个空列，已忽略；各列按表头从左对齐。`,
      en: `Every row ends in ${surplus} blank ${surplus === 1 ? 'cell' : 'cells'} more than the header has; left out, the columns go from the left.`,
    },
    fix: {
      zh: '请核对各列没有错位；导出时去掉行末多余的分隔符。',
      en: 'Make sure that no column has shifted; leave out the separator at the end of the rows.',
    },
  };
}

export function ambiguousTable(line: number, tables: readonly string[]): Notice {
  return {
    message: {
      zh: `表头必须只属于一个表，但第 ${line} 行同样符合 ${tables.join('、')}。`,
      en: `The header must belong to one table, but line ${line} fits ${tables.join(' and ')} alike.`,
    },
    fix: useTemplate,
  };
}

/** A required column that the header lacks. */
export interface MissingColumn {
  readonly name: string;
  readonly header: string;
  /** The header that the file almost certainly means, or null. */
  readonly near: string | null;
}

export function missingColumn(
  table: Bilingual,
  line: number,
  missing: readonly MissingColumn[],
  found: readonly string[],
): Notice {
  const zh = missing
    .map((m) => `“${m.header}”${m.near === null ? '' : `（是否写成了“${m.near}”？）`}`)
    .join('、');
  const en = missing
    .map((m) => `"${m.header}" (${m.name})${m.near === null ? '' : `, did you mean "${m.near}"?`}`)
    .join('; ');
  return {
    message: {
      zh: `${table.zh} 的表头（第 ${line} 行）必须有列 ${zh}，但只有：${shownList(found)}。`,
      en: `The header of ${table.en} (line ${line}) must have ${en}; it has ${shownList(found)}.`,
    },
    fix: {
      zh: '请改正表头后重新上报。',
      en: 'Correct the header and submit again.',
    },
  };
}

export function duplicateColumn(line: number, field: string, headers: readonly string[]): Notice {
  return {
    message: {
      zh: `每个字段只能有一列，但第 ${line} 行的“${headers.join('”和“')}”都是 ${field}。`,
      en: `Each field may have one column, but on line ${line} "${headers.join('" and "')}" are all ${field}.`,
    },
    fix: {
      zh: '请只保留一列。',
      en: 'Keep one of them.',
    },
  };
}

export function unitMismatch(line: number, found: string, expected: string): Notice {
  return {
    message: {
      zh: `列的单位必须是“${expected}”，但第 ${line} 行的表头是“${found}”。系统不会猜测换算。`,
      en: `The column's unit must be that of "${expected}", but the header on line ${line} is "${found}". Nothing is converted by guess.`,
    },
    fix: {
      zh: `请换算后改用“${expected}”。`,
      en: `Convert the values and use "${expected}".`,
    },
  };
}

export function dataAboveHeader(line: number, headerLine: number): Notice {
  return {
    message: {
      zh: `表头之上只能有标题，但第 ${line} 行像一条病例，而表头在第 ${headerLine} 行。`,
      en: `Only titles may stand above the header, but line ${line} looks like a case and the header is line ${headerLine}.`,
    },
    fix: {
      zh: '请把表头移到数据之前。',
      en: 'Move the header above the data.',
    },
  };
}

/** @param width the number of cells that `rows` rows have */
export function headerWidth(line: number, expected: number, width: number, rows: number): Notice {
  return {
    message: {
      zh: `表头与数据行的列数必须相同，但表头（第 ${line} 行）有 ${expected} 列，而 ${rows} 个数据行都是 ${width} 列，没有一行相符。`,
      en: `The header and the rows must have the same number of cells, but the header (line ${line}) has ${expected} while ${rows} rows have ${width} and none fits.`,
    },
    fix: {
      zh: '请检查表头是否多出或缺少分隔符，改正后重新上报。',
      en: 'Look for a separator too many or too few in the header, correct it and submit again.',
    },
  };
}

export function headerDelimiter(line: number, delimiter: string, rows: string): Notice {
  return {
    message: {
      zh: `表头与数据行必须用同一种分隔符，但表头（第 ${line} 行）用的是${signName(delimiter).zh}，数据行用的是${signName(rows).zh}。`,
      en: `The header and the rows must use the same separator, but the header (line ${line}) uses ${signName(delimiter).en} and the rows ${signName(rows).en}.`,
    },
    fix: {
      zh: '请统一为半角逗号后重新上报。',
      en: 'Use the comma in both and submit again.',
    },
  };
}

function signName(sign: string): Bilingual {
  return sign === '\t' ? { zh: '制表符', en: 'the tab' } : { zh: `“${sign}”`, en: `"${sign}"` };
}

/** @param lines how many lines stand inside quotes that hold whole rows, the opening lines not counted */
export function swallowedLines(line: number, lines: number, rows: number): Notice {
  return {
    message: {
      zh: `引号必须成对，但从第 ${line} 行打开的引号起，共有 ${lines} 行像数据的内容被括在引号里（全文件约 ${rows} 行），无法确定其中有多少病例。`,
      en: `Quotes must come in pairs, but from the quote opened on line ${line} on, ${lines} lines that look like rows stand inside quotes (of about ${rows} rows), so the cases cannot be counted.`,
    },
    fix: {
      zh: `请改正第 ${line} 行的引号，或重新导出后上报。`,
      en: `Correct the quote on line ${line}, or export the file again.`,
    },
  };
}

export function tooManyRows(limit: number): Notice {
  return {
    message: {
      zh: `一个文件最多 ${limit} 行，但这个文件更多。`,
      en: `A file may have at most ${limit} rows, but this one has more.`,
    },
    fix: {
      zh: '请按月份拆分后上报。',
      en: 'Split it by month.',
    },
  };
}

/** The fault of a held-back row; names places and counts, never the content of cells. */
export function heldRow(row: HeldRow): Notice {
  const at = row.lines === 1 ? `${row.line}` : `${row.line}–${row.line + row.lines - 1}`;
  const place = placeOf(row, at);
  const { message, fix } = heldBecause(row);
  return { message: { zh: `${place.zh}：${message.zh}`, en: `${place.en}: ${message.en}` }, fix };
}

function heldBecause({ rule, expected, found }: HeldRow): Notice {
  switch (rule) {
    case 'field-count':
      return {
        message: {
          zh: `应有 ${expected} 列，实有 ${found} 列。`,
          en: `must have ${expected} cells, has ${found}.`,
        },
        fix: {
          zh: '请检查多出或缺少的分隔符；单元格内有逗号时须用引号括起。',
          en: 'Look for a separator too many or too few; a cell with a comma must be quoted.',
        },
      };
    case 'stray-quote':
      return strayQuote(found);
    case 'control-char':
      return {
        message: {
          zh: `不得有控制字符，但有 ${found}。`,
          en: `must have no control characters, but has ${found}.`,
        },
        fix: { zh: '请在源系统中删除该字符。', en: 'Delete it in the source system.' },
      };
    case 'cell-too-long':
      return {
        message: {
          zh: `单元格长度须 ${expected} 个字符，实为 ${found}。`,
          en: `a cell must have ${expected} characters, this one has ${found}.`,
        },
        fix: { zh: '请缩短内容。', en: 'Shorten it.' },
      };
    case 'line-too-long':
      return {
        message: {
          zh: `一行长度须 ${expected} 个字符，实为 ${found}。`,
          en: `a line must have ${expected} characters, this one has ${found}.`,
        },
        fix: { zh: '请检查是否缺少换行。', en: 'Look for a missing line end.' },
      };
    default:
      return heldCell(rule, found);
  }
}

/** Columns of a sheet have letters. */
function placeOf({ column, sheet }: HeldRow, at: string): Bilingual {
  if (sheet === undefined) {
    return {
      zh: `第 ${at} 行${column === null ? '' : `第 ${column} 列`}`,
      en: `line ${at}${column === null ? '' : `, column ${column}`}`,
    };
  }
  const name = clip(sheet);
  const letters = column === null ? null : columnLetters(column);
  return {
    zh: `工作表“${name}”第 ${at} 行${letters === null ? '' : ` ${letters} 列`}`,
    en: `sheet "${name}", row ${at}${letters === null ? '' : `, column ${letters}`}`,
  };
}

function heldCell(rule: CellRule, found: string): Notice {
  switch (rule) {
    case 'formula-without-value':
      return {
        message: {
          zh: '单元格必须有值，但只有没有计算结果的公式。',
          en: 'a cell must have a value, but this one has a formula that was never calculated.',
        },
        fix: {
          zh: '请用 Excel 或 WPS 打开、重新计算并保存；或复制后“选择性粘贴”→“数值”。',
          en: 'Open the file in Excel or WPS, recalculate and save it, or paste the values over the formulas.',
        },
      };
    case 'error-cell':
      return {
        message: {
          zh: `单元格必须有值，但它是错误 ${found}。`,
          en: `a cell must have a value, but this one is the error ${found}.`,
        },
        fix: {
          zh: '请改正公式或填写正确的值；不知道时请留空。',
          en: 'Correct the formula or fill in the value; leave it empty if it is not known.',
        },
      };
    case 'excel-precision':
      return {
        message: {
          zh: `以数字保存的单元格最多有 15 位有效数字，但这里有 ${found} 位，Excel 已把后面的数字改成了 0，无法还原。`,
          en: `a cell kept as a number holds at most 15 digits, but this one has ${found}; Excel has replaced the rest by zeros and they cannot be restored.`,
        },
        fix: {
          zh: '请先把该列设为“文本”格式，再从源系统重新导出或重新录入（如身份证号、病案号）。',
          en: "Set the column's format to Text first, then export it again from the source system or type it anew (identity and record numbers).",
        },
      };
    case 'excel-serial-60':
      return {
        message: {
          zh: '日期必须存在，但这里是 Excel 的序列号 60，即并不存在的 1900-02-29。',
          en: "a date must exist, but this is Excel's serial 60, the 1900-02-29 that never was.",
        },
        fix: { zh: '请填写正确的日期。', en: 'Fill in the right date.' },
      };
    case 'excel-serial':
      return {
        message: {
          zh: `日期格式的单元格必须在 1900-01-01 与 9999-12-31 之间，但数值是 ${found}。`,
          en: `a cell in a date format must lie between 1900-01-01 and 9999-12-31, but its number is ${found}.`,
        },
        fix: {
          zh: '请填写正确的日期，或改正单元格格式。',
          en: 'Fill in the right date or correct the format.',
        },
      };
  }
}

function strayQuote(found: string): Notice {
  const says: Readonly<Record<string, Bilingual>> = {
    'inside-cell': { zh: '单元格中间有引号', en: 'a quote stands inside a cell' },
    'after-closing': { zh: '引号关闭之后还有文字', en: 'text follows the closing quote' },
    'not-closed': { zh: '引号打开后没有关闭', en: 'a quote is opened and never closed' },
    'whole-rows': { zh: '一对引号括住了整行数据', en: 'a pair of quotes encloses whole rows' },
    guard: { zh: '单元格写成了 ="…"', en: 'a cell is written as ="…"' },
  };
  const what = says[found] ?? { zh: found, en: found };
  return {
    message: {
      zh: `引号只能在单元格两端成对出现，内部的引号须写成两个，但${what.zh}。`,
      en: `quotes must stand in pairs at the edges of a cell, doubled inside, but ${what.en}.`,
    },
    fix:
      found === 'guard' ? withoutGuard : { zh: '请改正引号或删除它。', en: 'Correct or delete the quote.' },
  };
}

/** ="0001" keeps zeros in a spreadsheet but is no CSV: whether the sign belongs to the cell cannot be known. */
const withoutGuard: Bilingual = {
  zh: '请让导出程序按文本写出该列（0001 或 "0001"），不要加 =；手工处理时把该列设为“文本”格式，再另存为 CSV UTF-8 或 .xlsx。',
  en: 'Have the column exported as text (0001 or "0001") without the =; by hand, set its format to Text and save as CSV UTF-8 or .xlsx.',
};

export function mixedLineEnds(crlf: number, lf: number, cr: number): Notice {
  return {
    message: {
      zh: `文件应只用一种换行，但混用了 CRLF ${crlf} 处、LF ${lf} 处、CR ${cr} 处。各行仍按换行读取。`,
      en: `A file should use one line end, but this one mixes CRLF (${crlf}), LF (${lf}) and CR (${cr}). All were read as line ends.`,
    },
    fix: {
      zh: '请核对行数。',
      en: 'Check the number of rows.',
    },
  };
}

export function noFinalNewline(line: number): Notice {
  return {
    message: {
      zh: `最后一行（第 ${line} 行）没有换行。列数齐全，已读取。`,
      en: `The last line (${line}) has no line end. It has all its cells and was read.`,
    },
    fix: {
      zh: '请核对最后一格是否完整、之后有无遗漏。',
      en: 'Check that its last cell is whole and nothing follows.',
    },
  };
}

export function noRows(): Notice {
  return {
    message: {
      zh: '文件只有表头，没有数据行。',
      en: 'The file has a header and no rows.',
    },
    fix: {
      zh: '如确无病例请确认；否则请重新导出。',
      en: 'Confirm that there were no cases, or export it again.',
    },
  };
}

export function unknownColumn(header: string, position: number, near: string | null): Notice {
  return {
    message: {
      zh: `第 ${position} 列“${header}”不在数据字典中，未读取。`,
      en: `Column ${position} "${header}" is not in the dictionary and was not loaded.`,
    },
    fix: near === null ? noFix : { zh: `是否应为“${near}”？`, en: `Did you mean "${near}"?` },
  };
}

export function unnamedColumn(positions: readonly number[]): Notice {
  return {
    message: {
      zh: `第 ${positions.join('、')} 列没有表头，未读取。`,
      en: `Column ${positions.join(', ')} has no header and was not loaded.`,
    },
    fix: noFix,
  };
}

export function oddCharacters(
  kind: 'inner-bom' | 'replacement-char' | 'private-use' | 'foreign-letter',
  count: number,
  line: number,
): Notice {
  const names = {
    'inner-bom': { zh: '文件中间的 BOM（U+FEFF）', en: 'a BOM inside the file (U+FEFF)' },
    'replacement-char': {
      zh: '替换字符 U+FFFD（此前转码时已丢字）',
      en: 'U+FFFD (a character lost in an earlier conversion)',
    },
    'foreign-letter': {
      zh: '少见的外文字母（可能是 GB18030 字节被当作 UTF-8）',
      en: 'unusual foreign letters (perhaps GB18030 bytes read as UTF-8)',
    },
    'private-use': {
      zh: '私用区字符（可能是造字）',
      en: 'private-use characters (perhaps a home-made glyph)',
    },
  }[kind];
  return {
    message: {
      zh: `文件里有 ${count} 个${names.zh}，首次出现在第 ${line} 行。原样保留。`,
      en: `The file has ${count} of ${names.en}, first on line ${line}. They are kept as they are.`,
    },
    fix: {
      zh: '请在源系统核对。',
      en: 'Check the source system.',
    },
  };
}

function shownList(items: readonly string[]): string {
  const shown = items.filter((item) => item !== '').slice(0, 12);
  const rest = items.filter((item) => item !== '').length - shown.length;
  return shown.map((item) => clip(item)).join(' | ') + (rest > 0 ? ` … +${rest}` : '');
}

/** A file's text inside a message: one line, at most forty characters, all made visible. */
export function clip(text: string, limit = 40): string {
  const chars = [...text.slice(0, limit * 2 + 1)];
  return chars.length > limit ? `${printable(chars.slice(0, limit).join(''))}…` : printable(text);
}

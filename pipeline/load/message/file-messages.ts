import { type Bilingual, InputError } from '../../message/errors.js';
import { lineRanges } from '../../message/line-ranges.js';
import type { Notice } from '../../message/notice.js';
import { clip } from '../../read/messages.js';
import { FileRefusal } from '../../read/refusal.js';

/** The refusal of a receipt with more rows than a receipt of ours can have. */
export function tooManyReceiptRows(limit: number): FileRefusal {
  const notice = {
    message: {
      zh: `一份回执最多 ${limit} 行，但此文件更多。`,
      en: `A receipt has at most ${limit} rows, but this file has more.`,
    },
    fix: {
      zh: '请删去“回执编号”列后作为完整文件重新上报，或拆成几份回执。',
      en: 'Submit it as a whole file without the column 回执编号, or as several receipts.',
    },
  };
  return new FileRefusal('too-many-rows', notice, null, { limit });
}

/** The notice that lists what a hospital's mapping file inverts, for a person to confirm. */
export function mappingTurns(told: readonly Bilingual[]): Notice {
  const shown = told.slice(0, 20);
  const more = told.length > shown.length ? ' …' : '';
  return {
    message: {
      zh: `映射文件只改写法、不改意思，但这一份：${shown.map(({ zh }) => zh).join('；')}${more}。已照此读入。`,
      en: `A mapping file changes spelling and not meaning, but of this one: ${shown.map(({ en }) => en).join('; ')}${more}. The file is read so.`,
    },
    fix: {
      zh: '请医院与质控中心逐项确认；有误请更正映射文件，并在其中写 "from"（自哪个月起重读）后重新运行。',
      en: 'Let hospital and centre confirm each; if one is wrong, correct the mapping, write "from" (the month from which files are read again) into it, and run again.',
    },
  };
}

/** The notice for an unknown action word in a receipt row. */
export function unknownAction(said: string): Notice {
  return {
    message: {
      zh: `“回执处理”应为空或“撤回”，但写的是“${clip(said)}”；这一行没有采用。`,
      en: `回执处理 must be blank or 撤回 (withdraw), but says "${clip(said)}"; the row is not used.`,
    },
    fix: {
      zh: '要更正这一行请把“回执处理”留空；这一行不应报送时填“撤回”。',
      en: 'Leave it blank to correct the row; write 撤回 where the row should not have been sent.',
    },
  };
}

/** The notice for receipt rows of a replaced file that correct nothing in the newer file. */
export function receiptRowsNotUsed(gone: readonly number[], settled: readonly number[]): Notice {
  const parts = [
    ...(gone.length === 0
      ? []
      : [
          {
            zh: `第 ${lineRanges(gone)} 行的病例在较新的报送文件中已经没有`,
            en: `the newer file no longer holds the cases of rows ${lineRanges(gone)}`,
          },
        ]),
    ...(settled.length === 0
      ? []
      : [
          {
            zh: `第 ${lineRanges(settled)} 行的病例以较新的报送文件为准，内容与本回执不同`,
            en: `for rows ${lineRanges(settled)} the newer file says something else, and counts`,
          },
        ]),
  ];
  return {
    message: {
      zh: `回执只更正原文件中待更正的行，但原文件已被较新的文件取代：${parts.map(({ zh }) => zh).join('；')}。这些行没有采用。`,
      en: `A receipt corrects rows that its file still has held back, but a newer file has taken its place: ${parts.map(({ en }) => en).join('; ')}. These rows are not used.`,
    },
    fix: {
      zh: '请核对较新的文件；若其中缺了病例或内容有误，请更正后重新报送该文件，并移走这份回执。',
      en: 'Check the newer file; if cases are missing or wrong in it, correct it and send it again, and take this receipt away.',
    },
  };
}

/** The notice for rows that stay held back because the receipt came back without them. */
export function receiptRowsMissing(
  rows: readonly { readonly file: string; readonly lines: readonly number[] }[],
): Notice {
  const zh = rows.map(({ file, lines }) => `“${clip(file)}”第 ${lineRanges(lines)} 行`).join('、');
  const en = rows.map(({ file, lines }) => `rows ${lineRanges(lines)} of "${clip(file)}"`).join(', ');
  return {
    message: {
      zh: `送回的回执中没有这些仍待更正的行：${zh}。从回执中删去一行并不撤回它，这些行仍待更正（暂不计入）。`,
      en: `The receipt came back without rows that are still held back: ${en}. Deleting a row from a receipt does not withdraw it: they stay held back.`,
    },
    fix: {
      zh: '请更正后送回这些行；不应报送的，请在该行“回执处理”栏填“撤回”后送回。',
      en: 'Send these rows back corrected; for one that should not have been sent write 撤回 into 回执处理 and send it back.',
    },
  };
}

/** The notice for two receipts of one delivery that differ about one row. */
export function receiptsDiffer(other: string, line: number): Notice {
  return {
    message: {
      zh: `一行只能有一种更正，但同时送回的“${clip(other)}”第 ${line} 行对同一行作了不同的更正；两行都没有采用。`,
      en: `A row can be corrected in one way only, but row ${line} of "${clip(other)}", which came at the same time, corrects the same row differently; neither is used.`,
    },
    fix: { zh: '请只保留正确的那份回执。', en: 'Keep only the receipt that is right.' },
  };
}

/**
 * The refusal of a file whose mapping cannot be used: without the mapping it would be misread, and other hospitals must not wait for it.
 * Any other error is returned unchanged.
 */
export function unusableMapping(error: unknown): unknown {
  if (!(error instanceof InputError)) return error;
  const fix = {
    zh: '请更正映射文件后重新运行；本文件的数据未读取。',
    en: 'Correct the mapping file and run again; this file was not read.',
  };
  return new FileRefusal('bad-mapping', { message: error.text, fix });
}

import { InputError } from '../errors.js';
import { FileRefusal } from '../read/refusal.js';

/** A receipt holds the rows that were held back; one with more than these is no receipt of ours. */
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

/**
 * The refusal of a file whose hospital's mapping cannot be used: without it the file would be misread, and other hospitals
 * must not wait for it. Any other error is given back as it is.
 */
export function unusableMapping(error: unknown): unknown {
  if (!(error instanceof InputError)) return error;
  const fix = {
    zh: '请更正映射文件后重新运行；本文件的数据未读取。',
    en: 'Correct the mapping file and run again; this file was not read.',
  };
  return new FileRefusal('bad-mapping', { message: error.text, fix });
}

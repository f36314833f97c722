import { type Notice, noFix } from '../../message/notice.js';
import { clip } from '../../read/messages.js';

/** The notice for a file that names hospitals missing from the list. */
export function unknownHospital(codes: readonly string[]): Notice {
  const shown = codes.slice(0, 5).join('、');
  const more = codes.length > 5 ? ` …（共 ${codes.length} 个）` : '';
  const moreEn = codes.length > 5 ? ` … (${codes.length} in all)` : '';
  return {
    message: {
      zh: `医院编码须在医疗机构名录中，但 ${shown}${more} 不在其中。`,
      en: `The hospital code must be on the list of hospitals, but ${shown}${moreEn} is not.`,
    },
    fix: {
      zh: '请核对编码，或先更新名录再报送。',
      en: 'Correct the code, or update the list first.',
    },
  };
}

/** For the centre: which hospital's rows another hospital's file holds. */
export function foreignRows(code: string, lines: string, count: number): Notice {
  return {
    message: {
      zh: `第 ${lines} 行（${count} 行）填的是 ${clip(code)}，不是本文件夹的医院，列为待更正，没有采用。`,
      en: `Rows ${lines} (${count}) name ${clip(code)}, not the hospital of this folder; they are held back and not used.`,
    },
    fix: noFix,
  };
}

/** For the sender: how many rows of a file belong to permanently deleted cases; which ones may not be told. */
export function forgottenCases(rows: number): Notice {
  return {
    message: {
      zh: `${rows} 行属于已按规定删除的病例，不再计入，也不保存。`,
      en: `${rows} rows are of cases that have been deleted by rule; they count no more and are not kept.`,
    },
    fix: {
      zh: '无须处理，以后的导出可不再包含；其中如有新病例，请更正其日期或编号后重报。',
      en: 'There is nothing to do, and later exports may leave them out; if a new case is among them, correct its date or number and send it again.',
    },
  };
}

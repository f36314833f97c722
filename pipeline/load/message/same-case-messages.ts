import type { Sameness } from '../../compile/same-case-sql.js';
import type { Notice } from '../../message/notice.js';

/** Pairs of rows in two files of a hospital that describe one case, or perhaps do. */
export interface SameCaseFound {
  readonly other_path: string;
  readonly other_sheet: string | null;
  readonly other_month: string;
  readonly sameness: Sameness;
  readonly pairs: number;
  /** Pairs where the newer number lacks leading zeros or marks that the older one has. */
  readonly lost: number;
  /** The first pairs, each as line of this file and line of the other. */
  readonly shown: readonly (readonly [line: number, other: number])[];
  /** The hospital's cases that count now. */
  readonly counted: number;
  /** Older rows by which the count would change if the pairs were judged the other way. */
  readonly singly: number;
}

/** The warning for rows that describe a case which another month has under another number, with the effect on the figures. */
export function sameCase(found: SameCaseFound): Notice {
  const { pairs, shown, sameness, counted, singly, lost } = found;
  const file = `${found.other_month}“${found.other_path}${found.other_sheet === null ? '' : ` ${found.other_sheet}`}”`;
  const fileEn = `"${found.other_path}${found.other_sheet === null ? '' : ` ${found.other_sheet}`}" of ${found.other_month}`;
  const places = shown.map(([line, other]) => `${line}↔${other}`).join('、');
  const more =
    pairs > shown.length ? { zh: `，共 ${pairs} 对`, en: `, ${pairs} pairs in all` } : { zh: '', en: '' };
  const lines = {
    zh: `本文件与 ${file} 的行 ${places}${more.zh}`,
    en: `Rows ${places} of this file and of ${fileEn}${more.en}`,
  };
  if (sameness === 'case')
    return {
      message: {
        zh: `同一病例应始终用同一编号，但${lines.zh} 编号不同而病例相同（患者或时间一致），每例只计一次，以新报送为准：本院现计 ${counted} 例；若按两例计则为 ${counted + singly} 例。`,
        en: `A case must keep its number, but ${lines.en.replace('Rows', 'rows')} have different numbers for the same case (patient or time agrees); each counts once, as sent last: ${counted} cases of this hospital count; as two each they would be ${counted + singly}.`,
      },
      fix:
        lost > 0
          ? {
              zh: '新文件的编号少了前导零或连接符，多为 Excel 所致，其余各行可能同样受损；请把编号列设为文本，从源系统重新导出。若确为两例，请核对编号、患者标识与时间。',
              en: 'The numbers of the new file lack leading zeros or marks, mostly the work of a spreadsheet, and its other rows may too: set the column to text and export it again. If there are two cases, check numbers, patient and time.',
            }
          : {
              zh: '请统一编号后重新导出。若确为两例，请核对编号、患者标识与时间。',
              en: 'Make the numbers one and export again. If there are two cases, check numbers, patient and time.',
            },
    };
  const why =
    sameness === 'day'
      ? {
          zh: '编号不同，但为同一患者同一天（没有钟点可以区分）',
          en: 'have different numbers, but the same patient and day, of which no clock is known',
        }
      : {
          zh: '编号只差前导零或连接符，但患者和时间均不同',
          en: 'have numbers that differ by leading zeros or marks only, but neither patient nor time agrees',
        };
  return {
    message: {
      zh: `${lines.zh} ${why.zh}；现按两例计，本院计 ${counted} 例；若为同一例则为 ${counted - singly} 例。`,
      en: `${lines.en} ${why.en}; they count as two, ${counted} cases of this hospital in all; as one each they would be ${counted - singly}.`,
    },
    fix: {
      zh: '请核对；若为同一例，请统一编号后重新导出。',
      en: 'Check them; if they are one case, make the numbers one and export again.',
    },
  };
}

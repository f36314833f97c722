import type { Notice } from '../../message/notice.js';

/** The texts for rows of one submission that describe one case under two numbers, or perhaps do; `found` names the other rows. */
export function sameCaseText(rule: string, found: string, column: string, columns: string): Notice {
  const [rows = '', more = ''] = found.split(' +');
  const others = more
    ? { zh: `（另有 ${more} 行如此）`, en: ` (and ${more} more rows alike)` }
    : { zh: '', en: '' };
  switch (rule) {
    case 'one-case-two-numbers':
      return {
        message: {
          zh: `同一病例只能有一个编号和一行，但本行与第 ${rows} 行编号不同而患者或时间相同${column && `，内容又不同（不同的列：${column}）`}，均待更正（暂不计入）。`,
          en: `A case must have one number and one row, but this row and row ${rows} have different numbers for the same patient or time${columns && ` and differ in ${columns}`}; all are held back.`,
        },
        fix: {
          zh: '请保留正确的一行；若确为两例，请核对编号、患者标识与时间。',
          en: 'Keep the right one; if there are two cases, check numbers, patient and time.',
        },
      };
    case 'same-case-row':
      return {
        message: {
          zh: `与第 ${rows} 行编号不同，其余全部相同，是同一病例，只计一例；若按两例则多计 1 例。`,
          en: `This row is row ${rows} under another number and counts as one case with it; as two there would be 1 more.`,
        },
        fix: { zh: '请统一编号。', en: 'Make the numbers one.' },
      };
    case 'same-day-cases':
      return {
        message: {
          zh: `与第 ${rows} 行编号不同，但为同一患者同一天（没有钟点可以区分）${others.zh}；现按两例计，若为同一例则少计 1 例。`,
          en: `This row and row ${rows} have different numbers, but the same patient and day, of which no clock is known${others.en}; they count as two, as one there would be 1 fewer.`,
        },
        fix: {
          zh: '请核对；若为同一例，请只留一行。',
          en: 'Check them; if they are one case, keep one row.',
        },
      };
    default:
      return {
        message: {
          zh: `与第 ${rows} 行的编号只差前导零或连接符，但患者和时间均不同${others.zh}；现按两例计，若为同一例则少计 1 例。`,
          en: `The numbers of this row and of row ${rows} differ by leading zeros or marks only, but neither patient nor time agrees${others.en}; they count as two, as one there would be 1 fewer.`,
        },
        fix: { zh: '请核对编号。', en: 'Check the numbers.' },
      };
  }
}

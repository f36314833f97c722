import type { Notice } from '../../message/notice.js';

/** The warning for a file that repeats an earlier one in another form. */
export function sameContent(earlier: string, month: string, isSameMonth: boolean): Notice {
  return isSameMonth
    ? {
        message: {
          zh: `内容与已收到的“${earlier}”相同（仅文件名、行序、列序或编码不同），数据不变。`,
          en: `The content is that of "${earlier}", already received (only name, order or encoding differ); nothing changes.`,
        },
        fix: {
          zh: '若本应是更正后的文件，请重新导出。',
          en: 'If this was to be a corrected file, export it again.',
        },
      }
    : {
        message: {
          zh: `内容与 ${month} 报送的“${earlier}”完全相同。`,
          en: `The content is exactly that of "${earlier}", submitted for ${month}.`,
        },
        fix: {
          zh: '若误报了旧文件，请重新导出本月数据后上报。',
          en: "If an old file was sent by mistake, export this month's data and submit it.",
        },
      };
}

/** The refusal of a submission much shorter than the one it would replace. */
export function shrunk(hospital: string, before: number, now: number, share: number): Notice {
  const percent = Math.round(share * 100);
  return {
    message: {
      zh: `重报的文件不应比原来少 ${percent} % 以上，但 ${hospital} 原有 ${before} 行，现只有 ${now} 行；原数据继续有效。`,
      en: `A file sent again must not have over ${percent} % fewer rows, but ${hospital} had ${before} and now has ${now}; the former rows still count.`,
    },
    fix: {
      zh: `请核对是否漏导；确认无误后由质控中心以 --accept-shrink ${hospital} 接收。`,
      en: `Check whether the export is complete; if it is right, the centre accepts it with --accept-shrink ${hospital}.`,
    },
  };
}

import type { Bilingual } from './errors.js';

/** The one term that pages, receipts and the command line use for a thing. */
export interface Term extends Bilingual {
  /** When the term is used. */
  readonly meaning: Bilingual;
  /** Other terms that no text may use, as sources of regular expressions; the reason is in `meaning`. */
  readonly never: readonly string[];
}

/** The terms of zhikong, but for those of a technology. `docs/words.md` is made from all of them, and `test/docs/words.test.ts` searches for others. */
export const vocabulary = {
  heldBack: {
    zh: '待更正（暂不计入）',
    en: 'held back',
    meaning: {
      zh: '一行数据违反了规则，没有入库，不计入任何数字；改正后随回执送回即可补入。表格里可简写为“待更正”',
      en: 'a row that breaks a rule and counts in no figure until it is corrected and sent back',
    },
    never: ['暂缓', '扣留', '扣下', '扣住'],
  },
  refused: {
    zh: '退回',
    en: 'refused',
    meaning: {
      zh: '整个文件（或工作表）没有收入，须改正后重新报送',
      en: 'a whole file or sheet that was not taken in and must be sent again',
    },
    never: ['拒收', '拒绝接收'],
  },
  unknownOutcome: {
    zh: '结局未明（未填）',
    en: 'outcome unknown (blank)',
    meaning: {
      zh: '结局这一格没有填，或填“不详”。“失访”是填报了的随访结局，不属于此类：存活率把失访计为未存活',
      en: 'the outcome is blank or “not known”; lost to follow-up is an outcome that was reported and is never among these',
    },
    never: ['结局不明', '结局全部不明', '不明(?:按|全为|达)', '失访（未填）', '失访或未填', '失访/未填'],
  },
  tooFew: {
    zh: '例数不足',
    en: 'too few cases',
    meaning: {
      zh: '形式上已可比较，但偶然波动即可跨过阈值；未填的结局无论如何也改变不了这一点',
      en: 'chance alone could carry the rate across the threshold, whatever the blanks turn out to be',
    },
    never: ['不能判定', '无法判定'],
  },
  incomplete: {
    zh: '数据不全',
    en: 'data incomplete',
    meaning: {
      zh: '未填的内容一旦补齐，结论可能不同',
      en: 'what is blank could change the verdict once it is known',
    },
    never: [],
  },
  notOver: {
    zh: '期间未满',
    en: 'period not over',
    meaning: {
      zh: '按年计的例数要求，该年尚未结束且尚未达到',
      en: 'a yearly number of cases that is not reached yet in a year that is not over',
    },
    never: [],
  },
  awaitingReview: {
    zh: '待评审',
    en: 'awaiting review',
    meaning: { zh: '只有专家能判定，尚未评审', en: 'for an expert to judge, who has not yet' },
    never: [],
  },
  dataThrough: {
    zh: '数据截至…年…月报送',
    en: 'data as submitted in …',
    meaning: {
      zh: '这个数字所依据的文件是那个月报送的：之后没有收到，或被退回',
      en: 'the figure rests on what was submitted in that month: nothing came since, or it was refused',
    },
    never: [],
  },
  selfCheck: {
    zh: '上报前自查',
    en: 'check before submitting',
    meaning: {
      zh: '医院在报送之前自己运行 zhikong check',
      en: 'what a hospital learns of its files before it submits them: zhikong check',
    },
    never: ['提交前自查', '报送前自查', '上报前检查', '自检'],
  },
} satisfies Readonly<Record<string, Term>>;

/** `数据截至2026年10月报送`: the month of the newest submission. @param month such as `2026-10` */
export function dataThrough(month: string): Bilingual {
  const [year = '', number = ''] = month.split('-');
  return { zh: `数据截至${year}年${Number(number)}月报送`, en: `data as submitted in ${month}` };
}

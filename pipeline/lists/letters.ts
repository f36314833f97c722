import { hospitalId } from '../cases/shared-fields.js';
import { choice, date, month, text } from '../define/field.js';
import { defineTable } from '../define/table.js';

const letterNo = text('反馈函编号', {
  required: true,
  en: 'number of the letter',
  example: 'FK-2026-10-001',
});

/** What a letter says of the finding: the form holds these cells, and its answer brings them back unchanged. */
const said = {
  month: month('反馈批次月份', 'month of the batch', { required: true, example: '2026-10' }),
  code: text('反馈指标或条款', { required: true, en: 'indicator or clause', example: 'E22-046' }),
  period: text('反馈期间', {
    required: true,
    en: 'period of the figure, or day of the clause',
    example: '2026-10-31',
  }),
  figure: text('反馈数字或结果', { required: true, en: 'figure or result', example: '3/9 = 33.3%' }),
  interval: text('反馈置信区间', { en: 'interval', example: '12.1–64.6%' }),
  threshold: text('反馈阈值', { en: 'threshold', example: '≥ 40%' }),
  clause: text('反馈依据条款', { en: 'clause it rests on', example: '' }),
  source: text('反馈数据来源', {
    required: true,
    en: 'batch and month of the data',
    example: '2026-10-1a2b3c4d',
  }),
  due: date('反馈期限', 'to be answered by', { required: true }),
} as const;

/** The sheets of a letter beside that of its answer. The reader finds no table in them. */
export const letterSheets = { letter: '反馈函', cases: '反馈函涉及病例' } as const;

/** The cells of an answer that must be those of its letter. */
export const saidFields = Object.keys(said) as readonly (keyof typeof said)[];

/**
 * The centre's decisions on letters, one row each: a letter was issued, or closed with a reason. `zhikong letter` and `zhikong letters
 * --close` write them into the inbox, so that they are in the vault, in the history and in every rebuild.
 */
export const letters = defineTable({
  name: 'letters',
  title: { zh: '反馈函', en: 'feedback letters' },
  row: { zh: '每次发函或关闭一行', en: 'one row per letter issued or closed' },
  authority: 'centre',
  key: ['letter_no', 'act'],
  indexDate: null,
  byFile: true,
  fields: {
    hospital_id: hospitalId,
    letter_no: letterNo,
    act: choice(
      '反馈函事项',
      'act',
      ['issued', 'closed'] as const,
      { 发出: 'issued', 关闭: 'closed' },
      { required: true },
    ),
    decided_on: date('反馈函决定日期', 'decided on', { required: true }),
    ...said,
    closing_reason: text('反馈函关闭理由', { en: 'reason for closing it', example: '' }),
  },
  derived: {},
  windows: {},
  rules: [],
});

/** The hospital's answers to letters: of several to one letter the newest counts. */
export const letterAnswers = defineTable({
  name: 'letter_answers',
  title: { zh: '反馈函答复', en: 'answers to feedback letters' },
  row: { zh: '每份反馈函一行', en: 'one row per letter' },
  authority: 'hospital',
  key: ['letter_no'],
  indexDate: null,
  fields: {
    hospital_id: hospitalId,
    letter_no: letterNo,
    ...said,
    cause: text('原因分析', { required: true, en: 'cause found', example: '撤机评估偏晚' }),
    measure: text('整改措施', { required: true, en: 'measure taken', example: '每日晨会评估撤机条件' }),
    responsible: text('整改责任人', { required: true, en: 'responsible person', example: '科主任' }),
    done_by: date('整改完成日期', 'done by', { required: true, example: '2026-12-31' }),
  },
  derived: {},
  windows: {},
  rules: [],
});

import { choice, date, int } from './field.js';
import { caseNo, hospitalId, patientFields } from './shared-fields.js';
import { defineTable } from './table.js';

/**
 * One row per follow-up: what became of a patient on a day, without the rest of the case. It is one more statement about the cases
 * of the patient or case number that had begun by then.
 */
export const followups = defineTable({
  name: 'followups',
  title: { zh: '随访', en: 'follow-ups' },
  row: { zh: '每次随访一行', en: 'one row per follow-up' },
  authority: 'hospital',
  key: ['case_no', 'patient_id', 'number', 'followed_on'],
  indexDate: null,
  outcomes: { followed_on: ['status'], died_on: [] },
  fields: {
    hospital_id: hospitalId,
    case_no: caseNo(false),
    number: int('辅助或植入次序', 'which run or implantation; all of the case where blank', {
      aliases: ['辅助次序', '植入次序'],
      range: [1, 99],
      example: '',
    }),
    patient_id: patientFields.patient_id,
    followed_on: date('随访日期', 'followed up on', {
      aliases: ['一年随访日期', '末次随访日期'],
      required: true,
    }),
    status: choice(
      '随访状态',
      'status',
      ['存活', '死亡', '失访'] as const,
      { 健在: '存活', 去世: '死亡' },
      { aliases: ['一年随访状态', '末次随访状态'], required: true },
    ),
    died_on: date('死亡日期', 'died on', { example: '' }),
    kind: choice('随访类型', 'kind of follow-up', ['1年', '3年', '5年', '其他'] as const, {
      一年: '1年',
      三年: '3年',
      五年: '5年',
    }),
  },
  derived: {},
  windows: {},
  rules: [
    {
      rule: 'follow-up-of-nobody',
      severity: 'error',
      broken: { op: 'not', of: { op: 'known', column: 'patient_key' } },
      fields: ['case_no', 'patient_id'],
      message: { zh: '病案号与患者标识至少填一项', en: 'case number or patient must be given' },
      fix: { zh: '请补填病案号。', en: 'Fill in the case number.' },
    },
    {
      rule: 'death-after-follow-up',
      severity: 'error',
      broken: { op: 'order', left: 'died_on', sign: '>', right: 'followed_on' },
      fields: ['followed_on', 'died_on'],
      message: {
        zh: '死亡日期不得晚于随访日期',
        en: 'death must not come after the follow-up that tells of it',
      },
    },
  ],
});

/** Where the follow-ups of a case go in its own table. */
export interface FollowedCells {
  readonly status: string;
  readonly on: string;
  readonly died: string;
  /** Up to which day after the beginning a death without a date of its own is placed by its follow-up; null: always. */
  readonly years: number | null;
  /** Cells that a follow-up of a kind fills in. */
  readonly done: Readonly<Record<string, string>>;
}

export const followedCells: Readonly<Record<string, FollowedCells>> = {
  ecmo_runs: { status: 'followup_1y_status', on: 'followup_1y_on', died: 'died_at', years: 1, done: {} },
  vad_implants: {
    status: 'last_followup_status',
    on: 'last_followup_on',
    died: 'died_on',
    years: null,
    done: { '1年': 'followup_1y_done', '3年': 'followup_3y_done', '5年': 'followup_5y_done' },
  },
};

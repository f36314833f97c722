import { choice, date, int } from '../define/field.js';
import { defineTable } from '../define/table.js';
import { caseNo, hospitalId, patientFields } from './shared-fields.js';

/**
 * One row per follow-up: a patient's state on a day, without the rest of the case. It is one more statement about the cases of the patient
 * or case number that had begun by then.
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

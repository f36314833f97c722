import { cite, defineNorm } from '../../pipeline/define/index.js';
import { vadNorm2022 as g09 } from '../sources.js';
import { vadFollowup5y } from '../vad/followup-5y.js';
import { vadSurvival1y } from '../vad/survival-1y.js';

/** What hospitals and physicians are assessed by. Both signs are strict: 大于, so exactly 70 % fails. */
const assessment = {
  operator: '>',
  clause: '三（七）',
  scope: 'all hospitals',
  periods: ['year', 'rolling12', 'years3'],
  effectiveFrom: '2022-04-20',
  inferred: false,
} as const;

/** G09: survival and follow-up of VAD patients. */
export const vad2022 = defineNorm({
  id: g09.id,
  title: g09.title,
  short: { zh: 'G09 心室辅助规范（2022）', en: 'G09 VAD norm (2022)' },
  thresholds: [
    {
      ...assessment,
      indicator: vadSurvival1y,
      value: { num: 70, den: 100 },
      cites: cite(g09, {
        clause: '三（七）',
        confidence: 'seed',
        note: { zh: '规范称“手术成功率”', en: 'the norm calls it the success rate of the operation' },
      }),
    },
    {
      ...assessment,
      indicator: vadFollowup5y,
      value: { num: 90, den: 100 },
      cites: cite(g09, { clause: '三（七）', confidence: 'seed' }),
    },
  ],
});

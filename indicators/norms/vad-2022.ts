import { cite, defineNorm } from '../../pipeline/define/index.js';
import { vadNorm2022 as g09 } from '../texts/sources.js';
import { vadBarcodeKept } from '../vad/barcode-kept.js';
import { vadConsent } from '../vad/consent.js';
import { vadDeciders } from '../vad/deciders.js';
import { vadEthicsApproval } from '../vad/ethics-approval.js';
import { vadFollowup5y } from '../vad/followup-5y.js';
import { vadReported } from '../vad/reported.js';
import { vadSurvival1y } from '../vad/survival-1y.js';
import { vadClauses } from './vad-2022/index.js';

/** The indicators by which hospitals and physicians are assessed. Both signs are strict: 大于, so exactly 70 % fails. */
const assessment = {
  operator: '>',
  clause: '三（七）',
  scope: 'all hospitals',
  periods: ['year', 'rolling12', 'years3'],
  effectiveFrom: '2022-04-20',
  inferred: false,
} as const;

/** Requirements for each implantation apply to all of them: 100 %, a number that the norm itself does not print. */
const everyImplant = {
  operator: '>=',
  value: { num: 1, den: 1 },
  scope: 'all hospitals',
  periods: ['year', 'rolling12'],
  effectiveFrom: '2022-04-20',
  inferred: false,
} as const;

const everyImplantClause = (clause: string) =>
  cite(g09, {
    clause,
    confidence: 'derived',
    note: {
      zh: '规范对每例提出要求，未印百分数；按100%判定',
      en: 'the norm asks it of every implantation and prints no percentage; judged as 100 %',
    },
  });

/** G09: survival and follow-up of VAD patients, the requirements for every implantation, and its clauses. */
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
    { ...everyImplant, indicator: vadDeciders, clause: '三（二）', cites: everyImplantClause('三（二）') },
    { ...everyImplant, indicator: vadConsent, clause: '三（三）', cites: everyImplantClause('三（三）') },
    {
      ...everyImplant,
      indicator: vadEthicsApproval,
      clause: '三（四）',
      cites: everyImplantClause('三（四）'),
    },
    { ...everyImplant, indicator: vadReported, clause: '三（六）', cites: everyImplantClause('三（六）') },
    {
      ...everyImplant,
      indicator: vadBarcodeKept,
      clause: '三（八）2',
      cites: everyImplantClause('三（八）2'),
    },
  ],
  clauseSet: {
    prefix: 'V22',
    technique: '心室辅助',
    source: g09,
    advisory: false,
    effectiveFrom: '2022-04-20',
    clauses: vadClauses,
  },
});

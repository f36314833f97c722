import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineNorm } from '../../pipeline/define/index.js';
import { ecmoAuthorisedOperator } from '../ecmo/authorised-operator.js';
import { ecmoBarcodeKept } from '../ecmo/barcode-kept.js';
import { ecmoConsent } from '../ecmo/consent.js';
import { ecmoEffectiveRemoval } from '../ecmo/effective-removal.js';
import { ecmoEmergencyDecision } from '../ecmo/emergency-decision.js';
import { ecmoPlanWithin12h } from '../ecmo/plan-within-12h.js';
import { ecmoPlanWithin12hByThree } from '../ecmo/plan-within-12h-by-three.js';
import { ecmoRemovalPlan } from '../ecmo/removal-plan.js';
import { ecmoReported } from '../ecmo/reported.js';
import { ecmoStartExperts } from '../ecmo/start-experts.js';
import { ecmoStartPhysicians } from '../ecmo/start-physicians.js';
import { ecmoStartPlan } from '../ecmo/start-plan.js';
import { ecmoStartTreating } from '../ecmo/start-treating.js';
import { ecmoTrainingBaseRemoval } from '../ecmo/training-base-removal.js';
import { ecmoVolume } from '../ecmo/volume.js';
import { ecmoNorm2022 as g11 } from '../texts/sources.js';
import { ecmoClauses } from './ecmo-2022/index.js';

/** A training base must have at least 20 runs in each of the last three years and 40 % successful removals. */
const trainingBase = {
  operator: '>=',
  clause: '四（二）1（3）',
  scope: 'ECMO training base',
  effectiveFrom: '2022-04-20',
  inferred: false,
} as const;

/** Requirements for each run apply to all runs: 100 %, a number that the norm itself does not print. */
const everyRun = {
  operator: '>=',
  value: { num: 1, den: 1 },
  scope: 'all hospitals',
  periods: ['year', 'rolling12'],
  effectiveFrom: '2022-04-20',
  inferred: false,
} as const;

const everyRunClause = (clause: string) =>
  cite(g11, {
    clause,
    confidence: 'derived',
    note: {
      zh: '规范对每例提出要求，未印百分数；按100%判定',
      en: 'the norm asks it of every run and prints no percentage; judged as 100 %',
    },
  });

/** G11: the requirements for a training base and for every run. */
export const ecmo2022 = defineNorm({
  id: g11.id,
  title: g11.title,
  short: { zh: 'G11 ECMO规范（2022）', en: 'G11 ECMO norm (2022)' },
  clauseSet: {
    prefix: 'E22',
    technique: 'ECMO',
    source: g11,
    advisory: false,
    effectiveFrom: '2022-04-20',
    clauses: ecmoClauses,
  },
  // 四（一）4: the three years before the norm; organ donors are outside it.
  operatedCases: {
    of: ecmoRuns,
    operator: 'operator_id',
    from: '2019-04-20',
    before: '2022-04-20',
    but: ecmoRuns.columns.organ_donor.isTrue(),
  },
  thresholds: [
    {
      ...trainingBase,
      indicator: ecmoEffectiveRemoval,
      value: { num: 40, den: 100 },
      periods: ['year', 'years3', 'rolling12'],
      cites: cite(g11, {
        clause: '四（二）1（3）',
        confidence: 'derived',
        note: {
          zh: '规范对培训机构“成功撤除率”的要求，作为全部医院有效撤除率的参照线',
          en: "what the norm asks of a training base's successful removal, shown to every hospital as a reference line",
        },
      }),
    },
    {
      ...trainingBase,
      indicator: ecmoVolume,
      value: { num: 20, den: 1 },
      periods: ['year'],
      cites: cite(g11, {
        clause: '四（二）1（3）',
        confidence: 'seed',
        note: {
          zh: '近3年每年均须达到；“近3年”按自然年计',
          en: 'to be reached in each of the last three years, read as calendar years',
        },
      }),
    },
    {
      ...trainingBase,
      indicator: ecmoTrainingBaseRemoval,
      value: { num: 40, den: 100 },
      periods: ['years3'],
      fullPeriods: true,
      cites: cite(g11, {
        clause: '四（二）1（3）',
        confidence: 'derived',
        note: {
          zh: '“每年”约束例数，成功撤除率按已满的三年合并判定，各年的率并列不判',
          en: '每年 governs the volume; the rate is judged over three years that are over, together, and each year stands beside it',
        },
      }),
    },
    ...[ecmoStartPlan, ecmoStartPhysicians, ecmoStartTreating, ecmoStartExperts].map((indicator) => ({
      ...everyRun,
      indicator,
      clause: '三（四）1',
      cites: everyRunClause('三（四）1'),
    })),
    { ...everyRun, indicator: ecmoRemovalPlan, clause: '三（四）1', cites: everyRunClause('三（四）1') },
    {
      ...everyRun,
      indicator: ecmoEmergencyDecision,
      clause: '三（四）2',
      cites: everyRunClause('三（四）2'),
    },
    { ...everyRun, indicator: ecmoPlanWithin12h, clause: '三（四）2', cites: everyRunClause('三（四）2') },
    {
      ...everyRun,
      indicator: ecmoPlanWithin12hByThree,
      clause: '三（四）2',
      cites: everyRunClause('三（四）2'),
    },
    { ...everyRun, indicator: ecmoConsent, clause: '三（三）', cites: everyRunClause('三（三）') },
    { ...everyRun, indicator: ecmoBarcodeKept, clause: '三（六）2', cites: everyRunClause('三（六）2') },
    { ...everyRun, indicator: ecmoReported, clause: '三（六）3', cites: everyRunClause('三（六）3') },
    {
      ...everyRun,
      indicator: ecmoAuthorisedOperator,
      clause: '三（二）、三（四）',
      cites: everyRunClause('三（二）、三（四）'),
    },
  ],
});

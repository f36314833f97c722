import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { ecmoIndicators2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Patients alive a year after the start of support, over all patients given ECMO; the denominator is fixed.
 *
 * The source counts a patient lost to follow-up as not alive, and a blank counts the same but is shown in the bounds. A death without a
 * date is placed by the follow-up that found it, and is not known where that came later. A patient with several runs in the period must be
 * alive a year after each. Death on the anniversary itself is not met. A start on 29 February has its anniversary on 28 February.
 * Kaplan–Meier survival with censoring is another figure with its own label.
 */
export const ecmoSurvival1y = defineIndicator({
  code: 'ECMO-03',
  id: 'ecmo-survival-1y',
  version: '2022-r3',
  revises: {
    version: '2022-r2',
    facts: true,
    reason: {
      zh: '满一年之后的随访发现已死亡而没有死亡日期的，原先按未满一年死亡计；死于一年之前还是之后并不知道，现按未明计，率为“至少”',
      en: 'a death without a date that a follow-up found after the anniversary was taken for one within the year; whether it came before or after is not known, and the rate is at least what it says',
    },
  },
  title: { zh: 'ECMO应用后一年生存率', en: 'one-year survival after ECMO' },
  meaning: {
    zh: 'ECMO上机满一年随访时存活的患者，占同期应用ECMO患者总数的比例，失访计为未存活',
    en: 'patients alive one year after the start of ECMO, over all patients given ECMO in the period; lost to follow-up counts as not alive',
  },
  rationale: {
    zh: '一年后是否存活，说明ECMO带来的是恢复还是仅仅推迟死亡',
    en: 'life at one year tells whether ECMO brought recovery or only put death off',
  },
  measure: 'patient proportion',
  unit: { numerator: 'patient', denominator: 'patient' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  window: ecmoRuns.windows.start1y,
  numerator: run.alive_1y.isTrue(),
  cases: 'all',
  unknown: 'not met',
  strata: [run.mode_or_ecpr, run.age_group],
  multiplier: '%',
  better: 'higher',
  cites: [cite(ecmoIndicators2022, { clause: '指标三', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});

import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { all, cite, defineIndicator } from '../../pipeline/define/index.js';
import { toldTransfers } from '../revisions/vital-facts.js';
import { ecmoIndicators2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Of the ECMO runs begun in a period, the share removed because heart or lung recovered or an organ was transplanted, with the patient
 * alive more than 48 hours after removal.
 *
 * Runs over runs: a patient who is cannulated again has two runs and both count, unless the second is one course with the first (decision
 * 0057): entered as two rows at a change of mode, or taken over from another hospital (the one that the rows name, decision 0061). A
 * hospital that transfers a patient on ECMO counts its run with the outcome of the course, unknown until the continuing run is known; city
 * and province count the course once, so their figures are not sums over hospitals.
 *
 * A run still on support is pending. A removal for futility, a death on support and a change to a ventricular assist device are not met.
 * Death exactly 48:00:00 after removal is not met. With dates alone, a death on the day of removal or the next is not met, from the third
 * day on it is met, and on the second day it is undecided: unknown, not met, and shown in the bounds.
 */
export const ecmoEffectiveRemoval = defineIndicator({
  code: 'ECMO-01',
  id: 'ecmo-effective-removal',
  version: '2022-r3',
  revises: toldTransfers('2022-r2'),
  title: { zh: 'ECMO有效撤除率', en: 'ECMO effective removal rate' },
  meaning: {
    zh: '因心肺功能改善或器官移植而撤除ECMO、且撤除后存活超过48小时的例次，占同期ECMO应用总例次的比例',
    en: 'runs removed because heart or lung recovered or an organ was transplanted, with the patient alive more than 48 hours later, over all runs begun in the period',
  },
  rationale: {
    zh: '能否活着脱离ECMO，是患者和家属最先关心的结果',
    en: 'whether a patient comes off ECMO alive is what patients and families ask first',
  },
  measure: 'proportion',
  unit: { numerator: 'run', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  window: ecmoRuns.windows.course48h,
  denominator: run.course_part.isFalse(),
  numerator: all(run.course_end_reason.is('心肺功能改善', '器官移植'), run.course_alive_48h.isTrue()),
  goesOnFrom: run.course_from,
  unknown: 'not met',
  strata: [run.mode_or_ecpr, run.age_group],
  multiplier: '%',
  better: 'higher',
  cites: [cite(ecmoIndicators2022, { clause: '指标一', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});

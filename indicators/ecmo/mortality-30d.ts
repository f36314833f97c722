import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { ecmoIndicators2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Patients who died within 30 days of the start of support, whatever the cause, over patients given ECMO.
 *
 * A patient counts once, however many runs: dead within 30 days of any of them is dead. The day of the start is day 0 and day 30 belongs to
 * the window. A patient is pending until day 30 of each run is over, dead or alive, so that early deaths do not enter alone. A patient
 * neither known dead nor known alive on day 30 is not known, so the mortality shown is a minimum.
 */
export const ecmoMortality30d = defineIndicator({
  code: 'ECMO-02',
  id: 'ecmo-mortality-30d',
  version: '2022-r2',
  revises: { ...blanksCount('2022'), facts: true },
  title: { zh: 'ECMO应用后30天内全因死亡率', en: '30-day all-cause mortality after ECMO' },
  meaning: {
    zh: 'ECMO上机后30天内因任何原因死亡的患者，占同期应用ECMO患者总数的比例',
    en: 'patients who died of any cause within 30 days of the start of ECMO, over all patients given ECMO in the period',
  },
  rationale: {
    zh: '30天内死亡不论原因和地点，最不易受撤机时机和判断的影响',
    en: 'death within 30 days, whatever its cause and place, depends least on when support was ended and on judgement',
  },
  measure: 'patient proportion',
  unit: { numerator: 'patient', denominator: 'patient' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  window: ecmoRuns.windows.start30d,
  numerator: run.died_within_30d.isTrue(),
  cases: 'any',
  unknown: 'not met',
  strata: [run.mode_or_ecpr, run.age_group],
  multiplier: '%',
  better: 'lower',
  cites: [cite(ecmoIndicators2022, { clause: '指标二', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});

import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { ecmoNorm2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Runs performed by a physician whose authorisation for ECMO by the hospital was valid on the day of the
 * start, by the staff list.
 *
 * Without a staff list, or with the operator blank, it is not known: not met, and shown in the bounds.
 */
export const ecmoAuthorisedOperator = defineIndicator({
  code: 'ECMO-N10',
  id: 'ecmo-authorised-operator',
  version: '2022',
  title: { zh: 'ECMO授权医师实施率', en: 'runs by an authorised physician' },
  meaning: {
    zh: '由上机当日具有本机构ECMO手术授权的医师实施的例次，占同期ECMO应用总例次的比例',
    en: 'runs by a physician authorised for ECMO by the hospital on the day of the start, over all runs begun in the period',
  },
  rationale: {
    zh: '只由经授权的医师实施，是保证操作者具备能力的最后一道关',
    en: 'authorisation is the last check that whoever cannulates is able to',
  },
  measure: 'proportion',
  unit: { numerator: 'run', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  numerator: run.operator_authorised.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [
    cite(ecmoNorm2022, {
      clause: '三（二）、三（四）',
      confidence: 'derived',
      note: {
        zh: '规范规定了要求，比例为本系统由该要求推得',
        en: 'the norm states the rule; the rate is ours',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});

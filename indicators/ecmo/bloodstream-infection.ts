import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { ecmoIndicators2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Runs with a bloodstream infection related to ECMO, its organism found, later than 48 hours after cannulation, over runs.
 *
 * Runs shorter than 48 hours stay in the denominator, as in the source. The complication counts when it arises from the start of support to
 * day 30; the run is pending until day 30 is over. A blank is not known, so the rate shown is a minimum.
 */
export const ecmoBloodstreamInfection = defineIndicator({
  code: 'ECMO-05F',
  id: 'ecmo-bloodstream-infection',
  version: '2022-r2',
  revises: blanksCount('2022'),
  title: { zh: 'ECMO血源性感染发生率', en: 'bloodstream infection on ECMO' },
  meaning: {
    zh: '置管48小时后发生ECMO相关血源性感染的例次，占同期ECMO应用总例次的比例',
    en: 'runs with an ECMO-related bloodstream infection later than 48 hours after cannulation, over all runs begun in the period',
  },
  rationale: {
    zh: '血源性感染延长辅助、增加死亡，可由无菌操作和导管护理减少',
    en: 'a bloodstream infection prolongs support and kills, and asepsis and care of the lines prevent it',
  },
  measure: 'proportion',
  unit: { numerator: 'run', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  window: ecmoRuns.windows.start30d,
  numerator: run.bloodstream_infection.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'lower',
  cites: [cite(ecmoIndicators2022, { clause: '指标五（六）', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});

import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { ecmoIndicators2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Runs with bleeding that was fatal, intracranial, or due to anticoagulation with a fall of haemoglobin of more than 2 g/dL in a day,
 * instability or surgery, over runs.
 *
 * The complication counts when it arises from the start of support to day 30 after it; the run is pending until day 30 is over. A blank is
 * not known, so the rate shown is a minimum.
 */
export const ecmoBleeding = defineIndicator({
  code: 'ECMO-05A',
  id: 'ecmo-bleeding',
  version: '2022-r2',
  revises: blanksCount('2022'),
  title: { zh: 'ECMO出血发生率', en: 'bleeding on ECMO' },
  meaning: {
    zh: '发生致死性、颅内或抗凝相关大出血的ECMO例次，占同期ECMO应用总例次的比例',
    en: 'runs with major bleeding, over all runs begun in the period',
  },
  rationale: {
    zh: '出血是ECMO最常见、最致命的并发症之一，与抗凝管理直接相关',
    en: 'bleeding is among the commonest and deadliest complications and follows how anticoagulation is managed',
  },
  measure: 'proportion',
  unit: { numerator: 'run', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  window: ecmoRuns.windows.start30d,
  numerator: run.bleeding.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'lower',
  cites: [cite(ecmoIndicators2022, { clause: '指标五（一）', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});

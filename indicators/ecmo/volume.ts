import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { ecmoNorm2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * ECMO runs begun in the period. A training base must have at least 20 in each of the last three years, which are read as calendar years;
 * each year is judged by itself.
 *
 * A run still on support counts at once. Runs, not patients.
 */
export const ecmoVolume = defineIndicator({
  code: 'ECMO-N01',
  id: 'ecmo-volume',
  version: '2022',
  title: { zh: 'ECMO年应用例次', en: 'ECMO runs per year' },
  meaning: { zh: '同期ECMO应用的总例次', en: 'ECMO runs begun in the period' },
  rationale: {
    zh: '例数说明经验多少，是培训机构资格的依据之一',
    en: 'the number of runs tells how much experience there is and is one ground for being a training base',
  },
  measure: 'volume',
  unit: { numerator: 'run', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  multiplier: '1',
  better: 'monitor',
  cites: [cite(ecmoNorm2022, { clause: '四（二）1（3）', confidence: 'seed' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});

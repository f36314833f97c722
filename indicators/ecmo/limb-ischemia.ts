import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { ecmoIndicators2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Runs with ulcer, gangrene or amputation on the cannulated side over runs.
 *
 * VV runs stay in the denominator, as in the source. The complication counts when it arises from the start of support to day 30 after it;
 * the run is pending until day 30 is over. A blank is not known, so the rate shown is a minimum.
 */
export const ecmoLimbIschemia = defineIndicator({
  code: 'ECMO-05D',
  id: 'ecmo-limb-ischemia',
  version: '2022-r2',
  revises: blanksCount('2022'),
  title: { zh: 'ECMO下肢缺血坏死发生率', en: 'ischaemic necrosis of the leg on ECMO' },
  meaning: {
    zh: '置管侧下肢发生溃疡、坏疽或截肢的ECMO例次，占同期ECMO应用总例次的比例',
    en: 'runs with ulcer, gangrene or amputation of the cannulated leg, over all runs begun in the period',
  },
  rationale: {
    zh: '股动脉插管可致肢体坏死甚至截肢，及时监测和远端灌注可以避免',
    en: 'a femoral cannula can cost the leg, and watching and perfusing it in time prevents that',
  },
  measure: 'proportion',
  unit: { numerator: 'run', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  window: ecmoRuns.windows.start30d,
  numerator: run.limb_ischemia.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'lower',
  cites: [cite(ecmoIndicators2022, { clause: '指标五（四）', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});

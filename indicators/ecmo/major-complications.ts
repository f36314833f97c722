import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { any, cite, defineIndicator } from '../../pipeline/define/index.js';
import { ecmoIndicators2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Runs with at least one of the six major complications (bleeding, haemolysis, thrombo-embolism, ischaemic necrosis of the leg, neurologic,
 * bloodstream infection) over runs.
 *
 * The source divides patients by runs. A patient with a complication in each of two runs would then count once above and twice below, and
 * the rate would fall with every second run. Here both sides are runs: the numerator lies inside the denominator, as an interval and a test
 * require, and the rate is never lower than the printed one. The six sub-rates are runs over runs in the source too. One known complication
 * makes the run met even when others are blank; without one, a blank leaves the run unknown. The complication counts when it arises from
 * the start of support to day 30 after it; the run is pending until day 30 is over. A blank is not known, so the rate shown is a minimum.
 */
export const ecmoMajorComplications = defineIndicator({
  code: 'ECMO-05',
  id: 'ecmo-major-complications',
  version: '2022-r3',
  revises: {
    version: '2022-r2',
    former: { strata: [run.mode] },
    reason: {
      zh: 'ECPR原先计在VA等模式之内；现单列一层，合计不变',
      en: 'ECPR stood inside the support modes; now it is a stratum of its own, and totals do not move',
    },
  },
  title: { zh: 'ECMO术中及术后30天内主要并发症发生率', en: 'major complications of ECMO to day 30' },
  meaning: {
    zh: '上机至30天内发生过至少一种主要并发症的ECMO例次，占同期ECMO应用总例次的比例',
    en: 'runs with at least one major complication from the start to day 30, over all runs begun in the period',
  },
  rationale: {
    zh: '主要并发症决定患者能否存活及存活质量，是总体安全水平的概括',
    en: 'major complications decide life and its quality, and their share sums up how safe practice is',
  },
  measure: 'proportion',
  unit: { numerator: 'run', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  window: ecmoRuns.windows.start30d,
  numerator: any(
    run.bleeding.isTrue(),
    run.hemolysis.isTrue(),
    run.thromboembolism.isTrue(),
    run.limb_ischemia.isTrue(),
    run.neurologic.isTrue(),
    run.bloodstream_infection.isTrue(),
  ),
  unknown: 'not met',
  strata: [run.mode_or_ecpr],
  multiplier: '%',
  better: 'lower',
  cites: [
    cite(ecmoIndicators2022, { clause: '指标五', confidence: 'seen' }),
    cite(ecmoIndicators2022, {
      clause: '指标五',
      confidence: 'derived',
      note: {
        zh: '原文分子为患者、分母为例次；此处分子、分母均为例次',
        en: 'the source counts patients over runs; here both sides are runs',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});

import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { elsoReport2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Runs whose patient was alive for 24 hours after decannulation, over runs: “survived ECLS”.
 *
 * The reason of removal does not matter, which also distinguishes it from effective removal. Death exactly 24:00:00 after removal is met,
 * because 24 hours were survived. With dates alone a death on the day of removal is not met, from the second day after on it is met, and on
 * the day between it is undecided: unknown, not met, and shown in the bounds. The 24 hours are general knowledge and were not found in a
 * text.
 */
export const ecmoSurvivedSupport = defineIndicator({
  code: 'ECMO-E02',
  id: 'ecmo-survived-support',
  version: '2022-r3',
  revises: {
    version: '2022-r2',
    former: { strata: [run.mode, run.age_group] },
    reason: {
      zh: 'ECPR原先计在VA等模式之内；现单列一层，合计不变',
      en: 'ECPR stood inside the support modes; now it is a stratum of its own, and totals do not move',
    },
  },
  title: { zh: 'ECLS存活率', en: 'survived ECLS' },
  meaning: {
    zh: '撤机后存活满24小时的例次，占同期ECMO应用总例次的比例',
    en: 'runs whose patient was alive for 24 hours after removal, over all runs begun in the period',
  },
  rationale: {
    zh: '与出院存活率并列，可看出患者是在辅助期间还是撤机之后死亡',
    en: 'beside survival to discharge it tells whether patients die on support or after it',
  },
  measure: 'proportion',
  unit: { numerator: 'run', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  window: ecmoRuns.windows.removal24h,
  numerator: run.alive_24h_after_removal.isTrue(),
  unknown: 'not met',
  strata: [run.mode_or_ecpr, run.age_group],
  multiplier: '%',
  better: 'higher',
  cites: [
    cite(elsoReport2022, {
      clause: 'survived ECLS',
      confidence: 'recalled',
      note: {
        zh: '24小时的界限凭通行知识，未见于手头的文本，待核实',
        en: 'the 24 hours are general knowledge, not found in a text at hand; to be verified',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});

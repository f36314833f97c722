import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { elsoReport2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Major complications per 1,000 hours on ECMO, which, unlike the share of runs with a complication, is fair to a centre with long runs.
 *
 * A kind of complication counts once per run, so 0 to 6, because the record does not hold repeats. Hours are computed from clock times; a
 * finished run with only a date or no end has no hours and is undated, a run with a blank among the six is unknown. Pending until support
 * and day 30 after the start are over.
 */
export const ecmoComplicationDensity = defineIndicator({
  code: 'ECMO-E03',
  id: 'ecmo-complication-density',
  version: '2022-r3',
  revises: {
    version: '2022-r2',
    former: { strata: [run.mode] },
    reason: {
      zh: 'ECPR原先计在VA等模式之内；现单列一层，合计不变',
      en: 'ECPR stood inside the support modes; now it is a stratum of its own, and totals do not move',
    },
  },
  title: { zh: 'ECMO千小时主要并发症密度', en: 'major complications per 1,000 ECMO hours' },
  meaning: {
    zh: '上机至30天内发生的主要并发症（每例每种计一次）总数，与同期ECMO辅助总时长之比，以每千小时计',
    en: 'kinds of major complication from the start to day 30 (a kind once in a run), over all hours on ECMO, per 1,000 hours',
  },
  rationale: {
    zh: '按辅助时间计算，长时间辅助的中心不会仅因时间长而显得更差',
    en: 'counted by time on support, a centre with long runs does not look worse for their length alone',
  },
  measure: 'ratio',
  unit: { numerator: 'event', denominator: 'minute' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  window: ecmoRuns.windows.complications,
  numerator: run.complications,
  denominator: run.run_minutes,
  interval: 'poisson',
  strata: [run.mode_or_ecpr],
  multiplier: '/1000h',
  better: 'lower',
  cites: [cite(elsoReport2022, { clause: 'complications per 1,000 ECMO hours', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});

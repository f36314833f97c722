import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { vitalFacts } from '../revisions/vital-facts.js';
import { zhikong2026 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Median hours from the start to the end of support.
 *
 * A run still on support is pending, not short. Start and end need a clock time; a run without one counts as unknown. Neither long nor
 * short is good in itself.
 */
export const ecmoSupportHours = defineIndicator({
  code: 'ECMO-E07',
  id: 'ecmo-support-hours',
  version: '2022-r2',
  revises: vitalFacts('2022'),
  title: { zh: 'ECMO辅助时长中位数', en: 'median time on ECMO' },
  meaning: {
    zh: '同期ECMO例次从上机到撤机的时长的中位数（小时）',
    en: 'median hours from start to end of support, over the runs begun in the period',
  },
  rationale: {
    zh: '辅助时长影响并发症和费用，是读懂其他比率的背景',
    en: 'time on support drives complications and cost and is the background of every other rate',
  },
  measure: 'median',
  unit: { numerator: 'minute', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  window: ecmoRuns.windows.support,
  value: run.run_minutes,
  shown: { divideBy: 60, unit: { zh: '小时', en: 'h' } },
  multiplier: '1',
  better: 'monitor',
  cites: [
    cite(zhikong2026, {
      clause: 'ECMO-E07',
      confidence: 'derived',
      note: {
        zh: '国家指标无此项，由上机、撤机时间直接计算',
        en: 'not a national indicator; worked out from the times of start and end',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});

import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { emergencyIndicators2024 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Median minutes from the start of cannulation to the running circuit, over the runs begun as ECPR.
 *
 * Both moments need a clock time; a run without one counts as unknown. A run with a blank for ECPR counts as undated.
 */
export const ecmoEcprStartTime = defineIndicator({
  code: 'ECMO-E04',
  id: 'ecmo-ecpr-start-time',
  version: '2024',
  title: { zh: 'ECPR实施时间中位数', en: 'median time to support in ECPR' },
  meaning: {
    zh: '体外心肺复苏（ECPR）从开始置管到转流的时间的中位数（分钟）',
    en: 'median minutes from the start of cannulation to support, over ECPR runs',
  },
  rationale: {
    zh: '心脏骤停时每延误一分钟，脑功能恢复的机会就少一分',
    en: 'in cardiac arrest every minute of delay costs some of the chance of a whole brain',
  },
  measure: 'median',
  unit: { numerator: 'minute', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  cases: run.ecpr.isTrue(),
  value: run.cannulation_minutes,
  shown: { divideBy: 1, unit: { zh: '分钟', en: 'min' } },
  multiplier: '1',
  better: 'lower',
  cites: [cite(emergencyIndicators2024, { clause: '指标十六', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});

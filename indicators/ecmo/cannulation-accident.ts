import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { ecmoIndicators2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Runs with a cannulation accident that impaired support (wrong direction or place, pulled out, kinked, vessel injured) over runs.
 *
 * A run with several accidents counts once. The source divides by 同期患者总例次, read as runs. A run counts when its support is over; a blank is
 * not known, so the rate shown is a minimum.
 */
export const ecmoCannulationAccident = defineIndicator({
  code: 'ECMO-04F',
  id: 'ecmo-cannulation-accident',
  version: '2022-r2',
  revises: { ...blanksCount('2022'), facts: true },
  title: { zh: '置管意外率', en: 'cannulation accident rate' },
  meaning: {
    zh: '置管方向或位置错误、松脱、扭折、血管损伤等影响ECMO运行的例次，占同期ECMO应用总例次的比例',
    en: 'runs with a cannulation accident that affected support, over all runs begun in the period',
  },
  rationale: {
    zh: '置管意外使辅助延误或中断，反映操作者的熟练程度',
    en: 'an accident of cannulation delays or stops support and shows how practised the operators are',
  },
  measure: 'proportion',
  unit: { numerator: 'run', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  window: ecmoRuns.windows.support,
  numerator: run.cannulation_accident.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'lower',
  cites: [cite(ecmoIndicators2022, { clause: '指标四（六）', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});

import type { DefinedIndicator } from '../../pipeline/define/index.js';
import type { Figure } from '../../pipeline/figure/figures.js';
import type { Volume } from '../../pipeline/signal/signal.js';
import { longestWait, monthsFor, yearlyCases } from '../../pipeline/signal/volumes.js';
import type { ReportContext } from '../data/report-context.js';
import { printCount } from '../print/number.js';
import { openReason } from '../read/open-reason.js';
import { hospitalWords } from '../words/hospital.js';
import { neededText } from './judgement.js';

/**
 * What would settle an open verdict. How many cases are missing is said as time at the hospital's own number of cases in the last twelve months, with
 * the chance that two years settle it; beyond two years as out of reach. Null where nothing is open.
 */
export function timeNeeded(
  figure: Figure,
  indicator: DefinedIndicator,
  context: ReportContext,
): string | null {
  const { needed, verdict } = figure;
  const isOfCases = verdict === 'cannot_tell' && needed !== null && indicator.measure !== 'volume';
  if (!isOfCases || openReason(figure, indicator) === 'incomplete')
    return neededText(figure, indicator, context);
  const w = hospitalWords[context.lang].time;
  const volume = volumeOf(figure, context);
  const months = volume
    ? volume.months
    : monthsFor(needed, yearlyCases(indicator, figure.unit, context.index, context.data.month));
  const cases = printCount(needed);
  const text = months === null || months > longestWait ? w.never(cases) : w.months(cases, String(months));
  return volume ? text + context.words.brackets(w.chance(String(Math.round(volume.chance * 100)))) : text;
}

/** What was worked out for a figure that binds; undefined for others. */
function volumeOf(
  { code, version, unit, period }: Figure,
  { data, once }: ReportContext,
): Volume | undefined {
  const key = (one: Pick<Volume, 'code' | 'version' | 'unit' | 'period'>) =>
    JSON.stringify([one.code, one.version, one.unit, one.period]);
  return once('volumes of figures', () => new Map(data.volumes.map((one) => [key(one), one]))).get(
    key({ code, version, unit, period }),
  );
}

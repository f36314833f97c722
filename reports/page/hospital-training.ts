import type { DefinedIndicator } from '../../pipeline/define/index.js';
import type { Technology } from '../../pipeline/technology/technology.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { printCount } from '../print/number.js';
import { printCounts, printRate } from '../print/rate.js';
import { stateOf } from '../read/figure-state.js';
import { thresholdsFor } from '../read/threshold-of.js';
import { hospitalWords } from '../words/hospital.js';
import { signs } from './judgement.js';
import { isRunning } from './period-words.js';
import { lastThreeYears } from './volumes-figure.js';

/**
 * What is needed for the threshold of a training base: the cases of the last three years against those required a year, how many are missing, and the
 * outcome of the three years. Null for a technique without such a threshold or of which the hospital has no figure.
 */
export function hospitalTraining(
  hospital: string,
  technology: Technology,
  context: ReportContext,
): Html | null {
  const { data, lang, words, index, entries } = context;
  const { training, yearly } = technology;
  const named = (code: string | undefined) => data.indicators.find((one) => one.code === code);
  const volume = named(yearly?.volume);
  if (!training || !yearly || !volume) return null;
  if (index.ofUnit(volume, { level: 'hospital', unit: hospital }).length === 0) return null;
  const required = thresholdsFor(volume, data.norms).find(
    ({ threshold }) => threshold.scope === training.scope,
  )?.threshold;
  const w = hospitalWords[lang].training;
  const isBase = entries.get(hospital)?.[training.field];
  const title = training.title[lang];
  const c = w.columns;
  return html`<p>${isBase === true ? w.isBase(title) : isBase === false ? w.noBase(title) : w.unknown(title)}</p><div class="scroll" tabindex="0"><table class="training"><thead><tr><th scope="col">${
    c.year
  }</th><th scope="col" class="num">${c.volume}</th><th scope="col" class="num">${c.needed}</th><th scope="col">${c.gap}</th></tr></thead><tbody>${lastThreeYears(
    data.month,
  ).map((year) => {
    const figure = index.at(volume, { level: 'hospital', unit: hospital, period_type: 'year', period: year });
    const count = figure?.numerator ?? null;
    const needed = required ? required.value.num / required.value.den : null;
    return html`<tr><th scope="row">${year}</th><td class="num">${count === null ? w.noRecord : printCount(count)}</td><td class="num">${
      required && needed !== null ? `${signs[required.operator]} ${printCount(needed)}` : '—'
    }</td><td>${gapText(year, count, needed, context)}</td></tr>`;
  })}</tbody></table></div>${outcomes(hospital, technology, named, context)}${
    required ? html`<p class="n">${required.clause}${words.stop}</p>` : null
  }`;
}

function gapText(
  year: string,
  count: number | null,
  needed: number | null,
  { data, lang, words }: ReportContext,
): string {
  const w = hospitalWords[lang].training;
  if (needed === null || count === null) return '—';
  const gap = count >= needed ? w.enough : w.gap(printCount(needed - count));
  if (!isRunning(data.month, year)) return gap;
  const month = Number(data.month.slice(5));
  const pace = count === 0 ? null : printCount(Math.round((count / month) * 12));
  return `${gap}${words.brackets(w.running(String(month), pace))}`;
}

/** The outcome of the three years together, as far as it is computed. */
function outcomes(
  hospital: string,
  { yearly }: Technology,
  named: (code: string) => DefinedIndicator | undefined,
  context: ReportContext,
): Html | null {
  const { index, lang, periods } = context;
  const indicator = (yearly?.outcome ?? []).map(named).find((one) => one !== undefined);
  if (!indicator) return null;
  const state = stateOf(
    index.at(indicator, { level: 'hospital', unit: hospital, period_type: 'years3', period: periods.years3 }),
    indicator,
  );
  if (state.kind !== 'value' && state.kind !== 'zero') return null;
  const text = `${printRate(state.figure, indicator, lang)} ${printCounts(state.figure, indicator)}`;
  return html`<p class="n">${hospitalWords[lang].training.outcome(
    `${indicator.title[lang]} ${periods.years3.replace('..', '–')}`,
    text,
  )}</p>`;
}

import type { DefinedIndicator } from '../../pipeline/define/index.js';
import type { Figure } from '../../pipeline/figure/figures.js';
import type { Technology } from '../../pipeline/technology/technology.js';
import { drawChart } from '../charts/draw-chart.js';
import { yearlyVolumes } from '../charts/yearly-volumes.js';
import { hospitalName, type ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { printCounts, printRate } from '../print/rate.js';
import { stateOf } from '../read/figure-state.js';
import { chartBox } from './chart-box.js';
import { type FigureRow, figureTable } from './figure-table.js';
import { hospitalLink } from './hospital-link.js';
import { thresholdText } from './judgement.js';
import { isRunning, periodWords } from './period-words.js';

/** Chart 4: what a training base must show in each of the last three years; null where the indicator is not computed. */
export async function volumesFigure(technology: Technology, context: ReportContext): Promise<Html | null> {
  const { data, words, lang } = context;
  const { yearly, training } = technology;
  const volume = data.indicators.find(({ code }) => code === yearly?.volume);
  if (!volume || !yearly || !training) return null;
  const title = yearly.title[lang];
  const bases = data.hospitals
    .filter((hospital) => hospital[training.field] === true)
    .map(({ hospital_id }) => hospital_id);
  if (bases.length === 0)
    return html`<section class="chart-box"><h3>${title}</h3><p>${yearly.none[lang]}</p></section>`;
  const years = lastThreeYears(data.month);
  const figures = (unit: string) =>
    years.map((period) => context.index.at(volume, { level: 'hospital', unit, period_type: 'year', period }));
  const judged = bases.flatMap(figures).find((figure): figure is Figure => figure?.threshold != null);
  const threshold =
    judged && judged.threshold !== null
      ? { at: judged.threshold, label: thresholdText(judged, volume, context) ?? '' }
      : null;
  const success = successOf(technology, context);
  const rows = bases.map((unit) => ({
    label: hospitalName(context, unit),
    note: success ? pooledText(unit, success, context) : '',
    years: figures(unit)
      .map((figure, index) => volumeYear(figure, years[index] ?? '', volume, context))
      .map((year) => ({ ...year, note: `${year.note}${removedText(unit, year.year, success, context)}` })),
  }));
  const draw = (layout: 'wide' | 'narrow') =>
    drawChart(yearlyVolumes({ rows, threshold, title: yearly.axis[lang], layout }), words.ariaChart(title));
  const table = bases.flatMap((unit) => threeYears(unit, technology, context, hospitalLink(unit, context)));
  return chartBox(
    {
      id: `chart-${volume.code}`,
      title,
      subtitle: `${years[0]}–${years[2]}`,
      indicator: volume,
      drawings: { wide: await draw('wide'), narrow: await draw('narrow') },
      note: yearly.note[lang],
      table: figureTable(table, words.columns.hospital, context),
      rows: table.length,
    },
    context,
  );
}

export function lastThreeYears(month: string): string[] {
  const year = Number(month.slice(0, 4));
  return [year - 2, year - 1, year].map(String);
}

/** Runs of each year, success rate of each year, and success rate of the three years together. */
export function threeYears(
  unit: string,
  technology: Technology,
  context: ReportContext,
  head: Html | null = null,
): FigureRow[] {
  const { data, index } = context;
  const named = (code: string) => data.indicators.find((indicator) => indicator.code === code);
  const volume = named(technology.yearly?.volume ?? '');
  const success = successOf(technology, context);
  const years = lastThreeYears(data.month).map((period) => ({ period_type: 'year' as const, period }));
  const pooled = { period_type: 'years3' as const, period: context.periods.years3 };
  const rows: { indicator: DefinedIndicator; period: (typeof years)[number] | typeof pooled }[] = [
    ...(volume ? years.map((period) => ({ indicator: volume, period })) : []),
    ...(success ? [...years, pooled].map((period) => ({ indicator: success, period })) : []),
  ];
  return rows.map(({ indicator, period }) => ({
    head: html`${head}${head ? html`<br>` : null}<span class="${head ? 'n' : 'plain'}">${indicator.title[context.lang]} ${periodWords(context, period)}</span>`,
    indicator,
    state: stateOf(index.at(indicator, { level: 'hospital', unit, ...period }), indicator),
  }));
}

function successOf({ yearly }: Technology, { data }: ReportContext): DefinedIndicator | undefined {
  const codes = yearly?.outcome ?? [];
  return codes.flatMap((code) => data.indicators.filter((indicator) => indicator.code === code))[0];
}

function removedText(
  unit: string,
  period: string,
  success: DefinedIndicator | undefined,
  context: ReportContext,
): string {
  if (!success) return '';
  const figure = context.index.at(success, { level: 'hospital', unit, period_type: 'year', period });
  const state = stateOf(figure, success);
  if (state.kind !== 'value' && state.kind !== 'zero') return '';
  return ` · ${context.words.charts.removed(printRate(state.figure, success, context.lang) ?? '', printCounts(state.figure, success))}`;
}

function pooledText(unit: string, success: DefinedIndicator, context: ReportContext): string {
  const period = context.periods.years3;
  const state = stateOf(
    context.index.at(success, { level: 'hospital', unit, period_type: 'years3', period }),
    success,
  );
  if (state.kind !== 'value' && state.kind !== 'zero') return '';
  return context.words.charts.pooled(
    printRate(state.figure, success, context.lang) ?? '',
    printCounts(state.figure, success),
  );
}

function volumeYear(
  figure: Figure | undefined,
  year: string,
  volume: DefinedIndicator,
  context: ReportContext,
) {
  const { words, data } = context;
  const running = isRunning(data.month, year);
  const state = stateOf(figure, volume);
  const base = { year, running };
  if (state.kind === 'suppressed') return { ...base, count: null, met: null, note: words.nothing.suppressed };
  if (!figure || figure.numerator === null)
    return { ...base, count: null, met: null, note: words.charts.noRecord };
  const met = running || figure.formal === null ? null : figure.formal === 'met';
  const note = running
    ? `${printCounts(figure, volume)}${words.brackets(words.charts.running(String(Number(data.month.slice(5)))))}`
    : printCounts(figure, volume);
  return { ...base, count: figure.numerator, met, note };
}

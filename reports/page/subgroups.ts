import type { DefinedIndicator } from '../../pipeline/define/index.js';
import { headlinePeriod } from '../../pipeline/figure/headline.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { stateOf } from '../read/figure-state.js';
import { stratumWords } from './all-indicators.js';
import { type FigureRow, figureTable } from './figure-table.js';
import { periodWords } from './period-words.js';

/** The province by stratum and by city, folded: the details behind the overall figure. */
export function subgroupTables(indicator: DefinedIndicator, context: ReportContext): Html {
  const { words, index, data } = context;
  const period = headlinePeriod(indicator, index, data.month);
  const inPeriod = index
    .of(indicator)
    .filter(({ period_type, period: of }) => period_type === period.period_type && of === period.period);
  const row = (figure: (typeof inPeriod)[number], head: string): FigureRow => ({
    head: html`${head}`,
    indicator,
    state: stateOf(figure, indicator),
  });
  const strata = inPeriod
    .filter(({ level, stratum }) => level === 'province' && stratum !== '')
    .sort((a, b) => (a.stratum < b.stratum ? -1 : 1))
    .map((figure) => row(figure, stratumWords(figure.stratum, indicator, context)));
  const cities = inPeriod
    .filter(({ level, stratum }) => level === 'city' && stratum === '')
    .sort((a, b) => (a.unit < b.unit ? -1 : 1))
    .map((figure) => row(figure, figure.unit));
  const table = (title: string, head: string, rows: readonly FigureRow[]) =>
    rows.length === 0
      ? null
      : html`<details class="table-box"><summary>${title} <small>${periodWords(context, period)}</small></summary>${figureTable(
          rows,
          head,
          context,
        )}</details>`;
  return html`<div class="subgroups">${table(words.charts.strata, words.columns.stratum, strata)}${table(words.charts.cities, words.columns.city, cities)}</div>`;
}

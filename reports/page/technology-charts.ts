import type { DefinedIndicator } from '../../pipeline/define/index.js';
import type { Technology } from '../../pipeline/technology/technology.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { judgedIndicators } from './cover.js';
import { allHospitals, someHospitals } from './interval-figures.js';
import { subgroupTables } from './subgroups.js';
import { trendFigure } from './trend-figure.js';
import { volumesFigure } from './volumes-figure.js';

/** The charts of a part of the report. */
export async function technologyCharts(
  technology: Technology,
  indicators: readonly DefinedIndicator[],
  context: ReportContext,
): Promise<Html> {
  const { words } = context;
  const main = indicators.find(({ code }) => code === technology.headline);
  const judged = judgedIndicators(context).filter(
    (indicator) => indicators.includes(indicator) && indicator !== main && indicator.measure !== 'volume',
  );
  // A technology of several parts shows its institutions in the first part.
  const isFirst = indicators.some(({ code }) => code.startsWith(`${technology.sections[0].prefix}-`));
  const parts: Html[] = [];
  if (main) {
    parts.push(await allHospitals(main, context), subgroupTables(main, context));
    parts.push(await trendFigure('*', main, context));
  }
  const volumes = isFirst ? await volumesFigure(technology, context) : null;
  if (volumes) parts.push(volumes);
  const boxes: Html[] = [];
  for (const indicator of judged) boxes.push(await someHospitals(indicator, context));
  if (boxes.length > 0)
    parts.push(
      html`${main ? html`<h3 class="more">${words.charts.more}</h3>` : null}<div class="grid many">${boxes}</div>`,
    );
  if (parts.length === 0) parts.push(html`<p>${words.charts.noThresholded}</p>`);
  return html`${parts}`;
}

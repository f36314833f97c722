import type { DefinedIndicator } from '../../pipeline/define/index.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { definitionBox } from './definition.js';

export interface ChartBox {
  readonly id?: string;
  readonly title: string;
  readonly subtitle: string;
  readonly indicator: DefinedIndicator;
  /** One drawing, or one each for a desktop and a phone. */
  readonly drawings: { readonly wide: Html; readonly narrow?: Html };
  readonly note: string;
  readonly after?: Html | null;
  readonly table: Html;
  readonly rows: number;
  readonly tableOpen?: boolean;
}

/** A chart with its heading, definition, note and table. */
export function chartBox(box: ChartBox, context: ReportContext): Html {
  const { indicator, drawings } = box;
  const table = context.words.charts.tableTitle(String(box.rows));
  return html`<figure class="chart-box"${box.id ? html` id="${box.id}"` : null}><figcaption><h3><span class="code">${
    indicator.code
  }</span> ${box.title}</h3><p class="subtitle">${box.subtitle}</p></figcaption>${definitionBox(indicator, context)}${
    drawings.narrow
      ? html`<div class="chart wide">${drawings.wide}</div><div class="chart narrow">${drawings.narrow}</div>`
      : html`<div class="chart">${drawings.wide}</div>`
  }<p class="chart-note">${box.note}</p>${box.after}<details class="table-box"${
    box.tableOpen ? html` open` : null
  }><summary>${table}</summary>${box.table}</details></figure>`;
}

import type { DefinedIndicator } from '../../pipeline/define/index.js';
import { headlinePeriod } from '../../pipeline/figure/headline.js';
import { groups } from '../../pipeline/message/group-by.js';
import { headline, technologies, trainings } from '../../pipeline/technology/index.js';
import { hospitalName, type ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { ownRows } from '../read/own-rows.js';
import { allIndicators } from './all-indicators.js';
import { bridgeTable } from './bridge-table.js';
import { method, provenance } from './closing.js';
import { submissionsTable } from './data-quality.js';
import { definitionsNote } from './definition.js';
import { documentOf, type Section } from './document.js';
import { figureTable } from './figure-table.js';
import { freshnessTable } from './freshness-table.js';
import { hospitalCover, judgedWithData } from './hospital-cover.js';
import { lettersTable } from './letters-table.js';
import { normsFile } from './norms-page.js';
import { ownAndProvince, ownFigure, ownGroup, position, positionPeriod } from './own-figures.js';
import { periodWords } from './period-words.js';
import { problemsTable } from './problems-table.js';
import { reportedCounts } from './reported-counts.js';
import { scoreFile } from './score-page.js';
import { settlingTable } from './settling-table.js';
import { trendFigure } from './trend-figure.js';
import { threeYears } from './volumes-figure.js';

/** The page of one hospital: its main results first, its figures, and what it must correct. Other hospitals are not named, nor is a page linked that names them. */
export async function hospitalPage(hospital: string, context: ReportContext): Promise<string> {
  const { data, words, lang, entries } = context;
  const [year = '', month = ''] = data.month.split('-');
  const name = hospitalName(context, hospital);
  const entry = entries.get(hospital);
  const own = context.index.hasFigures(hospital);
  const first = data.indicators.find(({ code }) => code === headline);
  const facts = [
    words.hospitalCode(hospital),
    entry?.city,
    entry?.level,
    ...(entry
      ? trainings.map(({ field, title }) => words.hospital.trainingBase(title[lang], entry[field] ?? null))
      : [words.hospital.notListed]),
  ].filter((fact): fact is string => typeof fact === 'string' && fact !== '');
  return documentOf(
    {
      title: `${name} ${words.hospitalReport} ${words.monthTitle(year, String(Number(month)))}`,
      header: html`${complyLinks(hospital, context)}<p class="subject">${words.hospitalHead(
        data.province[lang],
      )}</p><h1>${name}</h1><p class="when"><b>${words.monthTitle(year, String(Number(month)))}</b> <span>${words.asOf(
        data.asOf,
      )}</span> <span>${words.unlessMarked(data.month)}</span> ${facts.map((fact) => html`<span>${fact}</span> `)}</p>`,
      leadId: 'answer',
      leadTitle: words.sections.answer,
      lead: hospitalCover(hospital, first, own, context),
      sections: await sections(hospital, first, own, context),
    },
    context,
  );
}

/** Links to the pages of clauses and scores, where the hospital has them. */
function complyLinks(hospital: string, context: ReportContext): Html | null {
  const { words } = context;
  const [own] = ownRows('compliance', hospital, context);
  if (!own) return null;
  const scores = own.sheet ? html` · <a href="${scoreFile}">${words.norms.scoreLink}</a>` : null;
  return html`<p class="back"><a href="${normsFile}">${words.norms.link}</a>${scores}</p>`;
}

async function sections(
  hospital: string,
  first: DefinedIndicator | undefined,
  own: boolean,
  context: ReportContext,
): Promise<Section[]> {
  const { words } = context;
  const s = words.sections;
  const list: Section[] = [];
  if (own) {
    if (first) {
      if (context.index.ofUnit(first, { level: 'hospital', unit: hospital }).length > 0)
        list.push({ id: 'position', title: s.position, body: await positionBox(hospital, first, context) });
      list.push({ id: 'trend', title: s.trend, body: await trendFigure(hospital, first, context) });
    }
    const judged = judgedWithData(hospital, context).filter(
      (indicator) => indicator !== first && indicator.measure !== 'volume',
    );
    if (judged.length > 0)
      list.push({ id: 'judged', title: s.judged, body: await judgedCharts(hospital, judged, context) });
    const years = technologies.flatMap((technology) => threeYears(hospital, technology, context));
    list.push(
      { id: 'years', title: s.years, body: figureTable(years, words.columns.period, context) },
      {
        id: 'all',
        title: s.indicators,
        body: html`<p class="note">${words.nothing.ownOnly}</p>${allIndicators({ level: 'hospital', unit: hospital }, context)}`,
      },
    );
  }
  const bridges = ownRows('bridges', hospital, context);
  if (bridges.length > 0)
    list.push({ id: 'bridges', title: words.norms.bridgesTitle, body: bridgeTable(bridges, context, false) });
  const letters = lettersTable(hospital, context);
  if (letters) list.push({ id: 'letters', title: words.letters.title, body: letters });
  const settling = settlingTable(hospital, context);
  if (settling) list.push({ id: 'settling', title: s.settling, body: settling });
  list.push(
    { id: 'submission', title: s.submission, body: submission(hospital, context) },
    { id: 'problems', title: s.problems, body: problemsTable(hospital, context) },
    { id: 'method', title: s.method, body: method(context) },
    { id: 'definitions', title: s.definitions, body: definitionsNote(context) },
    { id: 'provenance', title: s.provenance, body: provenance(context) },
  );
  return list;
}

/** Indicators with the same threshold, unit and period share a chart; each of the others is shown beside the province. */
async function judgedCharts(
  hospital: string,
  indicators: readonly DefinedIndicator[],
  context: ReportContext,
): Promise<Html> {
  const alike = groups(indicators, (indicator) => {
    const period = headlinePeriod(indicator, context.index, context.data.month);
    const { figure } = ownFigure(hospital, indicator, period, context);
    return [figure?.threshold, figure?.operator, indicator.multiplier, period.period].join(' ');
  });
  const together: Html[] = [];
  const boxes: Html[] = [];
  for (const group of alike) {
    if (group.length >= 3) together.push(await ownGroup(hospital, group, context));
    else for (const indicator of group) boxes.push(await ownAndProvince(hospital, indicator, context));
  }
  return html`${together}<div class="grid">${boxes}</div>`;
}

async function positionBox(
  hospital: string,
  indicator: DefinedIndicator,
  context: ReportContext,
): Promise<Html> {
  const { words } = context;
  const period = positionPeriod(indicator, context);
  return html`<figure class="chart-box position"><div class="chart">${await position(
    hospital,
    indicator,
    context,
  )}</div><figcaption><h3><span class="code">${indicator.code}</span> ${words.charts.position(
    indicator.title[context.lang],
  )}</h3><p class="subtitle">${periodWords(context, period)}</p><p class="chart-note">${
    words.charts.positionNote
  }</p></figcaption></figure>`;
}

function submission(hospital: string, context: ReportContext): Html {
  const { words } = context;
  const entries = ownRows('submissions', hospital, context);
  const sent =
    entries.length === 0
      ? html`<p>${words.hospital.noSubmission}</p>`
      : submissionsTable(entries, context, false);
  return html`${sent}${freshnessTable(hospital, context)}${reportedCounts(hospital, context)}`;
}

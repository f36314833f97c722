import { technologies, trainings } from '../../pipeline/technology/index.js';
import { hospitalName, type ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { ownRows } from '../read/own-rows.js';
import { hospitalWords } from '../words/hospital.js';
import { bridgeTable } from './bridge-table.js';
import { method } from './closing.js';
import { definitionsNote } from './definition.js';
import { documentOf, type Section } from './document.js';
import { hospitalCorrect } from './hospital-correct.js';
import { hospitalData } from './hospital-data.js';
import { hospitalFigures } from './hospital-figures.js';
import { hospitalReview } from './hospital-review.js';
import { hospitalStanding } from './hospital-standing.js';
import { hospitalTraining } from './hospital-training.js';
import { normsFile } from './norms-page.js';
import { hospitalFooter } from './page-footer.js';
import { type Edition, fitted } from './page-room.js';
import { scoreFile } from './score-page.js';

/**
 * A hospital's edition: where it stands, which cases to review, what to correct first, what a training base needs, and its data. In print at most four
 * pages, on the screen with all its figures, in at most 150 kB. Other hospitals are not named, nor is a page linked that names them.
 */
export const hospitalPage = (hospital: string, context: ReportContext): string =>
  fitted((room) => drawn(hospital, { ...context, room }));

function drawn(hospital: string, context: Edition): string {
  const { data, words, lang, entries } = context;
  const [year = '', month = ''] = data.month.split('-');
  const name = hospitalName(context, hospital);
  const entry = entries.get(hospital);
  const facts = [
    ...(data.edition === null ? [] : [hospitalWords[lang].edition(String(data.edition))]),
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
      leadTitle: hospitalWords[lang].standing.title,
      lead: hospitalStanding(hospital, context),
      sections: sections(hospital, context),
      footer: hospitalFooter(hospital, context),
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

/** Most figures by two versions of their definition; a correction of many definitions has hundreds. */
const mostBridges = 12;

function sections(hospital: string, context: Edition): Section[] {
  const { words, lang, index } = context;
  const w = hospitalWords[lang];
  const s = words.sections;
  const list: Section[] = [
    { id: 'review', title: w.review.title, body: hospitalReview(hospital, context) },
    { id: 'correct', title: w.correct.title, body: hospitalCorrect(hospital, context) },
  ];
  const training = technologies.flatMap((technology) => {
    const body = hospitalTraining(hospital, technology, context);
    return body === null || !technology.training
      ? []
      : [
          {
            id: `training-${technologies.indexOf(technology)}`,
            title: `${w.training.title}${words.colon}${technology.title[lang]}`,
            body,
          },
        ];
  });
  list.push(...training);
  list.push({ id: 'own-data', title: w.data.title, body: hospitalData(hospital, context) });
  if (index.hasFigures(hospital)) {
    list.push({ id: 'figures', title: w.figures.title, body: hospitalFigures(hospital, context) });
  }
  const bridges = ownRows('bridges', hospital, context);
  if (bridges.length > 0)
    list.push({
      id: 'own-bridges',
      title: words.norms.bridgesTitle,
      body: html`<div class="screen">${bridgeTable(bridges.slice(0, mostBridges), context, false)}${bridges.length > mostBridges ? html`<p class="n">${words.tail(String(bridges.length - mostBridges))}</p>` : null}</div>`,
    });
  list.push({ id: 'own-notes', title: s.method, body: notes(context) });
  return list;
}

/** How to read it, and where it comes from, without the hashes of definitions, which stand on their page. */
function notes(context: ReportContext): Html {
  const { data, words } = context;
  const p = words.provenance;
  return html`<div class="screen"><details class="table-box"><summary>${words.sections.method}</summary>${method(context)}</details>${definitionsNote(
    context,
  )}</div><p class="n">${p.batch} ${data.batch}${words.semicolon}${p.asOf} ${data.asOf}${words.semicolon}${data.program}${words.stop}<span class="screen">${p.note}</span></p>`;
}

import {
  type Points,
  type Raise,
  type ScoredItem,
  type ScoredSection,
  type ScoreSheet,
  scoreWord,
} from '../../pipeline/comply/score.js';
import { drawChart } from '../charts/draw-chart.js';
import { scoreSections } from '../charts/score-sections.js';
import { hospitalName, type ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { documentOf } from './document.js';
import { evidenceList, normsFile } from './norms-page.js';
import { hospitalFooter } from './page-footer.js';

/** `142 – 150`, or one number where nothing is open. */
export const pointsText = ({ low, high }: Points): string =>
  low === high ? String(low) : `${low} – ${high}`;

const stateClass = {
  scored: 'met',
  'not known': 'open',
  'awaiting review': 'review',
  'not applicable': 'aside',
  contradiction: 'not_met',
} as const;

/** The file of a hospital's score sheet inside its folder. */
export const scoreFile = 'scorecard.html';

/** The page of a hospital's score sheet: the range and its meaning, what would raise it most, then every item. */
export async function scorePage(sheet: ScoreSheet, context: ReportContext): Promise<string> {
  const { words, data, lang } = context;
  const n = words.norms;
  const name = hospitalName(context, sheet.hospital);
  return documentOf(
    {
      footer: hospitalFooter(sheet.hospital, context),
      title: `${name} ${n.sheetTitle}`,
      header: html`<p class="back"><a href="index.html">${n.back}</a> · <a href="${normsFile}">${n.title}</a></p><p class="subject">${words.hospitalHead(
        data.province[lang],
      )}</p><h1>${name} <span>${n.sheetTitle}</span></h1><p class="when"><span>${words.asOf(data.asOf)}</span> <span>${words.unlessMarked(data.month)}</span> <span>${
        sheet.level ?? n.levelUnknown
      }</span> <span>${n.paths[sheet.path]}</span></p>`,
      leadId: 'score',
      leadTitle: n.scoreTitle,
      lead: await lead(sheet, context),
      sections: [
        { id: 'raise', title: n.raiseTitle, body: raiseTable(sheet.raise, context) },
        ...sheet.sections.map((section) => ({
          id: `section-${sheet.sections.indexOf(section) + 1}`,
          title: `${section.id}、${section.title[lang]}${words.colon}${pointsText(section)} / ${section.cap}`,
          body: sectionTable(section, context),
        })),
      ],
    },
    context,
  );
}

async function lead(sheet: ScoreSheet, context: ReportContext): Promise<Html> {
  const { words, lang, data } = context;
  const n = words.norms;
  const standing = { pass: 'met', fail: 'not_met', 'cannot tell yet': 'open' } as const;
  const rows = sheet.sections.map((section) => ({
    label: section.title[lang],
    note: `${pointsText(section)} / ${section.cap}`,
    low: section.low,
    high: section.high,
    cap: section.cap,
  }));
  const draw = (layout: 'wide' | 'narrow') =>
    drawChart(scoreSections({ rows, title: n.chartSections, layout }), words.ariaChart(n.sheetTitle));
  const binds = data.province.zh.startsWith('重庆');
  return html`<section id="score" class="cover"><h2>${n.scoreTitle}</h2><p class="note">${n.sheetLead}${
    binds ? null : ` ${n.elsewhere}`
  }</p><div class="lead"><p class="lead-figure"><span class="range"><b>${pointsText(sheet)}</b> <small>/ ${sheet.total}</small></span> <span class="result ${standing[sheet.verdict]}">${n.verdicts[scoreWord(sheet)]}</span></p><ul class="evidence">${sheet.reasons.map(
    (reason) => html`<li>${reason[lang]}</li>`,
  )}</ul><p class="n">${sheet.passMark === null ? n.noPassMark : n.passMark(String(sheet.passMark))}${
    sheet.outside > 0 ? html` · ${n.outside(String(sheet.outside))}` : null
  }</p></div>${vetoNote(sheet, context)}<div class="chart wide">${await draw('wide')}</div><div class="chart narrow">${await draw(
    'narrow',
  )}</div></section>`;
}

/** States that the marks of the vetoing clauses are lost. */
export function vetoNote({ vetoes }: ScoreSheet, { words }: ReportContext): Html {
  const n = words.norms;
  if (vetoes.length === 0) return html`<p class="warning">${n.vetoLost}</p>`;
  return html`<p class="warning">${n.vetoSet}${words.colon}${vetoes.map(
    ({ clause, result }, i) => html`${i > 0 ? words.comma : null}${clause} ${n.results[result]}`,
  )}</p>`;
}

const most = 15;

function raiseTable(raise: readonly Raise[], context: ReportContext): Html {
  const { words, lang } = context;
  const n = words.norms;
  if (raise.length === 0) return html`<p>${n.raiseNone}</p>`;
  const c = n.itemColumns;
  return html`<p class="note">${n.raiseNote}</p><div class="scroll" tabindex="0"><table class="clauses"><thead><tr><th scope="col">${c.item}</th><th scope="col" class="num">${n.gain}</th><th scope="col">${c.state}</th><th scope="col">${n.needs}</th></tr></thead><tbody>${raise
    .slice(0, most)
    .map(
      ({ item, points }) =>
        html`<tr><th scope="row">${item.item.id} ${item.item.title[lang]}</th><td class="num"><b>${points}</b> <small>/ ${item.cap}</small></td><td>${stateMark(item, context)}</td><td>${n.need[needOf(item)]}</td></tr>`,
    )}</tbody></table></div>${
    raise.length > most ? html`<p class="n">${words.tail(String(raise.length - most))}</p>` : null
  }`;
}

const needOf = ({ state }: ScoredItem) => (state === 'not applicable' ? 'scored' : state);

function stateMark({ state }: ScoredItem, { words }: ReportContext): Html {
  return html`<span class="result ${stateClass[state]}">${words.norms.states[state]}</span>`;
}

function sectionTable({ groups }: ScoredSection, context: ReportContext): Html {
  const { words, lang } = context;
  const c = words.norms.itemColumns;
  return html`<div class="scroll" tabindex="0"><table class="clauses scores"><thead><tr><th scope="col">${c.item}</th><th scope="col" class="num">${c.points}</th><th scope="col" class="num">${c.earned}</th><th scope="col">${c.state}</th><th scope="col">${c.evidence}</th></tr></thead>${groups.map(
    ({ group, items, cap, ...points }) =>
      html`<tbody><tr class="group"><th scope="row">${group.title[lang]}</th><td>${cap}</td><td>${pointsText(points)}</td><td></td><td></td></tr>${items.map(
        (item) =>
          html`<tr><th scope="row">${item.item.id} ${item.item.title[lang]}<br><small>${item.item.clauses.join(' ')}</small></th><td>${item.cap}</td><td><b>${
            item.state === 'not applicable' ? '—' : pointsText(item)
          }</b></td><td>${stateMark(item, context)}</td><td>${evidenceList(item.evidence, lang)}</td></tr>`,
      )}</tbody>`,
  )}</table></div>`;
}

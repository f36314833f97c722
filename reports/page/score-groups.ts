import { groupScoreSheets, type ScoreSheet, scoreWord } from '../../pipeline/comply/score.js';
import { audience } from '../data/audience.js';
import { hospitalName, type ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { scoreFile, vetoNote } from './score-page.js';

const standing = { pass: 'met', fail: 'not_met', 'cannot tell yet': 'open' } as const;

/** Score sheets of the province by what they come to, each as a range, always with the veto and the open points. */
export function scoreGroups(context: ReportContext): Html {
  const { data, words } = context;
  const n = words.norms;
  const sheets = data.compliance.flatMap(({ sheet }) => (sheet ? [sheet] : []));
  const [first] = sheets;
  return html`<p class="note">${n.rankingNote}</p>${
    first && first.vetoes.length === 0 ? vetoNote(first, context) : null
  }${groupScoreSheets(sheets).map(
    ({ verdict, sheets: own }) =>
      html`<h3><span class="result ${standing[verdict]}">${verdict === 'cannot tell yet' ? context.words.director.norms.open : n.verdicts[verdict]}</span> <span class="n">${n.groupCount(String(own.length))}</span></h3>${table(own, context)}`,
  )}`;
}

function table(sheets: readonly ScoreSheet[], context: ReportContext): Html {
  const n = context.words.norms;
  const c = n.rankingColumns;
  return html`<div class="scroll" tabindex="0"><table class="standings"><thead><tr><th scope="col">${c.hospital}</th><th scope="col" class="num">${c.range}</th><th scope="col" class="num">${c.unknown}</th><th scope="col" class="num">${c.mark}</th><th scope="col">${c.verdict}</th><th scope="col">${c.veto}</th></tr></thead><tbody>${sheets.map(
    (sheet) => line(sheet, context),
  )}</tbody></table></div>`;
}

function line(sheet: ScoreSheet, context: ReportContext): Html {
  const n = context.words.norms;
  const file = context.files.get(sheet.hospital);
  const name = hospitalName(context, sheet.hospital);
  const { low, high } = sheet;
  return html`<tr><th scope="row">${
    file === undefined
      ? name
      : html`<a href="${context.root}${audience.hospital(file)}/${scoreFile}">${name}</a>`
  }<br><small>${sheet.level ?? n.levelUnknown}</small></th><td class="num"><b>${low === high ? low : `${low}–${high}`}</b></td><td class="num">${openPoints(sheet)}</td><td class="num">${sheet.passMark ?? '—'}</td><td>${n.verdicts[scoreWord(sheet)]}</td><td>${
    sheet.vetoes.length === 0
      ? n.vetoNone
      : sheet.vetoes.map(({ clause, result }) => html`${clause} ${n.results[result]} `)
  }</td></tr>`;
}

/** Open points, rounded to hundredths as scores are. */
const openPoints = ({ low, high }: { readonly low: number; readonly high: number }) =>
  Math.round((high - low) * 100) / 100;

import { rankScoreSheets, scoreWord } from '../../pipeline/comply/score.js';
import { audience } from '../data/audience.js';
import { hospitalName, type ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { scoreFile, vetoNote } from './score-page.js';

/** Score sheets of the province by certain points, always with the veto and the open points. */
export function scoreRanking(context: ReportContext): Html {
  const { data, words } = context;
  const n = words.norms;
  const c = n.rankingColumns;
  const sheets = data.compliance.flatMap(({ sheet }) => (sheet ? [sheet] : []));
  const standing = { pass: 'met', fail: 'not_met', 'cannot tell yet': 'open' } as const;
  const [first] = sheets;
  return html`<p class="note">${n.rankingNote}</p>${first && first.vetoes.length === 0 ? vetoNote(first, context) : null}<div class="scroll"><table class="standings"><thead><tr><th scope="col" class="num">${c.place}</th><th scope="col">${c.hospital}</th><th scope="col" class="num">${c.certain}</th><th scope="col" class="num">${c.possible}</th><th scope="col" class="num">${c.unknown}</th><th scope="col" class="num">${c.mark}</th><th scope="col">${c.verdict}</th><th scope="col">${c.veto}</th></tr></thead><tbody>${rankScoreSheets(
    sheets,
  ).map(({ place, sheet, apart }) => {
    const file = context.files.get(sheet.hospital);
    const name = hospitalName(context, sheet.hospital);
    return html`<tr><td class="num">${apart ? place : html`${place} <small>≈</small>`}</td><th scope="row">${
      file === undefined
        ? name
        : html`<a href="${context.root}${audience.hospital(file)}/${scoreFile}">${name}</a>`
    }<br><small>${sheet.level ?? n.levelUnknown}${apart ? null : `${words.semicolon}${n.notSeparable}`}</small></th><td class="num"><b>${sheet.low}</b></td><td class="num">${sheet.high}</td><td class="num">${openPoints(sheet)}</td><td class="num">${sheet.passMark ?? '—'}</td><td><span class="result ${standing[sheet.verdict]}">${n.verdicts[scoreWord(sheet)]}</span></td><td>${
      sheet.vetoes.length === 0
        ? n.vetoNone
        : sheet.vetoes.map(({ clause, result }) => html`${clause} ${n.results[result]} `)
    }</td></tr>`;
  })}</tbody></table></div>`;
}

/** Open points, rounded to hundredths as scores are. */
const openPoints = ({ low, high }: { readonly low: number; readonly high: number }) =>
  Math.round((high - low) * 100) / 100;

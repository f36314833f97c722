import type { ProblemEntry } from '../../pipeline/ask/problem-entries.js';
import { filePlace } from '../../pipeline/message/file-place.js';
import { groups } from '../../pipeline/message/group-by.js';
import { ruleTitle } from '../../pipeline/message/rule-titles.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { printCount } from '../print/number.js';
import { ownRows } from '../read/own-rows.js';
import { hospitalWords } from '../words/hospital.js';
import type { Edition } from './page-room.js';
import { settlingTable } from './settling-table.js';

/** Most rules and files named. */
const most = { rules: 6, files: 2 };

const order = { refusal: 0, error: 1, warning: 2 } as const;

/** What to correct first: refused files and rows that are held back, since they count nowhere, by rule; then the blank cells that would settle figures. */
export function hospitalCorrect(hospital: string, context: Edition): Html {
  const w = hospitalWords[context.lang].correct;
  const problems = ownRows('problems', hospital, context);
  const settling = settlingTable(hospital, context.room.settling, context);
  if (problems.length === 0 && settling === null) return html`<p>${w.none}</p>`;
  const count = (severity: ProblemEntry['severity']) =>
    problems.filter((one) => one.severity === severity).length;
  const lines = [
    count('refusal') > 0 ? w.refused(printCount(count('refusal'))) : null,
    count('error') > 0 ? w.held(printCount(count('error'))) : null,
    count('warning') > 0 ? w.warned(printCount(count('warning'))) : null,
  ].filter((line) => line !== null);
  return html`${lines.length > 0 ? html`<ul class="n">${lines.map((line) => html`<li>${line}</li>`)}</ul>${rulesTable(problems, context)}` : null}${
    settling === null
      ? html`<p class="n">${w.noSettle}</p>`
      : html`<h3>${context.words.sections.settling}</h3>${settling}`
  }`;
}

function rulesTable(problems: readonly ProblemEntry[], context: ReportContext): Html {
  const { words, lang } = context;
  const w = hospitalWords[lang].correct;
  const rules = groups(problems, ({ severity, rule }) => `${severity} ${rule}`).sort(
    (a, b) => order[a[0]?.severity ?? 'warning'] - order[b[0]?.severity ?? 'warning'] || b.length - a.length,
  );
  const rest = rules.slice(most.rules).reduce((sum, own) => sum + own.length, 0);
  return html`<div class="scroll" tabindex="0"><table class="rules"><thead><tr><th scope="col">${w.columns.rule}</th><th scope="col">${
    words.quality.severity
  }</th><th scope="col" class="num">${w.columns.count}</th><th scope="col">${w.columns.where}</th></tr></thead><tbody>${rules
    .slice(0, most.rules)
    .map((own) => {
      const files = [...new Set(own.map(filePlace))];
      const shown = files.slice(0, most.files).join(words.semicolon);
      const [first] = own;
      return html`<tr><th scope="row">${ruleTitle(first?.rule ?? '', lang)}</th><td><span class="severity ${first?.severity ?? ''}">${
        first ? words.quality.severities[first.severity] : ''
      }</span></td><td class="num">${printCount(own.length)}</td><td><span class="file">${shown}${
        files.length > most.files ? html` …` : null
      }</span></td></tr>`;
    })}</tbody></table></div>${rest > 0 ? html`<p class="n">${w.restOfRules(printCount(rest))}</p>` : null}`;
}

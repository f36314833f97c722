import type { ProblemEntry } from '../../pipeline/ask/problem-entries.js';
import { filePlace } from '../../pipeline/message/file-place.js';
import { ruleTitle } from '../../pipeline/message/rule-titles.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { ownRows } from '../read/own-rows.js';
import { hospitalWords } from '../words/hospital.js';

/**
 * What one hospital must correct, file by file and line by line.
 *
 * @param mostRows the most rows shown; the receipt has them all
 */
export function problemsTable(hospital: string, context: ReportContext, mostRows: number): Html {
  const { words } = context;
  const q = words.quality;
  const order = { refusal: 0, error: 1, warning: 2 } as const;
  const problems = [...ownRows('problems', hospital, context)].sort(
    (a, b) =>
      order[a.severity] - order[b.severity] ||
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      ((a.sheet ?? '') < (b.sheet ?? '') ? -1 : (a.sheet ?? '') > (b.sheet ?? '') ? 1 : 0) ||
      (a.line ?? 0) - (b.line ?? 0),
  );
  if (problems.length === 0) return html`<p>${words.hospital.noProblems}</p>`;
  const rest = problems.length - mostRows;
  const isHeld = problems.some(({ severity }) => severity === 'error');
  return html`${isHeld ? html`<p>${words.hospital.receipt}</p>` : null}<div class="scroll" tabindex="0"><table class="problems"><thead><tr><th scope="col">${q.severity}</th><th scope="col">${q.file}</th><th scope="col" class="num">${
    q.line
  }</th><th scope="col">${q.column}</th><th scope="col">${q.value}</th><th scope="col">${q.message}</th></tr></thead><tbody>${problems
    .slice(0, mostRows)
    .map((problem) => row(problem, context))}</tbody></table></div>${
    rest > 0 ? html`<p class="n">${hospitalWords[context.lang].data.restOfProblems(String(rest))}</p>` : null
  }`;
}

function row(problem: ProblemEntry, { words, lang }: ReportContext): Html {
  const { severity, line, column, column_letter, value, message, fix, rule } = problem;
  return html`<tr><td><span class="severity ${severity}">${words.quality.severities[severity]}</span></td><td><span class="file">${filePlace(problem)}</span></td><td class="num">${
    line ?? '—'
  }</td><td>${column ?? '—'}${column_letter ? html` <small>${column_letter}</small>` : null}</td><td>${
    value === null ? '—' : html`<code>${value}</code>`
  }</td><td>${message[lang]}${fix[lang] && html` <span class="fix">${fix[lang]}</span>`} <span class="rule">${ruleTitle(rule, lang)}</span></td></tr>`;
}

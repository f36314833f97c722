import type { SubmissionEntry } from '../../pipeline/ask/submission-entries.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { printCount } from '../print/number.js';
import { ownRows } from '../read/own-rows.js';
import { hospitalWords } from '../words/hospital.js';
import { submissionsTable } from './data-quality.js';
import { freshnessTable } from './freshness-table.js';
import { lettersTable } from './letters-table.js';
import type { Edition } from './page-room.js';
import { problemsTable } from './problems-table.js';
import { reportedCounts } from './reported-counts.js';

/** Most submissions on the screen; a hospital may send hundreds of files. */
const mostSubmissions = 60;

/** Letters, what was sent and what is wrong with it: in full on the screen, in print as counts, with where the rest stands. */
export function hospitalData(hospital: string, context: Edition): Html {
  const { words, lang } = context;
  const w = hospitalWords[lang].data;
  const letters = lettersTable(hospital, context);
  const entries = ownRows('submissions', hospital, context);
  return html`<ul class="print n"><li>${lettersLine(hospital, context)}</li><li>${submissionsLine(entries, context)}</li><li>${problemsLine(
    hospital,
    context,
  )}</li><li>${w.where}</li></ul>${freshnessTable(hospital, context)}<div class="screen">${
    letters === null ? null : html`<h3>${words.letters.title}</h3>${letters}`
  }<section id="submission"><h3>${words.sections.submission}</h3>${
    entries.length === 0
      ? html`<p>${words.hospital.noSubmission}</p>`
      : html`${submissionsTable(entries.slice(0, mostSubmissions), context, false)}${
          entries.length > mostSubmissions
            ? html`<p class="n">${w.more(printCount(entries.length - mostSubmissions))}</p>`
            : null
        }`
  }${reportedCounts(hospital, context)}</section><section id="problems"><h3>${words.sections.problems}</h3>${problemsTable(
    hospital,
    context,
    context.room.problems,
  )}</section></div>`;
}

function lettersLine(hospital: string, context: ReportContext): string {
  const w = hospitalWords[context.lang].data;
  const letters = ownRows('letters', hospital, context);
  if (letters.length === 0) return w.noLetters;
  const open = letters.filter(({ state }) => state === 'open' || state === 'overdue').length;
  return w.letters(printCount(letters.length), printCount(open));
}

function submissionsLine(entries: readonly SubmissionEntry[], { words, lang }: ReportContext): string {
  const w = hospitalWords[lang].data;
  if (entries.every(({ status }) => status === 'missing')) return w.noSubmissions;
  const parts = (['accepted', 'unchanged', 'refused', 'missing'] as const).flatMap((status) => {
    const count = entries.filter((entry) => entry.status === status).length;
    return count === 0 ? [] : [`${words.quality.statuses[status]} ${printCount(count)}`];
  });
  return w.submissions(parts);
}

function problemsLine(hospital: string, context: ReportContext): string {
  const { words, lang } = context;
  const w = hospitalWords[lang].data;
  const problems = ownRows('problems', hospital, context);
  if (problems.length === 0) return w.noProblems;
  const parts = (['refusal', 'error', 'warning'] as const).flatMap((severity) => {
    const count = problems.filter((one) => one.severity === severity).length;
    return count === 0 ? [] : [`${words.quality.severities[severity]} ${printCount(count)}`];
  });
  return w.problems(parts);
}

import { answerWord, countResults } from '../../pipeline/comply/answer.js';
import type { Compliance } from '../../pipeline/comply/comply.js';
import { audience } from '../data/audience.js';
import { hospitalName, type ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { normsFile } from './norms-page.js';

/** Every hospital's compliance with the norms: its answers, and the number of clauses by result. */
export function provinceNorms(context: ReportContext): Html {
  const { data, words, lang } = context;
  const n = words.norms;
  const judged = data.compliance.filter(({ norms }) => norms.length > 0);
  const prefixes = data.norms.flatMap(({ clauseSet }) =>
    clauseSet && judged.some(({ norms }) => norms.some(({ prefix }) => prefix === clauseSet.prefix))
      ? [clauseSet.prefix]
      : [],
  );
  const short = (prefix: string) =>
    data.norms.find(({ clauseSet }) => clauseSet?.prefix === prefix)?.short[lang] ?? prefix;
  return html`<p class="note">${n.provinceLead}</p><div class="scroll" tabindex="0"><table class="standings"><thead><tr><th scope="col">${n.provinceColumns.hospital}</th><th scope="col">${n.provinceColumns.answers}</th>${prefixes.map(
    (prefix) => html`<th scope="col">${prefix} ${short(prefix)}</th>`,
  )}</tr></thead><tbody>${judged.map(
    (compliance) =>
      html`<tr><th scope="row">${complianceLink(compliance, context)}</th><td>${answerList(compliance, context)}</td>${prefixes.map(
        (prefix) => html`<td>${normCounts(compliance, prefix, context)}</td>`,
      )}</tr>`,
  )}</tbody></table></div>`;
}

function complianceLink({ hospital }: Compliance, context: ReportContext): Html {
  const file = context.files.get(hospital);
  if (file === undefined) return html`${hospitalName(context, hospital)}`;
  return html`<a href="${context.root}${audience.hospital(file)}/${normsFile}">${hospitalName(context, hospital)}</a>`;
}

function answerList({ answers }: Compliance, { words, lang }: ReportContext): Html {
  const standing = { yes: 'met', no: 'not_met', 'cannot tell yet': 'open' } as const;
  return html`<ul class="evidence">${answers.map(
    (answered) =>
      html`<li>${answered.question.title[lang]} <span class="result ${standing[answered.answer]}">${words.norms.answers[answerWord(answered)]}</span></li>`,
  )}</ul>`;
}

function normCounts({ norms }: Compliance, prefix: string, { words }: ReportContext): Html {
  const own = norms.find((norm) => norm.prefix === prefix);
  if (!own) return html`<span class="none">—</span>`;
  const counts = countResults(own.findings.map(({ result }) => result));
  return html`${words.norms.counts(counts.met, counts['not met'], counts['not known'], counts['needs review'])}`;
}

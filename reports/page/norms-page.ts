import { type Answered, answerWord, type Qualified } from '../../pipeline/comply/answer.js';
import type { Compliance, NormFindings } from '../../pipeline/comply/comply.js';
import type { ClauseFinding } from '../../pipeline/comply/evaluate.js';
import type { Evidence } from '../../pipeline/comply/holdings.js';
import type { ClauseResult } from '../../pipeline/define/index.js';
import { hospitalName, type ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { documentOf, type Section } from './document.js';
import { hospitalFooter } from './page-footer.js';

/** Short class names of the results, for the style sheet. */
export const resultClass: Readonly<Record<ClauseResult, string>> = {
  met: 'met',
  'not met': 'not_met',
  'not known': 'open',
  'not applicable': 'aside',
  'needs review': 'review',
};

/** The file of a hospital's clauses inside its folder. */
export const normsFile = 'norms.html';

/** The page of a hospital's clauses: answers first, then what must be done, then every clause with its evidence. */
export function normsPage(compliance: Compliance, context: ReportContext): string {
  const { words, data, lang } = context;
  const n = words.norms;
  const name = hospitalName(context, compliance.hospital);
  const sections: Section[] = compliance.norms.map((norm) => normSection(norm, context));
  if (compliance.physicians.length > 0 || compliance.norms.some(({ prefix }) => prefix !== 'A11'))
    sections.push({
      id: 'physicians',
      title: n.physicians,
      body: physicians(compliance.physicians, context),
    });
  return documentOf(
    {
      footer: hospitalFooter(compliance.hospital, context),
      title: `${name} ${n.title}`,
      header: html`<p class="back"><a href="index.html">${n.back}</a></p><p class="subject">${words.hospitalHead(
        data.province[lang],
      )}</p><h1>${name} <span>${n.title}</span></h1><p class="when"><span>${n.on(compliance.on)}</span> <span>${words.unlessMarked(data.month)}</span></p>`,
      leadId: 'answers',
      leadTitle: n.answersTitle,
      lead: html`<section id="answers" class="cover"><h2>${n.answersTitle}</h2>${
        compliance.norms.length === 0
          ? html`<p>${n.none}</p>`
          : html`<p class="note">${n.answersLead}</p><div class="answers">${compliance.answers.map(
              (answered) => answerPanel(answered, context),
            )}</div>`
      }</section>`,
      sections,
    },
    context,
  );
}

const shown = 6;

function answerPanel(answered: Answered, { words, lang }: ReportContext): Html {
  const { question, answer, deciding, counts } = answered;
  const n = words.norms;
  const standing = answer === 'yes' ? 'met' : answer === 'no' ? 'not_met' : 'cannot_tell';
  const rest = deciding.length - shown;
  const judged = counts.met + counts['not met'] + counts['not known'] + counts['needs review'];
  return html`<div class="panel ${standing}"><h3>${question.title[lang]}</h3><p class="answer"><b>${n.answers[answerWord(answered)]}</b> <small>${n.countsOf(
    counts.met,
    judged,
  )}</small></p><p class="n">${answer === 'yes' ? question.yes[lang] : answer === 'no' ? question.no[lang] : null}</p><p class="n">${n.deciding[answer]}</p><ul>${deciding
    .slice(0, shown)
    .map(
      ({ clause, result }) =>
        html`<li><a href="#${clause.id}">${clause.id}</a> ${clause.text[lang]} <span class="result ${resultClass[result]}">${n.results[result]}</span></li>`,
    )}</ul>${rest > 0 ? html`<p class="n">${n.more(rest)}</p>` : null}</div>`;
}

function normSection({ prefix, findings }: NormFindings, context: ReportContext): Section {
  const { words, data, lang } = context;
  const n = words.norms;
  const norm = data.norms.find(({ clauseSet }) => clauseSet?.prefix === prefix);
  const isOpen = ({ result }: ClauseFinding) =>
    result === 'not met' || result === 'not known' || result === 'needs review';
  const open = findings.filter(isOpen);
  const rest = findings.filter((finding) => !isOpen(finding));
  return {
    id: `norm-${prefix}`,
    title: norm?.short[lang] ?? prefix,
    body: html`${norm?.clauseSet?.advisory ? html`<p class="note">${n.advisory}</p>` : null}${resultBar(findings, context)}<h3>${n.toDo}</h3>${
      open.length === 0 ? html`<p>${n.toDoNone}</p>` : clauseTable(open, context)
    }${
      rest.length === 0
        ? null
        : html`<details class="table-box"><summary>${n.others(rest.length)}</summary>${clauseTable(rest, context)}</details>`
    }`,
  };
}

/** The number of clauses by result, in words and as a bar. */
function resultBar(findings: readonly ClauseFinding[], { words }: ReportContext): Html {
  const order: readonly ClauseResult[] = ['met', 'not met', 'not known', 'needs review', 'not applicable'];
  const counts = order
    .map((result) => ({ result, count: findings.filter((finding) => finding.result === result).length }))
    .filter(({ count }) => count > 0);
  return html`<p class="results">${counts.map(
    ({ result, count }) =>
      html`<span class="result ${resultClass[result]}">${words.norms.results[result]} <b>${count}</b></span> `,
  )}</p>`;
}

function clauseTable(findings: readonly ClauseFinding[], { words, lang }: ReportContext): Html {
  const c = words.norms.columns;
  return html`<div class="scroll" tabindex="0"><table class="clauses"><thead><tr><th scope="col">${c.clause}</th><th scope="col">${c.requirement}</th><th scope="col">${c.result}</th><th scope="col">${c.evidence}</th></tr></thead><tbody>${findings.map(
    ({ clause, result, evidence }) =>
      html`<tr id="${clause.id}"><th scope="row">${clause.id}<br><small>${clause.at}</small></th><td>${clause.text[lang]}${
        clause.inferred ? html` <span class="inferred">${words.norms.inferred}</span>` : null
      }</td><td><span class="result ${resultClass[result]}">${words.norms.results[result]}</span></td><td>${evidenceList(
        evidence,
        lang,
      )}${
        result === 'not known'
          ? html`<p class="note">${words.norms.missing}${words.colon}${clause.missing[lang]}</p>`
          : null
      }</td></tr>`,
  )}</tbody></table></div>`;
}

/** The evidence for a result, with file and line. */
export function evidenceList(evidence: readonly Evidence[], lang: 'zh' | 'en'): Html {
  if (evidence.length === 0) return html`—`;
  return html`<ul>${evidence.map(
    ({ text, file, line }) =>
      html`<li>${text[lang]}${
        file === null ? null : html` <cite>${file}${line === null ? '' : `:${line}`}</cite>`
      }</li>`,
  )}</ul>`;
}

function physicians(list: readonly Qualified[], { words, lang }: ReportContext): Html {
  const n = words.norms;
  if (list.length === 0) return html`<p>${n.physicianNone}</p>`;
  const c = n.physicianColumns;
  const standing = {
    qualified: 'met',
    equivalent: 'met',
    exempt: 'met',
    missing: 'not_met',
    'not known': 'open',
  } as const;
  return html`<p class="note">${n.physiciansLead}</p><div class="scroll" tabindex="0"><table class="clauses"><thead><tr><th scope="col">${c.person}</th><th scope="col">${c.technique}</th><th scope="col">${c.status}</th><th scope="col">${c.clauses}</th></tr></thead><tbody>${list.map(
    ({ person, technique, status, by, clauses }) =>
      html`<tr><th scope="row">${person.title ?? '—'} <code>${person.id}</code>${
        person.file === null
          ? null
          : html`<br><span class="file">${person.file}${person.line === null ? '' : `:${person.line}`}</span>`
      }</th><td>${technique}</td><td><span class="result ${standing[status]}">${n.physicianStatus[status]}</span>${
        by === null ? null : html` <small>${by}</small>`
      }</td><td><ul>${clauses.map(
        ({ id, title, result }) =>
          html`<li><span class="result ${resultClass[result]}">${n.results[result]}</span> ${id} ${title[lang]}</li>`,
      )}</ul></td></tr>`,
  )}</tbody></table></div>`;
}

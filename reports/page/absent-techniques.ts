import type { Technology } from '../../pipeline/technology/technology.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { ownRows } from '../read/own-rows.js';
import { hospitalWords } from '../words/hospital.js';

/**
 * Of each technique of which a hospital has no figure one sentence why: its files were refused, it reported none, it practises it and never
 * sent any, or it does not practise it, which is no missing data. One sentence for all where nothing ever came.
 */
export function absentTechniques(
  hospital: string,
  technologies: readonly Technology[],
  context: ReportContext,
): Html | null {
  const w = hospitalWords[context.lang].absent;
  const absent = technologies.filter((technology) => !hasFigures(hospital, technology, context));
  if (absent.length === 0) return null;
  const hasSent =
    ownRows('freshness', hospital, context).some(({ data_through }) => data_through !== null) ||
    ownRows('submissions', hospital, context).some(({ status }) => status !== 'missing');
  if (!hasSent && absent.length === technologies.length) return html`<p class="note">${w.nothing}</p>`;
  return html`<ul class="n absent">${absent.map((technology) => html`<li>${whyAbsent(hospital, technology, context)}</li>`)}</ul>`;
}

function hasFigures(hospital: string, { cases }: Technology, { data, index }: ReportContext): boolean {
  return data.indicators.some(
    (indicator) =>
      indicator.of === cases && index.ofUnit(indicator, { level: 'hospital', unit: hospital }).length > 0,
  );
}

function whyAbsent(hospital: string, { id, cases, title }: Technology, context: ReportContext): string {
  const { lang, data } = context;
  const w = hospitalWords[lang].absent;
  const refused = ownRows('submissions', hospital, context).filter(
    ({ table, status }) => status === 'refused' && (table === cases.name || table === null),
  );
  const own = ownRows('freshness', hospital, context).find(({ table }) => table === cases.name);
  const [compliance] = ownRows('compliance', hospital, context);
  const practises = compliance?.norms.some(
    ({ prefix }) =>
      data.norms.find(({ clauseSet }) => clauseSet?.prefix === prefix)?.clauseSet?.technique === id,
  );
  if (refused.length > 0) return w.refused(title[lang], String(refused.length));
  if (own?.expected_from === 'zero report') return w.zero(title[lang]);
  if (own && own.data_through !== null) return w.stopped(title[lang], own.data_through);
  return practises ? w.silent(title[lang]) : w.notPractised(title[lang]);
}

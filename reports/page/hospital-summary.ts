import type { ReportContext } from '../data/report-context.js';
import { printCount } from '../print/number.js';
import { ownJudged } from '../read/own-judged.js';
import { ownRows } from '../read/own-rows.js';
import { hospitalWords } from '../words/hospital.js';
import { standingOf } from './judgement.js';

/** Most names in a line of a message. */
const most = 6;

/** What a message to a hospital says of its month, without the head: a line a matter. The same data give the same lines. */
export function hospitalSummary(hospital: string, context: ReportContext): string[] {
  const { lang, words } = context;
  const w = hospitalWords[lang];
  const judged = ownJudged(hospital, standingOf, context).filter(
    ({ figure }) => figure.applies === 'binding',
  );
  const count = (standing: (typeof judged)[number]['standing']) =>
    judged.filter((row) => row.standing === standing);
  const parts = (['not_met', 'cannot_tell', 'met', 'none'] as const).flatMap((standing) =>
    count(standing).length === 0 ? [] : [w.standing.counts[standing](printCount(count(standing).length))],
  );
  const below = count('not_met').map(({ indicator }) => indicator.title[lang]);
  const named =
    below.slice(0, most).join(words.comma) +
    (below.length > most ? ` ${w.summary.more(printCount(below.length))}` : '');
  return [
    judged.length === 0
      ? context.index.hasFigures(hospital)
        ? w.standing.nothingBinds
        : w.absent.nothing
      : w.standing.summary(parts, printCount(judged.length)),
    ...(below.length > 0 ? [w.summary.below(named)] : []),
    ...reviewLine(hospital, context),
    ...correctLine(hospital, context),
  ];
}

function reviewLine(hospital: string, context: ReportContext): string[] {
  const w = hospitalWords[context.lang];
  const rows = ownRows('review', hospital, context);
  if (rows.length === 0) return [];
  const sum = (...states: (typeof rows)[number]['state'][]) =>
    printCount(rows.reduce((total, { state, cases }) => total + (states.includes(state) ? cases : 0), 0));
  return [w.summary.review(w.review.total(sum('failed'), sum('unknown', 'undated'), sum('pending')))];
}

function correctLine(hospital: string, context: ReportContext): string[] {
  const w = hospitalWords[context.lang];
  const problems = ownRows('problems', hospital, context);
  const count = (severity: (typeof problems)[number]['severity']) =>
    problems.filter((problem) => problem.severity === severity).length;
  return [
    ...(count('refusal') > 0 ? [w.summary.correct(w.correct.refused(printCount(count('refusal'))))] : []),
    ...(count('error') > 0 ? [w.summary.correct(w.correct.held(printCount(count('error'))))] : []),
  ];
}

/** What a message to the centre's director says: who certainly misses a requirement that binds, who sent nothing, what was refused. */
export function centreSummary(context: ReportContext): string[] {
  const { data, lang, hospitals, words } = context;
  const w = hospitalWords[lang].summary;
  const short = (names: readonly string[]) =>
    names.slice(0, most).join(words.comma) +
    (names.length > most ? ` ${w.moreHospitals(printCount(names.length))}` : '');
  const below = new Map<string, string[]>();
  for (const hospital of hospitals)
    for (const { indicator, figure, standing } of ownJudged(hospital, standingOf, context))
      if (figure.applies === 'binding' && standing === 'not_met') {
        const title = indicator.title[lang];
        below.set(title, [...(below.get(title) ?? []), hospital]);
      }
  const silent = hospitals.filter((hospital) =>
    ownRows('submissions', hospital, context).every(({ status }) => status === 'missing'),
  );
  const refused = data.submissions.filter(({ status }) => status === 'refused').length;
  return [
    ...(below.size === 0
      ? [w.below(w.none)]
      : [...below].map(([title, codes]) => w.below(w.hospitals(title, short(codes))))),
    ...(silent.length > 0 ? [w.silent(short(silent))] : []),
    ...(refused > 0 ? [w.refused(printCount(refused))] : []),
  ];
}

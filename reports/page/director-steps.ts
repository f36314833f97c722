import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { printCount } from '../print/number.js';
import { type HospitalSteps, type NextStep, nextSteps } from '../read/next-steps.js';
import { hospitalLink } from './hospital-link.js';
import { longList } from './long-list.js';

const mostHospitals = 6;
const mostSteps = 2;

/** What to do, hospital by hospital. */
export function directorSteps(context: ReportContext): Html {
  const w = context.words.director.steps;
  const all = nextSteps(context);
  if (all.length === 0) return html`<p>${w.none}</p>`;
  return html`<p class="n">${context.data.priority?.some(({ first }) => first) ? w.byPriority : w.bySize}</p>${longList(
    all.map((one) => line(one, context)),
    mostHospitals,
    context.words.director.more,
  )}`;
}

function line({ hospital, isUrgent, steps }: HospitalSteps, context: ReportContext): Html {
  const { words } = context;
  const rest = steps.length - mostSteps;
  return html`${isUrgent ? html`<span class="tag">${words.director.steps.urgent}</span> ` : null}${hospitalLink(hospital, context)}${words.colon}${steps
    .slice(0, mostSteps)
    .map((step) => stepText(step, context))
    .join(words.semicolon)}${
    rest > 0
      ? html`${words.semicolon}<span class="n">${words.director.steps.others(String(rest))}</span>`
      : null
  }`;
}

/** A step in words. */
export function stepText(step: NextStep, context: ReportContext): string {
  const { words } = context;
  const w = words.director.steps;
  switch (step.do) {
    case 'call about edits':
      return w.edited(printCount(step.cases), titleOf(step.code, context));
    case 'call about one way':
      return w.oneWay(printCount(step.cases), step.towards);
    case 'ask again':
      return w.refused(step.table === null ? lastPart(step.file) : words.table(step.table));
    case 'ask for':
      return step.table === null ? w.missingAll : w.missing(words.table(step.table));
    case 'review':
      return w.review(printCount(step.cases), titleOf(step.code, context));
    case 'review duties':
      return w.duties(printCount(step.cases), titleOf(step.code, context), step.indicators - 1);
    case 'talk about volume':
      return w.volume(titleOf(step.code, context));
    case 'fill in':
      return w.fill(printCount(step.cases), titleOf(step.code, context), step.indicators - 1);
    case 'look at signal':
      return w.signal(titleOf(step.code, context));
    case 'watch':
      return w.watch(titleOf(step.code, context));
  }
}

const titleOf = (code: string, { data, lang }: ReportContext) =>
  data.indicators.find((indicator) => indicator.code === code)?.title[lang] ?? code;

const lastPart = (path: string) => path.slice(path.lastIndexOf('/') + 1);

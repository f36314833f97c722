import { monthNumber } from '../../pipeline/define/periods.js';
import { groupBy } from '../../pipeline/message/group-by.js';
import type { ChangedSide, EditedOutcomes, JudgedOtherwise } from '../../pipeline/restate/change-summary.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { printCount } from '../print/number.js';
import { hospitalLink } from './hospital-link.js';
import { longList } from './long-list.js';
import { periodWords } from './period-words.js';

const mostLines = 3;

/** Most edits that are told here; a page of every one of a large province is no summary. */
const mostEdits = 23;

/** What is given otherwise than was published: edited outcomes first, then other verdicts with their causes. */
export function directorChanges(context: ReportContext): Html {
  const { data, words } = context;
  const w = words.director.changes;
  const { changes } = data;
  if (changes === null) return html`<p>${w.first}</p>`;
  const { counted, edited, oneWay, judged, since } = changes;
  const head = html`<p class="n">${w.since(since)}</p>${gap(since, context)}`;
  if (counted.figures + counted.running === 0) return html`${head}<p>${w.none}</p>`;
  const edits = [
    ...[...groupBy(edited, ({ hospital }) => hospital)].map(([hospital, own]) =>
      editedLine(hospital, own, context),
    ),
    ...oneWay.map(
      ({ hospital_id, towards, cases }) =>
        html`${hospitalLink(hospital_id, context)}${words.colon}${w.oneWay(printCount(cases), towards)}`,
    ),
  ];
  return html`${head}${
    edits.length === 0
      ? null
      : html`<p class="edited"><b>${w.edited(printCount(counted.better))}</b> <span class="n">${w.editedNote}</span></p>${longList(edits.slice(0, mostEdits), mostLines, words.director.moreLines)}${
          edits.length > mostEdits
            ? html`<p class="n">${w.editedRest(printCount(edits.length - mostEdits))}</p>`
            : null
        }`
  }<p><b>${w.verdicts(printCount(counted.verdicts))}</b></p>${longList(
    judged.map((one) => judgedLine(one, context)),
    mostLines,
    words.director.moreLines,
  )}<p class="n">${w.figures(printCount(counted.figures), printCount(counted.running))}${words.semicolon}${w.all}</p>`;
}

/** A hospital's edits, by the indicator with most of them; one case may stand in several indicators. */
function editedLine(hospital: string, own: readonly EditedOutcomes[], context: ReportContext): Html {
  const { words } = context;
  const [first] = own;
  const others = own.length - 1;
  return html`${hospitalLink(hospital, context)} <span class="code">${first?.code}</span> ${words.director.changes.cases(
    printCount(first?.cases ?? 0),
  )}${others > 0 ? html` <span class="n">${words.brackets(words.director.steps.others(String(others)))}</span>` : null}`;
}

/** Months between the last publication and this one that were not published. */
function gap(since: string, { data, words }: ReportContext): Html | null {
  const before = since.slice(0, 7);
  const months = monthNumber(data.month) - monthNumber(before) - 1;
  return months > 0
    ? html`<p class="warning">${words.director.changes.gap(before, String(months))}</p>`
    : null;
}

function judgedLine(one: JudgedOtherwise, context: ReportContext): Html {
  const { words } = context;
  const w = words.director.changes;
  const unit =
    one.level === 'hospital'
      ? hospitalLink(one.unit, context)
      : html`${one.level === 'province' ? words.province : one.unit}`;
  const causes = [...one.causes.map((cause) => w.causes[cause]), ...(one.byThreshold ? [w.threshold] : [])];
  return html`${unit} <span class="code">${one.code}</span> <span class="n">${periodWords(context, one)}</span> ${sideText(
    one.was,
    context,
  )} → ${sideText(one.now, context)} <span class="n">${words.brackets(
    causes.length === 0 ? w.unknown : causes.join(words.comma),
  )}</span>`;
}

/** `12/27 符合`: the counts and what the norm says of them. */
function sideText(
  { numerator, denominator, formal, verdict }: ChangedSide,
  { words }: ReportContext,
): string {
  const counts = [numerator, denominator].map((count) => (count === null ? '—' : printCount(count)));
  const word =
    formal !== null
      ? words.formal[formal]
      : verdict === 'cannot_tell'
        ? words.open.incomplete
        : words.director.changes.none_judged;
  return `${denominator === null ? counts[0] : counts.join('/')} ${word}`;
}

import { technologies } from '../../pipeline/technology/index.js';
import { isListed, type ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { printCount } from '../print/number.js';
import { type Practice, practiceOf } from '../read/practice.js';
import { hospitalLink } from './hospital-link.js';
import { longList } from './long-list.js';

const mostLines = 4;

/** Whose data are refused, missing or old; a hospital without such a programme is counted apart and owes nothing. */
export function directorData(context: ReportContext): Html {
  const { words } = context;
  const w = words.director.data;
  const lines = [...refusedLines(context), ...dueLines(context)];
  return html`${wholeMonth(context)}${
    lines.length === 0 ? html`<p>${w.none}</p>` : longList(lines, mostLines, words.director.moreLines)
  }<p class="n">${notes(context).join(' ')} <a href="quality.html">${w.all}</a></p>`;
}

/** A sentence for a month of which nothing came, or nothing could be taken in. */
function wholeMonth({ data, words }: ReportContext): Html | null {
  const w = words.director.data;
  const files = data.submissions.filter(({ status }) => status !== 'missing');
  if (files.length === 0) return html`<p class="warning">${w.nothing}</p>`;
  return files.every(({ status }) => status === 'refused')
    ? html`<p class="warning">${w.allRefused(printCount(files.length))}</p>`
    : null;
}

function refusedLines(context: ReportContext): Html[] {
  const { data, words } = context;
  return data.submissions
    .filter(({ status }) => status === 'refused')
    .map(
      ({ hospital_id, table, file }) =>
        html`<b>${words.director.data.refused}</b> ${hospitalLink(hospital_id, context)} ${
          table === null ? (file ?? '').slice((file ?? '').lastIndexOf('/') + 1) : words.table(table)
        }`,
    );
}

/** One line a hospital: what it owes, technology by technology. */
function dueLines(context: ReportContext): Html[] {
  return context.hospitals
    .filter((hospital) => isListed(context, hospital))
    .flatMap((hospital) => {
      const due = technologies
        .map((technology) => ({ technology, practice: practiceOf(hospital, technology, context) }))
        .filter(({ practice }) => practice.state === 'old' || practice.state === 'missing');
      if (due.length === 0) return [];
      const texts = due.map(
        ({ technology, practice }) => `${technology.name[context.lang]} ${oldText(practice, context)}`,
      );
      const isNever =
        due.length === technologies.length && due.every(({ practice }) => practice.through === null);
      const { words } = context;
      return [
        html`<b>${words.director.data.missing}</b> ${hospitalLink(hospital, context)} ${
          isNever ? words.director.data.never : texts.join(words.semicolon)
        }`,
      ];
    });
}

const oldText = ({ through }: Practice, { words }: ReportContext) =>
  through === null ? words.director.data.never : words.director.data.old(through);

function notes(context: ReportContext): string[] {
  const { data, words, hospitals, lang } = context;
  const w = words.director.data;
  const held = data.submissions.filter(({ held_back }) => held_back > 0);
  const rows = held.reduce((sum, { held_back }) => sum + held_back, 0);
  const owners = new Set(held.map(({ hospital_id }) => hospital_id)).size;
  return [
    ...(rows > 0 ? [w.heldBack(printCount(rows), printCount(owners)) + words.stop] : []),
    ...(data.toRenew.length > 0
      ? [w.toRenew(data.toRenew.map(({ month }) => month).join(words.comma)) + words.stop]
      : []),
    ...technologies.flatMap((technology) => {
      const without = hospitals.filter(
        (hospital) =>
          isListed(context, hospital) && practiceOf(hospital, technology, context).state === 'none',
      ).length;
      return without > 0 ? [w.notPractised(technology.name[lang], printCount(without))] : [];
    }),
  ];
}

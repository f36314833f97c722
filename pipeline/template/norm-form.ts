import { type ClauseSet, type Item, itemsOf } from '../define/index.js';
import { profileItems } from '../stage/profile-items.js';
import { reviewClauses, reviews } from '../stage/reviews.js';
import type { AnyTable } from '../stage/table.js';
import type { Cell, ColumnCheck, Sheet } from '../workbook/sheet.js';
import { type WrittenWorkbook, writeWorkbook } from '../workbook/write-workbook.js';
import { fieldCheck } from './field-check.js';
import { fieldWords } from './field-words.js';
import { instructionSheet, templateHeader } from './template-workbook.js';

/** What is filled in before a form goes out; blank cells are left to whoever fills it in. */
export interface Prefilled {
  readonly hospital?: string;
  /** The day of the statements or of the review. */
  readonly asOf?: string;
}

/** What a hospital may answer, in words. */
function allowed({ answer, choices, range }: Item): string {
  switch (answer) {
    case 'yes/no':
      return '是 / 否';
    case 'text':
      return choices.join(' / ');
    case 'date':
      return '日期，如 2026-03-05';
    case 'number':
      return range ? `数字，${range[0]} – ${range[1]}` : '数字';
  }
}

/**
 * The blank profile of a norm: a row per question, in the order of the clauses, with the words and limits of its answer.
 * Nobody types the number of an item, and what is left blank states nothing.
 */
export function profileForm(set: ClauseSet, { hospital = '', asOf = '' }: Prefilled): WrittenWorkbook {
  const seen = new Set<Item>();
  const questions = set.clauses.flatMap(({ at, rule }) =>
    itemsOf(rule).flatMap((item) => {
      if (seen.has(item)) return [];
      seen.add(item);
      return [{ at, item }];
    }),
  );
  const rows = questions.map(({ at, item }) => ({
    hospital_id: hospital,
    as_of: asOf,
    item: locked(item.id),
    place: locked(at),
    question: locked(item.question.zh),
    unit: locked(item.unit),
    allowed: locked(allowed(item)),
  }));
  const words = [...new Set(questions.map(({ item }) => listOf(item).join('/')))];
  const checks = words.map((key): ColumnCheck => {
    const of = questions.map(({ item }) => listOf(item).join('/') === key);
    const first = questions.find(({ item }) => listOf(item).join('/') === key);
    return {
      column: columnOf(profileItems, 'value'),
      rows: runsOf(of),
      list: first ? listOf(first.item) : [],
      title: '数值',
      prompt: '不知道时留空，不填 0。\nLeave blank what is not known.',
    };
  });
  return formOf(profileItems, rows, checks);
}

const listOf = ({ answer, choices }: Item): readonly string[] =>
  answer === 'yes/no' ? ['是', '否'] : choices;

/** The blank review of a norm: a row per clause that a reviewer judges, with the points it is worth. */
export function reviewForm(set: ClauseSet, { hospital = '', asOf = '' }: Prefilled): WrittenWorkbook {
  const rows = reviewClauses
    .filter(({ clause }) => clause.id.startsWith(`${set.prefix}-`))
    .map(({ clause, cap }) => ({
      hospital_id: hospital,
      review_on: asOf,
      clause: locked(clause.id),
      place: locked(clause.at),
      requirement: locked(clause.text.zh),
      cap: locked(cap === null ? '不计分' : String(cap)),
    }));
  return formOf(reviews, rows, []);
}

const locked = (value: string): Cell => ({ value, look: 'locked' });

function columnOf(table: AnyTable, field: string): number {
  return Object.keys(table.spec.fields).indexOf(field) + 1;
}

/** The rows of a form, below its header, of which something is true: first and last of each run. */
function runsOf(of: readonly boolean[]): (readonly [number, number])[] {
  const runs: [number, number][] = [];
  of.forEach((is, i) => {
    if (!is) return;
    const row = i + 2;
    const last = runs.at(-1);
    if (last && last[1] === row - 1) last[1] = row;
    else runs.push([row, row]);
  });
  return runs;
}

/** A form: the table's own headers, filled-in rows, and the sheet that explains every field. */
function formOf(
  table: AnyTable,
  rows: readonly Readonly<Record<string, Cell>>[],
  checks: readonly ColumnCheck[],
): WrittenWorkbook {
  const names = Object.keys(table.spec.fields);
  const fields = Object.entries(table.spec.fields).map(([name, field]) => fieldWords(name, field));
  const checked = new Set(checks.map(({ column }) => column));
  const wide: Readonly<Record<string, number>> = { question: 60, requirement: 60, evidence: 24, note: 24 };
  const entry: Sheet = {
    name: table.spec.title.zh,
    widths: names.map((name) => wide[name] ?? 14),
    frozen: { rows: 1, columns: 3 },
    rows: [
      fields.map((words) => ({
        value: templateHeader(words),
        look: words.required ? ('required' as const) : ('header' as const),
      })),
      ...rows.map((row) => names.map((name) => row[name] ?? '')),
    ],
    checks: [
      ...checks,
      ...fields.map((words, at) => fieldCheck(at + 1, words)).filter(({ column }) => !checked.has(column)),
    ],
  };
  return writeWorkbook([entry, instructionSheet(table, fields)]);
}

import { profileItems } from '../contract/profile-items.js';
import { reviewClauses, reviews } from '../contract/reviews.js';
import { type ClauseSet, type Item, itemsOf } from '../define/index.js';
import type { AnyTable } from '../define/table.js';
import type { Cell, ColumnCheck, Sheet } from '../workbook/sheet.js';
import { type WrittenWorkbook, writeWorkbook } from '../workbook/write-workbook.js';
import { fieldCheck } from './field-check.js';
import { fieldWords } from './field-words.js';
import { instructionSheet, templateHeader } from './template-workbook.js';

/** What is filled in before a form is sent out; blank cells are left to the recipient. */
export interface Prefilled {
  readonly hospital?: string;
  /** The day of the statements or of the review. */
  readonly asOf?: string;
}

/** The allowed answers to an item, in words. */
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

/** The questions in the form of a norm, each with the place of its first clause. */
function questionsOf(set: ClauseSet): readonly { readonly at: string; readonly item: Item }[] {
  const places = new Map<Item, string>();
  for (const { at, rule } of set.clauses)
    for (const item of itemsOf(rule))
      if (item.id.startsWith(`${set.prefix}-`) && !places.has(item)) places.set(item, at);
  return [...places].map(([item, at]) => ({ at, item }));
}

/**
 * The blank profile of a norm: a row per question, in clause order, with the words and limits of its answer. Nobody types the number of an
 * item, and a blank states nothing.
 *
 * A question that belongs to another norm stands only in that norm's form: in two forms of one day, a blank row would contradict an
 * answered one, and both would be held back.
 */
export function profileForm(set: ClauseSet, { hospital = '', asOf = '' }: Prefilled): WrittenWorkbook {
  const questions = questionsOf(set);
  const rows = questions.map(({ at, item }) => ({
    hospital_id: hospital,
    as_of: asOf,
    item: locked(item.id),
    place: locked(at),
    question: locked(item.question.zh),
    unit: locked(item.unit),
    allowed: locked(allowed(item)),
  }));
  const checks = checksBy(
    questions.map(({ item }) => item),
    (item) => `${allowed(item)}；${item.unit}`,
    (item) => ({
      column: columnOf(profileItems, 'value'),
      list: item.answer === 'yes/no' ? ['是', '否'] : item.choices,
      title: '数值',
      prompt: `${allowed(item)}${item.unit === '' ? '' : `；单位 ${item.unit}`}。不知道时留空，不填 0。\nLeave blank what is not known.`,
    }),
  );
  return formOf(profileItems, rows, checks);
}

/** The blank review of a norm: a row per clause that a reviewer judges, with its points. */
export function reviewForm(set: ClauseSet, { hospital = '', asOf = '' }: Prefilled): WrittenWorkbook {
  const reviewed = reviewClauses.filter(({ clause }) => clause.id.startsWith(`${set.prefix}-`));
  const rows = reviewed.map(({ clause, cap }) => ({
    hospital_id: hospital,
    review_on: asOf,
    clause: locked(clause.id),
    place: locked(clause.at),
    requirement: locked(clause.text.zh),
    cap: locked(cap === null ? '不计分' : String(cap)),
  }));
  const checks = checksBy(
    reviewed.map(({ cap }) => cap),
    String,
    (cap) => ({
      column: columnOf(reviews, 'score'),
      list: [],
      title: '得分',
      prompt:
        cap === null
          ? '该条款不计分，只填结论。\nNo points: fill in the verdict only.'
          : `0 – ${cap} 分；未评审时留空。\n0 – ${cap} points; leave blank what was not reviewed.`,
    }),
  );
  return formOf(reviews, rows, checks);
}

const locked = (value: string): Cell => ({ value, look: 'locked' });

function columnOf(table: AnyTable, field: string): number {
  return Object.keys(table.spec.fields).indexOf(field) + 1;
}

/** One check for all rows of the same kind, with their ranges of rows; the first row stands below the header. */
function checksBy<T>(
  of: readonly T[],
  kind: (row: T) => string,
  check: (row: T) => Omit<ColumnCheck, 'rows'>,
): ColumnCheck[] {
  const kinds = new Map<string, { row: T; runs: [first: number, last: number][] }>();
  of.forEach((row, i) => {
    const at = i + 2;
    const found = kinds.get(kind(row)) ?? { row, runs: [] };
    kinds.set(kind(row), found);
    const last = found.runs.at(-1);
    if (last && last[1] === at - 1) last[1] = at;
    else found.runs.push([at, at]);
  });
  return [...kinds.values()].map(({ row, runs }) => ({ ...check(row), rows: runs }));
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

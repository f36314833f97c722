import { tableByName } from '../contract/tables.js';
import { fold, isMissing } from '../define/cells/index.js';
import type { Field } from '../define/field.js';
import type { AnyTable } from '../define/table.js';
import { type HeaderDictionary, searchHeaderRow } from '../read/header.js';
import { headerKey, isUnit, splitUnit } from '../read/header-key.js';
import { clip } from '../read/messages.js';
import { draftWords } from './draft-words.js';
import { type Sample, sampledRows } from './sample-file.js';
import { mostSimilar, similarity } from './similar.js';

/** A mapping file with gaps. It is refused while it has a `todo`, so that no guess is used unread. */
export interface DraftMapping {
  readonly hospital: string;
  readonly todo: readonly string[];
  readonly tables: Readonly<Record<string, DraftTable>>;
}

export interface DraftTable {
  headers?: Record<string, string>;
  values?: Record<string, Record<string, string>>;
  units?: Record<string, { factor: string; unit: string }>;
}

export interface SuggestOptions {
  readonly hospital: string;
  /** The table of all samples; recognised by the header when absent. */
  readonly table?: string;
  readonly lang: 'zh' | 'en';
}

/** A sample with the name people know it by. */
export interface NamedSample extends Sample {
  readonly name: string;
}

const mostCodes = 50;
const headerWithin = 20;

/**
 * Drafts a mapping for what the dictionaries do not know in the first rows of some files: unrecognised columns, missing required columns,
 * units that differ and codes of choices.
 *
 * A guess is filled in only where both name and values support it, and is always listed in `todo`. Of the cells only short codes of choice
 * columns are shown, never those of personal or free-text columns. The same input gives the same draft.
 */
export function suggestMapping(
  samples: readonly NamedSample[],
  dictionaries: readonly HeaderDictionary[],
  options: SuggestOptions,
): DraftMapping {
  const words = draftWords[options.lang];
  const tables = new Map<string, DraftTable>();
  const todo: string[] = [];
  for (const sample of samples) {
    const found = findHeader(sample, dictionaries, options.table);
    if (found === null) todo.push(words.noHeader(sample.name));
    else new TableDraft(found, tables, todo, options.lang).add();
  }
  const unique = [...new Set(todo)];
  const sorted = [...tables].filter(([, draft]) => Object.keys(draft).length > 0);
  return {
    hospital: options.hospital,
    todo: unique.length === 0 && sorted.length === 0 ? [] : [words.start(sampledRows), ...unique],
    tables: Object.fromEntries(sorted),
  };
}

interface FoundTable {
  readonly table: AnyTable;
  readonly dictionary: HeaderDictionary;
  readonly header: readonly string[];
  readonly columns: readonly (string | null)[];
  /** The filled cells below the header, by column. */
  readonly cells: readonly (readonly string[])[];
}

/** The header row of a sample and its table; null where no row is similar enough to a header. */
function findHeader(
  { rows }: Sample,
  dictionaries: readonly HeaderDictionary[],
  tableName: string | undefined,
): FoundTable | null {
  const allowed = dictionaries.filter(({ table }) => tableName === undefined || table === tableName);
  const head = rows.slice(0, headerWithin).map((cells, at) => ({ line: at, lines: 1, cells }));
  const known = searchHeaderRow(head, allowed, { hospitalFromFolder: true });
  const like = known !== null && known.matched >= 2 ? null : mostLikeHeader(head, allowed);
  const dictionary = like?.dictionary ?? known?.dictionary;
  const row = like?.row ?? known?.row;
  const table = tableByName.get(dictionary?.table ?? '');
  if (!dictionary || !row || !table || (like === null && (known?.matched ?? 0) < 2)) return null;
  const columns =
    like === null ? (known?.columns ?? []) : (searchHeaderRow([row], [dictionary])?.columns ?? []);
  const below = rows.slice(row.line + 1);
  const cells = row.cells.map((_, i) =>
    below.map((cells) => fold(cells[i] ?? '')).filter((cell) => !isMissing(cell)),
  );
  return { table, dictionary, header: row.cells, columns, cells };
}

interface HeadRow {
  readonly line: number;
  readonly lines: number;
  readonly cells: readonly string[];
}

/** The row and table with the most cells similar to headers: at least three, and half of the row. */
function mostLikeHeader(rows: readonly HeadRow[], dictionaries: readonly HeaderDictionary[]) {
  let best: { dictionary: HeaderDictionary; row: HeadRow; score: number } | null = null;
  for (const row of rows) {
    const filled = row.cells.filter((cell) => cell.trim() !== '');
    for (const dictionary of dictionaries) {
      const names = dictionary.fields.flatMap(({ headers }) => headers);
      const scores = filled
        .filter(isHeaderLike)
        .map((cell) => Math.max(0, ...names.map((name) => similarity(cell, name))));
      const alike = scores.filter((score) => score >= 0.45);
      if (alike.length < 3 || alike.length * 2 < filled.length) continue;
      const score = alike.reduce((sum, one) => sum + one, 0);
      if (best === null || score > best.score + 1e-9) best = { dictionary, row, score };
    }
  }
  return best;
}

/** Whether a cell can be a header: none is long or holds numbers as long as a phone's or an identity's. */
const isHeaderLike = (cell: string) => cell.length <= 60 && !/\d{5}/.test(cell.normalize('NFKC'));

interface Candidate {
  readonly field: string;
  readonly name: number;
  /** How many of the column's values the field accepts. */
  readonly accepted: number;
  readonly filled: number;
  readonly score: number;
}

interface Guess {
  readonly likely: boolean;
  /** Best first; three at most. */
  readonly candidates: readonly Candidate[];
}

/** Drafts the columns of one sample. */
class TableDraft {
  readonly #found: FoundTable;
  readonly #draft: DraftTable;
  readonly #todo: string[];
  readonly #lang: 'zh' | 'en';

  constructor(found: FoundTable, tables: Map<string, DraftTable>, todo: string[], lang: 'zh' | 'en') {
    this.#found = found;
    this.#todo = todo;
    this.#lang = lang;
    this.#draft = tables.get(found.table.name) ?? {};
    tables.set(found.table.name, this.#draft);
  }

  add(): void {
    const { header, columns } = this.#found;
    const fields = [...columns];
    const open = header.flatMap((name, i) => (columns[i] == null && name.trim() !== '' ? [i] : []));
    const unknown: string[] = [];
    const guesses = this.#assign(open.filter((i) => isHeaderLike(header[i] ?? '')));
    for (const i of open) {
      const name = (header[i] ?? '').trim();
      const guess = guesses.get(i);
      const [best] = guess?.candidates ?? [];
      if (guess === undefined || best === undefined) unknown.push(clip(name));
      else if (guess.likely) {
        this.#likely(name, best, i);
        fields[i] = best.field;
      } else this.#possible(name, guess.candidates);
    }
    fields.forEach((field, i) => {
      const isOurs = field !== null && Object.hasOwn(this.#found.table.spec.fields, field);
      if (isOurs) this.#values(field, (header[i] ?? '').trim(), this.#found.cells[i] ?? []);
    });
    for (const field of this.#found.dictionary.fields) {
      if (!field.required || field.name === 'hospital_id' || fields.includes(field.name)) continue;
      this.#todo.push(this.#words.missing(this.#shown(field.name)));
    }
    if (unknown.length > 0)
      this.#todo.push(this.#words.unknown(unknown.map((name) => `“${name}”`).join(this.#words.join)));
  }

  get #words() {
    return draftWords[this.#lang];
  }

  /** The guess for each open column: likely where name and values support one field alone. */
  #assign(open: readonly number[]): Map<number, Guess> {
    const free = Object.keys(this.#found.table.spec.fields).filter(
      (field) => !this.#found.columns.includes(field),
    );
    const ranked = new Map(open.map((column) => [column, this.#ranked(column, free)]));
    const claims = [...ranked].flatMap(([column, [best, second]]) =>
      best && this.#isClear(best, second) ? [{ column, field: best.field }] : [],
    );
    return new Map(
      [...ranked].map(([column, candidates]) => {
        const claim = claims.find((c) => c.column === column);
        const rivals = claims.filter(({ field }) => field === claim?.field);
        return [column, { likely: claim !== undefined && rivals.length === 1, candidates }];
      }),
    );
  }

  #ranked(column: number, fields: readonly string[]): Candidate[] {
    return fields
      .map((field) => this.#candidate(field, column))
      .filter(({ score, name }) => score >= 0.35 && name > 0.2)
      .sort((a, b) => b.score - a.score)
      .slice(0, 3);
  }

  #isClear(best: Candidate, second: Candidate | undefined): boolean {
    const fits = best.accepted * 10 >= best.filled * 9 || this.#isCoded(best.field);
    return best.name >= 0.6 && best.score - (second?.score ?? 0) >= 0.15 && fits;
  }

  #candidate(name: string, column: number): Candidate {
    const field = this.#field(name);
    const header = this.#found.header[column] ?? '';
    const { base } = splitUnit(headerKey(header));
    const names = [field.meta.header, ...(field.meta.aliases ?? []), name];
    const like = Math.max(
      ...names.map((own) =>
        Math.max(similarity(header, own), similarity(base, splitUnit(headerKey(own)).base)),
      ),
    );
    const cells = this.#found.cells[column] ?? [];
    const converted = this.#unitOf(name, header) !== null;
    const isAccepted = (cell: string) =>
      converted ? field.meta.cell.parse(cell) !== undefined : field.schema.safeParse(cell).success;
    const accepted = cells.filter(isAccepted).length;
    // A text field accepts any text, which proves nothing.
    const shape = field.kind === 'text' || cells.length === 0 ? 0.5 : accepted / cells.length;
    const unfit = shape < 0.2 && !this.#isCoded(name);
    return {
      field: name,
      name: like,
      accepted,
      filled: cells.length,
      score: (0.75 * like + 0.25 * shape) * (unfit ? 0.6 : 1),
    };
  }

  #likely(header: string, { field, accepted, filled }: Candidate, column: number): void {
    const words = this.#words;
    this.#draft.headers = { ...this.#draft.headers, [header]: field };
    const counted = filled > 0 && this.#field(field).kind !== 'text';
    const why = counted ? `${words.name}${words.and}${words.values(accepted, filled)}` : words.name;
    this.#todo.push(words.likely(clip(header), this.#shown(field), why));
    const unit = this.#unitOf(field, this.#found.header[column] ?? '');
    if (!unit) return;
    const factor = knownFactors.get(`${unit.theirs} ${unit.ours}`) ?? '';
    this.#draft.units = { ...this.#draft.units, [field]: { factor, unit: unit.theirs } };
    this.#todo.push(words.unit(clip(header), this.#field(field).meta.header, factor !== ''));
  }

  #possible(header: string, candidates: readonly Candidate[]): void {
    this.#draft.headers = { ...this.#draft.headers, [header]: '' };
    const fields = [...new Set(candidates.map(({ field }) => this.#shown(field)))];
    this.#todo.push(this.#words.possible(clip(header), fields.join(this.#words.join)));
  }

  /** Drafts codes that a choice does not know, and numbers that look like another unit. */
  #values(name: string, header: string, cells: readonly string[]): void {
    const field = this.#field(name);
    const words = this.#words;
    if (field.meta.range && field.kind === 'number' && !this.#draft.units?.[name]) {
      const numbers = cells.map((cell) => field.meta.cell.parse(cell)).filter((n) => typeof n === 'number');
      const [low, high] = field.meta.range;
      const outside = numbers.filter((n) => n < low || n > high).length;
      if (outside * 2 > numbers.length)
        this.#todo.push(words.range(clip(header), `${outside}/${numbers.length}`, low, high));
    }
    if (!this.#isCoded(name)) return;
    const pieces = field.kind === 'choices' ? cells.flatMap((cell) => cell.split(/[;、+|]/)) : cells;
    const distinct = [...new Set(pieces.map((piece) => piece.trim()).filter((piece) => piece !== ''))].sort();
    const unknown = distinct.filter((code) => !field.schema.safeParse(code).success);
    if (unknown.length === 0) return;
    const codes = unknown.filter(isCodeLike);
    if (unknown.length > mostCodes || codes.length === 0) {
      this.#todo.push(words.manyCodes(clip(header), mostCodes));
      return;
    }
    const entries = Object.fromEntries(codes.map((code) => [code, '']));
    this.#draft.values = { ...this.#draft.values, [name]: { ...this.#draft.values?.[name], ...entries } };
    const near = codes.flatMap((code) => {
      const [best] = mostSimilar(code, field.values ?? [], (word) => [word], 1, 0.4);
      return best ? [`${code} ≈ ${best.item}`] : [];
    });
    this.#todo.push(words.codes(clip(header), codes.length, near.join(words.join)));
    const taken = distinct.filter((code) => !unknown.includes(code) && !field.values?.includes(code));
    if (taken.length > 0) this.#todo.push(words.takenCodes(clip(header), taken.join(words.join)));
  }

  /** The unit in a header where it differs from the field's. */
  #unitOf(name: string, header: string): { theirs: string; ours: string } | null {
    const field = this.#field(name);
    const theirs = splitUnit(headerKey(header)).unit;
    const ours = splitUnit(headerKey(field.meta.header)).unit;
    const isNumber = field.meta.cell.kind === 'decimal' || field.meta.cell.kind === 'int';
    if (!isNumber || theirs === null || ours === null || theirs === ours || !isUnit(theirs)) return null;
    return { theirs, ours };
  }

  #isCoded(name: string): boolean {
    const { kind, meta } = this.#field(name);
    return ['choice', 'choices', 'bool'].includes(kind) && !meta.personal && !meta.notStored;
  }

  #field(name: string): Field {
    const field = this.#found.table.spec.fields[name];
    if (!field) throw new RangeError(`no field ${name}`);
    return field;
  }

  #shown(name: string): string {
    return `${name}（${this.#field(name).meta.header}）`;
  }
}

/** Common units for the numbers of the contract, theirs and ours, with the factor between them. */
const knownFactors: ReadonlyMap<string, string> = new Map([
  ['g kg', '0.001'],
  ['ng/ml pg/ml', '1000'],
  ['ng/l pg/ml', '1'],
  ['cm m', '0.01'],
  ['min h', '1/60'],
  ['h min', '60'],
  ['d h', '24'],
]);

/** Whether a text is short, and without a run of digits as in a phone number or an identity. */
const isCodeLike = (text: string) => text.length <= 12 && !/\d{5}/.test(text);

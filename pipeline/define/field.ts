import { z } from 'zod';
import {
  ageCell,
  asaCell,
  boolCell,
  brokenRule,
  type Cell,
  choiceCell,
  choicesCell,
  dateCell,
  datetimeCell,
  decimalCell,
  fold,
  freeTextCell,
  hospitalCodeCell,
  identifierCell,
  intCell,
  isMissing,
  monthCell,
  oldestDays,
  textCell,
} from './cells/index.js';

/** What every field of a table declares beside its cell type. */
export interface FieldOptions {
  /** Other headers hospitals use; the English field name is always one. */
  readonly aliases?: readonly string[];
  /** The column must be there and its cells filled in. */
  readonly required?: boolean;
  /** Personal data: `key` is stored only within the patient's or case's keyed hash, `hash` as a keyed hash of its own, `drop` never. */
  readonly personal?: 'key' | 'hash' | 'drop';
  /** Read and then dropped: free text. */
  readonly notStored?: boolean;
  /** English words for the header. */
  readonly en?: string;
  /** The unit of a number, as in the header. */
  readonly unit?: string;
  /** Smallest and largest plausible number, both included. */
  readonly range?: readonly [number, number];
  /** The value of a blank cell, where the dictionary defines one. */
  readonly blank?: number;
  /** An example cell for the template, where the kind of cell does not give one. Empty: left out of the example. */
  readonly example?: string;
}

/** The metadata of a field, beside its schema; SQL, templates and documentation are made from it. */
export interface FieldMeta extends FieldOptions {
  readonly header: string;
  readonly cell: Cell;
}

/** A field of a table: its schema in zod (raw text in, typed value or null out) and its metadata. */
export interface Field<K extends string = string, V extends string = string> {
  readonly kind: K;
  readonly schema: z.ZodType<unknown, string>;
  readonly meta: FieldMeta;
  /** The value words of a choice. */
  readonly values?: readonly V[];
  /** Other spellings of the value words. */
  readonly spellings?: Readonly<Record<string, V>>;
}

function field<K extends string, V extends string = string>(
  kind: K,
  cell: Cell,
  header: string,
  options: FieldOptions,
  values?: readonly V[],
  spellings?: Readonly<Record<string, V>>,
): Field<K, V> {
  const meta: FieldMeta = { ...options, header, cell };
  const schema = z.string().transform((raw, context) => {
    const issue = (rule: string, message: string) => {
      context.issues.push({ code: 'custom', params: { rule }, message, input: raw });
      return z.NEVER;
    };
    const folded = fold(raw);
    const text = cell.tidy?.parse(folded) ?? folded;
    if (isMissing(text)) {
      if (options.required) return issue('required', '必填 / required');
      return options.blank ?? null;
    }
    const value = cell.parse(text);
    if (value === undefined) return issue(brokenRule(cell, text), cell.must.en);
    if (options.range && typeof value === 'number') {
      const [low, high] = options.range;
      if (value < low || value > high) return issue('out-of-range', `must lie within ${low} and ${high}`);
    }
    return value;
  });
  return { kind, schema, meta, ...(values ? { values } : {}), ...(spellings ? { spellings } : {}) };
}

/** A text of up to 512 characters; personal text that is dropped may hold anything. */
export const text = (header: string, options: FieldOptions = {}) =>
  field('text', options.personal === 'drop' || options.notStored ? freeTextCell : textCell, header, options);
/** A case, patient, anaesthetic or person by number or code. */
export const identifier = (header: string, options: FieldOptions = {}) =>
  field('text', identifierCell, header, options);
/** A hospital by its code. */
export const hospitalCode = (header: string, options: FieldOptions = {}) =>
  field('text', hospitalCodeCell, header, options);
/** Yes or no; blank is not known. */
export const bool = (header: string, en: string, options: FieldOptions = {}) =>
  field('bool', boolCell, header, { en, ...options });
/** A whole number. */
export const int = (header: string, en: string, options: FieldOptions = {}) =>
  field('number', intCell, header, { en, range: [0, 99_999], ...options });
/** A decimal number with at most four decimals; `percent` allows a trailing % sign. */
export const decimal = (header: string, en: string, options: FieldOptions & { percent?: boolean } = {}) => {
  const { percent, ...rest } = options;
  return field('number', decimalCell({ percent: percent ?? false }), header, { en, ...rest });
};
/** A day. */
export const date = (header: string, en: string, options: FieldOptions = {}) =>
  field('date', dateCell, header, { en, ...options });
/** A day with a clock time, which may be missing. */
export const datetime = (header: string, en: string, options: FieldOptions = {}) =>
  field('date', datetimeCell, header, { en, ...options });
/** A calendar month, stored as 2026-10. */
export const month = (header: string, en: string, options: FieldOptions = {}) =>
  field('text', monthCell, header, { en, ...options });
/** An age, stored in whole days. */
export const age = (header: string, en: string, options: FieldOptions = {}) =>
  field('number', ageCell, header, { en, unit: 'd', range: [0, oldestDays], ...options });
/** The ASA physical status, 1 to 6. */
export const asa = (header: string, en: string, options: FieldOptions = {}) =>
  field('number', asaCell, header, { en, ...options });

/** One of several listed words. */
export function choice<V extends string>(
  header: string,
  en: string,
  values: readonly V[],
  aliases: Readonly<Record<string, V>> = {},
  options: FieldOptions = {},
): Field<'choice', V> {
  return field('choice', choiceCell(values, aliases), header, { en, ...options }, values, aliases);
}

/** Several of the listed words, in one cell. */
export function choices<V extends string>(
  name: string,
  header: string,
  en: string,
  values: readonly V[],
  aliases: Readonly<Record<string, V>> = {},
  options: FieldOptions = {},
): Field<'choices', V> {
  return field('choices', choicesCell(name, values, aliases), header, { en, ...options }, values, aliases);
}

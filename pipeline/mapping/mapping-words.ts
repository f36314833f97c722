import { tableByName } from '../contract/tables.js';
import { fold } from '../define/cells/index.js';
import type { Field } from '../define/field.js';
import type { Bilingual } from '../message/errors.js';
import { headerKey, splitUnit } from '../read/header-key.js';
import { clip } from '../read/messages.js';
import type { Mapping, TableMapping } from './mapping.js';
import { isExactFactor, minutesOf, timeFactor } from './time-units.js';

/** Meanings of words about a patient; a mapping that turns one into another may be right, but a person must confirm it. */
const meanings: readonly RegExp[] = [/死|亡|故/, /好转|治愈|痊愈|康复|存活/, /出院/];

/**
 * What a mapping inverts, in words, for people to confirm: a code that the field would read as another word than the mapping gives, a word
 * for death mapped to a cure or the reverse, a header about death or discharge mapped to a field that is not, a header taken from another
 * field, a rounded factor of time. Empty where a mapping only changes spellings.
 */
export function mappingWords(mapping: Mapping): Bilingual[] {
  return [...mapping.tables].flatMap(([name, table]) => {
    const fields = tableByName.get(name)?.spec.fields ?? {};
    return [...headerWords(fields, table), ...valueWords(fields, table), ...unitWords(fields, table)];
  });
}

function headerWords(fields: Readonly<Record<string, Field>>, { headers }: TableMapping): Bilingual[] {
  return [...headers].flatMap(([header, { field, insteadOf }]) => {
    const ours = fields[field]?.meta.header ?? field;
    if (insteadOf === null && !isInverted(header, ours)) return [];
    return [
      {
        zh: `“${clip(header)}”一列将作为“${ours}”`,
        en: `the column "${clip(header)}" will be taken for "${ours}" (${field})`,
      },
    ];
  });
}

function valueWords(fields: Readonly<Record<string, Field>>, { values }: TableMapping): Bilingual[] {
  return [...values].flatMap(([name, codes]) => {
    const field = fields[name];
    if (!field) return [];
    const { header } = field.meta;
    return [...codes].flatMap(([code, target]) => {
      if (!isInverted(code, target) && !readsAsAnother(field, code, target)) return [];
      return [
        {
          zh: `“${header}”中的“${clip(code)}”将按“${clip(target)}”计`,
          en: `"${clip(code)}" in "${header}" (${name}) will count as "${clip(target)}"`,
        },
      ];
    });
  });
}

/** The rounded factors between units of time. */
function unitWords(fields: Readonly<Record<string, Field>>, { units }: TableMapping): Bilingual[] {
  return [...units].flatMap(([name, { unit, factor }]) => {
    const header = fields[name]?.meta.header ?? name;
    const [from, to] = [minutesOf(unit), minutesOf(splitUnit(headerKey(header)).unit ?? '')];
    if (from === null || to === null || isExactFactor(factor, from, to)) return [];
    const right = timeFactor(from, to);
    return [
      {
        zh: `“${header}”由 ${unit} 按 ${factor} 换算，准确的系数是 ${right}`,
        en: `"${header}" (${name}) is converted from ${unit} by ${factor}; the exact factor is ${right}`,
      },
    ];
  });
}

/** Whether one text has a meaning that the other lacks, where both have one. */
function isInverted(theirs: string, ours: string): boolean {
  const [of, to] = [theirs, ours].map((text) => meanings.map((meaning) => meaning.test(text)));
  if (!of?.includes(true)) return false;
  return !of.some((has, i) => has && to?.[i]);
}

/** Whether the field would itself read the code as something else. */
function readsAsAnother({ meta }: Field, code: string, target: string): boolean {
  const own = meta.cell.parse(fold(code));
  return own !== undefined && JSON.stringify(own) !== JSON.stringify(meta.cell.parse(fold(target)));
}

import { DefinitionError } from '../message/errors.js';
import { type DefinedIndicator, formerReading } from './indicator.js';

/**
 * Checks a list of definitions so that exactly one version judges every case: versions of one code never overlap in their dates and share
 * table, measure and multiplier, so that their figures can be compared.
 *
 * @throws {DefinitionError} naming the code and the two versions
 */
export function defineCatalogue(definitions: readonly DefinedIndicator[]): readonly DefinedIndicator[] {
  const byCode = new Map<string, DefinedIndicator[]>();
  for (const definition of definitions) {
    const versions = byCode.get(definition.code) ?? [];
    for (const other of versions) {
      const fail = (message: string) => {
        throw new DefinitionError(definition.code, `${other.version} and ${definition.version} ${message}`);
      };
      if (other.version === definition.version) fail('must be different versions');
      if (other.id !== definition.id) fail('must have the same id');
      if (overlap(other, definition)) fail('must not be in force on the same day');
      if (other.of !== definition.of) fail('must count rows of the same table');
      if (other.indexDate !== definition.indexDate) fail('must have the same index date');
    }
    byCode.set(definition.code, [...versions, definition]);
  }
  return Object.freeze([...definitions]);
}

const from = ({ effectiveFrom }: DefinedIndicator) => effectiveFrom ?? '0000-01-01';
const to = ({ effectiveTo }: DefinedIndicator) => effectiveTo ?? '9999-12-31';

const overlap = (a: DefinedIndicator, b: DefinedIndicator) => from(a) <= to(b) && from(b) <= to(a);

/** A change of definition: the version that ended and its successor, on the same cases. */
export interface Bridge {
  readonly code: string;
  readonly earlier: DefinedIndicator;
  readonly later: DefinedIndicator;
  /** The first day of the later version; null for a corrected reading, which judges cases of every day. */
  readonly changed: string | null;
}

/** Every change of definition in a catalogue, in catalogue order. */
export function bridgesOf(definitions: readonly DefinedIndicator[]): readonly Bridge[] {
  const revised = definitions.flatMap((later): Bridge[] => {
    const earlier = formerReading(later);
    return earlier === null ? [] : [{ code: later.code, earlier, later, changed: null }];
  });
  const succeeded = definitions.flatMap((earlier) => {
    if (!earlier.effectiveTo) return [];
    const next = dayAfter(earlier.effectiveTo);
    const later = definitions.find((d) => d.code === earlier.code && d.effectiveFrom === next);
    return later ? [{ code: earlier.code, earlier, later, changed: next }] : [];
  });
  return [...succeeded, ...revised];
}

function dayAfter(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

/** A definition without its dates, to count cases that another version judges. */
export function undated(definition: DefinedIndicator): DefinedIndicator {
  const { effectiveFrom, effectiveTo, ...rest } = definition;
  return rest as DefinedIndicator;
}

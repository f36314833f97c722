import type { AnyTable } from '../define/table.js';
import { type Bilingual, DefinitionError } from '../message/errors.js';
import { anesthesia } from './anesthesia.js';
import { ecmo } from './ecmo.js';
import type { CountedItem, Returns, Section, Technology } from './technology.js';
import { vad } from './vad.js';

export type { Courses } from './courses.js';
export type { FollowedCells, Section, Technology, Telling } from './technology.js';
export { filingTerm } from './technology.js';

/** Every technology, in report order. */
export const technologies: readonly Technology[] = [ecmo, vad, anesthesia];

/** The tables of cases, in the same order. */
export const caseTables: readonly AnyTable[] = technologies.map(({ cases }) => cases);

/** Their names, as commands and settings take them. */
export const caseTableNames = caseTables.map(({ name }) => name) as [string, ...string[]];

/** The fields that mark training hospitals, with the scopes that bind them. */
export const trainings = technologies.flatMap(({ training }) => training ?? []);

/** The fields of the list of hospitals that mark some of them: those with a key department, then those that train others. */
export const hospitalMarks: readonly {
  readonly field: string;
  readonly title: Bilingual;
  readonly aliases?: readonly string[];
}[] = [...technologies.flatMap(({ keyDepartment }) => keyDepartment ?? []), ...trainings];

/** The tables of cases that follow-up files are about. */
export const followedTables: readonly AnyTable[] = technologies
  .filter(({ followUp }) => followUp !== undefined)
  .map(({ cases }) => cases);

/** The tables of cases whose rows may be one course. */
export const courseTables = technologies.flatMap(({ cases, name, courses }) =>
  courses ? [{ cases, name, courses }] : [],
);

/** A technology with monthly returns. */
export interface Returned {
  readonly cases: AnyTable;
  readonly monthly: readonly CountedItem[];
  readonly returns: Returns;
}

/** The technologies with monthly returns. */
export const returned: readonly Returned[] = technologies.flatMap(({ cases, monthly = [], returns }) =>
  returns ? [{ cases, monthly, returns }] : [],
);

const byId = new Map(technologies.map((technology) => [technology.id, technology]));

/** The technology that a norm regulates or a person practises; undefined where none has the id. */
export const technologyOf = (id: string): Technology | undefined => byId.get(id);

const byTable = new Map(technologies.map((technology) => [technology.cases.name, technology]));

/** The technology whose cases a table holds; undefined for a list. */
export const technologyOfTable = (table: string): Technology | undefined => byTable.get(table);

/** The parts of a report, in report order. */
export const sections: readonly (Section & { readonly technology: Technology })[] = technologies.flatMap(
  (technology) => technology.sections.map((section) => ({ ...section, technology })),
);

/**
 * The part of a report that an indicator belongs to.
 *
 * @throws {DefinitionError} when no technology has such codes
 */
export function sectionOf({ code }: { readonly code: string }): (typeof sections)[number] {
  const prefix = code.slice(0, code.indexOf('-'));
  const section = sections.find((one) => one.prefix === prefix);
  if (!section)
    throw new DefinitionError(
      code,
      `must have a code of a technology, which begin with ${sections.map((one) => `${one.prefix}-`).join(', ')}`,
    );
  return section;
}

/** The code that a report begins with. */
export const headline = technologies.find((technology) => technology.headline !== undefined)?.headline ?? '';

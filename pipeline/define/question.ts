import type { Bilingual } from '../message/errors.js';
import { DefinitionError } from '../message/errors.js';
import { nearestNames } from '../message/nearest-names.js';
import type { ClauseSet, Technique } from './norm.js';
import type { Predicate } from './predicate.js';

/** A question about a hospital that clauses of one norm answer together: yes only when all of them are met. */
export interface Question {
  /** `ecmo-practice`, `ecmo-training-base`, … */
  readonly id: string;
  readonly norm: string;
  readonly title: Bilingual;
  readonly yes: Bilingual;
  readonly no: Bilingual;
  readonly clauses: readonly string[];
  /** Whether clauses that bind training bases are judged for a hospital that is none, because it may apply to become one. */
  readonly regardless: boolean;
}

/** An alternative to the regular requirements, such as training abroad or long practice before the norm. */
export interface Pathway {
  readonly clause: string;
  readonly kind: 'equivalent' | 'exempt';
  readonly title: Bilingual;
  readonly predicate: Predicate;
}

/** A norm's requirements for a physician who uses the technique: the regular clauses, or one of the alternatives. */
export interface Qualification {
  readonly norm: string;
  readonly technique: Technique;
  /** The persons of the staff list who must qualify. */
  readonly who: Predicate;
  readonly clauses: readonly {
    readonly id: string;
    readonly title: Bilingual;
    readonly predicate: Predicate;
  }[];
  readonly pathways: readonly Pathway[];
}

/** @throws {DefinitionError} when a question has no clause or names one that its norm does not have */
export function defineQuestion(question: Question, set: ClauseSet): Question {
  const known = new Set(set.clauses.map(({ id }) => id));
  if (question.norm !== set.prefix)
    throw new DefinitionError(question.id, `asks ${question.norm}, not ${set.prefix}`, {
      field: 'norm',
      allowed: [set.prefix],
    });
  if (question.clauses.length === 0)
    throw new DefinitionError(question.id, 'must name the clauses that decide it', { field: 'clauses' });
  for (const id of question.clauses)
    if (!known.has(id))
      throw new DefinitionError(question.id, `names ${id}, which ${set.prefix} does not have`, {
        field: 'clauses',
        allowed: nearestNames(id, [...known]),
      });
  return Object.freeze(question);
}

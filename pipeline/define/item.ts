import type { Bilingual } from '../message/errors.js';
import { DefinitionError } from '../message/errors.js';

/** The kind of answer to an item of the profile. */
export type Answer = 'yes/no' | 'number' | 'text' | 'date';

/**
 * One question that a clause puts to a hospital. Its id is the clause's number, with a name where a clause asks several things: `E22-009`,
 * `E22-057.cardiology_beds`.
 */
export interface Item {
  readonly id: string;
  /** The question as the form prints it. */
  readonly question: Bilingual;
  readonly answer: Answer;
  /** Unit of a number, such as `张`; empty where there is none. */
  readonly unit: string;
  /** Smallest and largest plausible number, both included; only for numbers. */
  readonly range: readonly [number, number] | null;
  /** The words to choose from; only for text, and only where no other word is accepted. */
  readonly choices: readonly string[];
}

const itemPattern = /^[A-Z]+[0-9]{2}-([0-9]{3}|[A-Z][0-9]{2})(\.[a-z][a-z0-9_]*)?$/;

function item(id: string, question: Bilingual, rest: Omit<Item, 'id' | 'question'>): Item {
  if (!itemPattern.test(id))
    throw new DefinitionError(id, 'must be an item such as E22-009 or E22-057.beds', { field: 'id' });
  return Object.freeze({ id, question, ...rest });
}

/** A question that is answered 是 or 否. */
export const yesNo = (id: string, zh: string, en: string): Item =>
  item(id, { zh, en }, { answer: 'yes/no', unit: '', range: null, choices: [] });

/** A question that is answered by a number; without a range, any number from 0 on. */
export const amount = (
  id: string,
  zh: string,
  en: string,
  unit: string,
  range: readonly [number, number] = [0, 9_999_999],
): Item => item(id, { zh, en }, { answer: 'number', unit, range, choices: [] });

/** A question that is answered by one of some words. */
export const oneOf = (id: string, zh: string, en: string, choices: readonly string[]): Item =>
  item(id, { zh, en }, { answer: 'text', unit: '', range: null, choices });

/** A question that is answered by a day. */
export const day = (id: string, zh: string, en: string): Item =>
  item(id, { zh, en }, { answer: 'date', unit: '', range: null, choices: [] });

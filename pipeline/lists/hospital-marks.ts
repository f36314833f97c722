import { type BoolColumn, boolColumn } from '../define/column.js';
import { type Bilingual, DefinitionError } from '../message/errors.js';
import type { Technology } from '../technology/index.js';

const markOf = (
  id: string,
  what: string,
  mark: { field: string; title: Bilingual } | undefined,
): BoolColumn => {
  if (mark) return boolColumn('hospitals', mark.field, mark.title);
  throw new DefinitionError(id, `must say ${what} before a norm asks for it`, { field: what });
};

/**
 * Whether a hospital trains others in a technology; blank in the list: not known.
 *
 * @throws {DefinitionError} for a technology without such hospitals
 */
export const trains = ({ id, training }: Technology): BoolColumn => markOf(id, 'training', training);

/**
 * Whether a hospital has a key department of a technology; blank in the list: not known.
 *
 * @throws {DefinitionError} for a technology without such departments
 */
export const hasKeyDepartment = ({ id, keyDepartment }: Technology): BoolColumn =>
  markOf(id, 'keyDepartment', keyDepartment);

import { followups } from '../cases/followups.js';
import type { AnyTable } from '../define/table.js';
import { letterAnswers, letters } from '../lists/letters.js';
import { hospitals, monthlyCounts, staff } from '../lists/lists.js';
import { withdrawals } from '../lists/withdrawals.js';
import { caseTables } from '../technology/index.js';
import { profileItems } from './profile-items.js';
import { reviews } from './reviews.js';

/** Every table of the input contract, lists first, because a list must be known before the cases it judges. */
export const tables: readonly AnyTable[] = [
  hospitals,
  staff,
  monthlyCounts,
  profileItems,
  reviews,
  withdrawals,
  letters,
  letterAnswers,
  followups,
  ...caseTables,
];

export const tableByName: ReadonlyMap<string, AnyTable> = new Map(tables.map((table) => [table.name, table]));

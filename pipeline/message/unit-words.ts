import type { Bilingual } from './errors.js';

/** Units that the contract writes in Chinese; all others, such as mmHg, are the same in both languages. */
const english: Readonly<Record<string, string>> = {
  年: 'years',
  月: 'months',
  天: 'days',
  例: 'cases',
  台: 'units',
  间: 'rooms',
  张: 'beds',
  名: 'persons',
  人: 'persons',
  次: 'times',
  项: 'projects',
  篇: 'papers',
  分: 'points',
  平方米: 'm²',
};

/** A unit in both languages; empty stays empty. */
export const unitWords = (unit: string): Bilingual => ({ zh: unit, en: english[unit] ?? unit });

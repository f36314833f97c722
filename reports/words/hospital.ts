import { hospitalEn } from './hospital-en.js';
import { type HospitalWords, hospitalZh } from './hospital-zh.js';
import type { Lang } from './index.js';

/** The words of a hospital's edition. */
export const hospitalWords: Readonly<Record<Lang, HospitalWords>> = { zh: hospitalZh, en: hospitalEn };

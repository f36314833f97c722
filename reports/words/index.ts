import { en } from './en.js';
import { type Words, zh } from './zh.js';

export type Lang = 'zh' | 'en';

export type { Words } from './zh.js';

export const words: Readonly<Record<Lang, Words>> = { zh, en };

import { en } from './en.js';
import { zh } from './zh.js';

export type Lang = 'zh' | 'en';

/** Every word of the reports but for titles and messages, which come with the data. Both languages have the same keys. */
export type Words = typeof zh;

export const words: Readonly<Record<Lang, Words>> = { zh, en };

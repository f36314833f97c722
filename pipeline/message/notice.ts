import type { Bilingual } from './errors.js';

/** What is wrong (what must hold, what was found, where) and, apart from it, what to do. */
export interface Notice {
  readonly message: Bilingual;
  /** Empty in both languages where there is nothing to do. */
  readonly fix: Bilingual;
}

export const noFix: Bilingual = { zh: '', en: '' };

/** A notice as one text, for places that show one. */
export function asText({ message, fix }: Notice): Bilingual {
  return {
    zh: `${message.zh}${fix.zh}`,
    en: fix.en === '' ? message.en : `${message.en} ${fix.en}`,
  };
}

import type { Bilingual } from './errors.js';

/** What is wrong (what must hold, what was found, where) and, separately, what to do. */
export interface Notice {
  readonly message: Bilingual;
  /** Empty in both languages where there is nothing to do. */
  readonly fix: Bilingual;
}

/** For a notice that needs no action. */
export const noFix: Bilingual = { zh: '', en: '' };

/** A notice as one text, for places that show one. */
export function asText({ message, fix }: Notice): Bilingual {
  return {
    zh: `${message.zh}${fix.zh}`,
    en: fix.en === '' ? message.en : `${message.en} ${fix.en}`,
  };
}

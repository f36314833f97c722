import { cleanText } from '../markup/clean-text.js';

/** The approximate width of a text in em, enough to keep labels inside their column; Chinese characters are square. */
export function widthInEm(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) >= 0x1100 ? 1 : 0.58;
  return width;
}

/** The text if it fits into `em`, else its beginning and an ellipsis. The table below the chart has the whole text. */
export function fitText(text: string, em: number): string {
  const clean = cleanText(text);
  if (widthInEm(clean) <= em) return clean;
  let kept = '';
  for (const character of clean) {
    if (widthInEm(kept + character) > em - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

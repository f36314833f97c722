/** Invisible characters, or such as look like a blank: controls, marks, white space other than the blank, private and unassigned characters. */
const unseen = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/**
 * A text from a file as a message shows it: line ends as ↵, every other invisible character by its code.
 *
 * @example printable('2026-01-03\u00a010:09') // => '2026-01-03<U+00A0>10:09'
 */
export function printable(text: string): string {
  return text
    .replace(/\r\n|\r|\n/g, '↵')
    .replace(unseen, (char) => (char === ' ' ? char : `<${codePoint(char)}>`));
}

/** The code of a character, as U+0007, for texts that must not hold it. */
export function codePoint(char: string | undefined): string {
  return `U+${(char?.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

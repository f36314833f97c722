/**
 * Text from files in a form that a page or chart may show: control characters, characters that turn the reading direction (a name could
 * otherwise reverse the number beside it) and halves of surrogate pairs become U+FFFD. Line ends and tabs become a space.
 */
export function cleanText(text: string): string {
  return text
    .replace(/[\t\n\r]+/g, ' ')
    .replace(/[\u0000-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/g, '\uFFFD')
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}

/**
 * A text without the end-of-file mark (U+001A) of old programs and the line ends after it. Elsewhere the mark stays, so that the tokeniser
 * holds back its line.
 */
export function* withoutEndMark(chunks: Iterable<string>): Generator<string> {
  let waiting = '';
  for (const chunk of chunks) {
    const text = waiting + chunk;
    const end = markAt(text);
    waiting = text.slice(end);
    if (end > 0) yield text.slice(0, end);
  }
}

/** Where an end mark begins, followed only by marks and line ends; the text's length without one. */
function markAt(text: string): number {
  let at = text.length;
  let mark = at;
  while (at > 0 && '\u001A\r\n'.includes(text.charAt(at - 1))) {
    at -= 1;
    if (text.charAt(at) === '\u001A') mark = at;
  }
  return mark;
}

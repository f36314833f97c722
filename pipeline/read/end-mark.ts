/**
 * A text without the mark (U+001A) by which old programs end a file, and what line ends follow it. Anywhere else the mark
 * stays, for the tokeniser to hold.
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

/** Where a mark begins that only marks and line ends follow; the text's length without one. */
function markAt(text: string): number {
  let at = text.length;
  let mark = at;
  while (at > 0 && '\u001A\r\n'.includes(text.charAt(at - 1))) {
    at -= 1;
    if (text.charAt(at) === '\u001A') mark = at;
  }
  return mark;
}

import type { Archive } from './archive.js';
import type { Budget } from './budget.js';
import { refuseLimit } from './messages.js';
import { TextRun } from './text-run.js';
import { takeXml } from './xml.js';

/** The texts that cells refer to by position. */
export async function readSharedStrings(archive: Archive, part: string, budget: Budget): Promise<string[]> {
  const { sharedStrings, sharedCharacters } = budget.limits;
  const strings: string[] = [];
  const run = new TextRun();
  let characters = 0;
  await takeXml(archive, part, {
    open(name, attributes, depth) {
      if (depth > 2) run.open(name, attributes);
    },
    text: (text) => run.text(text),
    close(name, depth) {
      if (depth > 2) run.close(name);
      else if (depth === 2 && name === 'si') {
        const text = run.take();
        characters += text.length;
        if (characters > sharedCharacters) throw refuseLimit('shared-characters', sharedCharacters);
        if (strings.push(text) > sharedStrings) throw refuseLimit('shared-strings', sharedStrings);
      }
    },
  });
  return strings;
}

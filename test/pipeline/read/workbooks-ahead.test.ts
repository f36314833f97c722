import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { WorkbooksAhead } from '../../../pipeline/read/xlsx/ahead.js';
import { readApart } from '../../../pipeline/read/xlsx/apart.js';
import { workbookLimits } from '../../../pipeline/read/xlsx/limits.js';
import type { WorkbookMessage } from '../../../pipeline/read/xlsx/message.js';
import { readWorkbook } from '../../../pipeline/read/xlsx/read-workbook.js';
import { ROW } from './fixture.js';
import { dictionaries, ecmoBook, saved } from './workbook-fixture.js';

/* Workbooks that are read before their turn comes say what they say in their turn. */

const all = async (messages: AsyncIterable<WorkbookMessage> | undefined) => {
  const told: WorkbookMessage[] = [];
  for await (const message of messages ?? []) told.push(message);
  return told;
};
const book = (rows: number) => saved(ecmoBook(Array(rows).fill(ROW.split(','))));

describe('workbooks read ahead', () => {
  it('tell the same in the same order, each once', async () => {
    const [first, second] = [book(2500), book(3)];
    const ahead = new WorkbooksAhead();
    for (const path of [first, second, first]) ahead.begin(path, 1000);
    for (const path of [second, first])
      expect(await all(ahead.take(path))).toEqual(await all(readApart({ path, limits: workbookLimits })));
    expect(ahead.take(first)).toBeUndefined();
  });

  it('are read as any other, and what is wrong with them is told when they are taken', async () => {
    const ahead = new WorkbooksAhead();
    const [sound, damaged] = [book(40), book(1)];
    writeFileSync(damaged, 'PK\u0003\u0004 and nothing more');
    for (const path of [damaged, sound]) ahead.begin(path, 1000);
    const lines: number[] = [];
    const sink = {
      record: (line: number) => void lines.push(line),
      held: () => undefined,
      skipped: () => undefined,
    };
    await readWorkbook(sound, dictionaries, { begun: ahead.take(sound) }, () => sink);
    expect(lines).toEqual(Array.from({ length: 40 }, (_, i) => i + 2));
    await expect(
      readWorkbook(damaged, dictionaries, { begun: ahead.take(damaged) }, () => sink),
    ).rejects.toThrow(expect.objectContaining({ code: 'damaged-workbook' }));
  });

  it('are none that are large', () => {
    const [ahead, path] = [new WorkbooksAhead(), book(1)];
    ahead.begin(path, 2_000_000);
    expect(ahead.take(path)).toBeUndefined();
  });
});

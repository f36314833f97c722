import { expect, it } from 'vitest';
import { makeDocument } from './document.js';
import { pollute } from './polluter.js';
import { measureSalvage, newSalvageTally } from './salvage-measure.js';
import { Writer } from './write.js';

it('suggests the clean row for most polluted rows on one line, and another row for few', async () => {
  const document = makeDocument(1, 20);
  const writer = new Writer({ encoding: 'UTF-8', lineEnd: 'LF' });
  const tallies = { whole: newSalvageTally(), piece: newSalvageTally() };
  for (const file of pollute(document)) {
    const written = file.tellable === false ? null : writer.write(file);
    if (written !== null) await measureSalvage(tallies, written, document.rows);
  }
  const { whole, piece } = tallies;
  expect(whole.rows).toBeGreaterThan(1_500);
  expect(whole.right / whole.rows).toBeGreaterThan(0.85);
  expect((whole.wrong + piece.wrong) / (whole.rows + piece.rows)).toBeLessThan(0.02);
});

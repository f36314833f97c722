import { describe, expect, it } from 'vitest';
import { seeded } from '../pipeline/read/fixture.js';
import { makeDocument } from './document.js';
import { loadByUs } from './our-loader.js';
import { pollute, polluteKeys } from './polluter.js';
import { ingestEach } from './province.js';

const document = makeDocument(12, 20);

describe('the whole pipeline', () => {
  it('stores the lines that the reader and the contract accept, and names the same lines', async () => {
    const random = seeded(9);
    const files = [...pollute(document)].filter(
      ({ kind }) => random() < (kind.startsWith('header') ? 0.3 : 0.03),
    );
    const ingested = await ingestEach(files, { encoding: 'GB18030', lineEnd: 'CRLF' });
    expect(ingested.length).toBeGreaterThan(120);
    for (const { written, refused, storedAt, named } of ingested) {
      const ours = await loadByUs(written.bytes);
      const what = `${written.file.kind} row ${written.file.row} column ${written.file.column}`;
      expect([what, refused]).toEqual([what, ours.refused !== null]);
      const { parts } = written.file;
      const may = written.spans.flatMap(({ from, to }, at) =>
        parts[at]?.named === 'never' ? [] : Array.from({ length: to - from + 1 }, (_, i) => from + i),
      );
      // Rules between cells and the folder's hospital hold back a few polluted rows more than the cells alone do.
      expect([
        what,
        ours.acceptedAt.filter((line) => !storedAt.includes(line) && !may.includes(line)),
      ]).toEqual([what, []]);
      expect([what, storedAt.filter((line) => !ours.acceptedAt.includes(line))]).toEqual([what, []]);
      if (written.file.refused) continue;
      for (const { from } of ours.named)
        expect([what, named]).toEqual([what, expect.arrayContaining([from])]);
      expect([what, named.filter((line) => !may.includes(line))]).toEqual([what, []]);
    }
  });

  it('keeps a doubled row once and holds back rows that conflict, naming them and no others', async () => {
    const files = [...polluteKeys(document)];
    const ingested = await ingestEach(files, { encoding: 'UTF-8', lineEnd: 'LF' });
    for (const { written, storedAt, named } of ingested) {
      const { file, spans } = written;
      const what = `${file.kind} row ${file.row}`;
      const lines = (pick: (at: number) => boolean) =>
        spans.filter((_, at) => pick(at)).map(({ from }) => from);
      expect([what, storedAt]).toEqual([what, lines((at) => file.parts[at]?.clean === true)]);
      expect([what, named]).toEqual([what, lines((at) => file.parts[at]?.named === 'must')]);
    }
  });
});

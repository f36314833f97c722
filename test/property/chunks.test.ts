import { describe, expect, it } from 'vitest';
import { headerDictionaries } from '../../pipeline/mapping/dictionary.js';
import { readRecords } from '../../pipeline/read/read-file.js';
import { FileRefusal } from '../../pipeline/read/refusal.js';
import { memorySource } from '../../pipeline/read/source.js';
import { patience, sized } from '../long.js';
import { gb18030 } from '../pipeline/read/fixture.js';

/** A small file with characters of one to four bytes, quotes, line breaks in quotes and both line ends. */
const text = [
  '医院编码,病案号,支持模式,上机时间,备注',
  'H1,"1",VA,2026-10-05 08:00,"甲""乙"',
  'H1,2,"VV",2026-10-06 08:00,"两\r\n行,𠮷"',
  'H1,3,VA,2026-10-07 08:00,㐀䶮',
  'H1,4,VA,坏"引号,',
  'H1,5,VA,2026-10-08 08:00',
  '合计,1,,,',
  '',
  'H1,6,VAV,"2026-10-09 08:00",',
  '',
].join('\r\n');

const files = {
  'UTF-8': Buffer.from(text),
  'UTF-8 with BOM': Buffer.from(`\ufeff${text}`),
  GB18030: gb18030(text),
  'UTF-16LE': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
  'UTF-16BE': Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]),
  'UTF-8, cut': Buffer.from(text).subarray(0, -30),
  'GB18030, cut': gb18030(text).subarray(0, -60),
};

/** Everything the reader says of a file. */
async function saidOf(bytes: Buffer, chunkBytes: number): Promise<unknown> {
  const said: unknown[] = [];
  try {
    const result = await readRecords(
      memorySource(bytes, chunkBytes),
      headerDictionaries,
      {},
      {
        record: (line, cells, lines) => said.push({ line, lines, cells: [...cells] }),
        held: (row) => said.push({ ...row }),
        skipped: (line, lines, reason) => said.push({ line, lines, reason }),
      },
    );
    return { said, result };
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error;
    return { refused: error.code, line: error.line, facts: error.facts, texts: error.texts };
  }
}

describe('what the reader says of a file', () => {
  it.each(Object.entries(files))(
    'does not depend on how its bytes are cut into chunks: %s',
    async (_, bytes) => {
      const whole = await saidOf(bytes, bytes.length);
      for (let size = 1; size <= 64; size += 1)
        expect(await saidOf(bytes, size), `${size} bytes`).toEqual(whole);
    },
  );

  it('is a case for each sound row of the file', async () => {
    const { result } = (await saidOf(files.GB18030, 7)) as { result: { records: number; heldBack: number } };
    expect(result).toMatchObject({ records: 4, heldBack: 2, encoding: 'gb18030' });
  });
});

describe('a file with one bit wrong', () => {
  const lines = [...text.trimEnd().split('\r\n'), ...text.trimEnd().split('\r\n').slice(1)];
  const small = [...lines.slice(0, sized(4, lines.length)), ''].join('\r\n');
  it.each([
    ['UTF-8', Buffer.from(small)],
    ['GB18030', gb18030(small)],
    ['UTF-16LE', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(small, 'utf16le')])],
  ])(
    'is read or refused, and every line is accounted for: %s',
    async (_, bytes) => {
      let refused = 0;
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const flipped = Buffer.from(bytes);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        // The reader checks the sum of its lines itself and throws an untyped error when it is wrong.
        const said = (await saidOf(flipped, 1 << 16)) as { refused?: string };
        if (said.refused !== undefined) refused += 1;
      }
      expect(bytes.length).toBeGreaterThanOrEqual(sized(100, 400));
      expect(refused).toBeGreaterThan(0);
      expect(refused).toBeLessThan(bytes.length * 8);
    },
    patience,
  );
});

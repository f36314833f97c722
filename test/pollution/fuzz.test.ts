import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { headerDictionaries } from '../../pipeline/mapping/dictionary.js';
import { readRecords } from '../../pipeline/read/read-file.js';
import { FileRefusal } from '../../pipeline/read/refusal.js';
import { memorySource } from '../../pipeline/read/source.js';
import { timesLonger } from '../growth.js';
import { isLong, patience } from '../long.js';
import { seeded } from '../pipeline/read/fixture.js';
import { columns } from './case-list.js';
import { cellText } from './csv-text.js';
import { makeDocument } from './document.js';
import { loadByUs } from './our-loader.js';
import { pollute } from './polluter.js';
import { variants, Writer } from './write.js';

/** Reads bytes and gives each physical line's taker; null when the file is refused. Any other error goes up. */
async function takers(bytes: Uint8Array): Promise<{ taken: number[]; physical: number } | null> {
  const taken: number[] = [];
  const take = (line: number, lines: number) => {
    for (let i = line; i < line + lines; i += 1) taken[i] = (taken[i] ?? 0) + 1;
  };
  try {
    const result = await readRecords(
      memorySource(bytes),
      headerDictionaries,
      {},
      {
        record: (line, _cells, lines) => take(line, lines),
        held: ({ line, lines }) => take(line, lines),
        skipped: (line, lines) => take(line, lines),
      },
    );
    take(result.headerLine, result.lines.header);
    return { taken, physical: result.physicalLines };
  } catch (error) {
    if (error instanceof FileRefusal) return null;
    throw error;
  }
}

/** Small polluted files in every encoding and with every line end. */
function corpus(files: number): Buffer[] {
  const random = seeded(5);
  const all = [...pollute(makeDocument(5, 8))];
  const writers = variants.map((variant) => new Writer(variant));
  const found: Buffer[] = [];
  while (found.length < files) {
    const file = all[Math.floor(random() * all.length)];
    const written = file && writers[found.length % writers.length]?.write(file);
    if (written) found.push(written.bytes);
  }
  return found;
}

const dangerous = [0x00, 0x0a, 0x0d, 0x22, 0x2c, 0x80, 0xff, 0xfe, 0xef, 0x30, 0x5c, 0x09, 0x1a, 0x3b];

/** One to four changes: a bit, a byte, bytes put in, taken out, or copied from elsewhere. */
function mutate(bytes: Buffer, random: () => number): Buffer {
  const below = (n: number) => Math.floor(random() * n);
  let changed = Buffer.from(bytes);
  for (let i = 1 + below(4); i > 0 && changed.length > 0; i -= 1) {
    const at = below(changed.length);
    const length = 1 + below(12);
    const before = changed.subarray(0, at);
    switch (below(6)) {
      case 0:
        changed[at] = (changed[at] ?? 0) ^ (1 << below(8));
        break;
      case 1:
        changed[at] = below(256);
        break;
      case 2:
        changed[at] = dangerous[below(dangerous.length)] ?? 0;
        break;
      case 3:
        changed = Buffer.concat([
          before,
          Buffer.from([dangerous[below(dangerous.length)] ?? 0]),
          changed.subarray(at),
        ]);
        break;
      case 4:
        changed = Buffer.concat([before, changed.subarray(at + length)]);
        break;
      default: {
        const from = below(changed.length);
        changed = Buffer.concat([before, changed.subarray(from, from + length * 8), changed.subarray(at)]);
      }
    }
  }
  return changed;
}

describe('readRecords', () => {
  const mutations = isLong ? 200_000 : 3_000;
  it(
    `takes every line once, refuses with a code, and never hangs, on ${mutations} mutated files`,
    async () => {
      const random = seeded(2_026);
      const files = corpus(400);
      let refused = 0;
      let slowest: { user: number; bytes: Buffer; from: Buffer } = {
        user: 0,
        bytes: Buffer.alloc(0),
        from: Buffer.alloc(0),
      };
      for (let i = 0; i < mutations; i += 1) {
        const from = files[i % files.length] ?? Buffer.alloc(0);
        const bytes = mutate(from, random);
        const before = process.cpuUsage();
        const found = await takers(bytes);
        const { user } = process.cpuUsage(before);
        if (user > slowest.user) slowest = { user, bytes, from };
        if (found === null) {
          refused += 1;
          continue;
        }
        const once = Array.from({ length: found.physical }, (_, line) => found.taken[line + 1] === 1);
        if (!once.every(Boolean) || found.taken.length !== found.physical + 1) {
          expect.fail(`mutation ${i}: a line was not taken exactly once\n${bytes.toString('hex')}`);
        }
      }
      const { bytes, from } = slowest;
      const times = await timesLonger(
        () => takers(from),
        () => takers(bytes),
        20,
      );
      expect(times, bytes.toString('hex')).toBeLessThan(20);
      expect(refused).toBeGreaterThan(mutations / 50);
      expect(refused).toBeLessThan(mutations);
    },
    patience,
  );

  it.each(variants)(
    'never loses a row in silence, cut at any byte, in $encoding with $lineEnd',
    async (variant) => {
      const document = makeDocument(3, isLong ? 28 : 9);
      const writer = new Writer(variant);
      const clean = writer.write({
        kind: 'clean',
        group: 'structure',
        row: null,
        column: null,
        refused: false,
        parts: [document.header, ...document.cases],
      });
      const bytes = clean?.bytes ?? Buffer.alloc(0);
      // A file cut behind a line end is a shorter sound file. Behind CR of CRLF it is one too.
      const sound = new Map<number, number>();
      for (let rows = 0; rows <= document.rows.length; rows += 1) {
        const parts = [document.header, ...document.cases.slice(0, rows)];
        const length =
          writer.write({ kind: '', group: 'structure', row: null, column: null, refused: false, parts })
            ?.bytes.length ?? 0;
        sound.set(length, rows);
        if (variant.lineEnd === 'CRLF')
          sound.set(length - (variant.encoding === 'UTF-16LE-BOM' ? 2 : 1), rows);
      }
      for (let cut = 0; cut < bytes.length; cut += 1) {
        const { refused, rows, messages } = await loadByUs(bytes.subarray(0, cut));
        const whole = sound.get(cut);
        if (whole === undefined) {
          if (refused === null && messages === 0) expect.fail(`silent when cut at byte ${cut}`);
        } else if (refused !== null || rows.length !== whole) {
          expect.fail(
            `cut at byte ${cut}, behind row ${whole}: ${rows.length} rows, refused ${refused !== null}`,
          );
        }
        for (const [i, row] of rows.entries()) {
          const same = row.every((cell, at) => cell === document.rows[i]?.[at]);
          if (!same && !(i === rows.length - 1 && messages > 0))
            expect.fail(`row ${i} is wrong when cut at byte ${cut}`);
        }
      }
    },
    patience,
  );

  const tables = isLong ? 10_000 : 1_000;
  it(
    `reads what papaparse reads on ${tables} valid tables`,
    async () => {
      const random = seeded(4_180);
      const below = (n: number) => Math.floor(random() * n);
      const letters = ['a', '7', ' ', '，', '体', '“', '𠮷', '.', ',', '"', '\n', "'", ';', '-'];
      const cell = () => Array.from({ length: below(9) }, () => letters[below(letters.length)]).join('');
      for (let i = 0; i < tables; i += 1) {
        const end = ['\n', '\r\n', '\r'][below(3)] ?? '\n';
        const rows = Array.from({ length: 1 + below(12) }, (_, row) =>
          columns.map(({ required }) => (required ? `K${i}-${row}${cell()}` : cell())),
        );
        const header = columns.map(({ header: name }) => name);
        const text = [header, ...rows]
          .map(
            (cells) =>
              `${cells.map((value) => cellText(value, random() < 0.2 || /[",\r\n]/.test(value))).join(',')}${end}`,
          )
          .join('');
        const peer = Papa.parse<string[]>(text.slice(0, -end.length), {
          delimiter: ',',
          newline: end as '\n',
        });
        const read: string[][] = [];
        const faults: unknown[] = [];
        await readRecords(
          memorySource(Buffer.from(text)),
          headerDictionaries,
          {},
          {
            record: (_line, cells) => read.push(cells),
            held: (row) => faults.push(row),
            skipped: (line, _lines, reason) => faults.push({ line, reason }),
          },
        );
        expect(faults).toEqual([]);
        expect(read).toEqual(peer.data.slice(1));
        expect(read).toEqual(rows);
      }
    },
    patience,
  );
});

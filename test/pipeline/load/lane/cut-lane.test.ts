import { afterAll, describe, expect, it } from 'vitest';
import { encode } from '../../../../data-samples/generator/encode.js';
import { sized } from '../../../long.js';
import { csv, Province } from '../../fixture.js';
import { anaesthetic, lanes, tracesOf } from './lanes.js';

/*
 * Random files with random faults, by the cut lane and by the exact lane alone: whatever is cut out of a file, what the file leaves behind
 * is the same.
 */

/** Numbers from 0 on, the same for the same seed (mulberry32). */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

type Lines = string[];
/** Each changes the rows of a file, the header apart. */
const faults: Readonly<Record<string, (rows: Lines, at: number, roll: (below: number) => number) => void>> = {
  'a bad number': (rows, at) => replaceCell(rows, at, 12, '三十六'),
  'a bad date': (rows, at) => replaceCell(rows, at, 7, '2026-10-35 08:00'),
  'a blank in a required cell': (rows, at) => replaceCell(rows, at, 6, ''),
  'another hospital': (rows, at) => replaceCell(rows, at, 0, 'H01'),
  'a word for not known': (rows, at) => replaceCell(rows, at, 4, '不详'),
  'a program’s word for nothing': (rows, at) => replaceCell(rows, at, 9, 'NULL'),
  'a case number in blanks': (rows, at) => replaceCell(rows, at, 1, ' ZY 7'),
  'a rounded number': (rows, at) => replaceCell(rows, at, 1, '110101199001011000'),
  'a row twice': (rows, at) => void rows.splice(at, 0, rows[at] ?? ''),
  'a row twice, once with a bad cell': (rows, at) => {
    rows.push(rows[at] ?? '');
    replaceCell(rows, at, 4, '大概');
  },
  'a row that differs under one key': (rows, at, roll) => {
    rows.push(rows[at] ?? '');
    replaceCell(rows, rows.length - 1, 4, '-');
    replaceCell(rows, rows.length - 1, 3, String(1 + roll(4)));
  },
  'a remark over lines': (rows, at) => replaceCell(rows, at, 13, '"第一行\n第二行, ""引用""\n完"'),
  'a quote inside a cell': (rows, at) => replaceCell(rows, at, 13, '说"好"'),
  'a quote that is not closed': (rows, at) => replaceCell(rows, at, 13, '"未完'),
  'two quotes that are not closed': (rows, at) => {
    replaceCell(rows, at, 13, '"未完');
    replaceCell(rows, Math.min(at + 4, rows.length - 1), 13, '"也未完');
  },
  'a quote after the closing one': (rows, at) => replaceCell(rows, at, 13, '"好"的'),
  'a guard': (rows, at) => replaceCell(rows, at, 2, '="MZ9"'),
  'a cell too few': (rows, at) => {
    rows[at] = (rows[at] ?? '').split(',').slice(0, -1).join(',');
  },
  'a cell too many': (rows, at) => {
    rows[at] = `${rows[at]},多`;
  },
  'a stray CR': (rows, at) => {
    rows[at] = (rows[at] ?? '').replace(',', '\r,');
  },
  'a stray LF': (rows, at) => {
    rows[at] = (rows[at] ?? '').replace(',', '\n,');
  },
  'another line end': (rows, at) => {
    rows[at] = `${rows[at]}\r`;
  },
  'a NUL': (rows, at) => replaceCell(rows, at, 13, '麻\0醉'),
  'a BOM in the middle': (rows, at) => {
    rows[at] = `\ufeff${rows[at]}`;
  },
  'a private character': (rows, at) => replaceCell(rows, at, 13, '麻\ue000醉'),
  'a foreign letter': (rows, at) => replaceCell(rows, at, 13, 'Жизнь'),
  'a blank line': (rows, at) => void rows.splice(at, 0, ''),
  'a line of separators': (rows, at) => void rows.splice(at, 0, ',,,,,,,,,,,,,'),
  'the header again': (rows, at) => void rows.splice(at, 0, header),
  'a total': (rows, at) => void rows.splice(at, 0, '合计,25,,,,,,,,,,,,'),
  'a note': (rows) => void rows.push('填表人：张三'),
  'blanks at the edge': (rows, at) => replaceCell(rows, at, 13, ' 好 '),
  'a long cell': (rows, at) => replaceCell(rows, at, 13, '长'.repeat(33_000)),
  'an end-of-file mark': (rows) => void rows.push('\u001a'),
};
const names = Object.keys(faults);

const sample = { ...anaesthetic('1'), 备注: '' };
const header = Object.keys(sample).join(',');

function replaceCell(rows: Lines, at: number, column: number, cell: string): void {
  const cells = (rows[at] ?? '').split(',');
  if (cells.length > column) cells[column] = cell;
  rows[at] = cells.join(',');
}

interface Made {
  readonly bytes: Uint8Array;
  readonly of: string;
}

/** A file of a hospital with one to four faults. */
function made(hospital: string, seed: number): Made {
  const roll = dice(seed);
  const size = 20 + roll(60);
  const rows = Array.from({ length: size }, (_, i) => {
    const no = String(i + 1).padStart(3, '0');
    const start = `2026-10-${String(1 + (i % 28)).padStart(2, '0')} ${String(7 + roll(10)).padStart(2, '0')}:${String(10 + roll(50))}`;
    const quoted = roll(4) === 0 ? `"${roll(2) === 0 ? '好, ""稳""' : '平稳'}"` : '平稳';
    const end = `${start.slice(0, 10)} 23:00`;
    return Object.values({
      ...sample,
      ...anaesthetic(no, { 医院编码: hospital, 麻醉开始时间: start, 麻醉结束时间: end }),
      备注: quoted,
    }).join(',');
  });
  const chosen = Array.from({ length: 1 + roll(4) }, () => names[roll(names.length)] ?? '');
  for (const name of chosen) faults[name]?.(rows, roll(rows.length), roll);
  const lineEnd = roll(3) === 0 ? '\r\n' : '\n';
  const text = [header, ...rows].join(lineEnd) + (roll(12) === 0 ? '' : lineEnd);
  const [encoding, bom] = [roll(3) === 0 ? 'gb18030' : 'utf-8', roll(5) === 0] as const;
  let bytes: Uint8Array =
    encoding === 'gb18030'
      ? encode(text.replaceAll('\ufeff', ''), 'gb18030')
      : Buffer.from(bom ? `\ufeff${text}` : text);
  const cut = roll(14);
  if (cut === 0) bytes = bytes.subarray(0, bytes.length - 1 - roll(40));
  // Takes a byte out of the middle, which cuts a character where there is one.
  if (cut === 1) {
    const at = Math.floor(bytes.length / 2) + roll(20);
    bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
  }
  return {
    bytes,
    of: `${encoding}${bom ? ' with BOM' : ''}, ${lineEnd === '\n' ? 'LF' : 'CRLF'}, ${chosen.join(' + ')}`,
  };
}

const opened: Province[] = [];
afterAll(async () => {
  for (const province of opened) await province.close();
});

async function bothWays(inbox: Record<string, string | Uint8Array>) {
  const taken: Province[] = [];
  for (const lane of [lanes.fast, lanes.exact]) {
    const province = await Province.open();
    opened.push(province);
    await province.send('2026-10', inbox, lane);
    taken.push(province);
  }
  return taken as [Province, Province];
}

const lanesOf = async (province: Province) =>
  new Map(
    (await province.database.rows<{ path: string; lane: string | null }>('SELECT path, lane FROM files')).map(
      ({ path, lane }) => [path, lane],
    ),
  );

const files = sized(40, 600);

describe(`${files} files with faults, each in the folder of its hospital`, () => {
  it('leave the same behind by the cut lane and by the exact lane alone', { timeout: 600_000 }, async () => {
    const code = (i: number) => `H${String(i + 1).padStart(3, '0')}`;
    const all = Array.from({ length: files }, (_, i) => made(code(i), 1000 + i));
    const list = csv(
      [...all.keys(), -1].map((i) => ({ hospital_id: i < 0 ? 'H01' : code(i), name: 'x', city: '云川市' })),
    );
    const inbox = Object.fromEntries(all.map(({ bytes }, i) => [`${code(i)}/麻醉.csv`, bytes]));
    const [cut, exact] = await bothWays({ 'hospitals.csv': list, ...inbox });
    const [byCut, byExact] = [await tracesOf(cut), await tracesOf(exact)];
    const told = (path: unknown) => all[Number(String(path).slice(1, 4)) - 1]?.of;
    for (const what of [
      'files',
      'problems',
      'rows',
      'submissions',
      'columns',
      'skipped',
      'figures',
    ] as const) {
      for (const [i, row] of byExact[what].entries())
        expect(byCut[what][i], told((row as { path?: string }).path)).toEqual(row);
      expect(byCut[what].length, what).toBe(byExact[what].length);
    }
    const taken = [...(await lanesOf(cut)).values()];
    const byLane = (lane: string | null) => taken.filter((one) => one === lane).length;
    expect(byLane('cut')).toBeGreaterThan(files / 3);
    expect(byLane('exact')).toBeGreaterThan(0);
    expect(byLane(null)).toBeGreaterThan(0);
  });
});

describe('a flat file of several hospitals', () => {
  it.each(Array.from({ length: sized(2, 40) }, (_, i) => i))(
    'leaves the same behind by the cut lane and by the exact lane alone, %i',
    { timeout: 120_000 },
    async (seed) => {
      const parts = ['H1', 'H2', 'H3'].map((code, i) => made(code, 90_000 + seed * 3 + i));
      const texts = parts.map(({ bytes }) => Buffer.from(bytes).toString('utf8').replace('\ufeff', ''));
      const text = texts.map((part, i) => (i === 0 ? part : part.slice(part.indexOf('\n') + 1))).join('');
      const [cut, exact] = await bothWays({ 'all.csv': text });
      expect(await tracesOf(cut), parts.map(({ of }) => of).join(' | ')).toEqual(await tracesOf(exact));
    },
  );
});

describe('a file of which one row has to do with another', () => {
  const rows = (cells: Parameters<typeof anaesthetic>[1]) => [
    ...Array.from({ length: 30 }, (_, i) =>
      anaesthetic(String(i + 1), { 医院编码: 'H1', 麻醉开始时间: `2026-10-05 08:${i + 10}` }),
    ),
    anaesthetic('99', {
      医院编码: 'H1',
      ASA分级: '-',
      麻醉开始时间: '2026-10-06 08:00',
      麻醉结束时间: '2026-10-06 09:00',
      ...cells,
    }),
  ];
  it.each([
    ['nothing', {}, 'cut'],
    ['its key', { 病案号: 'ZY3', 麻醉单号: 'MZ3' }, 'exact'],
    ['its key in another spelling', { 病案号: 'zy-3', 麻醉单号: 'mz3' }, 'exact'],
    ['its patient and day', { 病案号: 'ZY3', 麻醉开始时间: '2026-10-05' }, 'exact'],
  ])('is cut only where it shares %s', async (_, cells, lane) => {
    const [cut, exact] = await bothWays({ 'H1/麻醉.csv': csv(rows(cells)) });
    expect((await lanesOf(cut)).get('H1/麻醉.csv')).toBe(lane);
    expect(await tracesOf(cut)).toEqual(await tracesOf(exact));
  });
});

/** So many rows that the database stores them in parts; with fewer the case below shows nothing. */
const rowsOfMany = sized(2_000, 300_000);

describe(`a file of ${rowsOfMany} rows with one bad cell`, () => {
  it('is stored whole although no row of its neighbourhoods counts', { timeout: 600_000 }, async () => {
    const cells = (i: number) => {
      const day = `2026-10-${String(1 + (i % 28)).padStart(2, '0')}`;
      const times = { 麻醉开始时间: `${day} 08:00`, 麻醉结束时间: `${day} 09:00` };
      return anaesthetic(String(i), { 医院编码: 'H1', ...times });
    };
    const line = (row: object) => Object.values(row).join(',');
    const rows = Array.from({ length: rowsOfMany }, (_, i) => line(cells(i)));
    rows[7] = line({ ...cells(7), ASA分级: '九' });
    const text = `${Object.keys(cells(0)).join(',')}\n${rows.join('\n')}\n`;
    const province = await Province.open();
    opened.push(province);
    await province.send('2026-10', { 'H1/麻醉.csv': text }, lanes.fast);
    expect((await lanesOf(province)).get('H1/麻醉.csv')).toBe('cut');
    const stored = 'SELECT count(*) FROM anesthesia_cases WHERE file_id IN (SELECT file_id FROM submissions)';
    expect(await province.database.number(stored)).toBe(rowsOfMany - 1);
    expect(await province.problems()).toEqual(['H1/麻醉.csv:9 unknown-value']);
  });
});

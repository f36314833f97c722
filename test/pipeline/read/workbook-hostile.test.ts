import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { crc32, deflateRawSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as Apart from '../../../pipeline/read/xlsx/apart.js';
import { workbookLimits } from '../../../pipeline/read/xlsx/limits.js';
import type * as Reader from '../../../pipeline/read/xlsx/read-workbook.js';
import { HEADER, ROW, seeded } from './fixture.js';
import {
  bookRefusal,
  type Cell,
  ecmoBook,
  parts,
  readBook,
  rowsXml,
  saved,
  workbook,
} from './workbook-fixture.js';

const header = HEADER.split(',');
const row: Cell[] = ROW.split(',');
const rows = [header, row];
const root = resolve(import.meta.dirname, '../../..');

/** One entry of an archive that is written with its lies. */
interface Forged {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly size?: number;
  readonly checksum?: number;
  readonly flags?: number;
  readonly method?: number;
  /** Points at the entry before it. */
  readonly overlaps?: boolean;
}

/** A ZIP archive whose directory says what it is told to say. */
function forge(entries: readonly Forged[], count = entries.length): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  let before = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const method = entry.method ?? 8;
    const data = method === 0 ? Buffer.from(entry.bytes) : deflateRawSync(entry.bytes, { level: 6 });
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(entry.flags ?? 0, 2);
    fields.writeUInt16LE(method, 4);
    fields.writeUInt32LE(entry.checksum ?? crc32(entry.bytes), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(entry.size ?? entry.bytes.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), fields, name, data]);
    const central = Buffer.alloc(46);
    central.write('504b0102', 'hex');
    central.writeUInt16LE(20, 4);
    fields.copy(central, 6);
    central.writeUInt32LE(entry.overlaps === true ? before : offset, 42);
    directory.push(Buffer.concat([central, name]));
    bodies.push(local);
    before = offset;
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('504b0506', 'hex');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, list, end]);
}

const SHEET = 'xl/worksheets/sheet1.xml';

/** An honest workbook with one entry changed and others added. */
function forged(change: Partial<Forged> = {}, added: readonly Forged[] = []): Buffer {
  const entries = Object.entries(parts({ sheets: [{ rows }] })).map(([name, bytes]) => ({ name, bytes }));
  return forge([
    ...entries.map((entry) => (entry.name === SHEET ? { ...entry, ...change } : entry)),
    ...added,
  ]);
}

const withSheet = (xml: string) => workbook({ sheets: [{ xml }] });
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** A workbook with one part that goes on for 300 MB; 0.3 to 0.8 MB packed. */
function bomb(part: string, start: string, pattern: string): Buffer {
  const bytes = Buffer.concat([Buffer.from(start), Buffer.alloc(300_000_000, pattern)]);
  const honest = parts({ sheets: [{ rows }], strings: '' });
  return forge([
    ...Object.entries(honest).flatMap(([name, own]) => (name === part ? [] : [{ name, bytes: own }])),
    { name: part, bytes },
  ]);
}

const rowBomb = () =>
  bomb(SHEET, `<worksheet xmlns="${MAIN}"><sheetData>`, '<row><c><v>1</v></c><c t="b"><v>0</v></c></row>');
const textBomb = () => bomb('xl/sharedStrings.xml', `<sst xmlns="${MAIN}"><si><t>`, 'x');

const xxe = (entity: string) =>
  `<?xml version="1.0"?><!DOCTYPE worksheet [${entity}]><worksheet xmlns="${MAIN}"><sheetData>${rowsXml([header])}<row r="2"><c r="A2" t="inlineStr"><is><t>&x;</t></is></c></row></sheetData></worksheet>`;

/** More than the sixteen bits of an old directory can count. */
function crowd(): Buffer {
  const empty = Array.from({ length: 100_000 }, (_, i) => ({
    name: `${i}`,
    bytes: new Uint8Array(),
    method: 0,
  }));
  const archive = forge(empty, 0xffff);
  const end = archive.subarray(archive.length - 22);
  const record = Buffer.alloc(56);
  record.write('504b0606', 'hex');
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(100_000n, 24);
  record.writeBigUInt64LE(100_000n, 32);
  record.writeBigUInt64LE(BigInt(end.readUInt32LE(12)), 40);
  record.writeBigUInt64LE(BigInt(end.readUInt32LE(16)), 48);
  const locator = Buffer.alloc(20);
  locator.write('504b0607', 'hex');
  locator.writeBigUInt64LE(BigInt(archive.length - 22), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([archive.subarray(0, -22), record, locator, end]);
}

const hostile: [string, () => Uint8Array, string, string][] = [
  ['a sheet that inflates to 300 MB', rowBomb, 'workbook-limit', 'ratio'],
  ['a text that inflates to 300 MB', textBomb, 'workbook-limit', 'ratio'],
  [
    'an external entity',
    () => withSheet(xxe('<!ENTITY x SYSTEM "file:///etc/passwd">')),
    'damaged-workbook',
    'dtd',
  ],
  [
    'entities that multiply',
    () =>
      withSheet(
        xxe(
          `<!ENTITY a "ha">${Array.from({ length: 20 }, (_, i) => `<!ENTITY ${'b'.repeat(i + 1)} "&a;&a;">`)}`,
        ),
      ),
    'damaged-workbook',
    'dtd',
  ],
  [
    'an entity nobody declared',
    () => withSheet(xxe('').replace(/<!DOCTYPE.*?\]>/, '')),
    'damaged-workbook',
    'bad-xml',
  ],
  ['100,000 entries', crowd, 'workbook-limit', 'entries'],
  ['a size declared too small', () => forged({ size: 10 }), 'damaged-workbook', 'wrong-size'],
  ['a size declared too large', () => forged({ size: 4_000_000_000 }), 'damaged-workbook', 'wrong-size'],
  ['a wrong checksum', () => forged({ checksum: 1 }), 'damaged-workbook', 'wrong-checksum'],
  ['an encrypted entry', () => forged({ flags: 1 }), 'unsupported-format', 'encrypted-zip'],
  ['a method of compression nobody has', () => forged({ method: 12 }), 'damaged-workbook', 'bad-compression'],
  [
    'overlapping entries',
    () => forged({}, [{ name: 'x.xml', bytes: strToU8('x'), overlaps: true }]),
    'damaged-workbook',
    'overlapping-entries',
  ],
  [
    'two entries of one name',
    () => forged({}, [{ name: SHEET.toUpperCase(), bytes: strToU8('x') }]),
    'damaged-workbook',
    'duplicate-entry',
  ],
  [
    'a name that leaves the folder',
    () => forged({}, [{ name: '../../etc/cron.d/x', bytes: strToU8('x') }]),
    'damaged-workbook',
    'not-a-zip',
  ],
  [
    'an absolute name',
    () => forged({}, [{ name: '/etc/x', bytes: strToU8('x') }]),
    'damaged-workbook',
    'not-a-zip',
  ],
  ['an archive cut in half', () => forged().subarray(0, 1500), 'damaged-workbook', 'not-a-zip'],
  ['four bytes of an archive', () => strToU8('PK\x03\x04'), 'damaged-workbook', 'not-a-zip'],
  [
    'a missing sheet',
    () => {
      const { [SHEET]: _, ...rest } = parts({ sheets: [{ rows }] });
      return zipSync(rest);
    },
    'damaged-workbook',
    'missing-part',
  ],
  [
    'a sheet that lies outside the file',
    () => {
      const files = parts({ sheets: [{ rows }] });
      const rels = Buffer.from(files['xl/_rels/workbook.xml.rels'] ?? []).toString();
      const outside = rels.replace(
        'Target="worksheets/sheet1.xml"',
        'Target="http://127.0.0.1:1/x" TargetMode="External"',
      );
      return zipSync({ ...files, 'xl/_rels/workbook.xml.rels': strToU8(outside) });
    },
    'damaged-workbook',
    'missing-part',
  ],
  [
    'one part as two hundred sheets',
    () => {
      const files = parts({ sheets: [{ rows }, { rows }] });
      const rels = Buffer.from(files['xl/_rels/workbook.xml.rels'] ?? []).toString();
      return zipSync({
        ...files,
        'xl/_rels/workbook.xml.rels': strToU8(rels.replaceAll('sheet2.xml', 'sheet1.xml')),
      });
    },
    'damaged-workbook',
    'bad-reference',
  ],
  ['too many sheets', () => workbook({ sheets: Array(201).fill({}) }), 'workbook-limit', 'sheets'],
  [
    'XML without an end',
    () => withSheet(`<worksheet xmlns="${MAIN}"><sheetData>`),
    'damaged-workbook',
    'bad-xml',
  ],
  [
    'bytes that are no UTF-8',
    () => forged({ bytes: Buffer.from('<worksheet>\xff', 'latin1') }),
    'damaged-workbook',
    'bad-xml',
  ],
  [
    'another encoding',
    () => withSheet('<?xml version="1.0" encoding="gb2312"?><worksheet/>'),
    'damaged-workbook',
    'bad-xml',
  ],
  ['another root', () => withSheet(`<chartsheet xmlns="${MAIN}"/>`), 'damaged-workbook', 'bad-xml'],
  ['deep XML', () => withSheet('<worksheet>'.repeat(10_000)), 'workbook-limit', 'xml-depth'],
  [
    'a tag without an end',
    () => withSheet(`<worksheet a="${seededText(3_000_000)}"/>`),
    'workbook-limit',
    'xml-token',
  ],
  [
    'more rules for columns than columns',
    () =>
      withSheet(`<worksheet><cols>${'<col min="1" max="9" hidden="1"/>'.repeat(16_385)}</cols></worksheet>`),
    'damaged-workbook',
    'bad-reference',
  ],
  ['rows out of order', () => withData(`<row r="2"/><row r="1"/>`), 'damaged-workbook', 'order'],
  [
    'one cell twice',
    () => withData('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'),
    'damaged-workbook',
    'order',
  ],
  [
    'a cell of another row',
    () => withData('<row r="1"><c r="A2"/></row>'),
    'damaged-workbook',
    'bad-reference',
  ],
  [
    'a cell beyond the sheet',
    () => withData('<row r="1"><c r="XFE1"/></row>'),
    'damaged-workbook',
    'bad-reference',
  ],
  ['a row beyond the sheet', () => withData('<row r="1048577"/>'), 'damaged-workbook', 'bad-reference'],
  [
    'a text that is not there',
    () => withData('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'),
    'damaged-workbook',
    'bad-reference',
  ],
  [
    'a style that is not there',
    () => withData('<row r="1"><c r="A1" s="7"><v>7</v></c></row>'),
    'damaged-workbook',
    'bad-reference',
  ],
];

const made = new Map<string, string>();

/** The path of a hostile file; each is made once. */
function pathOf(name: string, make: () => Uint8Array): string {
  const path = made.get(name) ?? saved(make());
  made.set(name, path);
  return path;
}

function withData(data: string): Uint8Array {
  return workbook({ sheets: [{ data }] });
}

function seededText(length: number): string {
  const random = seeded(1);
  let text = '';
  while (text.length < length) text += random().toString(36);
  return text;
}

describe('readWorkbook, hostile files in this process', () => {
  it.each(hostile)('refuses %s', async (name, make, code, reason) => {
    const found = await bookRefusal(pathOf(name, make));
    const { facts } = found;
    expect([found.code, facts['reason'] ?? facts['limit'] ?? facts['format']]).toEqual([code, reason]);
    expect(found.texts.zh.length).toBeGreaterThan(20);
    expect(found.texts.en.length).toBeGreaterThan(20);
  });

  it('reads an honest archive written in the same way', async () => {
    const { sheets } = await readBook(
      forged({}, [{ name: 'xl/media/a.png', bytes: strToU8('x'), method: 0 }]),
    );
    expect(sheets[0]?.records).toHaveLength(1);
  });

  it('stops at each limit', async () => {
    const many = ecmoBook(Array(2000).fill(row));
    const limits: [keyof typeof workbookLimits, number, string][] = [
      ['inflatedBytes', 20_000, 'inflated-bytes'],
      ['cells', 1000, 'cells'],
      ['characters', 5000, 'characters'],
      ['seconds', 0, 'seconds'],
      ['entries', 3, 'entries'],
    ];
    for (const [name, value, limit] of limits) {
      const found = await bookRefusal(many, { limits: { [name]: value } });
      expect([found.code, found.facts['limit']]).toEqual(['workbook-limit', limit]);
    }
    const shared = workbook({ sheets: [{ rows }], strings: '<si><t>abc</t></si>'.repeat(100) });
    for (const [name, limit] of [
      ['sharedStrings', 'shared-strings'],
      ['sharedCharacters', 'shared-characters'],
    ]) {
      const found = await bookRefusal(shared, { limits: { [name ?? '']: 50 } });
      expect(found.facts['limit']).toBe(limit);
    }
  });

  it('throws nothing but refusals on 300 mutated files, and pollutes no prototype', async () => {
    const honest = forged();
    const random = seeded(7);
    for (let i = 0; i < 300; i += 1) {
      const bytes = Buffer.from(honest);
      for (let n = 0; n < 4; n += 1) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      const cut = random() < 0.2 ? bytes.subarray(0, Math.floor(random() * bytes.length)) : bytes;
      await readBook(cut).catch((error: Error) => {
        if (error.name !== 'FileRefusal') throw error;
      });
    }
    const names = withData(
      '<row r="1"><c r="A1" t="__proto__" __proto__="x" constructor="y"><v>1</v></c></row>',
    );
    expect((await bookRefusal(names)).code).toBe('unknown-table');
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

describe('readWorkbook, compiled, in a process of its own', () => {
  let folder: string;
  let apart: typeof Apart;
  let reader: typeof Reader;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'workbook-built-'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    const config = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: { noEmit: false, rootDir: root, outDir: folder },
      include: ['apart', 'read-workbook', 'program'].map((name) =>
        join(root, `pipeline/read/xlsx/${name}.ts`),
      ),
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], {
      stdio: 'inherit',
    });
    const built = (name: string) => pathToFileURL(join(folder, `pipeline/read/xlsx/${name}.js`)).href;
    apart = await import(/* @vite-ignore */ built('apart'));
    reader = await import(/* @vite-ignore */ built('read-workbook'));
    writeFileSync(
      join(folder, 'peak.cjs'),
      `process.on('exit', () => {
        const { readFileSync, writeSync } = require('node:fs');
        // The peak that getrusage tells holds that of the process we were forked from.
        const own = process.platform === 'linux' ? /VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1] : process.resourceUsage().maxRSS;
        const { user, system } = process.cpuUsage();
        writeSync(2, '\\npeak=' + own + ' cpu=' + (user + system));
      });`,
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const read = (path: string, options: Reader.WorkbookOptions = {}) =>
    readBook(path, options, reader.readWorkbook);
  const codeOf = async (path: string, options: Reader.WorkbookOptions = {}) => {
    try {
      await read(path, options);
    } catch (error) {
      const { code, facts } = error as { code: string; facts: Record<string, unknown> };
      return [code, facts['reason'] ?? facts['limit'] ?? facts['format']];
    }
    return 'read';
  };
  /** What the reading process took: memory in MB, and seconds of its own, which a busy machine does not stretch. */
  const costOf = (path: string) => {
    const task = apart.programArguments({ path, limits: workbookLimits });
    const { stderr } = spawnSync(process.execPath, ['--require', join(folder, 'peak.cjs'), ...task], {
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    });
    const [, peak, cpu] = /peak=(\d+) cpu=(\d+)/.exec(stderr) ?? [];
    return { peak: Number(peak) / 1024, seconds: Number(cpu) / 1e6 };
  };

  /** How many times the CPU time of a workbook with one honest row a hostile one may take. */
  const mostTimes = 6;

  it('reads the same as in this process', async () => {
    const path = saved(
      workbook({ sheets: [{ rows: [...rows, row, ['合计', 2]] }, { name: '乙', rows: [['x']] }] }),
    );
    expect(await read(path)).toEqual(await readBook(path));
  });

  it('refuses every hostile file in little more than an honest row takes, under 200 MB, and lives on', async () => {
    const honest = costOf(saved(ecmoBook([row]))).seconds;
    const seen: Record<string, string> = {};
    for (const [name, make, code, reason] of hostile) {
      const path = pathOf(name, make);
      expect([name, await codeOf(path)]).toEqual([name, [code, reason]]);
      const { peak, seconds } = costOf(path);
      const times = seconds / honest;
      seen[name] = `${times.toFixed(1)} times, ${peak.toFixed(0)} MB`;
      expect([name, times < mostTimes, peak < 200, peak > 10]).toEqual([name, true, true, true]);
    }
    if (process.env['SHOW_COSTS'] !== undefined) process.stderr.write(`${JSON.stringify(seen, null, 1)}\n`);
  });

  it('reads a lone cell in the last corner of the sheet at no cost', async () => {
    const far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>';
    const path = saved(workbook({ sheets: [{ data: rowsXml(rows) + far }] }));
    const { result } = await read(path);
    const { seconds, peak } = costOf(path);
    expect(seconds / costOf(saved(ecmoBook([row]))).seconds).toBeLessThan(mostTimes);
    expect(result.sheets[0]).toMatchObject({ records: 1, physicalLines: 1_048_576 });
    expect(peak).toBeLessThan(200);
  });

  it('reads a large honest workbook in bounded memory', async () => {
    const many = Array.from({ length: 60_000 }, (_, i): Cell[] =>
      row.map((cell, at) => (at === 1 ? `B${i}` : cell)),
    );
    const path = saved(ecmoBook(many));
    const { result } = await read(path);
    expect(result.sheets[0]?.records).toBe(60_000);
    expect(costOf(path).peak).toBeLessThan(200);
  });

  it('refuses what takes too long or too much memory, and lives on', async () => {
    const strings = Array.from({ length: 400_000 }, (_, i) => `<si><t>text number ${i * 7919}</t></si>`).join(
      '',
    );
    const path = saved(workbook({ sheets: [{ rows }], strings }));
    expect(await codeOf(path)).toBe('read');
    expect(await codeOf(path, { limits: { heapMegabytes: 12 } })).toEqual(['workbook-limit', 'memory']);
    expect(await codeOf(path, { limits: { seconds: 0.15 } })).toEqual(['workbook-limit', 'seconds']);
    expect(await codeOf(saved(ecmoBook([row])))).toBe('read');
  });

  it('fails as a fault of the program, not of the file, where the file is not there', async () => {
    await expect(readBook(join(folder, 'none.xlsx'))).rejects.toThrow('ENOENT');
  });
});

import { describe, expect, it } from 'vitest';
import { account, readRecords } from '../../../pipeline/read/read-file.js';
import { memorySource } from '../../../pipeline/read/source.js';
import {
  dictionaries,
  gb18030,
  HEADER,
  outcome,
  ROW,
  read,
  refusalOf,
  seeded,
  type Taken,
  utf16,
} from './fixture.js';

const warningsOf = ({ result }: Taken) => result.warnings.map(({ code }) => code);
const FILE = `${HEADER}\n${ROW}\n${ROW}\n`;

describe('readRecords, encodings', () => {
  const forms: [string, Buffer, string, boolean][] = [
    ['UTF-8', Buffer.from(FILE), 'utf-8', false],
    ['UTF-8 with BOM', Buffer.from(`\uFEFF${FILE}`), 'utf-8', true],
    ['GB18030', gb18030(FILE), 'gb18030', false],
    ['UTF-16LE', utf16(FILE, 'le'), 'utf-16le', true],
    ['UTF-16BE', utf16(FILE, 'be'), 'utf-16be', true],
  ];
  it.each(forms)('reads %s alike', async (_name, bytes, encoding, bom) => {
    const taken = await read(bytes);
    expect(taken.result).toMatchObject({ encoding, bom, table: 'ecmo_runs', records: 2, physicalLines: 3 });
    expect(taken.records[0]?.cells).toEqual(ROW.split(','));
  });

  it('gives the same for every chunk size, in every encoding', async () => {
    const text = `2026年质控\r\n${HEADER}\r\nH001,1,"𠮷""㐀""\n,é",VV,2026-03-05,"a\r\nb"\r\n合计,2\r\nH001,x"y,,,,\r\n${ROW}\r\n`;
    for (const bytes of [Buffer.from(text), gb18030(text), utf16(text, 'le')]) {
      const whole = await read(bytes);
      expect(whole.records).toHaveLength(2);
      for (let chunk = 1; chunk <= 64; chunk += 1) expect(await read(bytes, {}, chunk)).toEqual(whole);
    }
  });

  it('takes the encoding in which the header is known where the bytes are valid in both', async () => {
    const text = '女女,病案号\n';
    expect((await refusalOf(gb18030(text))).code).toBe('unknown-table');
    const short = gb18030('女,男\n女,女\n').filter((byte) => byte !== 0xc4 && byte !== 0xd0);
    const unsure = await refusalOf(short);
    expect(unsure.code).toBe('encoding-unsure');
    // The first line may be a patient's, so neither reading is quoted.
    expect(JSON.stringify([unsure.texts, unsure.facts])).not.toMatch(/女|Ů/);
  });

  it('refuses an ASCII header over bytes that are valid in both and hold no Chinese as UTF-8', async () => {
    const header = 'hospital_id,case_no,mode,started_at,sex\n';
    const row = 'H001,1,VV,2026-03-05,';
    const both = Buffer.concat([Buffer.from(header + row), gb18030('女'), Buffer.from('\n')]);
    expect((await refusalOf(both)).code).toBe('encoding-unsure');
    expect((await read(both, { encoding: 'gb18030' })).records[0]?.cells[4]).toBe('女');
    expect((await read(`${header}${row}女\n`)).records[0]?.cells[4]).toBe('女');
    const gb = Buffer.concat([Buffer.from(header + row), gb18030('男'), Buffer.from('\n')]);
    expect((await read(gb)).result.encoding).toBe('gb18030');
    expect((await refusalOf(`${header}${row}é\n`)).code).toBe('encoding-unsure');
    expect((await read(`\uFEFF${header}${row}é\n`)).records[0]?.cells[4]).toBe('é');
    expect((await read(`${header}${row}F\n`)).result.encoding).toBe('utf-8');
  });

  it('refuses two encodings in one file with the place of the first bad byte', async () => {
    const joined = Buffer.concat([Buffer.from(FILE), gb18030(`${ROW}\n`)]);
    const found = await refusalOf(joined);
    expect([found.code, found.line]).toEqual(['bad-byte', 4]);
    const other = await refusalOf(Buffer.concat([gb18030(FILE), Buffer.from(`${ROW}\n`)]));
    expect([other.code, other.line]).toEqual(['mixed-encodings', 4]);
  });

  it('refuses UTF-8 under an ASCII header with one GB18030 word, though all of it could be GB18030', async () => {
    const header = 'hospital_id,case_no,patient_name,mode,started_at\n';
    const rows = 'H001,1,张三,VV,2026-03-05\nH001,2,';
    const bytes = Buffer.concat([Buffer.from(header + rows), gb18030('男'), Buffer.from(',VV,2026-03-05\n')]);
    const found = await refusalOf(bytes);
    expect([found.code, found.line, found.facts['encoding']]).toEqual(['bad-byte', 3, 'utf-8']);
  });

  it('finds a UTF-8 line at the end of a GB18030 file, without a line end too', async () => {
    const found = await refusalOf(Buffer.concat([gb18030(FILE), Buffer.from('注释平稳出院')]));
    expect([found.code, found.line]).toEqual(['mixed-encodings', 4]);
  });

  it('decides by the header where the whole file is valid in both', async () => {
    const field = (name: string) => ({ name, headers: [name], required: true });
    const dictionary = { table: 'short', fields: [field('女'), field('拧'), field('仟')] };
    const text = '女,拧,仟\n女,女,女\n';
    const sink = { record: () => {}, held: () => {}, skipped: () => {} };
    const gb = await readRecords(memorySource(gb18030(text)), [dictionary], {}, sink);
    expect(gb).toMatchObject({ encoding: 'gb18030', records: 1 });
    const mojibake = gb18030(text).toString('utf8');
    const cells = (mojibake.split('\n')[0] ?? '').split(',');
    const odd = { table: 'odd', fields: cells.map(field) };
    const utf8 = await readRecords(memorySource(gb18030(text)), [odd], {}, sink);
    expect(utf8).toMatchObject({ encoding: 'utf-8', table: 'odd', records: 1 });
  });

  it('checks a stated encoding against the bytes', async () => {
    expect((await refusalOf(gb18030(FILE), { encoding: 'utf-8' })).code).toBe('bad-byte');
    expect((await refusalOf(Buffer.from(FILE), { encoding: 'gb18030' })).code).toMatch(
      /bad-byte|unknown-table/,
    );
    expect((await read(gb18030(FILE), { encoding: 'gb18030' })).result.records).toBe(2);
  });

  it('refuses UTF-16 without a BOM and UTF-32', async () => {
    expect((await refusalOf(Buffer.from(FILE, 'utf16le'))).code).toBe('encoding-unsure');
    expect((await refusalOf(Buffer.from(FILE, 'utf16le').swap16())).code).toBe('encoding-unsure');
    expect((await refusalOf(Buffer.from('fffe000041000000', 'hex'))).code).toBe('encoding-unsure');
  });

  it('warns of a BOM inside, of U+FFFD and of private-use characters, with count and line', async () => {
    const taken = await read(`\uFEFF${FILE}H1,\uFEFF2,\uE863\uE864,VV,2026-01-01,\uFFFD\n`);
    expect(taken.result.warnings.map(({ code, line, facts }) => [code, line, facts['count']])).toEqual([
      ['inner-bom', 4, 1],
      ['private-use', 4, 2],
      ['replacement-char', 4, 1],
    ]);
    const letters = await read(`${FILE}H1,2,Ů,VV,2026-01-01,\n`);
    expect(letters.result.warnings.map(({ code, line }) => [code, line])).toEqual([['foreign-letter', 4]]);
    expect(taken.records[2]?.cells[1]).toBe('\uFEFF2');
  });
});

describe('readRecords, rows', () => {
  it('gives cells in the order of the file, with physical lines', async () => {
    const { records, result } = await read(
      `备注,上机时间,支持模式,住院号,机构编码\n"a\nb",2026-1-1,VV,1,H1\n,x,VA,2,H1\n`,
    );
    expect(result.columns).toEqual(['remark', 'started_at', 'mode', 'case_no', 'hospital_id']);
    expect(records.map(({ line, lines }) => [line, lines])).toEqual([[2, 2], [4, 1]]); // biome-ignore format: pairs
  });

  it('skips titles, blank rows, totals, notes and repeated headers with their reasons', async () => {
    const file = `2026年3月ECMO病例,,,,,\n\n${HEADER}\n${ROW}\n,,,,,\n${HEADER}\n${ROW}\n合计,2\n注：数据来自病案室\n填表人：李四,,,,,\n`;
    const { skipped, records, held, result } = await read(file);
    expect(skipped.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '1 title',
      '2 blank',
      '5 blank',
      '6 repeated-header',
      '8 total',
      '9 note',
      '10 note',
    ]);
    expect(records.map(({ line }) => line)).toEqual([4, 7]);
    expect(held).toEqual([]);
    expect(result.headerLine).toBe(3);
    expect(result.skipped).toEqual({ title: 1, blank: 2, 'repeated-header': 1, total: 1, note: 2 });
    expect(result.lines).toEqual({ header: 1, accepted: 2, held: 0, skipped: 7 });
  });

  it('holds back a row with a cell too few or too many, and no other', async () => {
    const { held, records } = await read(`${FILE}${ROW},\nH001,2\n${ROW}\n`);
    expect(held.map(({ line, rule, expected, found }) => [line, rule, expected, found])).toEqual([
      [4, 'field-count', '6', '7'],
      [5, 'field-count', '6', '2'],
    ]);
    expect(records).toHaveLength(3);
  });

  it('holds back a shifted row whose last column is empty', async () => {
    expect((await read(`${FILE}H001,1,,张三,VV,2026-03-05,\n`)).held[0]?.rule).toBe('field-count');
  });

  it('keeps the text of a held row', async () => {
    expect((await read(`${FILE}a,b"c,d\n${ROW}\n`)).held[0]?.text).toBe('a,b"c,d');
  });

  it('skips a title that has a stray quote', async () => {
    const { skipped, held } = await read(`质控"报表\n${FILE}`);
    expect(skipped).toEqual([{ line: 1, lines: 1, reason: 'title' }]);
    expect(held).toEqual([]);
  });

  it('refuses cases above the header, and accepts words there', async () => {
    const found = await refusalOf(`${ROW}\n${FILE}`);
    expect([found.code, found.line]).toEqual(['data-above-header', 1]);
    expect((await read(`基本,基本,基本,上机,上机,其他\n${FILE}`)).result.records).toBe(2);
  });

  it('accepts all three line ends and warns where they are mixed', async () => {
    for (const [end, kind] of [
      ['\n', 'lf'],
      ['\r\n', 'crlf'],
      ['\r', 'cr'],
    ] as const) {
      // biome-ignore format: pairs
      const taken = await read(FILE.replaceAll('\n', end));
      expect(taken.result).toMatchObject({ lineEnds: kind, records: 2, physicalLines: 3 });
      expect(warningsOf(taken)).toEqual([]);
    }
    const mixed = await read(`${HEADER}\r\n${ROW}\n${ROW}\r`);
    expect(mixed.result).toMatchObject({ lineEnds: 'mixed', records: 2, physicalLines: 3 });
    expect(warningsOf(mixed)).toEqual(['mixed-line-ends']);
  });

  it('does not call a line feed inside a cell of a CRLF file mixed', async () => {
    const taken = await read(`${HEADER}\r\nH001,1,张三,VV,2026-03-05,"a\nb"\r\n`);
    expect(taken.result.lineEnds).toBe('crlf');
  });

  it('warns of a file without rows', async () => {
    expect(warningsOf(await read(`${HEADER}\n`))).toEqual(['no-rows']);
    expect(warningsOf(await read(`${HEADER}\n\n合计,0\n`))).toEqual(['no-rows']);
    expect(warningsOf(await read(FILE))).toEqual([]);
  });

  it('refuses more rows than allowed', async () => {
    expect((await refusalOf(FILE, { maxRows: 1 })).code).toBe('too-many-rows');
    expect((await read(FILE, { maxRows: 2 })).result.records).toBe(2);
  });

  it('calls drain after each chunk and waits for it', async () => {
    const order: string[] = [];
    await readRecords(
      memorySource(Buffer.from(FILE), 150),
      dictionaries,
      {},
      {
        record: () => order.push('record'),
        held: () => {},
        skipped: () => {},
        drain: async () => {
          await new Promise((done) => setTimeout(done, 1));
          order.push('drained');
        },
      },
    );
    expect(order.at(-1)).toBe('drained');
    expect(order.filter((step) => step === 'drained').length).toBeGreaterThan(0);
  });
});

describe('readRecords, cut files', () => {
  it('refuses a short last row without a line end, and accepts a whole one with a warning', async () => {
    const found = await refusalOf(`${FILE}H001,1,张三`);
    expect([found.code, found.line]).toEqual(['truncated', 4]);
    expect((await refusalOf(`${FILE}H001,"1,2,3,4,5,6"`)).code).toBe('truncated');
    const whole = await read(`${HEADER}\n${ROW}`);
    expect(whole.result.records).toBe(1);
    expect(warningsOf(whole)).toEqual(['no-final-newline']);
  });

  it('refuses an open quote at the end', async () => {
    expect((await refusalOf(`${FILE}H001,1,张三,VV,2026-03-05,"平`)).code).toBe('truncated');
    expect((await refusalOf(`${FILE}H001,1,张三,VV,2026-03-05,"平\n稳`)).code).toBe('truncated');
    expect((await refusalOf(`${FILE}H001,1,张三,VV,2026-03-05,"平\n`)).code).toBe('truncated');
  });

  it('holds back a quote never closed where whole rows follow', async () => {
    const { held, records } = await read(`${HEADER}\nH001,1,张三,VV,2026-03-05,"平\n${ROW}\n${ROW}\n`);
    expect(held.map(({ line, rule }) => [line, rule])).toEqual([[2, 'stray-quote']]);
    expect(records.map(({ line }) => line)).toEqual([3, 4]);
  });

  it('refuses a file that ends in its header line', async () => {
    expect((await refusalOf(HEADER)).code).toBe('truncated');
    expect((await refusalOf(`${HEADER},性`)).code).toBe('truncated');
  });

  it('accepts a total or a note without a line end', async () => {
    expect((await read(`${FILE}合计,2`)).skipped[0]?.reason).toBe('total');
    expect((await read(`${FILE}注：完`)).skipped[0]?.reason).toBe('note');
  });

  it('refuses a held-back last row that is short and has no line end', async () => {
    expect((await refusalOf(`${FILE}H001,1,张"三`)).code).toBe('truncated');
  });

  const whole = `2026年\r\n${HEADER}\r\nH001,1,"𠮷""三",VV,2026-03-05,"a,\r\nb"\r\n${ROW}\r\nH002,"2",女,VA,2026-03-06,\r\n`;
  it.each([
    ['UTF-8', Buffer.from(whole)],
    ['GB18030', gb18030(whole)],
    ['UTF-16LE', utf16(whole, 'le')],
  ])('loses nothing silently when %s is cut at any byte', async (_name, bytes) => {
    const all = await read(bytes);
    let accepted = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      const cut = await outcome(bytes.subarray(0, at));
      if ('code' in cut) continue;
      accepted += 1;
      expect(cut.held).toEqual([]);
      const complete = cut.records.filter((row, n) => JSON.stringify(row) === JSON.stringify(all.records[n]));
      if (complete.length < cut.records.length) {
        expect(complete.length).toBe(cut.records.length - 1);
        expect(warningsOf(cut)).toContain('no-final-newline');
        const [last, was] = [cut.records.at(-1)?.cells, all.records[complete.length]?.cells];
        expect(last?.slice(0, -1)).toEqual(was?.slice(0, -1));
        expect(was?.at(-1)?.startsWith(last?.at(-1) ?? '?')).toBe(true);
      }
      if (cut.records.length === 0) expect(warningsOf(cut)).toContain('no-rows');
    }
    expect(accepted).toBeGreaterThan(5);
    expect(accepted).toBeLessThan(bytes.length / 4);
  });
});

describe('readRecords, hostile input', () => {
  it('adds up on 2,000 mutated files and throws nothing but refusals', async () => {
    const random = seeded(20_261_121);
    const text = `标题,,\r\n${HEADER}\r\n${ROW}\r\n"H1","2","a""b",VV,2026-01-01,"x\ny"\r\n合计,2,,,,\r\n,,,,,\r\n${ROW}\r\n注：完\r\n`;
    const seeds = [Buffer.from(text), gb18030(text), Buffer.from(`\uFEFF${text}`), utf16(text, 'le')];
    const poison = [0x22, 0x2c, 0x0a, 0x0d, 0x00, 0xff, 0x80, 0x09, 0x3b, 0xef, 0x31];
    const codes = new Map<string, number>();
    for (let run = 0; run < 2000; run += 1) {
      const bytes = [...(seeds[run % seeds.length] ?? [])];
      const changes = 1 + Math.floor(random() * 4);
      for (let n = 0; n < changes; n += 1) {
        const at = Math.floor(random() * bytes.length);
        const kind = random();
        const byte = poison[Math.floor(random() * poison.length)] ?? 0;
        if (kind < 0.4) bytes.splice(at, 1, byte);
        else if (kind < 0.6) bytes.splice(at, 1 + Math.floor(random() * 9));
        else if (kind < 0.8) bytes.splice(at, 0, byte);
        else bytes.splice(at, 0, ...bytes.slice(at, at + Math.floor(random() * 40)));
      }
      const file = Buffer.from(bytes);
      const found = await outcome(file, 1 + Math.floor(random() * 40)); // the accounting is checked inside
      const name = 'code' in found ? found.code : 'read';
      codes.set(name, (codes.get(name) ?? 0) + 1);
      if (run % 10 === 0) expect(await outcome(file)).toEqual(found);
    }
    expect(codes.get('read')).toBeGreaterThan(500);
    expect(codes.size).toBeGreaterThan(4);
  });

  it('reads headers named like parts of objects as unknown columns', async () => {
    const names = '__proto__,constructor,toString,hasOwnProperty';
    const { result, records } = await read(`${HEADER},${names}\n${ROW},1,2,3,4\n`);
    expect(result.unknownColumns).toEqual(names.split(','));
    expect(records[0]?.cells.slice(6)).toEqual(['1', '2', '3', '4']);
    expect(({} as Record<string, unknown>)['1']).toBeUndefined();
  });
});

describe('account', () => {
  it('throws where lines are lost or counted twice', () => {
    expect(() => account({ header: 1, accepted: 2, held: 3, skipped: 4 }, 10)).not.toThrow();
    expect(() => account({ header: 1, accepted: 2, held: 3, skipped: 4 }, 11)).toThrow(/accounting/);
  });
});

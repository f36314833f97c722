import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PlainGrammar } from '../../../pipeline/read/plain-grammar.js';
import { type PlainScan, plainScan } from '../../../pipeline/read/plain-scan.js';
import { labelStarts, rowLabel } from '../../../pipeline/read/rows.js';
import { gb18030, HEADER, outcome, ROW, seeded, utf16 } from './fixture.js';

const folder = mkdtempSync(join(tmpdir(), 'plain-scan-'));
afterAll(() => rmSync(folder, { recursive: true }));

const path = join(folder, 'file.csv');
/** What `npm ci` compiles: threads cannot start from the sources. */
const program = new URL('../../../dist/pipeline/read/scan-thread-program.js', import.meta.url);

async function scan(file: string | Uint8Array, chunkBytes?: number): Promise<PlainScan> {
  writeFileSync(path, file);
  return (await plainScan(path, chunkBytes === undefined ? {} : { chunkBytes })).scan;
}

const FILE = `${HEADER}\n${ROW}\n${ROW}\n`;
const plain = {
  plain: true,
  encoding: 'utf-8',
  lines: 3,
  fields: 6,
  headerCells: HEADER.split(','),
  blanks: [0, 0, 0, 0, 0, 0],
  crlf: false,
  bom: false,
  wide: false,
};

describe('plainScan', () => {
  it('proves a plain file, with LF or CRLF, with BOM or without', async () => {
    expect(await scan(FILE)).toEqual(plain);
    expect(await scan(FILE.replaceAll('\n', '\r\n'))).toEqual({ ...plain, crlf: true });
    expect(await scan(`\uFEFF${FILE}`)).toEqual({ ...plain, bom: true });
    expect(await scan(`${HEADER}\n`)).toEqual({ ...plain, lines: 1 });
  });

  it('proves a plain file in GB18030 whose header is not UTF-8', async () => {
    expect(await scan(gb18030(FILE))).toEqual({ ...plain, encoding: 'gb18030' });
    expect(await scan(gb18030(FILE.replaceAll('\n', '\r\n')), 7)).toEqual({
      ...plain,
      encoding: 'gb18030',
      crlf: true,
    });
  });

  it('counts the blank cells of each column, whatever the chunks and the line end', async () => {
    const rows = `${HEADER}\n,1,,x,,\na,,,x,,b\n,,,,,c\n`;
    for (const file of [rows, `\uFEFF${rows}`, rows.replaceAll('\n', '\r\n')]) {
      for (const chunk of [1, 7, 4096])
        expect(await scan(file, chunk)).toMatchObject({ blanks: [2, 2, 3, 1, 3, 1] });
    }
  });

  it('accepts Chinese, punctuation, accents, four-byte characters, blanks inside cells and empty cells', async () => {
    const { plain: isPlain } = await scan(`${FILE}H1,,欧阳 é·±²“”、。—Ⅲ𠮷,VV,2026-03-05 14:30,\n,,,,,x\n`);
    expect(isPlain).toBe(true);
  });

  it('accepts full-width forms and says so', async () => {
    for (const cell of ['２', '，', '"全麻；神经阻滞"', 'Ａ～！'])
      expect(await scan(`${FILE}H1,${cell},,,,\n`)).toMatchObject({ plain: true, wide: true });
  });

  it('accepts quotes around whole cells, in the header too, and counts quoted blanks', async () => {
    const header = `"${HEADER.replaceAll(',', '","')}"`;
    const rows = ['"H1","","a,b","c""d","""","x y"', 'H1,,"",VV,,"欧阳"'];
    for (const end of ['\n', '\r\n'])
      for (const chunk of [1, 5, 4096])
        expect(await scan([header, ...rows, ''].join(end), chunk)).toEqual({
          ...plain,
          lines: 3,
          blanks: [0, 2, 1, 0, 1, 0],
          crlf: end === '\r\n',
        });
  });

  const cases: [string, string | Uint8Array, string, number][] = [
    ['an empty file', '', 'empty', 1],
    ['UTF-16', utf16(FILE, 'le'), 'utf-16', 1],
    ['GB18030 under an English header', gb18030(`a,b\n1,医院\n`), 'odd-character', 2],
    ['a bad byte in GB18030', Buffer.concat([gb18030(FILE), Buffer.from([0xff, 0x0a])]), 'not-gb18030', 1],
    ['UTF-8 below GB18030', Buffer.concat([gb18030(FILE), Buffer.from(FILE)]), 'mixed-encodings', 1],
    [
      'private use in GB18030',
      Buffer.concat([gb18030(`${FILE}H1,`), Buffer.from([0xaa, 0xa1]), Buffer.from(',,,,\n')]),
      'odd-character',
      4,
    ],
    ['a bad byte', Buffer.concat([Buffer.from(FILE), Buffer.from([0xc3, 0x0a])]), 'field-count', 4],
    [
      'a bad byte in a row',
      Buffer.from(`${HEADER}\n${ROW}x\n`.replace('x', '\x01')).map((byte) => (byte === 1 ? 0x80 : byte)),
      'not-utf8',
      3,
    ],
    ['a quote inside a cell', `${FILE}H1,2"3,,,,\n`, 'quote', 4],
    ['text behind a closing quote', `${FILE}H1,"2"3,,,,\n`, 'quote', 4],
    ['a quote that is not closed', `${FILE}H1,"2,,,,\n`, 'quote', 4],
    ['a line break between quotes', `${FILE}H1,"2\n3",,,,\n`, 'quote', 4],
    ['a guarded cell', `${FILE}H1,="2",,,,\n`, 'quote', 4],
    ['a blank behind an opening quote', `${FILE}H1," 2",,,,\n`, 'edge-space', 4],
    ['a blank before a closing quote', `${FILE}H1,"2 ",,,,\n`, 'edge-space', 4],
    ['a tab between quotes', `${FILE}H1,"2\t",,,,\n`, 'control-byte', 4],
    ['a half-width kana', `${FILE}H1,ｱ,,,,\n`, 'odd-character', 4],
    ['a full-width sign of money', `${FILE}H1,￥2,,,,\n`, 'odd-character', 4],
    ['a variation selector', `${FILE}H1,甲\uFE0F,,,,\n`, 'odd-character', 4],
    ['a full-width total', `${FILE}Ｔotal,2,,,,\n`, 'label-row', 4],
    ['a repeated header with a full-width letter', '\uFEFFa,b\n1,2\nＡ,b\n', 'repeated-header', 3],
    ['a line of quoted empty cells', `${HEADER}\n"","",,,"",\n${ROW}\n`, 'blank-line', 2],
    ['a quoted total', `${FILE}"合计",2,,,,\n`, 'label-row', 4],
    ['a quoted total behind an empty cell', `${FILE}"","总计",,2,,\n`, 'label-row', 4],
    ['a repeated header in quotes', `${FILE}"${HEADER.replaceAll(',', '","')}"\n`, 'repeated-header', 4],
    ['an open quote in the header', `"${HEADER}\n${ROW}\n`, 'quote', 1],
    ['a NUL', `${FILE}H1,\0,,,,\n`, 'control-byte', 4],
    ['a tab', `${FILE}H1,\t2,,,,\n`, 'control-byte', 4],
    ['DEL', `${FILE}H1,\x7F,,,,\n`, 'control-byte', 4],
    ['a C1 control', `${FILE}H1,\x85,,,,\n`, 'odd-character', 4],
    ['an LF among CRLF', `${HEADER}\r\n${ROW}\n`, 'line-ends', 2],
    ['a CRLF among LF', `${FILE}${ROW}\r\n`, 'line-ends', 4],
    ['a lone CR', `${FILE}H1\r,,,,,\n`, 'line-ends', 4],
    ['no final newline', `${FILE}${ROW}`, 'no-final-newline', 4],
    ['a header alone without newline', HEADER, 'no-final-newline', 1],
    ['a cell too many', `${FILE}${ROW},\n`, 'field-count', 4],
    [
      'a cell too few and one too many on the next line',
      `${HEADER}\n1,2,3,4,5\n1,2,3,4,5,6,7\n`,
      'field-count',
      2,
    ],
    ['a blank line', `${HEADER}\n\n${ROW}\n`, 'blank-line', 2],
    ['a line of empty cells', `${HEADER}\n,,,,,\n${ROW}\n`, 'blank-line', 2],
    ['a blank after a comma', `${FILE}H1, 2,,,,\n`, 'edge-space', 4],
    ['a blank before a comma', `${FILE}H1 ,2,,,,\n`, 'edge-space', 4],
    ['a blank at the start of a line', `${FILE} H1,2,,,,\n`, 'edge-space', 4],
    ['a blank at the end of a line', `${FILE}H1,2,,,, \n`, 'edge-space', 4],
    ['a blank before CRLF', `${HEADER}\r\nH1,2,,,,x \r\n`, 'edge-space', 2],
    ['U+3000', `${FILE}H1,甲\u3000乙,,,,\n`, 'odd-character', 4],
    ['U+00A0', `${FILE}H1,甲\u00A0乙,,,,\n`, 'odd-character', 4],
    ['a zero-width space', `${FILE}H1,甲\u200B乙,,,,\n`, 'odd-character', 4],
    ['a soft hyphen', `${FILE}H1,甲\u00AD乙,,,,\n`, 'odd-character', 4],
    ['a direction mark', `${FILE}H1,甲\u202E乙,,,,\n`, 'odd-character', 4],
    ['a word joiner', `${FILE}H1,甲\u2060乙,,,,\n`, 'odd-character', 4],
    ['a second BOM', `\uFEFF${FILE}\uFEFFH1,2,,,,\n`, 'odd-character', 4],
    ['U+FFFD', `${FILE}H1,\uFFFD,,,,\n`, 'odd-character', 4],
    ['private use', `${FILE}H1,\uE863,,,,\n`, 'odd-character', 4],
    ['a foreign letter', `${FILE}H1,Ů,,,,\n`, 'odd-character', 4],
    ['a Cyrillic letter', `${FILE}H1,Ж,,,,\n`, 'odd-character', 4],
    ['a total', `${FILE}合计,2,,,,\n`, 'label-row', 4],
    ['a total in a later cell', `${FILE},,总计,2,,\n`, 'label-row', 4],
    ['a total in English', `${FILE}Total,2,,,,\n`, 'label-row', 4],
    ['a note', `${FILE}注:见下,,,,,\n`, 'label-row', 4],
    ['a repeated header', `${FILE}${HEADER}\n`, 'repeated-header', 4],
    ['a repeated header with a star', `${FILE}*${HEADER}\n`, 'repeated-header', 4],
    ['a column without a header', `${HEADER},\n${ROW},\n`, 'header', 1],
    ['a line beyond 32,767 bytes', `${FILE}H1,${'x'.repeat(32_770)},,,,\n`, 'long-line', 4],
  ];
  it.each(cases)('sends %s to the exact lane', async (_name, file, reason, line) => {
    expect(await scan(file)).toEqual({ plain: false, reason, line });
  });

  it('sends bytes that may be either encoding to the exact lane', async () => {
    const both = Buffer.concat([Buffer.from('hospital_id,name\nH1,'), gb18030('女'), Buffer.from('\n')]);
    expect(await scan(both)).toMatchObject({ plain: false });
    expect(await scan('hospital_id,name\nH1,医院\n')).toMatchObject({
      plain: false,
      reason: 'encoding-unsure',
    });
    expect(await scan('hospital_id,name\nH1,第一院\n')).toMatchObject({ plain: true });
    expect(await scan('\uFEFFhospital_id,name\nH1,医院\n')).toMatchObject({ plain: true });
    expect(await scan('hospital_id,name\nH1,x\n')).toMatchObject({ plain: true });
  });

  it('gives the same whatever the chunks', async () => {
    for (const [, file, reason] of cases) {
      for (const chunk of [1, 2, 3, 7, 50]) {
        const found = await scan(file, chunk);
        expect(found).toMatchObject({ plain: false });
        if (!['not-utf8', 'not-gb18030', 'mixed-encodings'].includes(reason))
          expect(found).toEqual(await scan(file));
      }
    }
    for (let chunk = 1; chunk <= 64; chunk += 1) expect(await scan(FILE, chunk)).toEqual(plain);
  });

  it.skipIf(!existsSync(program))('gives the same in threads as in one', async () => {
    const rows = Array.from(
      { length: 200 },
      (_, i) => `H1,${i === 150 ? '１' : i},${i % 3 ? '' : '欧阳'},VV,,${i % 7 || ''}\n`,
    ).join('');
    const files = [
      FILE,
      `${HEADER}\n`,
      '',
      HEADER,
      `\uFEFF${HEADER}\n${rows}`,
      `${HEADER}\n${rows}`,
      gb18030(`${HEADER}\n${rows}`),
    ];
    // Two faults: the first in the file counts, whichever thread comes upon it sooner.
    const faulty = ['"', 'H1,"x', '\0', ' x', ',', '\n'].map(
      (fault) => `${HEADER}\n${rows}${fault}${rows}\t${rows}`,
    );
    for (const file of [...files, ...faulty]) {
      writeFileSync(path, file);
      for (const chunkBytes of [1, 60, 333, 1 << 20]) {
        const here = await plainScan(path, { chunkBytes });
        expect(await plainScan(path, { chunkBytes, program })).toEqual(here);
      }
    }
  });

  it.skipIf(!existsSync(program))(
    'writes GB18030 as UTF-8 from threads, in the order of the file',
    async () => {
      const rows = Array.from({ length: 300 }, (_, i) => `H1,${i},欧阳${'甲'.repeat(i % 50)},VV,,𠮷\n`).join(
        '',
      );
      const text = `${HEADER}\n${rows}`;
      const utf8 = join(folder, 'utf8.csv');
      for (const [file, isWhole] of [
        [gb18030(text), true],
        [gb18030(text.replaceAll('\n', '\r\n')), true],
        [Buffer.from(text), false],
        [Buffer.concat([gb18030(text), Buffer.from('ff0a', 'hex'), gb18030(rows)]), false],
      ] as const) {
        writeFileSync(path, file);
        for (const chunkBytes of [1, 60, 333, 4096, 1 << 20]) {
          const fd = openSync(utf8, 'w');
          const found = await plainScan(path, { chunkBytes, program, utf8To: fd });
          closeSync(fd);
          expect(found.utf8).toBe(isWhole);
          expect(found.scan).toMatchObject(isWhole ? { plain: true, encoding: 'gb18030' } : {});
          if (isWhole) expect(readFileSync(utf8, 'utf8')).toBe(new TextDecoder('gb18030').decode(file));
        }
      }
    },
  );

  it('gives hash, size and a copy in the same reading, of plain and other files', async () => {
    for (const file of [FILE.repeat(50), gb18030(FILE), '']) {
      writeFileSync(path, file);
      const copy = join(folder, 'copy.csv');
      const fd = openSync(copy, 'w');
      const found = await plainScan(path, { copyTo: fd, chunkBytes: 100 });
      closeSync(fd);
      expect(found.bytes).toBe(Buffer.from(file).length);
      expect(found.sha256).toBe(createHash('sha256').update(file).digest('hex'));
      expect(readFileSync(copy).equals(Buffer.from(file))).toBe(true);
    }
  });

  it('calls no file plain of which the exact lane would not accept every line as it stands', async () => {
    const random = seeded(77);
    const alphabet = [
      'a',
      ',',
      '\n',
      ' ',
      '"',
      '合计',
      '注:',
      '1',
      'Total',
      HEADER,
      '\r',
      '中',
      '\t',
      'é',
      '*',
      '０',
      '""',
      ',"中 a",',
      '"a,b"',
      '="1"',
    ];
    let proven = 0;
    for (let run = 0; run < 3000; run += 1) {
      const chars = [...FILE];
      const changes = 1 + Math.floor(random() * 3);
      for (let n = 0; n < changes; n += 1) {
        const at = Math.floor(random() * chars.length);
        chars.splice(at, Math.floor(random() * 3), alphabet[Math.floor(random() * alphabet.length)] ?? '');
      }
      const text = chars.join('');
      const found = await scan(text);
      if (!found.plain) continue;
      const exact = await outcome(text);
      if ('code' in exact) {
        expect(exact.code).toMatch(/unknown-table|missing-column|duplicate-column|unit-mismatch/);
        continue;
      }
      proven += 1;
      const rows = text.split('\n').slice(1, -1);
      expect(exact.records.map(({ cells }) => cells)).toEqual(rows.map(unquoted));
      expect(exact.result.physicalLines).toBe(found.lines);
      expect(
        exact.result.warnings.filter(({ code }) => code !== 'unknown-column' && code !== 'no-rows'),
      ).toEqual([]);
    }
    expect(proven).toBeGreaterThan(200);
  });
});

/** The cells of a row whose quotes are in order. */
const unquoted = (row: string) =>
  [...`${row},`.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*)),/g)].map(
    ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
  );

describe('labelStarts', () => {
  it('holds the first character of every label', () => {
    const labels =
      '合计 总计 小计 共计 总合计 本页小计 本页合计 total subtotal 注: 备注: 附注: 说明: 填表说明: 填表人: 填报人: 填报单位: 填报日期: 填表日期: 制表: 制表人: 制表日期: 制表单位: 审核: 审核人: 复核人: 负责人: 科主任: 联系人: 联系电话: 打印人: 打印时间: 打印日期: 导出人: 导出时间: 统计时间: 报送日期: note: notes: remark: remarks: 第1页 page1 页码1';
    for (const label of [...labels.split(' '), 'grand total', 'prepared by:', 'printed at:']) {
      expect(rowLabel(label), label).not.toBeNull();
      expect(labelStarts).toContain([...label][0]);
    }
  });

  it('lets the scan see every label, in whatever form its first character is written', () => {
    let labels = 0;
    for (let code = 0x21; code <= 0xffff; code += 1) {
      for (const rest of ['计', '合计', '注:', 'otal', 'ⓞtal', ' otal', ':', '表:', 'age1']) {
        const cell = String.fromCharCode(code) + rest;
        if (/[\uD800-\uDFFF]/.test(cell) || rowLabel(cell) === null) continue;
        labels += 1;
        const bytes = Buffer.from(`编码,a\n${cell},1\n`);
        expect(new PlainGrammar().take(bytes, 0, bytes.length), JSON.stringify(cell)).not.toBeNull();
      }
    }
    expect(labels).toBeGreaterThan(50);
  });
});

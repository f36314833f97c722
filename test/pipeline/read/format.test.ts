import { describe, expect, it } from 'vitest';
import { asText } from '../../../pipeline/message/notice.js';
import { heldRow } from '../../../pipeline/read/messages.js';
import type { HeldRow, HoldRule } from '../../../pipeline/read/tokenise.js';
import { HEADER, ROW, read, refusalOf, utf16 } from './fixture.js';

describe('refuseForeignFormat', () => {
  it.each([
    ['an old workbook or an encrypted one', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 'ole', '另存为'],
    ['a workbook', Buffer.from('504b030414000600', 'hex'), 'zip', 'CSV UTF-8'],
    ['an empty archive', Buffer.from('504b0506', 'hex'), 'zip', '解压'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'pdf', '重新导出'],
    ['a RAR archive', Buffer.from('526172211a0700', 'hex'), 'rar', '解压'],
    ['a 7z archive', Buffer.from('377abcaf271c', 'hex'), '7z', '解压'],
    ['a gzip archive', Buffer.from('1f8b0800', 'hex'), 'gzip', '解压'],
    ['RTF', Buffer.from('{\\rtf1'), 'rtf', '另存为'],
    ['a web page called .xls', Buffer.from('\uFEFF\r\n <HTML><table>'), 'html', '另存为'],
    ['XML', Buffer.from('<?xml version="1.0"?>'), 'html', '另存为'],
    ['a web page in UTF-16', utf16('<html>', 'le'), 'html', '另存为'],
  ])('refuses %s with advice', async (_name, bytes, format, advice) => {
    const found = await refusalOf(bytes);
    expect([found.code, found.facts['format']]).toEqual(['unsupported-format', format]);
    expect(found.texts.zh).toContain(advice);
    expect(found.texts.en).toMatch(/CSV/);
  });

  it('lets text pass that only looks like one of them', async () => {
    expect((await read(`PK 报表\n${HEADER}\n${ROW}\n`)).result.records).toBe(1);
    expect((await read(`<质控>\n${HEADER}\n${ROW}\n`)).result.records).toBe(1);
  });

  it.each(['', '\uFEFF', '\n\n', ' \r\n\t\r\n', '\uFEFF\uFEFF\n'])('refuses %j as empty', async (text) => {
    expect((await refusalOf(text)).code).toBe('empty-file');
  });
});

describe('heldRow', () => {
  const rules: [HoldRule, string][] = [
    ['field-count', '9'],
    ['stray-quote', 'inside-cell'],
    ['control-char', 'U+0000'],
    ['cell-too-long', '40000'],
    ['line-too-long', '2000000'],
  ];
  it.each(rules)('names the line, the column, what must hold and what was found for %s', (rule, found) => {
    const row: HeldRow = {
      line: 17,
      lines: 2,
      rule,
      column: 3,
      expected: '8',
      found,
      text: '张三的秘密',
      terminated: true,
    };
    const { zh, en } = asText(heldRow(row));
    expect(zh).toMatch(/第 17–18 行第 3 列/);
    expect(en).toMatch(/line 17–18, column 3/);
    if (rule !== 'stray-quote') expect(zh).toContain(found);
    expect(zh).not.toContain('张三');
  });
});

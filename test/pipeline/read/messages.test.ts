import { describe, expect, it } from 'vitest';
import { asText, type Notice, noFix } from '../../../pipeline/message/notice.js';
import * as reader from '../../../pipeline/read/messages.js';
import * as workbook from '../../../pipeline/read/xlsx/messages.js';

const held = { line: 7, lines: 1, column: 2, expected: '8', found: '9', text: '', terminated: true };
const rules = [
  'field-count',
  'stray-quote',
  'control-char',
  'cell-too-long',
  'line-too-long',
  'formula-without-value',
  'error-cell',
  'excel-precision',
  'excel-serial-60',
  'excel-serial',
] as const;

/** Every notice of the reader once; those that only tell and ask for nothing apart. */
const withFix: Record<string, Notice> = {
  ...Object.fromEntries(rules.map((rule) => [rule, reader.heldRow({ ...held, rule })])),
  emptyFile: reader.emptyFile(),
  unsupportedFormat: reader.unsupportedFormat(' PDF ', reader.exportAgain),
  notRegular: reader.notRegular('pipe'),
  unreadable: reader.unreadable('EACCES'),
  held: reader.unreadable('EBUSY'),
  changedWhileReading: reader.changedWhileReading(),
  encodingUnsure: reader.encodingUnsure(),
  wideWithoutBom: reader.wideWithoutBom(),
  badByte: reader.badByte('utf-8', 12, 3, 'ff'),
  mixedEncodings: reader.mixedEncodings(4),
  cutCharacter: reader.cutCharacter('gb18030', 12, 3, '81'),
  cutQuote: reader.cutQuote(3),
  cutRow: reader.cutRow(3, 8, 5),
  cutHeader: reader.cutHeader(1),
  fullwidthDelimiter: reader.fullwidthDelimiter(1, '，'),
  unknownTable: reader.unknownTable([], 3, 20, null),
  nearTable: reader.unknownTable(['a'], 3, 20, { table: 'ecmo_runs', matched: 2, missing: ['病案号'] }),
  ambiguousTable: reader.ambiguousTable(1, ['a', 'b']),
  missingColumn: reader.missingColumn({ zh: '表', en: 'table' }, 1, [], ['a']),
  duplicateColumn: reader.duplicateColumn(1, '病案号', ['病案号', '住院号']),
  unitMismatch: reader.unitMismatch(1, '体重(g)', '体重(kg)'),
  dataAboveHeader: reader.dataAboveHeader(1, 2),
  headerWidth: reader.headerWidth(1, 8, 9, 20),
  headerDelimiter: reader.headerDelimiter(1, ';', '\t'),
  swallowedLines: reader.swallowedLines(9, 40, 100),
  tooManyRows: reader.tooManyRows(100),
  mixedLineEnds: reader.mixedLineEnds(1, 2, 0),
  noFinalNewline: reader.noFinalNewline(9),
  noRows: reader.noRows(),
  spoiltHeader: reader.spoiltHeader(1, { kind: 'quote', column: 2, cell: '病案号"' }),
  spoiltHeaderControl: reader.spoiltHeader(1, { kind: 'control-char', column: 2, cell: 'a' }),
  trailingSeparators: reader.trailingSeparators(1),
  nearColumn: reader.unknownColumn('病案好', 2, '病案号'),
  oddCharacters: reader.oddCharacters('private-use', 2, 9),
  damaged: workbook.refuseDamaged('dtd', 'xl/workbook.xml').notice,
  limit: workbook.refuseLimit('cells', 9).notice,
  format: workbook.refuseFormat('zip', ' ZIP ').notice,
  noKnownSheet: workbook.noKnownSheet(['a'], 20, null),
  emptyWorkbook: workbook.emptyWorkbook(),
  mergedHeader: workbook.mergedHeader('A1:B1', 1),
  unknownSheet: workbook.unknownSheet('a', true),
  hiddenSheet: workbook.hiddenSheet(),
  hiddenRows: workbook.hiddenRows(2, '3–4', null),
  hiddenColumns: workbook.hiddenColumns(['B']),
  mergedCells: workbook.mergedCells(1, 'A2:A3'),
  cellsOutside: workbook.cellsOutside(1, 'J2', ['J']),
  macrosIgnored: workbook.macrosIgnored(),
};

describe('every notice of the reader', () => {
  it.each(Object.entries(withFix))('%s says what is wrong and, apart from it, what to do', (_, notice) => {
    const { message, fix } = notice;
    for (const text of [message.zh, fix.zh]) expect(text).toMatch(/^[^\s].*[。？]$/);
    for (const text of [message.en, fix.en]) expect(text).toMatch(/^[^\s].*[.?]$/);
    expect(message.zh).not.toMatch(/请|建议/);
    expect(asText(notice)).toEqual({ zh: message.zh + fix.zh, en: `${message.en} ${fix.en}` });
  });

  it('gives no advice where there is nothing to do', () => {
    for (const notice of [reader.unknownColumn('x', 2, null), reader.unnamedColumn([3])]) {
      expect(notice.fix).toEqual(noFix);
      expect(asText(notice)).toEqual(notice.message);
    }
  });

  it('is tested here', () => {
    const others = ['heldRow', 'unknownColumn', 'unnamedColumn', 'clip'];
    const made = Object.entries(reader).filter(([, value]) => typeof value === 'function');
    const untested = made.map(([name]) => name).filter((name) => !(name in withFix));
    expect(untested.sort()).toEqual(others.sort());
  });
});

import { columns } from '../case-list.js';
import { type Document, extra, spoilt, withExtra } from '../document.js';
import type { PollutedFile } from '../polluted-file.js';

const n = columns.length;
const commas = (count: number) => ','.repeat(count);

/** Lines that are no cases, after each row: blank ones, totals, page footers, and the header of a new page. */
export function* noCases(document: Document): Generator<PollutedFile> {
  const lines: readonly (readonly [string, string])[] = [
    ['blank-row', ''],
    ['blank-row', '  '],
    ['blank-row', commas(n - 1)],
    ['total-row', `合计,84${commas(n - 2)}`],
    ['total-row', '小计：25例'],
    ['total-row', `总计${commas(n - 1)}`],
    ['page-line', '第 1 页 共 3 页'],
    ['page-line', `打印时间：2026-11-02 08:30${commas(n - 1)}`],
    ['repeated-header', document.header.text],
  ];
  for (let row = -1; row < document.cases.length; row += 1) {
    for (const [kind, text] of lines) {
      if (row === -1 && kind !== 'blank-row' && kind !== 'repeated-header') continue;
      yield withExtra(document, { kind, row }, row, [extra(text)]);
    }
  }
}

/** Another table below the list: its rows are not cases of this one and must be named. */
export function* secondTable(document: Document): Generator<PollutedFile> {
  const tables: readonly (readonly string[])[] = [
    ['工号,姓名,授权起始', 'D001,甲,2026-01-01', 'D002,乙,2026-02-01'],
    ['医院编码,月份,项目,数值', 'H001,2026-10,anesthesia_physicians,12'],
    [
      '医院编码,病案号,性别,出生日期,装置类型,植入日期,手术医师,适应证,装置编号,随访,备注',
      'H001,0090001,男,1960-01-01,左心,2026-10-03,D001,心衰,S-1,存活,',
      'H001,0090002,女,1971-05-06,左心,2026-10-08,D001,心衰,S-2,存活,转院',
    ],
  ];
  const last = document.cases.length - 1;
  for (const table of tables) {
    const rows = table.map((text) => extra(text, 'must'));
    yield withExtra(document, { kind: 'second-table' }, last, rows);
    yield withExtra(document, { kind: 'second-table' }, last, [extra(''), ...rows]);
    yield withExtra(
      document,
      { kind: 'second-table' },
      last,
      [extra(''), extra('附表'), ...rows].map(asTable),
    );
  }
}

/** The name of a table is a line of its own, to be named like its rows. */
function asTable(part: ReturnType<typeof extra>) {
  return part.text === '' ? part : { ...part, named: 'must' as const };
}

/** The same case once more: with the same cells it counts once, with others no row can be trusted. */
export function* duplicates(document: Document): Generator<PollutedFile> {
  const last = document.cases.length - 1;
  for (const [row, cells] of document.rows.entries()) {
    const same = document.cases[row];
    if (same === undefined) continue;
    for (const after of new Set([row, last])) {
      const twin = { ...same, clean: false, named: 'must' } as const;
      yield withExtra(document, { kind: 'duplicate-row', group: 'content', row }, after, [twin]);
      const other = spoilt(row, document.raw[row]?.with(4, '99.9').join(',') ?? '');
      const both = withExtra(document, { kind: 'conflicting-row', group: 'content', row }, after, [other]);
      const parts = both.parts.map((part) => (part === same ? spoilt(row, part.text) : part));
      if (cells[4] !== '99.9') yield { ...both, parts };
    }
  }
}

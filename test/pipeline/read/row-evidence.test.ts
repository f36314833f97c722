import { describe, expect, it } from 'vitest';
import { HEADER, ROW, read, refusalOf } from './fixture.js';

const rows = (text: string, count: number) => `${text}\n`.repeat(count);

describe('a header of another width than its rows', () => {
  it('refuses the file at the header when all rows agree on another width', async () => {
    const found = await refusalOf(`标题\n${HEADER}\n${rows(`${ROW},x`, 3)}`);
    expect([found.code, found.line]).toEqual(['header-width', 2]);
    expect(found.facts).toEqual({ expected: 6, found: 7, rows: 3 });
    expect(found.texts.zh).toMatch(/第 2 行.*6 列.*3 个数据行都是 7 列/);
    expect(found.texts.en).toMatch(/line 2.*has 6.*3 rows have 7/);
  });

  it('refuses a header too wide, and one with another separator, naming both', async () => {
    expect((await refusalOf(`${HEADER},\n${rows(ROW, 2)}`)).facts).toMatchObject({ expected: 7, found: 6 });
    const semicolons = await refusalOf(`${HEADER.replaceAll(',', ';')}\n${ROW}\n`);
    expect([semicolons.code, semicolons.line]).toEqual(['header-width', 1]);
    expect(semicolons.texts.zh).toMatch(/“;”.*“,”/);
    const wide = await refusalOf(`${HEADER}\n${rows(ROW.replaceAll(',', '，'), 2)}`);
    expect(wide.facts).toEqual({ delimiter: ',', rows: '，' });
    const tabs = await refusalOf(`${HEADER}\n${rows(ROW.replaceAll(',', '\t'), 2)}`);
    expect(tabs.texts.en).toContain('the tab');
  });

  it('holds back one faulty row alone, rows that disagree, and rows beside one that fits', async () => {
    const one = await read(`${HEADER}\n${ROW},x\n`);
    expect(one.held.map(({ rule, line }) => [rule, line])).toEqual([['field-count', 2]]);
    const apart = await read(`${HEADER}\n${ROW},x\n${ROW},x,y\n`);
    expect(apart.held.map(({ found }) => found)).toEqual(['7', '8']);
    const beside = await read(`${HEADER}\n${ROW}\n${rows(`${ROW},x`, 20)}`);
    expect([beside.records.length, beside.held.length]).toEqual([1, 20]);
  });

  it('is not hidden by one row in ten that is faulty in its own way', async () => {
    const found = await refusalOf(`${HEADER}\n${rows(`${ROW},x`, 9)}${ROW},x,y\n`);
    expect(found.facts).toEqual({ expected: 6, found: 7, rows: 9 });
    const held = await read(`${HEADER}\n${rows(`${ROW},x`, 8)}${ROW},x,y\n`);
    expect(held.held).toHaveLength(9);
  });
});

describe('lines swallowed by quotes', () => {
  // The case's number stands first, so that no line begins as the one before it.
  const header = '病案号,医院编码,姓名,支持模式,上机时间,备注';
  const plain = (count: number) =>
    Array.from({ length: count }, (_, i) => `9${i},H001,张三,VV,2026-03-05,平稳\n`).join('');
  const pair = (i: number) => `${i}a,H001,"张三,VV,2026-03-05,平稳\n${i}b,H001,李四",VV,2026-03-05,平稳\n`;

  it('refuse a small file at the opening quote', async () => {
    const found = await refusalOf(`${header}\n${plain(2)}${pair(0)}${plain(7)}`);
    expect([found.code, found.line, found.facts]).toEqual(['swallowed-lines', 4, { lines: 1, rows: 11 }]);
    expect(found.texts.zh).toContain('第 4 行');
    expect(found.texts.en).toContain('line 4');
  });

  it('are held back with their record up to one in a hundred rows', async () => {
    const { held, records } = await read(`${header}\n${plain(98)}${pair(0)}`);
    expect(held.map(({ rule, line, lines }) => [rule, line, lines])).toEqual([['stray-quote', 100, 2]]);
    expect(records).toHaveLength(98);
    expect((await refusalOf(`${header}\n${plain(97)}${pair(0)}`)).code).toBe('swallowed-lines');
  });

  it('refuse a file of any size from 1,001 on', async () => {
    const pairs = (count: number) => Array.from({ length: count }, (_, i) => pair(i)).join('');
    const found = await refusalOf(`${header}\n${plain(100_000)}${pairs(1_001)}`);
    expect([found.code, found.line, found.facts['lines']]).toEqual(['swallowed-lines', 100_002, 1_001]);
    expect((await read(`${header}\n${plain(100_000)}${pairs(1_000)}`)).held).toHaveLength(1_000);
  });

  it('do not count where a row is held back for its own line or for a remark over several lines', async () => {
    const own = await read(`${header}\n${plain(9)}1,H001,张"三,VV,2026-03-05,平稳\n`);
    expect([own.held.length, own.records.length]).toEqual([1, 9]);
    const remark = await read(`${header}\n${plain(9)}1,H001,,VV,2026-03-05,"一\n二\n三",x\n`);
    expect(remark.held.map(({ rule, lines }) => [rule, lines])).toEqual([['field-count', 3]]);
  });
});

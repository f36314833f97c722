import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { read, refusalOf } from '../pipeline/read/fixture.js';
import { Desk, file, HEADER, names, PATIENCE, row } from './fixture.js';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk.close());

const sound = file(row(1), row(2));
const accepted = { status: 'accepted', told: [], stored: [2, 3] };
const refused = (told: string) => ({ status: 'refused', told: [told], stored: [] });
const many = (count: number) => Array.from({ length: count }, (_, i) => row(100 + i));

describe.concurrent('B11–B21, structure', { timeout: PATIENCE }, () => {
  it('B11 an empty file is refused; a header alone is accepted with a warning', async () => {
    expect(await desk.send('')).toMatchObject(refused('* * empty-file'));
    expect(await desk.send('\uFEFF\r\n \r\n')).toMatchObject(refused('* * empty-file'));
    expect(await desk.send(`${HEADER}\n`)).toMatchObject({ status: 'accepted', told: ['* * no-rows'] });
  });

  it('B12 headers in another order, under aliases, below titles and in two rows are known', async () => {
    const turned = [HEADER, row(1), row(2)].map((line) => line.split(',').reverse().join(','));
    expect(await desk.send(`${turned.join('\n')}\n`)).toMatchObject(accepted);
    const aliases = HEADER.replace('病案号', '住院号').replace('上机时间', 'ECMO开始时间');
    expect(await desk.send(`${aliases}\n${row(1)}\n${row(2)}\n`)).toMatchObject(accepted);
    const titled = await desk.send(`某医院ECMO登记表\n统计期：2026年10月${','.repeat(10)}\n${sound}`);
    expect(titled).toMatchObject({ told: [], stored: [4, 5] });
    expect(titled.file['skipped_lines']).toBe(2);
    const grouped = await desk.send(`患者,,治疗,,,,结局,,,,\n${sound}`);
    expect(grouped).toMatchObject({ told: [], stored: [3, 4] });
  });

  it('B12 no header, a doubled, a missing and a header of another width refuse the file', async () => {
    expect(await desk.send(`${row(1)}\n${row(2)}\n`)).toMatchObject(refused('1 * unknown-table'));
    const doubled = await desk.send(sound.replace('离院方式', '住院号'));
    expect(doubled).toMatchObject(refused('1 * duplicate-column'));
    expect(doubled.problems[0]?.message.zh).toContain('“病案号”和“住院号”');
    const missing = await desk.send(sound.replace('支持模式', '支持方式'));
    expect(missing).toMatchObject(refused('1 * missing-column'));
    expect(missing.problems[0]?.message.zh).toMatch(/“支持模式”（是否写成了“支持方式”？）.*只有：病案号/);
    expect(await desk.send(`${HEADER},\n${row(1)}\n${row(2)}\n`)).toMatchObject(refused('1 * header-width'));
    expect(await desk.send(`${HEADER.replaceAll(',', ';')}\n${row(1)}\n`)).toMatchObject(
      refused('1 * header-width'),
    );
    expect(await desk.send(`${row(1)}\n${sound}`)).toMatchObject(refused('1 * data-above-header'));
  });

  it('B12 an unknown column is warned of by letter and name, and not loaded', async () => {
    const extra = await desk.send(sound.replace('备注', '床号'));
    expect(extra).toMatchObject({ ...accepted, told: ['1 K unknown-column'] });
    expect(extra.problems[0]).toMatchObject({ column: '床号', severity: 'warning' });
  });

  it('B13 one separator too many or too few holds back that row alone', async () => {
    const answer = await desk.send(
      file(row(1), row(2).replace('VA,', 'VA,,'), row(3).replace('VA,', 'VA'), `${row(4)},`, row(5)),
    );
    expect(answer).toMatchObject({
      told: ['3 * field-count', '4 * field-count', '5 * field-count'],
      stored: [2, 6],
    });
    expect(answer.problems.map(({ record }) => record)).toEqual([2, 3, 4]);
    expect(answer.problems[0]?.message.zh).toBe('第 3 行：应有 11 列，实有 12 列。');
  });

  it('B13 a row that is shifted over an empty tail is held back by its cells', async () => {
    const shifted = row(2).replace('VA,', ',VA,').slice(0, -1);
    expect(shifted.split(',')).toHaveLength(names.length);
    const answer = await desk.send(file(row(1), shifted, row(3)));
    expect(answer.stored).toEqual([2, 4]);
    expect([...new Set(answer.problems.map(({ line }) => line))]).toEqual([3]);
    expect(answer.told).toContain('3 C required');
    expect(answer.told).toContain('3 D not-a-date');
  });

  it('B14 a file cut in a row or a quote is refused; a missing last line end alone is warned of', async () => {
    expect(await desk.send(`${sound}${row(3).slice(0, 30)}`)).toMatchObject(refused('4 * truncated'));
    expect(await desk.send(`${sound}${row(3)}"家属`)).toMatchObject(refused('4 * truncated'));
    expect(await desk.send(HEADER)).toMatchObject(refused('1 * truncated'));
    const whole = await desk.send(sound.trimEnd());
    expect(whole).toMatchObject({ ...accepted, told: ['3 * no-final-newline'] });
    expect(whole.problems[0]?.record).toBe(2);
  });

  it('B15 a stray quote holds back its line, and the next line is read afresh', async () => {
    const answer = await desk.send(
      file(row(1), row(2, { K: '家"属' }), row(3), row(4, { F: '"心肺功能改善' }), row(5)),
    );
    expect(answer).toMatchObject({ told: ['3 K stray-quote', '5 F stray-quote'], stored: [2, 4, 6] });
    expect(answer.problems[1]?.message.en).toContain('a quote is opened and never closed');
  });

  it('B15 quotes that swallow more than one row in a hundred refuse the file at the opening quote', async () => {
    const swallowing = `${row(1, { B: '"P1' })}\n${row(2, { B: 'P2"' })}`;
    expect(await desk.send(file(...many(20), swallowing))).toMatchObject(refused('22 * swallowed-lines'));
    const large = await desk.send(file(...many(150), swallowing));
    expect(large).toMatchObject({ status: 'accepted', told: ['152 * stray-quote'] });
    expect(large.stored).toHaveLength(150);
  });

  it('B16 line breaks in quoted cells are kept, and lines stay physical', async () => {
    const answer = await desk.send(file(row(1, { K: '"一\n二\r\n三"' }), row(2, { I: 'x' }), row(3)));
    expect(answer).toMatchObject({ told: ['5 I not-a-number'], stored: [2, 6] });
    expect(answer.problems[0]?.record).toBe(2);
  });

  it('B17 LF, CRLF and CR end lines; a mixture is warned of', async () => {
    expect(await desk.send(sound.replaceAll('\n', '\r\n'))).toMatchObject(accepted);
    expect(await desk.send(sound.replaceAll('\n', '\r'))).toMatchObject(accepted);
    const mixed = await desk.send(`${HEADER}\r\n${row(1)}\r${row(2)}\n`);
    expect(mixed).toMatchObject({ ...accepted, told: ['* * mixed-line-ends'] });
    expect(mixed.problems[0]?.message.zh).toContain('CRLF 1 处、LF 1 处、CR 1 处');
  });

  it('B18 semicolon, tab and bar separate too; the full-width comma refuses the file with advice', async () => {
    for (const sign of [';', '\t', '|'])
      expect(await desk.send(sound.replaceAll(',', sign))).toMatchObject(accepted);
    const wide = await desk.send(sound.replaceAll(',', '，'));
    expect(wide).toMatchObject(refused('1 * fullwidth-delimiter'));
    expect(wide.problems[0]?.fix.zh).toContain('CSV UTF-8（逗号分隔）');
  });

  it('B19 totals, notes, blank rows and repeated headers are skipped with their reasons', async () => {
    const blank = ','.repeat(10);
    const lines = [row(1), '', blank, HEADER, row(2), '合计,2,,,,,,,,,', '填表人：某某', '第 1 页'];
    const answer = await desk.send(file(...lines));
    expect(answer).toMatchObject({ status: 'accepted', told: [], stored: [2, 6] });
    expect(answer.skipped).toEqual([
      '3 blank',
      '4 blank',
      '5 repeated-header',
      '7 total',
      '8 note',
      '9 note',
    ]);
  });

  it('B20 a line that begins with # is data; words for "not known" are blank, and required where they must not be', async () => {
    const words = ['NULL', 'N/A', '-', '未知'];
    const rows = words.map((word, i) => row(i, { I: word }));
    const answer = await desk.send(file(row('#9'), ...rows, row(8, { C: '未知' }), row(7, { I: '无' })));
    // 无 says "none", which is no weight.
    expect(answer).toMatchObject({ told: ['7 C required', '8 I not-a-number'], stored: [2, 3, 4, 5, 6] });
  });

  it('B21 a cell, line or row beyond the limits is held back with its number', async () => {
    const answer = await desk.send(
      file(row(1), row(2, { K: 'x'.repeat(1 << 20) }), 'x'.repeat(3 << 20), ','.repeat(16_383), row(5)),
    );
    expect(answer).toMatchObject({
      told: ['3 * line-too-long', '4 * line-too-long', '5 * field-count'],
      stored: [2, 6],
    });
    expect(answer.problems[1]?.message.zh).toContain(String(3 << 20));
    expect(answer.problems[2]?.message.zh).toContain('16384');
    const cell = await desk.send(file(row(1, { K: 'x'.repeat(32_768) }), row(2, { K: 'x'.repeat(32_767) })));
    expect(cell).toMatchObject({ told: ['2 K cell-too-long'], stored: [3] });
  });

  it('B21 a million blank rows cost nothing but their count, and too many rows refuse the file', async () => {
    const blank = await desk.send(`${sound}${'\n'.repeat(1_000_000)}`);
    expect(blank).toMatchObject(accepted);
    expect(blank.file['skipped_lines']).toBe(1_000_000);
    const header = '医院编码,病案号,支持模式,上机时间';
    const rows = (count: number) => `${header}\n${'H1,1,VV,2026-10-05\n'.repeat(count)}`;
    expect((await refusalOf(rows(4), { maxRows: 3 })).code).toBe('too-many-rows');
    expect((await read(rows(3), { maxRows: 3 })).records).toHaveLength(3);
  });
});

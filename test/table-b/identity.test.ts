import { existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemsCsv } from '../../pipeline/batch/publish.js';
import { receiveFile } from '../../pipeline/read/receive.js';
import type { ReportData } from '../../reports/data/report-data.js';
import { newFolder, remove } from '../pipeline/fixture.js';
import { Desk, file, HEADER, PATIENCE, row } from './fixture.js';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk.close());

describe.concurrent('B38–B44, identity and hostile names', { timeout: PATIENCE }, () => {
  it('B38 of identical rows one is kept; of conflicting ones all are held back with the cells that differ', async () => {
    const answer = await desk.send(file(row(1), row(2), row(1), row(2, { I: '61' }), row(3)));
    expect(answer).toMatchObject({
      told: ['3 I conflicting-rows', '4 A duplicate-row', '5 I conflicting-rows'],
      stored: [2, 6],
    });
    const [conflict, double] = answer.problems;
    expect(conflict?.message.zh).toContain('第 3, 5 行内容不同（不同的列：“体重(kg)”；体重(kg): 60 | 61）');
    expect(double?.message.zh).toContain('与第 2 行完全相同');
  });

  it('B40 headers such as __proto__ are words like others', async () => {
    const strange = ['__proto__', 'constructor', 'toString'];
    const answer = await desk.send(`${HEADER},${strange.join(',')}\n${row(1)},a,b,c\n`);
    expect(answer.told).toEqual(['1 L unknown-column', '1 M unknown-column', '1 N unknown-column']);
    expect(answer.problems.map(({ column }) => column)).toEqual(strange);
    expect(answer.stored).toEqual([2]);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
    const required = await desk.send(`__proto__,支持模式,上机时间\n1,VA,2026-10-05\n`);
    expect(required.status).toBe('refused');
  });

  it.each([
    'CON.csv',
    '报表 (1)\u202Evsc.exe',
    'a\nb.csv',
    "x'; DROP TABLE files; --.csv",
    `${'长'.repeat(80)}.csv`,
    'a..csv',
  ])('B41 the name %j is a label and nothing else', async (name) => {
    const answer = await desk.send(file(row(1), row(2, { I: 'x' })), name);
    expect(answer).toMatchObject({ status: 'accepted', told: ['3 I not-a-number'], stored: [2] });
    expect(answer.problems[0]?.file.endsWith(`/${name}`)).toBe(true);
  });

  it('B42 what is no regular file is refused with its kind, and is not followed', async () => {
    const folder = newFolder();
    try {
      writeFileSync(join(folder, 'real.csv'), file(row(1)));
      symlinkSync(join(folder, 'real.csv'), join(folder, 'link.csv'));
      for (const [name, kind] of [
        ['link.csv', '符号链接'],
        ['.', '文件夹'],
      ] as const) {
        const refusal = await receiveFile(join(folder, name), join(folder, 'copy')).catch((error) => error);
        expect(refusal).toMatchObject({ code: 'not-a-regular-file' });
        expect(refusal.notice.message.zh).toContain(kind);
        expect(refusal.notice.fix.zh).toBe('请放入文件本身。');
        expect(existsSync(join(folder, 'copy'))).toBe(false);
      }
    } finally {
      remove(folder);
    }
  });

  it('B44 cells that begin a formula are data, and are defused where problems are written for a spreadsheet', async () => {
    const cells = ['=1+1', '+86', '-60', '@x', '＝1'];
    const answer = await desk.send(
      file(...cells.map((cell, i) => row(i, { C: cell })), row('2', { K: '=cmd()' })),
    );
    expect(answer.problems.map(({ value }) => value)).toEqual(cells);
    expect(answer.stored).toEqual([7]);
    const lines = problemsCsv({ problems: answer.problems } as unknown as ReportData).split('\r\n');
    for (const [i, cell] of cells.entries()) expect(lines[i + 1]).toContain(`"'${cell}"`);
  });
});

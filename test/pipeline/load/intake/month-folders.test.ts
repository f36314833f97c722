import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listInbox, senderOf } from '../../../../pipeline/load/intake/inbox.js';
import { meansMonth, meantMonth } from '../../../../pipeline/load/intake/month-folder.js';
import { newFolder, remove, writeFiles } from '../../fixture.js';

let inbox: string;
beforeEach(() => {
  inbox = newFolder();
});
afterEach(() => remove(inbox));

describe('a folder that means a month', () => {
  it.each([
    ['2026年12月', 2026, 12],
    ['2026年12月份报送', 2026, 12],
    ['202612', 2026, 12],
    ['2026-12月', 2026, 12],
    ['2026-12 (2)', 2026, 12],
    ['2026-12 - 副本', 2026, 12],
    ['2026-12-31', 2026, 12],
    ['副本 2026-12', 2026, 12],
    ['2026-1', 2026, 1],
    ['2026.12', 2026, 12],
    ['2026_12', 2026, 12],
    ['２０２６－１２', 2026, 12],
    ['2026–12', 2026, 12],
    ['26年12月', 2026, 12],
    ['12-2026', 2026, 12],
    ['Dec 2026', 2026, 12],
    ['二〇二六年十二月', 2026, 12],
    ['十二月', null, 12],
    ['十月', null, 10],
    ['12月', null, 12],
    ['2026-12 ', 2026, 12],
  ])('is known for what it means: %s', (name, year, month) => {
    expect(meantMonth(name)).toEqual({ year, month });
  });

  it.each([
    '2026-12',
    'H0101',
    '440106001',
    '_中心',
    '第一医院',
    'H2026-12',
    '2026-13',
    '2026-1310',
    '20261',
    'August',
    '市十院',
  ])('is none that is written rightly, or another name: %s', (name) => expect(meantMonth(name)).toBe(null));

  it('without a year may be any year’s', () => {
    expect(meansMonth({ year: null, month: 12 }, '2026-12')).toBe(true);
    expect(meansMonth({ year: 2025, month: 12 }, '2026-12')).toBe(false);
  });
});

const code = (month: string) => {
  try {
    return listInbox(inbox, month).map(({ label }) => label);
  } catch (error) {
    const { code, text } = error as { code: string; text?: { zh: string } };
    return [code, /“([^”]*)”：看不出/.exec(text?.zh ?? '')?.[1] ?? ''];
  }
};

describe('an inbox', () => {
  it.each(['2026年12月', '202612', '2026-12月', '2026-12 (2)', '12月'])(
    'beside the month asked for does not hold one of another name: %s',
    (name) => {
      writeFiles(inbox, { '2026-12/H1/e.csv': 'a', [`${name}/H2/e.csv`]: 'b' });
      expect(code('2026-12')).toEqual(['month-folder', name]);
      // Another month is not concerned.
      writeFiles(inbox, { '2026-11/H1/e.csv': 'a' });
      expect(code('2026-11')).toEqual(['H1/e.csv']);
    },
  );

  it('that holds nothing but a month of another name is not read as a hospital’s folder', () => {
    writeFiles(inbox, { '2026年12月/e.csv': 'b' });
    expect(code('2026-12')).toEqual(['month-folder', '2026年12月']);
    expect(code('2026-11')[0]).toBe('empty-inbox');
  });

  it('holds no month inside a month', () => {
    writeFiles(inbox, { '2026-12/H1/e.csv': 'a', '2026-12/2026年12月/e.csv': 'b' });
    expect(code('2026-12')).toEqual(['month-folder', '2026年12月']);
  });

  it('with an empty folder for the month has nothing to publish', () => {
    mkdirSync(join(inbox, '2026-12'));
    mkdirSync(join(inbox, '2026-11', 'H1'), { recursive: true });
    expect([code('2026-12')[0], code('2026-11')[0]]).toEqual(['empty-inbox', 'empty-inbox']);
  });

  it('without month folders is the month’s, its folders hospitals and the centre', () => {
    writeFiles(inbox, { 'H1/a.csv': '', '_中心/b.csv': '', 'c.csv': '', '_alt/d.csv': '' });
    expect(listInbox(inbox, '2026-12').map((file) => [file.label, file.folder, senderOf(file)])).toEqual([
      ['H1/a.csv', 'H1', 'hospital'],
      ['_alt/d.csv', null, 'nobody'],
      ['_中心/b.csv', null, 'centre'],
      ['c.csv', null, 'flat'],
    ]);
  });
});

describe('an inbox whose months lie one deeper', () => {
  it('is refused, naming the folder that holds them, and never read as an inbox without files', () => {
    writeFiles(inbox, { 'received/2026-10/H1/ecmo.csv': 'x' });
    expect(() => listInbox(inbox, '2026-10')).toThrowError(
      expect.objectContaining({ code: 'month-folder', message: expect.stringContaining('/received') }),
    );
  });

  it('does not stop the others where one hospital made folders of its own', () => {
    writeFiles(inbox, { '2026-10/H1/2026-10/ecmo.csv': 'x', '2026-10/H2/ecmo.csv': 'y' });
    expect(listInbox(inbox, '2026-10').map(({ label }) => label)).toEqual(['H1/2026-10', 'H2/ecmo.csv']);
  });
});

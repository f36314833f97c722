import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { norms } from '../../../indicators/index.js';
import { problemEntries } from '../../../pipeline/ask/problem-entries.js';
import { loadHoldings } from '../../../pipeline/comply/load-holdings.js';
import { type ClauseSet, itemsOf } from '../../../pipeline/define/index.js';
import { profileForm, reviewForm } from '../../../pipeline/template/norm-form.js';
import { zhikong } from '../command/buffer.js';
import { newFolder, Province, remove } from '../fixture.js';
import { hasOffice, resaved } from './office.js';
import { edited, partsOf } from './parts.js';

const sets = norms.flatMap(({ clauseSet }) => (clauseSet ? [clauseSet] : []));
const setOf = (prefix: string): ClauseSet => {
  const found = sets.find((set) => set.prefix === prefix);
  if (!found) throw new RangeError(prefix);
  return found;
};
const sheet = 'xl/worksheets/sheet1.xml';
const sheetOf = (bytes: Uint8Array) => partsOf(bytes)[sheet] ?? '';

/** The row of the sheet in which a text stands. */
function rowOf(xml: string, text: string): number {
  for (const [, row, cells = ''] of xml.matchAll(/<row r="(\d+)"[^>]*>(.*?)<\/row>/gs))
    if (cells.includes(`>${text}</t>`)) return Number(row);
  throw new RangeError(text);
}

/** The checks that are for a cell: the words offered, and what is said. */
function checksAt(xml: string, column: string, row: number) {
  return [...xml.matchAll(/<dataValidation ([^>]*?)(?:\/>|>(?:<formula1>([^<]*)<\/formula1>)<)/g)].flatMap(
    ([, attributes = '', list = '']) => {
      const places = /sqref="([^"]*)"/.exec(attributes)?.[1]?.split(' ') ?? [];
      const covers = places.some((place) => {
        const [, letters, first, last] = /^([A-Z]+)(\d+):[A-Z]+(\d+)$/.exec(place) ?? [];
        return letters === column && Number(first) <= row && row <= Number(last);
      });
      return covers ? [{ list, prompt: /prompt="([^"]*)"/.exec(attributes)?.[1] ?? '' }] : [];
    },
  );
}

const answered = (bytes: Uint8Array, answers: Readonly<Record<string, string>>) =>
  edited(bytes, sheet, (xml) =>
    Object.entries(answers).reduce((changed, [item, value]) => {
      const row = rowOf(changed, item);
      return changed.replace(
        new RegExp(`(<row r="${row}"[^>]*>.*?)</row>`, 's'),
        (_, cells: string) => `${cells}<c r="H${row}" t="inlineStr"><is><t>${value}</t></is></c></row>`,
      );
    }, xml),
  );

const ready = { hospital: 'H7', asOf: '2026-10-15' };

describe('the profile of a norm', () => {
  it.each(sets.map(({ prefix }) => prefix))('%s asks each of its own questions in one row', (prefix) => {
    const xml = sheetOf(profileForm(setOf(prefix), {}).bytes);
    const asked = [...xml.matchAll(/<c r="C(\d+)"[^>]*><is><t[^>]*>([^<]*)<\/t>/g)].slice(1);
    const own = new Set(
      setOf(prefix)
        .clauses.flatMap(({ rule }) => itemsOf(rule))
        .map(({ id }) => id)
        .filter((id) => id.startsWith(prefix)),
    );
    expect(asked.map(([, , id]) => id)).toEqual([...own]);
    expect(asked.map(([, row]) => Number(row))).toEqual(asked.map((_, at) => at + 2));
  });

  it.each<[string, string, string, RegExp, string]>([
    ['E22', 'E22-009', '&quot;是,否&quot;', /^是 \/ 否。/, 'yes or no'],
    ['E22', 'E22-057.emergency_beds', '', /^数字，0 – 5000；单位 张。/, 'beds of a department'],
    ['E22', 'E22-058', '', /^数字，0 – 2000；单位 张。/, 'next to it, with another range'],
    ['E22', 'E22-066.due', '', /^数字，0 – 5000；单位 名。/, 'the range of 057 in another unit'],
    ['E22', 'E22-053.notice', '', /^日期，如 2026-03-05。/, 'a day'],
    [
      'E00',
      'E00-B10',
      '&quot;有转运设备和24小时队伍,没有转运设备,有转运设备但没有24小时队伍&quot;',
      /^有转运设备和24小时队伍 \/ 没有转运设备/,
      'words of its own, between rows of yes or no',
    ],
  ])('%s says beside the answer to %s what may stand there', (prefix, item, list, prompt, _why) => {
    const xml = sheetOf(profileForm(setOf(prefix), {}).bytes);
    const [check, ...others] = checksAt(xml, 'H', rowOf(xml, item));
    expect(others).toEqual([]);
    expect(check?.list).toBe(list);
    expect(check?.prompt).toMatch(prompt);
  });

  it('has the hospital and the day in every row when they are given, and in none when not', () => {
    const cells = (bytes: Uint8Array, column: string) =>
      [...sheetOf(bytes).matchAll(new RegExp(`<c r="${column}\\d+"[^>]*><is><t[^>]*>([^<]*)<`, 'g'))]
        .map(([, text]) => text)
        .slice(1);
    const set = setOf('E22');
    const questions = new Set(set.clauses.flatMap(({ rule }) => itemsOf(rule))).size;
    const filled = profileForm(set, ready).bytes;
    expect(cells(filled, 'A')).toEqual(Array.from({ length: questions }, () => 'H7'));
    expect(cells(filled, 'B')).toEqual(Array.from({ length: questions }, () => '2026-10-15'));
    const blank = profileForm(set, {}).bytes;
    expect([...cells(blank, 'A'), ...cells(blank, 'B')]).toEqual([]);
  });
});

describe('the review of a norm', () => {
  it.each<[string, RegExp, string]>([
    ['A11-004', /^0 – 12 分/, 'worth 12 points'],
    ['A11-005', /^0 – 8 分/, 'worth 8'],
  ])('says of %s how many points there are', (clause, prompt) => {
    const xml = sheetOf(reviewForm(setOf('A11'), {}).bytes);
    const [check, ...others] = checksAt(xml, 'H', rowOf(xml, clause));
    expect(others).toEqual([]);
    expect(check?.prompt).toMatch(prompt);
  });

  it('says where there are none, and offers the verdicts all the same', () => {
    const xml = sheetOf(reviewForm(setOf('E22'), {}).bytes);
    const row = rowOf(xml, 'E22-061');
    expect(checksAt(xml, 'H', row).map(({ prompt }) => prompt)).toEqual([
      expect.stringMatching(/^该条款不计分，只填结论。/),
    ]);
    expect(checksAt(xml, 'G', row).map(({ list }) => list)).toEqual([
      '&quot;达标,基本达标,未达标,不适用&quot;',
    ]);
  });
});

describe('forms sent in', () => {
  let province: Province;
  beforeEach(async () => {
    province = await Province.open();
  });
  afterEach(() => province.close());

  const month = '2026-10';
  const statements = async () => {
    const held = await loadHoldings(province.database, { month, on: '2026-10-31', figures: [] });
    return [...(held.get('H7')?.statements.values() ?? [])].map(({ item, value }) => [item, value]).sort();
  };

  it('of every norm on one day neither repeat nor contradict each other', async () => {
    // E00-D03 rests on E22-022 and E22-024: a blank copy of them in the form of E00 would hold the answers back.
    const files = Object.fromEntries(
      sets.flatMap((set): [string, Uint8Array][] => {
        const blank = profileForm(set, ready).bytes;
        const profile = set.prefix === 'E22' ? answered(blank, { 'E22-022': '是', 'E22-024': '否' }) : blank;
        return [
          [`H7/profile-${set.prefix}.xlsx`, profile],
          [`_中心/reviews-${set.prefix}.xlsx`, reviewForm(set, ready).bytes],
        ];
      }),
    );
    const outcomes = await province.send(month, files);
    expect([...new Set(Object.values(outcomes))]).toEqual(['accepted']);
    expect(await problemEntries(province.database, month)).toEqual([]);
    expect(await statements()).toEqual([
      ['E22-022', true],
      ['E22-024', false],
    ]);
  });

  it.skipIf(!hasOffice)('after LibreOffice saved them are as they were filled in', async () => {
    const filled = answered(profileForm(setOf('E22'), ready).bytes, {
      'E22-009': '有',
      'E22-053.notice': '2026/3/5',
      'E22-058': '３６',
    });
    const [saved = new Uint8Array()] = resaved([filled]);
    expect(await province.send(month, { 'H7/a.xlsx': saved })).toEqual({ 'H7/a.xlsx': 'accepted' });
    expect(await problemEntries(province.database, month)).toEqual([]);
    expect(await statements()).toEqual([
      ['E22-009', true],
      ['E22-053.notice', '2026-03-05'],
      ['E22-058', 36],
    ]);
  });
});

describe('zhikong template --norm', () => {
  let folder = '';
  beforeAll(() => {
    folder = newFolder();
  });
  afterAll(() => remove(folder));

  it('writes the form of a norm, named in any case, with what is filled in', async () => {
    const out = join(folder, 'p.xlsx');
    const flags = ['--norm', 'e22', '--hospital', 'H7', '--as-of', '2026-10-15', '--out', out];
    const said = await zhikong(['template', 'profile', ...flags]);
    expect(said).toEqual({ exit: 0, out: `机构条件填报（E22）的空白模板：${out}\n`, err: '' });
    expect(readFileSync(out).equals(profileForm(setOf('E22'), ready).bytes)).toBe(true);
  });

  it('writes the reviews of a norm', async () => {
    const out = join(folder, 'r.xlsx');
    const said = await zhikong(['template', 'reviews', '--norm', 'A11', '--out', out, '--json']);
    expect(JSON.parse(said.out)).toMatchObject({ table: 'reviews', norm: 'A11', file: out });
    expect(readFileSync(out).equals(reviewForm(setOf('A11'), {}).bytes)).toBe(true);
  });

  it('without a norm writes the plain table', async () => {
    const out = join(folder, 'plain.xlsx');
    const said = await zhikong(['template', 'profile', '--out', out]);
    expect(said.out).toBe(`机构条件填报（9 列）的空白模板：${out}\n`);
  });

  it.each<[string, readonly string[], RegExp]>([
    [
      'a norm that is not there',
      ['profile', '--norm', 'X99'],
      /可用：E22、V22、A11、E00。[\s\S]*Known: E22, V22, A11, E00\.[\s\S]*\[unknown-norm\]/,
    ],
    ['a table without clauses', ['ecmo_runs', '--norm', 'E22'], /ECMO病例[\s\S]*\[bad-flag\]/],
    ['a day without a norm', ['profile', '--as-of', '2026-10-15'], /--norm[\s\S]*\[bad-flag\]/],
    ['a hospital without a norm', ['ecmo_runs', '--hospital', 'H7'], /--norm[\s\S]*\[bad-flag\]/],
    ['a day that is not there', ['profile', '--norm', 'E22', '--as-of', '2026-02-30'], /\[bad-flag\]/],
  ])('refuses %s and writes nothing', async (_, args, words) => {
    const out = join(folder, 'none.xlsx');
    const { exit, err } = await zhikong(['template', ...args, '--out', out]);
    expect(exit).toBe(2);
    expect(err).toMatch(words);
    expect(existsSync(out)).toBe(false);
  });
});

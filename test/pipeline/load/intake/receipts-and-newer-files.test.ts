import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { csv, ecmoDeath, ecmoRun, Province } from '../../fixture.js';

let province: Province;
beforeEach(async () => {
  province = await Province.open();
});
afterEach(() => province.close());

const nameOf = (file: string) => createHash('sha256').update(file).digest('hex').slice(0, 12);
const rate = () => province.counts('2026-10', 'ECMO-01 H1 2026-10');
const send = (files: Readonly<Record<string, string>>) => province.send('2026-10', files);
/** What is told of the files that count now, by rule. */
const told = (rule: string) =>
  province.database.rows(
    `SELECT DISTINCT f.path, p.line, p.zh FROM problems p JOIN files f USING (file_id) JOIN submissions s USING (file_id)
     WHERE s.live AND p.rule = '${rule}' ORDER BY ALL`,
  );
const open = () =>
  province.database.rows(
    `SELECT DISTINCT f.path, p.line FROM problems p JOIN files f USING (file_id) JOIN submissions s USING (file_id)
     WHERE s.live AND p.severity = 'error' ORDER BY ALL`,
  );

const four = (weight_kg = '60') => ecmoDeath('4', { weight_kg });

/** Cases 1 and 2 are alive; 3 (line 4) has a mode nobody knows; 4 (lines 5, 6) is there twice, and differently. */
const original = csv([ecmoRun('1'), ecmoRun('2'), ecmoDeath('3', { mode: 'VX' }), four(), four('99')]);
const ref = (line: number) => ({ 回执编号: `${nameOf(original)}--${line}` });
const untouched = csv([
  { ...ref(4), ...ecmoDeath('3', { mode: 'VX' }) },
  { ...ref(5), ...four() },
  { ...ref(6), ...four('99') },
]);
const corrected = csv([
  { ...ref(4), ...ecmoDeath('3') },
  { ...ref(5), ...four() },
  { ...ref(6), ...four() },
]);
/** The export of the day after, right in all cases it holds: case 1 is taken back. */
const fresh = csv([ecmoRun('2'), ecmoDeath('3'), four()]);

describe('a receipt beside a newer export', () => {
  it('brings back nothing that the newer export no longer holds', async () => {
    await send({ 'H1/ecmo.csv': original });
    expect(await rate()).toEqual([2, 2]);
    await send({ 'H1/ecmo.csv': fresh, 'H1/回执.csv': corrected });
    expect(await rate()).toEqual([1, 3]);
    expect(await told('receipt-rows-not-used')).toEqual([]);
    expect(await open()).toEqual([]);
  });

  it('nor when it was accepted before that export came', async () => {
    await send({ 'H1/ecmo.csv': original });
    await send({ 'H1/ecmo.csv': original, 'H1/回执.csv': corrected });
    expect(await rate()).toEqual([2, 4]);
    await send({ 'H1/ecmo.csv': fresh, 'H1/回执.csv': corrected });
    expect(await rate()).toEqual([1, 3]);
  });

  it('nor does it stand against what that export corrects', async () => {
    await send({ 'H1/ecmo.csv': original });
    await send({
      'H1/ecmo.csv': csv([ecmoDeath('1'), ecmoRun('2'), ecmoDeath('3'), four()]),
      'H1/回执.csv': corrected,
    });
    expect(await rate()).toEqual([1, 4]);
    expect(await open()).toEqual([]);
  });

  it('corrects the rows that this one holds back too, and is told of the others', async () => {
    await send({ 'H1/ecmo.csv': original });
    // Case 3 is as wrong as before, in another line; case 4 is gone; case 2 has died after all.
    const still = csv([ecmoDeath('2'), ecmoDeath('3', { mode: 'VX' }), ecmoRun('5'), ecmoDeath('6')]);
    await send({ 'H1/ecmo.csv': still, 'H1/回执.csv': corrected });
    expect(await rate()).toEqual([1, 4]);
    expect(await told('receipt-rows-not-used')).toEqual([
      {
        path: 'H1/回执.csv',
        line: null,
        zh: expect.stringContaining('第 3-4 行的病例在较新的报送文件中已经没有'),
      },
    ]);
    expect(await open()).toEqual([]);
  });

  it('is told where that export says something else', async () => {
    await send({ 'H1/ecmo.csv': original });
    await send({
      'H1/ecmo.csv': csv([ecmoRun('2'), ecmoRun('3'), four()]),
      'H1/回执.csv': corrected,
    });
    expect(await rate()).toEqual([2, 3]);
    expect(await told('receipt-rows-not-used')).toEqual([
      { path: 'H1/回执.csv', line: null, zh: expect.stringContaining('第 2 行的病例以较新的报送文件为准') },
    ]);
  });
});

describe('two receipts', () => {
  it('of one name: the second replaces the first, and the first again the second', async () => {
    await send({ 'H1/ecmo.csv': original });
    await send({ 'H1/ecmo.csv': original, 'H1/回执.csv': corrected });
    expect(await rate()).toEqual([2, 4]);
    const second = csv([
      { ...ref(4), ...ecmoRun('3') },
      { ...ref(5), ...four() },
      { ...ref(6), ...four() },
    ]);
    await send({ 'H1/ecmo.csv': original, 'H1/回执.csv': second });
    expect(await rate()).toEqual([3, 4]);
    await send({ 'H1/ecmo.csv': original, 'H1/回执.csv': corrected });
    expect(await rate()).toEqual([2, 4]);
    expect(await open()).toEqual([]);
  });

  it('of two names: the one that came last counts for its rows, the other for the rest', async () => {
    await send({ 'H1/ecmo.csv': original });
    await send({ 'H1/ecmo.csv': original, 'H1/回执.csv': corrected });
    const second = csv([{ ...ref(4), ...ecmoRun('3') }]);
    const all = { 'H1/ecmo.csv': original, 'H1/回执.csv': corrected, 'H1/a.csv': second };
    await send(all);
    expect(await rate()).toEqual([3, 4]);
    await send(all);
    expect(await rate()).toEqual([3, 4]);
    // Another export of the other hospital changes nothing, nor does the order in which files are read again.
    await send({ ...all, 'ecmo2.csv': csv([ecmoRun('9', { hospital_id: 'H2' })]) });
    expect(await rate()).toEqual([3, 4]);
    expect(await open()).toEqual([]);
  });

  it('one of them untouched: it says nothing, before, beside or after the corrected one', async () => {
    await send({ 'H1/ecmo.csv': original });
    await send({ 'H1/ecmo.csv': original, 'H1/a.csv': untouched, 'H1/回执.csv': corrected });
    expect(await rate()).toEqual([2, 4]);
    expect(await open()).toEqual([]);
    await send({
      'H1/ecmo.csv': original,
      'H1/a.csv': untouched,
      'H1/回执.csv': corrected,
      'H1/b.csv': `${untouched}\n`,
    });
    expect(await rate()).toEqual([2, 4]);
  });

  it('untouched alone leaves everything as it was', async () => {
    await send({ 'H1/ecmo.csv': original });
    await send({ 'H1/ecmo.csv': original, 'H1/a.csv': untouched });
    expect(await rate()).toEqual([2, 2]);
    expect(await open()).toEqual([4, 5, 6].map((line) => ({ path: 'H1/ecmo.csv', line })));
    expect(await told('receipt-rows-missing')).toEqual([]);
  });

  it('that come together and differ are both held back', async () => {
    await send({ 'H1/ecmo.csv': original });
    const other = csv([{ ...ref(4), ...ecmoRun('33') }]);
    await send({ 'H1/ecmo.csv': original, 'H1/a.csv': corrected, 'H1/b.csv': other });
    expect(await rate()).toEqual([2, 3]);
    expect(await told('receipts-differ')).toEqual([
      { path: 'H1/a.csv', line: 2, zh: expect.stringContaining('“H1/b.csv”第 2 行') },
      { path: 'H1/b.csv', line: 2, zh: expect.stringContaining('“H1/a.csv”第 2 行') },
    ]);
  });
});

describe('a row taken out of a receipt', () => {
  it('that says so is withdrawn, also from a newer export that still has it as it was', async () => {
    await send({ 'H1/ecmo.csv': original });
    const withdrawal = csv([
      { ...ref(4), 回执处理: '撤回', ...ecmoDeath('3', { mode: 'VX' }) },
      { ...ref(5), 回执处理: '', ...four() },
      { ...ref(6), 回执处理: '撤回', ...four('99') },
    ]);
    const both = { 'H1/ecmo.csv': original, 'H1/回执.csv': withdrawal };
    await send(both);
    expect(await rate()).toEqual([2, 3]);
    expect(await open()).toEqual([]);
    await send({
      'H1/ecmo.csv': csv([ecmoRun('1'), ecmoDeath('3', { mode: 'VX' })]),
      'H1/回执.csv': withdrawal,
    });
    expect(await rate()).toEqual([1, 1]);
    expect(await open()).toEqual([]);
  });

  it('deleted without a word stays held back, and that is told', async () => {
    await send({ 'H1/ecmo.csv': original });
    const emptied = `${csv([{ ...ref(4), ...ecmoDeath('3') }]).split('\n')[0]}\n`;
    await send({ 'H1/回执.csv': emptied });
    expect(await rate()).toEqual([2, 2]);
    expect(await told('receipt-rows-missing')).toEqual([
      { path: 'H1/回执.csv', line: null, zh: expect.stringContaining('“H1/ecmo.csv”第 4-6 行') },
    ]);
  });

  it('with a word that is not ours waits', async () => {
    await send({ 'H1/ecmo.csv': original });
    const odd = csv([{ ...ref(4), 回执处理: '删', ...ecmoDeath('3') }]);
    await send({ 'H1/ecmo.csv': original, 'H1/回执.csv': odd });
    expect(await rate()).toEqual([2, 2]);
    expect(await told('receipt-action')).toEqual([
      { path: 'H1/回执.csv', line: 2, zh: expect.stringContaining('“删”') },
    ]);
  });
});

import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { csv, ecmoDeath, ecmoRun, Province } from '../../fixture.js';

let province: Province;
beforeEach(async () => {
  province = await Province.open();
});
afterEach(() => province.close());

const name = (file: string) => createHash('sha256').update(file).digest('hex').slice(0, 12);
const rate = (month: string) => province.counts(month, 'ECMO-01 H1 2026-10');

/** Case 1 counts, case 2 has a mode nobody knows and case 3 ends before it starts: lines 3 and 4 are held back. */
const original = csv([
  ecmoRun('1'),
  ecmoRun('2', { mode: '??' }),
  ecmoDeath('3', { ended_at: '2026-10-01 08:00', died_at: '' }),
]);
const reference = (line: number) => `${name(original)}--${line}`;
const receipt = csv([
  { 回执编号: reference(3), ...ecmoRun('2'), 回执问题: '…', 回执建议: '…' },
  { 回执编号: reference(4), ...ecmoDeath('3'), 回执问题: '…', 回执建议: '…' },
]);

describe('a corrected receipt', () => {
  it('replays just its rows: the others stay, the held-back ones are taken from it', async () => {
    await province.send('2026-10', { 'H1/ecmo.csv': original });
    expect(await rate('2026-10')).toEqual([1, 1]);
    const both = { 'H1/ecmo.csv': original, 'H1/receipt.csv': receipt };
    expect(await province.send('2026-10', both)).toEqual({
      'H1/ecmo.csv': 'accepted',
      'H1/receipt.csv': 'accepted',
    });
    expect(await rate('2026-10')).toEqual([2, 3]);
    expect(await province.send('2026-10', both)).toEqual({
      'H1/ecmo.csv': 'unchanged',
      'H1/receipt.csv': 'unchanged',
    });
    expect(await rate('2026-10')).toEqual([2, 3]);
  });

  it('does so alone in the folder too, for what it corrects is read again from the vault', async () => {
    await province.send('2026-10', { 'H1/ecmo.csv': original, 'H2/ecmo.csv': csv([ecmoRun('9')]) });
    await province.send('2026-10', { 'H1/receipt.csv': receipt });
    expect(await rate('2026-10')).toEqual([2, 3]);
    expect(await province.counts('2026-10', 'ECMO-01 H2 2026-10')).toEqual([1, 1]);
    const live = await province.database.rows(
      `SELECT f.path, s.accepted FROM submissions s JOIN files f USING (file_id) WHERE live ORDER BY ALL`,
    );
    const bytes = "SELECT DISTINCT CAST(bytes AS INTEGER) AS bytes FROM files WHERE path = 'H1/ecmo.csv'";
    expect(await province.database.rows(bytes)).toEqual([{ bytes: Buffer.byteLength(original) }]);
    expect(live).toEqual([
      { path: 'H1/ecmo.csv', accepted: 1 },
      { path: 'H1/receipt.csv', accepted: 2 },
      { path: 'H2/ecmo.csv', accepted: 1 },
    ]);
  });

  it('belongs to the month of what it corrects, whichever inbox it comes in', async () => {
    await province.send('2026-10', { 'H1/ecmo.csv': original });
    const november = { 'H1/receipt.csv': receipt };
    await province.send('2026-11', november);
    expect(await rate('2026-11')).toEqual([2, 3]);
    expect(await province.send('2026-11', november)).toEqual({ 'H1/receipt.csv': 'unchanged' });
    const months = await province.database.rows('SELECT DISTINCT month FROM submissions WHERE live');
    expect(months).toEqual([{ month: '2026-10' }]);
    // October run again from its own inbox keeps the correction.
    await province.send('2026-10', { 'H1/ecmo.csv': original });
    expect(await rate('2026-10')).toEqual([2, 3]);
  });

  it('with a row that is still wrong has that row held back, at its own line, and takes the others', async () => {
    await province.send('2026-10', { 'H1/ecmo.csv': original });
    const half = receipt.replace(/VA(?=[^\n]*死亡)/, '!!');
    await province.send('2026-10', { 'H1/receipt.csv': half });
    expect(await rate('2026-10')).toEqual([2, 2]);
    const held = await province.database.rows(
      `SELECT f.path, p.line, p.rule FROM problems p JOIN files f USING (file_id) JOIN submissions s USING (file_id) WHERE s.live AND severity = 'error'`,
    );
    expect(held).toEqual([{ path: 'H1/receipt.csv', line: 3, rule: expect.any(String) }]);
    // A second receipt corrects the first one.
    const second = csv([{ 回执编号: `${name(half)}--3`, ...ecmoDeath('3') }]);
    await province.send('2026-10', { 'H1/second.csv': second });
    expect(await rate('2026-10')).toEqual([2, 3]);
  });

  it('of a file that came in two months belongs to the newest', async () => {
    await province.send('2026-10', { 'H1/ecmo.csv': original });
    await province.send('2026-11', { 'H1/ecmo.csv': original });
    await province.send('2026-11', { 'H1/ecmo.csv': original, 'H1/receipt.csv': receipt });
    const months =
      "SELECT s.month, s.accepted FROM submissions s JOIN files f USING (file_id) WHERE s.live AND f.path LIKE '%receipt%'";
    expect(await province.database.rows(months)).toEqual([{ month: '2026-11', accepted: 2 }]);
    expect(await rate('2026-11')).toEqual([2, 3]);
  });

  it('is retired with the file when that is sent again whole', async () => {
    await province.send('2026-10', { 'H1/ecmo.csv': original });
    await province.send('2026-10', { 'H1/receipt.csv': receipt });
    await province.send('2026-10', { 'H1/ecmo.csv': csv([ecmoRun('1'), ecmoRun('2'), ecmoRun('3')]) });
    expect(await rate('2026-10')).toEqual([3, 3]);
  });

  it('cannot reach into another hospital’s file: its rows are rows like others', async () => {
    await province.send('2026-10', { 'H1/ecmo.csv': original });
    await province.send('2026-10', { 'H2/receipt.csv': receipt });
    expect(await rate('2026-10')).toEqual([1, 1]);
    expect(await province.counts('2026-10', 'ECMO-01 H2 2026-10')).toEqual([1, 2]);
  });

  it('may name a row that the reader held back for its shape', async () => {
    const broken = `${csv([ecmoRun('1'), ecmoRun('2')])}a,b\n`;
    await province.send('2026-10', { 'H1/ecmo.csv': broken });
    const fixed = csv([{ 回执编号: `${name(broken)}--4`, ...ecmoDeath('3') }]);
    await province.send('2026-10', { 'H1/ecmo.csv': broken, 'H1/receipt.csv': fixed });
    expect(await rate('2026-10')).toEqual([2, 3]);
    const open = `SELECT count(*) FROM problems p JOIN submissions s USING (file_id) WHERE s.live AND p.severity = 'error'`;
    expect(await province.database.number(open)).toBe(0);
  });
});

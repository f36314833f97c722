import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encode } from '../../../../data-samples/generator/encode.js';
import { shrinkPolicy } from '../../../../pipeline/load/stage/shrunk.js';
import { csv, ecmoDeath, ecmoRun, Province } from '../../fixture.js';

let province: Province;
beforeEach(async () => {
  province = await Province.open();
});
afterEach(() => province.close());

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => ecmoRun(String(from + i)));
const warnings = () =>
  province.database.rows<{ text: string }>(
    `SELECT f.path || ' ' || p.rule AS text FROM problems p JOIN files f USING (file_id) ORDER BY ALL`,
  );
const volume = (month = '2026-10') => province.counts(month, 'ECMO-01 H1 2026-10');

describe('the same content', () => {
  const rows = [ecmoRun('1', { 备注: '甲' }), ecmoDeath('2', { 备注: '乙' }), ecmoRun('3')];

  it('in another order, encoding and column order beside the first is taken once, with one word for the file', async () => {
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].reverse();
    const turned = rows
      .map((row) => Object.fromEntries(columns.map((name) => [name, row[name] ?? ''])))
      .reverse();
    await province.send('2026-10', { 'H1/a.csv': csv(rows), 'H1/b.csv': encode(csv(turned), 'gb18030') });
    expect(await warnings()).toEqual([{ text: 'H1/b.csv same-content' }]);
    expect(await volume()).toEqual([2, 3]);
  });

  it('sent anew in place of the first is told as such and changes nothing', async () => {
    await province.send('2026-10', { 'H1/a.csv': csv(rows) });
    const before = await province.figures('2026-10');
    await province.send('2026-10', { 'H1/c.csv': csv([...rows].reverse()) });
    expect(await province.figures('2026-10')).toEqual(before);
    expect(await warnings()).toEqual([{ text: 'H1/c.csv same-content' }]);
  });

  it('as last month is told: it may be last month’s file by mistake', async () => {
    await province.send('2026-10', { 'H1/a.csv': csv(rows) });
    await province.send('2026-11', { 'H1/b.csv': csv([...rows].reverse()) });
    const [found] = await province.database.rows<{ zh: string }>('SELECT zh FROM problems');
    expect(found?.zh).toContain('2026-10');
  });

  it('is not told of a file that differs in one cell or has one row more', async () => {
    const changed = rows.map((row, i) => (i === 1 ? { ...row, 备注: '丙', weight_kg: '61' } : row));
    await province.send('2026-10', { 'H1/a.csv': csv(rows) });
    await province.send('2026-10', { 'H1/a.csv': csv(changed) });
    await province.send('2026-10', { 'H1/a.csv': csv([...rows, ecmoRun('4')]) });
    expect((await warnings()).filter(({ text }) => text.includes('same-content'))).toEqual([]);
  });
});

describe('a submission much shorter than the one before', () => {
  it('is held: the former rows go on counting until the centre accepts it', async () => {
    await province.send('2026-10', { 'H1/a.csv': csv(numbered(1, 20)) });
    const short = { 'H1/a.csv': csv(numbered(1, 15)) };
    expect(await province.send('2026-10', short)).toEqual({ 'H1/a.csv': 'refused' });
    expect(await volume()).toEqual([20, 20]);
    const [refused] = await province.database.rows<{ zh: string }>(
      "SELECT zh FROM problems WHERE rule = 'shrunk'",
    );
    expect(refused?.zh).toContain('原有 20 行，现只有 15 行');
    expect(await province.send('2026-10', short)).toEqual({ 'H1/a.csv': 'refused' });
    const accepted = { ...shrinkPolicy, accepted: new Set(['H1']) };
    expect(await province.send('2026-10', short, { shrink: accepted })).toEqual({ 'H1/a.csv': 'accepted' });
    expect(await volume()).toEqual([15, 15]);
    expect(await warnings()).toEqual([]);
  });

  it('is taken when no more than a fifth is missing, or one or two rows', async () => {
    await province.send('2026-10', { 'H1/a.csv': csv(numbered(1, 20)), 'H2/a.csv': csv(numbered(1, 3)) });
    expect(
      await province.send('2026-10', { 'H1/a.csv': csv(numbered(1, 16)), 'H2/a.csv': csv(numbered(1, 1)) }),
    ).toEqual({ 'H1/a.csv': 'accepted', 'H2/a.csv': 'accepted' });
  });

  it('is held in the fast lane as well', async () => {
    const flat = (n: number) =>
      csv(
        Array.from({ length: n }, (_, i) => ({
          hospital_id: 'H1',
          anesthesia_no: `A${i}`,
          sex: i % 2 ? '男' : '女',
          methods: '监护麻醉',
          started_at: '2026-10-05 08:00',
        })),
      );
    await province.send('2026-10', { 'H1/a.csv': flat(20) }, { fastFrom: 0 });
    expect(await province.send('2026-10', { 'H1/a.csv': flat(15) }, { fastFrom: 0 })).toEqual({
      'H1/a.csv': 'refused',
    });
    const live = 'SELECT file_id, records FROM submissions WHERE live';
    expect(await province.database.rows(live)).toEqual([{ file_id: 1, records: 20 }]);
    const lanes = await province.database.rows('SELECT lane, status FROM files ORDER BY file_id');
    expect(lanes).toEqual([
      { lane: 'fast', status: 'accepted' },
      { lane: null, status: 'refused' },
    ]);
  });

  it('does not hold another month: exports may be cumulative or not', async () => {
    await province.send('2026-10', { 'H1/a.csv': csv(numbered(1, 20)) });
    expect(await province.send('2026-11', { 'H1/a.csv': csv(numbered(21, 22)) })).toEqual({
      'H1/a.csv': 'accepted',
    });
  });
});

describe('a hospital that sends nothing new', () => {
  const of = (hospital_id: string, from: number, to: number) =>
    numbered(from, to).map((cells) => ({ ...cells, hospital_id }));
  const live = () =>
    province.database.rows<{ text: string }>(
      `SELECT DISTINCT s.hospital_id || ' ' || f.path AS text FROM submissions s JOIN files f USING (file_id) WHERE s.live ORDER BY ALL`,
    );

  it('keeps what it has beside a provincial file that is read again for another', async () => {
    const files = {
      'H1/a.csv': csv(numbered(1, 8)),
      'H5/a.csv': csv(numbered(31, 34)),
      'z.csv': csv([...of('H1', 21, 23), ...of('H5', 41, 43)]),
    };
    await province.send('2026-10', files);
    expect(await volume()).toEqual([11, 11]);
    const sent = await province.send('2026-10', { ...files, 'H5/a.csv': csv(numbered(31, 36)) });
    expect(Object.values(sent)).not.toContain('refused');
    expect(await volume()).toEqual([11, 11]);
    expect(await province.counts('2026-10', 'ECMO-01 H5 2026-10')).toEqual([9, 9]);
    expect(await warnings()).toEqual([]);
  });

  it('is not refused for what a new provincial file no longer says of it, nor loses it', async () => {
    const own = { 'H1/a.csv': csv(numbered(1, 8)), 'H5/a.csv': csv(numbered(31, 34)) };
    await province.send('2026-10', { ...own, 'z.csv': csv([...of('H1', 21, 23), ...of('H5', 41, 43)]) });
    const sent = await province.send('2026-10', { ...own, 'y.csv': csv([...of('H5', 41, 44)]) });
    expect(sent['H1/a.csv']).toBe('unchanged');
    expect(sent['y.csv']).toBe('accepted');
    expect(await warnings()).toEqual([]);
    expect(await volume()).toEqual([11, 11]);
    expect(await province.counts('2026-10', 'ECMO-01 H5 2026-10')).toEqual([8, 8]);
    expect((await live()).map(({ text }) => text)).toEqual([
      'H1 H1/a.csv',
      'H1 z.csv',
      'H5 H5/a.csv',
      'H5 y.csv',
    ]);
  });

  it('is left alone too where the new provincial file is refused for another', async () => {
    const own = { 'H1/a.csv': csv(numbered(1, 8)), 'H5/a.csv': csv(numbered(31, 34)) };
    await province.send('2026-10', { ...own, 'z.csv': csv([...of('H1', 21, 22), ...of('H5', 41, 49)]) });
    const sent = await province.send('2026-10', {
      ...own,
      'y.csv': csv([...of('H1', 21, 21), ...of('H5', 41, 42)]),
    });
    expect(sent['y.csv']).toBe('refused');
    expect(sent['H1/a.csv']).toBe('unchanged');
    expect(await volume()).toEqual([10, 10]);
    expect(await province.counts('2026-10', 'ECMO-01 H5 2026-10')).toEqual([13, 13]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anesthesiaCases } from '../../../../pipeline/cases/anesthesia-cases.js';
import { allRowsSql } from '../../../../pipeline/current/rows-sql.js';
import { csv, ecmoRun, Province } from '../../fixture.js';
import { anaesthetic, lanes } from '../lane/lanes.js';

let province: Province;
beforeEach(async () => {
  province = await Province.open();
});
afterEach(() => province.close());

const old = ecmoRun('1', {
  started_at: '2023-10-05 08:00',
  ended_at: '2023-10-10 08:00',
  discharged_at: '2023-10-20 08:00',
});
const forgetBefore2024 = () => province.database.run("INSERT INTO forgotten_before VALUES ('2024-01-01')");

describe('rows of forgotten cases', () => {
  it.each(Object.entries(lanes))('count in no lane: %s', async (lane, options) => {
    const of = (医院编码: string, ...days: string[]) =>
      csv(
        days.map((day, i) =>
          anaesthetic(`${医院编码}${i}`, {
            医院编码,
            麻醉开始时间: `${day} 08:00`,
            麻醉结束时间: `${day} 10:30`,
          }),
        ),
      );
    const laneOf = (path: string) =>
      province.database.rows('SELECT lane FROM files WHERE path = $path', { path });
    await province.send('2026-09', { 'H2/e.csv': of('H2', '2023-10-05', '2026-09-05') }, options);
    // Nothing is forgotten yet, so every lane takes what is its own.
    expect(await laneOf('H2/e.csv')).toEqual([{ lane }]);
    await forgetBefore2024();
    const files = {
      'H1/e.csv': of('H1', '2023-10-05', '2026-10-05', '2026-10-06'),
      'H3/e.csv': of('H3', '2026-10-05'),
    };
    await province.send('2026-10', files, options);
    const kept = await province.database.rows(
      `SELECT r.line FROM (${await allRowsSql(province.database, anesthesiaCases)}) r JOIN files f USING (file_id)
       WHERE f.path = 'H1/e.csv' ORDER BY line`,
    );
    expect(kept).toEqual([{ line: 3 }, { line: 4 }]);
    expect(await province.problems()).toEqual(['H1/e.csv:* forgotten-case']);
    expect(
      await province.database.rows(
        "SELECT lane, records, skipped_lines, physical_lines FROM files WHERE path = 'H1/e.csv'",
      ),
    ).toEqual([{ lane: 'exact', records: 2, skipped_lines: 1, physical_lines: 4 }]);
    // A file without such a row goes on taking its lane.
    expect(await laneOf('H3/e.csv')).toEqual([{ lane }]);
  });

  it('are not counted by the guard against shorter submissions, nor held back with what is wrong in them', async () => {
    await forgetBefore2024();
    await province.send('2026-10', {
      'H1/ecmo.csv': csv([{ ...old, mode: '??' }, { ...old, case_no: '9' }, ecmoRun('2')]),
    });
    expect(await province.database.rows('SELECT records, accepted FROM submissions')).toEqual([
      { records: 1, accepted: 1 },
    ]);
    expect(await province.problems()).toEqual(['H1/ecmo.csv:* forgotten-case']);
  });
});

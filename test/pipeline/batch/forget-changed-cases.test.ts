import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { forgetPerson } from '../../../pipeline/batch/forget-person.js';
import { purge } from '../../../pipeline/batch/purge.js';
import { verify } from '../../../pipeline/batch/verify.js';
import { Database } from '../../../pipeline/warehouse/database.js';
import { patience } from '../../long.js';
import { csv, ecmoRun } from '../fixture.js';
import { dead, province, recovered, removeProvinces } from '../restate/province.js';

afterAll(removeProvinces);

const accepted = { acceptRepeat: ['all'], acceptShrink: ['all'], reason: 'a correction' };

describe('lists of changed cases', { timeout: patience }, () => {
  const { workspace, send, go, rows } = province();
  const lines = (month: string) =>
    rows(month, 'changed-cases.csv').map((row) =>
      [row['code'], row['was_line'], row['now_line'], row['cause']].join(' '),
    );
  const inParquet = async (month: string) => {
    const folder = join(workspace, 'reports', month, 'centre');
    const database = await Database.open(':memory:', {
      folders: [`${folder}/`],
      threads: 1,
      memory: '200MB',
      temp: folder,
    });
    try {
      return await database.number(`SELECT count(*) FROM read_parquet('${folder}/changed-cases.parquet')`);
    } finally {
      await database.close();
    }
  };

  it('name file and line of what was corrected', async () => {
    send('2023-05', { 'H1/ecmo.csv': csv([recovered('A', '2023-05-04')]) });
    await go('2023-05', undefined, undefined, accepted);
    send('2023-06', { 'H1/ecmo.csv': csv([dead('A', '2023-05-04')]) });
    await go('2023-06', undefined, undefined, accepted);
    const others = [
      recovered('A9', '2026-09-03'),
      recovered('B', '2026-09-04'),
      recovered('C', '2026-09-05'),
    ];
    send('2026-09', { 'H1/ecmo.csv': csv(others) });
    await go('2026-09', undefined, undefined, accepted);
    send('2026-10', {
      'H1/ecmo.csv': csv([recovered('A9', '2026-09-03'), dead('B', '2026-09-04'), dead('C', '2026-09-05')]),
    });
    await go('2026-10', undefined, undefined, accepted);
    expect(lines('2023-06')).toEqual(['ECMO-01 2 2 corrected']);
    expect(lines('2026-10')).toEqual(['ECMO-01 3 3 corrected', 'ECMO-01 4 4 corrected']);
  });

  it('lose the cases that a purge deletes, and no other', async () => {
    await purge({ workspace, before: '2024-01-01', reason: '期满' });
    expect(lines('2023-06')).toEqual([]);
    expect(await inParquet('2023-06')).toBe(0);
    // Its header stays, and so do the lists of what is not forgotten.
    expect(readFileSync(join(workspace, 'reports/2023-06/centre/changed-cases.csv'), 'utf8')).toMatch(
      /^code,/,
    );
    expect(lines('2026-10')).toHaveLength(2);
    expect((await verify(workspace)).ok).toBe(true);
  });

  it('lose a person who is forgotten, and no other', async () => {
    const patient = String(ecmoRun('B')['patient_id']);
    expect((await forgetPerson({ workspace, patient, reason: '本人要求' })).rows).toBe(2);
    expect(lines('2026-10')).toEqual(['ECMO-01 4 4 corrected']);
    expect(await inParquet('2026-10')).toBe(1);
    expect((await verify(workspace)).ok).toBe(true);
  });
});

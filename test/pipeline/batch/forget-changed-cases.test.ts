import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { forgetPerson } from '../../../pipeline/batch/forget-person.js';
import { purge } from '../../../pipeline/batch/purge.js';
import { verify } from '../../../pipeline/batch/verify.js';
import { letterWorkbook } from '../../../pipeline/letter/letter-workbook.js';
import { Database } from '../../../pipeline/warehouse/database.js';
import { patience } from '../../long.js';
import { csv, ecmoRun, writeFiles } from '../fixture.js';
import { answer, answered } from '../letter/fixture.js';
import { dead, province, recovered, removeProvinces } from '../restate/province.js';

afterAll(removeProvinces);

const said = {
  month: '2026-09',
  code: 'ECMO-E02',
  period: '2025-10..2026-09',
  figure: '2/12 = 16.7%',
  interval: '4.7–44.8%',
  threshold: '≥ 40%',
  clause: '',
  source: '2026-09-461d5d4d',
  due: '2026-11-15',
};

const accepted = { acceptRepeat: ['all'], acceptShrink: ['all'], reason: 'a correction' };

describe('lists of changed cases', { timeout: patience }, () => {
  const { workspace, inbox, send, go, rows } = province();
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
    const form = letterWorkbook({
      hospital: 'H1',
      name: null,
      title: { zh: 'ECMO有效撤除率', en: 'ECMO effective removal rate' },
      letterNo: 'FK-1',
      decidedOn: '2026-10-20',
      said,
      cases: [],
    });
    writeFiles(join(inbox, '2026-10', 'H1'), { '答复.xlsx': answered(form, answer('患者pb撤机偏晚')) });
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

  it('lose a person who is forgotten, and no other; answers with the number are named', async () => {
    const patient = String(ecmoRun('B')['patient_id']);
    const reason = '本人要求';
    expect((await forgetPerson({ workspace, patient: 'P', reason, dryRun: true })).answers).toEqual([]);
    const forgotten = await forgetPerson({ workspace, patient, reason });
    expect(forgotten.rows).toBe(2);
    expect(forgotten.answers.map(({ path }) => path)).toEqual(['H1/答复.xlsx']);
    expect(lines('2026-10')).toEqual(['ECMO-01 4 4 corrected']);
    expect(await inParquet('2026-10')).toBe(1);
    expect((await verify(workspace)).ok).toBe(true);
  });
});

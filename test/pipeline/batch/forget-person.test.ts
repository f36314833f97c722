import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPublished } from '../../../pipeline/batch/open-published.js';
import { run } from '../../../pipeline/batch/run.js';
import { verify } from '../../../pipeline/batch/verify.js';
import { readAudit } from '../../../pipeline/workspace/audit.js';
import { smallBatch } from '../../faults/driver.js';
import { filesOf } from '../../faults/small-workspace.js';
import { zhikong } from '../command/buffer.js';
import {
  type Cells,
  csv,
  ecmoDeath,
  ecmoRun,
  newFolder,
  oneThreaded,
  remove,
  writeFiles,
} from '../fixture.js';

const number = 'ZPERSON9K4';
const marker = 'ZMARKERZ7Q4';

const september = (cells: Cells): Cells => ({
  ...cells,
  started_at: '2026-09-05 08:00',
  ended_at: '2026-09-10 08:00',
  discharged_at: '2026-09-20 08:00',
});
const person = (no: string, cells: Cells = {}) =>
  september(ecmoRun(no, { patient_id: number, indication: marker, ...cells }));
const others = [september(ecmoRun('1')), september(ecmoRun('2'))];
/** The person's second run, in which nobody wrote the patient's number; and a third that is held back. */
const second = ecmoRun('77', { run_no: '2', patient_id: '', indication: marker });
const third = ecmoRun('77', { run_no: '3', patient_id: '', mode: '错', indication: marker });

let folder = '';
let workspace = '';
let inbox = '';
beforeAll(async () => {
  folder = newFolder();
  [workspace, inbox] = [oneThreaded(join(folder, 'workspace')), join(folder, 'inbox')];
  writeFiles(join(workspace, 'inbox'), { '2026-09/H1/e.csv': csv([person('77'), ...others]) });
  writeFiles(inbox, {
    '2026-10/H1/e.csv': csv([person('77'), ...others, second, third, ecmoDeath('3')]),
    '2026-10/H2/e.csv': csv([person('5'), ecmoRun('6')]),
  });
  await run({ month: '2026-09', workspace }, smallBatch);
  await run({ month: '2026-10', workspace, inbox }, smallBatch);
}, 300_000);
afterAll(() => remove(folder));

const holders = () =>
  Object.entries(filesOf(workspace))
    .filter(([, text]) => text.includes(marker) || text.includes(number))
    .map(([path]) => path);
const forget = (...more: string[]) =>
  zhikong(['forget', '--workspace', workspace, '--reason', '本人要求', ...more]);
const ask = <T>(sql: string) => withPublished(workspace, (database) => database.rows(sql)) as Promise<T[]>;
const counted = async (unit: string) => {
  const [row] = await ask<{ numerator: string; denominator: string }>(
    `SELECT numerator, denominator FROM figures WHERE code = 'ECMO-01' AND unit = '${unit}' AND period = '2026' AND stratum = ''
     AND batch = (SELECT batch FROM batches ORDER BY rowid DESC LIMIT 1)`,
  );
  return `${row?.numerator}/${row?.denominator}`;
};

describe('zhikong forget', () => {
  it('lists what there is of a person on a dry run, in one hospital by the number of a case', async () => {
    // H1: runs 1 and 2 of the person and cases 1 and 2 alive of these and 3.
    expect(await counted('H1')).toBe('4/5');
    expect(holders()).toContain('inbox/2026-09/H1/e.csv');
    const here = await forget('--patient', '5', '--hospital', 'H2', '--dry-run');
    expect(here.out).toContain('将删除（尚未删除）：记录 1 行，医院 H2，月份 2026-10');
    // September's row, October's, and the second run, which the case number tells.
    const all = await forget('--patient', number.toLowerCase(), '--dry-run', '--lang', 'en');
    expect(all.out).toContain(
      'Would be deleted (nothing is yet): 4 rows, hospitals H1, H2, months 2026-09, 2026-10',
    );
    expect(await counted('H1')).toBe('4/5');
    expect((await forget('--patient', '9.9E+17')).err).toContain('bad-number');
    expect((await zhikong(['forget', '--workspace', workspace, '--patient', '5'])).exit).toBe(2);
  });

  it('leaves nothing of the person, and no number in the audit log; what is published stays', async () => {
    const before = readFileSync(join(workspace, 'reports/2026-10/centre/figures.csv'), 'utf8');
    const said = await forget('--patient', number);
    expect([said.err, said.exit]).toEqual(['', 0]);
    expect(said.out).toContain('抹去有关行的文件 3 个，从保管库移出 3 个');
    // The receipt showed the third run.
    expect(said.out).toContain('reports/2026-10 的回执 1 份');
    expect(holders()).toEqual([]);
    expect(readFileSync(join(workspace, 'reports/2026-10/centre/figures.csv'), 'utf8')).toBe(before);
    expect((await verify(workspace)).checks.filter(({ ok }) => !ok)).toEqual([]);
    const act = readAudit(join(workspace, 'audit.jsonl')).records.at(-1);
    expect(act).toMatchObject({ action: 'forget', reason: '本人要求', before: { rows: 4, blanked: 3 } });
    const explained = await zhikong([
      'explain',
      'ECMO-01',
      '--unit',
      'H1',
      '--period',
      '2026',
      '--workspace',
      workspace,
    ]);
    expect([explained.exit, explained.err.includes('forgotten-cases')]).toEqual([2, true]);
    expect(act?.['object']).toMatch(/^[0-9a-f]{32}$/);
  }, 120_000);

  it('lets no file bring the person back, in whatever lane or column, and counts the others', async () => {
    // Without the column of patients, and another export of a hospital that never had the person.
    const bare = [person('77'), ...others, second, ecmoDeath('3')].map(
      ({ patient_id: _, ...cells }) => cells,
    );
    writeFiles(inbox, {
      '2026-10/H1/e.csv': csv(bare),
      '2026-10/H3/e.csv': csv([ecmoRun('8', { patient_id: number, indication: marker }), ecmoRun('9')]),
    });
    await run({ month: '2026-10', workspace, inbox }, smallBatch);
    expect(holders()).toEqual([]);
    // Cases 1 and 2 alive of 1, 2, 3.
    expect(await counted('H1')).toBe('2/3');
    expect(await counted('H2')).toBe('1/1');
    expect(await counted('H3')).toBe('1/1');
    expect(
      await ask("SELECT hospital_id, zh FROM problems WHERE rule = 'forgotten-case' ORDER BY 1"),
    ).toEqual([
      { hospital_id: 'H1', zh: '2 行属于已按规定删除的病例，不再计入，也不保存。' },
      { hospital_id: 'H3', zh: '1 行属于已按规定删除的病例，不再计入，也不保存。' },
    ]);
    expect((await verify(workspace)).ok).toBe(true);
  }, 120_000);

  it('takes a receipt that names the file as it was before its rows were blanked', async () => {
    const gone = ecmoRun('10', { patient_id: 'P10', indication: marker });
    const sent = csv([gone, ecmoRun('11'), ecmoRun('12', { mode: '??' })]);
    writeFiles(inbox, { '2026-10/H4/e.csv': sent });
    await run({ month: '2026-10', workspace, inbox }, smallBatch);
    expect(await counted('H4')).toBe('2/2');
    expect((await forget('--patient', 'P10')).exit).toBe(0);
    const line = `${createHash('sha256').update(sent).digest('hex').slice(0, 12)}--4`;
    writeFiles(inbox, {
      '2026-10/H4/receipt.csv': csv([{ 回执编号: line, ...ecmoDeath('12'), 回执问题: '…', 回执建议: '…' }]),
    });
    await run({ month: '2026-10', workspace, inbox }, smallBatch);
    // Case 11 alive and 12 dead; 10 is forgotten.
    expect(await counted('H4')).toBe('1/2');
    expect(
      await ask(
        "SELECT p.line FROM problems p JOIN files f USING (file_id) JOIN submissions s USING (file_id) WHERE s.live AND f.folder = 'H4' AND p.severity = 'error'",
      ),
    ).toEqual([]);
    expect(holders()).toEqual([]);
    expect((await verify(workspace)).ok).toBe(true);
  }, 120_000);

  it('keeps a new key from letting the person in, unless that is asked for', async () => {
    const rotate = (...more: string[]) =>
      zhikong(['rotate-key', '--workspace', workspace, '--reason', '更换', ...more]);
    const refused = await rotate();
    expect([refused.exit, refused.err.includes('forgotten-persons')]).toEqual([2, true]);
    expect((await rotate('--release-forgotten')).exit).toBe(0);
    expect(await ask('SELECT mark FROM forgotten')).toEqual([]);
    const again = await forget('--patient', number);
    expect(again.out).toContain('没有找到此人');
    await run({ month: '2026-10', workspace, inbox }, smallBatch);
    expect(await counted('H3')).toBe('1/1');
    expect(holders()).toEqual([]);
  }, 120_000);
});

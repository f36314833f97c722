import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
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
import { workbook } from '../read/workbook-fixture.js';

// Long enough not to be there by chance, and in a text that the warehouse keeps uncompressed or in a dictionary.
const marker = 'ZMARKERZ7Q4';
const name = '马克勒测';

/** A case of a month: it began on the 5th; alive, or with `ecmoDeath` dead on support. */
const of = (month: string, make = ecmoRun) =>
  make('', {
    started_at: `${month}-05 08:00`,
    ended_at: `${month}-10 08:00`,
    ...(make === ecmoDeath ? { died_at: `${month}-10 08:00` } : { discharged_at: `${month}-20 08:00` }),
  });
const named = (no: string, cells: Cells): Cells => ({ ...cells, case_no: no, patient_id: `P${no}` });
/** A case to be forgotten, of whom no byte may stay. */
const marked = (no: string, cells: Cells): Cells => ({
  ...named(`${marker}${no}`, cells),
  patient_name: name,
  indication: `${marker}诊断${no}`,
  remark: `${marker}\n第二行"引号"`,
});

const may = [1, 2]
  .map((n) => marked(`A${n}`, of('2023-05')))
  .concat([marked('A3', of('2023-05', ecmoDeath))]);
const june = [...may, marked('B1', of('2023-06'))];
const c = [named('C1', of('2024-01')), named('C2', of('2024-01', ecmoDeath))];
const d = named('D1', of('2026-09'));
const e = named('E1', of('2026-10', ecmoDeath));
/** Held back, for its mode is none: a receipt shows it. */
const heldBack = marked('A9', { ...of('2023-05'), mode: '错' });
const list = csv([
  { hospital_id: 'H1', name: '甲医院', city: '甲市' },
  { hospital_id: 'H2', name: '乙医院', city: '甲市' },
]);
const x = [marked('X1', of('2023-06')), named('X2', of('2026-09'))];
const header = Object.keys(x[0] ?? {});
const book = workbook({
  sheets: [
    { name: 'ECMO', rows: [header, ...x.map((row) => header.map((field) => row[field] ?? ''))] },
    { name: '旧名单', rows: [[name, marker]] },
  ],
});

let folder = '';
let workspace = '';
beforeAll(async () => {
  folder = newFolder();
  workspace = oneThreaded(join(folder, 'workspace'));
  writeFiles(join(workspace, 'inbox'), {
    '2023-05/_中心/名录.csv': list,
    '2023-05/H1/ecmo.csv': csv([...may, heldBack]),
    '2023-06/H1/ecmo.csv': csv(june),
    '2024-01/H1/ecmo.csv': csv([...june, heldBack, ...c]),
    '2026-09/H1/ecmo.csv': csv([...c, d]),
    '2026-09/H2/ecmo.xlsx': book,
  });
  for (const month of ['2023-05', '2023-06', '2024-01', '2026-09'])
    await run({ month, workspace }, smallBatch);
}, 300_000);
afterAll(() => remove(folder));

/** Files of the workspace that hold the marker, in any of the encodings it could have. */
function holders(): string[] {
  const forms = [marker, name].flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]);
  return Object.entries(filesOf(workspace))
    .filter(([, text]) => forms.some((form) => Buffer.from(text, 'latin1').includes(form)))
    .map(([path]) => path);
}

const purge = (...more: string[]) =>
  zhikong(['purge', '--workspace', workspace, '--reason', '保存期满', ...more]);
const ask = <T>(sql: string) => withPublished(workspace, (database) => database.rows(sql)) as Promise<T[]>;
const caseMonths = async () =>
  (
    await ask<{ month: string }>(
      "SELECT DISTINCT month FROM files WHERE table_name = 'ecmo_runs' ORDER BY month",
    )
  ).map(({ month }) => month);
const figures = () => ask('SELECT * FROM figures ORDER BY rowid');
/** Numerator and denominator of ECMO-01 by unit and period, of the newest batch. */
const counted = async (unit: string, period: string) => {
  const [row] = await ask<{ numerator: string; denominator: string }>(
    `SELECT numerator, denominator FROM figures WHERE code = 'ECMO-01' AND unit = '${unit}' AND period = '${period}' AND stratum = ''
     AND batch = (SELECT batch FROM batches ORDER BY rowid DESC LIMIT 1)`,
  );
  return row ? `${row.numerator}/${row.denominator}` : null;
};

describe('zhikong purge', () => {
  it('refuses a day inside a reported period, naming the periods and the latest day that cuts none', async () => {
    const before = filesOf(join(workspace, 'vault'));
    const said = await purge('--before', '2026-06-01');
    expect(said.exit).toBe(2);
    expect(said.err).toContain('purge-reported');
    for (const period of ['2026Q2', '2026', '2025-10..2026-09', '2024..2026'])
      expect(said.err).toContain(period);
    expect(said.err).toContain('最晚可用 2024-01-01');
    // The day after the newest month, and a day inside a month, are no better.
    for (const day of ['2026-10-01', '2023-05-15']) expect((await purge('--before', day)).exit).toBe(2);
    expect(filesOf(join(workspace, 'vault'))).toEqual(before);
    // By hand: H1 has C1 and D1 alive of C1, C2, D1 in 2024..2026.
    expect(await counted('H1', '2024..2026')).toBe('2/3');
  });

  it('lists what would go and deletes nothing on a dry run; asks for a reason', async () => {
    expect(holders()).toContain('zhikong.duckdb');
    const before = filesOf(join(workspace, 'vault'));
    const said = await purge('--before', '2024-01-01', '--dry-run');
    expect(said.exit).toBe(0);
    // 3 rows of May, 4 of June, 4 in January's export, 1 in the workbook.
    expect(said.out).toContain('将删除（尚未删除）：记录 12 行');
    expect(said.out).toContain('月份：2023-05、2023-06');
    expect(said.out).toContain('整个删除的文件 2 个，只抹去有关行的文件 2 个');
    expect(said.out).toContain('文件夹 inbox/2023-05');
    expect(await caseMonths()).toEqual(['2023-05', '2023-06', '2024-01', '2026-09']);
    expect(filesOf(join(workspace, 'vault'))).toEqual(before);
    expect((await zhikong(['purge', '--workspace', workspace, '--before', '2024-01-01'])).exit).toBe(2);
    expect((await purge('--before', '2024-01-01', '--reason', ' ')).exit).toBe(2);
  });

  it('has nothing to do before the first case', async () => {
    expect((await purge('--before', '2020-01-01', '--lang', 'en')).out).toBe('There is no case to delete\n');
  });

  it('leaves no byte of the forgotten cases anywhere in the workspace, and keeps lists, figures and reports', async () => {
    const isReceipt = (path: string) =>
      /\/receipt\/|manifest\.json$|\/changed-cases\.(csv|parquet)$/.test(path);
    const reports = () =>
      Object.entries(filesOf(join(workspace, 'reports'))).filter(([path]) => !isReceipt(path));
    const [figuresBefore, reportsBefore] = [await figures(), reports()];
    const said = await purge('--before', '2024-01-01', '--lang', 'en');
    expect([said.err, said.exit]).toEqual(['', 0]);
    expect(said.out).toContain('2 files deleted whole, 2 with the rows blanked');
    expect(holders()).toEqual([]);
    expect(await caseMonths()).toEqual(['2024-01', '2026-09']);
    expect(existsSync(join(workspace, 'inbox/2023-05'))).toBe(false);
    expect(await figures()).toEqual(figuresBefore);
    expect(reports()).toEqual(reportsBefore);
    expect(readdirSync(join(workspace, 'tmp'))).toEqual([]);
    const { checks } = await verify(workspace);
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(checks.map(({ code }) => code)).toContain('forgotten');
    const act = readAudit(join(workspace, 'audit.jsonl')).records.find(({ action }) => action === 'purge');
    expect(act).toMatchObject({
      object: '2024-01-01',
      reason: '保存期满',
      before: { months: ['2023-05', '2023-06'], files: 2, rows: 12, blanked: 2 },
    });
    // The list that came in a forgotten month stays, with its cities.
    expect(await ask('SELECT hospital_id, city FROM hospitals ORDER BY ALL')).toEqual([
      { hospital_id: 'H1', city: '甲市' },
      { hospital_id: 'H2', city: '甲市' },
    ]);
    // Rows of the blanked files keep their lines: a forgotten row takes two lines, for its remark does.
    expect(
      await ask(
        "SELECT line FROM ecmo_runs r JOIN files f USING (file_id) WHERE f.month = '2024-01' ORDER BY line",
      ),
    ).toEqual([{ line: 12 }, { line: 13 }]);
  });

  it('lets no later export bring a case back, tells its sender by number alone, and counts the others right', async () => {
    writeFiles(join(workspace, 'inbox'), {
      // A1 with its date moved to a reported year, and a case of 2023 that was never sent before.
      '2026-10/H1/ecmo.csv': csv([
        ...june.slice(1),
        marked('A1', of('2026-10')),
        marked('N1', of('2023-07')),
        ...c,
        d,
        e,
      ]),
      '2026-10/H9/ecmo.csv': csv([named('Q', of('2026-10'))]),
    });
    await run({ month: '2026-10', workspace }, smallBatch);
    // C1 and D1 alive of C1, C2, D1, E1.
    expect(await counted('H1', '2024..2026')).toBe('2/4');
    expect(await counted('甲市', '2024..2026')).toBe('3/5');
    expect(await counted('H1', '2023')).toBeNull();
    expect(holders()).toEqual(['inbox/2026-10/H1/ecmo.csv']);
    const told = await ask<{ hospital_id: string; zh: string }>(
      "SELECT hospital_id, zh FROM problems WHERE rule = 'forgotten-case'",
    );
    expect(told).toEqual([{ hospital_id: 'H1', zh: '5 行属于已按规定删除的病例，不再计入，也不保存。' }]);
    const refused = await ask("SELECT path, refusal FROM files WHERE status = 'refused'");
    expect(refused).toEqual([{ path: 'H9/ecmo.csv', refusal: 'unknown-hospital' }]);
    expect((await verify(workspace)).ok).toBe(true);
    // The same files once more change nothing, and the vault stays clean.
    const batches = await ask('SELECT batch FROM batches ORDER BY rowid');
    const again = await run({ month: '2026-10', workspace }, smallBatch);
    expect(again.files[0]).toMatchObject({ label: 'H1/ecmo.csv', status: 'unchanged' });
    expect((await ask('SELECT DISTINCT batch FROM batches')).length).toBe(batches.length);
    expect(holders()).toEqual(['inbox/2026-10/H1/ecmo.csv']);
  }, 120_000);

  it('does not run a forgotten month again, and says why', async () => {
    writeFiles(join(workspace, 'inbox'), { '2023-05/H1/ecmo.csv': csv(may) });
    const said = await zhikong(['run', '--workspace', workspace, '--month', '2023-05']);
    expect(said.exit).toBe(2);
    expect(said.err).toContain('forgotten-month');
    expect(said.err).toContain('2024-01-01');
    rmSync(join(workspace, 'inbox/2023-05'), { recursive: true });
    expect(holders()).toEqual(['inbox/2026-10/H1/ecmo.csv']);
  });

  it('does not explain a figure of deleted cases as if there had been none', async () => {
    const args = ['explain', 'ECMO-01', '--unit', 'H1', '--workspace', workspace, '--period'];
    for (const more of [['2023-05', '--month', '2023-05'], ['2023']]) {
      const said = await zhikong([...args, ...more]);
      expect([said.exit, said.err.includes('forgotten-period')]).toEqual([2, true]);
    }
    expect((await zhikong([...args, '2024..2026'])).exit).toBe(0);
  });

  it('stays so when the database is lost and made anew', async () => {
    const before = readFileSync(join(workspace, 'reports/2026-10/centre/figures.csv'), 'utf8');
    rmSync(join(workspace, 'zhikong.duckdb'));
    await run({ month: '2026-10', workspace }, smallBatch);
    expect(readFileSync(join(workspace, 'reports/2026-10/centre/figures.csv'), 'utf8')).toBe(before);
    expect(holders()).toEqual(['inbox/2026-10/H1/ecmo.csv']);
    expect(await ask('SELECT day FROM forgotten_before')).toEqual([{ day: '2024-01-01' }]);
  }, 120_000);

  it('leaves out the periods that a forgotten day cuts when an older month is run again', async () => {
    await run({ month: '2024-01', workspace }, smallBatch);
    // C1 alive of C1, C2; 2022..2024 and 2023-02..2024-01 would lack the cases of 2023.
    expect(await counted('H1', '2024')).toBe('1/2');
    expect(await counted('H1', '2022..2024')).toBeNull();
    expect(await counted('H1', '2023-02..2024-01')).toBeNull();
  }, 120_000);
});

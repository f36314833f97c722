import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPublished } from '../../pipeline/batch/open-published.js';
import { purge } from '../../pipeline/batch/purge.js';
import { run } from '../../pipeline/batch/run.js';
import { verify } from '../../pipeline/batch/verify.js';
import { isLong, patience } from '../long.js';
import { csv, ecmoRun, writeFiles } from '../pipeline/fixture.js';
import { drive } from './drive.js';
import { smallBatch } from './driver.js';
import { compileDriver, copyWorkspace, filesOf, newPlace, seeded } from './small-workspace.js';

const marker = 'ZMARKERZ7Q4';
const before = '2024-01-01';

const caseOf = (no: string, month: string) =>
  ecmoRun(no, {
    started_at: `${month}-05 08:00`,
    ended_at: `${month}-10 08:00`,
    discharged_at: `${month}-20 08:00`,
    indication: no.startsWith('A') ? marker : '',
  });

let place = '';
let template = '';
let effects = 0;
let figures = '';

beforeAll(async () => {
  compileDriver();
  place = newPlace();
  template = join(place, 'template');
  const old = [caseOf('A1', '2023-05'), caseOf('A2', '2023-05')];
  writeFiles(template, { 'zhikong.config.json': '{"threads": 1}' });
  writeFiles(join(template, 'inbox'), {
    '2023-05/H1/ecmo.csv': csv(old),
    '2026-09/H1/ecmo.csv': csv([
      ...old,
      caseOf('B1', '2026-09'),
      ecmoRun('A3', { mode: '错', started_at: '2023-06-05 08:00' }),
    ]),
  });
  for (const month of ['2023-05', '2026-09']) await run({ month, workspace: template }, smallBatch);
  const [workspace, count] = [join(place, 'undisturbed'), join(place, 'count')];
  copyWorkspace(template, workspace);
  expect(await drive({ workspace, month: '', purge: before, count })).toMatchObject({ code: 0 });
  effects = Number(readFileSync(count, 'utf8'));
  expect(holders(workspace)).toEqual([]);
  figures = readFileSync(join(workspace, 'reports/2026-09/centre/figures.csv'), 'utf8');
}, patience);
afterAll(() => rmSync(place, { recursive: true, force: true }));

const holders = (workspace: string) =>
  Object.entries(filesOf(workspace))
    .filter(([, text]) => text.includes(marker))
    .map(([path]) => path);

/** What does not hold after a fault and after the next purge; nothing when all is well. */
async function faultsAfter(fault: string): Promise<string[]> {
  const workspace = join(place, fault);
  copyWorkspace(template, workspace);
  const end = await drive({ workspace, month: '', purge: before }, { fault });
  const wrong: string[] = [];
  const must = (holds: boolean, what: string) => {
    if (!holds) wrong.push(`${fault}: ${what} (${JSON.stringify(end)})`);
  };
  try {
    must(end.signal === 'SIGKILL' || end.code === 3 || end.code === 0, 'the fault did not come');
    // Whoever asks next finishes what was decided: all is there, or nothing of it.
    const found = await verify(workspace);
    must(found.ok, `verify: ${JSON.stringify(found.checks.filter(({ ok }) => !ok))}`);
    const [row] = await withPublished(workspace, (database) =>
      database.rows<{ n: string }>(
        "SELECT count(*) AS n FROM ecmo_runs WHERE started_at < DATE '2024-01-01'",
      ),
    );
    const isForgotten = row?.n === '0';
    must(isForgotten || row?.n === '4', `half forgotten: ${row?.n}`);
    must(!isForgotten || holders(workspace).length === 0, `left: ${holders(workspace).join()}`);
    must(isForgotten !== existsSync(join(workspace, 'inbox/2023-05')), 'the inbox is of another moment');
    await purge({ workspace, before, reason: '期满' });
    must(holders(workspace).length === 0, `left by the next: ${holders(workspace).join()}`);
    must(
      readFileSync(join(workspace, 'reports/2026-09/centre/figures.csv'), 'utf8') === figures,
      'published figures changed',
    );
    must((await verify(workspace)).ok, 'verify after the next');
    must(readdirSync(join(workspace, 'tmp')).length === 0, 'something is left in tmp/');
  } catch (error) {
    must(false, `threw ${String(error)}`);
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
  return wrong;
}

/** Places all over, and more at the end, where things take their places. */
function points(): string[] {
  const random = seeded(7);
  const any = (count: number) => Array.from({ length: count }, () => 1 + Math.floor(random() * effects));
  const last = Array.from({ length: isLong ? 60 : 24 }, (_, i) => effects - i).filter(
    (n, i) => n > 0 && (isLong || i % 9 === 0),
  );
  const of = (kind: string, numbers: readonly number[]) => numbers.map((n) => `${kind}@${n}`);
  const size = isLong ? 30 : 1;
  return [
    ...new Set([
      ...of('kill', [...last, ...any(size)]),
      ...of('kill-after', any(size)),
      ...of('torn', any(size)),
      ...of('enospc', any(size)),
      ...of('eio', any(size)),
    ]),
  ];
}

describe('a purge that fails at its n-th effect', () => {
  it(
    'has deleted all or nothing, and the next one deletes the rest',
    async () => {
      const wrong: string[] = [];
      for (const fault of points()) wrong.push(...(await faultsAfter(fault)));
      expect(wrong).toEqual([]);
    },
    patience,
  );
});

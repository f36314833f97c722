import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPublished } from '../../pipeline/batch/open-published.js';
import { run } from '../../pipeline/batch/run.js';
import { verify } from '../../pipeline/batch/verify.js';
import { isLong, patience } from '../long.js';
import { drive } from './drive.js';
import { smallBatch } from './driver.js';
import { compileDriver, copyWorkspace, filesOf, makeWorkspace, newPlace, seeded } from './small-workspace.js';

type Kind = 'kill' | 'kill-after' | 'torn' | 'enospc' | 'eio';

let place = '';
let template = '';
/** What a run of October that nothing disturbs gives, and how many effects it has. */
let clean: { september: Record<string, string>; october: Record<string, string>; effects: number };

beforeAll(async () => {
  compileDriver();
  place = newPlace();
  template = join(place, 'template');
  await makeWorkspace(template);
  const undisturbed = join(place, 'undisturbed');
  copyWorkspace(template, undisturbed);
  const count = join(place, 'count');
  expect(await drive({ workspace: undisturbed, month: '2026-10', count })).toEqual({
    code: 0,
    signal: null,
    said: '',
  });
  clean = {
    september: filesOf(join(undisturbed, 'reports/2026-09')),
    october: filesOf(join(undisturbed, 'reports/2026-10')),
    effects: Number(readFileSync(count, 'utf8')),
  };
  expect(Object.keys(clean.october)).toContain('centre/figures.csv');
  expect((await verify(undisturbed)).ok).toBe(true);
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** What does not hold after a fault and after the next run; nothing when all is well. */
async function faultsAfter(kind: Kind, n: number): Promise<string[]> {
  const name = `${kind}@${n}`;
  const workspace = join(place, name);
  copyWorkspace(template, workspace);
  const end = await drive({ workspace, month: '2026-10' }, { fault: name });
  const wrong: string[] = [];
  const must = (holds: boolean, what: string) => {
    if (!holds) wrong.push(`${name}: ${what} (${JSON.stringify(end)})`);
  };
  const same = (a: Record<string, string>, b: Record<string, string>) =>
    JSON.stringify(a) === JSON.stringify(b);
  try {
    const isError = kind === 'enospc' || kind === 'eio';
    must(isError ? end.code === 3 || end.code === 0 : end.signal === 'SIGKILL', 'the fault did not come');
    // Before anything else is done: September is whole, and October is whole or not there.
    must(same(filesOf(join(workspace, 'reports/2026-09')), clean.september), 'September differs');
    const october = filesOf(join(workspace, 'reports/2026-10'));
    must(Object.keys(october).length === 0 || same(october, clean.october), 'a part of October is visible');
    const batches = await withPublished(workspace, (database) =>
      database.rows<{ month: string }>(
        `SELECT b.month FROM batches b WHERE EXISTS (SELECT 1 FROM figures f WHERE f.batch = b.batch) ORDER BY b.month`,
      ),
    );
    // A command that only asks has finished what was open: from here on there is all of October or nothing.
    const isPublished = existsSync(join(workspace, 'reports/2026-10'));
    must(
      batches.map(({ month }) => month).join() === (isPublished ? '2026-09,2026-10' : '2026-09'),
      'half a batch',
    );
    const found = n % 4 === 0 ? await verify(workspace) : { ok: true, checks: [] };
    must(found.ok, `verify: ${JSON.stringify(found.checks.filter(({ ok }) => !ok))}`);
    const again = await run({ month: '2026-10', workspace }, smallBatch);
    must(again.files.length === 4, 'the next run saw other files');
    must(
      same(filesOf(join(workspace, 'reports/2026-10')), clean.october),
      'the next run gives another report',
    );
    must(
      same(filesOf(join(workspace, 'reports/2026-09')), clean.september),
      'the next run changed September',
    );
    must((await verify(workspace)).ok, 'verify after the next run');
    must(readdirSync(join(workspace, 'tmp')).length === 0, 'something is left in tmp/');
    const strange = readdirSync(workspace).filter((file) => !known.includes(file));
    must(strange.length === 0, `left behind: ${strange.join()}`);
  } catch (error) {
    must(false, `threw ${String(error)}`);
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
  return wrong;
}

const known = [
  'audit.jsonl',
  'audit.jsonl.head',
  'history.json',
  'inbox',
  'pseudonym.key',
  'publication.json',
  'reports',
  'tmp',
  'vault',
  'zhikong.config.json',
  'zhikong.duckdb',
];

/** `count` different effects of all there are. */
function sample(count: number, seed: number): number[] {
  const random = seeded(seed);
  const all = Array.from({ length: clean.effects }, (_, i) => [random(), i + 1] as const);
  return all
    .sort(([a], [b]) => a - b)
    .slice(0, count)
    .map(([, n]) => n);
}

/** `ZHIKONG_POINTS=eio@12,kill@200` looks at these alone. */
function points(): (readonly [Kind, number])[] {
  const named = process.env['ZHIKONG_POINTS'];
  if (named)
    return named.split(',').map((point) => [point.split('@')[0] as Kind, Number(point.split('@')[1])]);
  const of = (kind: Kind, numbers: readonly number[]) => numbers.map((n) => [kind, n] as const);
  // The end of a run is where things take their places.
  const last = (count: number) => Array.from({ length: count }, (_, i) => clean.effects - i);
  if (!isLong)
    return [
      ...of('kill', [...sample(1, 1), ...last(20).filter((_, i) => i % 6 === 0)]),
      ...of('kill-after', sample(1, 2)),
      ...of('torn', sample(1, 3)),
      ...of('enospc', sample(1, 4)),
      ...of('eio', sample(1, 5)),
    ];
  return [
    ...of('kill', last(clean.effects)),
    ...of('kill-after', sample(50, 2)),
    ...of('torn', sample(90, 3)),
    ...of('enospc', sample(70, 4)),
    ...of('eio', sample(60, 5)),
  ];
}

describe('a run that fails at its n-th effect', () => {
  it(
    'shows nothing half done, loses nothing, blocks nothing, and the next run gives what an undisturbed one gives',
    async () => {
      const waiting = points();
      const total = waiting.length;
      const wrong: string[] = [];
      const work = async () => {
        for (let point = waiting.pop(); point; point = waiting.pop()) {
          const found = await faultsAfter(...point);
          wrong.push(...found);
          for (const text of found) process.stdout.write(`${text}\n`);
          if (isLong && waiting.length % 25 === 0)
            process.stdout.write(
              `${total - waiting.length} of ${total} fault points, ${wrong.length} wrong\n`,
            );
        }
      };
      await Promise.all([work(), work()]);
      expect(wrong).toEqual([]);
      if (!process.env['ZHIKONG_POINTS']) expect(total).toBeGreaterThanOrEqual(isLong ? 500 : 9);
      if (isLong) process.stdout.write(`fault points: ${total} of ${clean.effects} effects, 0 wrong\n`);
    },
    patience,
  );
});

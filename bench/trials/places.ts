import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { endText } from './program.js';
import { isDone, month, type Outcome, removeFolder, type Stage } from './stage.js';

/** The files of anaesthetics of the month, the biggest last. */
function biggest(inbox: string): string[] {
  const folder = join(inbox, month);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('麻醉病例.csv'))
    .map((name) => join(folder, name))
    .sort((a, b) => statSync(a).size - statSync(b).size);
}

/**
 * Files that grow, are cut short, vanish or come while they are read: each is taken as it was or sent back with a sentence, the
 * others are taken, and once the files are as they were the month is that of an undisturbed run.
 */
export async function movingFiles(stage: Stage, times: number): Promise<Outcome> {
  const faults: string[] = [];
  const ways: string[] = [];
  const kinds = ['grow', 'shrink', 'vanish', 'folder vanishes'] as const;
  const tried = kinds.slice(0, times);
  for (const kind of tried) {
    const inbox = join(stage.work, `inbox-${kind.replace(' ', '-')}`);
    cpSync(stage.inbox, inbox, { recursive: true });
    const workspace = stage.copy(`moving-${kind.replace(' ', '-')}`);
    const started = stage.start(workspace, ['run', '--month', month], {}, inbox);
    while (!started.said().includes('读取') && started.child.exitCode === null) await wait(2);
    const files = biggest(inbox).slice(-8);
    let isOver = false;
    void started.ended.then(() => {
      isOver = true;
    });
    const original = new Map(files.map((path) => [path, readFileSync(path)]));
    if (kind === 'vanish') for (const path of files) removeFolder(path);
    else if (kind === 'folder vanishes') for (const path of files) moveAway(join(path, '..'));
    else
      while (!isOver && !started.said().includes('计算')) {
        for (const [path, bytes] of original)
          if (kind === 'grow') appendFileSync(path, 'x,');
          else writeFileSync(path, bytes.subarray(0, bytes.length - 100));
        await wait(1);
      }
    const ended = await started.ended;
    if (!isDone(ended)) faults.push(`${kind}: ${endText(ended)}`);
    ways.push(`${kind}: ${/退回 (\d+)/.exec(ended.out)?.[1] ?? '?'} of ${files.length} sent back`);
    faults.push(...(await verified(stage, workspace)).map((text) => `${kind}: ${text}`));
    removeFolder(inbox);
    const next = stage.faultsOfRun(workspace, await stage.run(workspace), true);
    faults.push(...next.map((text) => `${kind}, once the files are back: ${text}`));
    removeFolder(workspace);
  }
  return { tried: tried.length, faults, note: ways.join('; ') };
}

const moveAway = (folder: string) => renameSync(folder, `${folder}.gone`);

async function verified(stage: Stage, workspace: string): Promise<string[]> {
  const ended = await stage.start(workspace, ['verify']).ended;
  return ended.code === 0 ? [] : [`verify: ${endText(ended)}`];
}

/** An inbox on a disk that may only be read, as a CD or a share is. */
export async function readOnlyInbox(stage: Stage): Promise<Outcome> {
  const under = [
    'unshare',
    '-m',
    'bash',
    '-c',
    'mount --bind "$INBOX" "$INBOX" && mount -o remount,ro,bind "$INBOX" && ! touch "$INBOX/x" 2>/dev/null && exec "$0" "$@"',
  ];
  const around = { under, env: { INBOX: stage.inbox } };
  try {
    execFileSync('unshare', ['-m', 'true'], { stdio: 'ignore' });
  } catch {
    return { tried: 0, faults: [], note: 'not tried: nothing may be mounted here' };
  }
  const workspace = stage.copy('read-only');
  const faults = await stage.faultsOfNextRun(workspace, around);
  removeFolder(workspace);
  return { tried: 1, faults };
}

/** A workspace copied to another path, before and after the month is published: it verifies, answers and goes on to the same report. */
export async function movedWorkspace(stage: Stage): Promise<Outcome> {
  const faults: string[] = [];
  for (const of of ['base', 'reference']) {
    const workspace = join(stage.work, '另一处 elsewhere', of);
    cpSync(join(stage.work, of), workspace, { recursive: true });
    const found = [...(await stage.faultsOfAsking(workspace)), ...(await stage.faultsOfNextRun(workspace))];
    faults.push(...found.map((text) => `${of}: ${text}`));
    removeFolder(workspace);
  }
  return { tried: 2, faults };
}

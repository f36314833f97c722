import { createHash } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AuditLog, checkAudit, readAudit } from '../../../pipeline/workspace/audit.js';
import { seeded } from '../../faults/small-workspace.js';
import { newFolder, remove } from '../fixture.js';

let folder = '';
let path = '';
beforeEach(() => {
  folder = newFolder();
  path = join(folder, 'audit.jsonl');
});
afterEach(() => remove(folder));

const lines = () => readFileSync(path, 'utf8').trimEnd().split('\n');

describe('the audit log', () => {
  it('records who did what, when in both times, to what, what changed and why, for its owner alone', () => {
    new AuditLog(path).record({
      action: 'override',
      object: 'H1/ecmo.csv',
      before: { rows: 200 },
      after: { rows: 20 },
      reason: '科室合并',
    });
    const [record] = lines().map((line) => JSON.parse(line));
    expect(record).toMatchObject({
      seq: 1,
      prev: '0'.repeat(64),
      action: 'override',
      object: 'H1/ecmo.csv',
      before: { rows: 200 },
      after: { rows: 20 },
      reason: '科室合并',
    });
    expect(record.local).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+08:00$/);
    expect(Date.parse(record.local)).toBe(Date.parse(record.utc));
    expect(record.program).toMatch(/^zhikong \d/);
    expect(record.user.length + record.host.length).toBeGreaterThan(1);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('goes on where an earlier process stopped', () => {
    for (let n = 0; n < 3; n += 1) new AuditLog(path).record({ action: 'run-started', object: `${n}` });
    expect(readAudit(path)).toMatchObject({ faults: [], last: { seq: 3 } });
  });

  it('keeps what a crash cut short and tells its hash, wherever the crash cut', () => {
    new AuditLog(path).record({ action: 'run-started', object: 'a' });
    const whole = statSync(path).size;
    new AuditLog(path).record({ action: 'run-started', object: 'b' });
    const [text, head] = [readFileSync(path), readFileSync(`${path}.head`, 'utf8')];
    const headOfFirst = `{"seq":1,"hash":"${JSON.parse(lines()[0] ?? '').hash}"}\n`;
    for (let at = whole + 1; at < text.length; at += 7) {
      writeFileSync(path, text.subarray(0, at));
      writeFileSync(`${path}.head`, headOfFirst);
      expect(readAudit(path).faults).toEqual([]);
      new AuditLog(path).record({ action: 'run-started', object: 'c' });
      expect(readAudit(path)).toMatchObject({ faults: [], last: { seq: 3 } });
      expect(readAudit(path).records.map(({ action }) => action)).toEqual([
        'run-started',
        'healed',
        'run-started',
      ]);
      expect(readFileSync(path).subarray(0, at).equals(text.subarray(0, at))).toBe(true);
    }
    // With a head that names the record, the same cut is no crash: somebody took the end away.
    writeFileSync(path, text.subarray(0, text.length - 5));
    writeFileSync(`${path}.head`, head);
    expect(readAudit(path).faults).toHaveLength(1);
  });

  it('is whole again after the mending itself was cut short', () => {
    new AuditLog(path).record({ action: 'run-started' });
    appendFileSync(path, '{"seq":2,"ut');
    new AuditLog(path).record({ action: 'run-started' }); // healed, run-started
    const [, , healed = ''] = lines();
    expect(JSON.parse(healed).action).toBe('healed');
    const upTo = readFileSync(path, 'utf8').indexOf(healed);
    truncateSync(path, upTo + 20);
    writeFileSync(`${path}.head`, `{"seq":1,"hash":"${JSON.parse(lines()[0] ?? '').hash}"}\n`);
    expect(readAudit(path).faults).toEqual([]);
    new AuditLog(path).record({ action: 'run-finished' });
    expect(readAudit(path)).toMatchObject({ faults: [], last: { seq: 3 } });
  });

  it('is up to date again however often a crash came between a record and the file beside', () => {
    for (let n = 0; n < 4; n += 1) {
      new AuditLog(path).record({ action: 'run-started' });
      const former = lines().at(-2);
      if (former) writeFileSync(`${path}.head`, `{"seq":${n},"hash":"${JSON.parse(former).hash}"}\n`);
      else rmSync(`${path}.head`);
      expect(readAudit(path).faults).toEqual([]);
    }
  });

  it('says so when the clock went backwards, and keeps the order of the chain', () => {
    new AuditLog(path).record({ action: 'run-started' });
    const future = lines()[0] ?? '';
    // A first record of the year 2999, with a hash that holds: only the clock is strange.
    const { hash: _, ...rest } = JSON.parse(future);
    const body = JSON.stringify({ ...rest, utc: '2999-01-01T00:00:00.000Z' });
    const hash = hashOf(body);
    writeFileSync(path, `${body.slice(0, -1)},"hash":"${hash}"}\n`);
    writeFileSync(`${path}.head`, `{"seq":1,"hash":"${hash}"}\n`);
    new AuditLog(path).record({ action: 'run-finished' });
    expect(JSON.parse(lines()[1] ?? '')).toMatchObject({ seq: 2, clock: 'backwards' });
    expect(readAudit(path).faults).toEqual([]);
  });

  it('is one chain though a record failed after it was written, and the same process goes on', () => {
    const log = new AuditLog(path);
    log.record({ action: 'run-started' });
    // As when the file beside cannot be written: the record is there, but the call failed.
    rmSync(`${path}.head`);
    mkdirSync(`${path}.head`);
    expect(() => log.record({ action: 'files' })).toThrow();
    rmSync(`${path}.head`, { recursive: true });
    const [first = ''] = lines();
    writeFileSync(`${path}.head`, `{"seq":1,"hash":"${JSON.parse(first).hash}"}\n`);
    log.record({ action: 'run-failed' });
    expect(readAudit(path).faults).toEqual([]);
    expect(readAudit(path).records.map(({ action }) => action)).toEqual([
      'run-started',
      'files',
      'run-failed',
    ]);
  });

  it('is not written to while it is damaged', () => {
    new AuditLog(path).record({ action: 'run-started' });
    new AuditLog(path).record({ action: 'run-finished' });
    writeFileSync(path, readFileSync(path, 'utf8').replace('run-started', 'run-stopped'));
    expect(() => new AuditLog(path)).toThrow(/damaged-audit/);
  });
});

describe('tampering with the audit log', () => {
  it('is seen 1,000 times of 1,000: changed, taken out, moved, doubled or cut off', () => {
    const log = new AuditLog(path);
    for (let n = 0; n < 40; n += 1)
      log.record({ action: n % 5 === 0 ? 'override' : 'files', object: `${n}`, reason: `理由${n}` });
    const bytes = readFileSync(path);
    const head = readFileSync(`${path}.head`, 'utf8');
    expect(checkAudit(bytes, head).faults).toEqual([]);
    const own = bytes.toString('utf8').trimEnd().split('\n');
    const random = seeded(17);
    const below = (n: number) => Math.floor(random() * n);
    const kinds = {
      bit: () => {
        const changed = Buffer.from(bytes);
        const at = below(changed.length);
        changed[at] = (changed[at] ?? 0) ^ (1 << below(8));
        return changed;
      },
      'taken out': () => own.toSpliced(below(own.length), 1),
      moved: () => {
        const [from, to] = [below(own.length - 1), below(own.length - 1)];
        const [line = ''] = own.slice(from, from + 1);
        const moved = own.toSpliced(from, 1).toSpliced(to === from ? to + 1 : to, 0, line);
        return moved.join() === own.join() ? own.toReversed() : moved;
      },
      doubled: () => own.toSpliced(below(own.length), 0, own[below(own.length)] ?? ''),
      'cut off': () => own.slice(0, below(own.length)),
      reworded: () => {
        const at = below(own.length);
        const record = JSON.parse(own[at] ?? '');
        return own.with(at, JSON.stringify({ ...record, reason: '别的理由' }));
      },
      // With a hash of its own that holds: the next record tells.
      forged: () => {
        const at = below(own.length);
        const { hash: _, ...record } = JSON.parse(own[at] ?? '');
        const body = JSON.stringify({ ...record, reason: '别的理由' });
        return own.with(at, `${body.slice(0, -1)},"hash":"${hashOf(body)}"}`);
      },
    };
    const names = Object.keys(kinds) as (keyof typeof kinds)[];
    const unseen: string[] = [];
    for (let n = 0; n < 1000; n += 1) {
      const kind = names[n % names.length] ?? 'bit';
      const made = kinds[kind]();
      const tampered = Buffer.isBuffer(made) ? made : Buffer.from(`${made.join('\n')}\n`, 'utf8');
      if (checkAudit(tampered, head).faults.length === 0) unseen.push(`${n} ${kind}`);
    }
    expect(unseen).toEqual([]);
  });
});

const hashOf = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

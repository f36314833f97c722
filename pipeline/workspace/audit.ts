import { createHash } from 'node:crypto';
import { closeSync, existsSync, readFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { dirname } from 'node:path';
import { z } from 'zod';
import {
  now,
  openAppend,
  random,
  remove,
  rename,
  sync,
  syncPath,
  write,
  writeNew,
} from '../effects/effects.js';
import { program } from '../effects/program.js';
import { InputError } from '../message/errors.js';

const actions = [
  'run-started',
  'run-finished',
  'run-failed',
  'files',
  'published',
  'override',
  'withdrawn',
  'purge',
  'forget',
  'withdraw',
  'letter',
  'rotate-key',
  'recovered',
  'healed',
] as const;

export type Action = (typeof actions)[number];

/**
 * The recorded facts of an act: only names of files, hashes, hospital codes, counts and an operator's own words, never the content of a
 * hospital's file.
 */
export interface Act {
  readonly action: Action;
  /** The object of the act: a batch, a file's label, a month. */
  readonly object?: string;
  readonly before?: Facts;
  readonly after?: Facts;
  /** Why a person overrode a rule or had something forgotten. */
  readonly reason?: string;
}

/** An act as the commit journal keeps it. */
export const actSchema = z.strictObject({
  action: z.enum(actions),
  object: z.string().optional(),
  before: z.record(z.string(), z.unknown()).optional(),
  after: z.record(z.string(), z.unknown()).optional(),
  reason: z.string().optional(),
});

export type Facts = Readonly<Record<string, string | number | boolean | null | readonly unknown[]>>;

const recordSchema = z.looseObject({
  seq: z.int().positive(),
  utc: z.string(),
  prev: z.string(),
  action: z.string(),
  after: z.record(z.string(), z.unknown()).optional(),
});

export type AuditRecord = z.infer<typeof recordSchema>;

const beginning = '0'.repeat(64);
const hashOf = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/**
 * Who did what, when and why: one JSON record per line, each with the hash of the one before, so that no record can be changed, removed or
 * moved without a break. The last record's number and hash also stand in a separate file, so that the end cannot be cut off. Whoever may
 * write both files can forge both: note the hash that `zhikong verify` prints.
 *
 * Only the holder of the workspace's lock may write.
 */
export class AuditLog {
  #last: { seq: number; hash: string; utc: string };
  /** Where the newest record ended when the log was last read. */
  #end: number;
  /** False before the first record and after a failed one, when an unknown part of it may have been written. */
  #isCurrent = false;

  /** @throws {InputError} `damaged-audit` when the existing records break the chain */
  constructor(readonly path: string) {
    ({ last: this.#last, end: this.#end } = soundAudit(path));
  }

  /** Appends one record and flushes it to disk before returning. */
  record(act: Act): void {
    if (!this.#isCurrent) this.#mend();
    this.#isCurrent = false;
    this.#append(act);
    this.#isCurrent = true;
  }

  /** Keeps what a crash cut short; the next record holds its hash. Updates the separate file. */
  #mend(): void {
    ({ last: this.#last, end: this.#end } = soundAudit(this.path));
    const rest = existsSync(this.path) ? readFileSync(this.path).subarray(this.#end) : Buffer.alloc(0);
    if (this.#last.seq > 0) this.#writeHead();
    if (rest.length === 0) return;
    const after = { bytes: rest.length, sha256: hashOf(rest) };
    this.#append({ action: 'healed', object: 'audit.jsonl', after }, '\n');
  }

  #append({ action, object, before, after, reason }: Act, lead = ''): void {
    const at = now();
    const utc = at.toISOString();
    const body = JSON.stringify({
      seq: this.#last.seq + 1,
      utc,
      local: `${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, -1)}+08:00`,
      user: userName(),
      host: hostname(),
      program,
      action,
      object,
      before,
      after,
      reason,
      // The chain gives the order of records, whatever the clock says.
      clock: utc < this.#last.utc ? 'backwards' : undefined,
      prev: this.#last.hash,
    });
    const hash = hashOf(body);
    const isNew = !existsSync(this.path);
    const line = Buffer.from(`${lead}${body.slice(0, -1)},"hash":"${hash}"}\n`, 'utf8');
    const fd = openAppend(this.path);
    try {
      write(fd, line);
      sync(fd);
    } finally {
      closeSync(fd);
    }
    this.#last = { seq: this.#last.seq + 1, hash, utc };
    this.#writeHead();
    if (isNew) syncPath(dirname(this.path));
  }

  #writeHead(): void {
    const beside = `${headPath(this.path)}-${random(4)}`;
    try {
      writeNew(beside, `${JSON.stringify({ seq: this.#last.seq, hash: this.#last.hash })}\n`);
      rename(beside, headPath(this.path));
    } finally {
      remove(beside);
    }
  }
}

const headPath = (path: string) => `${path}.head`;
const headSchema = z.strictObject({ seq: z.int().positive(), hash: z.string() });

/** What an audit log holds, and where its chain breaks. */
export interface AuditFound {
  readonly records: readonly AuditRecord[];
  /** The newest record, and where its line ends; zero when there is none. */
  readonly last: { readonly seq: number; readonly hash: string; readonly utc: string };
  readonly end: number;
  /** Each place where the chain breaks, in words of both languages: `中文 / English`. */
  readonly faults: readonly string[];
}

/**
 * Reads the whole log and checks every record against the chain, and the end against the separate file. A record that a crash cut short is
 * no fault at the very end, or where the next record holds its hash.
 */
export function readAudit(path: string): AuditFound {
  const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  return checkAudit(bytes, existsSync(headPath(path)) ? readFileSync(headPath(path), 'utf8') : null);
}

/** As `readAudit`, from the bytes of the log and the text of the separate file; null where there is none. */
export function checkAudit(bytes: Uint8Array, head: string | null): AuditFound {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records: AuditRecord[] = [];
  const faults: string[] = [];
  const hashes: string[] = [];
  let prev = beginning;
  let last = 0; // End of the newest record.
  let line = 0;
  for (let from = 0; from < buffer.length; ) {
    const end = buffer.indexOf(0x0a, from);
    if (end === -1) break;
    line += 1;
    const record = recordIn(buffer.subarray(from, end));
    if (record !== null) {
      const rest = buffer.subarray(last, Math.max(last, from - 1));
      const told = record.body.action === 'healed' ? record.body.after?.['sha256'] : undefined;
      if (told !== (from === last ? undefined : hashOf(rest))) faults.push(at(line - 1));
      if (record.body.prev !== prev || record.body.seq !== records.length + 1) faults.push(at(line));
      prev = record.hash;
      last = end + 1;
      hashes.push(record.hash);
      records.push(record.body);
    }
    from = end + 1;
  }
  if (!agrees(head, hashes))
    faults.push(
      'audit.jsonl 的末尾与 audit.jsonl.head 不符：可能有记录被删去 / the end of audit.jsonl differs from audit.jsonl.head: records may have been taken out',
    );
  const utc = records.at(-1)?.utc ?? '';
  return { records, faults, last: { seq: records.length, hash: prev, utc }, end: last };
}

/** Whether the separate file names an existing record. It is written second, so after a crash it may be one record behind. */
function agrees(head: string | null, hashes: readonly string[]): boolean {
  if (head === null) return hashes.length <= 1;
  try {
    const { seq, hash } = headSchema.parse(JSON.parse(head));
    return head.endsWith('}\n') && hashes[seq - 1] === hash && hashes.length - seq <= 1;
  } catch {
    return false;
  }
}

const at = (line: number) =>
  `audit.jsonl 第 ${line} 行与前后记录不相连 / line ${line} of audit.jsonl does not join the chain`;

/** A record whose hash matches its bytes; null for anything else. */
function recordIn(line: Buffer): { body: AuditRecord; hash: string } | null {
  const text = line.toString('utf8');
  const found = /^(\{.*),"hash":"([0-9a-f]{64})"\}$/.exec(text);
  const [, body, hash] = found ?? [];
  if (body === undefined || hash === undefined) return null;
  // Compared as bytes, because invalid UTF-8 would decode to valid text.
  if (!Buffer.from(text, 'utf8').equals(line) || hashOf(`${body}}`) !== hash) return null;
  try {
    return { body: recordSchema.parse(JSON.parse(`${body}}`)), hash };
  } catch {
    return null;
  }
}

/** @throws {InputError} `damaged-audit` */
function soundAudit(path: string): AuditFound {
  const found = readAudit(path);
  if (found.faults.length > 0) throw damagedAudit(found.faults[0] ?? '');
  return found;
}

/** The account's name; its number where it has no name, as in a container. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? '?'}`;
  }
}

function damagedAudit(fault: string): InputError {
  const [zh, en] = fault.split(' / ');
  return new InputError('damaged-audit', {
    zh: `审计记录 audit.jsonl 必须首尾相连，但${zh}。请从备份恢复 audit.jsonl 与 audit.jsonl.head；若无备份，请将两者另存他处留证后再运行，新的记录会从头开始。`,
    en: `The audit log audit.jsonl must be one unbroken chain, but ${en}. Restore audit.jsonl and audit.jsonl.head from a backup; without one, keep both elsewhere as evidence and run again: a new log then begins.`,
  });
}

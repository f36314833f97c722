import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { receiveFile, sha256File } from '../../../pipeline/read/receive.js';
import { FileRefusal } from '../../../pipeline/read/refusal.js';
import { HEADER, ROW } from './fixture.js';

const FILE = `${HEADER}\n${ROW}\n`;
let folder: string;
let inbox: string;
let vault: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'receive-'));
  inbox = join(folder, 'in.csv');
  vault = join(folder, 'copy');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof FileRefusal) return error.code;
    throw error;
  }
  return 'received';
}

describe('receiveFile', () => {
  it('gives a private copy, its hash and its scan', async () => {
    writeFileSync(inbox, FILE);
    const received = await receiveFile(inbox, vault);
    expect(readFileSync(vault, 'utf8')).toBe(FILE);
    expect(statSync(vault).mode & 0o777).toBe(0o600);
    expect(received.sha256).toBe(createHash('sha256').update(FILE).digest('hex'));
    expect(received).toMatchObject({ bytes: Buffer.byteLength(FILE), scan: { plain: true, lines: 2 } });
    expect(sha256File(vault)).toBe(received.sha256);
  });

  it('refuses a symbolic link, a directory and a pipe, without waiting', async () => {
    writeFileSync(join(folder, 'real.csv'), FILE);
    symlinkSync(join(folder, 'real.csv'), inbox);
    expect(await codeOf(receiveFile(inbox, vault))).toBe('not-a-regular-file');
    mkdirSync(join(folder, 'dir'));
    expect(await codeOf(receiveFile(join(folder, 'dir'), vault))).toBe('not-a-regular-file');
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    expect(await codeOf(receiveFile(join(folder, 'pipe'), vault))).toBe('not-a-regular-file');
    expect(existsSync(vault)).toBe(false);
  });

  it('refuses a file that is not there, or may not be read', async () => {
    expect(await codeOf(receiveFile(inbox, vault))).toBe('unreadable');
    if (process.getuid?.() === 0) return; // root reads everything
    writeFileSync(inbox, FILE);
    chmodSync(inbox, 0);
    expect(await codeOf(receiveFile(inbox, vault))).toBe('unreadable');
  });

  it('refuses a file that grows or is touched meanwhile, and leaves no copy', async () => {
    writeFileSync(inbox, FILE.repeat(50_000));
    const growing = receiveFile(inbox, vault);
    appendFileSync(inbox, ROW);
    expect(await codeOf(growing)).toBe('changed-while-reading');
    expect(existsSync(vault)).toBe(false);
    const touched = receiveFile(inbox, vault);
    utimesSync(inbox, 1, 1);
    expect(await codeOf(touched)).toBe('changed-while-reading');
    expect(await codeOf(receiveFile(inbox, vault))).toBe('received');
  });

  it('refuses a file that is replaced meanwhile by one of the same size', async () => {
    writeFileSync(inbox, FILE.repeat(50_000));
    const receiving = receiveFile(inbox, vault);
    rmSync(inbox);
    writeFileSync(inbox, FILE.repeat(50_000));
    expect(await codeOf(receiving)).toBe('changed-while-reading');
  });

  it('never writes over a file, and says so with the error of the system', async () => {
    writeFileSync(inbox, FILE);
    writeFileSync(vault, 'kept');
    await expect(receiveFile(inbox, vault)).rejects.toMatchObject({ code: 'EEXIST' });
    expect(readFileSync(vault, 'utf8')).toBe('kept');
  });
});

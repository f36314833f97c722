import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { changedWhileReading, notRegular, unreadable } from '../read/messages.js';
import { FileRefusal } from '../read/refusal.js';

export interface Received {
  readonly sha256: string;
  readonly bytes: number;
  /** Our own copy, named by its hash. */
  readonly path: string;
}

/** Every byte ever received, each file once, under its SHA-256. What is in it never changes. */
export class Vault {
  constructor(readonly folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  path(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256);
  }

  /**
   * Copies a file into the vault.
   *
   * Only regular files are opened, links are not followed, and a file that changes while it is read is refused.
   *
   * @throws {FileRefusal} `not-a-regular-file`, `unreadable` or `changed-while-reading`
   */
  receive(path: string): Received {
    const kind = lstatSync(path);
    if (!kind.isFile())
      throw new FileRefusal('not-a-regular-file', notRegular(kind.isSymbolicLink() ? 'symlink' : 'special file'));
    const source = this.#open(path);
    const incoming = join(this.folder, `incoming-${randomBytes(8).toString('hex')}`);
    try {
      const before = fstatSync(source, { bigint: true });
      const copy = openSync(incoming, 'wx', 0o600);
      const hash = createHash('sha256');
      const buffer = Buffer.allocUnsafe(1 << 22);
      let bytes = 0;
      try {
        for (let got = readSync(source, buffer); got > 0; got = readSync(source, buffer)) {
          const chunk = buffer.subarray(0, got);
          hash.update(chunk);
          writeSync(copy, chunk);
          bytes += got;
        }
        fsyncSync(copy);
      } finally {
        closeSync(copy);
      }
      const after = fstatSync(source, { bigint: true });
      if (before.size !== after.size || before.mtimeNs !== after.mtimeNs || BigInt(bytes) !== before.size)
        throw new FileRefusal('changed-while-reading', changedWhileReading());
      const sha256 = hash.digest('hex');
      const kept = this.path(sha256);
      if (existsSync(kept)) rmSync(incoming);
      else {
        mkdirSync(join(this.folder, sha256.slice(0, 2)), { recursive: true, mode: 0o700 });
        renameSync(incoming, kept);
      }
      return { sha256, bytes, path: kept };
    } finally {
      rmSync(incoming, { force: true });
      closeSync(source);
    }
  }

  #open(path: string): number {
    try {
      return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    } catch (error) {
      throw new FileRefusal('unreadable', unreadable((error as NodeJS.ErrnoException).code ?? 'unknown'));
    }
  }
}

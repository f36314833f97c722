import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type ReceivedFile, receiveFile, sha256File } from '../read/receive.js';

export interface Received extends ReceivedFile {
  /** Our own copy, named by its hash. */
  readonly path: string;
}

/** Every byte ever received, each file once, under its SHA-256. What is in it never changes. */
export class Vault {
  readonly #syncing: Promise<void>[] = [];

  constructor(readonly folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  path(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256);
  }

  /** Copies a file into the vault, or recognises that it is already there. @throws {FileRefusal} as `receiveFile` */
  async receive(path: string): Promise<Received> {
    const incoming = join(this.folder, `incoming-${randomBytes(8).toString('hex')}`);
    try {
      const received = await receiveFile(path, incoming);
      this.#syncing.push(received.synced);
      received.synced.catch(() => undefined); // told by `synced` below
      const kept = this.path(received.sha256);
      // The name promises the bytes; a copy that a power loss cut short is replaced, not believed.
      if (!existsSync(kept) || sha256File(kept) !== received.sha256) {
        mkdirSync(join(this.folder, received.sha256.slice(0, 2)), { recursive: true, mode: 0o700 });
        renameSync(incoming, kept);
      }
      return { ...received, path: kept };
    } finally {
      rmSync(incoming, { force: true });
    }
  }

  /** Settles when every copy taken so far is safe on disk. @throws the system's error when one is not */
  async synced(): Promise<void> {
    await Promise.all(this.#syncing.splice(0));
  }
}

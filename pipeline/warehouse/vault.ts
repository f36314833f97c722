import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder, random, remove, rename, syncPath } from '../effects/effects.js';
import { type ReceivedFile, receiveFile, sha256File } from '../read/receive.js';

/** A file that the vault holds. */
export interface Received extends ReceivedFile {
  /** Our own copy, named by its hash. */
  readonly path: string;
}

/** All bytes ever received, each file once, named by its SHA-256. A stored file never changes. */
export class Vault {
  readonly #syncing: Promise<void>[] = [];
  /** Folders with new entries that are not yet flushed. */
  readonly #named = new Set<string>();

  constructor(readonly folder: string) {
    makeFolder(folder);
  }

  path(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256);
  }

  /**
   * Copies a file into the vault, or recognises that it is already there.
   *
   * @param utf8To where to write a big plain GB18030 file as UTF-8 at the same time, as in `receiveFile`
   * @throws {FileRefusal} as `receiveFile`
   */
  async receive(path: string, utf8To: string | null = null): Promise<Received> {
    const incoming = join(this.folder, `incoming-${random(8)}`);
    try {
      const received = await receiveFile(path, incoming, utf8To);
      this.#syncing.push(received.synced);
      received.synced.catch(() => undefined); // `synced` below reports it.
      const kept = this.path(received.sha256);
      // A copy that a power loss cut short does not match its name and is replaced.
      if (!existsSync(kept) || sha256File(kept) !== received.sha256) {
        makeFolder(dirname(kept));
        rename(incoming, kept);
        this.#named.add(dirname(kept));
      }
      return { ...received, path: kept };
    } finally {
      remove(incoming);
    }
  }

  /** Resolves when every copy so far is flushed to disk. @throws the system's error when one is not */
  async synced(): Promise<void> {
    await Promise.all(this.#syncing.splice(0));
    if (this.#named.size > 0) for (const folder of [...this.#named, this.folder]) syncPath(folder);
    this.#named.clear();
  }
}

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { CARRY, type PlainScan } from './carried-lines.js';
import type { Scan } from './plain-scan.js';

const program = new URL('./scan-thread-program.js', import.meta.url);

/** What the thread is told: the next bytes of a shared buffer, or the end of the file. */
export type ToScanThread = { readonly slot: number; readonly bytes: number } | 'end';
/** What it answers: a buffer it is done with, or what the scan came to. */
export type FromScanThread = { readonly done: number } | { readonly scan: PlainScan };

/** How many chunks may lie between reading and scanning. */
const BUFFERS = 4;

/** Scans in a thread of its own while the caller reads, hashes and copies. Buffers are shared, not sent. */
export class ScanThread implements Scan {
  static readonly canStart = existsSync(fileURLToPath(program));

  readonly isParallel = true;
  readonly #worker: Worker;
  /** The shared buffers by slot. A slot's number crosses threads; the object that comes back would be another one. */
  readonly #slots: readonly Buffer[];
  readonly #free: number[];
  /** How many of the two users of a buffer are still at it. */
  readonly #users: number[] = Array.from({ length: BUFFERS }, () => 0);
  readonly #ended: Promise<PlainScan>;
  #wake: (() => void) | null = null;
  #failure: unknown = null;

  constructor(chunk: number) {
    const shared = Array.from({ length: BUFFERS }, () => new SharedArrayBuffer(CARRY + chunk));
    this.#slots = shared.map((buffer) => Buffer.from(buffer));
    this.#free = this.#slots.map((_, slot) => slot);
    this.#worker = new Worker(program, { workerData: shared });
    this.#ended = new Promise((resolve, reject) => {
      this.#worker.on('message', (message: FromScanThread) => {
        if ('scan' in message) resolve(message.scan);
        else this.#leave(message.done);
      });
      this.#worker.on('error', (error) => {
        this.#failure = error;
        this.#wake?.();
        reject(error);
      });
    });
    this.#ended.catch(() => undefined);
  }

  async free(): Promise<Buffer> {
    for (;;) {
      if (this.#failure !== null) throw this.#failure;
      const slot = this.#free.pop();
      if (slot !== undefined) return this.#slots[slot] as Buffer;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  take(buffer: Buffer, bytes: number): void {
    const slot = this.#slots.indexOf(buffer);
    this.#users[slot] = 2;
    this.#worker.postMessage({ slot, bytes } satisfies ToScanThread);
  }

  release(buffer: Buffer): void {
    this.#leave(this.#slots.indexOf(buffer));
  }

  end(): Promise<PlainScan> {
    this.#worker.postMessage('end' satisfies ToScanThread);
    return this.#ended;
  }

  close(): void {
    void this.#worker.terminate();
  }

  #leave(slot: number): void {
    const left = (this.#users[slot] ?? 0) - 1;
    this.#users[slot] = left;
    if (left > 0) return;
    this.#free.push(slot);
    this.#wake?.();
    this.#wake = null;
  }
}

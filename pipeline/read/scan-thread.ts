import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { CARRY, type PlainScan } from './carried-lines.js';
import type { Scan } from './plain-scan.js';

const program = new URL('./scan-thread-program.js', import.meta.url);

/** What the thread is told: the next bytes of a shared buffer, or the end of the file. */
export type ToScanThread = { readonly buffer: SharedArrayBuffer; readonly bytes: number } | 'end';
/** What it answers: a buffer it is done with, or what the scan came to. */
export type FromScanThread = { readonly done: SharedArrayBuffer } | { readonly scan: PlainScan };

/** How many chunks may lie between reading and scanning. */
const BUFFERS = 4;

/** Scans in a thread of its own while the caller reads, hashes and copies. Buffers are shared, not sent. */
export class ScanThread implements Scan {
  static readonly canStart = existsSync(fileURLToPath(program));

  readonly #worker: Worker;
  readonly #free: Buffer[];
  /** How many of the two users of a buffer are still at it. */
  readonly #users = new Map<ArrayBufferLike, number>();
  readonly #ended: Promise<PlainScan>;
  #wake: (() => void) | null = null;
  #failure: unknown = null;

  constructor(chunk: number) {
    this.#free = Array.from({ length: BUFFERS }, () => Buffer.from(new SharedArrayBuffer(CARRY + chunk)));
    this.#worker = new Worker(program);
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
      const buffer = this.#free.pop();
      if (buffer) return buffer;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  take(buffer: Buffer, bytes: number): void {
    this.#users.set(buffer.buffer, 2);
    this.#worker.postMessage({ buffer: buffer.buffer as SharedArrayBuffer, bytes } satisfies ToScanThread);
  }

  release(buffer: Buffer): void {
    this.#leave(buffer.buffer);
  }

  end(): Promise<PlainScan> {
    this.#worker.postMessage('end' satisfies ToScanThread);
    return this.#ended;
  }

  close(): void {
    void this.#worker.terminate();
  }

  #leave(shared: ArrayBufferLike): void {
    const left = (this.#users.get(shared) ?? 1) - 1;
    this.#users.set(shared, left);
    if (left > 0) return;
    this.#free.push(Buffer.from(shared));
    this.#wake?.();
    this.#wake = null;
  }
}

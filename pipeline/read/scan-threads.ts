import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { CARRY, type Segment } from './line-cutter.js';
import { type NotPlain, PlainGrammar } from './plain-grammar.js';
import type { Scan, Scanned } from './plain-scan.js';

const compiled = new URL('./scan-thread-program.js', import.meta.url);

/** What a thread is told: the header, then stretches of lines in a shared buffer, then the end. */
export type ToScanThread =
  | { readonly header: Uint8Array }
  | ({ readonly segment: number; readonly slot: number } & Segment)
  | 'end';
/** What it answers: what a stretch came to, and at the end its blank cells by column. */
export type FromScanThread =
  | {
      readonly segment: number;
      readonly slot: number;
      readonly lines: number;
      readonly fault: NotPlain | null;
    }
  | { readonly blanks: readonly number[] };

/** How many chunks may lie between reading and scanning. */
const BUFFERS = 6;
const MOST_THREADS = 2;

/**
 * Scans in threads beside the caller, who reads, hashes and copies. Buffers are shared, not sent.
 *
 * The grammar looks at one line at a time once the header is known, so any thread may take any stretch of lines; lines and
 * blank cells add up, and the first fault in the order of the file is the file's.
 */
export class ScanThreads implements Scan {
  static readonly canStart = existsSync(fileURLToPath(compiled));

  readonly isParallel = true;
  readonly #header = new PlainGrammar();
  readonly #threads: Thread[];
  /** The shared buffers by slot. A slot's number crosses threads; the object that comes back would be another one. */
  readonly #slots: readonly Buffer[];
  readonly #free: number[];
  /** How many of the two users of a buffer are still at it. */
  readonly #users: number[] = Array.from({ length: BUFFERS }, () => 0);
  /** What each stretch came to, in the order of the file. */
  readonly #segments: { lines: number; fault: NotPlain | null }[] = [];
  #isFaulty = false;
  #wake: (() => void) | null = null;
  #failure: unknown = null;

  constructor(chunk: number, program: URL = compiled) {
    const shared = Array.from({ length: BUFFERS }, () => new SharedArrayBuffer(CARRY + chunk));
    this.#slots = shared.map((buffer) => Buffer.from(buffer));
    this.#free = this.#slots.map((_, slot) => slot);
    const threads = Math.min(MOST_THREADS, availableParallelism());
    this.#threads = Array.from({ length: threads }, () => this.#start(program, shared));
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

  take(buffer: Buffer, { from, to }: Segment): void {
    const slot = this.#slots.indexOf(buffer);
    this.#users[slot] = 2;
    const start = from < to && this.#header.lines === 0 ? this.#takeHeader(buffer, from) : from;
    if (this.#isFaulty || start >= to) {
      this.#leave(slot);
      return;
    }
    const segment = this.#segments.push({ lines: 0, fault: null }) - 1;
    this.#leastBusy().give({ segment, slot, from: start, to });
  }

  release(buffer: Buffer): void {
    this.#leave(this.#slots.indexOf(buffer));
  }

  async end(): Promise<Scanned> {
    const all = await Promise.all(this.#threads.map((thread) => thread.end()));
    const { fields, headerCells, crlf, bom } = this.#header;
    const faultAt = this.#segments.findIndex(({ fault }) => fault !== null);
    const counted = faultAt === -1 ? this.#segments : this.#segments.slice(0, faultAt + 1);
    return {
      fault: this.#segments[faultAt]?.fault ?? null,
      lines: counted.reduce((sum, { lines }) => sum + lines, this.#header.lines),
      blanks: this.#header.blanks.map((_, i) => all.reduce((sum, blanks) => sum + (blanks[i] ?? 0), 0)),
      fields,
      headerCells,
      crlf,
      bom,
    };
  }

  close(): void {
    for (const thread of this.#threads) thread.close();
  }

  /** Takes the file's first line and tells it to the threads; gives where the next one begins. */
  #takeHeader(buffer: Buffer, from: number): number {
    const to = buffer.indexOf(0x0a, from) + 1;
    const fault = this.#header.take(buffer, from, to);
    if (fault !== null) {
      this.#segments.push({ lines: 0, fault });
      this.#isFaulty = true;
      return to;
    }
    const header = Uint8Array.from(buffer.subarray(from, to));
    for (const thread of this.#threads) thread.tell({ header });
    return to;
  }

  #leastBusy(): Thread {
    return this.#threads.reduce((least, thread) => (thread.waiting < least.waiting ? thread : least));
  }

  #start(program: URL, shared: readonly SharedArrayBuffer[]): Thread {
    return new Thread(
      new Worker(program, { workerData: shared }),
      ({ segment, slot, lines, fault }) => {
        this.#segments[segment] = { lines, fault };
        if (fault !== null) this.#isFaulty = true;
        this.#leave(slot);
      },
      (error) => {
        this.#failure = error;
        this.#wake?.();
      },
    );
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

type SegmentDone = Extract<FromScanThread, { segment: number }>;

/** One scanning thread and how much lies before it. */
class Thread {
  waiting = 0;
  readonly #worker: Worker;
  readonly #blanks: Promise<readonly number[]>;

  constructor(worker: Worker, onSegment: (done: SegmentDone) => void, onFailure: (error: unknown) => void) {
    this.#worker = worker;
    this.#blanks = new Promise((resolve, reject) => {
      worker.on('message', (message: FromScanThread) => {
        if ('blanks' in message) resolve(message.blanks);
        else {
          this.waiting -= 1;
          onSegment(message);
        }
      });
      worker.on('error', (error) => {
        onFailure(error);
        reject(error);
      });
    });
    this.#blanks.catch(() => undefined);
  }

  tell(message: ToScanThread): void {
    this.#worker.postMessage(message);
  }

  give(message: ToScanThread): void {
    this.waiting += 1;
    this.tell(message);
  }

  /** Waits for all that was given; gives the blank cells by column. */
  end(): Promise<readonly number[]> {
    this.tell('end');
    return this.#blanks;
  }

  close(): void {
    void this.#worker.terminate();
  }
}

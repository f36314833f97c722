import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { MOST_GROWTH } from './gb18030-utf8.js';
import { CARRY, type Segment } from './line-cutter.js';
import type { NotPlain } from './plain-grammar.js';
import { PlainText } from './plain-text.js';
import type { Append, Scan, Scanned } from './scan.js';

const compiled = new URL('./scan-thread-program.js', import.meta.url);

/**
 * Messages to a thread: the header, then stretches of lines in a shared buffer, then the end. The UTF-8 of a stretch of GB18030 goes to the
 * shared buffer of the same slot among `utf8`.
 */
export type ToScanThread =
  | { readonly header: Uint8Array; readonly utf8: readonly SharedArrayBuffer[] }
  | ({ readonly segment: number; readonly slot: number } & Segment)
  | 'end';
/** Its answers: the result of a stretch, and at the end blank cells by column and whether there were full-width forms. */
export type FromScanThread =
  | {
      readonly segment: number;
      readonly slot: number;
      readonly lines: number;
      /** Bytes of UTF-8 in the slot's second buffer. */
      readonly utf8: number;
      readonly fault: NotPlain | null;
    }
  | ThreadDone;

interface ThreadDone {
  readonly blanks: readonly number[];
  readonly wide: boolean;
}

/** How many chunks may wait between reading and scanning. */
const BUFFERS = 6;
const MOST_THREADS = 2;

/**
 * Scans in threads while the caller reads, hashes and copies. Buffers are shared, not sent.
 *
 * Once the header is known the grammar examines single lines, so any thread may take any stretch of lines; lines and blank cells are
 * summed, and the first fault in file order is the file's.
 */
export class ScanThreads implements Scan {
  static readonly canStart = existsSync(fileURLToPath(compiled));

  readonly isParallel = true;
  readonly #header = new PlainText();
  readonly #threads: Thread[];
  /** The shared buffers by slot. Threads exchange slot numbers, because a returned buffer would be another object. */
  readonly #slots: readonly Buffer[];
  readonly #free: number[];
  /** How many of a buffer's two users still use it. */
  readonly #users: number[] = Array.from({ length: BUFFERS }, () => 0);
  /** The result of each stretch, in file order. */
  readonly #segments: { lines: number; fault: NotPlain | null }[] = [];
  /** Writes the UTF-8 text; null for nowhere. */
  readonly #append: Append | null;
  /** UTF-8 buffers by slot, for files in GB18030. */
  #utf8: readonly Buffer[] = [];
  /** Stretches whose UTF-8 waits until those before it are written. */
  readonly #waiting = new Map<number, { readonly slot: number; readonly bytes: number }>();
  #appended = 0;
  readonly #writes: Promise<void>[] = [];
  #isFaulty = false;
  #isClosed = false;
  #wake: (() => void) | null = null;
  #failure: unknown = null;

  constructor(chunk: number, append: Append | null = null, program: URL = compiled) {
    this.#append = append;
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
    const start = from < to && this.#header.grammar.lines === 0 ? this.#takeHeader(buffer, from) : from;
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
    await Promise.all(this.#writes);
    if (this.#failure !== null) throw this.#failure;
    const { encoding, grammar } = this.#header;
    const { fields, headerCells, crlf, bom } = grammar;
    const faultAt = this.#segments.findIndex(({ fault }) => fault !== null);
    const counted = faultAt === -1 ? this.#segments : this.#segments.slice(0, faultAt + 1);
    return {
      fault: this.#segments[faultAt]?.fault ?? null,
      encoding,
      utf8: this.#utf8.length > 0,
      lines: counted.reduce((sum, { lines }) => sum + lines, grammar.lines),
      blanks: grammar.blanks.map((_, i) => all.reduce((sum, { blanks }) => sum + (blanks[i] ?? 0), 0)),
      fields,
      headerCells,
      crlf,
      bom,
      wide: grammar.wide || all.some(({ wide }) => wide),
    };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const thread of this.#threads) thread.close();
    await Promise.all(this.#writes);
  }

  /** Takes the file's first line and passes it to the threads; returns where the next one begins. */
  #takeHeader(buffer: Buffer, from: number): number {
    const to = buffer.indexOf(0x0a, from) + 1;
    const fault = this.#header.take(buffer, from, to);
    if (fault !== null) {
      this.#segments.push({ lines: 0, fault });
      this.#isFaulty = true;
      return to;
    }
    const header = Uint8Array.from(buffer.subarray(from, to));
    const utf8 = this.#header.encoding === 'gb18030' ? this.#makeUtf8Buffers() : [];
    if (utf8.length > 0) this.#write(this.#header.utf8);
    for (const thread of this.#threads) thread.tell({ header, utf8 });
    return to;
  }

  #makeUtf8Buffers(): SharedArrayBuffer[] {
    const shared = this.#slots.map(({ length }) => new SharedArrayBuffer(Math.ceil(length * MOST_GROWTH)));
    if (this.#append !== null) this.#utf8 = shared.map((buffer) => Buffer.from(buffer));
    return shared;
  }

  /** Writes what is next in file order, and releases its slots. */
  #writeWaiting(): void {
    for (;;) {
      const next = this.#waiting.get(this.#appended);
      if (next === undefined) return;
      this.#waiting.delete(this.#appended);
      this.#appended += 1;
      const utf8 = this.#utf8[next.slot] as Buffer;
      this.#write(utf8.subarray(0, next.bytes), () => this.#leave(next.slot));
    }
  }

  /** A failed write rejects whoever waits for a buffer or for the end. */
  #write(utf8: Buffer, then = (): void => undefined): void {
    if (this.#append === null || this.#isClosed) return;
    const written = this.#append(utf8).then(then, (error: unknown) => {
      this.#failure ??= error;
      this.#wake?.();
    });
    this.#writes.push(written);
  }

  #leastBusy(): Thread {
    return this.#threads.reduce((least, thread) => (thread.waiting < least.waiting ? thread : least));
  }

  #start(program: URL, shared: readonly SharedArrayBuffer[]): Thread {
    return new Thread(
      new Worker(program, { workerData: shared }),
      ({ segment, slot, lines, utf8, fault }) => {
        this.#segments[segment] = { lines, fault };
        if (fault !== null) this.#isFaulty = true;
        if (this.#utf8.length === 0) this.#leave(slot);
        else {
          this.#waiting.set(segment, { slot, bytes: utf8 });
          this.#writeWaiting();
        }
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

/** One scanning thread and the amount of its waiting work. */
class Thread {
  waiting = 0;
  readonly #worker: Worker;
  readonly #done: Promise<ThreadDone>;

  constructor(worker: Worker, onSegment: (done: SegmentDone) => void, onFailure: (error: unknown) => void) {
    this.#worker = worker;
    this.#done = new Promise((resolve, reject) => {
      worker.on('message', (message: FromScanThread) => {
        if ('blanks' in message) resolve(message);
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
    this.#done.catch(() => undefined);
  }

  tell(message: ToScanThread): void {
    this.#worker.postMessage(message);
  }

  give(message: ToScanThread): void {
    this.waiting += 1;
    this.tell(message);
  }

  /** Waits until all given work is done. */
  end(): Promise<ThreadDone> {
    this.tell('end');
    return this.#done;
  }

  close(): void {
    void this.#worker.terminate();
  }
}

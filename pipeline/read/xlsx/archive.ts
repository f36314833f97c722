import { Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { type Entry, open, type ZipFile } from 'yauzl';
import { removePassword } from '../messages.js';
import type { Budget } from './budget.js';
import { refuseDamaged, refuseFormat, refuseLimit } from './messages.js';

/** The parts of a ZIP archive by name. Names only find parts: no file is ever written under them. */
export class Archive {
  readonly #zip: ZipFile;
  /** By lower-case name, as workbooks compare them. */
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #budget: Budget;
  readonly #checked = new Set<Entry>();

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>, budget: Budget) {
    this.#zip = zip;
    this.#entries = entries;
    this.#budget = budget;
  }

  /**
   * @throws {FileRefusal} `damaged-workbook` for an archive that is cut, or whose entries overlap or share a name;
   *   `workbook-limit` for too many; `unsupported-format` for an encrypted one
   */
  static async open(path: string, budget: Budget): Promise<Archive> {
    const zip = await openZip(path);
    try {
      if (zip.entryCount > budget.limits.entries) throw refuseLimit('entries', budget.limits.entries);
      const entries = await listEntries(zip);
      return new Archive(zip, entries, budget);
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  /**
   * Inflates a part once without parsing it, and counts the result, which is many times quicker: what is too large or damaged is refused
   * before its first row.
   *
   * @throws {FileRefusal} `damaged-workbook` for a wrong size or checksum; `workbook-limit`
   */
  async check(name: string): Promise<void> {
    const entry = this.#entryOf(name);
    if (this.#checked.has(entry)) return;
    for await (const _ of this.#inflate(entry, this.#budget));
    this.#checked.add(entry);
  }

  /** Streams the bytes of a part, after a check. */
  async *bytes(name: string): AsyncGenerator<Buffer> {
    await this.check(name);
    yield* this.#inflate(this.#entryOf(name), null);
  }

  close(): void {
    this.#zip.close();
  }

  #entryOf(name: string): Entry {
    const entry = this.#entries.get(name.toLowerCase());
    if (entry === undefined) throw refuseDamaged('missing-part', name);
    return entry;
  }

  async *#inflate(entry: Entry, budget: Budget | null): AsyncGenerator<Buffer> {
    const { fileName, compressionMethod } = entry;
    if (compressionMethod !== 0 && compressionMethod !== 8) throw refuseDamaged('bad-compression', fileName);
    const raw = await this.#open(entry);
    const whole = compressionMethod === 8 ? createInflateRaw({ chunkSize: CHUNK }) : new Passed();
    pipeline(raw, whole).catch(() => undefined); // The loop below throws the same failure.
    let length = 0;
    let checksum = 0;
    let consumed = 0;
    try {
      for await (const chunk of whole as AsyncIterable<Buffer>) {
        length += chunk.length;
        if (length > entry.uncompressedSize) throw refuseDamaged('wrong-size', fileName);
        checksum = crc32(chunk, checksum);
        budget?.inflate(whole.bytesWritten - consumed, chunk.length);
        consumed = whole.bytesWritten;
        yield chunk;
      }
    } catch (error) {
      throw isZlibError(error) ? refuseDamaged('bad-compression', fileName) : error;
    } finally {
      raw.destroy();
      whole.destroy();
    }
    if (length !== entry.uncompressedSize) throw refuseDamaged('wrong-size', fileName);
    if (checksum !== entry.crc32) throw refuseDamaged('wrong-checksum', fileName);
  }

  #open(entry: Entry): Promise<NodeJS.ReadableStream & { destroy(): void }> {
    return new Promise((resolve, reject) => {
      this.#zip.openReadStream(entry, { decodeFileData: false }, (error, stream) => {
        if (error !== null) reject(refuseDamaged('not-a-zip', error.message));
        else resolve(stream);
      });
    });
  }
}

const CHUNK = 64 * 1024;

/** Passes stored bytes on and counts them, as the inflater does. */
class Passed extends Transform {
  bytesWritten = 0;
  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.bytesWritten += chunk.length;
    done(null, chunk);
  }
}

function openZip(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (error === null) resolve(zip);
      else reject('code' in error ? error : refuseDamaged('not-a-zip', error.message));
    });
  });
}

function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    zip.on('error', (error: Error) => reject(refuseDamaged('not-a-zip', error.message)));
    zip.on('end', () => {
      const overlap = firstOverlap([...entries.values()]);
      if (overlap === null) resolve(entries);
      else reject(refuseDamaged('overlapping-entries', overlap));
    });
    zip.on('entry', (entry: Entry) => {
      const name = entry.fileName.toLowerCase();
      if (entry.isEncrypted()) {
        reject(refuseFormat('encrypted-zip', ' 加密的 ZIP (encrypted ZIP) ', removePassword));
      } else if (entries.has(name)) reject(refuseDamaged('duplicate-entry', entry.fileName));
      else {
        entries.set(name, entry);
        zip.readEntry();
      }
    });
    zip.readEntry();
  });
}

/** The name of an entry that begins before another ends, or null. */
function firstOverlap(entries: readonly Entry[]): string | null {
  const inOrder = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  let end = 0;
  for (const entry of inOrder) {
    if (entry.relativeOffsetOfLocalHeader < end) return entry.fileName;
    end = entry.relativeOffsetOfLocalHeader + LOCAL_HEADER + entry.fileNameLength + entry.compressedSize;
  }
  return null;
}

const LOCAL_HEADER = 30;

function isZlibError(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  const code = String(error.code);
  return code.startsWith('Z_') || code.startsWith('ERR_STREAM') || code.startsWith('ERR_ZLIB');
}

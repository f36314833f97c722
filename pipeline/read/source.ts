import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/**
 * Bytes that can be read from the start more than once.
 *
 * A chunk is valid only until the next one is requested, because the buffer is reused.
 */
export interface ByteSource {
  readonly bytes: number;
  chunks(): Iterable<Uint8Array>;
}

const CHUNK = 1 << 20;

/** The bytes of a file, opened again for each reading; uses the memory of one chunk, whatever the size. */
export function fileSource(path: string, chunkBytes = CHUNK): ByteSource {
  const fd = openSync(path, 'r');
  const bytes = fstatSync(fd).size;
  closeSync(fd);
  // A megabyte for each reading of a small file would have the collector run all the time.
  const most = Math.min(chunkBytes, Math.max(bytes, 1));
  return { bytes, chunks: () => readChunks(path, most) };
}

/** Bytes in memory, in chunks of the given size; for tests and for small uploads. */
export function memorySource(bytes: Uint8Array, chunkBytes = CHUNK): ByteSource {
  return {
    bytes: bytes.length,
    *chunks() {
      for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
    },
  };
}

/** The first bytes of a source, at most `limit`, as a copy. */
export function readHead(source: ByteSource, limit: number): Buffer {
  const head = Buffer.alloc(Math.min(limit, source.bytes));
  let at = 0;
  if (head.length === 0) return head;
  for (const chunk of source.chunks()) {
    at += Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).copy(head, at);
    if (at >= head.length) break;
  }
  return head.subarray(0, at);
}

function* readChunks(path: string, chunkBytes: number): Generator<Uint8Array> {
  const fd = openSync(path, 'r');
  try {
    const buffer = Buffer.allocUnsafeSlow(chunkBytes);
    for (;;) {
      const read = readSync(fd, buffer, 0, chunkBytes, null);
      if (read === 0) return;
      yield buffer.subarray(0, read);
    }
  } finally {
    closeSync(fd);
  }
}

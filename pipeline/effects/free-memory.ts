import { freemem } from 'node:os';

/** Bytes that the machine, or the limit a container sets, has to spare for this process now. */
export function freeMemory(): number {
  const available = process.availableMemory?.() ?? freemem();
  const limit = process.constrainedMemory?.() ?? 0;
  return limit > 0 ? Math.min(available, limit) : available;
}

import { createHmac } from 'node:crypto';

/** The characters of labels: none that is read as another. */
const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/**
 * The label of a hospital among the points of one indicator: the same in every month and version, another in every other indicator. Without
 * the key nobody can tell whose it is, nor which labels of two indicators are of one hospital.
 */
export function labelOf(key: Uint8Array, code: string, hospital: string): string {
  const hash = createHmac('sha256', key)
    .update(JSON.stringify(['peer', code, hospital]))
    .digest();
  return Array.from(hash.subarray(0, 6), (byte) => letters[byte % letters.length]).join('');
}

import { describe, expect, it } from 'vitest';
import { contractHash } from '../../../pipeline/workspace/contract-in-use.js';
import { contractNumber } from '../../../pipeline/workspace/newer-workspace.js';

/** The contract of every release, by its number. A release adds its line. */
const released: Readonly<Record<number, string>> = {
  1: '8d4c3d636bbd1461', // 0.1.0, b0cbf64
};

describe('the number of the contract', () => {
  it('is higher than that of any release that had another contract', () => {
    const numbers = Object.keys(released).map(Number);
    const own = released[contractNumber];
    if (own === undefined) expect(contractNumber).toBe(Math.max(...numbers) + 1);
    // It changed after a release: raise contractNumber in pipeline/workspace/newer-workspace.ts.
    else expect(contractHash).toBe(own);
  });
});

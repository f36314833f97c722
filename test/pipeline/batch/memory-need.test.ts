import { describe, expect, it } from 'vitest';
import { tightMemory } from '../../../pipeline/batch/memory-need.js';

/* Worked out by hand: 400 MB of the program, 1 MB for each hospital's folder, and the database's limit of 1 GB. */

const GB = 1_000_000_000;
const folders = (count: number) => Array.from({ length: count * 2 }, (_, i) => ({ folder: `H${i % count}` }));

describe('the memory that a month may need', () => {
  it('is there or is not: 300 hospitals need 1.7 GB', () => {
    expect(tightMemory(folders(300), {}, 1.7 * GB)).toBeNull();
    expect(tightMemory(folders(300), {}, 1.6 * GB)).toEqual({
      needed: 1.7 * GB,
      free: 1.6 * GB,
      memory: '900MB',
    });
  });

  it('leaves the database 200 MB at least, and no less than the settings say', () => {
    expect(tightMemory(folders(300), {}, 0.5 * GB)?.memory).toBe('200MB');
    expect(tightMemory(folders(300), { memory: '2GB' }, 2.6 * GB)).toEqual({
      needed: 2.7 * GB,
      free: 2.6 * GB,
      memory: '2GB',
    });
    expect(tightMemory(folders(300), { memory: '100MB' }, 0.8 * GB)).toBeNull();
  });

  it('counts no hospital for a flat file, and each folder once', () => {
    expect(tightMemory([{ folder: null }, ...folders(1)], {}, 1.4 * GB)?.needed).toBe(1.401 * GB);
    expect(tightMemory([], {}, 1.4 * GB)).toBeNull();
  });
});

import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Vault } from '../../../pipeline/warehouse/vault.js';
import { newFolder, remove } from '../fixture.js';

let folder = '';
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => remove(folder));

describe('a file received again', () => {
  const text = '医院编码,病案号\nH1,001\n';

  it('replaces a copy that does not hold the bytes its name promises', async () => {
    const sent = join(folder, 'sent.csv');
    writeFileSync(sent, text);
    const vault = new Vault(join(folder, 'vault'));
    const { path } = await vault.receive(sent);
    await vault.synced();
    for (const damage of [() => truncateSync(path, 5), () => appendFileSync(path, 'x')]) {
      damage();
      expect((await vault.receive(sent)).path).toBe(path);
      await vault.synced();
      expect(readFileSync(path, 'utf8')).toBe(text);
    }
  });
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { zhikong } from '../pipeline/command/buffer.js';
import { csv, ecmoRun, newFolder, remove, writeFiles } from '../pipeline/fixture.js';

const month = '2026-10';
/** 病例 in GB18030: the name of a file from an archive that says nothing of its encoding. */
const foreign = Buffer.from('b2a1c0fd', 'hex');
let workspace = '';
beforeAll(() => {
  workspace = newFolder();
});
afterAll(() => remove(workspace));

it.skipIf(process.platform !== 'linux')(
  'a name that is not UTF-8 is refused and stops nobody else',
  async () => {
    const inbox = `${workspace}/inbox/${month}`;
    writeFiles(inbox, { 'H1/ecmo.csv': csv([ecmoRun('1')]) });
    writeFileSync(
      Buffer.concat([Buffer.from(`${inbox}/H1/`), foreign, Buffer.from('.csv')]),
      csv([ecmoRun('2')]),
    );
    mkdirSync(Buffer.concat([Buffer.from(`${inbox}/`), foreign]));
    const run = await zhikong(['run', '--month', month, '--workspace', workspace, '--json']);
    expect(run.err).not.toContain('ENOENT');
    expect(run.exit).toBe(1);
    expect(JSON.parse(run.out)).toMatchObject({ files: 3, refused: 2, heldBack: 0 });
  },
);

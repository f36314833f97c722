import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../../pipeline/forms/browser.js';
import { printReport } from '../../../pipeline/forms/print-report.js';
import { publishedReport } from '../../../pipeline/forms/published-report.js';
import { zipReceipts } from '../../../pipeline/forms/receipts-zip.js';
import { seal } from '../../../pipeline/workspace/commit-journal.js';
import { newFolder, remove, writeFiles } from '../fixture.js';

let folder = '';
beforeAll(() => {
  folder = newFolder();
});
afterAll(() => remove(folder));

/** A workspace with a sealed report of these files. */
function reported(name: string, files: Readonly<Record<string, string>>, settings = '{}') {
  const workspace = join(folder, name);
  writeFiles(workspace, { 'zhikong.config.json': settings });
  const report = join(workspace, 'reports', '2026-10');
  writeFiles(report, files);
  seal(report, {
    edition: 2,
    former: null,
    policy: 'a'.repeat(64),
    after: null,
    batch: '2026-10-b',
    month: '2026-10',
    asOf: '2026-10-31',
    program: 'zhikong 0.1.0',
    tables: {},
  });
  return { workspace, report };
}

/** A program in the place of Chromium, which writes a file to the place it is told to. */
function browser(name: string, body: string): string {
  const path = join(folder, name);
  writeFiles(folder, { [name]: `#!/bin/sh\n${body}\n` });
  chmodSync(path, 0o700);
  return path;
}
/** Writes where it is told to print. */
const prints =
  'for a in "$@"; do case "$a" in --print-to-pdf=*) echo %PDF > "$(echo "$a" | cut -d= -f2-)";; esac; done';

const pages = {
  'centre/index.html': '<p>centre</p>',
  'hospitals/H1/index.html': '<p>1</p>',
  'hospitals/~e7~94~b2/index.html': '<p>2</p>',
};

describe('zhikong pdf', () => {
  it('prints the centre and each hospital into a folder of the user, and leaves the report as it was', async () => {
    const chromium = browser('chromium-a', prints);
    const { workspace, report } = reported('prints', pages, JSON.stringify({ browser: chromium }));
    const before = readdirSync(report, { recursive: true }).sort();
    const to = join(folder, 'to');
    await printReport(await publishedReport(workspace), { to });
    expect(readdirSync(to).sort()).toEqual(
      ['2026-10-e2-H1.pdf', '2026-10-e2-centre.pdf', '2026-10-e2-~e7~94~b2.pdf'].sort(),
    );
    expect(readdirSync(report, { recursive: true }).sort()).toEqual(before);
    expect(readdirSync(join(workspace, 'tmp'))).toEqual([]);
    await expect(printReport(await publishedReport(workspace), { to, hospital: '甲' })).rejects.toMatchObject(
      {
        code: 'would-overwrite',
      },
    );
    await expect(
      printReport(await publishedReport(workspace), { to, hospital: '../centre' }),
    ).rejects.toMatchObject({ code: 'unknown-hospital' });
  });

  it('writes nothing where a page is not what was published, or the browser fails', async () => {
    const { workspace, report } = reported(
      'fails',
      pages,
      JSON.stringify({ browser: browser('chromium-b', 'exit 3') }),
    );
    const to = join(folder, 'none');
    const failing = publishedReport(workspace).then((found) => printReport(found, { to }));
    await expect(failing).rejects.toMatchObject({ code: 'not-printed' });
    expect(existsSync(to)).toBe(false);
    writeFiles(report, { 'hospitals/H1/index.html': '<p>changed</p>' });
    const changed = publishedReport(workspace).then((found) => printReport(found, { to, hospital: 'H1' }));
    await expect(changed).rejects.toMatchObject({ code: 'damaged-report' });
  });

  it('says in two languages that there is no browser', () => {
    mkdirSync(join(folder, 'empty'), { recursive: true });
    expect(() => findBrowser(undefined, join(folder, 'empty'))).toThrow(/需要 Chromium|must be Chromium/);
    expect(() => findBrowser('/no/such/program')).toThrow(/browser/);
    const own = browser('chromium', prints);
    expect(findBrowser(undefined, `relative:${folder}`)).toBe(own);
  });

  it('says which months there are', async () => {
    const { workspace } = reported('months', pages);
    await expect(publishedReport(workspace, '2026-09')).rejects.toMatchObject({ code: 'no-report' });
  });
});

describe('zhikong receipts --zip', () => {
  it('gives each hospital its own files and the centre all, and nothing else', async () => {
    const { workspace } = reported('zips', {
      ...pages,
      'hospitals/H1/receipt/H1.xlsx': 'one',
      'hospitals/H1/receipt/H1-ecmo_runs.csv': 'rows',
      'hospitals/~e7~94~b2/receipt/~e7~94~b2.xlsx': 'two',
      'centre/receipt/unassigned.xlsx': 'nobody',
    });
    const to = join(folder, 'zips-to');
    const files = zipReceipts(await publishedReport(workspace), to);
    expect(files.map((file) => file.slice(to.length + 1))).toEqual([
      'receipts-2026-10-e2-H1.zip',
      'receipts-2026-10-e2-~e7~94~b2.zip',
      'receipts-2026-10-e2.zip',
    ]);
    const inside = (file = '') =>
      Object.entries(unzipSync(readFileSync(file))).map(([name, bytes]) => [
        name,
        Buffer.from(bytes).toString(),
      ]);
    expect(inside(files[0])).toEqual([
      ['H1-ecmo_runs.csv', 'rows'],
      ['H1.xlsx', 'one'],
    ]);
    expect(inside(files[2])).toEqual([
      ['H1/H1-ecmo_runs.csv', 'rows'],
      ['H1/H1.xlsx', 'one'],
      ['~e7~94~b2/~e7~94~b2.xlsx', 'two'],
      ['receipts.txt', 'H1\t2\n~e7~94~b2\t1\n'],
    ]);
    const again = join(folder, 'zips-again');
    const bytes = zipReceipts(await publishedReport(workspace), again).map((file) => readFileSync(file));
    expect(bytes).toEqual(files.map((file) => readFileSync(file)));
  });

  it('says that there are none', async () => {
    const { workspace } = reported('no-zips', pages);
    const report = await publishedReport(workspace);
    expect(() => zipReceipts(report, join(folder, 'nothing'))).toThrow(/没有回执|no receipts/);
  });
});

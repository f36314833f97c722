import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const hasOffice = spawnSync('soffice', ['--version']).status === 0;

/** CSV with commas and double quotes in UTF-8, read from the first line on. */
const csvFilter = '--infilter=CSV:44,34,76,1';

/** Opens workbooks or CSV files in LibreOffice and saves them as workbooks. */
export function resaved(
  files: readonly (Uint8Array | string)[],
  from: 'xlsx' | 'csv' = 'xlsx',
): Uint8Array[] {
  const folder = mkdtempSync(join(tmpdir(), 'office-'));
  try {
    const paths = files.map((bytes, at) => {
      const path = join(folder, `book${at}.${from}`);
      writeFileSync(path, bytes);
      return path;
    });
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`;
    const out = join(folder, 'out');
    const filter = from === 'csv' ? [csvFilter] : [];
    execFileSync(
      'soffice',
      [profile, '--headless', ...filter, '--convert-to', 'xlsx', '--outdir', out, ...paths],
      {
        stdio: 'ignore',
        timeout: 540_000,
      },
    );
    return files.map((_, at) => readFileSync(join(out, `book${at}.xlsx`)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Whether a browser is at hand; a test that needs one is skipped where it is not, and the runner says so. */
export const hasChromium = spawnSync('chromium', ['--version']).status === 0;

export interface Opened {
  /** The page as the browser's own parser understood it, after whatever ran in it. */
  readonly dom: string;
  /** Lines in which the browser complains: blocked by the policy, written to the console, asked of the network. */
  readonly complaints: readonly string[];
}

/** Opens a page from a file, as a reader would, and gives what the browser made of it. */
export function openInChromium(page: string): Opened {
  const folder = mkdtempSync(join(tmpdir(), 'zhikong-browser-'));
  const flags = [
    ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
    ...['--disable-background-networking', '--disable-component-update', '--enable-logging=stderr'],
    ...['--virtual-time-budget=3000', '--dump-dom', `--user-data-dir=${join(folder, 'profile')}`],
  ];
  try {
    const path = join(folder, 'page.html');
    writeFileSync(path, page);
    const { status, stdout, stderr } = spawnSync('chromium', [...flags, pathToFileURL(path).href], {
      encoding: 'utf8',
      maxBuffer: 1 << 29,
      timeout: 540_000,
    });
    if (status !== 0 || stdout === '')
      throw new Error(`chromium ended with ${status}: ${stderr.slice(-500)}`);
    const complaints = stderr
      .split('\n')
      .filter((line) => /CONSOLE|Content Security Policy|net::ERR/.test(line));
    return { dom: stdout, complaints };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Whether a hostile text of ours has run in the page. */
export const hasRun = ({ dom }: Opened): boolean => /<html[^>]* id="7"/.test(dom);

import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeFolder, remove, start } from '../effects/effects.js';
import { whenInterrupted } from '../effects/interruption.js';
import { InputError } from '../message/errors.js';

/** Names under which Chromium and its kin are installed; the first on the path is used. */
const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'msedge',
  'microsoft-edge',
] as const;

/**
 * The browser that prints: the setting `browser`, else the first Chromium on the path.
 *
 * @throws {InputError} `no-browser`
 */
export function findBrowser(setting: string | undefined, path = process.env['PATH'] ?? ''): string {
  const found =
    setting === undefined
      ? path
          .split(delimiter)
          .filter((folder) => isAbsolute(folder))
          .flatMap((folder) => names.flatMap((name) => [join(folder, name), join(folder, `${name}.exe`)]))
          .find(isProgram)
      : isProgram(setting)
        ? setting
        : undefined;
  if (found !== undefined) return found;
  throw new InputError('no-browser', {
    zh: `打印 PDF 需要 Chromium，但${setting === undefined ? '路径（PATH）中没有找到' : `设置 browser 所指的 ${setting} 不是可执行的程序`}。请安装（Debian：apt install chromium fonts-noto-cjk），或在 zhikong.config.json 的 browser 中写明它的位置；网页版报告不受影响。`,
    en: `To print a PDF there must be Chromium, but ${setting === undefined ? 'none is on the PATH' : `the setting browser names ${setting}, which is no program`}. Install it (Debian: apt install chromium fonts-noto-cjk), or name its place as browser in zhikong.config.json; the pages themselves do not need it.`,
  });
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The longest that a page may take, in milliseconds. */
const patience = 180_000;

/** A page of ours needs no network, no account, no update, and nothing that an earlier one has left. */
const flags = [
  '--headless',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
  '--disable-quic',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--no-pdf-header-footer',
  '--generate-pdf-document-outline',
];

/**
 * Prints a page to PDF with an outline of its headings; page numbers and footers are those of the page's style.
 *
 * @param work a folder of its own for what the browser keeps
 * @throws {InputError} `not-printed`
 */
export async function printPage(browser: string, page: string, pdf: string, work: string): Promise<void> {
  makeFolder(work);
  // Chromium has no sandbox for the superuser and does not start without this; the pages have no scripts.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [
    ...flags,
    ...asRoot,
    `--user-data-dir=${work}`,
    `--print-to-pdf=${pdf}`,
    pathToFileURL(page).href,
  ];
  try {
    await finished(browser, args);
    if (!existsSync(pdf) || statSync(pdf).size === 0) throw notPrinted(page, 'no PDF');
  } finally {
    remove(work);
  }
}

function finished(browser: string, args: readonly string[]): Promise<void> {
  const child = start(browser, args, { stdio: 'ignore', timeout: patience, killSignal: 'SIGKILL' });
  const recorded = whenInterrupted(() => void child.kill('SIGKILL'));
  return new Promise<void>((done, failed) => {
    child.once('error', (error) => failed(notPrinted(browser, error.message)));
    child.once('exit', (code, signal) =>
      code === 0 ? done() : failed(notPrinted(browser, signal ?? `exit ${code}`)),
    );
  }).finally(recorded);
}

const notPrinted = (what: string, why: string) =>
  new InputError('not-printed', {
    zh: `打印没有完成（${why}）：${what}。没有写出任何 PDF。请用浏览器打开网页版打印，或换一个 Chromium。`,
    en: `Printing did not finish (${why}): ${what}. No PDF was written. Open the page in a browser and print it, or use another Chromium.`,
  });

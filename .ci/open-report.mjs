// Opens every page of a report in Chromium from file:// and fails on any console message, blocked or attempted request.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const report = resolve(process.argv[2] ?? '.');
const own = (file, count) =>
  readdirSync(join(report, 'hospitals'))
    .map((name) => join('hospitals', name, file))
    .filter((page) => existsSync(join(report, page)))
    .slice(0, count);
const inside = (folder, count) => readdirSync(join(report, 'centre', folder)).slice(0, count).map((name) => `centre/${folder}/${name}`);
const pages = [...['index', 'figures', 'quality', 'norms', 'letters', 'methods', 'indicators/ECMO-01', 'indicators/ECMO-N09'].map((name) => `centre/${name}.html`), ...inside('technologies', 9), ...inside('indicators', 4), ...own('index.html', 4), ...own('norms.html', 2), ...own('scorecard.html', 2)];
/** Clauses and the centre's other pages are tables; every other page draws something. */
const drawsNothing = (page) => page.endsWith('norms.html') || /^centre\/(?:index|figures|quality|letters|methods|technologies|indicators\/CQ)/.test(page);
const flags = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--enable-logging=stderr', '--dump-dom',
];
let bad = 0;
for (const page of pages) {
  const profile = mkdtempSync(join(tmpdir(), 'browser-'));
  const opened = spawnSync('chromium', [...flags, `--user-data-dir=${profile}`, pathToFileURL(join(report, page)).href], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: 120_000,
  });
  rmSync(profile, { recursive: true, force: true });
  const complaints = (opened.stderr ?? '').split('\n').filter((line) => /CONSOLE|Content Security Policy|net::ERR/.test(line));
  const drawn = (opened.stdout ?? '').match(/<svg/g)?.length ?? 0;
  const ok = opened.status === 0 && complaints.length === 0 && (drawn > 0 || drawsNothing(page));
  process.stdout.write(`${ok ? 'ok ' : 'BAD'} ${page}: ${drawn} charts${complaints.length ? `\n    ${complaints.join('\n    ')}` : ''}\n`);
  if (!ok) bad += 1;
}
process.exitCode = bad === 0 ? 0 : 1;

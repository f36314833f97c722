// Opens every page of a report in Chromium from file:// and fails on any console message, blocked or attempted request.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const report = resolve(process.argv[2] ?? '.');
const some = (folder, count) => readdirSync(join(report, folder)).slice(0, count).map((name) => join(folder, name));
const pages = ['index.html', ...some('hospitals', 4), ...some('norms', 2), ...some('scorecards', 2)];
/** Clauses are tables; every other page draws something. */
const drawsNothing = (page) => page.startsWith('norms');
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

// Prints hospitals' editions of a report as `zhikong pdf` does, and fails where one has more than four pages or a page of it outgrows its bytes.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [workspace = 'workspace', month = '2026-10', most = '4'] = process.argv.slice(2);
const limits = { pages: 4, bytes: 150_000 };
const hospitals = join(workspace, 'reports', month, 'hospitals');
const names = readdirSync(hospitals).sort();
// The largest pages, which are the likeliest to be too long, and the smallest.
const bySize = names
  .map((name) => ({ name, bytes: statSync(join(hospitals, name, 'index.html')).size }))
  .sort((a, b) => b.bytes - a.bytes);
const chosen = [...bySize.slice(0, Number(most) - 1), ...bySize.slice(-1)];
let bad = 0;
const to = mkdtempSync(join(tmpdir(), 'printed-'));
try {
  for (const { name, bytes } of chosen) {
    const args = ['dist/pipeline/command/bin.js', 'pdf', '--workspace', workspace, '--month', month, '--hospital', name, '--to', to];
    const printed = spawnSync(process.execPath, args, { encoding: 'utf8' });
    const file = readdirSync(to).find((pdf) => pdf.endsWith(`-${name}.pdf`));
    const pages = file === undefined ? 0 : countPages(readFileSync(join(to, file), 'latin1'));
    const ok = printed.status === 0 && pages > 0 && pages <= limits.pages && bytes <= limits.bytes;
    process.stdout.write(`${ok ? 'ok ' : 'BAD'} ${name}: ${pages} pages, ${bytes} bytes${ok ? '' : `\n${printed.stderr}`}\n`);
    if (!ok) bad += 1;
  }
} finally {
  rmSync(to, { recursive: true, force: true });
}
process.exitCode = bad === 0 ? 0 : 1;

/** Chromium writes every page as an object of its own, uncompressed. */
function countPages(pdf) {
  return pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

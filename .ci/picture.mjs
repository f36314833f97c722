// Keeps the README's picture true: it is the first chart of ECMO-01's page in the sample month. With --check it only compares.
import { readFileSync, writeFileSync } from 'node:fs';

const html = readFileSync('workspace/reports/2026-10/centre/indicators/ECMO-01.html', 'utf8');
const svg = /<svg[^>]*viewBox="0 0 (\d+) (\d+)"[^>]*>([\s\S]*?)<\/svg>/.exec(html);
if (!svg) throw new Error('the report has no chart');
const [, width, height, body] = svg;
const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, sans-serif">
<rect width="100%" height="100%" fill="#fff"/>${body}</svg>
`;
const path = 'docs/ecmo-effective-removal.svg';
if (!process.argv.includes('--check')) writeFileSync(path, picture);
else if (readFileSync(path, 'utf8') !== picture) {
  process.stderr.write(`${path} is stale: run npm start && node .ci/picture.mjs\n`);
  process.exitCode = 1;
}

// Every figure of a workspace as FHIR: validated against R4 by a validator of others, and its score worked out again from its populations alone.
// `node .ci/fhir.mjs workspace`. It imports nothing of the project: what it reads is what a reader of the files has.
import { execFileSync } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const { Fhir } = createRequire(import.meta.url)('fhir');
const validator = new Fhir();
const workspace = process.argv[2] ?? 'workspace';
const folder = mkdtempSync(join(tmpdir(), 'zhikong-fhir-'));
const lines = (path) => createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });

const valueOf = (element, name) => {
  const found = (element.extension ?? []).find(({ url }) => url.endsWith(`/${name}`));
  return found && found[Object.keys(found).find((key) => key.startsWith('value'))];
};
const countOf = (scores, code) => scores.population.find((one) => one.code.coding[0].code === code)?.count;

/** The scores that a report tells: of its group, or of the strata of it. */
const scoresIn = (report) =>
  report.group.flatMap((group) => [
    ...(group.population ? [group] : []),
    ...(group.stratifier ?? []).flatMap(({ stratum }) => stratum),
  ]);

/** The score by the populations alone: undefined where FHIR has no sum for it. */
function recomputed(scores) {
  const expected = valueOf(scores, 'expected');
  if (expected !== undefined) return valueOf(scores, 'observed') / expected;
  const [numerator, denominator] = [countOf(scores, 'numerator'), countOf(scores, 'denominator')];
  if (denominator !== undefined) return denominator === 0 ? undefined : numerator / denominator;
  return countOf(scores, 'initial-population');
}

let [invalid, wrong, hidden, compared, reports] = [0, 0, 0, 0, 0];
const measures = new Map();
const fault = (kind, resource, why) => {
  if (invalid + wrong <= 20) console.error(kind, resource.resourceType, resource.id, JSON.stringify(why));
};
const validate = (resource) => {
  const { valid, messages } = validator.validate(resource, { errorOnUnexpected: true });
  const errors = messages.filter(({ severity }) => severity === 'error' || severity === 'fatal');
  if (valid && errors.length === 0) return;
  invalid += 1;
  fault('invalid', resource, errors.slice(0, 2));
};

try {
  for (const audience of ['centre', 'public']) {
    const out = join(folder, audience);
    const command = ['export', '--format', 'fhir', '--audience', audience, '--json', '--workspace', workspace, '--out', out];
    const { files } = JSON.parse(execFileSync('node', ['dist/pipeline/command/bin.js', ...command], { encoding: 'utf8' }));
    for await (const line of lines(files[0].path)) {
      const measure = JSON.parse(line);
      measures.set(`${measure.url}|${measure.version}`, measure);
      validate(measure);
    }
    for await (const line of lines(files[1].path)) {
      const report = JSON.parse(line);
      reports += 1;
      validate(report);
      if (!measures.has(report.measure)) throw new Error(`no measure ${report.measure}`);
      for (const scores of scoresIn(report)) {
        const { value } = scores.measureScore ?? {};
        const isHidden = valueOf(scores, 'state') === 'suppressed';
        hidden += isHidden ? 1 : 0;
        const again = isHidden ? undefined : recomputed(scores);
        const isMedian = countOf(scores, 'measure-population') !== undefined && valueOf(scores, 'expected') === undefined;
        if (isHidden && (value !== undefined || scores.population.some(({ count }) => count !== undefined))) wrong += 1;
        if (value === undefined || isMedian || again === undefined) continue;
        compared += 1;
        // Both are the same division of doubles; the last digit is left for O/E.
        if (Math.abs(again - value) <= 1e-12 * Math.max(1, Math.abs(value))) continue;
        wrong += 1;
        fault('wrong', report, { value, again });
      }
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${measures.size} measures, ${reports} reports: ${invalid} invalid, ${compared} scores worked out again, ${wrong} wrong, ${hidden} hidden`);
process.exit(invalid + wrong === 0 && compared > 0 && hidden > 0 ? 0 : 1);

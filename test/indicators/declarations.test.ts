import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { indicators, norms } from '../../indicators/index.js';
import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { tableByName } from '../../pipeline/contract/tables.js';
import {
  type DefinedIndicator,
  defineIndicator,
  defineNorm,
  type Indicator,
  type Proportion,
  type Threshold,
} from '../../pipeline/define/index.js';
import { DefinitionError } from '../../pipeline/message/errors.js';
import { fileOf } from './file-of.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const folders = ['ecmo', 'vad', 'anesthesia'] as const;

const isDefined = (value: unknown): value is DefinedIndicator =>
  typeof value === 'object' && value !== null && 'hash' in value && 'code' in value;

/** Every definition file with what it exports. Files that only name an exclusion or a method define nothing. */
const declared = (
  await Promise.all(
    folders.flatMap((folder) =>
      readdirSync(here(`../../indicators/${folder}`))
        .filter((file) => file.endsWith('.ts'))
        .map(async (file) => {
          const module: Record<string, unknown> = await import(
            /* @vite-ignore */ here(`../../indicators/${folder}/${file}`)
          );
          const definitions = Object.entries(module).filter((entry): entry is [string, DefinedIndicator] =>
            isDefined(entry[1]),
          );
          return { path: `${folder}/${file}`, definitions };
        }),
    ),
  )
).filter(({ definitions }) => definitions.length > 0);

const repeated = (values: readonly string[]) => values.filter((value, i) => values.indexOf(value) !== i);

describe('the list of indicators', () => {
  it('holds every definition file exactly once', () => {
    const listed = indicators.map(fileOf).sort();
    const found = declared.flatMap(({ definitions }) => definitions.map(([, d]) => fileOf(d))).sort();
    expect(listed).toEqual(found);
  });

  it.each(declared)('has in $path one definition that the path spells', ({ path, definitions }) => {
    // An earlier version of an indicator lies in a file that ends with it: `correct-indication-2017.ts`.
    const spelled = path.replace('/', '-').replace(/\.ts$/, '');
    const name = spelled.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    expect(definitions.map(([exported, definition]) => [exported, fileOf(definition)])).toEqual([
      [name, spelled],
    ]);
  });

  it('gives no code and no id twice', () => {
    expect(repeated(indicators.map(({ code, version }) => `${code} ${version}`))).toEqual([]);
    expect(repeated(indicators.map(({ id, version }) => `${id} ${version}`))).toEqual([]);
  });

  it('gives different hashes to definitions that decide differently', () => {
    expect(repeated(indicators.map(({ hash }) => hash))).toEqual([]);
  });

  it.each(indicators)('says $code in both languages', ({ title, meaning, rationale }) => {
    for (const { zh, en } of [title, meaning, rationale]) {
      expect(zh).toMatch(/[\u4e00-\u9fff]/);
      expect(en).toMatch(/[a-z]/);
    }
    expect(meaning.zh).not.toMatch(/[。；]./);
  });

  it.each(indicators)('has $code reviewed on a day', ({ checkedBy, reviewedOn }) => {
    expect(checkedBy).not.toBe('');
    expect(reviewedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  // Measured or clocked at the same place for good and bad: a blank says nothing of the outcome. Elsewhere it does, and nobody is left out.
  const measured = ['AQI-IDP-18', 'AQI-IHP-17'];
  it.each(indicators)('leaves no case of $code out whose blank may depend on the outcome', (indicator) => {
    if (!('unknown' in indicator)) return;
    expect(indicator.unknown, indicator.code).toBe(
      measured.includes(indicator.code) ? 'left out' : 'not met',
    );
  });
});

describe('the cases of the indicators', () => {
  it.each(indicators.map((i) => ({ name: fileOf(i), of: i.of })))('are there for $name', ({ name, of }) => {
    for (const file of ['cases.csv', 'expected.csv', 'case.json'])
      expect(existsSync(here(`./${name}/${file}`)), `test/indicators/${name}/${file}`).toBe(true);
    const [header = ''] = readFileSync(here(`./${name}/cases.csv`), 'utf8').split('\n');
    const columns = header.split(',');
    expect(columns.at(-1)).toBe('why');
    // A table that is worked out is tried with what hospitals send for it.
    const sent = of.spec.workedOutFrom?.map((table) => tableByName.get(table)) ?? [of];
    expect(columns.slice(0, -1).filter((column) => !sent.some((t) => t && column in t.columns))).toEqual([]);
  });

  it('belong to an indicator each', () => {
    // `norms` holds the tests of clauses.
    const ids = new Set([...indicators.map(fileOf), 'norms']);
    const strangers = readdirSync(here('.'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !ids.has(basename(entry.name)))
      .map(({ name }) => name);
    expect(strangers).toEqual([]);
  });
});

describe('the norms', () => {
  it('set thresholds for listed indicators only', () => {
    const listed = new Set(indicators.map(({ hash }) => hash));
    for (const { id, thresholds } of norms)
      for (const { indicator } of thresholds)
        expect(listed, `${id} ${indicator.code}`).toContain(indicator.hash);
  });

  it('set at most one threshold per indicator and norm', () => {
    for (const { thresholds } of norms)
      expect(repeated(thresholds.map(({ indicator }) => indicator.code))).toEqual([]);
  });

  it('cite the clause that each threshold stands in', () => {
    for (const { thresholds } of norms)
      for (const { clause, cites } of thresholds) {
        expect(clause).not.toBe('');
        expect(cites.clause).not.toBe('');
      }
  });

  it('point the way the indicator does', () => {
    for (const { thresholds } of norms)
      for (const { indicator, operator } of thresholds)
        if (indicator.better !== 'monitor')
          expect(operator.startsWith('>'), indicator.code).toBe(indicator.better === 'higher');
  });

  it('print the signs of G09 as strict and the share of G11 as inclusive', () => {
    const signs = (id: string) =>
      norms
        .find((norm) => norm.id === id)
        ?.thresholds.slice(0, 2)
        .map(({ indicator, operator, value }) => [indicator.code, operator, value.num / value.den]);
    expect(signs('G09-2022')).toEqual([
      ['VAD-07-1', '>', 0.7],
      ['VAD-06-5', '>', 0.9],
    ]);
    expect(signs('G11-2022')).toEqual([
      ['ECMO-01', '>=', 0.4],
      ['ECMO-N01', '>=', 20],
    ]);
  });

  it('flag every sign that the Chongqing scan lost', () => {
    const chongqing = norms.find(({ id }) => id === 'chongqing-anesthesia-2011');
    expect(chongqing?.thresholds.map(({ inferred }) => inferred)).toEqual(Array(10).fill(true));
  });
});

describe('defineIndicator', () => {
  const run = ecmoRuns.columns;
  const sound: Proportion = {
    code: 'ECMO-01',
    id: 'ecmo-sound',
    version: '2022',
    title: { zh: '例', en: 'sound' },
    meaning: { zh: '例', en: 'sound' },
    rationale: { zh: '例', en: 'sound' },
    measure: 'proportion',
    unit: { numerator: 'run', denominator: 'run' },
    of: ecmoRuns,
    indexDate: run.started_at,
    numerator: run.bleeding.isTrue(),
    unknown: 'left out',
    multiplier: '%',
    better: 'lower',
    cites: [
      {
        source: { id: 's', title: { zh: '例', en: 'sound' }, year: 2022, issuer: 's' },
        clause: '1',
        confidence: 'derived',
      },
    ],
    checkedBy: null,
    reviewedOn: '2026-11-26',
  };
  const composition: Indicator = {
    ...(({ numerator, unknown, ...rest }) => rest)(sound),
    measure: 'composition',
    strata: [],
  };

  it('freezes a sound definition and gives it a hash', () => {
    const defined = defineIndicator(sound);
    expect(defined.hash).toMatch(/^[0-9a-f]{16}$/);
    expect(Object.isFrozen(defined)).toBe(true);
  });

  it('keeps the hash when only words change, and changes it when the count does', () => {
    const { hash } = defineIndicator(sound);
    expect(defineIndicator({ ...sound, title: { zh: '另', en: 'other' } }).hash).toBe(hash);
    expect(defineIndicator({ ...sound, unknown: 'not met' }).hash).not.toBe(hash);
    expect(defineIndicator({ ...sound, numerator: run.hemolysis.isTrue() }).hash).not.toBe(hash);
    expect(defineIndicator({ ...sound, window: ecmoRuns.windows.start30d }).hash).not.toBe(hash);
  });

  it.each<[string, Indicator, RegExp]>([
    ['a code without a family', { ...sound, code: 'heart-1' }, /code such as/],
    ['an id that is not kebab-case', { ...sound, id: 'ecmoSound' }, /kebab-case/],
    ['no source', { ...sound, cites: [] }, /cite/],
    ['no reason', { ...sound, rationale: { zh: ' ', en: '' } }, /why it is worth/],
    ['no day of review', { ...sound, reviewedOn: '' }, /last reviewed/],
    [
      'an end before its beginning',
      { ...sound, effectiveFrom: '2022-04-20', effectiveTo: '2022-04-19' },
      /must not end before/,
    ],
    [
      'a numerator that reads another table',
      { ...sound, numerator: vadImplants.columns.stage_d.isTrue() },
      /reads stage_d/,
    ],
    [
      'a denominator that reads another table',
      { ...sound, denominator: vadImplants.columns.stage_d.isTrue() },
      /reads stage_d/,
    ],
    [
      'an exclusion that reads another table',
      {
        ...sound,
        exclusions: {
          stage: { title: { zh: '例', en: 'stage' }, when: vadImplants.columns.stage_d.isTrue() },
        },
      },
      /reads stage_d/,
    ],
    [
      'an index date of another table',
      { ...sound, indexDate: vadImplants.columns.implanted_on },
      /reads implanted_on/,
    ],
    [
      'a stratum of another table',
      { ...sound, strata: [vadImplants.columns.device_type] },
      /reads device_type/,
    ],
    [
      'a window of another table',
      { ...sound, window: { ...ecmoRuns.windows.start30d, table: 'vad_implants' } },
      /window of vad_implants/,
    ],
    ['a composition of nothing', composition, /strata/],
  ])('refuses %s and names the definition', (_, malformed, message) => {
    const define = () => defineIndicator(malformed);
    expect(define).toThrow(DefinitionError);
    expect(define).toThrow(message);
    expect(define).toThrow(expect.objectContaining({ definition: malformed.code }));
  });

  it('names the field, what may stand there, and the file and line that declare it', () => {
    const line = Number(/:(\d+):\d+\)?$/.exec(new Error().stack?.split('\n')[1] ?? '')?.[1]);
    const misspelt = { op: 'is', column: 'alive48h', value: true } as const;
    const define = () => defineIndicator({ ...sound, numerator: misspelt });
    expect(define).toThrow(
      expect.objectContaining({
        field: 'numerator',
        allowed: ['alive_48h'],
        file: `test/indicators/declarations.test.ts:${line + 2}`,
        message: expect.stringMatching(
          /^ECMO-\S+: reads alive48h, which ecmo_runs does not have; field numerator; allowed: alive_48h; declared in test\/indicators\/declarations\.test\.ts:\d+$/,
        ),
      }),
    );
  });
});

describe('defineNorm', () => {
  const [norm] = norms;
  const threshold = norm?.thresholds[0] as Threshold;
  const withThreshold = (changes: Partial<Threshold>) => () =>
    defineNorm({
      id: 'N-2022',
      title: { zh: '例', en: 'norm' },
      short: { zh: '例', en: 'norm' },
      thresholds: [{ ...threshold, ...changes }],
    });

  it.each(indicators.filter(({ measure }) => ['standardised ratio', 'centre proportion'].includes(measure)))(
    'refuses to judge by $code, which is only monitored',
    (indicator) => {
      expect(withThreshold({ indicator })).toThrow(/must not judge/);
    },
  );

  it('accepts zero as a threshold', () => {
    expect(withThreshold({ value: { num: 0, den: 1 } })).not.toThrow();
  });

  it.each<[string, Partial<Threshold>, RegExp]>([
    ['a threshold that is no whole number', { value: { num: 0.4, den: 1 } }, /whole numbers/],
    ['a threshold below zero', { value: { num: -1, den: 100 } }, /whole numbers/],
    ['a threshold over zero', { value: { num: 1, den: 0 } }, /whole numbers/],
    [
      'an end before its beginning',
      { effectiveFrom: '2022-04-20', effectiveTo: '2022-04-19' },
      /must not end before/,
    ],
  ])('refuses %s and names norm, clause and indicator', (_, changes, message) => {
    const define = withThreshold(changes);
    expect(define).toThrow(DefinitionError);
    expect(define).toThrow(message);
    expect(define).toThrow(
      expect.objectContaining({ definition: `N-2022 ${threshold.clause} (${threshold.indicator.code})` }),
    );
  });
});

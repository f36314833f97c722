import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as main from '../../pipeline/index.js';
import * as statistics from '../../pipeline/statistics/index.js';

/* What package.json exports: `zhikong` and `zhikong/statistics`. A name that goes is a break for users, and one that comes is a promise. */

it('has two entries, each with its types', () => {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, unknown>;
  expect(exports).toEqual({
    '.': { types: './dist/pipeline/index.d.ts', default: './dist/pipeline/index.js' },
    './statistics': {
      types: './dist/pipeline/statistics/index.d.ts',
      default: './dist/pipeline/statistics/index.js',
    },
  });
});

it('exports of zhikong what asks and runs, the definitions and the words of definitions', () => {
  expect(Object.keys(main).sort()).toEqual([
    'DefinitionError',
    'InputError',
    'QueryError',
    'all',
    'always',
    'any',
    'atLeast',
    'cite',
    'defineIndicator',
    'explain',
    'figuresTable',
    'indicators',
    'norms',
    'not',
    'openWarehouse',
    'run',
    'selfCheck',
    'tables',
    'verify',
  ]);
});

it('exports every name by one entry, and there from one module', () => {
  expect(Object.keys(statistics)).toContain('wilson');
  expect(Object.keys(main).filter((name) => name in statistics)).toEqual([]);
  for (const path of ['pipeline/index.ts', 'pipeline/statistics/index.ts']) {
    const source = readFileSync(path, 'utf8');
    // `export *` hides which names there are, and lets two modules give one.
    expect(source, path).not.toMatch(/export\s+(?:type\s+)?\*/);
    const names = [...source.matchAll(/export\s+(?:type\s+)?\{([^}]*)\}/g)].flatMap(([, list = '']) =>
      list
        .split(',')
        .map((item) => item.trim().replace(/^type /, ''))
        .filter((item) => item !== ''),
    );
    expect(names.length, path).toBeGreaterThan(20);
    expect(
      names.filter((name, i) => names.indexOf(name) !== i),
      path,
    ).toEqual([]);
  }
});

it('defines a further indicator by what it exports alone', () => {
  const runs = main.tables.find(({ name }) => name === 'ecmo_runs');
  const indexDate = main.indicators.find(({ code }) => code === 'ECMO-01')?.indexDate;
  if (!runs || !indexDate) throw new Error('there is nothing to define it by');
  const source: main.Source = { id: 'own', title: { zh: '自定', en: 'our own' }, year: 2026, issuer: '本院' };
  const own = main.defineIndicator({
    code: 'ECMO-99',
    id: 'own-share',
    version: '2026',
    title: { zh: '自定指标', en: 'own indicator' },
    meaning: { zh: '全部例次的占比', en: 'all runs over all runs' },
    rationale: { zh: '试定义', en: 'to try the words' },
    measure: 'proportion',
    unit: { numerator: 'run', denominator: 'run' },
    of: runs,
    indexDate,
    denominator: main.always,
    numerator: main.not(main.always),
    unknown: 'not met',
    multiplier: '%',
    better: 'higher',
    cites: [main.cite(source, { clause: '1', confidence: 'derived' })],
    checkedBy: null,
    reviewedOn: '2026-11-30',
  });
  expect(own.hash).toMatch(/^[0-9a-f]{16}$/);
  expect(() => main.defineIndicator({ ...own, id: 'Own share' })).toThrow(main.DefinitionError);
});

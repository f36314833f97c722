import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BuiltProgram } from '../built-program.js';
import { isLong, patience } from '../long.js';
import { csv, ecmoDeath, ecmoRun, newFolder, remove, writeFiles } from '../pipeline/fixture.js';

const month = '2026-10';
const two = (n: number) => String(n).padStart(2, '0');

/** Cases on the borders of days, months and summer time, with ties, names in Chinese and rows that are held back. */
const inbox = {
  ...Object.fromEntries(
    ['H1', 'H2', 'H3'].map((hospital, h) => [
      `${hospital}/ecmo.csv`,
      csv(
        Array.from({ length: 30 }, (_, i) =>
          (i % 3 === h ? ecmoDeath : ecmoRun)(String(i), {
            started_at: `2026-${two(1 + (i % 10))}-${two(1 + (i % 28))} ${['00:00', '23:59', '02:30'][i % 3]}`,
            ended_at: i === 7 ? '坏' : `2026-${two(1 + (i % 10))}-${two(1 + ((i + 2) % 28))} 00:00`,
            weight_kg: String(40 + i / 10),
            birth_date: '1940-06-01',
          }),
        ),
      ),
    ]),
  ),
  'hospitals.csv': csv(
    ['H1', 'H2', 'H3'].map((code, i) => ({ hospital_id: code, name: `${'丙甲乙'[i]}医院`, city: '云川市' })),
  ),
};

interface Place {
  readonly TZ: string;
  readonly LANG: string;
  readonly threads: number;
}

const zones = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Apia'];
const languages = ['C', 'zh_CN.UTF-8', 'tr_TR.UTF-8'];
const every: Place[] = zones.flatMap((TZ) =>
  languages.flatMap((LANG) => [1, 2, 8].map((threads) => ({ TZ, LANG, threads }))),
);
/** In the short part two that differ in zone and language. */
const places = isLong ? every : every.filter((_, i) => [0, 30].includes(i));

let program: BuiltProgram;
let folder = '';
beforeAll(() => {
  program = new BuiltProgram();
  folder = newFolder();
}, patience);
afterAll(() => {
  program.remove();
  remove(folder);
});

const filesOf = (at: string): string[] =>
  readdirSync(at)
    .sort()
    .flatMap((name) => {
      const path = join(at, name);
      return statSync(path).isDirectory() ? filesOf(path) : [path];
    });

/** The hash of everything a run publishes for people, and what it said. */
function published(
  { TZ, LANG, threads }: Place,
  name: string,
): { said: string; files: Record<string, string> } {
  const workspace = join(folder, name);
  writeFiles(join(workspace, 'inbox', month), inbox);
  writeFileSync(join(workspace, 'zhikong.config.json'), JSON.stringify({ threads }));
  const environment = { TZ, LANG, LC_ALL: LANG, ZHIKONG_KEY: '0123456789abcdef' };
  const said = program.run(['run', '--month', month, '--workspace', workspace, '--json'], { environment });
  if (said.exit > 1) throw new Error(said.err);
  const report = join(workspace, 'reports', month);
  const files = filesOf(report).map((path) => [
    path.slice(report.length + 1),
    createHash('sha256').update(readFileSync(path)).digest('hex'),
  ]);
  const explained = program.run(
    ['explain', 'ECMO-01', '--unit', 'H1', '--period', '2026', '--workspace', workspace],
    { environment },
  );
  return { said: said.out.replaceAll(name, '') + explained.out, files: Object.fromEntries(files) };
}

describe('a report', () => {
  it(
    `is the same, byte for byte, in ${places.length} places`,
    () => {
      const [home, ...others] = places.map((place, i) => published(place, `place-${two(i)}`));
      expect(Object.keys(home?.files ?? {})).toEqual(
        expect.arrayContaining([
          'centre/index.html',
          'centre/figures.csv',
          'centre/figures.parquet',
          'centre/problems.csv',
        ]),
      );
      for (const [i, other] of others.entries())
        expect({ ...other, place: places[i + 1] }).toEqual({ ...home, place: places[i + 1] });
    },
    patience,
  );
});

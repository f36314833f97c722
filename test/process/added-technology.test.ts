import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/*
 * A fourth technology in a copy of the sources: three new files (its table, what it is, what is counted of it and what
 * regulates it), and a line in each of the two lists of technologies: the upper floor has one, for the lower must not know it. Everything
 * else must follow: status, figures, explanations, export, clauses, pages and documentation.
 */

const root = join(import.meta.dirname, '..', '..');
const copy = mkdtempSync(join(tmpdir(), 'zhikong-added-'));
const [inbox, workspace] = [join(copy, 'inbox'), join(copy, 'workspace')];

/** The new files by their place. */
const files = {
  'pipeline/cases/purifications.ts': 'table.txt',
  'pipeline/technology/purification.ts': 'technology.txt',
  'indicators/purification.ts': 'indicators.txt',
};

/** Of each list, what its entry is put behind, and what it needs to be imported. */
const lists = [
  [
    'pipeline/technology/index.ts',
    'vad, anesthesia',
    ', purification',
    "{ purification } from './purification.js'",
  ],
  ['indicators/index.ts', 'vad, anesthesia', ', purification', "{ purification } from './purification.js'"],
] as const;

/**
 * What is added to what is there, and the places it takes: each is a file, a text in it (empty: its end; null: the file is new), and what is
 * put behind that (the new file's text stands beside this test). `npx vitest run test/process/added-technology.test.ts` prints how many.
 */
const walked = {
  'a field and its alias': [
    [
      'pipeline/cases/vad-implants.ts',
      '    ...deviceFields,\n',
      "    ward: text('病区', { aliases: ['所在病区'], en: 'ward' }),\n",
    ],
  ],
  'a fact that follows from a row': [
    [
      'pipeline/cases/purifications.ts',
      '  derived: {',
      "clean: { kind: 'bool', fact: all(not(column.bool('filter_clotted')), column.bool('consented')), title: { zh: '顺利', en: 'uneventful' } }",
    ],
  ],
  'a version of an indicator': [
    [
      'indicators/purification.ts',
      "title: { zh: '滤器凝血率', en: 'filter clotting' },\n",
      "  effectiveFrom: '2026-01-01',\n",
    ],
    [
      'indicators/purification.ts',
      "{ clause: '二', confidence: 'seen' })],\n});\n",
      "const filterClotting2020 = defineIndicator({ ...filterClotting, version: '2020', unknown: 'not met', effectiveFrom: '2020-01-01', effectiveTo: '2025-12-31' });\n",
    ],
    ['indicators/purification.ts', 'indicators: [filterClotting, ', 'filterClotting2020, '],
  ],
  'a threshold': [
    [
      'indicators/purification.ts',
      '  thresholds: [\n',
      "    { indicator: filterClotting, operator: '<=', value: { num: 1, den: 5 }, clause: '四', scope: 'all hospitals', periods: ['month'], effectiveFrom: '2026-01-01', cites: { source: purificationNorm, clause: '四', confidence: 'seen' }, inferred: false },\n",
    ],
  ],
  'a clause': [
    [
      'indicators/purification.ts',
      '    clauses: [\n',
      "      clause('B26-004', '四', '有应急预案', 'an emergency plan', answer(yesNo('B26-004', '是否有应急预案？', 'Is there an emergency plan?')), 'b'),\n",
    ],
  ],
  'a kind of cell': [
    ['pipeline/define/cells/duration.ts', null, 'cell.txt'],
    [
      'pipeline/define/cells/index.ts',
      "from './date.js';\n",
      "export { durationCell } from './duration.js';\n",
    ],
    ['pipeline/define/field.ts', '  decimalCell,\n', '  durationCell,\n'],
    [
      'pipeline/define/field.ts',
      "field('number', asaCell, header, { en, ...options });\n",
      "/** A length of time, stored in whole minutes. */\nexport const duration = (header: string, en: string, options: FieldOptions = {}) =>\n  field('number', durationCell, header, { en, unit: 'min', ...options });\n",
    ],
  ],
  'a chart': [
    ['reports/charts/monthly-cases.ts', null, 'chart.txt'],
    [
      'reports/page/indicator-page.ts',
      "import type { ReportContext } from '../data/report-context.js';\n",
      "import { monthsUpTo } from '../../pipeline/figure/ending-periods.js';\nimport { drawChart } from '../charts/draw-chart.js';\nimport { monthlyCases } from '../charts/monthly-cases.js';\n",
    ],
    [
      'reports/page/indicator-page.ts',
      "    { id: 'groups', title: w.sections.groups, body: subgroupTables(indicator, context) },\n",
      [
        "    { id: 'months', title: 'Cases by month', body: await ((cases: readonly number[]) =>",
        "      drawChart(monthlyCases(cases), 'Cases by month: '.concat(cases.join(' '))))(monthsUpTo(context.data.month, 12).map(",
        "      (period) => context.index.at(indicator, { level: 'province', unit: '*', period_type: 'month', period })?.denominator ?? 0)) },\n",
      ].join('\n'),
    ],
  ],
  'a dialect of SQL': [
    ['pipeline/dialect/quern.ts', null, 'dialect.txt'],
    [
      'test/pipeline/compile/dialects.test.ts',
      "import { duckdb } from '../../../pipeline/dialect/duckdb.js';\n",
      "import { quern } from '../../../pipeline/dialect/quern.js';\n",
    ],
    [
      'test/pipeline/compile/dialects.test.ts',
      'const foreign: Readonly<Record<string, RegExp>> = {\n',
      '  Quern: /bitwise_and|INTERVAL -?\\d|::|timestamp\\(6\\)/,\n',
    ],
    ['test/pipeline/compile/dialects.test.ts', 'describe.each([duckdb, ', 'quern, '],
  ],
} as const satisfies Readonly<
  Record<string, readonly (readonly [path: string, at: string | null, text: string])[]>
>;

/** What the walked texts ask for besides: what a fact is made of, and a field of the new kind. */
const used = [
  ['pipeline/cases/purifications.ts', '', "import { all, column, not } from '../define/fact.js';\n"],
  ['pipeline/cases/purifications.ts', '{ bool, date, ', 'duration, '],
  [
    'pipeline/cases/purifications.ts',
    "    consented: bool('治疗知情同意', 'consented'),\n",
    "    lasted: duration('治疗时长', 'lasted'),\n",
  ],
] as const;

const add = ([path, at, entry, imported]: (typeof lists)[number]) => {
  const text = readFileSync(join(copy, path), 'utf8');
  expect(text.split(at)).toHaveLength(2);
  writeFileSync(join(copy, path), `import ${imported};\n${text.replace(at, `${at}${entry}`)}`);
};

const edit = (path: string, at: string | null, text: string) => {
  if (at === null) return cpSync(join(import.meta.dirname, 'added-technology', text), join(copy, path));
  const source = readFileSync(join(copy, path), 'utf8');
  if (at !== '') expect(source.split(at), `${path}: ${at}`).toHaveLength(2);
  writeFileSync(join(copy, path), at === '' ? `${source}${text}` : source.replace(at, () => `${at}${text}`));
};

const zhikong = (...args: string[]) => {
  const of = spawnSync(
    process.execPath,
    // A hospital checks its files where there is no workspace.
    ['dist/pipeline/command/bin.js', ...args, ...(args[0] === 'check' ? [] : ['--workspace', workspace])],
    {
      cwd: copy,
      encoding: 'utf8',
    },
  );
  return { code: of.status, out: of.stdout, err: of.stderr };
};

/** 60 treatments of October; the first `clotted` clot, of the last `unsaid` it is blank, the first `consented` have consent. */
const csv = ({ clotted = 0, unsaid = 0, consented = 0 }) =>
  [
    '病案号,治疗次序,治疗开始日期,滤器凝血,治疗知情同意',
    ...Array.from({ length: 60 }, (_, i) => {
      const clots = i < clotted ? '是' : i < 60 - unsaid ? '否' : '';
      return `C${1000 + i},1,2026-10-${String((i % 28) + 1).padStart(2, '0')},${clots},${i < consented ? '是' : '否'}`;
    }),
  ].join('\n');

const place = (path: string, text: string) => {
  mkdirSync(join(inbox, '2026-10', path, '..'), { recursive: true });
  writeFileSync(join(inbox, '2026-10', path), text);
};

beforeAll(() => {
  for (const folder of [
    'pipeline',
    'indicators',
    'reports',
    'data-samples',
    'docs',
    'package.json',
    'tsconfig.json',
  ])
    cpSync(join(root, folder), join(copy, folder), { recursive: true });
  cpSync(
    join(root, 'test/pipeline/compile/dialects.test.ts'),
    join(copy, 'test/pipeline/compile/dialects.test.ts'),
  );
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  for (const [target, source] of Object.entries(files))
    cpSync(join(import.meta.dirname, 'added-technology', source), join(copy, target));
  for (const list of lists) add(list);
  for (const [path, at, text] of Object.values(walked).flat()) edit(path, at, text);
  for (const [path, at, text] of used) edit(path, at, text);
  writeFileSync(
    join(copy, 'tsconfig.build.json'),
    JSON.stringify({
      extends: './tsconfig.json',
      compilerOptions: { noEmit: false, outDir: 'dist' },
      include: ['pipeline', 'indicators', 'reports', 'data-samples', 'docs/generator'],
    }),
  );
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
    cwd: copy,
  });
  place(
    '_中心/医疗机构名录.csv',
    '医院编码,医院名称,城市\nH1,第一医院,甲市\nH2,第二医院,乙市\nH3,第三医院,乙市\n',
  );
  place('H1/血液净化.csv', csv({ clotted: 12, unsaid: 3, consented: 57 }));
  place('H2/血液净化.csv', csv({ clotted: 6, consented: 48 }));
  place('H1/条件.csv', '填报日期,条款项目,数值\n2026-10-20,B26-001,是\n2026-10-20,B26-002,8\n');
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('a technology that was added', () => {
  it('takes no more than three files and two lines', () => {
    expect(Object.keys(files)).toHaveLength(3);
    process.stdout.write(
      `to add a technology: ${Object.keys(files).length} files, a line in ${lists.length} lists\n`,
    );
    for (const [what, places] of Object.entries(walked))
      process.stdout.write(`to add ${what}: ${places.length} place${places.length === 1 ? '' : 's'}\n`);
  });

  it('is run, and nobody who sent its cases is said to have sent none', () => {
    const { code, out, err } = zhikong('run', '--month', '2026-10', '--inbox', inbox);
    expect({ code, err: err.includes('rror') }).toEqual({ code: 0, err: false });
    expect(out).toContain('本月未报送病例：H3\n');
  });

  it('has its figures, by hand 12/57 and 57/60, 6/60 and 48/60', () => {
    const [head = '', ...lines] = readFileSync(join(workspace, 'reports/2026-10/centre/figures.csv'), 'utf8')
      .replace('\ufeff', '')
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(','));
    const rows = lines.map((cells) => Object.fromEntries([...head].map((name, i) => [name, cells[i]])));
    const of = (code: string, unit: string) => {
      const found = rows.find(
        (row) => row['code'] === code && row['unit'] === unit && row['period'] === '2026-10',
      );
      return [found?.['numerator'], found?.['denominator'], found?.['unknown'], found?.['formal']];
    };
    // By the threshold that was added, at most a fifth: the three unknown leave 12/60, a fifth, to 15/60, more.
    expect(of('BP-01', 'H1')).toEqual(['12', '57', '3', '']);
    expect(of('BP-01', 'H2')).toEqual(['6', '60', '0', 'met']);
    expect(of('BP-02', 'H1')).toEqual(['57', '60', '0', 'met']);
    expect(of('BP-02', 'H2')).toEqual(['48', '60', '0', 'not_met']);
    expect(of('BP-02', '*')).toEqual(['105', '120', '0', 'not_met']);
  });

  it('stands in status, explanations and the export', () => {
    expect(zhikong('status', '--month', '2026-10', '--lang', 'en').out).toMatch(
      /H1.*blood purifications|blood purifications.*H1/s,
    );
    const explained = zhikong('explain', 'BP-01', '--unit', 'H1', '--period', '2026-10', '--lang', 'en');
    expect(explained.out).toContain('血液净化.csv');
    expect(explained.out).toMatch(/12\D+57/);
    const out = join(copy, 'export');
    expect(zhikong('export', '--format', 'csv', '--cases', '--out', out).code).toBe(0);
    const cases = readFileSync(join(out, 'blood_purifications-2026-10.csv'), 'utf8').trim().split('\n');
    expect(cases).toHaveLength(121);
  });

  it('is held to its norm, which judges who practises it and nobody else', () => {
    const results = (hospital: string) => {
      const { out } = zhikong('comply', '--hospital', hospital, '--norm', 'B26', '--json');
      const found = JSON.stringify(JSON.parse(out));
      return ['B26-001', 'B26-002', 'B26-003'].map(
        (id) => new RegExp(`"clause":"${id}","result":"([a-z ]+)"`).exec(found)?.[1],
      );
    };
    expect(results('H1')).toEqual(['met', 'not met', 'met']);
    expect(results('H2')).toEqual(['not known', 'not known', 'not met']);
    expect(JSON.stringify(zhikong('comply', '--hospital', 'H1', '--json').out)).not.toContain('E22-');
  });

  it('has its part of the pages, a tile among them', () => {
    const page = (path: string) => readFileSync(join(workspace, 'reports/2026-10', path), 'utf8');
    const index = page('centre/figures.html');
    expect(index).toMatch(/technologies\/BP\.html">血液净化/);
    expect(index).toContain('滤器凝血率');
    for (const part of ['id="part-BP"', '滤器凝血率'])
      expect(page('centre/technologies/BP.html')).toContain(part);
    expect(page('public/definitions.html')).toContain('知情同意签署率');
    expect(page('hospitals/H2/index.html')).toContain('滤器凝血率');
    expect(page('hospitals/H1/norms.html')).toContain('B26-002');
  });

  it('has its withdrawals, templates and settings', () => {
    const withdrawn = zhikong(
      'withdraw',
      '--hospital',
      'H2',
      '--table',
      'blood_purifications',
      '--case',
      'C1000',
      '--month',
      '2026-10',
      '--inbox',
      inbox,
      '--reason',
      '重复',
    );
    expect(withdrawn.code).toBe(0);
    writeFileSync(
      join(workspace, 'zhikong.config.json'),
      JSON.stringify({ exports: { '*': { blood_purifications: 'month' } } }),
    );
    expect(zhikong('run', '--month', '2026-10', '--inbox', inbox).code).toBe(0);
    const { out } = zhikong('explain', 'BP-02', '--unit', 'H2', '--period', '2026-10', '--lang', 'en');
    expect(out).toMatch(/47\D+59/);
    expect(zhikong('indicators', 'BP-02').out).toContain('知情同意签署率');
    expect(zhikong('norms', 'B26').out).toContain('B26-003');
  });

  it('has its pages of documentation', () => {
    execFileSync(process.execPath, ['dist/docs/generator/generate.js'], { cwd: copy });
    expect(readFileSync(join(copy, 'docs/coverage.md'), 'utf8')).toContain('B26-001');
    expect(readFileSync(join(copy, 'indicators/README.md'), 'utf8')).toContain('BP-02');
  });

  it('has what was added to it: a field, a fact, a version, a clause', () => {
    place('H3/VAD.csv', '病案号,装置类型,植入日期,所在病区\nV1,植入式,2026-10-03,心外一区\n');
    const file = join(inbox, '2026-10/H3/VAD.csv');
    const checked = zhikong('check', file, '--hospital', 'H3', '--month', '2026-10', '--lang', 'en');
    expect(checked.err).toBe('');
    expect(checked.out).toContain('VAD.csv');
    expect(checked.out).not.toContain('所在病区');
    const out = join(copy, 'export-more');
    expect(zhikong('export', '--format', 'csv', '--cases', '--out', out).code).toBe(0);
    const [head = '', row = ''] = readFileSync(join(out, 'blood_purifications-2026-10.csv'), 'utf8').split(
      '\n',
    );
    expect(row.split(',')[head.trim().split(',').indexOf('clean')]?.trim()).toMatch(/^(?:true|false)$/);
    expect(zhikong('indicators', 'BP-01@2020').out).toContain('滤器凝血率');
    expect(zhikong('norms', 'B26').out).toContain('B26-004');
  });

  it('reads the kind of cell that was added, and says what it must be', () => {
    place(
      'H3/血液净化.csv',
      '病案号,治疗次序,治疗开始日期,治疗时长\nC1,1,2026-10-03,4:30\nC2,1,2026-10-04,4:75\n',
    );
    const checked = zhikong(
      'check',
      join(inbox, '2026-10/H3/血液净化.csv'),
      '--hospital',
      'H3',
      '--lang',
      'en',
    );
    expect(checked.out).toContain('must be a length of time, such as 4:30');
    expect(checked.out).toContain('4:75');
    expect(zhikong('run', '--month', '2026-10', '--inbox', inbox).code).toBe(1);
    const out = join(copy, 'export-lasting');
    expect(zhikong('export', '--format', 'csv', '--cases', '--out', out).code).toBe(0);
    const [head = '', ...rows] = readFileSync(join(out, 'blood_purifications-2026-10.csv'), 'utf8')
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(','));
    // 4 h 30 min; the other row is held back.
    expect(rows.map((row) => row[head.indexOf('lasted')]).filter((cell) => cell !== '')).toEqual(['270']);
  });

  it('draws the chart that was added', () => {
    const index = readFileSync(join(workspace, 'reports/2026-10/centre/indicators/BP-01.html'), 'utf8');
    // Of October: H1 sent 60, of 3 of which the filter is not known, H2 60 and withdrew one, H3 one of which it is not known.
    expect(index).toContain(`aria-label="Cases by month: ${'0 '.repeat(11)}116"`);
  });

  it('writes every fact and predicate in the dialect that was added', () => {
    const { status, stdout } = spawnSync(
      process.execPath,
      [join(root, 'node_modules/vitest/vitest.mjs'), 'run', 'dialects.test.ts', '--root', copy],
      { cwd: copy, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
    );
    expect(stdout).toMatch(/Tests\s+\d+ passed/);
    expect(status).toBe(0);
  });

  it('is told where its declaration is wrong, in a sentence and without a stack', () => {
    const path = join(copy, 'dist/indicators/purification.js');
    const sound = readFileSync(path, 'utf8');
    writeFileSync(path, sound.replace("code: 'BP-01'", "code: 'bp one'"));
    const { code, out, err } = zhikong('indicators');
    writeFileSync(path, sound);
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toMatch(
      /^定义必须自洽，但有一处不是：bp one: must have a code such as AB-01 or AB-07-1; field code; declared in indicators\/purification\.js:\d+。/,
    );
    expect(err.trim().split('\n')).toHaveLength(3);
    expect(err).toContain('[bad-definition]');
  });
});

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../../pipeline/warehouse/database.js';
import { patience } from '../long.js';
import { type Said, zhikong } from '../pipeline/command/buffer.js';
import { type Cells, csv, newFolder, remove, writeFiles } from '../pipeline/fixture.js';
import { gb18030 } from '../pipeline/read/fixture.js';
import { workbook } from '../pipeline/read/workbook-fixture.js';

/*
 * Invented people whose every personal cell bears a stem that stands nowhere else. After a run no stem may be found
 * outside the vault and the inbox, in no encoding and in no table.
 */

const month = '2026-10';
/** A hospital's own receipt goes back to that hospital and names the rows by these. */
const identifiers = { id: '1101011931', case: 'BAHQX', birth: '1931-0', operator: 'GHQX' } as const;
const others = {
  name: '甯珩',
  phone: '1391931',
  home: '珏园里',
  remark: '瑸阳转入',
  unknown: '璟和街',
} as const;
const stems = { ...identifiers, ...others };

const two = (n: number) => String((n % 28) + 1).padStart(2, '0');
const four = (n: number) => String(7000 + n);
let people = 0;

/** A sound row of an invented patient, new each time. */
function patient(cells: Cells = {}): Cells {
  people += 1;
  const n = people;
  return {
    医院编码: '',
    病案号: `${stems.case}${four(n)}`,
    患者标识: `${stems.id}03${two(n)}${four(n)}`,
    姓名: `${stems.name}${four(n)}`,
    出生日期: `${stems.birth}3-${two(n)}`,
    联系电话: `${stems.phone}${four(n)}`,
    家庭住址: `${stems.home}${four(n)}号`,
    支持模式: 'VA',
    '体重(kg)': '60',
    术者工号: `${stems.operator}${four(n)}`,
    上机时间: '2026-10-05 08:00',
    撤机时间: '2026-10-10 08:00',
    撤机原因: '心肺功能改善',
    备注: `${stems.remark}${four(n)}`,
    [`列${stems.unknown.length}`]: `${stems.unknown}${four(n)}`,
    ...cells,
  };
}
const of = (hospital: string, ...rows: Cells[]) =>
  csv(rows.map((row) => ({ ...row, 医院编码: row['医院编码'] || hospital })));
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

/** Rows that are accepted and rows that break every kind of rule, of one hospital. */
function everyKind(hospital: string): string {
  const twin = patient();
  const again = patient();
  const sound = of(
    hospital,
    patient(),
    patient({ 支持模式: `${stems.id}031199999` }), // an identity in a column of choices
    patient({ '体重(kg)': `${stems.phone}9999` }), // a phone in a column of numbers
    patient({ 上机时间: `${stems.phone}9998` }), // and in one of times
    patient({ 出生日期: `${stems.birth}13-77` }),
    patient({ 上机时间: '' }),
    patient({ 上机时间: '2027-10-05 08:00' }),
    patient({ 撤机时间: '2026-10-01 08:00' }),
    patient({ 出生日期: `${stems.birth}13-01`, 上机时间: '1931-01-01' }),
    patient({ 医院编码: 'H99' }),
    twin,
    { ...twin, '体重(kg)': '61' },
    again,
    again,
  ).trimEnd();
  const [header = '', first = ''] = of(hospital, patient()).split('\n');
  const broken = [
    `${first},extra`,
    first.replace(`${stems.name}`, `"${stems.name}"x`),
    first.replace(`${stems.name}`, `${stems.name}\u0001`),
    first.split(',').slice(0, 5).join(','),
  ];
  const foot = [`填报人：${stems.name}0001，联系电话 ${stems.phone}0001`, `合计：1 例 ${stems.name}0002`];
  return [`${stems.name}0003 上报 ${stems.phone}0003`, sound, ...broken, header, ...foot]
    .join('\n')
    .concat('\n');
}

/** Files that are refused whole. */
function refusals(): Record<string, string | Uint8Array> {
  const cut = of('H5', patient(), patient()).trimEnd();
  const [, first = ''] = of('H6', patient()).split('\n');
  const { 支持模式: _, ...noMode } = patient();
  return {
    'H5/ecmo.csv': `${cut},"${stems.name}`,
    'H6/ecmo.csv': `${first}\n${first.replace(/0/g, '1')}\n`,
    'H7/ecmo.csv': of('H7', noMode),
    'H8/ecmo.csv': Buffer.concat([Buffer.from(of('H8', patient())), gb18030(of('H8', patient()))]),
    'H9/ecmo.csv': csv([{ ...patient(), 患者姓名: `${stems.name}0004` }]),
    'H10/ecmo.xls': Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from(stems.name)]),
    [`H11/ecmo.csv`]: utf16(of('H11', patient())).subarray(0, -1),
  };
}

/** A file large and plain enough for the fast lane. */
function large(hospital: string): string {
  const rows = [patient({ 姓名: `${stems.name}0005` })];
  const filler = '无特殊情况。'.repeat(30);
  for (let i = 0; i < 7_000; i += 1)
    rows.push({
      ...patient(),
      备注: filler,
      联系电话: '',
      病案号: `${stems.case}-${i}`,
      撤机时间: `2026-10-10 08:${String(i % 60).padStart(2, '0')}`,
    });
  return of(hospital, ...rows);
}

function book(hospital: string): Uint8Array {
  const rows = [patient(), patient({ 支持模式: `${stems.phone}9997` }), patient({ 上机时间: '' })];
  const header = Object.keys(rows[0] ?? {});
  const cells = rows.map((row) => header.map((name) => (name === '医院编码' ? hospital : (row[name] ?? ''))));
  return workbook({ sheets: [{ rows: [header, ...cells] }] });
}

const staff = (hospital: string) =>
  csv([
    {
      医院编码: hospital,
      工号: `${stems.operator}8001`,
      姓名: `${stems.name}8001`,
      专项技术: 'ECMO',
      授权起始: '2020-01-01',
    },
    {
      医院编码: hospital,
      工号: `${stems.operator}8002`,
      姓名: `${stems.name}8002`,
      专项技术: '甲',
      授权起始: '2020-01-01',
    },
  ]);

const walk = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });

type Stem = keyof typeof stems;

/** The stems found in bytes, in any encoding that a file of ours or of a hospital may have. */
function found(bytes: Uint8Array, wanted: readonly Stem[]): Stem[] {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return wanted.filter((name) => {
    const forms = [Buffer.from(stems[name]), Buffer.from(stems[name], 'utf16le'), gb18030(stems[name])];
    return forms.some((form) => all.includes(form));
  });
}

/**
 * A receipt's text without the rows that could not be cut into cells: those go back whole to the hospital that sent them, for
 * nobody can tell which part of them is a name.
 */
function withoutRawRows(layer: Uint8Array): Uint8Array {
  return Buffer.from(
    Buffer.from(layer)
      .toString('utf8')
      .replace(/【原文】(?:[^"<]|""|<U\+[0-9A-F]{4,6}>)*/g, ''),
  );
}

/** A file's bytes and, of a workbook, those of its parts. */
function layersOf(path: string): Uint8Array[] {
  const bytes = readFileSync(path);
  return path.endsWith('.xlsx') ? [bytes, ...Object.values(unzipSync(bytes))] : [bytes];
}

describe('after a run on files full of personal data', () => {
  let workspace = '';
  const said: Said[] = [];

  beforeAll(async () => {
    workspace = newFolder();
    const inbox = {
      'H1/ecmo.csv': everyKind('H1'),
      'H2/ecmo.csv': gb18030(everyKind('H2')),
      'H3/ecmo.csv': utf16(everyKind('H3')),
      'H4/ecmo.xlsx': book('H4'),
      'H1/staff.csv': staff('H1'),
      'H12/ecmo.csv': large('H12'),
      'flat.csv': of('H13', patient(), patient({ 支持模式: '' })),
      ...refusals(),
    };
    writeFiles(join(workspace, 'inbox', month), inbox);
    const ask = async (...args: string[]) => said.push(await zhikong([...args, '--workspace', workspace]));
    await ask('run', '--month', month);
    // A corrected file replaces: what was stored of the first one is still in the file of the database.
    writeFiles(join(workspace, 'inbox', month), { 'H1/ecmo.csv': everyKind('H1') });
    await ask('run', '--month', month, '--json');
    await ask('status', '--month', month);
    await ask('status', '--month', month, '--json');
    for (const unit of ['H1', '*']) {
      await ask('explain', 'ECMO-01', '--unit', unit, '--period', '2026');
      await ask('explain', 'ECMO-01', '--unit', unit, '--period', '2026', '--json');
    }
  }, patience);
  afterAll(() => remove(workspace));

  const all = Object.keys(stems) as Stem[];

  it('the search finds what is in the inbox and the vault, in each encoding', () => {
    const inbox = walk(join(workspace, 'inbox'));
    for (const name of ['H1', 'H2', 'H3']) {
      const path = inbox.find((file) => file.endsWith(join(name, 'ecmo.csv'))) ?? '';
      expect(found(readFileSync(path), all)).toEqual(all);
    }
    expect(
      walk(join(workspace, 'vault')).some((path) => found(readFileSync(path), ['name']).length > 0),
    ).toBe(true);
  });

  it('the run took rows in, held rows back and refused files', () => {
    expect(said.map(({ exit }) => exit)).not.toContain(3);
    const { submissions } = JSON.parse(said[3]?.out ?? '') as {
      submissions: { hospital_id: string; status: string; accepted: number; held_back: number }[];
    };
    const first = submissions.find((s) => s.hospital_id === 'H1' && s.accepted > 1);
    expect(first?.held_back).toBeGreaterThan(10);
    // An identity number may end as if Excel had rounded it, and is then held back.
    const big = submissions.find((s) => s.hospital_id === 'H12');
    expect((big?.accepted ?? 0) + (big?.held_back ?? 0)).toBe(7001);
    expect(big?.accepted).toBeGreaterThan(6990);
    expect(submissions.filter((s) => s.status === 'refused').length).toBeGreaterThanOrEqual(5);
  });

  it('no byte of the workspace outside the vault and the inbox holds any of it', () => {
    // A phone typed into a column of numbers is the very cell that its hospital is asked to correct.
    const named = (Object.keys(others) as Stem[]).filter((stem) => stem !== 'phone');
    const isReceipt = (path: string) => /^reports\/.*\/receipt\//.test(path);
    const paths = walk(workspace).map((path) => relative(workspace, path).replaceAll('\\', '/'));
    const outside = paths.filter((path) => !/^(vault|inbox)\//.test(path));
    expect(outside).toContain('zhikong.duckdb');
    expect(outside).toContain(`reports/${month}/centre/problems.csv`);
    const hits = outside.flatMap((path) =>
      layersOf(join(workspace, path)).flatMap((layer) =>
        (isReceipt(path) ? found(withoutRawRows(layer), named) : found(layer, all)).map(
          (stem) => `${path}: ${stem}`,
        ),
      ),
    );
    expect(hits).toEqual([]);
  });

  it('no table of the warehouse holds any of it', async () => {
    const database = await Database.open(join(workspace, 'zhikong.duckdb'), {
      folders: [],
      threads: 2,
      memory: '1GB',
      temp: workspace,
      readOnly: true,
    });
    try {
      const tables = await database.rows<{ name: string }>(
        'SELECT table_name AS name FROM duckdb_tables() ORDER BY ALL',
      );
      const hits: string[] = [];
      for (const { name } of tables) {
        const rows = await database.rows(`SELECT * FROM "${name}"`);
        const texts = rows.map((row) => JSON.stringify(row));
        for (const [stem, text] of Object.entries(stems)) {
          const hit = texts.find((row) => row.includes(text));
          if (hit !== undefined) hits.push(`${name}: ${stem} in ${hit}`);
        }
      }
      expect(tables.length).toBeGreaterThan(8);
      expect(hits).toEqual([]);
    } finally {
      await database.close();
    }
  });

  it('nothing that was said holds any of it', () => {
    for (const { out, err } of said) expect(found(Buffer.from(out + err), all)).toEqual([]);
  });

  it('what is left in the workspace is for its owner alone', () => {
    const open = walk(workspace).filter((path) => (statSync(path).mode & 0o077) !== 0);
    expect(open.filter((path) => !path.startsWith(join(workspace, 'inbox')))).toEqual([]);
  });
});

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';
import { beforeAll, describe, expect, it } from 'vitest';
import { indicators } from '../../indicators/index.js';
import { compute } from '../../pipeline/compute/compute.js';
import type { DefinedIndicator } from '../../pipeline/define/index.js';
import { endOf } from '../../pipeline/define/periods.js';
import { padsOf } from '../../pipeline/effects/keyed-hash.js';
import type { Figure } from '../../pipeline/figure/figures.js';
import { ingest } from '../../pipeline/load/ingest.js';
import { listInbox } from '../../pipeline/load/intake/inbox.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { createSchema } from '../../pipeline/warehouse/schema.js';
import { Vault } from '../../pipeline/warehouse/vault.js';
import { fileOf } from './file-of.js';

/*
 * The folders of one table and as-of date are taken in together, which saves a minute: the hospitals of each folder get
 * its name before their codes and lie in a city of that name, so that the city's figures are the folder's.
 */

type Row = { [column: string]: string };
interface Case {
  readonly asOf: string;
  readonly period_type: string;
  readonly period: string;
}

const folderOf = (id: string) => fileURLToPath(new URL(`./${id}/`, import.meta.url));
const caseOf = (id: string) => JSON.parse(readFileSync(join(folderOf(id), 'case.json'), 'utf8')) as Case;

function records(id: string, file: string): Row[] {
  const path = join(folderOf(id), file);
  if (!existsSync(path)) return [];
  return Papa.parse<Row>(readFileSync(path, 'utf8'), { header: true, skipEmptyLines: true }).data;
}

const groupOf = (indicator: DefinedIndicator) => `${indicator.of.name} ${caseOf(fileOf(indicator)).asOf}`;
const figures = new Map<string, Figure[]>();
const problems = new Map<string, unknown[]>();

/** Figures and problems of all folders of a group. */
async function countGroup(group: readonly DefinedIndicator[], asOf: string) {
  const temp = mkdtempSync(join(tmpdir(), 'zhikong-cases-'));
  const inbox = join(temp, 'inbox');
  const month = asOf.slice(0, 7);
  const write = (name: string, rows: readonly Row[]) =>
    writeFileSync(join(inbox, name), Papa.unparse([...rows], { newline: '\n' }));
  try {
    mkdirSync(inbox);
    const hospitals = new Map<string, Row>();
    for (const id of group.map(fileOf)) {
      for (const file of ['cases.csv', 'staff.csv', 'monthly_counts.csv']) {
        // A patient of another folder tells nothing of this one.
        const rows = records(id, file).map((row) => ({
          ...row,
          hospital_id: `${id}.${row['hospital_id']}`,
          ...(row['patient_id'] ? { patient_id: `${id}.${row['patient_id']}` } : {}),
        }));
        for (const { hospital_id } of rows)
          hospitals.set(hospital_id, { hospital_id, name: hospital_id, city: id, ecmo_filed_on: '' });
        if (rows.length > 0) write(`${id}.${file}`, rows);
      }
      for (const { hospital_id = '', ...known } of records(id, 'hospitals.csv')) {
        const listed = hospitals.get(`${id}.${hospital_id}`);
        if (listed) Object.assign(listed, known);
      }
    }
    write('hospitals.csv', [...hospitals.values()]);
    const database = await Database.open(':memory:', {
      folders: [`${temp}/`],
      threads: 1,
      memory: '1GB',
      temp,
    });
    try {
      await createSchema(database);
      const outcomes = await ingest(listInbox(inbox, month), {
        database,
        vault: new Vault(join(temp, 'vault')),
        temp,
        month,
        parameters: { ...padsOf(new Uint8Array(32)), as_of_end: endOf(asOf) },
      });
      expect(outcomes.filter(({ status }) => status !== 'accepted')).toEqual([]);
      return {
        figures: await compute(database, {
          month,
          asOf,
          batch: 'test',
          indicators: [...group],
          norms: [],
          province: '',
        }),
        held: await database.rows(`SELECT * FROM problems WHERE severity = 'error'`),
      };
    } finally {
      await database.close();
    }
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
}

beforeAll(async () => {
  for (const group of new Set(indicators.map(groupOf))) {
    const members = indicators.filter((indicator) => groupOf(indicator) === group);
    const result = await countGroup(members, group.split(' ')[1] ?? '');
    figures.set(group, result.figures);
    problems.set(group, result.held);
  }
});

describe('the worked cases', () => {
  it('hold no row that is held back', () => {
    expect([...problems.values()].flat()).toEqual([]);
  });

  it.each(indicators)('of $code give the counts worked out by hand', (indicator) => {
    const id = fileOf(indicator);
    const { period_type, period } = caseOf(id);
    const expected = records(id, 'expected.csv');
    const columns = Object.keys(expected[0] ?? {});
    const byStratum = columns.includes('stratum');
    const found = (figures.get(groupOf(indicator)) ?? [])
      .filter((f) => f.code === indicator.code && f.version === indicator.version)
      .filter((f) => f.level === 'city' && f.unit === id)
      .filter((f) => f.period_type === period_type && f.period === period)
      .filter((f) => byStratum || f.stratum === '')
      .map((figure) =>
        Object.fromEntries(columns.map((column) => [column, String(figure[column as keyof Figure] ?? '')])),
      );
    const inOrder = (rows: readonly Row[]) => rows.map((row) => JSON.stringify(row)).sort();
    expect(inOrder(found)).toEqual(inOrder(expected));
  });
});

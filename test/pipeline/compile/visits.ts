import { column, plusHours } from '../../../pipeline/define/fact.js';
import { bool, choice, datetime, int, text } from '../../../pipeline/define/field.js';
import {
  cite,
  type DefinedIndicator,
  defineIndicator,
  type Indicator,
} from '../../../pipeline/define/index.js';
import { defineTable } from '../../../pipeline/define/table.js';
import { Database } from '../../../pipeline/warehouse/database.js';
import { newFolder, remove } from '../fixture.js';

/** A small table with one column of each kind, for definitions that a reader can follow at a glance. */
export const visits = defineTable({
  name: 'visits',
  title: { zh: '就诊', en: 'visits' },
  row: { zh: '每次一行', en: 'one row per visit' },
  authority: 'hospital',
  key: ['visit_no'],
  indexDate: 'arrived_at',
  fields: {
    hospital_id: text('医院编码', { required: true }),
    visit_no: text('就诊号', { required: true }),
    arrived_at: datetime('到院时间', 'arrived at', { required: true }),
    kind: choice('类型', 'kind', ['A', 'B'] as const),
    donor: bool('供体', 'donor'),
    good: bool('良好', 'good'),
    parts: int('部件', 'parts'),
    faults: int('故障', 'faults'),
  },
  derived: {
    over_at: {
      kind: 'date',
      fact: plusHours(column.moment('arrived_at'), 48),
      title: { zh: '满48小时', en: '48 h later' },
    },
  },
  windows: { h48: { from: 'over_at', title: { zh: '48小时', en: '48 hours' } } },
  rules: [],
});

export const visit = visits.columns;

const common = {
  version: '1',
  title: { zh: '测试', en: 'test' },
  meaning: { zh: '测试', en: 'test' },
  rationale: { zh: '测试', en: 'test' },
  unit: { numerator: 'case', denominator: 'case' },
  of: visits,
  indexDate: visit.arrived_at,
  better: 'higher',
  multiplier: '%',
  cites: [
    cite(
      { id: 'T', title: { zh: '测试', en: 'test' }, year: 2026, issuer: 'test' },
      { clause: '1', confidence: 'derived' },
    ),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
} as const;

type Own<I> = I extends Indicator ? Omit<I, keyof typeof common | 'code' | 'id'> : never;

/** An indicator of visits: only what matters to the test is said. */
export const define = (own: Own<Indicator>): DefinedIndicator =>
  defineIndicator({ ...common, code: 'AQI-T1', id: 'test', ...own } as Indicator);

/** A database with a table `visits`, from rows of SQL values, and a way to close it. */
export async function withVisits(
  rows: readonly string[],
): Promise<{ database: Database; close: () => Promise<void> }> {
  const folder = newFolder();
  const database = await Database.open(':memory:', {
    folders: [`${folder}/`],
    threads: 1,
    memory: '200MB',
    temp: folder,
  });
  await database.run(
    `CREATE TABLE visits (line INTEGER, hospital_id VARCHAR, patient_key VARCHAR, arrived_at TIMESTAMP, kind VARCHAR, donor BOOLEAN,
       good BOOLEAN, parts INTEGER, faults INTEGER, over_at TIMESTAMP, index_month INTEGER)`,
  );
  for (const [i, row] of rows.entries())
    await database.run(
      `INSERT INTO visits SELECT ${i + 1}, * REPLACE (arrived_at::TIMESTAMP AS arrived_at), arrived_at::TIMESTAMP + INTERVAL 48 HOUR,
         CAST(year(arrived_at::TIMESTAMP) * 12 + month(arrived_at::TIMESTAMP) - 1 AS INTEGER)
       FROM (VALUES (${row})) v(hospital_id, patient_key, arrived_at, kind, donor, good, parts, faults)`,
    );
  return {
    database,
    close: async () => {
      await database.close();
      remove(folder);
    },
  };
}

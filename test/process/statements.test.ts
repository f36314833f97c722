import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { explain, findIndicator } from '../../pipeline/ask/explain.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { patience, sized } from '../long.js';
import { csv, ecmoRun, Province } from '../pipeline/fixture.js';
import { payloads } from '../security/payloads.js';
import { partsOf, sourcesOf } from '../security/sources.js';

/** Where a statement may reach a file, open a door or change a switch. */
const reaches =
  /\b(read_\w+|sniff_csv|glob|parquet_\w+|COPY|ATTACH|INSTALL|LOAD|EXPORT|IMPORT|PRAGMA|SET [a-z]+_[a-z_]+|SET TimeZone)\b(?=\s*[('$ ])/g;

describe('in the sources', () => {
  const sources = sourcesOf('pipeline', 'reports', 'indicators');
  const texts = [...sources].flatMap(([path, source]) =>
    partsOf(source).texts.map((text) => ({ path, text })),
  );

  it('statements reach files in named places only', () => {
    const found = texts.flatMap(({ path, text }) =>
      [...text.matchAll(reaches)].map(([word]) => `${path} ${word}`),
    );
    expect([...new Set(found)].sort()).toEqual(
      [
        'pipeline/compile/fast-sql.ts read_csv', // our own copy of a file that the scan has proven plain
        'pipeline/compile/group-sql.ts read_csv', // the rows of plain files, written by us
        'pipeline/export/export.ts COPY', // figures and cases, into a folder of the export's own
        'pipeline/batch/remake.ts ATTACH', // the former warehouse, in this run's folder
        'pipeline/batch/changes-files.ts COPY', // what moved, into the report's folder
        'pipeline/batch/disclose-batch.ts COPY', // what editions have told, into the report's folder
        'pipeline/batch/disclose-batch.ts read_parquet', // what an edition has told, copied into this run's folder
        'pipeline/batch/forget-changed-cases.ts COPY', // a list without what is deleted, into this run's folder
        'pipeline/batch/forget-changed-cases.ts read_parquet', // the list as published, copied into this run's folder
        'pipeline/batch/publish.ts COPY', // the figures, into the report's folder
        'pipeline/batch/rebuild.ts read_parquet', // figures that we published, copied into this run's folder
        'pipeline/batch/rotate-key.ts ATTACH', // the warehouse hashed by the former key, read only, in this run's folder
        'pipeline/load/stage/hospital-codes.ts SET hospital_id', // a column of a row that waits
        'pipeline/load/reconcile/hospital-history.ts SET case_key',
        'pipeline/load/reconcile/hospital-history.ts SET hospital_id',
        'pipeline/load/stage/left-out.ts SET target_file',
        'pipeline/export/figures-fhir.ts read_csv', // the public edition, copied into this question's folder
        'pipeline/load/lane/load-exact.ts read_csv', // the canonical file that we wrote
        'pipeline/restate/change-summary.ts read_parquet', // the same of the batch itself, in this run's folder
        'pipeline/restate/changes-over.ts read_parquet', // what reports say moved, copied into this question's folder
        'pipeline/restate/differing-cases.ts COPY', // between two warehouses, through this run's folder
        'pipeline/restate/differing-cases.ts read_parquet',
        'pipeline/restate/moved-cases.ts read_parquet', // which cases differ, in this run's folder
        'pipeline/warehouse/database.ts SET allowed_directories',
        'pipeline/warehouse/database.ts SET disabled_optimizers', // one word of ours, before the switches are locked
        'pipeline/warehouse/database.ts SET enable_external_access',
        'pipeline/warehouse/database.ts SET lock_configuration',
        'pipeline/warehouse/database.ts SET TimeZone',
      ].sort((a, b) => (a < b ? -1 : 1)),
    );
  });

  it('nothing is put between quotes of a statement but by the two functions that quote', () => {
    const isStatement = /\b(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|FROM|CAST|CASE|COPY|AND|AS)\b/;
    const handQuoted = texts
      .filter(({ text }) => isStatement.test(text) && /['"]\$\{\}|\$\{\}['"]/.test(text))
      .map(({ path }) => path);
    // Patterns, years and names of columns of the contract, which no file can bring.
    expect([...new Set(handQuoted)]).toEqual([
      'pipeline/define/cells/date.ts',
      'pipeline/define/cells/number.ts',
    ]);
  });

  it('every bound value is named in its statement, never joined to it', () => {
    const joined = [...sources].filter(([, source]) =>
      /\.(run|rows|number)\(\s*[^)`]*\+\s*\w/.test(partsOf(source).code),
    );
    expect(joined.map(([path]) => path)).toEqual([]);
  });
});

/** A hostile text with a mark of its own: a statement that holds the mark was made from outside text. */
const mark = 'zq7f';
const marked = payloads
  .filter((text) => text.length < 100 && !text.includes('/') && Buffer.from(text).toString() === text)
  .map((text) => `${text}${mark}`);

describe('statements', () => {
  let province: Province;
  let said: string[] = [];
  beforeEach(async () => {
    province = await Province.open();
    said = [];
    const run = Database.prototype.run;
    const rows = Database.prototype.rows;
    vi.spyOn(Database.prototype, 'run').mockImplementation(function (this: Database, sql, parameters) {
      said.push(sql);
      return run.call(this, sql, parameters);
    });
    vi.spyOn(Database.prototype, 'rows').mockImplementation(function (this: Database, sql, parameters) {
      said.push(sql);
      return rows.call(this, sql, parameters) as never;
    });
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await province.close();
  });

  const tablesOf = () =>
    province.database.rows(
      'SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE database_name = current_database() ORDER BY ALL',
    );
  const isFolder = (text: string) => !/\0|^\./.test(text) && Buffer.byteLength(text) < 200;

  it(
    'hold no text of a folder, a file name, a header or a cell',
    async () => {
      const before = await tablesOf();
      const folders = marked.filter(isFolder);
      const step = Math.ceil(folders.length / sized(36, 400));
      const chosen = folders.filter((_, i) => i % step === 0);
      const at = (i: number) => marked[(i * 13 + 5) % marked.length] ?? '';
      const files = chosen.map((folder, i) => [
        `${folder}/${chosen[(i + 1) % chosen.length]}.csv`,
        csv([
          ecmoRun('1', { [at(i)]: at(i + 1), mode: at(i + 2), indication: at(i + 3) }),
          ecmoRun(at(i + 4), { hospital_id: at(i + 5), operator_id: at(i + 6) }),
          ecmoRun('1', { patient_id: at(i + 7) }),
          ecmoRun('1', { remark: at(i + 8), started_at: at(i + 9) }),
        ]),
      ]);
      await province.send('2026-10', Object.fromEntries(files));
      await province.send('2026-11', {
        'list.csv': csv(marked.map((name, i) => ({ hospital_id: `H${i}`, name, city: name }))),
      });
      await province.figures('2026-10');
      for (const unit of chosen.slice(0, 3))
        await explain(province.database, findIndicator('ECMO-01'), unit, '2026', {
          batch: 'test',
          month: '2026-10',
          as_of: '2026-10-31',
        }).catch(() => null);
      expect(said.length).toBeGreaterThan(50);
      expect(said.filter((sql) => sql.includes(mark))).toEqual([]);
      expect(await tablesOf()).toEqual(before);
      expect(await province.database.number('SELECT count(*) FROM files')).toBe(chosen.length + 1);
      expect(
        await province.database.number("SELECT count(*) FROM problems WHERE contains(value, 'zq7f')"),
      ).toBeGreaterThan(10);
    },
    patience,
  );
});

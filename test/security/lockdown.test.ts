import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../../pipeline/warehouse/database.js';
import { newFolder, remove } from '../pipeline/fixture.js';

let folder = '';
let own = '';
let database: Database;

const open = (path: string, readOnly = false) =>
  Database.open(path, { folders: [`${own}/`], threads: 1, memory: '200MB', temp: own, readOnly });

beforeAll(async () => {
  folder = newFolder();
  own = join(folder, 'own');
  for (const name of ['own', 'own-not', 'other']) mkdirSync(join(folder, name));
  for (const name of ['own', 'own-not', 'other']) writeFileSync(join(folder, name, 'in.csv'), 'a\nsecret\n');
  symlinkSync(join(folder, 'other', 'in.csv'), join(own, 'link.csv'));
  symlinkSync(join(folder, 'other'), join(own, 'up'));
  const foreign = await Database.open(join(folder, 'other', 'foreign.duckdb'), {
    folders: [],
    threads: 1,
    memory: '200MB',
    temp: own,
  });
  await foreign.close();
  database = await open(join(own, 'zhikong.duckdb'));
  await database.run('CREATE TABLE kept AS SELECT 1 AS a');
});
afterAll(async () => {
  await database.close();
  remove(folder);
});

describe('the database refuses', () => {
  const reads = [
    'read_csv({})',
    'read_text({})',
    'read_blob({})',
    'read_json({})',
    'read_ndjson_objects({})',
    'read_parquet({})',
    'parquet_metadata({})',
    'parquet_schema({})',
    'sniff_csv({})',
    'glob({})',
  ];
  it.each(reads)('to read outside with %s', async (read) => {
    const outside = [
      '/etc/passwd',
      'file:///etc/passwd',
      '/proc/self/environ',
      `${folder}/other/in.csv`,
      `${folder}/own-not/in.csv`,
      `${own}/../other/in.csv`,
      `${own}/./../other/in.csv`,
      `${own}/link.csv`,
      `${own}/up/in.csv`,
      `${own}/../*/in.csv`,
      'in.csv',
      '~/in.csv',
      'https://example.invalid/in.csv',
      's3://bucket/in.csv',
      'hf://datasets/x/in.csv',
    ];
    for (const path of outside) {
      // Globbing inside the folder is allowed; what a link there leads to is named, never read.
      if (read.startsWith('glob') && path.startsWith(`${own}/`) && !path.includes('..')) continue;
      await expect(database.rows(`SELECT * FROM ${read.replace('{}', `'${path}'`)}`), path).rejects.toThrow(
        /Permission Error|disabled|not exist|No files/,
      );
    }
  });

  const statements = [
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM read_csv(['{own}/in.csv', '{folder}/other/in.csv'])",
    "SELECT * FROM read_csv('{own}/*/in.csv')",
    "COPY kept FROM '/etc/passwd'",
    "COPY kept TO '{folder}/out.csv'",
    "COPY kept TO '{own}/../out.csv'",
    "COPY kept TO '{own}/up/out.csv'",
    "COPY kept TO '/dev/stdout'",
    "COPY (SELECT 1) TO '{folder}/out.parquet' (FORMAT parquet)",
    "EXPORT DATABASE '{folder}/out'",
    "IMPORT DATABASE '{folder}/other'",
    "ATTACH '{folder}/other/foreign.duckdb' AS f",
    "ATTACH '{own}/up/foreign.duckdb' AS f",
    "ATTACH '{folder}/out.duckdb' AS f",
    "ATTACH 'https://example.invalid/f.duckdb' AS f",
    'INSTALL httpfs',
    'INSTALL httpfs FROM community',
    "FORCE INSTALL httpfs FROM 'http://127.0.0.1:1/'",
    'UPDATE EXTENSIONS',
    'LOAD httpfs',
    "LOAD '{own}/x.duckdb_extension'",
    "CREATE SECRET s (TYPE s3, KEY_ID 'x')",
    'CREATE PERSISTENT SECRET s (TYPE http)',
    'SET lock_configuration = false',
    'RESET lock_configuration',
    'SET enable_external_access = true',
    "SET allowed_directories = ['/']",
    "SET allowed_paths = ['/etc/passwd']",
    "SET disabled_filesystems = ''",
    'SET allow_unsigned_extensions = true',
    'SET allow_community_extensions = true',
    'SET autoinstall_known_extensions = true',
    "SET custom_extension_repository = 'http://127.0.0.1:1'",
    "SET extension_directory = '{folder}'",
    "SET temp_directory = '{folder}'",
    "SET secret_directory = '{folder}'",
    "SET home_directory = '{folder}'",
    "SET memory_limit = '90GB'",
    "SET max_temp_directory_size = '9TB'",
    'SET threads = 64',
    "SET SESSION TimeZone = 'Asia/Shanghai'",
    "SET log_query_path = '{folder}/log'",
    "PRAGMA profiling_output = '{folder}/profile.json'",
    "SELECT getenv('HOME')",
  ];
  it.each(statements)('%s', async (statement) => {
    const sql = statement.replaceAll('{own}', own).replaceAll('{folder}', folder);
    await expect(database.run(sql)).rejects.toThrow(
      /Permission Error|locked|disabled|Missing Extension|does not exist|unrecognized/i,
    );
    expect(readdirSync(folder).sort()).toEqual(['other', 'own', 'own-not']);
    expect(await database.number('SELECT count(*) FROM kept')).toBe(1);
  });

  it('at least 24 attempts', () => {
    expect(statements.length).toBeGreaterThanOrEqual(24);
  });

  it('everything else, too, when it was opened to be read only', async () => {
    const path = join(own, 'read.duckdb');
    await (await open(path)).close(path);
    const reader = await open(path, true);
    try {
      for (const sql of ['CREATE TABLE t (a INT)', "SELECT * FROM read_text('/etc/passwd')", 'LOAD httpfs'])
        await expect(reader.run(sql), sql).rejects.toThrow();
    } finally {
      await reader.close();
    }
  });
});

describe('the database still', () => {
  it('reads and writes its own folder', async () => {
    expect(await database.rows(`SELECT a FROM read_csv('${own}/in.csv')`)).toEqual([{ a: 'secret' }]);
    await database.run(`COPY kept TO '${own}/out.parquet' (FORMAT parquet)`);
    expect(existsSync(join(own, 'out.parquet'))).toBe(true);
  });

  it('writes through a checkpoint, a transaction and an appender', async () => {
    await database.transaction(() => database.append('kept', [[2]], ['int']));
    await database.run('CHECKPOINT');
    expect(await database.number('SELECT sum(a) FROM kept')).toBe(3);
    await database.run('DELETE FROM kept WHERE a = 2');
  });

  it('has every switch as it must be', async () => {
    const rows = await database.rows<{ name: string; value: string }>(
      `SELECT name, value FROM duckdb_settings() WHERE name IN ('allow_unsigned_extensions', 'allow_community_extensions', 'autoinstall_known_extensions',
         'autoload_known_extensions', 'allow_persistent_secrets', 'enable_external_access', 'lock_configuration', 'max_temp_directory_size', 'TimeZone')`,
    );
    expect(Object.fromEntries(rows.map(({ name, value }) => [name, value]))).toEqual({
      allow_unsigned_extensions: 'false',
      allow_community_extensions: 'false',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      allow_persistent_secrets: 'false',
      enable_external_access: 'false',
      lock_configuration: 'true',
      max_temp_directory_size: '18.6 GiB',
      TimeZone: 'UTC',
    });
  });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { formulaLike } from '../../../pipeline/message/formula.js';
import { defusedSql } from '../../../pipeline/sql/defused-sql.js';
import { Database } from '../../../pipeline/warehouse/database.js';
import { payloads } from '../../security/payloads.js';
import { newFolder, remove } from '../fixture.js';

let folder = '';
let database: Database;
beforeAll(async () => {
  folder = newFolder();
  database = await Database.open(':memory:', { folders: [], threads: 1, memory: '1GB', temp: folder });
});
afterAll(async () => {
  await database.close();
  remove(folder);
});

it('defuses in SQL what is like a formula, and nothing else', async () => {
  // The database takes no NUL and no half of a pair.
  const texts = [
    'H1/ecmo.csv',
    '=1+1.csv',
    ' \u200b＝1',
    '"@x',
    '−1',
    '\u00ad+1',
    '甲市',
    "O'Neill",
    '1-2',
    ...payloads,
  ].filter((text) => !text.includes('\0') && Buffer.from(text).toString() === text);
  await database.run('CREATE TABLE texts (place INTEGER, text VARCHAR)');
  await database.append(
    'texts',
    texts.map((text, i) => [i, text]),
    ['int', 'text'],
  );
  const rows = await database.rows<{ text: string; defused: string }>(
    `SELECT text, ${defusedSql('text')} AS defused FROM texts ORDER BY place`,
  );
  expect(rows.map(({ defused }) => defused)).toEqual(
    texts.map((text) => (formulaLike.test(text) ? `'${text}` : text)),
  );
  expect(rows.filter(({ text, defused }) => text !== defused).length).toBeGreaterThan(20);
});

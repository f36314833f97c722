import { indicators } from '../../../../indicators/index.js';
import { anesthesiaCases } from '../../../../pipeline/cases/anesthesia-cases.js';
import { allRowsSql } from '../../../../pipeline/current/rows-sql.js';
import type { Cells, Province } from '../../fixture.js';

/** What opens each lane to files of any size, and shuts the others. */
export const lanes = {
  fast: { fastFrom: 0 },
  group: { fastFrom: Number.POSITIVE_INFINITY, groupBelow: Number.POSITIVE_INFINITY },
  exact: { fastFrom: Number.POSITIVE_INFINITY, groupBelow: 0 },
} as const;

/** A sound anaesthetic, blocks and blood left blank. */
export const anaesthetic = (no: string, cells: Cells = {}): Cells => ({
  医院编码: 'set below',
  病案号: `ZY${no}`,
  麻醉单号: `MZ${no}`,
  ASA分级: '2',
  择期手术: '是',
  麻醉方式: '全身麻醉',
  麻醉开始时间: '2026-10-05 08:00',
  麻醉结束时间: '2026-10-05 10:30',
  神经阻滞成功: '',
  有创麻醉操作次数: '1',
  有创麻醉操作感染例数: '0',
  'PACU入室首次体温(℃)': '36.5',
  死亡时间: '',
  ...cells,
});

const anesthesiaIndicators = indicators.filter(({ of }) => of === anesthesiaCases);

/** Everything a lane leaves behind, its own name and numbers of files aside. */
export async function tracesOf(province: Province) {
  const { database } = province;
  return {
    rows: await database.rows(
      `SELECT r.* EXCLUDE (file_id), f.path FROM (${await allRowsSql(database, anesthesiaCases)}) r JOIN files f USING (file_id)
       ORDER BY f.path, r.line`,
    ),
    problems: await database.rows(
      `SELECT p.* EXCLUDE (file_id), f.path FROM problems p JOIN files f USING (file_id) ORDER BY f.path, p.line, p.rule, p.fields`,
    ),
    submissions: await database.rows(
      `SELECT s.* EXCLUDE (file_id), f.path FROM submissions s JOIN files f USING (file_id) ORDER BY f.path`,
    ),
    files: await database.rows('SELECT * EXCLUDE (file_id, lane, content) FROM files ORDER BY path'),
    columns: await database.rows(
      'SELECT c.* EXCLUDE (file_id), f.path FROM file_columns c JOIN files f USING (file_id) ORDER BY f.path, c.position',
    ),
    skipped: await database.rows(
      'SELECT s.* EXCLUDE (file_id), f.path FROM skipped_rows s JOIN files f USING (file_id) ORDER BY f.path, s.line',
    ),
    figures: await province.figures('2026-10', '2026-10-31', anesthesiaIndicators),
  };
}

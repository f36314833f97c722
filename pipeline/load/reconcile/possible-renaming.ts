import { hasCases, minuteSql } from '../../compile/same-case-sql.js';
import type { StandingRows } from '../../current/standing-rows.js';
import type { AnyTable } from '../../define/table.js';
import type { Notice } from '../../message/notice.js';
import type { Database } from '../../warehouse/database.js';
import { tellCentre } from '../../warehouse/ledger.js';

const RULE = 'possible-renaming';

/**
 * Tells the centre of a hospital that sends for the first time this month what another sent in earlier months but not in this one: at least
 * three cases and half of the other's, by patient and minute. Unless the list says 原医院编码, they count for both.
 */
export async function tellPossibleRenaming(
  database: Database,
  table: AnyTable,
  month: string,
  standing: StandingRows,
): Promise<void> {
  if (!hasCases(table)) return;
  await database.run(
    `DELETE FROM problems WHERE rule = $rule AND file_id IN (SELECT file_id FROM files WHERE month = $month AND table_name = $table)`,
    { month, table: table.name, rule: RULE },
  );
  const of = 'submissions WHERE live AND table_name = $table AND month <= $month';
  const months = `SELECT hospital_id, min(month) AS first, max(month) AS last FROM ${of} GROUP BY hospital_id`;
  const candidates = await database.number(
    `SELECT least(count(*) FILTER (WHERE first = $month), count(*) FILTER (WHERE last < $month)) FROM (${months})`,
    { month, table: table.name },
  );
  if (candidates === 0) return;
  const found = await database.rows<{
    file_id: number;
    code: string;
    former: string;
    shared: number;
    all: number;
  }>(
    `WITH first_time AS (SELECT hospital_id, min(file_id) AS file_id FROM ${of} GROUP BY hospital_id HAVING min(month) = $month),
      silent AS (SELECT hospital_id FROM ${of} GROUP BY hospital_id HAVING max(month) < $month),
      cases AS (SELECT hospital_id, patient_key, patient_key = coalesce(case_loose, case_key) AS unnamed, ${minuteSql(table)} AS minute FROM (${await standing.current(table, month)})
        WHERE hospital_id IN (SELECT hospital_id FROM first_time UNION ALL SELECT hospital_id FROM silent)),
      totals AS (SELECT hospital_id, count(*) AS n FROM cases GROUP BY hospital_id)
     SELECT f.file_id, f.hospital_id AS code, s.hospital_id AS former, CAST(count(*) AS INTEGER) AS shared, CAST(t.n AS INTEGER) AS "all"
     FROM first_time f JOIN cases a ON a.hospital_id = f.hospital_id JOIN cases b ON b.minute = a.minute AND (b.patient_key = a.patient_key OR (a.unnamed AND b.unnamed))
       JOIN silent s ON s.hospital_id = b.hospital_id JOIN totals t ON t.hospital_id = s.hospital_id
     GROUP BY f.file_id, f.hospital_id, s.hospital_id, t.n HAVING count(*) >= 3 AND count(*) * 2 >= t.n ORDER BY ALL`,
    { month, table: table.name },
  );
  for (const { file_id, ...pair } of found)
    await tellCentre(database, { id: file_id }, RULE, possibleRenaming(pair));
}

function possibleRenaming({
  code,
  former,
  shared,
  all,
}: {
  code: string;
  former: string;
  shared: number;
  all: number;
}): Notice {
  return {
    message: {
      zh: `一例应只由一家医院报送，但首次报送的 ${code} 有 ${shared} 例与本月未报送的 ${former}（共 ${all} 例）患者和时间完全相同，可能是更名或合并；这些病例现在两家各计一次。`,
      en: `A case must come from one hospital, but ${shared} cases of ${code}, which sends for the first time, have the patients and times of ${former} (${all} cases), which sent nothing this month: perhaps it was renamed or merged. Until then these cases count for both.`,
    },
    fix: {
      zh: `更名的，请在医疗机构名录 ${code} 一行的“原医院编码”填 ${former}；合并的，请在 ${former} 一行填“并入医院编码”和“停业日期”；然后重新运行本月。`,
      en: `If it was renamed, give ${former} as 原医院编码 in the row of ${code} on the list of hospitals; if merged, give 并入医院编码 and 停业日期 in the row of ${former}; then run the month again.`,
    },
  };
}

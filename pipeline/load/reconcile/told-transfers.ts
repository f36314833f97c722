import type { StandingRows } from '../../current/standing-rows.js';
import type { AnyTable } from '../../define/table.js';
import { hospitals } from '../../lists/lists.js';
import type { Notice } from '../../message/notice.js';
import { sqlName, sqlText } from '../../sql/quote.js';
import { courseTables } from '../../technology/index.js';
import type { Database } from '../../warehouse/database.js';
import { addRowWarnings } from '../../warehouse/ledger.js';

/**
 * Words that 转入来源 and 转出去向 accept in place of a code: a hospital outside the province, which does not report here. No code of a list is one
 * of them.
 */
export const elsewhere = ['外省', '省外', '外省医院', '省外医院'] as const;

const rule = 'unknown-transfer-hospital';

interface Row {
  readonly file_id: number;
  readonly hospital_id: string;
  readonly line: number;
  readonly field: string;
  readonly code: string;
}

/**
 * Replaces the warnings about a hospital's rows of a month that name, as the other side of a transfer, the hospital itself or an unknown
 * code: one that is not on the list, was not before it was replaced or merged, and is no word for another province. Without a list only the
 * hospital's own code is warned of.
 */
export async function tellTransfers(
  database: Database,
  month: string,
  standing: StandingRows,
): Promise<void> {
  await database.run(
    'DELETE FROM problems WHERE rule = $rule AND file_id IN (SELECT file_id FROM files WHERE month = $month)',
    { rule, month },
  );
  for (const { cases, courses } of courseTables)
    await tellTransfersOf(cases, [courses.from, courses.to], database, month, standing);
}

async function tellTransfersOf(
  table: AnyTable,
  fields: readonly string[],
  database: Database,
  month: string,
  standing: StandingRows,
): Promise<void> {
  const list = await standing.current(hospitals, month);
  const rows = await standing.current(table, month);
  const named = fields.map(
    (field) =>
      `SELECT r.file_id, r.hospital_id, r.line, ${sqlText(field)} AS field, r.${sqlName(field)} AS code FROM (${rows}) r WHERE r.${sqlName(field)} IS NOT NULL`,
  );
  const found = await database.rows<Row>(
    `WITH list AS MATERIALIZED (${list})
     SELECT n.* FROM (${named.join(' UNION ALL ')}) n JOIN files f USING (file_id)
     WHERE f.month = $month AND n.code NOT IN (${elsewhere.map(sqlText).join(', ')}) AND (standing_code(n.code) = standing_code(n.hospital_id)
       OR (EXISTS (FROM list) AND n.code NOT IN (SELECT hospital_id FROM list UNION SELECT former FROM renamed_codes UNION SELECT code FROM merged_codes)))
     ORDER BY ALL`,
    { month },
  );
  await addRowWarnings(
    database,
    found.map(({ file_id, hospital_id, line, field, code }) => ({
      file_id: Number(file_id),
      hospital_id,
      line: Number(line),
      fields: [field],
      rule,
      notice: noticeOf(table, field, code),
    })),
  );
}

function noticeOf(table: AnyTable, field: string, code: string): Notice {
  const { zh: header = field, en = field } = table.columns[field]?.title ?? {};
  return {
    message: {
      zh: `“${header}”须为名录中另一家医院的编码，或“外省”，但填的是“${code}”；现不与任何一家医院的病例接续。`,
      en: `“${header}” (${en}) must be the code of another hospital on the list, or 外省, but is "${code}"; it goes on with no hospital's run now.`,
    },
    fix: {
      zh: '请改填名录中的医院编码；在外省的填“外省”；不知道时留空。',
      en: 'Give the code of the list, 外省 for a hospital of another province, or leave it blank.',
    },
  };
}

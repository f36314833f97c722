import { rawTable } from '../../compile/stage-sql.js';
import { fold, hospitalCodeCell } from '../../define/cells/index.js';
import type { AnyTable } from '../../define/table.js';
import { hospitals } from '../../lists/lists.js';
import type { Notice } from '../../message/notice.js';
import { sqlName } from '../../sql/quote.js';
import type { Database } from '../../warehouse/database.js';
import { addRowWarnings, type FileEntry } from '../../warehouse/ledger.js';
import { currentCodes } from '../reconcile/hospital-history.js';

/** A hospital's code as a cell gives it, without the marks that spreadsheets put around it. */
export const codeOf = (cell: string): string => {
  const folded = fold(cell);
  return hospitalCodeCell.tidy?.parse(folded) ?? folded;
};

/** A form in which all usual spellings of a code agree: capitals, and digits alone without their leading zeros. */
const comparable = (code: string) => {
  const capitals = code.toUpperCase();
  return /^[0-9]+$/.test(capitals) ? capitals.replace(/^0+(?=[0-9])/, '') : capitals;
};

/** Whether two codes are spellings of the same code. */
export const isSameCode = (a: string, b: string): boolean => a === b || comparable(a) === comparable(b);

/**
 * Restores the listed code where leading zeros are lost or capitals differ and only one code fits; in a hospital's own folder, the folder's
 * code. Warned of once per file and code.
 *
 * @param listed the codes on the list of hospitals; null when there is no list
 */
export async function recogniseCodes(
  database: Database,
  table: AnyTable,
  entries: readonly FileEntry[],
  listed: ReadonlySet<string> | null,
): Promise<void> {
  const raw = sqlName(rawTable(table));
  const current = await currentCodes(database);
  const found = await database.rows<{ file_id: number; cell: string; line: number; n: number }>(
    `SELECT file_id, hospital_id AS cell, min(line) AS line, CAST(count(*) AS INTEGER) AS n FROM ${raw}
     WHERE hospital_id IS NOT NULL GROUP BY ALL ORDER BY file_id, line`,
  );
  for (const { file_id, cell, line, n } of found) {
    const folder = entries.find(({ id }) => id === file_id)?.file.folder ?? null;
    const code = codeOf(cell);
    const now = listed?.has(code) ? undefined : current.get(code);
    if (now !== undefined && (folder === null || folder === now)) {
      await putInPlace(database, raw, { file_id, cell, code: now });
      await tell(database, { file_id, hospital_id: now, line, notice: renamed(table, code, now, n) });
      continue;
    }
    // A code that is known as written is never replaced, even another hospital's.
    if (code === folder || listed?.has(code)) continue;
    const known = folder !== null && (listed === null || listed.has(folder)) ? [folder] : [...(listed ?? [])];
    const [meant, ...others] = known.filter((k) => isSameCode(k, code));
    if (meant === undefined || others.length > 0) continue;
    await putInPlace(database, raw, { file_id, cell, code: meant });
    await tell(database, { file_id, hospital_id: meant, line, notice: recognised(code, meant, n) });
  }
}

async function putInPlace(
  database: Database,
  raw: string,
  { file_id, cell, code }: { readonly file_id: number; readonly cell: string; readonly code: string },
): Promise<void> {
  await database.run(
    `UPDATE ${raw} SET hospital_id = $code WHERE file_id = $file_id AND hospital_id = $cell`,
    {
      code,
      file_id,
      cell,
    },
  );
}

async function tell(
  database: Database,
  told: {
    readonly file_id: number;
    readonly hospital_id: string;
    readonly line: number;
    readonly notice: Notice;
  },
): Promise<void> {
  await addRowWarnings(database, [{ ...told, fields: ['hospital_id'], rule: 'hospital-code-recognised' }]);
}

function renamed(table: AnyTable, former: string, current: string, rows: number): Notice {
  if (table.name === hospitals.name)
    return {
      message: {
        zh: `${former} 在以前的名录中是 ${current} 的原编码，但自本行起有 ${rows} 行仍写作 ${former}，已按 ${current} 处理。`,
        en: `An earlier list says that ${former} is the former code of ${current}, but from this row on ${rows} rows of this list say ${former}; they were taken as ${current}.`,
      },
      fix: {
        zh: `确已更名的，请删去该行或改用 ${current}。两家其实是两家医院、以前的名录填错的：已合在一起的病例不会自动分开，请更正填错的那份名录，再以一个新的工作区按月份顺序重新运行收件箱。`,
        en: `If it was renamed, take the row off or write ${current}. If they are two hospitals and the earlier list was wrong: what was put together does not come apart by itself; correct that list and run the inbox month by month into a new workspace.`,
      },
    };
  return {
    message: {
      zh: `医院编码应为现用的 ${current}，但自本行起有 ${rows} 行写作原编码 ${former}，已按 ${current} 处理。`,
      en: `The hospital code must be ${current}, but from this row on ${rows} rows say ${former}, its former code; they were taken as ${current}.`,
    },
    fix: { zh: '请在导出程序中改用现用编码。', en: 'Let the export write the code in use.' },
  };
}

function recognised(code: string, meant: string, rows: number): Notice {
  return {
    message: {
      zh: `医院编码应为 ${meant}，但自本行起有 ${rows} 行写作 ${code}（前导零丢失或大小写不同），已按 ${meant} 处理。`,
      en: `The hospital code must be ${meant}, but from this row on ${rows} rows say ${code} (leading zeros lost, or other capitals); they were taken as ${meant}.`,
    },
    fix: {
      zh: '请把该列设为文本格式后重新导出。',
      en: 'Set the column to text and export it again.',
    },
  };
}

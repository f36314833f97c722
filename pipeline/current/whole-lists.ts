import type { AnyTable } from '../define/table.js';
import { sqlName, sqlText } from '../sql/quote.js';
import type { Database } from '../warehouse/database.js';
import { allRowsSql } from './rows-sql.js';

/** Where an entry of a list stands. */
export interface ListPlace {
  readonly file_id: number;
  readonly path: string;
  readonly line: number;
}

/** How a sender's list of a month affects the older ones. */
export interface ListStep {
  /** The hospital's folder; null is the centre. */
  readonly sender: string | null;
  /** The hospital whose rows it holds; null where one list is about all. */
  readonly hospital: string | null;
  readonly month: string;
  readonly file_id: number;
  /** Whether it replaces the older ones. */
  readonly isWhole: boolean;
  /**
   * Entries of the older lists that it lacks, each with the month it last stood in; empty for a list of one month's counts, which adds to
   * the older ones.
   */
  readonly gone: readonly (ListPlace & { readonly month: string })[];
  /** Number of entries on the older lists. */
  readonly before: number;
  /** The files whose lists count from this one on. */
  readonly inForce: readonly number[];
}

/** Three or more and over a fifth of the entries: more than leave a list in a month, so that it needs confirmation. */
const isMany = (gone: number, before: number) => gone >= 3 && gone > before / 5;

/**
 * Every list that follows another of its sender up to a month, in the order in which they speak; files of one run for one month form one
 * list, as does a list replaced within its month. A list with at least half of the older entries is whole and replaces them, so that the
 * entries it lacks end; one that holds less, or lacks many, adds to them.
 */
export async function listSteps(database: Database, table: AnyTable, month: string): Promise<ListStep[]> {
  const { whole } = table.spec;
  if (whole === undefined) return [];
  const isOfAll = whole.oneListOf === 'all hospitals';
  const about = isOfAll ? "'*'" : 's.hospital_id';
  // A hospital's own list is replaced whole within its month; in a list about all hospitals only the rows that come again are.
  const counting = isOfAll ? 'true' : 's.live';
  const entry = `concat_ws('|', ${whole.entry.map((name) => `CAST(r.${sqlName(name)} AS VARCHAR)`).join(', ')})`;
  const rows = await database.rows<{
    sender: string;
    about: string;
    month: string;
    order: string;
    entry: string;
    former: string | null;
    file_id: number;
    path: string;
    line: number;
  }>(
    `WITH lists AS (
       SELECT s.hospital_id, s.file_id, coalesce(f.folder, '') AS sender, ${about} AS about, s.month, s.spoken || printf('/%09d', s.said) AS "order", f.path
       FROM submissions s JOIN files f USING (file_id) WHERE s.table_name = $table AND ${counting} AND s.month <= $month),
     several AS (SELECT sender, about FROM lists GROUP BY ALL HAVING count(DISTINCT (month, "order")) > 1)
     SELECT l.sender, l.about, l.month, l."order", ${entry} AS entry, ${whole.former === undefined ? 'NULL' : `r.${sqlName(whole.former)}`} AS former, l.file_id, l.path, r.line
     FROM lists l JOIN several USING (sender, about) JOIN (${await allRowsSql(database, table)}) r ON r.hospital_id = l.hospital_id AND r.file_id = l.file_id
     ORDER BY l.sender, l.about, "order", l.month, l.file_id, r.line`,
    { table: table.name, month },
  );
  const steps: ListStep[] = [];
  let group = '';
  let inForce: number[] = [];
  let known = new Map<string, ListPlace & { month: string }>();
  for (let at = 0; at < rows.length; ) {
    const first = rows[at];
    if (first === undefined) break;
    const key = `${first.sender}\t${first.about}`;
    if (key !== group) [group, inForce, known] = [key, [], new Map()];
    const list = new Map<string, ListPlace & { month: string }>();
    const formers = new Set<string>();
    const files = new Set<number>();
    const isOf = (row: (typeof rows)[number]) =>
      row.month === first.month && row.order === first.order && `${row.sender}\t${row.about}` === key;
    for (let row = rows[at]; row !== undefined && isOf(row); row = rows[at]) {
      at += 1;
      const { entry: name, former, file_id, path, line } = row;
      if (former !== null) formers.add(former);
      files.add(file_id);
      if (!list.has(name)) list.set(name, { month: first.month, file_id, path, line });
    }
    const gone = [...known]
      .filter(([name]) => !list.has(name) && !formers.has(name))
      .map(([, place]) => place);
    const there = known.size - gone.length;
    const months = new Set([...list.keys()].map((name) => name.split('|', 1)[0])).size;
    const isList = whole.adds ? months > 1 && there * 3 >= known.size * 2 : there * 2 >= known.size;
    const isWhole = known.size === 0 || (isList && !isMany(gone.length, known.size));
    const before = known.size;
    const isFirst = before === 0;
    inForce = isWhole ? [...files] : [...inForce, ...files];
    known = isWhole ? list : new Map([...known, ...list]);
    if (isFirst) continue;
    steps.push({
      sender: first.sender === '' ? null : first.sender,
      hospital: first.about === '*' ? null : first.about,
      month: first.month,
      file_id: first.file_id,
      isWhole,
      gone: isList || !whole.adds ? gone : [],
      before,
      inForce,
    });
  }
  return steps;
}

/** SQL over the hospital_id and file_id of a row: whether it stands on a list that counts; null where all do. */
export async function onListSql(database: Database, table: AnyTable, month: string): Promise<string | null> {
  const last = new Map<string, ListStep>();
  for (const step of await listSteps(database, table, month))
    last.set(`${step.sender ?? ''}\t${step.hospital ?? '*'}`, step);
  const conditions = [...last.values()].map(({ sender, hospital, inForce }) => {
    const whose = hospital === null ? '' : ` AND s.hospital_id = ${sqlText(hospital)}`;
    return `(f.folder IS NOT DISTINCT FROM ${sender === null ? 'NULL' : sqlText(sender)}${whose} AND s.file_id NOT IN (${inForce.join(', ')}))`;
  });
  if (conditions.length === 0) return null;
  return `(hospital_id, file_id) NOT IN (SELECT (s.hospital_id, s.file_id) FROM submissions s JOIN files f USING (file_id)
    WHERE s.table_name = ${sqlText(table.name)} AND (${conditions.join(' OR ')}))`;
}

import { patientFields } from '../cases/shared-fields.js';
import { caseMarkSql } from '../compile/forgotten-sql.js';
import { looseSql, withoutZerosSql } from '../compile/loose-sql.js';
import { keyedHashSql } from '../compile/stage-sql.js';
import { tables } from '../contract/tables.js';
import { allRowsSql } from '../current/rows-sql.js';
import { foldSql } from '../define/cells/index.js';
import { padsOf } from '../effects/keyed-hash.js';
import { letterAnswers } from '../lists/letters.js';
import { InputError } from '../message/errors.js';
import { sqlName, sqlText } from '../sql/quote.js';
import type { Database, Parameters } from '../warehouse/database.js';
import { contractHash, contractOf } from '../workspace/contract-in-use.js';
import { exclusively } from '../workspace/exclusive.js';
import { openWorkspace } from '../workspace/workspace.js';
import { type RowPlace, rowPlaces } from './forget-changed-cases.js';
import { type Former, remake, withFormer } from './remake.js';

export interface ForgetOptions {
  readonly workspace: string;
  /** The patient's number; together with a hospital, also a case number there. It is hashed at once and stored nowhere. */
  readonly patient: string;
  /** The only hospital in which the person is forgotten; all when absent. */
  readonly hospital?: string;
  readonly reason: string;
  readonly dryRun?: boolean;
}

/** What is forgotten of a person, or would be on a dry run. */
export interface ForgottenPerson {
  /** The keyed hash of the number, by which the audit log knows the person. */
  readonly person: string;
  /** Rows of the person, in all files in which they came. */
  readonly rows: number;
  readonly hospitals: readonly string[];
  /** Inbox months whose files held the person; run these again if their figures must not count the person. */
  readonly months: readonly string[];
  /** Files whose rows were blanked, and files that left the vault; null on a dry run. */
  readonly blanked: number | null;
  readonly vaultFiles: number | null;
  /** Folders of the workspace that are deleted whole: receipts that show the person's rows. */
  readonly folders: readonly string[];
  /** Answers to feedback letters whose text holds the number. They are free text of a hospital and stay: it has to send them again without it. */
  readonly answers: readonly RowPlace[];
}

/**
 * Forgets one person everywhere: rows, problems, receipts that show them, and the bytes in the vault and in the workspace's own inbox. A
 * person without any row is marked all the same, so that no later file brings one in. Published figures and reports stay; answers to letters that hold the number are named.
 *
 * @throws {InputError} `bad-number` for a number that no file could hold; `older-workspace`; `no-warehouse`, `damaged-warehouse`,
 *   `lost-key`, `other-key`, `vault-incomplete`, `cannot-blank`
 */
export async function forgetPerson(options: ForgetOptions): Promise<ForgottenPerson> {
  const workspace = openWorkspace(options.workspace);
  return exclusively(workspace, (held) =>
    withFormer(workspace, held, (former) => forgetFrom(former, options)),
  );
}

async function forgetFrom(
  former: Former,
  { patient, hospital = undefined, reason, dryRun = false }: ForgetOptions,
): Promise<ForgottenPerson> {
  const { database, history, key } = former;
  if ((await contractOf(database))?.hash !== contractHash)
    throw new InputError('older-workspace', {
      zh: '工作区须由本程序的数据约定生成，但它是旧版程序留下的。请先用 zhikong run 运行一次最近的月份，再执行 forget。',
      en: 'The workspace must be made by the contract of this program, but an older one has left it. First run the newest month once with zhikong run.',
    });
  const pads = padsOf(key);
  const hashes = await hashesOf(database, patient, hospital ?? null, pads);
  const found = await personIn(database, hashes.all, hospital ?? null, pads);
  const plan: ForgottenPerson = {
    person: hashes.person,
    rows: found.rows,
    hospitals: found.hospitals,
    months: found.months,
    blanked: null,
    vaultFiles: null,
    folders: [],
    answers: await answersWith(database, patient, hospital ?? null),
  };
  if (dryRun) return plan;
  const place = hospital ?? '*';
  const { cases, persons } = history.forgotten;
  const remade = await remake(
    former,
    {
      ...history.forgotten,
      cases: [...new Set([...cases, ...found.cases])].sort(),
      persons: [...new Set([...persons, ...found.hashes.map((hash) => `${place} ${hash}`)])].sort(),
    },
    found.hashes.length === 0
      ? []
      : await rowPlaces(database, caseTables, () => ofHashes(found.hashes, hospital ?? null)),
    ({ blanked, vaultFiles }) => ({
      action: 'forget',
      object: hashes.person,
      before: { hospital: hospital ?? null, rows: found.rows, months: found.months, blanked, vaultFiles },
      reason,
    }),
  );
  const { blanked, vaultFiles, folders } = remade;
  return { ...plan, blanked, vaultFiles, folders };
}

/** The hashes of a number as rows of files hold them. */
async function hashesOf(
  database: Database,
  number: string,
  hospital: string | null,
  pads: Parameters,
): Promise<{ person: string; all: string[] }> {
  const { cell } = patientFields.patient_id.meta;
  const tidied = cell.tidy?.sql(foldSql('text')) ?? foldSql('text');
  const caseHash = (text: string) =>
    keyedHashSql(`'C:' || root_code(${sqlText(hospital ?? '')}) || ':' || ${text}`);
  const [row] = await database.rows<{ patient: string | null; number: string; loose: string }>(
    `SELECT ${keyedHashSql(`'P:' || ${withoutZerosSql('value')}`)} AS patient, ${caseHash('value')} AS number, ${caseHash(looseSql('value'))} AS loose
     FROM (SELECT ${cell.cast('text')} AS value FROM (SELECT ${tidied} AS text FROM (SELECT CAST($number AS VARCHAR) AS text)))`,
    { ...pads, number },
  );
  if (!row?.patient)
    throw new InputError('bad-number', {
      zh: '--patient 应为患者标识或病案号，但给出的不能作为编号（如为空、科学计数法或日期）。没有删除任何内容。',
      en: '--patient must be the number of a patient or case, but what was given is none (such as a blank, an exponent or a date). Nothing was deleted.',
    });
  return {
    person: row.patient,
    all: [row.patient, ...(hospital === null ? [] : [row.number, row.loose])],
  };
}

/** The answers to letters, of one hospital or of all, in whose text a number stands by itself, whatever its case. */
async function answersWith(
  database: Database,
  number: string,
  hospital: string | null,
): Promise<readonly RowPlace[]> {
  const { cause, measure, responsible } = letterAnswers.spec.fields;
  const texts = Object.keys({ cause, measure, responsible }).map(sqlName);
  return rowPlaces(
    database,
    [letterAnswers],
    () =>
      `($hospital IS NULL OR hospital_id = $hospital) AND regexp_matches(lower(concat_ws(chr(10), ${texts.join(', ')})), '(^|[^0-9a-z])' || regexp_escape(lower($number)) || '($|[^0-9a-z])')`,
    { hospital, number: number.trim() },
  );
}

interface Found {
  readonly rows: number;
  readonly hospitals: readonly string[];
  readonly months: readonly string[];
  /** All hashes by which the person's rows are known, including those asked for. */
  readonly hashes: readonly string[];
  /** Marks of the person's cases, for files with neither case number nor patient. */
  readonly cases: readonly string[];
}

const caseTables = tables.filter(({ spec }) => spec.indexDate !== null && 'case_no' in spec.fields);

/** Whether a row of a case has one of some hashes, in one hospital or in all. */
function ofHashes(hashes: readonly string[], hospital: string | null): string {
  const list = hashes.map(sqlText).join(', ');
  const within = hospital === null ? 'true' : `hospital_id = ${sqlText(hospital)}`;
  return `${within} AND (case_key IN (${list}) OR case_loose IN (${list}) OR patient_key IN (${list}))`;
}

/** The person's rows: those with one of the hashes, and those that share a case with them. */
async function personIn(
  database: Database,
  asked: readonly string[],
  hospital: string | null,
  pads: Parameters,
): Promise<Found> {
  const hashes = new Set(asked);
  for (let before = 0; before < hashes.size; ) {
    before = hashes.size;
    for (const table of caseTables) {
      const more = await database.rows<{ hash: string | null }>(
        `SELECT DISTINCT unnest([case_key, case_loose, patient_key]) AS hash FROM (${await allRowsSql(database, table)})
         WHERE ${ofHashes([...hashes], hospital)}`,
      );
      for (const { hash } of more) if (hash !== null) hashes.add(hash);
    }
  }
  const isTheirs = ofHashes([...hashes], hospital);
  let rows: { hospital_id: string; month: string; mark: string | null; rows: number }[] = [];
  for (const table of caseTables)
    rows = rows.concat(
      await database.rows<(typeof rows)[number]>(
        `SELECT hospital_id, f.month, ${caseMarkSql(table)} AS mark, CAST(count(*) AS INTEGER) AS rows
         FROM (${await allRowsSql(database, table)}) JOIN files f USING (file_id)
         WHERE ${isTheirs} GROUP BY ALL`,
        pads,
      ),
    );
  const distinct = (texts: readonly (string | null)[]) =>
    [...new Set(texts.filter((text) => text !== null))].sort();
  return {
    rows: rows.reduce((sum, { rows: n }) => sum + n, 0),
    hospitals: distinct(rows.map(({ hospital_id }) => hospital_id)),
    months: distinct(rows.map(({ month }) => month)),
    hashes: [...hashes].sort(),
    cases: distinct(rows.map(({ mark }) => mark)),
  };
}

import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { policySchema } from '../disclose/policy.js';
import { makeFolder } from '../effects/effects.js';
import { InputError } from '../message/errors.js';
import { caseTableNames } from '../technology/index.js';
import { holidaysSetting } from '../warehouse/years-added.js';
import { refuseNewer } from './newer-workspace.js';

/** Settings of a workspace, `zhikong.config.json`; all are optional. */
const settingsSchema = z.strictObject({
  /** The province's name on the report's cover. */
  province: z.strictObject({ zh: z.string().min(1).max(40), en: z.string().min(1).max(60) }).optional(),
  language: z.enum(['zh', 'en']).optional(),
  /** Threads of the database. */
  threads: z.int().min(1).max(64).optional(),
  /** Memory for the database's buffers, such as 1GB. */
  memory: z
    .string()
    .regex(/^\d+(\.\d+)?(MB|GB)$/)
    .optional(),
  /** The day of the following month until which a month's files are on time. */
  dueDay: z.int().min(1).max(28).optional(),
  /** A submission that would remove more than this share of a hospital's rows is refused. */
  shrinkShare: z.number().min(0).max(1).optional(),
  /**
   * What a hospital's exports hold, for all its case tables or by table:
   * `{"H0101": "month", "H0102": {"ecmo_runs": "cumulative"}, "*": "month"}`, where `*` is every other hospital.
   */
  exports: z
    .record(
      z.string(),
      z.union([
        z.enum(['cumulative', 'month']),
        z.partialRecord(z.enum(caseTableNames), z.enum(['cumulative', 'month'])),
      ]),
    )
    .optional(),
  /** Years of holidays beyond those built in: `[{"year": 2027, "off": [["01-01", "01-03"]], "worked": ["01-09"]}]`. */
  holidays: holidaysSetting.optional(),
  /** The meaning of 近3年 in clauses: the last three complete calendar years, or the running one as the third. */
  recentYears: z.enum(['complete', 'running']).optional(),
  /** Clauses of the Chongqing scorecard that veto by themselves; the available copy lost the marks. */
  scorecardVeto: z
    .array(z.string().regex(/^A11-\d{3}$/))
    .max(117)
    .optional(),
  /** The Chromium that prints PDF files; the first on the path where absent. */
  browser: z.string().min(1).max(1000).optional(),
  /** What others than the centre may see of figures; `defaultPolicy` where absent. */
  disclosure: policySchema.optional(),
});

export type Settings = z.infer<typeof settingsSchema>;

/** The folders and files of a workspace. */
export interface Workspace {
  readonly root: string;
  readonly inbox: string;
  readonly vault: string;
  /** Hospitals' mapping files. */
  readonly mappings: string;
  readonly database: string;
  readonly reports: string;
  readonly temp: string;
  readonly lock: string;
  /** The audit log: who did what, when and why. */
  readonly audit: string;
  /** Remaining steps of a publication; exists only while there are any. */
  readonly journal: string;
  /** What is published: the hashes of the warehouse and of every report's manifest. */
  readonly publication: string;
  /** The files of the vault from which the warehouse can be made again. */
  readonly history: string;
  /** The key by which identifiers are hashed. */
  readonly key: string;
  readonly settings: Settings;
}

/**
 * Opens a workspace and creates what is missing: folders 0700, a pseudonym key 0600.
 *
 * @throws {InputError} `no-workspace` when a file stands in its place; `newer-workspace`, with nothing created; `bad-settings`, naming the
 *   setting, what must hold and what was found
 */
export function openWorkspace(folder: string): Workspace {
  const root = resolve(folder);
  if (existsSync(root) && !statSync(root).isDirectory())
    throw new InputError('no-workspace', {
      zh: `工作区必须是一个文件夹，但 ${folder} 是文件。请用 --workspace 指定文件夹。`,
      en: `The workspace must be a folder, but ${folder} is a file. Name a folder with --workspace.`,
    });
  refuseNewer(root);
  for (const name of ['', 'inbox', 'vault', 'reports', 'tmp'])
    if (!existsSync(join(root, name))) makeFolder(join(root, name));
  return {
    root,
    inbox: join(root, 'inbox'),
    vault: join(root, 'vault'),
    mappings: join(root, 'mappings'),
    database: join(root, 'zhikong.duckdb'),
    reports: join(root, 'reports'),
    temp: join(root, 'tmp'),
    lock: join(root, 'zhikong.lock'),
    audit: join(root, 'audit.jsonl'),
    journal: join(root, 'publish.json'),
    publication: join(root, 'publication.json'),
    history: join(root, 'history.json'),
    key: join(root, 'pseudonym.key'),
    settings: readSettings(join(root, 'zhikong.config.json')),
  };
}

function readSettings(path: string): Settings {
  if (!existsSync(path)) return {};
  const text = readFileSync(path, 'utf8');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new InputError('bad-settings', {
      zh: `zhikong.config.json 应为 JSON，但无法解析：${(error as Error).message}。请更正，或删除它以使用默认设置。`,
      en: `zhikong.config.json must be JSON, but cannot be parsed: ${(error as Error).message}. Correct it, or delete it to use the defaults.`,
    });
  }
  const result = settingsSchema.safeParse(json);
  if (result.success) return result.data;
  const issues = result.error.issues
    .map((issue) => `${issue.path.join('.') || '(root)'}: ${issue.message}`)
    .join('; ');
  throw new InputError('bad-settings', {
    zh: `zhikong.config.json 中的设置有误：${issues}。可用的设置：province、language、threads、memory、dueDay、shrinkShare、exports、holidays、recentYears、scorecardVeto、browser、disclosure。`,
    en: `A setting in zhikong.config.json is wrong: ${issues}. Known settings: province, language, threads, memory, dueDay, shrinkShare, exports, holidays, recentYears, scorecardVeto, browser, disclosure.`,
  });
}

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { z } from 'zod';
import { copy, remove, rename, syncPath, writeNew } from '../effects/effects.js';
import { notePublication } from '../effects/interruption.js';
import { InputError } from '../message/errors.js';
import { sha256File } from '../read/receive.js';
import { damagedWarehouse } from '../warehouse/damaged.js';
import { type Act, type AuditLog, actSchema } from './audit.js';
import { refuseNewer } from './newer-workspace.js';
import type { Workspace } from './workspace.js';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const counts = z.record(z.string(), z.int().nonnegative());

const afterSchema = z.strictObject({ month: z.string(), edition: z.int().positive() });

/** An edition that is out when another is made. */
export type AfterEdition = z.infer<typeof afterSchema>;

const sealed = {
  batch: z.string(),
  month: z.string(),
  asOf: z.string(),
  program: z.string(),
  /** Rows of every table of the warehouse at publication. */
  tables: counts,
  files: z.array(z.strictObject({ path: z.string(), bytes: z.int().nonnegative(), sha256 })),
};

/**
 * The list of a report's files: `manifest.json` in its folder. The same edition gives the same bytes.
 *
 * - Format 1 has no edition.
 * - Format 2 says which edition of the month it is, and which one it has replaced.
 */
export const manifestSchema = z.discriminatedUnion('format', [
  z.strictObject({ format: z.literal(1), ...sealed }),
  z.strictObject({
    format: z.literal(2),
    edition: z.int().positive(),
    /** Null for the first. */
    former: z.strictObject({ number: z.int().positive(), place: z.string(), batch: z.string() }).nullable(),
    /** The policy of disclosure, as a hash. */
    policy: z.string(),
    /** The edition that readers of this one had already: the former one, or the newest of an earlier month; null for the very first. */
    after: afterSchema.nullable(),
    /** Others that readers had already and that `after` did not know, such as those of later months where a past one is run again; absent for none. */
    beside: z.array(afterSchema).optional(),
    ...sealed,
  }),
]);

export type Manifest = z.infer<typeof manifestSchema>;

/** The manifest that this program writes. */
export type NewManifest = Extract<Manifest, { format: 2 }>;

const warehouse = z.strictObject({ sha256, bytes: z.int().nonnegative(), tables: counts });
/** The hash of every report's manifest, by the report's folder inside the workspace. */
const reports = z.record(z.string(), sha256);

/**
 * What is published, `publication.json`. The warehouse's bytes differ from run to run even without changes, so its hash stands here and not
 * in a report.
 *
 * - Format 1 holds batch, warehouse, the hash of `history.json` and reports.
 * - Format 2 adds the program that wrote it and the contract of its warehouse, so that an older program can tell that it is
 *   older. Every later format keeps `format`, `program` and `contract.number`.
 */
export const publicationSchema = z.discriminatedUnion('format', [
  z.strictObject({ format: z.literal(1), batch: z.string(), warehouse, history: sha256, reports }),
  z.strictObject({
    format: z.literal(2),
    program: z.string(),
    /** Null for an empty warehouse. */
    contract: z.strictObject({ number: z.int().positive(), hash: z.string() }).nullable(),
    batch: z.string(),
    warehouse,
    history: sha256,
    reports,
  }),
]);

/** What both formats hold. */
export type Publication = Pick<
  z.infer<typeof publicationSchema>,
  'batch' | 'warehouse' | 'history' | 'reports'
>;

/** The format that this program writes. */
export type NewPublication = Extract<z.infer<typeof publicationSchema>, { format: 2 }>;

/** A path inside the workspace, with `/`. */
const inside = z.string().regex(/^(?!\/)(?!.*(?:^|\/)\.\.?(?:\/|$))[^\\\u0000]+$/);

/**
 * One step of a publication; repeating it changes nothing. `replace` renames a file over another, `move` a folder to a name that is still
 * free, `remove` deletes.
 */
const stepSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('replace'), from: inside, to: inside }),
  z.strictObject({ do: z.literal('move'), from: inside, to: inside }),
  z.strictObject({ do: z.literal('remove'), path: inside }),
]);

export type Step = z.infer<typeof stepSchema>;

const journalSchema = z.strictObject({ format: z.literal(1), steps: z.array(stepSchema), act: actSchema });

/** The remaining steps, and what is recorded after them. */
export interface Journal {
  readonly steps: readonly Step[];
  readonly act: Act;
}

/**
 * Publishes finished files of the workspace at one moment, the commit point: when the journal gets its name. Before it nothing has changed;
 * after it the next command completes the listed steps, whatever happened to this process.
 *
 * Everything that a step moves must be flushed to disk already.
 *
 * @throws {InputError} `unfinished-publication` when the journal is written but a step fails; the next command continues
 */
export function commit(workspace: Workspace, work: string, { steps, act }: Journal, audit: AuditLog): void {
  const beside = join(work, 'publish.json');
  writeNew(beside, `${JSON.stringify({ format: 1, steps, act })}\n`);
  syncPath(work);
  syncPath(workspace.temp);
  rename(beside, workspace.journal);
  notePublication();
  syncPath(workspace.root);
  try {
    finish(workspace, { steps, act });
    audit.record(act);
    close(workspace);
  } catch (error) {
    throw new InputError(
      'unfinished-publication',
      {
        zh: `发布已经确定，但文件尚未全部就位：${(error as Error).message}。请排除故障（如磁盘已满）；下一条 zhikong 命令会先把它完成，无需重新运行。`,
        en: `The publication is decided, but not every file is in its place: ${(error as Error).message}. Remove the cause, such as a full disk; the next zhikong command finishes it first, no new run is needed.`,
      },
      { cause: error, exit: 3 },
    );
  }
}

/** Finishes a publication that a crash interrupted; usually there is none. Only the holder of the lock may. */
export function recover(workspace: Workspace, audit: AuditLog): void {
  const journal = readJournal(workspace);
  if (journal === null) return;
  finish(workspace, journal);
  const { action, object, after, reason } = journal.act;
  audit.record({
    action: 'recovered',
    before: { interrupted: action },
    ...(object === undefined ? {} : { object }),
    ...(after === undefined ? {} : { after }),
    ...(reason === undefined ? {} : { reason }),
  });
  close(workspace);
}

/** @throws {InputError} `damaged-journal`, `newer-workspace` */
function readJournal({ journal, root }: Workspace): Journal | null {
  if (!existsSync(journal)) return null;
  refuseNewer(root);
  try {
    const { steps, act } = journalSchema.parse(JSON.parse(readFileSync(journal, 'utf8')));
    return { steps, act: act as Act };
  } catch (cause) {
    throw new InputError(
      'damaged-journal',
      {
        zh: 'publish.json 记录着一次尚未完成的发布，但内容已损坏。请从备份恢复工作区，或保留 tmp/ 并联系维护者。',
        en: 'publish.json lists what a publication still has to do, but it is damaged. Restore the workspace from a backup, or keep tmp/ and ask the maintainers.',
      },
      { cause, exit: 3 },
    );
  }
}

function finish({ root }: Workspace, { steps }: Journal): void {
  const folders = new Set<string>();
  const at = (path: string) => join(root, ...path.split('/'));
  for (const step of steps) {
    if (step.do === 'remove') remove(at(step.path));
    else {
      const isDone = step.do === 'move' ? existsSync(at(step.to)) : !existsSync(at(step.from));
      if (!isDone) rename(at(step.from), at(step.to));
      folders.add(dirname(at(step.from))).add(dirname(at(step.to)));
    }
  }
  for (const folder of folders) if (existsSync(folder)) syncPath(folder);
}

function close({ journal, root }: Workspace): void {
  remove(journal);
  syncPath(root);
}

/** A path as the journal and the publication hold it. */
export const placeIn = ({ root }: Workspace, path: string) => relative(root, path).split(sep).join('/');

/**
 * What is published; null in a workspace that has published nothing.
 *
 * @throws {InputError} `damaged-publication`; `newer-workspace` when a newer program has published since it was opened
 */
export function readPublication({ publication, root }: Workspace): Publication | null {
  if (!existsSync(publication)) return null;
  refuseNewer(root);
  try {
    return publicationSchema.parse(JSON.parse(readFileSync(publication, 'utf8')));
  } catch (cause) {
    throw new InputError(
      'damaged-publication',
      {
        zh: 'publication.json 记录着已发布内容的校验值，但它已损坏。请从备份恢复；若无备份，请用 zhikong verify 查看其余部分，确认完好后删除它再运行。',
        en: 'publication.json holds the hashes of what is published, but it is damaged. Restore it from a backup; without one, see with zhikong verify whether the rest is sound, then delete it and run again.',
      },
      { cause, exit: 3 },
    );
  }
}

/**
 * Copies the published warehouse to work on; false when there is none.
 *
 * @throws {InputError} `damaged-warehouse` when it differs from what was published
 */
export function copyWarehouse(workspace: Workspace, path: string): boolean {
  if (!existsSync(workspace.database)) return false;
  copy(workspace.database, path);
  const published = readPublication(workspace);
  if (published && sha256File(path) !== published.warehouse.sha256) throw damagedWarehouse();
  return true;
}

/** Flushes a finished report to disk, file by file and folder by folder, and writes its manifest. */
export function seal(folder: string, facts: Omit<NewManifest, 'format' | 'files'>): NewManifest {
  const manifest: NewManifest = { format: 2, ...facts, files: filesIn(folder) };
  writeNew(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  for (const { path } of manifest.files) syncPath(join(folder, path));
  for (const inner of foldersIn(folder)) syncPath(inner);
  return manifest;
}

/** Every file of a folder but its manifest, by name, with size and hash. */
export function filesIn(folder: string): Manifest['files'] {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => path !== 'manifest.json')
    .sort();
  return paths.map((path) => ({
    path,
    bytes: statSync(join(folder, path)).size,
    sha256: sha256File(join(folder, path)),
  }));
}

/** A folder and all its subfolders, innermost first. */
function foldersIn(folder: string): string[] {
  const inner = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [...inner.flatMap(({ name }) => foldersIn(join(folder, name))), folder];
}

export const sha256Text = (text: string) => createHash('sha256').update(text).digest('hex');

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenFigure, OpenFigures } from '../../reports/data/report-data.js';
import type { HospitalEntry } from '../ask/hospital-entries.js';
import type { DefinedIndicator } from '../define/index.js';
import { disclose, type Edition } from '../disclose/disclose.js';
import type { DisclosedFigure } from '../disclose/disclosed-figure.js';
import { labelOf } from '../disclose/label.js';
import { defaultPolicy } from '../disclose/policy.js';
import type { EarlierEdition, Shown } from '../disclose/protect.js';
import { chmod, copy, remove, rename } from '../effects/effects.js';
import type { Figure } from '../figure/figures.js';
import { sqlText } from '../sql/quote.js';
import type { Database } from '../warehouse/database.js';
import type { AfterEdition } from '../workspace/commit-journal.js';
import { archivePlace, centreOf, manifestIn, newestEdition, publishedMonths } from '../workspace/editions.js';
import type { Workspace } from '../workspace/workspace.js';

/** The file of what editions have told everybody; for the centre. */
const toldFile = 'disclosed.parquet';

/** What others may see of a batch, and what that rests on; how it was decided takes hundreds of megabytes and is not held. */
export interface DisclosedBatch {
  /** Of the policy; another one makes another edition. */
  readonly policyHash: string;
  /** The edition that readers have already; null where there is none. */
  readonly after: AfterEdition | null;
  /** What everybody may see. */
  readonly public: Edition;
  /** The same for the pages of hospitals. */
  readonly open: OpenFigures;
  /** How many figures an earlier edition told and this one hides. */
  readonly alreadyOut: number;
  /** Puts what this edition and those before it have told into the centre's folder, once. */
  readonly write: (folder: string) => void;
}

interface Options {
  readonly month: string;
  readonly batch: string;
  readonly figures: readonly Figure[];
  readonly indicators: readonly DefinedIndicator[];
  readonly hospitals: readonly HospitalEntry[];
  readonly key: Uint8Array;
  /** A folder that the database may read. */
  readonly folder: string;
}

/**
 * Decides what of a batch others than the centre may see, knowing what the edition before it has told. An edition that is made again knows what
 * it knew when it was made. Marks the figures that are hidden from others (`suppressed`).
 */
export async function discloseBatch(
  database: Database,
  workspace: Workspace,
  { month, batch, figures, indicators, hospitals, key, folder }: Options,
): Promise<DisclosedBatch> {
  const policy = workspace.settings.disclosure ?? defaultPolicy;
  const policyHash = createHash('sha256').update(JSON.stringify(policy)).digest('hex').slice(0, 16);
  const after = editionBefore(workspace, month, batch, policyHash);
  const before = after === null ? null : await earlierEdition(database, workspace, after, folder);
  const cityOf = new Map(
    hospitals.flatMap(({ hospital_id, city }) => (city === null || city === '' ? [] : [[hospital_id, city]])),
  );
  const disclosure = disclose({
    month,
    figures,
    indicators,
    cityOf,
    policy,
    earlier: before === null ? [] : [before.edition],
    key,
  });
  // In place, for a province has half a million figures.
  for (const figure of figures) (figure as { suppressed: boolean }).suppressed = !disclosure.isShown(figure);
  const open = disclosure.editionOf({ kind: 'public' });
  const told = join(folder, 'told.parquet');
  await writeTold(database, told, disclosure.shown, before?.told ?? null);
  return {
    policyHash,
    after,
    public: open,
    open: {
      figures: open.figures.filter(({ level }) => level !== 'hospital').map(openFigure),
      peers: open.peers,
      labelOf: (code, hospital) => labelOf(key, code, hospital),
    },
    alreadyOut: disclosure.alreadyOut.length,
    write: (centre) => rename(told, join(centre, toldFile)),
  };
}

/** A figure for a page, which has a number everywhere; `sides` says which are hidden. */
function openFigure({ state, ...figure }: DisclosedFigure): OpenFigure {
  const hasValue = state === 'value' || state === 'zero';
  const hidesSides = figure.sides === 'suppressed';
  const isHidden = figure.suppressed || (hidesSides && !hasValue);
  return {
    ...figure,
    ...(isHidden ? { numerator: null, denominator: null, rate: null, ci_low: null, ci_high: null } : {}),
    // Without what is open of it nobody may read a verdict into it.
    ...(hidesSides ? { threshold: null, operator: null, applies: null } : {}),
    suppressed: isHidden,
    pending: figure.pending ?? 0,
    unknown: figure.unknown ?? 0,
    excluded: figure.excluded ?? 0,
    undated: figure.undated ?? 0,
  };
}

/** The edition that readers of this one have already: the one before it of its month, else the newest of the latest month before. */
function editionBefore(
  workspace: Workspace,
  month: string,
  batch: string,
  policyHash: string,
): AfterEdition | null {
  const newest = newestEdition(workspace, month);
  if (newest?.manifest?.format === 2) {
    const { manifest, number } = newest;
    if (manifest.batch === batch && manifest.policy === policyHash) return manifest.after;
    return { month, edition: number };
  }
  const before = publishedMonths(workspace).findLast((one) => one < month);
  const edition = before === undefined ? null : newestEdition(workspace, before);
  return before === undefined || edition === null ? null : { month: before, edition: edition.number };
}

/** What is asked of the figures of an earlier edition: a province has hundreds of thousands. */
const counted = [
  'code',
  'version',
  'level',
  'unit',
  'period_type',
  'period',
  'stratum',
  'numerator',
  'denominator',
  'pending',
  'unknown',
  'excluded',
  'undated',
] as const satisfies readonly (keyof Figure)[];

/** What an edition, wherever it lies now, gave and told, with a copy of the file of what it told; null where it is from before anything was disclosed, or lost. */
async function earlierEdition(
  database: Database,
  workspace: Workspace,
  { month, edition }: AfterEdition,
  folder: string,
): Promise<{ readonly edition: EarlierEdition; readonly told: string } | null> {
  const isNewest = newestEdition(workspace, month)?.number === edition;
  const report = join(workspace.root, isNewest ? `reports/${month}` : archivePlace(month, edition));
  const [told, manifest] = [join(centreOf(report), toldFile), manifestIn(report)];
  if (!existsSync(told) || manifest === null) return null;
  const copied = join(folder, toldFile);
  copy(told, copied);
  const shown = await database.rows<Shown>(`SELECT * FROM read_parquet(${sqlText(copied)})`);
  const figures = await database.rows<Figure>(
    `SELECT ${counted.join(', ')} FROM figures WHERE batch = $batch AND level = 'hospital' AND period_type = 'month' ORDER BY rowid`,
    { batch: manifest.batch },
  );
  return { edition: { figures, shown }, told: copied };
}

/** Each once, in an order of their own, so that the same edition gives the same bytes. Removes the copy of what was told before. */
async function writeTold(
  database: Database,
  path: string,
  now: readonly Shown[],
  before: string | null,
): Promise<void> {
  await database.run(
    'CREATE OR REPLACE TEMP TABLE told (code VARCHAR, version VARCHAR, stratum VARCHAR, level VARCHAR, unit VARCHAR, first INTEGER, last INTEGER, part VARCHAR)',
  );
  await database.append('told', rowsOf(now), ['text', 'text', 'text', 'text', 'text', 'int', 'int', 'text']);
  const all =
    before === null ? 'told' : `(FROM told UNION ALL BY NAME FROM read_parquet(${sqlText(before)}))`;
  await database.run(
    `COPY (SELECT DISTINCT * FROM ${all} ORDER BY ALL) TO ${sqlText(path)} (FORMAT parquet, COMPRESSION zstd)`,
  );
  await database.run('DROP TABLE told');
  if (before !== null) remove(before);
  chmod(path, 0o600);
}

function* rowsOf(told: readonly Shown[]): Generator<readonly (string | number)[]> {
  for (const { code, version, stratum, level, unit, first, last, part } of told)
    yield [code, version, stratum, level, unit, first, last, part];
}

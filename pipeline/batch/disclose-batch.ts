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
import {
  centreOf,
  folderOf,
  type KnownEditions,
  knownEditions,
  manifestIn,
  newestEdition,
} from '../workspace/editions.js';
import type { Workspace } from '../workspace/workspace.js';

/** The file of what editions have told everybody; for the centre. */
const toldFile = 'disclosed.parquet';

/** What others may see of a batch, and what that rests on; how it was decided takes hundreds of megabytes and is not held. */
export interface DisclosedBatch extends KnownEditions {
  /** Of the policy; another one makes another edition. */
  readonly policyHash: string;
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
 * Decides what of a batch others than the centre may see, knowing what the editions that are out have told, those of later months too. An edition that is made again knows what
 * it knew when it was made. Marks the figures that are hidden from others (`suppressed`).
 */
export async function discloseBatch(
  database: Database,
  workspace: Workspace,
  { month, batch, figures, indicators, hospitals, key, folder }: Options,
): Promise<DisclosedBatch> {
  const policy = workspace.settings.disclosure ?? defaultPolicy;
  const policyHash = createHash('sha256').update(JSON.stringify(policy)).digest('hex').slice(0, 16);
  const { after, beside } = editionsKnown(workspace, month, batch, policyHash);
  const before: { readonly edition: EarlierEdition; readonly told: string }[] = [];
  for (const one of [...beside, ...(after === null ? [] : [after])]) {
    const edition = await earlierEdition(database, workspace, one, folder);
    if (edition !== null) before.push(edition);
  }
  const cityOf = new Map(
    hospitals.flatMap(({ hospital_id, city }) => (city === null || city === '' ? [] : [[hospital_id, city]])),
  );
  const disclosure = disclose({
    month,
    figures,
    indicators,
    cityOf,
    policy,
    earlier: before.map(({ edition }) => edition),
    key,
  });
  // In place, for a province has half a million figures.
  for (const figure of figures) (figure as { suppressed: boolean }).suppressed = !disclosure.isShown(figure);
  const open = disclosure.editionOf({ kind: 'public' });
  const told = join(folder, 'told.parquet');
  await writeTold(
    database,
    told,
    disclosure.shown,
    before.map((one) => one.told),
  );
  return {
    policyHash,
    after,
    beside,
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

/** What readers have already. The same edition made again knows what it knew. */
function editionsKnown(
  workspace: Workspace,
  month: string,
  batch: string,
  policyHash: string,
): KnownEditions {
  const manifest = newestEdition(workspace, month)?.manifest;
  return manifest?.format === 2 && manifest.batch === batch && manifest.policy === policyHash
    ? { after: manifest.after, beside: manifest.beside ?? [] }
    : knownEditions(workspace, month);
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
  edition: AfterEdition,
  folder: string,
): Promise<{ readonly edition: EarlierEdition; readonly told: string } | null> {
  const report = folderOf(workspace, edition);
  const [told, manifest] = [join(centreOf(report), toldFile), manifestIn(report)];
  if (!existsSync(told) || manifest === null) return null;
  // Several editions may be known, each by a copy of its own.
  const copied = join(folder, `told-${edition.month}-e${edition.edition}.parquet`);
  copy(told, copied);
  const shown = await database.rows<Shown>(`SELECT * FROM read_parquet(${sqlText(copied)})`);
  const figures = await database.rows<Figure>(
    `SELECT ${counted.join(', ')} FROM figures WHERE batch = $batch AND level = 'hospital' AND period_type = 'month' ORDER BY rowid`,
    { batch: manifest.batch },
  );
  return { edition: { figures, shown }, told: copied };
}

/** Each once, in an order of their own, so that the same edition gives the same bytes. Removes the copies of what was told before. */
async function writeTold(
  database: Database,
  path: string,
  now: readonly Shown[],
  before: readonly string[],
): Promise<void> {
  await database.run(
    'CREATE OR REPLACE TEMP TABLE told (code VARCHAR, version VARCHAR, stratum VARCHAR, level VARCHAR, unit VARCHAR, first INTEGER, last INTEGER, part VARCHAR)',
  );
  await database.append('told', rowsOf(now), ['text', 'text', 'text', 'text', 'text', 'int', 'int', 'text']);
  const files = before.map((file) => `UNION ALL BY NAME FROM read_parquet(${sqlText(file)})`);
  const all = `(FROM told ${files.join(' ')})`;
  await database.run(
    `COPY (SELECT DISTINCT * FROM ${all} ORDER BY ALL) TO ${sqlText(path)} (FORMAT parquet, COMPRESSION zstd)`,
  );
  await database.run('DROP TABLE told');
  for (const file of before) remove(file);
  chmod(path, 0o600);
}

function* rowsOf(told: readonly Shown[]): Generator<readonly (string | number)[]> {
  for (const { code, version, stratum, level, unit, first, last, part } of told)
    yield [code, version, stratum, level, unit, first, last, part];
}

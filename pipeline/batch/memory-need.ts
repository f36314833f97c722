import type { InboxFile } from '../read/inbox-file.js';
import type { Workspace } from '../workspace/workspace.js';

/** Bytes that a run may need and those there are, where there are too few; and what it makes do with. */
export interface TightMemory {
  readonly needed: number;
  readonly free: number;
  /** Of the database, as a setting. */
  readonly memory: string;
}

const MB = 1_000_000;
/** What the program takes beside the database, and of it for the figures of each hospital: a rough fit to the measured peaks (docs/performance.md). */
const program = { base: 400 * MB, perHospital: MB } as const;
/** Below this the database does not load a province's month, even on one thread. */
const leastOfDatabase = 200 * MB;

/** What the database may take where the settings do not say. */
export const usualMemory = '1GB';

const bytesOf = (setting: string): number =>
  Number.parseFloat(setting) * (setting.endsWith('GB') ? 1000 : 1) * MB;

/**
 * Whether a run of these files may need more memory than there is to spare, which is known before anything is read; null where there is
 * enough. A limit that the settings give stays as it is.
 *
 * @example tightMemory([], {}, 2_000_000_000) // => null
 */
export function tightMemory(
  files: readonly Pick<InboxFile, 'folder'>[],
  settings: Pick<Workspace['settings'], 'memory'>,
  free: number,
): TightMemory | null {
  const hospitals = new Set(files.flatMap(({ folder }) => folder ?? [])).size;
  const own = program.base + hospitals * program.perHospital;
  const needed = own + bytesOf(settings.memory ?? usualMemory);
  if (free >= needed) return null;
  const rest = Math.max(leastOfDatabase, free - own);
  const memory = settings.memory ?? `${Math.floor(rest / MB)}MB`;
  return { needed, free, memory };
}

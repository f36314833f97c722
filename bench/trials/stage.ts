import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { randomStream } from '../../data-samples/generator/random.js';
import { writeProvince } from '../province-files.js';
import { type Ended, endText, type Started, type Surroundings, start } from './program.js';

/** The month that is published before a trial, and the one that is run. */
export const [earlier, month] = ['2026-09', '2026-10'];

const seed = 20261031;

/** Files by their path and hash. */
type Files = ReadonlyMap<string, string>;

export interface Size {
  readonly hospitals: number;
  readonly anesthetics: number;
}

/** What a trial found. */
export interface Outcome {
  readonly tried: number;
  readonly faults: readonly string[];
  /** What is worth knowing besides, such as seconds. */
  readonly note?: string;
}

/**
 * A province with a published September and an October in the inbox, and what a run of October gives that nothing disturbs. Every
 * trial works on a copy of that workspace, so that all have the same key.
 */
export class Stage {
  readonly inbox: string;
  readonly base: string;
  #earlier: Files = new Map();
  #reference: Files = new Map();
  #seconds = 0;

  constructor(
    /** A folder that is gone afterwards. */
    readonly work: string,
    readonly size: Size,
  ) {
    this.inbox = join(work, 'inbox');
    this.base = join(work, 'base');
  }

  /** Seconds of the run that nothing disturbs. */
  get seconds(): number {
    return this.#seconds;
  }

  /** @throws {Error} when even the undisturbed runs fail */
  async prepare(): Promise<string> {
    const { hospitals, anesthetics } = this.size;
    const files = writeProvince(this.inbox, month, hospitals, anesthetics);
    // A tenth is enough for a month that only has to stay as it is.
    writeProvince(this.inbox, earlier, hospitals, Math.ceil(anesthetics / 10));
    mkdirSync(this.base);
    sound(await this.start(this.base, ['run', '--month', earlier]).ended);
    this.#earlier = reportOf(this.base, earlier);
    const reference = this.copy('reference');
    const ran = sound(await this.run(reference));
    this.#seconds = ran.seconds;
    this.#reference = reportOf(reference, month);
    return `${hospitals} hospitals, ${anesthetics} anaesthetics, ${files} files; undisturbed ${ran.seconds.toFixed(1)} s, peak ${Math.round(ran.mb)} MB, report of ${this.#reference.size} files`;
  }

  /** A workspace of its own with the published September. */
  copy(name: string, at = this.work): string {
    const to = join(at, name);
    cpSync(this.base, to, { recursive: true, preserveTimestamps: true });
    return to;
  }

  /** A command on a workspace, by the inbox of the province unless another is named. */
  start(
    workspace: string,
    [command = '', ...args]: readonly string[],
    around: Surroundings = {},
    inbox = this.inbox,
  ): Started {
    const takesInbox = command === 'run' || command === 'status';
    return start(
      [command, ...args, ...(takesInbox ? ['--inbox', inbox] : []), '--workspace', workspace],
      around,
    );
  }

  run(workspace: string, around: Surroundings = {}, inbox = this.inbox): Promise<Ended> {
    return this.start(workspace, ['run', '--month', month], around, inbox).ended;
  }

  /** What of the published reports is neither as before nor as after; nothing when all is whole. */
  faultsOfReports(workspace: string): string[] {
    const october = reportOf(workspace, month);
    return [
      ...difference(`${earlier} differs`, reportOf(workspace, earlier), this.#earlier),
      ...(october.size === 0 ? [] : difference('half a report', october, this.#reference)),
    ];
  }

  isPublished = (workspace: string) => existsSync(join(workspace, 'reports', month));

  /** Whether commands that ask answer, and what they find is whole: to be called after whatever a trial did. */
  async faultsOfAsking(workspace: string): Promise<string[]> {
    const before = this.faultsOfReports(workspace);
    const status = await this.start(workspace, ['status', '--month', month]).ended;
    const verified = await this.start(workspace, ['verify']).ended;
    return [
      ...before,
      ...(status.code === 0 || status.code === 1 ? [] : [`status: ${endText(status)}`]),
      ...(verified.code === 0 ? [] : [`verify: ${endText(verified)} ${verified.out.slice(0, 400)}`]),
      ...this.faultsOfReports(workspace),
    ];
  }

  /** Runs to the end, which must give what an undisturbed run gives, and leave nothing behind. */
  async faultsOfNextRun(workspace: string, around: Surroundings = {}, inbox = this.inbox): Promise<string[]> {
    return this.faultsOfRun(workspace, await this.run(workspace, around, inbox));
  }

  /**
   * What of a run that came to its end is not as in an undisturbed one. Where another batch of the month was published before it, the
   * manifest counts the rows of both.
   */
  faultsOfRun(workspace: string, ran: Ended, isSecond = false): string[] {
    const counted = (files: Files): Files =>
      new Map([...files].filter(([name]) => !isSecond || name !== 'manifest.json'));
    return [
      ...(isDone(ran) ? [] : [`the run to the end: ${endText(ran)}`]),
      ...difference('another report', counted(reportOf(workspace, month)), counted(this.#reference)),
      ...difference(`${earlier} differs`, reportOf(workspace, earlier), this.#earlier),
      ...leftIn(workspace),
    ];
  }

  random = (name: string) => randomStream(seed, name);
}

/** Files or rows held back are no failure. */
export const isDone = ({ code }: Ended) => code === 0 || code === 1;

function sound(ran: Ended): Ended {
  if (isDone(ran)) return ran;
  throw new Error(`an undisturbed run failed: ${endText(ran)}`);
}

const reportOf = (workspace: string, of: string): Files => filesOf(join(workspace, 'reports', of));

/** Every file of a folder by the hash of its bytes; nothing where there is no such folder. */
export function filesOf(folder: string): Files {
  if (!existsSync(folder)) return new Map();
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.sort().map((path) => [relative(folder, path), hashOf(readFileSync(path))]));
}

export const hashOf = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function difference(what: string, found: Files, expected: Files): string[] {
  const names = [...new Set([...found.keys(), ...expected.keys()])].filter(
    (name) => found.get(name) !== expected.get(name),
  );
  return names.length === 0
    ? []
    : [`${what}: ${names.length} files, such as ${names.slice(0, 3).join(', ')}`];
}

/** A lock, a journal, or a folder of a run that nobody is at work on. */
export function leftIn(workspace: string): string[] {
  const root = readdirSync(workspace).filter((name) =>
    /^(zhikong\.lock|publish\.json|audit\.jsonl\.head-)/.test(name),
  );
  const temp = readdirSync(join(workspace, 'tmp')).map((name) => `tmp/${name}`);
  const vault = readdirSync(join(workspace, 'vault')).filter((name) => name.startsWith('incoming-'));
  const left = [...root, ...temp, ...vault];
  return left.length === 0 ? [] : [`left behind: ${left.join(', ')}`];
}

export const removeFolder = (path: string) => rmSync(path, { recursive: true, force: true });

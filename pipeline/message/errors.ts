/** The failures that stop something. A bad cell is not one of them: it becomes a row of `problems` and the run continues. */

/** A text in both languages of the product. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** An unusable setting, flag or file. The command line prints it and exits with 2, or with 3 where the run failed. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly exit: 2 | 3;
  constructor(
    /** Stable, kebab-case, such as `empty-inbox`. */
    readonly code: string,
    /** What must hold, what was found, where, what to do. */
    readonly text: Bilingual,
    { exit = 2, ...options }: ErrorOptions & { exit?: 2 | 3 } = {},
  ) {
    super(`[${code}] ${text.en}`, options);
    this.exit = exit;
  }
}

/** The faulty field of a definition, and what would be allowed. */
export interface Faulty {
  /** The field of the declaration, such as `numerator`. */
  readonly field?: string;
  /** Allowed values, as they would be written. */
  readonly allowed?: readonly string[];
}

/**
 * A definition that contradicts itself or cites nothing. Thrown when its module loads; the message names the definition, what must hold,
 * the field, the allowed values, and the file and line of the declaration.
 */
export class DefinitionError extends Error {
  override readonly name = 'DefinitionError';
  /** The field of the declaration; null where the fault is in no single one. */
  readonly field: string | null;
  readonly allowed: readonly string[];
  /** The declaring file and line, as `indicators/ecmo/consent.js:12`; null where no `define…` declared it. */
  readonly file: string | null;
  constructor(
    /** The code or name of the definition. */
    readonly definition: string,
    must: string,
    { field, allowed = [] }: Faulty = {},
  ) {
    super();
    this.field = field ?? null;
    this.allowed = allowed;
    this.file = declaredAt(this.stack ?? '');
    this.message = [
      `${definition}: ${must}`,
      ...(field === undefined ? [] : [`field ${field}`]),
      ...(allowed.length === 0 ? [] : [`allowed: ${allowed.join(', ')}`]),
      ...(this.file === null ? [] : [`declared in ${this.file}`]),
    ].join('; ');
  }
}

/** The place that called the outermost `define…` of a stack: its path relative to the program's folder, or in full outside it. */
function declaredAt(stack: string): string | null {
  const frames = stack.split('\n').filter((line) => /^\s*at /.test(line));
  const last = frames.findLastIndex((line) => /\bat (?:\S+\.)?define[A-Z]\w* /.test(line));
  const frame = last < 0 ? '' : (frames[last + 1] ?? '');
  // `at name (file:///path:line:column)`, or without a name and brackets.
  const parts = frame
    .slice(Math.max(frame.lastIndexOf('('), frame.lastIndexOf(' ')) + 1)
    .replace('file://', '')
    .split(':');
  const [path, line] = [parts.slice(0, -2).join(':'), parts.at(-2)];
  const root = import.meta.url.replace('file://', '').replace(/pipeline\/message\/[^/]*$/, '');
  return line === undefined || path === ''
    ? null
    : `${path.startsWith(root) ? path.slice(root.length) : path}:${line}`;
}

/** A statement of ours that DuckDB refused. Holds the statement, never its bound values. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
  constructor(
    readonly sql: string,
    override readonly cause: unknown,
  ) {
    super(`${cause instanceof Error ? cause.message : String(cause)}\n--- in ---\n${sql.slice(0, 2000)}`);
  }
}

/** Whether the system reported that there is no room to write: a full disk, a quota, a limit on file size. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(String(error.code))) return true;
  // DuckDB passes on only the system's words.
  return (
    /No space left on device|File too large|Disk quota exceeded/i.test(error.message) ||
    isDiskFull(error.cause)
  );
}

/**
 * Whether the database or the machine ran out of memory: `limit` is the allowed amount, in the database's words, where it is given; null
 * for any other error.
 */
export function outOfMemory(error: unknown): { readonly limit: string | null } | null {
  if (!(error instanceof Error)) return null;
  if (/Out of Memory Error|(could not|failed to) allocate|Allocation failure|bad_alloc/i.test(error.message))
    return { limit: /\([^()]*\/([\d.]+ [KMGT]?i?B) used\)/.exec(error.message)?.[1] ?? null };
  return outOfMemory(error.cause);
}

import type { Communication, Hospital } from './life.js';
import { type Case, cellsOf, dayOf, HOUR, monthOf, shift } from './register.js';

/*
 * What a centre may believe of a hospital by what lies before it, worked out case by case from the decisions 0011, 0027, 0038 and 0039
 * and not from the program: which rows stand, which are withdrawn, and why a case counts that its register does not have.
 */

/** A file as it was taken in. */
export interface Taken {
  readonly said: number;
  readonly spoken: string;
  readonly path: string;
  readonly text: string;
  readonly of: Communication;
}

interface Row {
  readonly file: Taken;
  readonly line: number;
  readonly of: Case;
  readonly isBlank: boolean;
}

export interface Counted {
  readonly of: Case;
  /** The row it stands by. */
  readonly row: Row;
}

/** A case that an export lacks, and what was made of it. */
export interface Lacking {
  readonly key: string;
  readonly month: string;
  readonly kind: 'pending' | 'gone' | 'renumbered' | 'many' | 'unsure';
  /** The row that is missed. */
  readonly last: Row;
  /** The month in which the case is there again. */
  readonly until: string | null;
}

const order = (a: Taken, b: Taken) =>
  a.spoken === b.spoken ? a.said - b.said : a.spoken < b.spoken ? -1 : 1;
const newest = (rows: readonly Row[]): Row | undefined =>
  [...rows].sort((a, b) => order(a.file, b.file)).at(-1);
/**
 * The death within two days of removal that stands although the outcome is now that treatment was given up: the correction leaves the
 * cells blank, and blank erases nothing. An outcome that says alive, or another end than death on support, takes it back.
 */
function deathLeft(rows: readonly Row[]): string | null {
  const ends = [...rows]
    .filter(({ of, isBlank }) => of.end !== null && !isBlank)
    .sort((a, b) => order(b.file, a.file))
    .flatMap(({ of }) => (of.end === null ? [] : [of.end]));
  if (ends[0]?.how !== 'given-up') return null;
  const before = ends.find(({ how }) => how !== 'given-up');
  return before?.how === 'died-after' ? shift(before.at, 30 * HOUR) : null;
}

/** The day of death that a follow-up tells of a case whose end no row that stands tells. */
const deathFound = (seen: Row | undefined): string | null =>
  seen?.of.found?.alive === false && seen.of.end !== null ? dayOf(seen.of.end.at) : null;

const keyOf = (of: Case) => of.no;
const isTime = (of: Case, other: Case) =>
  of.begun.slice(0, of.kind === 'vad' ? 10 : 16) === other.begun.slice(0, of.kind === 'vad' ? 10 : 16);

export class Centre {
  /** The file that stands for each table and month. */
  readonly #standing = new Map<string, Taken>();

  constructor(readonly hospital: Hospital) {}

  /** Takes a file in; what the intake must say of it. */
  take(
    of: Communication,
    { said, path, text }: { said: number; path: string; text: string },
  ): 'accepted' | 'unchanged' | 'refused' {
    const at = `${of.table} ${of.month}`;
    const former = this.#standing.get(at);
    if (former?.text === text) return 'unchanged';
    if (former !== undefined) {
      const [before, now] = [former.of.cases.length, of.cases.length];
      // Much shorter than what it would replace.
      if (before - now >= 3 && now < before * 0.8) return 'refused';
    }
    const sent = [...this.#standing.values()]
      .filter((file) => file.of.table === of.table)
      .map((file) => file.of.month);
    const spoken = former === undefined ? of.month : ([...sent, of.month].sort().at(-1) ?? of.month);
    this.#standing.set(at, { said, spoken, path, text, of });
    return 'accepted';
  }

  /** What lies in the folder of a month, by path. */
  files(month: string): [path: string, text: string][] {
    return [...this.#standing.values()]
      .filter(({ of }) => of.month === month)
      .map(({ path, text }) => [path, text]);
  }

  #files(table: Communication['table'], month = '9999-12'): Taken[] {
    return [...this.#standing.values()]
      .filter(({ of }) => of.table === table && of.month <= month)
      .sort((a, b) => (a.of.month < b.of.month ? -1 : 1));
  }

  #rows(table: Communication['table'], month?: string): Row[] {
    return this.#files(table, month).flatMap((file) =>
      file.of.cases.map((of, i) => ({ file, line: i + 2, of, isBlank: file.of.blanked.has(of.id) })),
    );
  }

  /** What each export lacks of the cases of earlier months. */
  lacking(table: 'ecmo' | 'vad'): Lacking[] {
    const files = this.#files(table);
    const rows = this.#rows(table);
    const keys = [...new Set(rows.map(({ of }) => keyOf(of)))];
    const first = new Map(
      keys.map((key) => [key, rows.find(({ of }) => keyOf(of) === key)?.file.of.month ?? '']),
    );
    /** The earliest day a case was told to begin, before a month. */
    const earliest = (key: string, month: string) =>
      rows
        .filter(({ of, file }) => keyOf(of) === key && file.of.month < month)
        .map(({ of }) => dayOf(of.begun))
        .sort()[0] ?? '';
    const { declared } = this.hospital;
    const times = new Map<string, number>();
    const found: Lacking[] = [];
    let habit: string | null = null;
    let byMonth = 0;
    for (const file of files) {
      const { month } = file.of;
      const here = new Set(file.of.cases.map(keyOf));
      const since = `${file.of.cases.map(({ begun }) => monthOf(begun)).sort()[0] ?? '9999-12'}-01`;
      const isEmpty = here.size === 0;
      const earlier = keys.filter((key) => (first.get(key) ?? '') < month);
      const due = earlier.filter(
        (key) => earliest(key, month) >= since || isEmpty || declared === 'cumulative',
      );
      const missing = due.filter((key) => !here.has(key));
      const isFresh = [...here].some((key) => first.get(key) === month);
      // A case under another number, by its time and patient as last told, is known to be there.
      const unknown = missing.filter((key) => {
        const last = rows.filter(({ of, file: at }) => keyOf(of) === key && at.of.month < month).at(-1);
        const isKnown = (c: Case) =>
          last !== undefined && c.kind === 'ecmo' && isTime(c, last.of) && c.patient === last.of.patient;
        return !file.of.cases.some(isKnown);
      });
      let claim: string | null = declared;
      if (claim === null && !isEmpty && due.length > 0) {
        if ((due.length - unknown.length) * 2 < due.length) claim = 'month';
        else if (!isFresh && missing.length > 0) claim = 'unsure';
        else if (unknown.length >= 3 && unknown.length > due.length * 0.2) claim = 'many';
        else claim = 'cumulative';
      }
      if (claim === null && isEmpty)
        claim = habit === 'month' && byMonth < 2 ? 'unsure' : (habit ?? 'unsure');
      else if (claim === 'month' || claim === 'cumulative') {
        habit = claim;
        if (claim === 'month') byMonth += 1;
      }
      for (const key of here) times.set(key, 0);
      if (claim === null || claim === 'month') continue;
      for (const key of missing) {
        const last = rows.filter(({ of, file: at }) => keyOf(of) === key && at.of.month < month).at(-1);
        if (last === undefined) continue;
        const n = (times.get(key) ?? 0) + (claim === 'cumulative' ? 1 : 0);
        times.set(key, n);
        const until =
          files.find(({ of }) => of.month > month && of.cases.some((c) => keyOf(c) === key))?.of.month ??
          null;
        const again = file.of.cases.some(
          (c) =>
            keyOf(c) !== key &&
            first.get(keyOf(c)) === month &&
            isTime(c, last.of) &&
            this.#isOne(c, last, file),
        );
        const kind =
          claim !== 'cumulative'
            ? (claim as 'many' | 'unsure')
            : again
              ? 'renumbered'
              : n > 1
                ? 'gone'
                : 'pending';
        found.push({ key, month, kind, last, until });
      }
    }
    return found;
  }

  #isOne(of: Case, last: Row, file: Taken): boolean {
    if (of.patient !== '' || last.of.patient !== '') return of.patient === last.of.patient;
    const content = (c: Case, isBlank: boolean) => JSON.stringify({ ...cellsOf(c, isBlank), case_no: '' });
    return content(of, file.of.blanked.has(of.id)) === content(last.of, last.isBlank);
  }

  /** Whether the newest month's file that says anything of a case lists it under its number: a later file holds what an older one lacks. */
  isHeldLater(table: 'ecmo' | 'vad', of: Case, month: string): boolean {
    const says = this.#files(table, month).filter(
      (file) => file.of.covers(of) || file.of.cases.some((c) => keyOf(c) === keyOf(of)),
    );
    return says.at(-1)?.of.cases.some((c) => keyOf(c) === keyOf(of)) ?? false;
  }

  /** The rows that tell of a case under its number. */
  rowsOf(table: 'ecmo' | 'vad', of: Case, month: string): Row[] {
    return this.#rows(table, month).filter((row) => keyOf(row.of) === keyOf(of));
  }

  /** The cases of the hospital that count as of a month. */
  counted(table: 'ecmo' | 'vad', month: string): Counted[] {
    const rows = this.#rows(table, month);
    const follow = this.#rows('followups', month);
    const gone = new Set(
      this.lacking(table)
        .filter(
          (l) =>
            l.month <= month &&
            (l.kind === 'gone' || l.kind === 'renumbered') &&
            (l.until === null || l.until > month),
        )
        .map(({ key }) => key),
    );
    const forms = this.#rows('withdrawals', month);
    const keys = [...new Set(rows.map(({ of }) => keyOf(of)))];
    const rowsOf = (key: string) => rows.filter(({ of }) => keyOf(of) === key);
    const better = this.#betterKeys(new Map(keys.map((key) => [key, newest(rowsOf(key)) as Row])), gone);
    const endOf = (key: string): string => {
      const next = better.get(key);
      return next === undefined ? key : endOf(next);
    };
    const kept: Counted[] = [];
    for (const key of keys.filter((k) => !better.has(k) && !gone.has(k))) {
      const numbers = new Set(keys.filter((k) => endOf(k) === key));
      const own = rows.filter(({ of }) => numbers.has(keyOf(of)));
      const row = newest(own);
      if (row === undefined) continue;
      if (forms.some((form) => keyOf(form.of) === keyOf(row.of) && order(form.file, row.file) >= 0)) continue;
      const told = newest(own.filter(({ of, isBlank }) => of.end !== null && !isBlank));
      const seen = newest(
        [
          ...own.filter(({ isBlank }) => !isBlank),
          ...follow.filter(({ of }) => numbers.has(keyOf(of))),
        ].filter(({ of }) => of.found !== null),
      );
      kept.push({
        row,
        of: {
          ...row.of,
          end: told?.of.end ?? null,
          found: seen?.of.found ?? null,
          deathLeft: told === undefined ? deathFound(seen) : deathLeft(own),
        },
      });
    }
    return kept;
  }

  /** Of runs of one named patient at one minute: under which other number each is read, one that is not withdrawn and newer. */
  #betterKeys(current: ReadonlyMap<string, Row>, gone: ReadonlySet<string>): Map<string, string> {
    const isBefore = (a: string, b: string) => {
      const [one, other] = [current.get(a), current.get(b)];
      if (one === undefined || other === undefined) return false;
      if (gone.has(a) !== gone.has(b)) return gone.has(a);
      return order(one.file, other.file) < 0;
    };
    const found = new Map<string, string>();
    for (const [key, row] of current) {
      const others = [...current].filter(
        ([other, { of }]) =>
          other !== key &&
          of.kind === 'ecmo' &&
          of.patient !== '' &&
          of.patient === row.of.patient &&
          isTime(of, row.of) &&
          isBefore(key, other),
      );
      const best = others.map(([other]) => other).reduce((a, b) => (a === '' || isBefore(a, b) ? b : a), '');
      if (best !== '') found.set(key, best);
    }
    return found;
  }

  /** What the register says as of a month, by all that the hospital has told of it: of each case what was made last. */
  register(table: 'ecmo' | 'vad', month: string): Case[] {
    const rank = { withdrawals: 0, followups: 1, ecmo: 2, vad: 2 };
    const files = [...this.#standing.values()]
      .filter(({ of }) => of.month <= month)
      .sort(
        (a, b) =>
          a.of.made - b.of.made || rank[a.of.table] - rank[b.of.table] || (a.of.month < b.of.month ? -1 : 1),
      );
    const state = new Map<number, Case>();
    const known = new Map<number, Case>();
    for (const { of } of files) {
      const listed = new Set(of.cases.map(({ id }) => id));
      if (of.table === 'withdrawals') {
        for (const c of of.cases) if (c.kind === table) state.delete(c.id);
        continue;
      }
      if (of.table === 'followups') {
        for (const c of of.cases) {
          const was = known.get(c.id);
          if (was) known.set(c.id, { ...was, found: c.found });
        }
        continue;
      }
      if (of.table !== table) continue;
      for (const [id, c] of [...state]) if (!listed.has(id) && of.covers(c)) state.delete(id);
      for (const c of of.cases) {
        state.set(c.id, c);
        if (!of.blanked.has(c.id) && c.end !== null) known.set(c.id, c);
      }
    }
    return [...state.values()].map((c) => ({
      ...c,
      end: known.get(c.id)?.end ?? null,
      found: known.get(c.id)?.found ?? null,
    }));
  }
}

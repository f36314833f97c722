import type { Random } from '../../../data-samples/generator/random.js';
import { sized } from '../../long.js';
import {
  type Case,
  DAY,
  dayOf,
  type Ending,
  HOUR,
  lastDayOf,
  monthOf,
  type Register,
  shift,
} from './register.js';

/*
 * The life of a hospital: what happens to its register in a year, and which files it makes of it. A communication is known as of the
 * step in which it was made, whenever it is sent.
 */

export const months = Array.from(
  { length: sized(process.env['ZHIKONG_REGISTERS'] === undefined ? 5 : 8, 12) },
  (_, i) => `2026-${String(i + 1).padStart(2, '0')}`,
);

/** What a hospital tells the centre: a file of one table in the folder of a month. */
export interface Communication {
  readonly table: 'ecmo' | 'vad' | 'withdrawals' | 'followups';
  readonly month: string;
  /** The step in which it was made: what it says was so then. */
  readonly made: number;
  /** The step in which it is sent. */
  readonly sent: number;
  /** The cases it lists, as they were in the register; of a withdrawal those that it takes back. */
  readonly cases: readonly Case[];
  /** Cases whose outcome is left blank, for it was sent before. */
  readonly blanked: ReadonlySet<number>;
  /** Whether it says of a case that it does not list that there is none. */
  readonly covers: (of: Case) => boolean;
}

export interface Hospital {
  readonly code: string;
  /** The code from a step on. */
  readonly renamed: { readonly step: number; readonly code: string } | null;
  /** The step from which on it is closed, merged into the next hospital of its city. */
  readonly closed: number | null;
  /** What the centre has declared of its exports; null where they speak for themselves. */
  readonly declared: 'cumulative' | 'month' | null;
  readonly communications: readonly Communication[];
  /** What happened, for people who read a failure. */
  readonly story: readonly string[];
}

export interface Habits {
  readonly style: 'cumulative' | 'month';
  readonly isDeclared: boolean;
  /** Whether patients are exported. */
  readonly isNamed: boolean;
}

/** Which kinds of events happen, so that a small case can be found. */
export type Events = ReadonlySet<string>;
export const allEvents = [
  'outcome-late',
  'outcome-corrected',
  'begin-corrected',
  'deleted',
  'renumbered',
  'follow-up',
  'partial',
  'late',
  'skipped',
  'resent',
  'renamed',
  'vad',
  'unnamed',
  'second-run',
  'merged',
] as const;

const endings: readonly (readonly [number, Ending])[] = [
  [5, 'recovered'],
  [2, 'died-on'],
  [2, 'died-after'],
  [1, 'given-up'],
  [2, 'unknown'],
];

/** A hospital's year; the last of its city has no next one to be merged into. `olderAt` is the older month, by number, of which files may be sent in a step besides the newest; -1 for none. */
export function live(
  random: Random,
  code: string,
  events: Events,
  olderAt: readonly number[],
  isLast: boolean,
): Hospital {
  const happens = (name: (typeof allEvents)[number], perMille: number) =>
    random.chance(perMille) && events.has(name);
  const habits: Habits = {
    style: random.chance(600) ? 'cumulative' : 'month',
    isDeclared: random.chance(400),
    isNamed: !happens('unnamed', 300),
  };
  const renamed = happens('renamed', 200) ? { step: random.between(2, 10), code: `${code}n` } : null;
  const closedAt = !isLast && happens('merged', 100) ? random.between(3, 10) : null;
  const story: string[] = [JSON.stringify({ code, ...habits, renamed, closed: closedAt })];
  let register: Register = new Map();
  const fates = new Map<number, { step: number; end: NonNullable<Case['end']> }>();
  const communications: Communication[] = [];
  const told = new Map<number, Case>();
  const mayResend: Record<'ecmo' | 'vad', Map<string, Communication>> = { ecmo: new Map(), vad: new Map() };
  let gapsUntil = -1;
  let ids = 0;
  const put = (of: Case) => {
    register = new Map([...register, [of.id, of]]);
  };
  const cases = () => [...register.values()];
  const begins = new Set<string>();
  const beginIn = (month: string): string => {
    for (;;) {
      const two = (n: number) => String(n).padStart(2, '0');
      const at = `${month}-${two(random.between(1, 24))} ${two(random.below(24))}:${two(random.between(1, 59))}`;
      if (begins.has(at)) continue;
      begins.add(at);
      return at;
    }
  };

  for (const [step, month] of months.entries()) {
    if (closedAt !== null && step >= closedAt) break;
    const say = (what: string) => story.push(`${month} ${what}`);
    const last = lastDayOf(month);
    const forms: Case[] = [];
    const found: Case[] = [];

    const arrive = (kind: Case['kind']) => {
      ids += 1;
      const before = cases().filter((of) => of.kind === 'ecmo' && of.patient !== '');
      const isSecond = kind === 'ecmo' && before.length > 0 && happens('second-run', 120);
      const patient = isSecond ? random.pick(before).patient : `P${code}-${ids}`;
      const of: Case = {
        id: ids,
        kind,
        no: `${kind === 'vad' ? 'V' : 'E'}${ids}`,
        patient: habits.isNamed ? patient : '',
        begun: beginIn(month),
        end: null,
        found: null,
      };
      put(of);
      if (kind === 'vad') return;
      const at = shift(of.begun, random.between(1, 12) * DAY + random.below(24) * HOUR);
      let known = months.findIndex((m) => lastDayOf(m) >= dayOf(shift(at, 3 * DAY)));
      if (known < 0) return;
      if (happens('outcome-late', 300)) known += random.between(1, 2);
      fates.set(of.id, { step: known, end: { at, how: random.weighted(endings) } });
    };
    const many = random.weighted([
      [2, 0],
      [4, 1],
      [4, 2],
      [2, 3],
    ]);
    for (let i = 0; i < many; i += 1) arrive('ecmo');
    if (happens('vad', 300)) arrive('vad');

    for (const of of cases()) {
      const fate = fates.get(of.id);
      if (of.end === null && fate !== undefined && fate.step <= step) put({ ...of, end: fate.end });
    }
    const closed = cases().filter((of) => of.end !== null && of.found === null);
    if (closed.length > 0 && happens('outcome-corrected', 250)) {
      const of = random.pick(closed);
      const how = random.pick(['recovered', 'died-on', 'died-after', 'given-up'] as const);
      if (of.end !== null) put({ ...of, end: { at: of.end.at, how } });
      say(`outcome of ${of.no} corrected from ${of.end?.how} to ${how}`);
    }
    const older = cases().filter((of) => monthOf(of.begun) < month);
    if (older.length > 0 && happens('begin-corrected', 120)) {
      const of = random.pick(older);
      const begun = beginIn(monthOf(of.begun));
      if (of.kind === 'vad' || of.end === null || begun < of.end.at) {
        const fate = fates.get(of.id);
        if (of.kind === 'vad' || fate === undefined || begun < fate.end.at) {
          put({ ...of, begun });
          say(`begin of ${of.no} corrected from ${of.begun} to ${begun}`);
        }
      }
    }
    if (older.length > 0 && happens('deleted', 150)) {
      const { id, no } = random.pick(older);
      const of = register.get(id);
      register = new Map([...register].filter(([other]) => other !== id));
      fates.delete(id);
      if (of && habits.style === 'month' && told.has(id)) forms.push(told.get(id) ?? of);
      say(`${no} deleted`);
    }
    const left = older.filter(({ id }) => register.has(id));
    if (left.length > 0 && happens('renumbered', 120)) {
      const { id } = random.pick(left);
      const of = register.get(id);
      if (of) {
        if (habits.style === 'month' && told.has(id)) forms.push(told.get(id) ?? of);
        put({ ...of, no: `${of.no}R${step}` });
        say(`${of.no} renumbered`);
      }
    }
    // Who is looked for has left support by a file that lies with the centre.
    const hasCome = (of: Case) =>
      communications.some(
        ({ sent, table, cases: listed }) =>
          sent < step &&
          table === 'ecmo' &&
          listed.some(({ id, no, end }) => id === of.id && no === of.no && end !== null),
      );
    const lost = cases().filter(
      (of) =>
        of.end?.how === 'unknown' &&
        of.found === null &&
        dayOf(shift(of.end.at, 5 * DAY)) < last &&
        hasCome(of),
    );
    if (lost.length > 0 && happens('follow-up', 500)) {
      const of = random.pick(lost);
      const seen = { ...of, found: { on: last, alive: random.chance(600) } };
      put(seen);
      found.push(seen);
      say(`${of.no} found ${seen.found.alive ? 'alive' : 'dead'}`);
    }

    const send = (what: Omit<Communication, 'made'>) => {
      communications.push({ ...what, made: step });
      say(
        `${what.sent === step ? 'sends' : `makes, and sends in ${months[what.sent]},`} ${what.table} for ${what.month}: ${what.cases.map(({ no }) => no).join(' ')}${what.blanked.size > 0 ? ` (blank ${[...what.blanked].join(' ')})` : ''}`,
      );
    };
    const nothing: ReadonlySet<number> = new Set();
    for (const [table, rows] of [
      ['withdrawals', forms],
      ['followups', found],
    ] as const)
      if (rows.length > 0)
        send({ table, month, sent: step, cases: rows, blanked: nothing, covers: () => false });

    const lateStep = olderAt.findIndex((older, at) => at > step && older === step);
    const isLate = lateStep > 0 && happens('late', 250);
    const isSkipped = !isLate && habits.style === 'cumulative' && happens('skipped', 60);
    const sent = isLate ? lateStep : step;
    const isPartial = happens('partial', 120);
    if (isLate) gapsUntil = Math.max(gapsUntil, sent);
    for (const kind of ['ecmo', 'vad'] as const) {
      const own = cases().filter((of) => of.kind === kind);
      const covers = (of: Case) =>
        of.kind === kind &&
        (habits.style === 'cumulative' ? monthOf(of.begun) <= month : monthOf(of.begun) === month);
      const listed = own.filter((of) => covers(of) || told.get(of.id) !== of);
      if (kind === 'vad' && listed.length === 0 && mayResend.vad.size === 0) continue;
      if (isSkipped) continue;
      const blanked = new Set(
        isPartial && kind === 'ecmo'
          ? listed.filter((of) => of.end !== null && told.get(of.id) === of).map(({ id }) => id)
          : [],
      );
      const file = { table: kind, month, sent, cases: listed, blanked, covers };
      send(file);
      for (const of of listed) told.set(of.id, of);
      const older = months[olderAt[step] ?? -1] ?? '';
      const earlier = mayResend[kind].get(older);
      if (step > gapsUntil && earlier !== undefined && happens('resent', 200)) {
        const ids = new Set(earlier.cases.map(({ id }) => id));
        const again = own.filter((of) => earlier.covers(of) || ids.has(of.id));
        send({
          table: kind,
          month: older,
          sent: step,
          cases: again,
          blanked: nothing,
          covers: earlier.covers,
        });
      }
      mayResend[kind].set(month, { ...file, made: step });
    }
  }
  return {
    code,
    renamed,
    closed: closedAt,
    declared: habits.isDeclared ? habits.style : null,
    communications,
    story,
  };
}

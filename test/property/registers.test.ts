import { afterAll, describe, expect, it } from 'vitest';
import { randomStream } from '../../data-samples/generator/random.js';
import { findIndicator } from '../../pipeline/ask/explain.js';
import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { currentRowsSql } from '../../pipeline/current/current-sql.js';
import { StandingRows } from '../../pipeline/current/standing-rows.js';
import { staff } from '../../pipeline/lists/lists.js';
import { tellMissing } from '../../pipeline/load/reconcile/claims.js';
import { declareClaims } from '../../pipeline/load/reconcile/declared-claims.js';
import { tellListChanges } from '../../pipeline/load/reconcile/list-changes.js';
import { patience, sized } from '../long.js';
import { csv, Province } from '../pipeline/fixture.js';
import { Centre } from './registers/centre.js';
import { allEvents, type Communication, type Hospital, live, months } from './registers/life.js';
import { type Case, type Counts, cellsOf, count, lastDayOf } from './registers/register.js';
import { StaffAtCentre, type StaffList, staffLists } from './registers/staff.js';

/*
 * Random years of small hospitals. Each hospital has a register; files are made of it as hospitals do, with all that happens in a year,
 * and sent through the pipeline. As of every month, when it is run and again at the end, the figures must be those that follow from the
 * files by the decisions alone, and a case that counts though its register does not have it, or the other way round, must be named in
 * a problem. All histories lie in one province; each is a city of its own.
 */

/** More of them, more runs broken off, a warehouse lost on the way and their months in another order: in the long tests, and with `ZHIKONG_REGISTERS=50`. */
const asked = process.env['ZHIKONG_REGISTERS'];
const histories = Number(asked ?? sized(3, 1000));
/** The first of them, so that parts of many can be run by themselves. */
const first = Number(process.env['ZHIKONG_REGISTERS_FROM'] ?? 0);
const isLong = histories > 5;
const parcel = Math.min(histories, 250);
const size = 5;
const rebuiltAt = 5;
const indicators = ['ECMO-01', 'ECMO-N03', 'VAD-N01'].map(findIndicator);

let compared = 0;
let explained = 0;
let crashes = 0;
afterAll(() => {
  process.stdout.write(
    `${histories} histories of ${size} hospitals, ${compared} figures compared, ${explained} cases explained by problems, ${crashes} runs broken off\n`,
  );
});

const names = {
  ecmo: 'e.csv',
  vad: 'v.csv',
  withdrawals: '撤回.csv',
  followups: '随访.csv',
  staff: '人员.csv',
};

/** A communication as a file. */
function fileOf({ table, cases, blanked }: Communication): string {
  if (table === 'withdrawals')
    return csv(
      cases.map(({ kind, no }) => ({
        case_type: kind === 'vad' ? '心室辅助' : 'ECMO',
        case_no: no,
        reason: '重复报送',
      })),
    );
  if (table === 'followups')
    return csv(
      cases.map(({ no, found, end }) => ({
        case_no: no,
        followed_on: found?.on ?? '',
        status: found?.alive ? '存活' : '死亡',
        died_on: found?.alive ? '' : (end?.at.slice(0, 10) ?? ''),
      })),
    );
  const rows = cases.map((of) => cellsOf(of, blanked.has(of.id)));
  if (rows.length > 0) return csv(rows);
  const some: Case = {
    id: 0,
    kind: table,
    no: 'x',
    patient: '',
    begun: '2026-01-01 08:00',
    end: null,
    found: null,
  };
  return `${Object.keys(cellsOf(some, true)).join(',')}\n`;
}

/** A list of persons as a file: each is told by a number that is no personal datum, for those are hashed. */
const staffFile = ({ persons }: StaffList): string =>
  csv(
    persons.map((who) => ({
      staff_id: `S${who}`,
      technique: 'ECMO',
      role: '医师',
      full_process_cases: `${who}`,
    })),
  );

interface History {
  readonly city: string;
  readonly hospitals: readonly {
    readonly hospital: Hospital;
    readonly centre: Centre;
    readonly lists: readonly StaffList[];
    readonly people: StaffAtCentre;
  }[];
}

const codeAt = ({ code, renamed }: Hospital, step: number) =>
  renamed !== null && step >= renamed.step ? renamed.code : code;

/** The list of hospitals as of a step. */
const listAt = (all: readonly History[], step: number) =>
  csv(
    all.flatMap(({ city, hospitals }) =>
      hospitals.map(({ hospital }, i) => {
        const code = codeAt(hospital, step);
        const next = hospitals[i + 1]?.hospital;
        const isClosed = hospital.closed !== null && step >= hospital.closed;
        return {
          hospital_id: code,
          name: code,
          city,
          former_code: code === hospital.code ? '' : hospital.code,
          closed_on: isClosed ? `${months[hospital.closed ?? 0]}-01` : '',
          merged_into: isClosed && next !== undefined ? codeAt(next, step) : '',
        };
      }),
    ),
  );

/** Counts by unit from the pipeline: hospitals by code, histories by city. */
async function countsOf(province: Province, month: string): Promise<Map<string, Counts>> {
  const counts = new Map<string, Counts>();
  for (const { code, unit, period, stratum, numerator, denominator } of await province.figures(
    month,
    lastDayOf(month),
    indicators,
  )) {
    if (period !== '2026' || stratum !== '') continue;
    const of = counts.get(unit) ?? { effective: 0, runs: 0, patients: 0, implants: 0 };
    if (code === 'ECMO-01') {
      of.effective = numerator ?? 0;
      of.runs = denominator ?? 0;
    } else if (code === 'ECMO-N03') of.patients = numerator ?? 0;
    else of.implants = numerator ?? 0;
    counts.set(unit, of);
  }
  return counts;
}

const none: Counts = { effective: 0, runs: 0, patients: 0, implants: 0 };
const text = (of: Counts) =>
  `ECMO-01 ${of.effective}/${of.runs} ECMO-N03 ${of.patients} VAD-N01 ${of.implants}`;

/** Where the pipeline counts otherwise than the files say. */
async function differences(
  province: Province,
  all: readonly History[],
  month: string,
  step: number,
): Promise<string[]> {
  const asOf = lastDayOf(month);
  const counts = await countsOf(province, month);
  const found: string[] = [];
  const total = { ...none };
  const check = (unit: string, of: Counts) => {
    compared += 4;
    const got = text(counts.get(unit) ?? none);
    if (got !== text(of)) found.push(`${unit} as of ${month}: ${got}, by hand ${text(of)}`);
  };
  for (const { city, hospitals } of all) {
    const together = hospitals.flatMap(({ hospital, centre }) => {
      const own = (['ecmo', 'vad'] as const).flatMap((table) =>
        centre.counted(table, month).map(({ of }) => ({ of, owner: hospital.code })),
      );
      check(codeAt(hospital, step), count(own, asOf));
      return own;
    });
    const sum = count(together, asOf);
    check(city, sum);
    for (const key of Object.keys(total) as (keyof Counts)[]) total[key] += sum[key];
  }
  check('*', total);
  return found;
}

/** Where other persons stand on the staff lists than the files say. */
async function staffDifferences(
  province: Province,
  all: readonly History[],
  month: string,
  step: number,
): Promise<string[]> {
  const rows = await province.database.rows<{ code: string; persons: string }>(
    `SELECT hospital_id AS code, string_agg(CAST(full_process_cases AS INTEGER), ' ' ORDER BY full_process_cases) AS persons
     FROM (${await currentRowsSql(province.database, staff, month)}) GROUP BY ALL`,
  );
  const got = new Map(rows.map(({ code, persons }) => [code, persons]));
  return all.flatMap(({ hospitals }) =>
    hospitals.flatMap(({ hospital, people }) => {
      compared += 1;
      const code = codeAt(hospital, step);
      const expected = people.onList(month).join(' ');
      return (got.get(code) ?? '') === expected
        ? []
        : [`${code} as of ${month}: staff ${got.get(code)}, by hand ${expected}`];
    }),
  );
}

/** Persons who stand on the list though they have left, or the other way round, without a word. */
function silentStaff(
  { hospital, people }: History['hospitals'][number],
  month: string,
  problems: readonly Problem[],
): string[] {
  const listed = people.onList(month);
  const readings = [months.length, months.indexOf(month)].map((until) => people.working(month, until));
  const isAt = (who: number) => readings.every((working) => working.includes(who));
  const isGone = (who: number) => readings.every((working) => !working.includes(who));
  const told = problems
    .filter(({ rule, month: of }) => rule === 'list-much-shorter' && of <= month)
    .flatMap(({ zh }) =>
      [...zh.matchAll(/(\d{4}-\d{2})“[^”]+”第 (\d+) 行/g)].map(([, of, line]) => `${of} ${line}`),
    );
  const stay = listed.filter(isGone);
  explained += stay.length;
  return [
    ...stay
      .filter((who) => !people.placesOf(who).some((place) => told.includes(place)))
      .map((who) => `${hospital.code} as of ${month}: person ${who} has left and is on the list`),
    ...(readings[0] ?? [])
      .filter((who) => isAt(who) && !listed.includes(who))
      .map((who) => `${hospital.code} as of ${month}: person ${who} works there and is not on the list`),
  ];
}

interface Problem {
  readonly rule: string;
  readonly month: string;
  readonly folder: string;
  readonly zh: string;
}

/** Cases that count otherwise than in the register without a word. */
function silent(
  { hospital, centre }: History['hospitals'][number],
  month: string,
  problems: readonly Problem[],
): string[] {
  const found: string[] = [];
  const isTold = (
    rule: string,
    { file, line }: { file: { path: string; of: Communication }; line: number },
  ) =>
    problems.some(
      (p) =>
        p.rule === rule &&
        p.month <= month &&
        placesOf(p.zh).has(`${file.of.month}“${file.path}”第 ${line} 行`),
    );
  const asOf = lastDayOf(month);
  const one = (of: Case) => text(count([{ of: { ...of, no: '' }, owner: '' }], asOf));
  for (const table of ['ecmo', 'vad'] as const) {
    const lacking = centre.lacking(table).filter((l) => l.month <= month);
    const counted = centre.counted(table, month);
    const register = new Map(centre.register(table, month).map((of) => [of.id, of]));
    for (const standing of counted) {
      const { of } = standing;
      const truly = register.get(of.id);
      if (truly !== undefined && (truly.no === of.no || one(truly) === one(of))) {
        // Under another of its numbers the case counts as well, once.
        register.delete(of.id);
        if (one(truly) !== one(of))
          found.push(
            `${hospital.code} as of ${month}: ${of.no} counts as ${one(of)}, in the register ${one(truly)}`,
          );
        continue;
      }
      if (centre.isHeldLater(table, of, month)) continue;
      const why = lacking.filter((l) => l.key === of.no);
      if (why.some(({ last }) => isTold('missing-in-export', last))) explained += 1;
      else if (centre.rowsOf(table, of, month).some((row) => isTold('left-out-of-export', row)))
        explained += 1;
      else
        found.push(
          `${hospital.code} as of ${month}: ${of.no} counts, not in the register; ${why.map((l) => `${l.kind} in ${l.month} ${l.last.file.path}:${l.last.line}`).join(', ') || 'nothing lacks it'}`,
        );
    }
    for (const of of register.values()) {
      const why = lacking.filter((l) => l.key === of.no && l.kind === 'gone');
      if (why.some(({ last }) => isTold('withdrawn-by-export', last))) explained += 1;
      else found.push(`${hospital.code} as of ${month}: ${of.no} does not count, but is in the register`);
    }
  }
  return found;
}

const placesOf = (zh: string) => new Set(zh.match(/\d{4}-\d{2}“[^”]+”第 \d+ 行/g) ?? []);

/** Runs histories side by side; what is wrong, by history. */
async function run(all: readonly History[]): Promise<string[]> {
  const province = await Province.open();
  try {
    const hospitals = all.flatMap((history) => history.hospitals);
    const declared = declaredBy(hospitals.map(({ hospital }) => hospital));
    await declareClaims(province.database, declared, '2026-01');
    const wrong: string[] = [];
    const dice = randomStream(all.length, all[0]?.city ?? '');
    const crashAt = new Map([1, ...(isLong ? [4, 6] : [])].map((step) => [step, months[step] ?? '']));
    let said = 0;
    for (const [step, now] of months.entries()) {
      const due = hospitals.flatMap((of) =>
        of.hospital.communications
          .filter(({ sent }) => sent === step)
          .map((communication) => ({ ...of, communication })),
      );
      let list: Record<string, string> = { '_中心/名录.csv': listAt(all, step) };
      for (const month of [now, ...months.slice(0, step)]) {
        // What a hospital sends for one month twice comes in rounds.
        let left = due.filter(({ communication }) => communication.month === month);
        let staffDue = hospitals.flatMap(({ hospital, lists, people }) =>
          lists
            .filter((of) => of.sent === step && of.month === month)
            .map((of) => ({ path: `${codeAt(hospital, step)}/${names.staff}`, of, people })),
        );
        while (left.length > 0 || staffDue.length > 0) {
          said += 1;
          const files = list;
          list = {};
          const expected: Record<string, string> = {};
          const later: typeof left = [];
          for (const sending of left) {
            const path = `${codeAt(sending.hospital, step)}/${names[sending.communication.table]}`;
            if (path in files) {
              later.push(sending);
              continue;
            }
            const content = fileOf(sending.communication);
            files[path] = content;
            expected[path] = sending.centre.take(sending.communication, { said, path, text: content });
          }
          for (const { path, of, people } of staffDue) {
            files[path] = staffFile(of);
            expected[path] = people.take(of, said);
          }
          staffDue = [];
          // The run breaks off and is begun again: nothing is said by that either.
          if (crashAt.get(step) === month) {
            crashes += (await province.sendAndCrash(month, files, dice.below(200))) === 'crashed' ? 1 : 0;
            crashAt.delete(step);
            await declareClaims(province.database, declared, now);
          }
          const outcomes = await province.send(month, files);
          for (const [path, outcome] of Object.entries(expected))
            if (outcomes[path] !== outcome)
              wrong.push(`${path} of ${month} is ${outcomes[path]}, by hand ${outcome}`);
          left = later;
        }
      }
      // An older month is read again as of an earlier day, or of a later one: nothing is said by that.
      if (step === 3 || (isLong && step % 3 === 2)) {
        const older = months[step - 2] ?? now;
        const again = Object.fromEntries(hospitals.flatMap(({ centre }) => centre.files(older)));
        if (Object.keys(again).length > 0)
          await province.send(older, again, { asOf: step % 2 === 0 ? `${older}-15` : lastDayOf(now) });
      }
      // The warehouse is lost and made anew from the vault: nothing is said by that.
      if (isLong && step === rebuiltAt) {
        await province.rebuild();
        await declareClaims(province.database, declared, now);
      }
      if (isLong || step % 3 === 1)
        for (const of of [differences, staffDifferences])
          for (const d of await of(province, all, now, step)) wrong.push(`when run: ${d}`);
    }
    // What a run of a month again, with nothing new, tells of it: an older file may have come since.
    const standing = new StandingRows(province.database);
    for (const month of months)
      for (const table of [ecmoRuns, vadImplants])
        await tellMissing(province.database, table, month, standing);
    await standing.close();
    for (const month of months) await tellListChanges(province.database, staff, month);
    const problems = await province.database.rows<Problem>(
      `SELECT p.rule, f.month, coalesce(f.folder, '') AS folder, p.zh FROM problems p JOIN files f USING (file_id)`,
    );
    for (const [step, month] of months.entries()) {
      if (isLong || step % 3 === 1)
        for (const of of [differences, staffDifferences])
          wrong.push(...(await of(province, all, month, months.length - 1)));
      for (const of of hospitals) {
        const own = problems.filter(({ folder }) => folder === codeAt(of.hospital, months.length - 1));
        wrong.push(...silent(of, month, own), ...silentStaff(of, month, own));
      }
    }
    return wrong;
  } finally {
    await province.close();
  }
}

/** The counts as of every month, where each month is run once with all that ever comes for it, in some order of months. */
async function countsAfter(all: readonly History[], inOrder: readonly string[]): Promise<string[]> {
  const province = await Province.open();
  try {
    const hospitals = all.flatMap((history) => history.hospitals.map(({ hospital }) => hospital));
    await declareClaims(province.database, declaredBy(hospitals), '2026-01');
    for (const month of inOrder) {
      const files = hospitals.flatMap((hospital) =>
        hospital.communications
          .filter((of) => of.month === month)
          .map((of) => [`${hospital.code}/${names[of.table]}`, fileOf(of)] as const),
      );
      await province.send(month, { '_中心/名录.csv': listAt(all, 0), ...Object.fromEntries(files) });
    }
    const states: string[] = [];
    for (const month of isLong ? months : months.slice(-2))
      for (const [unit, of] of await countsOf(province, month)) states.push(`${month} ${unit} ${text(of)}`);
    return states.sort();
  } finally {
    await province.close();
  }
}

const declaredBy = (hospitals: readonly Hospital[]) =>
  Object.fromEntries(
    hospitals.flatMap(({ code, declared }) => (declared === null ? [] : [[code, declared]])),
  );

/** The older month of which files come in each step besides the newest: the same for all, for every month sent costs a run. */
const older = randomStream(12, 'older months');
const olderAt = months.map((_, step) => (step === 0 ? -1 : Math.max(0, step - 1 - older.below(4))));

const historyOf = (seed: number, events: readonly string[] = allEvents): History => ({
  city: `城${seed}`,
  hospitals: Array.from({ length: size }, (_, i) => {
    const code = `H${seed}x${i}`;
    const hospital = live(
      randomStream(seed, `hospital ${i}`),
      code,
      new Set(events),
      olderAt,
      i === size - 1,
    );
    const lists = staffLists(randomStream(seed, `staff ${i}`), months, olderAt, hospital.closed);
    return { hospital, centre: new Centre(hospital), lists, people: new StaffAtCentre() };
  }),
});

/** What is wrong, with the story of the first hospital of which it is told. */
function tale(wrong: readonly string[], all: readonly History[]): string[] {
  const code = /H\d+x\d+/.exec(wrong[0] ?? '')?.[0];
  const story =
    all.flatMap(({ hospitals }) => hospitals).find(({ hospital }) => hospital.code === code)?.hospital
      .story ?? [];
  return [...wrong.slice(0, 20), ...story];
}

describe(`${histories} random years of ${size} hospitals`, () => {
  it.each(Array.from({ length: Math.ceil(histories / parcel) }, (_, i) => first + i * parcel))(
    'count as the registers do, or say which case does not: from year %i',
    async (from) => {
      const all = Array.from({ length: Math.min(parcel, first + histories - from) }, (_, i) =>
        historyOf(from + i),
      );
      const wrong = await run(all);
      // Hours may pass until the last parcel is done and the runner tells of this one.
      if (wrong.length > 0) process.stdout.write(`from year ${from}: ${tale(wrong, all).join('\n')}\n`);
      expect(tale(wrong, all)).toEqual([]);
    },
    isLong ? 3_600_000 : patience,
  );

  it.runIf(isLong)(
    'do not depend on the order of the months, where each is run once',
    async () => {
      const events = allEvents.filter((name) => !['resent', 'renamed', 'merged'].includes(name));
      const all = Array.from({ length: Math.min(histories, 50) }, (_, i) => historyOf(100_000 + i, events));
      const inOrder = await countsAfter(all, months);
      compared += 2 * inOrder.length;
      expect(inOrder.length).toBeGreaterThan(all.length * size * 2);
      expect(await countsAfter(all, randomStream(3, 'order of months').shuffle(months))).toEqual(inOrder);
    },
    isLong ? 3_600_000 : patience,
  );
});

import type { Random } from '../../../data-samples/generator/random.js';
import type { Cells } from '../../pipeline/fixture.js';
import {
  DAY,
  dayOf,
  type EcmoCourse,
  ecmoComplications,
  HOUR,
  type VadCourse,
  vadComplications,
} from './courses.js';

/*
 * Courses as a hospital writes them down: with nothing hidden, and as hospitals do, who stop asking when patients go home early, write days
 * without times, tell a death by a reason, a status, a follow-up or another row alone, leave columns out and cells blank. What is
 * written is never wrong.
 */

const origin = Date.UTC(2025, 0, 1);
const date = (day: number) => new Date(origin + day * DAY * 60_000).toISOString().slice(0, 10);
const moment = (at: number) => new Date(origin + at * 60_000).toISOString().slice(0, 16).replace('T', ' ');
const yes = (is: boolean) => (is ? '是' : '否');

/** A row with nothing hidden; what a hospital does beside the course is chosen at random and always known. */
export function ecmoRecord(of: EcmoCourse, random: Random): Cells {
  const { started, ended, death, discharged } = of;
  const diedHere = death !== null && death <= discharged && !of.isAgainstAdvice;
  const day30 = dayOf(started) + 30;
  const deadBy30 = death !== null && dayOf(death) <= day30;
  const day365 = dayOf(started) + 365;
  const deadByYear = death !== null && dayOf(death) <= day365;
  return {
    case_no: of.no,
    run_no: String(of.run),
    patient_id: of.patient,
    organ_donor: '否',
    mode: random.chance(500) ? 'VA' : 'VV',
    ecpr: '否',
    urgency: random.chance(500) ? '紧急' : '非紧急',
    cannulation_at: moment(started - 30),
    started_at: moment(started),
    ended_at: moment(ended),
    end_reason: of.reason,
    alive_48h: of.reason === '死亡' ? '' : yes(death === null || death > ended + 48 * HOUR),
    died_at: death === null ? '' : moment(death),
    discharged_at: moment(discharged),
    discharge_status: diedHere ? '死亡' : of.isAgainstAdvice ? '非医嘱离院' : '医嘱离院',
    discharge_outcome: diedHere ? '死亡' : of.isAgainstAdvice ? '未愈' : '好转',
    status_30d: deadBy30 ? '死亡' : '存活',
    status_30d_on: date(deadBy30 ? dayOf(death ?? 0) : day30 + 1),
    followup_1y_status: deadByYear ? '死亡' : of.isLost ? '失访' : '存活',
    // On the very day of a death nobody asks.
    followup_1y_on: date(
      deadByYear
        ? dayOf(death ?? 0)
        : day365 + (of.isLost || (death !== null && dayOf(death) === day365 + 1) ? 0 : 1),
    ),
    start_physicians: String(random.between(2, 4)),
    start_treating: String(random.below(2)),
    start_experts: String(random.between(1, 2)),
    removal_physicians: String(random.between(2, 4)),
    removal_treating: String(random.below(2)),
    removal_experts: String(random.between(1, 2)),
    emergency_decider_expert: yes(random.chance(700)),
    plan_completed_at: moment(started + random.between(1, 14) * HOUR),
    mdt_start: yes(random.chance(700)),
    mdt_removal: yes(random.chance(700)),
    consented_at: moment(started - random.between(-60, 300)),
    air_in_circuit: yes(random.chance(100)),
    pump_stop: yes(random.chance(100)),
    cannulation_accident: yes(random.chance(100)),
    ...Object.fromEntries(ecmoComplications.map((name, i) => [name, yes(of.complications[i] ?? false)])),
  };
}

export function vadRecord(of: VadCourse, random: Random): Cells {
  const { implanted, removed, death } = of;
  const deadBy30 = death !== null && death <= implanted + 30;
  const day365 = implanted + 365;
  // Whoever lives was seen in the last days before the as-of day; who is lost was last asked after a year.
  const status = death !== null ? '死亡' : of.isLost ? '失访' : '存活';
  return {
    case_no: of.no,
    patient_id: of.patient,
    device_type: '植入式',
    implanted_on: date(implanted),
    urgency: '择期',
    deciders: String(random.between(1, 3)),
    consented_on: date(implanted - random.below(3)),
    ethics_approved_on: date(implanted - random.below(3)),
    removed_on: removed === null ? '' : date(removed.on),
    removal_reason: removed?.reason ?? '',
    transplanted_on: of.transplanted === null ? '' : date(of.transplanted),
    died_on: death === null ? '' : date(death),
    status_30d: deadBy30 ? '死亡' : '存活',
    status_30d_on: date(deadBy30 ? (death ?? 0) : implanted + 31),
    last_followup_on: date(death ?? (of.isLost ? day365 - 1 : 729)),
    last_followup_status: status,
    followup_1y_done: death !== null && death <= day365 ? '' : yes(!of.isLost),
    ...Object.fromEntries(vadComplications.map((name, i) => [name, yes(of.complications[i] ?? false)])),
  };
}

/** What must be there, lest the row be held or be another patient's. */
const kept = new Set([
  'case_no',
  'run_no',
  'patient_id',
  'organ_donor',
  'mode',
  'started_at',
  'device_type',
  'implanted_on',
]);
const times = ['started_at', 'ended_at', 'died_at', 'discharged_at', 'plan_completed_at', 'consented_at'];
const outcomes30 = ['status_30d', 'status_30d_on'];
const ecmoLater = ['followup_1y_status', 'followup_1y_on'];
const device = ['removed_on', 'removal_reason', 'transplanted_on'];
const vadLater = ['last_followup_on', 'last_followup_status', 'followup_1y_done'];

/** What a hospital never exports: one column in twelve. */
export const absentColumns = (columns: readonly string[], random: Random): ReadonlySet<string> =>
  new Set(columns.filter((name) => !kept.has(name) && !device.includes(name) && random.chance(80)));

/** The row as the hospital has it. */
export function hidden(
  row: Cells,
  of: EcmoCourse | VadCourse,
  absent: ReadonlySet<string>,
  random: Random,
): Cells {
  const cells: Record<string, string> = { ...row };
  const blank = (...names: readonly string[]) => {
    for (const name of names) if (!kept.has(name)) cells[name] = '';
  };
  const maybe = (perMille: number, ...names: readonly string[]) => {
    if (random.chance(perMille)) blank(...names);
  };
  const isAlive = of.death === null;
  if (of.kind === 'ecmo') {
    // Home early and never asked after again: this befalls survivors alone.
    const isHomeEarly = isAlive && dayOf(of.discharged) <= dayOf(of.started) + 30;
    maybe(isHomeEarly ? 700 : 250, ...outcomes30);
    maybe(isHomeEarly ? 700 : 250, ...ecmoLater);
    maybe(400, 'alive_48h');
    maybe(150, 'discharged_at');
    maybe(100, 'discharge_outcome');
    maybe(120, 'discharged_at', 'discharge_status', 'discharge_outcome');
    maybe(80, 'ended_at');
    maybe(80, 'end_reason');
    maybe(100, 'status_30d_on');
    maybe(100, 'followup_1y_on');
  } else {
    maybe(isAlive ? 600 : 250, ...outcomes30);
    maybe(isAlive ? 500 : 200, ...vadLater);
    // Who tells neither removal nor transplantation has not looked at the patient since.
    maybe(150, ...device, ...vadLater, ...outcomes30, 'died_on');
    const one = random.pick(['removed_on', 'removal_reason']);
    maybe(150, one);
  }
  maybe(400, 'died_at', 'died_on');
  for (const name of times) {
    const cell = cells[name];
    if (cell && random.chance(250)) cells[name] = cell.slice(0, 10);
  }
  // Who has nothing to tell leaves the cell blank.
  for (const [name, cell] of Object.entries(cells))
    if (cell === '否') maybe(300, name);
    else if (cell === '是') maybe(100, name);
    else if (!times.includes(name) && !device.includes(name)) maybe(60, name);
  blank(...absent);
  return cells;
}

/** A follow-up that says what is so, of some patients. */
export function followUp(of: EcmoCourse | VadCourse, random: Random): Cells | null {
  if (!random.chance(150)) return null;
  const from = of.kind === 'ecmo' ? dayOf(of.started) : of.implanted;
  const death = of.death === null ? null : of.kind === 'ecmo' ? dayOf(of.death) : of.death;
  const on = from + random.between(5, 380);
  const isDead = death !== null && death <= on;
  // On the very day of a death nobody asks; nor within thirty days of one who was taken home to die, whom a day alive makes a survivor (0055).
  if (death === on) return null;
  // Nobody hears of one who is lost for good.
  if (of.isLost && on >= from + 365) return null;
  if (of.kind === 'ecmo' && of.isAgainstAdvice && on <= dayOf(of.discharged) + 30) return null;
  return {
    case_no: of.no,
    followed_on: date(on),
    status: isDead ? '死亡' : '存活',
    died_on: isDead && random.chance(500) ? date(death) : '',
  };
}

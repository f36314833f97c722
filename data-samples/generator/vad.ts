import { dayOf } from './calendar.js';
import { ageText, caseNumber, makePatient } from './patients.js';
import { type Random, randomStream } from './random.js';
import { maybe, onDay, type Row, type Value } from './values.js';

/** What is true of a VAD centre: implants a year old, how many of them lived, and younger ones. */
export interface VadCentre {
  readonly code: string;
  readonly mature: number;
  readonly aliveAfterYear: number;
  readonly young: number;
  /** Implants more than five years old, and how many of those were followed up. */
  readonly dueFiveYears: number;
  readonly followedFiveYears: number;
}

export const vadCentres: readonly VadCentre[] = [
  { code: 'H0107', mature: 62, aliveAfterYear: 54, young: 10, dueFiveYears: 20, followedFiveYears: 18 }, // above 70 %; follow-up exactly 90.0 %
  { code: 'H0101', mature: 46, aliveAfterYear: 40, young: 6, dueFiveYears: 14, followedFiveYears: 14 },
  { code: 'H0102', mature: 30, aliveAfterYear: 21, young: 4, dueFiveYears: 8, followedFiveYears: 7 }, // exactly 70.0 %: not above
  { code: 'H0301', mature: 18, aliveAfterYear: 13, young: 4, dueFiveYears: 5, followedFiveYears: 5 },
  { code: 'H0501', mature: 12, aliveAfterYear: 5, young: 2, dueFiveYears: 3, followedFiveYears: 2 }, // provably below 70 %
  { code: 'H0601', mature: 8, aliveAfterYear: 4, young: 2, dueFiveYears: 1, followedFiveYears: 1 },
];

/** Every centre's implants since 2019, in order of their date. */
export function makeVadImplants(seed: number, endDay: number): Map<string, Row[]> {
  return new Map(vadCentres.map((centre) => [centre.code, makeVadImplantsOf(seed, centre, endDay)]));
}

/** The implants of one centre, in order of their date. */
export const makeVadImplantsOf = (seed: number, centre: VadCentre, endDay: number): Row[] =>
  withEarlierItems(seed, centre, makeCentre(seed, centre, endDay));

/** An implant that stands outside the model, to be spoilt. */
export function makeSpareImplant(seed: number, code: string, endDay: number, serial: number): Row {
  const random = randomStream(seed, `vad/spare/${code}/${serial}`);
  const row = makeImplant(random, code, endDay, endDay - 300 - random.between(0, 200), 'alive', true);
  return { ...row, case_no: caseNumber(code, 930000 + serial) };
}

/** What the edition of 2017 asked, for implantations that it judges; from a stream of its own so that nothing else moves. */
function withEarlierItems(seed: number, { code }: VadCentre, rows: readonly Row[]): Row[] {
  const random = randomStream(seed, `vad/2017/${code}`);
  const changed = dayOf(2022, 4, 20);
  return rows.map((row) => {
    const on = row['implanted_on'];
    if (on === null || typeof on !== 'object' || !('day' in on) || on.day >= changed) return row;
    return {
      ...row,
      predicted_survival_under_2y: maybe(random, random.chance(850), 100),
      drugs_2m_ineffective: maybe(random, random.chance(900), 100),
    };
  });
}

type Fate = 'alive' | 'died-in-year' | 'lost-in-year';

function makeCentre(seed: number, centre: VadCentre, endDay: number): Row[] {
  const random = randomStream(seed, `vad/${centre.code}`);
  const first = dayOf(2019, 1, 5);
  const fiveYears = endDay - 1830;
  const fates = random.shuffle(
    Array.from({ length: centre.mature }, (_, i): Fate => {
      if (i < centre.aliveAfterYear) return 'alive';
      return random.chance(820) ? 'died-in-year' : 'lost-in-year';
    }),
  );
  const implants = fates.map((fate, i) => {
    const old = i < centre.dueFiveYears;
    const day = old ? random.between(first, fiveYears) : random.between(fiveYears + 12, endDay - 410);
    const followed = !old || i < centre.followedFiveYears;
    return { day, fate: old ? settle(fate, followed) : fate, followed };
  });
  for (let i = 0; i < centre.young; i++) {
    const day = random.between(endDay - 350, endDay - 3);
    implants.push({ day, fate: random.chance(900) ? 'alive' : 'died-in-year', followed: true });
  }
  let serial = 100;
  return implants
    .sort((a, b) => a.day - b.day)
    .map(({ day, fate, followed }) => {
      serial += random.between(1, 40);
      const row = makeImplant(random, centre.code, endDay, day, fate, followed);
      return { ...row, case_no: caseNumber(centre.code, serial) };
    });
}

/** Of the implants due for five years, a dead patient counts as followed up and a lost one does not. */
function settle(fate: Fate, followed: boolean): Fate {
  if (fate === 'alive') return fate;
  return followed ? 'died-in-year' : 'lost-in-year';
}

function makeImplant(
  random: Random,
  code: string,
  endDay: number,
  day: number,
  fate: Fate,
  followed: boolean,
): Row {
  const patient = makePatient(random, 'adult', day, 760);
  const type = random.chance(900) ? '植入式' : '体外式';
  const urgent = type === '体外式' || random.chance(150);
  const consented = day - random.between(1, 9);
  return {
    hospital_id: code,
    patient_id: maybe(random, patient.idNumber, 50),
    patient_name: patient.name,
    sex: patient.sex,
    birth_date: onDay(patient.birthDay),
    age: ageText(patient.birthDay, day, false),
    device_type: type,
    long_term: maybe(random, type === '植入式', 30),
    device_name: maybe(random, random.pick(['示例心一号', '恒泵-III', '云川VAD-C', '青屏心伴']), 20),
    urgency: maybe(random, urgent ? '急诊' : '择期', 20),
    implanted_on: onDay(day),
    deciders: maybe(
      random,
      random.weighted([
        [60, 2],
        [640, 3],
        [300, 4],
      ]),
      30,
    ),
    consented_on: random.chance(20) ? null : onDay(urgent ? day : consented),
    ethics_approved_on: random.chance(60) ? null : onDay(urgent ? day : consented - random.between(0, 10)),
    ...indications(random),
    ...makeCourse(random, endDay, day, fate, followed),
    ...complications(random),
    barcode_kept: maybe(random, random.chance(970), 20),
    device_barcodes: random.chance(100) ? null : [`UDI06991${random.between(100000, 999999)}`],
    reported_at: reportTime(random, day, endDay),
  };
}

/** The twelve items of the indication, often not all recorded. */
function indications(random: Random): Row {
  const seldom = (perMille: number): Value => maybe(random, random.chance(perMille), 120);
  const decimal = (quantiles: readonly number[], unknown: number): Value =>
    maybe(random, random.quantile(quantiles) / 10, unknown);
  return {
    stage_d: maybe(random, random.chance(975), 25),
    cardiac_index: decimal([11, 15, 17, 19, 21, 25], 90),
    vo2_max: decimal([70, 95, 115, 130, 145, 170], 380),
    six_minute_walk_m: maybe(random, random.quantile([30, 90, 130, 160, 210, 320]), 250),
    nt_probnp_pg_ml: maybe(random, random.quantile([1800, 4200, 6100, 8200, 12500, 30500]), 60),
    predicted_survival_under_1y: seldom(780),
    drugs_6m_ineffective: seldom(860),
    high_dose_vasoactive: seldom(520),
    on_temporary_support: seldom(330),
    no_alternative: seldom(820),
    pcwp_mmhg: maybe(random, random.quantile([12, 18, 21, 25, 29, 38]), 110),
    svo2_percent: maybe(random, random.quantile([38, 50, 56, 60, 64, 71]), 130),
    admissions_6m: maybe(
      random,
      random.weighted([
        [80, 0],
        [200, 1],
        [260, 2],
        [280, 3],
        [120, 4],
        [60, 6],
      ]),
      70,
    ),
  };
}

function complications(random: Random): Row {
  const event = (perMille: number): Value => maybe(random, random.chance(perMille), 25);
  return {
    bacteremia: event(55),
    mediastinal_infection: event(15),
    driveline_infection: event(40),
    visceral_bleeding: event(60),
    unplanned_surgery: event(85),
    hemolysis: event(25),
    thromboembolism: event(30),
    right_heart_failure: event(150),
    neurologic: event(55),
    renal_failure: event(110),
    mechanical_failure: event(8),
  };
}

/** Death, transplantation, removal and follow-up, as far as the end of the month lets one see. */
function makeCourse(random: Random, endDay: number, day: number, fate: Fate, followed: boolean): Row {
  const last = endDay - 1;
  const seen = (event: number) => (event <= last ? event : null);
  const done = (years: number): Value => (day + Math.ceil(years * 365.25) <= last ? true : null);
  if (fate === 'died-in-year') {
    const died = seen(day + random.quantile([2, 9, 22, 45, 90, 170, 280, 355]));
    if (died === null) return { last_followup_on: onDay(last), last_followup_status: '存活' };
    const ended = { removed_on: onDay(died), removal_reason: '死亡' };
    return { ...ended, ...deathFollowUp(died, day, last, true) };
  }
  if (fate === 'lost-in-year') {
    const contact = day + random.between(35, 330);
    return {
      last_followup_on: onDay(contact),
      last_followup_status: '失访',
      followup_1y_done: false,
      followup_3y_done: day + 1096 <= last ? false : null,
      followup_5y_done: day + 1827 <= last ? false : null,
    };
  }
  const change = drawChange(random, day, last);
  if (!followed) {
    // Last heard of alive after three years, then not again.
    const heard = day + random.between(1100, 1500);
    return {
      last_followup_on: onDay(heard),
      last_followup_status: '存活',
      followup_1y_done: true,
      followup_3y_done: true,
      followup_5y_done: false,
    };
  }
  const died = random.chance(300) ? seen(day + random.between(380, 1700)) : null;
  if (died !== null) return { ...change(died), ...deathFollowUp(died, day, last, false) };
  const contact = Math.min(last, Math.max(day + 372, last - random.between(0, 70)));
  return {
    ...change(contact),
    last_followup_on: onDay(contact),
    last_followup_status: '存活',
    followup_1y_done: done(1),
    followup_3y_done: done(3),
    followup_5y_done: done(5),
  };
}

/** A known death completes the follow-up of every later year. */
function deathFollowUp(died: number, day: number, last: number, early: boolean): Row {
  const due = (days: number) => day + days <= last;
  return {
    died_on: onDay(died),
    last_followup_on: onDay(died),
    last_followup_status: '死亡',
    followup_1y_done: due(366) || !early ? true : null,
    followup_3y_done: due(1096) ? true : null,
    followup_5y_done: due(1827) ? true : null,
  };
}

/** Transplantation or recovery before a given day, where the patient had one. */
function drawChange(random: Random, day: number, last: number): (before: number) => Row {
  const at = day + random.between(60, 700);
  const kind = random.weighted([
    [170, 'transplant'],
    [60, 'recovery'],
    [15, 'exchange'],
    [755, 'none'],
  ]);
  return (before) => {
    if (at > last || at > before || kind === 'none') return {};
    if (kind === 'transplant') {
      return { transplanted_on: onDay(at), removed_on: onDay(at), removal_reason: '心脏移植' };
    }
    return { removed_on: onDay(at), removal_reason: kind === 'recovery' ? '心功能改善' : '更换装置' };
  };
}

function reportTime(random: Random, day: number, endDay: number): Value {
  const minute = (day + random.between(1, 20)) * 1440 + random.between(480, 1080);
  return minute >= endDay * 1440 || random.chance(80) ? null : { minute };
}

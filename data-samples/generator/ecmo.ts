import { civilOf, dayOf, dayOfMinute, minutesPerDay } from './calendar.js';
import { type CareOptions, makeRecord, makeStart } from './ecmo-care.js';
import { type EcmoCentre, ecmoCentres } from './ecmo-centres.js';
import { drawDuration, makeCourse, type Outcome } from './ecmo-course.js';
import { withSeverity } from './ecmo-severity.js';
import { ageText, caseNumber, makePatient, type Patient } from './patients.js';
import { type Random, randomStream } from './random.js';
import { atMinute, onDay, type Row, type Value } from './values.js';

/** One ECMO run and where its patient is in the middle of it. */
interface Run {
  readonly start: number;
  readonly end: number | null;
  readonly patient: Patient;
  readonly row: Row;
}

/** Every centre's runs of three years, in order of their start. The month ends just before `endDay`. */
export function makeEcmoRuns(seed: number, endDay: number): Map<string, Row[]> {
  const sender = ecmoCentres.find(({ code }) => code === 'H0501');
  const lastYear = civilOf(endDay - 1).year;
  const sent =
    sender &&
    makeCentre(seed, sender, endDay).find(
      ({ row, start }) => row['end_reason'] === '转院' && civilOf(dayOfMinute(start)).year === lastYear - 1,
    );
  return new Map(
    ecmoCentres.map((centre) => {
      const arrival = centre.code === 'H0101' ? sent : undefined;
      return [centre.code, makeEcmoRunsOf(seed, centre, endDay, arrival)];
    }),
  );
}

/** The runs of three years of one centre, in order of their start. */
export function makeEcmoRunsOf(seed: number, centre: EcmoCentre, endDay: number, arrival?: Run): Row[] {
  return withSeverity(
    seed,
    centre.code,
    numberCases(seed, centre, makeCentre(seed, centre, endDay, arrival)),
  );
}

/** A run that stands outside the model, to be spoilt: alive, complete, started in the middle of the year. */
export function makeSpareRun(seed: number, code: string, endDay: number, serial: number): Row {
  const random = randomStream(seed, `ecmo/spare/${code}/${serial}`);
  const start = (endDay - 150 - random.between(0, 80)) * minutesPerDay + random.between(500, 1300);
  const centre: EcmoCentre = { ...findCentre(code), complete: true };
  const run = buildRun(random, centre, endDay, { outcome: 'met', start, duration: 96 * 60 });
  return {
    ...run.row,
    case_no: caseNumber(code, 900000 + serial),
    run_no: 1,
    indication: ['重症肺炎'],
    remark: '已复核',
    oxygenators: 1,
    oxygenator_failures: 0,
  };
}

function findCentre(code: string): EcmoCentre {
  const known = ecmoCentres.find((centre) => centre.code === code);
  const none = [0, 0, 0] as const;
  return known ?? { code, runs: none, met: none, patients: 'adult', pending: 0, donors: 0, unknown: 0 };
}

function makeCentre(seed: number, centre: EcmoCentre, endDay: number, arrival?: Run): Run[] {
  const random = randomStream(seed, `ecmo/${centre.code}`);
  const lastYear = civilOf(endDay - 1).year;
  const runs = [0, 1, 2].flatMap((index) => {
    const year = lastYear - 2 + index;
    const outcomes = drawOutcomes(random, centre, index);
    return outcomes.flatMap((outcome, i) => {
      if (arrival && index === 1 && i === 0) return arrive(random, centre, endDay, outcome, arrival);
      if (i === 2 && hasSecondRuns(centre)) return []; // made together with the run before it
      const plan = drawStart(random, year, endDay, outcome);
      const run = buildRun(random, centre, endDay, plan);
      const next = outcomes[i + 1];
      return i === 1 && next && hasSecondRuns(centre)
        ? again(random, centre, endDay, run, outcome, next)
        : [run];
    });
  });
  runs.push(...makeOpenRuns(random, centre, endDay), ...makeDonors(random, centre, endDay));
  if (centre.code === 'H0101') placePlansAtTwelveHours(runs);
  return runs.sort((a, b) => a.start - b.start);
}

/** The year's outcomes: exactly as many effective removals as the centre's truth says. */
function drawOutcomes(random: Random, centre: EcmoCentre, index: number): Outcome[] {
  const total = centre.runs[index] ?? 0;
  const met = centre.met[index] ?? 0;
  const unknown = Math.floor(centre.unknown / 3) + (index < centre.unknown % 3 ? 1 : 0);
  const outcomes = Array.from({ length: total }, (_, i): Outcome => {
    if (i < met) return random.chance(130) ? 'met-died-later' : 'met';
    if (i < met + unknown) return 'unknown';
    return random.weighted(notMet);
  });
  if (centre.code === 'H0104' && index === 2) {
    outcomes[0] = 'met-minute-after-48h';
    outcomes[total - 1] = 'died-at-48h-exactly';
  }
  if (centre.code === 'H0501' && index === 1) outcomes[total - 1] = 'transfer';
  const mixed = random.shuffle(outcomes);
  // The first of a pair of runs was removed with the patient alive: put one there.
  const firstMet = mixed.indexOf('met');
  if (firstMet > 0 && hasSecondRuns(centre)) {
    [mixed[1], mixed[firstMet]] = [mixed[firstMet] ?? 'met', mixed[1] ?? 'met'];
  }
  return mixed;
}

const notMet: readonly (readonly [number, Outcome])[] = [
  [470, 'died-on-support'],
  [260, 'withdrawn'],
  [95, 'improved-died-within-48h'],
  [50, 'to-vad'],
  [45, 'complication'],
  [40, 'transfer'],
  [40, 'other'],
];

function hasSecondRuns({ code }: EcmoCentre): boolean {
  return code === 'H0101' || code === 'H0107' || code === 'H0301';
}

interface RunPlan {
  readonly outcome: Outcome;
  readonly start: number;
  readonly duration: number;
  readonly patient?: Patient;
}

/** A start inside the year, early enough for the 48 hours to be over when the month ends. */
function drawStart(random: Random, year: number, endDay: number, outcome: Outcome): RunPlan {
  const duration = drawDuration(random);
  const first = dayOf(year, 1, 1) * minutesPerDay;
  const last = Math.min(dayOf(year + 1, 1, 1), endDay - 5) * minutesPerDay - 1;
  return {
    outcome,
    duration,
    start: random.between(first, Math.max(first, Math.min(last, (endDay - 5) * minutesPerDay - duration))),
  };
}

function buildRun(random: Random, centre: EcmoCentre, endDay: number, plan: RunPlan): Run {
  const { start, duration, outcome } = plan;
  const cut = endDay * minutesPerDay;
  const startDay = dayOfMinute(start);
  const group = centre.patients === 'newborn' && random.chance(450) ? 'child' : centre.patients;
  const patient = plan.patient ?? makePatient(random, group, startDay, 640);
  const end = outcome === 'pending' ? null : start + duration;
  const care: CareOptions = { code: centre.code, start, end, newborn: group === 'newborn', cut };
  const options = { cut, complete: centre.complete ?? false, datesOnly: centre.datesOnly ?? false };
  const row: Row = {
    hospital_id: centre.code,
    run_no: random.chance(300) ? null : 1,
    ...describe(patient, startDay),
    patient_id: random.chance(60) && !plan.patient ? null : patient.idNumber,
    ...makeStart(random, care),
    started_at: atMinute(start),
    ...makeCourse(random, start, duration, outcome, options),
    ...makeRecord(random, care),
  };
  return { start, end, patient, row: centre.datesOnly ? withoutTimes(row) : row };
}

export function describe(patient: Patient, indexDay: number): Row {
  return {
    patient_name: patient.name,
    sex: patient.sex,
    birth_date: onDay(patient.birthDay),
    age: ageText(patient.birthDay, indexDay, true),
    weight_kg: patient.weightKg,
  };
}

/** The same patient again, days after the first removal; what became of them in the end stands in both rows. */
function again(
  random: Random,
  centre: EcmoCentre,
  endDay: number,
  first: Run,
  firstOutcome: Outcome,
  next: Outcome,
): Run[] {
  const duration = drawDuration(random);
  const start = (first.end ?? first.start) + random.between(3 * 24 + 5, 6 * 24) * 60;
  const late = start + duration > (endDay - 5) * minutesPerDay;
  if (late || firstOutcome !== 'met') {
    return [
      first,
      buildRun(
        random,
        centre,
        endDay,
        drawStart(random, civilOf(dayOfMinute(first.start)).year, endDay, next),
      ),
    ];
  }
  const second = buildRun(random, centre, endDay, { outcome: next, start, duration, patient: first.patient });
  const shared = ['died_at', 'discharged_at', 'discharge_status', 'followup_1y_status', 'followup_1y_on'];
  const end = Object.fromEntries(shared.map((field) => [field, second.row[field] ?? null]));
  const key = { patient_id: first.patient.idNumber, patient_name: first.patient.name };
  return [
    { ...first, row: { ...first.row, ...end, ...key, run_no: 1, alive_48h: true } },
    { ...second, row: { ...second.row, ...key, run_no: 2 } },
  ];
}

/** A patient sent on by another hospital, on support again some hours later. */
function arrive(random: Random, centre: EcmoCentre, endDay: number, outcome: Outcome, from: Run): Run[] {
  const start = (from.end ?? from.start) + 170;
  return [buildRun(random, centre, endDay, { outcome, start, duration: 140 * 60, patient: from.patient })];
}

/** On support when the month ends; at one hospital also removed less than 48 hours before. */
function makeOpenRuns(random: Random, centre: EcmoCentre, endDay: number): Run[] {
  const cut = endDay * minutesPerDay;
  return Array.from({ length: centre.pending }, () => {
    const start = cut - random.between(20, 150) * 60;
    if (centre.code !== 'H0107')
      return buildRun(random, centre, endDay, { outcome: 'pending', start, duration: 0 });
    const run = buildRun(random, centre, endDay, {
      outcome: 'met',
      start: cut - 5 * 1440,
      duration: 4 * 1440,
    });
    return { ...run, row: { ...run.row, alive_48h: null } };
  });
}

function makeDonors(random: Random, centre: EcmoCentre, endDay: number): Run[] {
  return Array.from({ length: centre.donors }, () => {
    const start = (endDay - random.between(60, 280)) * minutesPerDay + random.between(0, 1400);
    const run = buildRun(random, centre, endDay, { outcome: 'died-on-support', start, duration: 7 * 60 });
    return {
      ...run,
      row: { ...run.row, organ_donor: true, mode: 'VA', ecpr: false, indication: ['器官捐献供体保护'] },
    };
  });
}

/** Two emergency plans on either side of the limit: complete after exactly 12:00 hours, and a minute later. */
function placePlansAtTwelveHours(runs: readonly Run[]): void {
  const urgent = runs.filter(
    ({ row }) => row['urgency'] === '紧急' && row['plan_completed_at'] && row['start_experts'],
  );
  for (const [i, minutes] of [720, 721].entries()) {
    const run = urgent[i];
    if (run) run.row['plan_completed_at'] = atMinute(run.start + minutes);
  }
}

/** Case numbers rise with time; a second run keeps the number of the first. */
function numberCases(seed: number, { code }: EcmoCentre, runs: readonly Run[]): Row[] {
  const random = randomStream(seed, `ecmo/numbers/${code}`);
  const numbers = new Map<Patient, string>();
  let serial = 1000;
  return runs.map(({ row, patient }) => {
    serial += random.between(1, 90);
    const number = numbers.get(patient) ?? caseNumber(code, serial);
    numbers.set(patient, number);
    return { ...row, case_no: number };
  });
}

function withoutTimes(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([field, value]): [string, Value] =>
      value !== null && typeof value === 'object' && 'minute' in value
        ? [field, onDay(dayOfMinute(value.minute))]
        : [field, value],
    ),
  );
}

import { airwayEvents, blockResults, recovery } from './anesthesia-events.js';
import { withLaterFields } from './anesthesia-later.js';
import { anesthesiaVolumes, type Volume } from './anesthesia-volumes.js';
import { civilOf, minutesPerDay } from './calendar.js';
import { ageText, caseNumber, makePatient } from './patients.js';
import { type Random, randomStream } from './random.js';
import { atMinute, maybe, onDay, type Row } from './values.js';

/** A year of anaesthetics for each hospital that sends them, in order of their start. */
export function makeAnesthetics(seed: number, startDay: number, endDay: number): Map<string, Row[]> {
  return new Map(
    anesthesiaVolumes.map((volume) => [volume.code, makeAnestheticsOf(seed, volume, startDay, endDay)]),
  );
}

/** The anaesthetics of one hospital, in order of their start. */
export function makeAnestheticsOf(seed: number, volume: Volume, startDay: number, endDay: number): Row[] {
  const random = randomStream(seed, `anesthesia/${volume.code}`);
  const starts = Array.from({ length: volume.cases }, () => drawStart(random, startDay, endDay));
  starts.sort((a, b) => a.minute - b.minute);
  const rows = starts.map((start, i) => makeCase(random, volume, start, endDay, i * 7 + random.below(7)));
  return withLaterFields(seed, volume.code, rows);
}

/** An anaesthetic that stands outside the model, to be spoilt. */
export function makeSpareAnesthetic(seed: number, code: string, endDay: number, serial: number): Row {
  const random = randomStream(seed, `anesthesia/spare/${code}/${serial}`);
  const volume = anesthesiaVolumes.find((known) => known.code === code) ?? { code, cases: 0 };
  const minute = (endDay - 40 - random.between(0, 100)) * minutesPerDay + 10 * 60;
  return makeCase(random, volume, { minute, emergency: false }, endDay, 900000 + serial, ['全身麻醉']);
}

interface Start {
  readonly minute: number;
  readonly emergency: boolean;
}

/** By day on weekdays for planned cases, at any hour for the others. The last day ends early enough to be complete. */
function drawStart(random: Random, startDay: number, endDay: number): Start {
  const emergency = random.chance(170);
  let day = random.between(startDay, endDay - 1);
  // 1970-01-01 was a Thursday: remainders 2 and 3 are Saturday and Sunday.
  while (!emergency && day % 7 >= 2 && day % 7 <= 3 && random.chance(900))
    day = random.between(startDay, endDay - 1);
  const ofDay = emergency
    ? random.between(0, 1439)
    : random.quantile([485, 520, 560, 620, 700, 790, 880, 990, 1130]);
  return { minute: day * minutesPerDay + (day === endDay - 1 ? Math.min(ofDay, 700) : ofDay), emergency };
}

function makeCase(
  random: Random,
  volume: Volume,
  { minute: start, emergency }: Start,
  endDay: number,
  serial: number,
  fixedMethods?: string[],
): Row {
  const day = Math.floor(start / minutesPerDay);
  const group = random.chance(volume.children ?? 60) ? 'child' : 'adult';
  const patient = makePatient(random, group, day, volume.men ?? 470);
  const methods = fixedMethods ?? drawMethods(random, volume, group === 'child');
  const general = methods.includes('全身麻醉');
  const asa = random.weighted([
    [190, '1'],
    [560, '2'],
    [200, '3'],
    [44, '4'],
    [5, '5'],
    [1, '6'],
  ]);
  const cancelled = random.weighted([
    [9945, '未取消'],
    [35, '入室后麻醉前'],
    [20, '麻醉后手术前'],
  ]);
  const entered = start - random.quantile([6, 12, 17, 24, 38]);
  const surgery = start + random.quantile([8, 16, 22, 30, 46]);
  const end =
    cancelled === '未取消' ? surgery + random.quantile([15, 35, 55, 80, 115, 165, 240, 400]) : start + 25;
  const visited = emergency
    ? entered - random.between(5, 60)
    : entered - random.quantile([40, 700, 960, 1150, 1500]);
  const number = `MZ${String(civilOf(endDay - 1).year).slice(2)}${volume.code.slice(1)}${String(serial).padStart(6, '0')}`;
  return {
    hospital_id: volume.code,
    case_no: caseNumber(volume.code, 40000 + serial),
    patient_id: maybe(random, patient.idNumber, 40),
    patient_name: patient.name,
    sex: patient.sex,
    birth_date: onDay(patient.birthDay),
    age: ageText(patient.birthDay, day, false),
    anesthesia_no: number,
    asa: maybe(random, emergency && random.chance(700) ? `${asa}E` : asa, 12),
    elective: maybe(random, !emergency, 12),
    place: maybe(
      random,
      random.chance(methods.includes('监护麻醉') ? 620 : 60) ? '手术室外' : '手术室内',
      15,
    ),
    methods,
    entered_at: random.chance(15) ? null : atMinute(entered),
    started_at: atMinute(start),
    surgery_started_at: cancelled === '未取消' && !random.chance(25) ? atMinute(surgery) : null,
    ended_at: random.chance(12) ? null : atMinute(end),
    visited_at: visitTime(random, visited, entered),
    consented: maybe(random, random.chance(990), 15),
    postop_visited: maybe(random, random.chance(940), 40),
    record_qualified: maybe(random, random.chance(978), 60),
    cancelled: maybe(random, cancelled, 20),
    ...blockResults(random, volume, methods),
    ...airwayEvents(random, general),
    ...recovery(random, { start, end, endDay, general, cancelled: cancelled !== '未取消' }),
  };
}

/** Mostly the day before; a few only after the patient had entered, a few not recorded. */
function visitTime(random: Random, visited: number, entered: number): Row[string] {
  if (random.chance(45)) return null;
  return atMinute(random.chance(12) ? entered + random.between(2, 9) : visited);
}

function drawMethods(random: Random, { blocks = 90, neuraxial = 270 }: Volume, child: boolean): string[] {
  const rest = 1000 - blocks - neuraxial;
  const kind = random.weighted([
    [blocks, 'block'],
    [child ? 0 : neuraxial, 'neuraxial'],
    [rest, 'other'],
  ]);
  if (kind === 'block') return ['神经阻滞'];
  if (kind === 'neuraxial')
    return [
      random.weighted([
        [480, '腰硬联合麻醉'],
        [270, '腰麻'],
        [250, '硬膜外麻醉'],
      ]),
    ];
  const other = random.weighted([
    [760, '全身麻醉'],
    [110, 'GA+block'],
    [105, '监护麻醉'],
    [12, '局部麻醉'],
    [8, '骶管麻醉'],
    [5, '其他'],
  ]);
  if (other === 'GA+block') return ['全身麻醉', '神经阻滞'];
  return other === '骶管麻醉' && child ? ['全身麻醉', '骶管麻醉'] : [other];
}

import type { Volume } from './anesthesia-volumes.js';
import { minutesPerDay } from './calendar.js';
import type { Random } from './random.js';
import { atMinute, maybe, type Row, type Value } from './values.js';

/** Blocks, neuraxial anaesthesia and invasive procedures; blank where the method was not used. */
export function blockResults(random: Random, volume: Volume, methods: readonly string[]): Row {
  const combined = methods.includes('腰硬联合麻醉');
  const epidural = combined || methods.includes('硬膜外麻醉');
  const spinal = combined || methods.includes('腰麻');
  const neuraxial = epidural || spinal || methods.includes('骶管麻醉');
  const block = methods.includes('神经阻滞');
  const of = (used: boolean, perMille: number, unknown = 20): Value =>
    used ? maybe(random, random.chance(perMille), unknown) : null;
  const procedures = random.chance(methods.includes('全身麻醉') ? 130 : 15) ? 1 : 0;
  const monitorings = random.chance(methods.includes('全身麻醉') ? 170 : 10) ? random.between(1, 2) : 0;
  return {
    nerve_block_success: of(block, volume.blockSuccess ?? 972),
    epidural_success: of(epidural, 968),
    spinal_headache: of(spinal, volume.spinalHeadache ?? 28, 50),
    invasive_procedures: maybe(random, procedures, 20),
    invasive_procedure_infections: procedures === 0 ? 0 : random.chance(2) ? 1 : 0,
    invasive_monitorings: maybe(random, monitorings, 20),
    invasive_monitoring_infections: 0,
    dural_puncture: of(epidural, 4),
    epidural_vessel_injury: of(epidural, 7),
    neuraxial_neurologic: of(neuraxial, random.chance(300) ? 1 : 0),
    paraplegia: of(neuraxial, 0),
    anesthesia_death: maybe(random, random.below(16000) === 0, 20),
    regional_neurologic_72h: of(block || neuraxial, random.chance(300) ? 1 : 0, 40),
  };
}

/** Airway, temperature, transfusion and the rare events during anaesthesia. */
export function airwayEvents(random: Random, general: boolean): Row {
  const monitored = general ? random.chance(820) : random.chance(180);
  const rare = (perTenThousand: number): Value => maybe(random, random.below(10000) < perTenThousand, 12);
  return {
    airway: general
      ? random.weighted([
          [640, '气管插管'],
          [340, '喉罩'],
          [20, null],
        ])
      : '无',
    temp_monitored: maybe(random, monitored, 20),
    active_warming: maybe(random, random.chance(general ? 640 : 220), 30),
    hypothermia: monitored ? maybe(random, random.chance(62), 20) : null,
    deliberate_hypothermia: maybe(random, random.chance(general ? 6 : 0), 20),
    autologous_transfusion: maybe(random, random.chance(general ? 26 : 3), 15),
    allogeneic_transfusion: maybe(random, random.chance(general ? 52 : 8), 15),
    dental_injury: general ? rare(6) : null,
    aspiration: rare(2),
    unplanned_airway: rare(7),
    cardiac_arrest: rare(4),
    severe_allergy: rare(3),
    awareness: general ? rare(2) : null,
    hoarseness_72h: general ? rare(9) : null,
    throat_neck_thorax_surgery: general ? maybe(random, random.chance(120), 30) : null,
    new_coma_24h: general ? rare(1) : null,
    cranial_surgery: general ? maybe(random, random.chance(55), 20) : null,
  };
}

interface Stay {
  readonly start: number;
  readonly end: number;
  readonly endDay: number;
  readonly general: boolean;
  readonly cancelled: boolean;
}

/** Recovery room, extubation, intensive care, pain and death, as far as the month reaches. */
export function recovery(random: Random, { start, end, endDay, general, cancelled }: Stay): Row {
  const cut = endDay * minutesPerDay;
  const seen = (minute: number): Value => (minute < cut ? atMinute(minute) : null);
  const toIcu = general && random.chance(70);
  const inAt = end + random.between(4, 14);
  const outAt =
    inAt + (random.chance(18) ? random.between(121, 260) : random.quantile([22, 33, 42, 55, 75, 118]));
  const toPacu = general ? !toIcu && !cancelled && random.chance(880) : !cancelled && random.chance(150);
  const extubated = end + random.between(2, 28);
  const reintubated = general && !toIcu && random.chance(2);
  const analgesia = random.chance(general ? 560 : 380);
  return {
    pacu_in_at: toPacu ? seen(inAt) : null,
    pacu_out_at: toPacu && inAt < cut && !random.chance(10) ? seen(outAt) : null,
    pacu_first_temp_c: toPacu
      ? maybe(random, random.quantile([352, 361, 363, 364, 366, 368, 374]) / 10, 60)
      : null,
    extubated_at: general && !toIcu && !random.chance(60) ? seen(extubated) : null,
    reintubated_at: reintubated ? seen(extubated + random.between(15, 500)) : null,
    reintubation_planned: reintubated ? maybe(random, random.chance(250), 100) : null,
    icu_transfer: maybe(random, toIcu ? (random.chance(40) ? '非计划' : '计划') : '无', 20),
    analgesia: maybe(random, analgesia, 20),
    vas: analgesia
      ? maybe(
          random,
          random.weighted([
            [90, 0],
            [260, 1],
            [330, 2],
            [210, 3],
            [70, 4],
            [30, 5],
            [10, 6],
          ]),
          50,
        )
      : null,
    died_at:
      random.below(10000) < 9
        ? seen(Math.max(end + 320, start + random.quantile([90, 600, 1300, 2600, 6000, 15000])))
        : null,
  };
}

import type { Random } from './random.js';
import { atMinute, maybe, type Row, type Value } from './values.js';

const hour = 60;

export interface CareOptions {
  readonly code: string;
  readonly start: number;
  /** Null while the run goes on. */
  readonly end: number | null;
  readonly newborn: boolean;
  readonly cut: number;
}

/** Mode, urgency and indication as they were at the start. */
export function makeStart(random: Random, { start, newborn, cut }: CareOptions): Row {
  const mode = random.weighted(
    newborn
      ? [
          [70, 'VA'],
          [28, 'VV'],
          [2, '其他'],
        ]
      : [
          [555, 'VA'],
          [365, 'VV'],
          [60, 'VAV'],
          [20, '其他'],
        ],
  );
  const ecpr = mode === 'VA' && random.chance(newborn ? 120 : 260);
  const urgent = ecpr || random.chance(mode === 'VV' ? 480 : 660);
  return {
    mode,
    ecpr: maybe(random, ecpr, 15),
    urgency: maybe(random, urgent ? '紧急' : '非紧急', 10),
    indication: maybe(random, drawIndication(random, mode, ecpr, newborn), 25),
    cannulation_at: random.chance(60) ? null : atMinute(start - random.quantile([8, 18, 26, 35, 48, 90])),
    organ_donor: maybe(random, false, 30),
    ...decisions(random, urgent, start, cut),
  };
}

/** From an emergency start to the completed plan: most inside the 12 hours. */
const hoursToPlan = [1, 2, 3, 4, 5, 7, 9, 11, 14, 26];

/** Who decided on the start, and when the plan was complete. */
function decisions(random: Random, urgent: boolean, start: number, cut: number): Row {
  const consent = {
    consented_at: random.chance(30) ? null : atMinute(start - random.quantile([-90, 15, 40, 80, 150, 600])),
  };
  if (!urgent) {
    const physicians = random.weighted([
      [30, 2],
      [500, 3],
      [330, 4],
      [140, 5],
    ]);
    return {
      ...consent,
      ...team(random, 'start', physicians),
      plan_completed_at: random.chance(50)
        ? null
        : atMinute(start - random.quantile([40, 90, 180, 360, 900])),
      mdt_start: maybe(random, random.chance(930), 40),
    };
  }
  const supplemented = random.chance(620);
  return {
    ...consent,
    ...(supplemented ? team(random, 'start', random.between(3, 5)) : {}),
    emergency_decider_expert: maybe(random, random.chance(910), 30),
    emergency_decider_title: random.weighted([
      [470, '主任医师'],
      [440, '副主任医师'],
      [55, '主治医师'],
      [5, '住院医师'],
      [30, null],
    ]),
    plan_completed_at: random.chance(60)
      ? null
      : atMinute(Math.min(cut - 1, start + random.quantile(hoursToPlan.map((hours) => hours * hour - 20)))),
    mdt_start: maybe(random, random.chance(780), 60),
  };
}

function team(random: Random, moment: 'start' | 'removal', physicians: number): Row {
  if (random.chance(25)) return {};
  const treating = random.chance(960) ? 1 : 0;
  const experts = Math.min(
    physicians - treating,
    random.chance(930) ? Math.max(2, physicians - treating) : 1,
  );
  return {
    [`${moment}_physicians`]: physicians,
    [`${moment}_treating`]: treating,
    [`${moment}_experts`]: experts,
  };
}

/** What is written down by the end: devices, events, complications, the report to the province. */
export function makeRecord(random: Random, { code, start, end, cut }: CareOptions): Row {
  const days = Math.ceil(((end ?? cut) - start) / 1440);
  const oxygenatorFailures = random.chance(Math.min(220, 12 * days)) ? 1 : 0;
  const pumpFailures = random.chance(8) ? 1 : 0;
  const event = (perMille: number): Value => maybe(random, random.chance(perMille), 25);
  const reported =
    end === null ? null : end + random.quantile([6, 20, 44, 70, 120, 260, 700].map((hours) => hours * hour));
  return {
    ...(end === null ? {} : team(random, 'removal', random.between(3, 5))),
    mdt_removal: end === null ? null : maybe(random, random.chance(840), 60),
    operator_id: maybe(random, `Y${code.slice(1)}${random.between(1, 4)}`, 20),
    barcode_kept: maybe(random, random.chance(960), 20),
    device_barcodes: random.chance(150)
      ? null
      : Array.from({ length: 2 + oxygenatorFailures }, () => `UDI06990${random.between(100000, 999999)}`),
    oxygenators: 1 + oxygenatorFailures + (random.chance(40) ? 1 : 0),
    oxygenator_failures: maybe(random, oxygenatorFailures, 30),
    pump_heads: 1 + pumpFailures,
    pump_head_failures: maybe(random, pumpFailures, 30),
    circuits: 1 + oxygenatorFailures,
    accidental_decannulations: maybe(random, random.chance(7) ? 1 : 0, 30),
    air_in_circuit: event(12),
    pump_stop: event(5),
    cannulation_accident: event(18),
    bleeding: event(235),
    hemolysis: event(85),
    thromboembolism: event(65),
    limb_ischemia: event(28),
    neurologic: event(72),
    bloodstream_infection: event(78),
    reported_at: reported === null || reported >= cut || random.chance(90) ? null : atMinute(reported),
    remark: drawRemark(random),
  };
}

function drawIndication(random: Random, mode: string, ecpr: boolean, newborn: boolean): string[] {
  if (ecpr) return random.chance(550) ? ['心脏骤停', '急性心肌梗死'] : ['心脏骤停'];
  if (newborn) {
    return [
      random.pick(['胎粪吸入综合征', '先天性膈疝', '持续性肺动脉高压', '先天性心脏病术后', '暴发性心肌炎']),
    ];
  }
  const lung = ['重症肺炎', '重度ARDS', '气道梗阻', '肺移植围术期'];
  const heart = [
    '急性心肌梗死',
    '暴发性心肌炎',
    '心脏术后低心排',
    '恶性心律失常',
    '大面积肺栓塞',
    '脱离体外循环困难',
  ];
  const first = random.pick(mode === 'VV' ? lung : heart);
  if (mode !== 'VV' && random.chance(400)) return [first, '心源性休克'];
  return mode === 'VV' && random.chance(250) ? [first, '感染性休克'] : [first];
}

function drawRemark(random: Random): string | null {
  if (random.chance(860)) return null;
  return random.pick([
    '外院带管转入, 途中平稳',
    '术后转ICU\n继续观察',
    '家属要求"积极抢救"',
    '多次输血，详见病程',
    '监护仪报警2次, 已处理',
    '抗凝方案：肝素\n目标ACT 180-200',
    '夜间上机',
    '已随访',
  ]);
}

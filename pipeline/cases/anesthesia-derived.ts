import type { Derived } from '../define/table.js';
import { latest, surelyBefore, withinHours } from './civil-time.js';

/** Bits of the ways of anaesthesia in the order of the contract; a combined spinal-epidural is neuraxial. */
const bit = { general: 1, neuraxial: 2 + 4 + 8 + 16, nerveBlock: 32 } as const;
const has = (way: keyof typeof bit) => `(methods & ${bit[way]}) <> 0`;

/** Millilitres given: as recorded, and none where the record says that there was no such transfusion. */
const given = (kind: 'autologous' | 'allogeneic') =>
  `CASE WHEN ${kind}_ml IS NOT NULL THEN ${kind}_ml WHEN NOT ${kind}_transfusion THEN 0 END`;

const hoursAfter = (column: string, hours: number) => `${latest(column)} + INTERVAL ${hours} HOUR`;

/** What follows from one anaesthetic's own times and cells. Where a missing clock time leaves it open, it stays open. */
export const anesthesiaDerived = {
  visited_before_entry: {
    kind: 'bool',
    sql: `CASE
      WHEN ${surelyBefore('visited_at', 'entered_at')} THEN true
      WHEN visited_at_timed AND entered_at_timed THEN false
      WHEN ${surelyBefore('entered_at', 'visited_at')} OR ${surelyBefore('started_at', 'visited_at')} THEN false
    END`,
    title: { zh: '入室前已访视', en: 'visited before entering the theatre' },
  },
  pacu_over_2h: {
    kind: 'bool',
    sql: `NOT (${withinHours('pacu_out_at', 'pacu_in_at', 2)})`,
    title: { zh: 'PACU停留超过2小时', en: 'more than 2 h in the PACU' },
  },
  pacu_over_3h: {
    kind: 'bool',
    sql: `NOT (${withinHours('pacu_out_at', 'pacu_in_at', 3)})`,
    title: { zh: 'PACU停留超过3小时', en: 'more than 3 h in the PACU' },
  },
  // A blank time of re-intubation is no proof that there was none: the record has a cell that says so.
  reintubated_within_6h: {
    kind: 'bool',
    sql: `CASE
      WHEN reintubated_at IS NOT NULL THEN ${withinHours('reintubated_at', 'extubated_at', 6)}
      WHEN NOT reintubated THEN false
    END`,
    title: { zh: '拔管后6小时内再插管', en: 're-intubated within 6 h of extubation' },
  },
  // Nor is a blank time of death a proof of life.
  died_within_24h: {
    kind: 'bool',
    sql: `coalesce(${withinHours('died_at', 'started_at', 24)}, NOT alive_24h)`,
    title: { zh: '麻醉开始后24小时内死亡', en: 'died within 24 h of the start of anaesthesia' },
  },
  autologous_400ml: {
    kind: 'bool',
    sql: `(${given('autologous')}) >= 400`,
    title: { zh: '自体血输注400ml及以上', en: '400 ml or more of own blood' },
  },
  transfused_400ml: {
    kind: 'bool',
    sql: `CASE
      WHEN coalesce(${given('autologous')}, 0) + coalesce(${given('allogeneic')}, 0) >= 400 THEN true
      WHEN (${given('autologous')}) + (${given('allogeneic')}) < 400 THEN false
    END`,
    title: { zh: '输血400ml及以上', en: '400 ml or more of blood in all' },
  },
  asa_class: {
    kind: 'choice',
    values: ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ', 'Ⅵ'],
    sql: `CASE asa WHEN 1 THEN 'Ⅰ' WHEN 2 THEN 'Ⅱ' WHEN 3 THEN 'Ⅲ' WHEN 4 THEN 'Ⅳ' WHEN 5 THEN 'Ⅴ' WHEN 6 THEN 'Ⅵ' END`,
    title: { zh: 'ASA分级', en: 'ASA class' },
  },
  // The five classes of the edition of 2015. General anaesthesia without a known airway cannot be told apart.
  method_class: {
    kind: 'choice',
    values: ['椎管内麻醉', '插管全麻', '非插管全麻', '复合麻醉', '其他麻醉方式'],
    sql: `CASE
      WHEN CAST(${has('general')} AS INTEGER) + CAST(${has('neuraxial')} AS INTEGER) + CAST(${has('nerveBlock')} AS INTEGER) > 1 THEN '复合麻醉'
      WHEN ${has('neuraxial')} THEN '椎管内麻醉'
      WHEN NOT ${has('general')} THEN '其他麻醉方式'
      WHEN airway IN ('气管插管', '喉罩') THEN '插管全麻'
      WHEN airway = '无' THEN '非插管全麻'
    END`,
    title: { zh: '麻醉方式类别', en: 'class of anaesthesia' },
  },
  pacu_2h_over: {
    kind: 'date',
    sql: hoursAfter('pacu_in_at', 2),
    title: { zh: '入PACU满2小时', en: '2 h after entering the PACU' },
  },
  pacu_3h_over: {
    kind: 'date',
    sql: hoursAfter('pacu_in_at', 3),
    title: { zh: '入PACU满3小时', en: '3 h after entering the PACU' },
  },
  extubated_6h_over: {
    kind: 'date',
    sql: hoursAfter('extubated_at', 6),
    title: { zh: '拔管满6小时', en: '6 h after extubation' },
  },
  // Where the end or the extubation is not recorded, the moment before stands for it, so that a blank cannot keep an
  // anaesthetic out of the rate for ever.
  end_known_at: {
    kind: 'date',
    sql: `coalesce(ended_at, started_at)`,
    title: { zh: '麻醉结束（未填者按开始）', en: 'end of anaesthesia, else its start' },
  },
  tube_out_at: {
    kind: 'date',
    sql: `coalesce(extubated_at, ended_at, started_at)`,
    title: { zh: '拔管（未填者按麻醉结束）', en: 'extubation, else the end of anaesthesia' },
  },
  ended_before_started: {
    kind: 'bool',
    transient: true,
    sql: surelyBefore('ended_at', 'started_at'),
    title: { zh: '结束早于开始', en: 'ended before it began' },
  },
  died_before_started: {
    kind: 'bool',
    transient: true,
    sql: surelyBefore('died_at', 'started_at'),
    title: { zh: '死亡早于开始', en: 'died before it began' },
  },
  pacu_left_before_entered: {
    kind: 'bool',
    transient: true,
    sql: surelyBefore('pacu_out_at', 'pacu_in_at'),
    title: { zh: 'PACU转出早于入室', en: 'left the PACU before entering it' },
  },
  reintubated_before_extubated: {
    kind: 'bool',
    transient: true,
    sql: surelyBefore('reintubated_at', 'extubated_at'),
    title: { zh: '再插管早于拔管', en: 're-intubated before extubation' },
  },
  survival_contradicted: {
    kind: 'bool',
    transient: true,
    sql: `(alive_24h = (${withinHours('died_at', 'started_at', 24)}))`,
    title: { zh: '24小时存活与死亡时间矛盾', en: '24-hour survival contradicts the time of death' },
  },
} as const satisfies Readonly<Record<string, Derived>>;

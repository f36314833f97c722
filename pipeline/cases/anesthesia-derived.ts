import {
  all,
  any,
  clockKnown,
  column,
  compare,
  constant,
  type Fact,
  firstKnown,
  howMany,
  includes,
  is,
  known,
  latestMoment,
  not,
  plusHours,
  sum,
  surelyBefore,
  when,
  within,
} from '../define/fact.js';
import type { Derived } from '../define/table.js';

/** Methods of anaesthesia; a combined spinal-epidural counts as both. */
export const methods = [
  '全身麻醉',
  '硬膜外麻醉',
  '腰麻',
  '腰硬联合麻醉',
  '骶管麻醉',
  '神经阻滞',
  '监护麻醉',
  '局部麻醉',
  '其他',
] as const;

const started = column.moment('started_at');
const ended = column.moment('ended_at');
const entered = column.moment('entered_at');
const visited = column.moment('visited_at');
const died = column.moment('died_at');
const pacuIn = column.moment('pacu_in_at');
const pacuOut = column.moment('pacu_out_at');
const extubated = column.moment('extubated_at');
const reintubated = column.moment('reintubated_at');
const alive24h = column.bool('alive_24h');
const airway = column.choice('airway');
const asa = column.number('asa');

const has = (...ways: readonly (typeof methods)[number][]) =>
  includes(column.choices('methods'), methods, ...ways);
const general = has('全身麻醉');
/** A combined spinal-epidural is neuraxial. */
const neuraxial = has('硬膜外麻醉', '腰麻', '腰硬联合麻醉', '骶管麻醉');
const nerveBlock = has('神经阻滞');

const asaClasses = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ', 'Ⅵ'] as const;

/** Millilitres given: as recorded, and zero where the record says that there was no such transfusion. */
const given = (kind: 'autologous' | 'allogeneic'): Fact<'number'> =>
  when(
    [known(column.number(`${kind}_ml`)), column.number(`${kind}_ml`)],
    [not(column.bool(`${kind}_transfusion`)), 0],
  );
const [own, donated] = [given('autologous'), given('allogeneic')];
const none = constant(0);

const diedWithin24h = within(24).after(started).of(died);

/** Derived from one anaesthetic's own times and cells; not known where a missing clock time leaves it open. */
export const anesthesiaDerived = {
  visited_before_entry: {
    kind: 'bool',
    fact: when(
      [surelyBefore(visited, entered), true],
      [all(clockKnown(visited), clockKnown(entered)), false],
      [any(surelyBefore(entered, visited), surelyBefore(started, visited)), false],
    ),
    title: { zh: '入室前已访视', en: 'visited before entering the theatre' },
  },
  pacu_over_2h: {
    kind: 'bool',
    fact: not(within(2).after(pacuIn).of(pacuOut)),
    title: { zh: 'PACU停留超过2小时', en: 'more than 2 h in the PACU' },
  },
  pacu_over_3h: {
    kind: 'bool',
    fact: not(within(3).after(pacuIn).of(pacuOut)),
    title: { zh: 'PACU停留超过3小时', en: 'more than 3 h in the PACU' },
  },
  // A blank time of re-intubation does not prove that there was none, because a separate cell says so.
  reintubated_within_6h: {
    kind: 'bool',
    fact: when(
      [known(reintubated), within(6).after(extubated).of(reintubated)],
      [not(column.bool('reintubated')), false],
    ),
    title: { zh: '拔管后6小时内再插管', en: 're-intubated within 6 h of extubation' },
  },
  // Nor does a blank time of death prove that the patient lived.
  died_within_24h: {
    kind: 'bool',
    fact: firstKnown(diedWithin24h, not(alive24h)),
    title: { zh: '麻醉开始后24小时内死亡', en: 'died within 24 h of the start of anaesthesia' },
  },
  autologous_400ml: {
    kind: 'bool',
    fact: compare(own, '>=', 400),
    title: { zh: '自体血输注400ml及以上', en: '400 ml or more of own blood' },
  },
  transfused_400ml: {
    kind: 'bool',
    fact: when(
      [compare(sum(firstKnown(own, none), firstKnown(donated, none)), '>=', 400), true],
      [compare(sum(own, donated), '<', 400), false],
    ),
    title: { zh: '输血400ml及以上', en: '400 ml or more of blood in all' },
  },
  asa_class: {
    kind: 'choice',
    values: asaClasses,
    fact: when(...asaClasses.map((word, i): [Fact<'bool'>, string] => [is(asa, i + 1), word])),
    title: { zh: 'ASA分级', en: 'ASA class' },
  },
  // The five classes of the 2015 edition. General anaesthesia with unknown airway is in no class.
  method_class: {
    kind: 'choice',
    values: ['椎管内麻醉', '插管全麻', '非插管全麻', '复合麻醉', '其他麻醉方式'],
    fact: when(
      [compare(howMany(general, neuraxial, nerveBlock), '>', 1), '复合麻醉'],
      [neuraxial, '椎管内麻醉'],
      [not(general), '其他麻醉方式'],
      [is(airway, '气管插管', '喉罩'), '插管全麻'],
      [is(airway, '无'), '非插管全麻'],
    ),
    title: { zh: '麻醉方式类别', en: 'class of anaesthesia' },
  },
  pacu_2h_over: {
    kind: 'date',
    fact: plusHours(latestMoment(pacuIn), 2),
    title: { zh: '入PACU满2小时', en: '2 h after entering the PACU' },
  },
  pacu_3h_over: {
    kind: 'date',
    fact: plusHours(latestMoment(pacuIn), 3),
    title: { zh: '入PACU满3小时', en: '3 h after entering the PACU' },
  },
  extubated_6h_over: {
    kind: 'date',
    fact: plusHours(latestMoment(extubated), 6),
    title: { zh: '拔管满6小时', en: '6 h after extubation' },
  },
  // Where the end or the extubation is not recorded, the preceding moment replaces it, so that a blank cannot keep an anaesthetic out of
  // the rate for ever.
  end_known_at: {
    kind: 'date',
    fact: firstKnown(ended, started),
    title: { zh: '麻醉结束（未填者按开始）', en: 'end of anaesthesia, else its start' },
  },
  tube_out_at: {
    kind: 'date',
    fact: firstKnown(extubated, ended, started),
    title: { zh: '拔管（未填者按麻醉结束）', en: 'extubation, else the end of anaesthesia' },
  },
  ended_before_started: {
    kind: 'bool',
    transient: true,
    fact: surelyBefore(ended, started),
    title: { zh: '结束早于开始', en: 'ended before it began' },
  },
  died_before_started: {
    kind: 'bool',
    transient: true,
    fact: surelyBefore(died, started),
    title: { zh: '死亡早于开始', en: 'died before it began' },
  },
  pacu_left_before_entered: {
    kind: 'bool',
    transient: true,
    fact: surelyBefore(pacuOut, pacuIn),
    title: { zh: 'PACU转出早于入室', en: 'left the PACU before entering it' },
  },
  reintubated_before_extubated: {
    kind: 'bool',
    transient: true,
    fact: surelyBefore(reintubated, extubated),
    title: { zh: '再插管早于拔管', en: 're-intubated before extubation' },
  },
  survival_contradicted: {
    kind: 'bool',
    transient: true,
    fact: compare(alive24h, '=', diedWithin24h),
    title: { zh: '24小时存活与死亡时间矛盾', en: '24-hour survival contradicts the time of death' },
  },
} as const satisfies Readonly<Record<string, Derived>>;

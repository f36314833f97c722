import {
  all,
  anniversary,
  any,
  asOfEnd,
  clockKnown,
  column,
  compare,
  day,
  daysBetween,
  earliestOf,
  type Fact,
  firstKnown,
  howMany,
  is,
  known,
  latestMoment,
  latestOf,
  lessThan,
  midnight,
  minutesBetween,
  named,
  not,
  notKnown,
  otherwise,
  plusDays,
  plusHours,
  possibly,
  surely,
  surelyBefore,
  when,
  within,
} from '../define/fact.js';
import type { Derived } from '../define/table.js';
import { severityDerived } from './ecmo-severity.js';
import { toldFacts } from './told-facts.js';

/** Kinds of major complication, by column. */
const complications = [
  'bleeding',
  'hemolysis',
  'thromboembolism',
  'limb_ischemia',
  'neurologic',
  'bloodstream_infection',
];

/** Why support ended. */
export const endReasons = [
  '心肺功能改善',
  '器官移植',
  '转心室辅助',
  '死亡',
  '放弃治疗',
  '并发症',
  '转院',
  '其他',
] as const;

const started = column.moment('started_at');
const ended = column.moment('ended_at');
const died = column.moment('died_at');
const discharged = column.moment('discharged_at');
const cannulated = column.moment('cannulation_at');
const modeChanged = column.moment('mode_changed_at');
const reported = column.moment('reported_at');
const consented = column.moment('consented_at');
const death = column.moment('death_at');
const deadBy = column.day('dead_by');
const lastAliveOn = column.day('last_alive_on');
const lastAliveAt = column.moment('last_alive_at');
const contradictedFrom = column.day('told_contradicted_from');
const reason = column.choice('end_reason');
const status = column.choice('discharge_status');
const outcome = column.choice('discharge_outcome');
const status30d = column.choice('status_30d');
const status30dOn = column.day('status_30d_on');
const followup = column.choice('followup_1y_status');
const followedOn = column.day('followup_1y_on');
const alive48h = column.bool('alive_48h');
const oneYearOn = column.day('anniversary_on');
const birth = column.day('birth_date');
const age = column.number('age');
const supportOver = column.moment('support_over');

const startDay = day(started);
const isContradicted = known(contradictedFrom);
const diedOnSupport = is(reason, '死亡');
const transferred = is(reason, '转院');

/** Dead on leaving the hospital; a patient who died after leaving against advice died on another day. */
const diedInStay = named(
  '院内死亡',
  'died in the stay',
  any(is(status, '死亡'), all(is(outcome, '死亡'), possibly(not(is(status, '非医嘱离院'))))),
);

/** Left the hospital alive, as far as the two columns say; not known where both are blank. */
const leftAlive = named(
  '存活离院',
  'left alive',
  any(
    all(not(is(status, '死亡')), possibly(not(is(outcome, '死亡')))),
    all(not(known(status)), not(is(outcome, '死亡'))),
  ),
);

/** Left against advice, or treatment was given up and no order to leave was noted afterwards. */
const againstAdvice = named(
  '非医嘱离院或放弃治疗',
  'left against advice or given up',
  any(
    is(status, '非医嘱离院'),
    all(is(reason, '放弃治疗'), possibly(not(is(status, '医嘱离院', '医嘱转院', '医嘱转社区')))),
  ),
);

/** Not cured, and the way of leaving is blank: discharged by order, or taken home to die. */
const mayBeAgainstAdvice = all(not(known(status)), is(outcome, '未愈'));

/** The day of leaving, or of the end of support where that is not known. */
const leftOn = named('离开之日', 'the day of leaving', day(firstKnown(discharged, ended)));

const followedAlive = named(
  '随访存活而无日期',
  'followed up alive without a day',
  all(is(followup, '存活'), not(known(followedOn))),
);

const aliveAfterLeaving = any(compare(lastAliveOn, '>', leftOn), followedAlive);
const deadByMonthAfterLeaving = any(
  compare(day(death), '<=', plusDays(leftOn, 30)),
  compare(deadBy, '<=', plusDays(leftOn, 30)),
);
const aliveMonthAfterLeaving = any(aliveAfterLeaving, compare(day(death), '>', plusDays(leftOn, 30)));

/** The last hour of a day by which the patient was dead. */
const deadByOver = plusHours(midnight(deadBy), 24);

const isWord = (of: Fact<'choice'>, word: string, then: Fact<'day'>) => when([is(of, word), then]);

/** Derived from one run's own times and cells and from facts of other rows of its patient; not known where a missing clock time leaves it open. */
export const ecmoDerived = {
  ...toldFacts,
  // Death as given by this or another row of the patient; where only a reason or status gives it, the moment support or stay ended.
  death_at: {
    kind: 'date',
    fact: firstKnown(
      column.moment('told_dead_at'),
      died,
      when([diedOnSupport, ended]),
      when([diedInStay, discharged]),
    ),
    title: { zh: '记录的死亡时间', en: 'death on record at' },
  },
  death_at_timed: {
    kind: 'bool',
    fact: when(
      [known(column.moment('told_dead_at')), column.bool('told_dead_timed')],
      [known(died), clockKnown(died)],
      [all(diedOnSupport, known(ended)), clockKnown(ended)],
      otherwise(clockKnown(discharged)),
    ),
    title: { zh: '死亡时间精确到时分', en: 'clock time of death known' },
  },
  // A status gives the time by which the patient was dead, not the time of death.
  dead_by: {
    kind: 'date',
    fact: earliestOf(
      column.day('told_dead_by'),
      isWord(followup, '死亡', followedOn),
      isWord(status30d, '死亡', earliestOf(status30dOn, plusDays(startDay, 30))),
    ),
    title: { zh: '至迟已死亡的日期', en: 'dead by' },
  },
  last_alive_on: {
    kind: 'date',
    fact: latestOf(
      column.day('told_alive_on'),
      when([leftAlive, day(discharged)]),
      isWord(followup, '存活', followedOn),
      isWord(status30d, '存活', status30dOn),
      when([not(diedOnSupport), day(ended)]),
    ),
    title: { zh: '最后确知存活日期', en: 'last known alive on' },
  },
  // Only moments with a known clock time, because they decide what lies within a day.
  last_alive_at: {
    kind: 'date',
    fact: latestOf(
      column.moment('told_alive_at'),
      when([all(leftAlive, clockKnown(discharged)), discharged]),
      when([all(not(diedOnSupport), clockKnown(ended)), ended]),
    ),
    title: { zh: '最后确知存活的时刻', en: 'last known alive at' },
  },
  died_within_48h_of_removal: {
    kind: 'bool',
    fact: within(48).after(ended).of(death),
    title: { zh: '撤机后48小时内死亡', en: 'died within 48 h of removal' },
  },
  // A dated death is more exact than the cell, in whichever row. A patient who died on support is not alive after it, whenever it ended.
  alive_48h_after_removal: {
    kind: 'bool',
    fact: when(
      [not(known(ended)), when([diedOnSupport, false])],
      [isContradicted, when([compare(plusDays(day(ended), 3), '<=', contradictedFrom), true])],
      [known(column.bool('died_within_48h_of_removal')), not(column.bool('died_within_48h_of_removal'))],
      [compare(deadByOver, '<=', plusHours(ended, 48)), false],
      [known(alive48h), alive48h],
      [all(clockKnown(ended), compare(lastAliveAt, '>', plusHours(ended, 48))), true],
      [all(not(known(death)), any(compare(lastAliveOn, '>=', plusDays(day(ended), 3)), followedAlive)), true],
    ),
    title: {
      zh: '撤机后48小时存活（由时间推得）',
      en: 'alive 48 h after removal, worked out from the times',
    },
  },
  died_within_24h_of_removal: {
    kind: 'bool',
    fact: lessThan(24).after(ended).of(death),
    title: { zh: '撤机后不满24小时死亡', en: 'died less than 24 h after removal' },
  },
  alive_24h_after_removal: {
    kind: 'bool',
    fact: when(
      [not(known(ended)), when([diedOnSupport, false])],
      [isContradicted, when([compare(plusDays(day(ended), 2), '<=', contradictedFrom), true])],
      [known(column.bool('died_within_24h_of_removal')), not(column.bool('died_within_24h_of_removal'))],
      [compare(deadByOver, '<=', plusHours(ended, 24)), false],
      [all(clockKnown(ended), compare(lastAliveAt, '>=', plusHours(ended, 24))), true],
      [
        all(
          not(known(death)),
          any(alive48h, compare(lastAliveOn, '>=', plusDays(day(ended), 2)), followedAlive),
        ),
        true,
      ],
    ),
    title: {
      zh: '撤机后满24小时存活（由时间推得）',
      en: 'alive 24 h after removal, worked out from the times',
    },
  },
  // Dying patients are taken home: survival after leaving against advice, or after treatment was given up, is known only by a later day
  // alive.
  left_against_advice: {
    kind: 'bool',
    fact: all(
      surely(againstAdvice),
      not(surely(any(diedInStay, diedOnSupport))),
      not(known(death)),
      not(known(deadBy)),
      not(surely(aliveAfterLeaving)),
    ),
    title: { zh: '非医嘱离院或放弃治疗，未随访', en: 'left against advice or given up, not followed up' },
  },
  // Alive on leaving the hospital, also to another hospital. A living discharge or transfer after the day of death is a contradiction.
  alive_at_discharge: {
    kind: 'bool',
    fact: when(
      [
        isContradicted,
        when([
          all(
            not(surely(againstAdvice)),
            any(leftAlive, transferred),
            compare(leftOn, '<', contradictedFrom),
          ),
          true,
        ]),
      ],
      [any(is(status, '死亡'), is(outcome, '死亡'), diedOnSupport), false],
      [againstAdvice, when([deadByMonthAfterLeaving, false], [aliveMonthAfterLeaving, true])],
      [mayBeAgainstAdvice, when([deadByMonthAfterLeaving, null], [aliveMonthAfterLeaving, true])],
      [all(compare(day(died), '<', day(discharged)), leftAlive), null],
      [all(compare(day(died), '<', day(ended)), transferred), null],
      [any(leftAlive, transferred), true],
      [any(compare(day(death), '<=', day(ended)), compare(deadBy, '<=', day(ended))), false],
      [any(compare(day(death), '<', day(discharged)), compare(deadBy, '<', day(discharged))), false],
      [compare(day(death), '>', plusDays(day(discharged), 30)), true],
      [
        all(
          not(known(death)),
          known(discharged),
          any(followedAlive, compare(lastAliveOn, '>', day(discharged))),
        ),
        true,
      ],
    ),
    title: { zh: '出院（含转院）时存活', en: 'alive at discharge or transfer' },
  },
  died_within_30d: {
    kind: 'bool',
    fact: when(
      [isContradicted, when([compare(plusDays(startDay, 30), '<', contradictedFrom), false])],
      [known(death), compare(day(death), '<=', plusDays(startDay, 30))],
      [compare(deadBy, '<=', plusDays(startDay, 30)), true],
      [any(compare(lastAliveOn, '>', plusDays(startDay, 30)), followedAlive), false],
      [all(is(status30d, '存活'), possibly(compare(status30dOn, '>=', plusDays(startDay, 30)))), false],
    ),
    title: { zh: '上机后30天内死亡', en: 'died within 30 days of the start' },
  },
  anniversary_on: {
    kind: 'date',
    fact: anniversary(started, 1),
    title: { zh: '上机满一年日', en: 'first anniversary of the start' },
  },
  // A death found by a later follow-up may lie before or after the anniversary.
  alive_1y: {
    kind: 'bool',
    fact: when(
      [isContradicted, when([compare(oneYearOn, '<', contradictedFrom), true])],
      [known(death), compare(day(death), '>', oneYearOn)],
      [compare(deadBy, '<=', oneYearOn), false],
      [any(compare(lastAliveOn, '>=', oneYearOn), followedAlive), true],
      [any(is(followup, '失访'), all(is(followup, '死亡'), not(known(followedOn)))), false],
    ),
    title: {
      zh: '上机满一年存活（失访计为未存活）',
      en: 'alive one year after the start (lost counts as not alive)',
    },
  },
  run_minutes: {
    kind: 'number',
    unit: 'min',
    fact: when([all(clockKnown(started), clockKnown(ended)), minutesBetween(started, ended)]),
    title: { zh: '辅助时长（分钟）', en: 'minutes on support' },
  },
  cannulation_minutes: {
    kind: 'number',
    unit: 'min',
    fact: when([all(clockKnown(cannulated), clockKnown(started)), minutesBetween(cannulated, started)]),
    title: { zh: '置管到转流（分钟）', en: 'minutes from cannulation to support' },
  },
  plan_within_12h: {
    kind: 'bool',
    fact: within(12).after(started).of(column.moment('plan_completed_at')),
    title: { zh: '上机后12小时内完成方案', en: 'plan completed within 12 h of the start' },
  },
  consented_before_start: {
    kind: 'bool',
    fact: when(
      [surelyBefore(started, consented), false],
      [all(clockKnown(consented), clockKnown(started)), true],
      [compare(day(consented), '<', startDay), true],
    ),
    title: { zh: '上机前已签署知情同意', en: 'consent signed before the start' },
  },
  reported: {
    kind: 'bool',
    fact: when([known(reported), true]),
    title: { zh: '已上报省级平台', en: 'reported to the provincial platform' },
  },
  report_days: {
    kind: 'number',
    unit: '天',
    fact: when([compare(day(reported), '>=', startDay), daysBetween(startDay, day(reported))]),
    title: { zh: '上机到上报的天数', en: 'days from the start to the report' },
  },
  reported_within_30d: {
    kind: 'bool',
    fact: compare(column.number('report_days'), '<=', 30),
    title: { zh: '上机后30天内上报', en: 'reported within 30 days of the start' },
  },
  first_run: {
    kind: 'bool',
    lookup: 'hospitals',
    fact: notKnown('bool'),
    title: { zh: '本院有记录的首例', en: "the hospital's first run on record" },
  },
  filed_in_time: {
    kind: 'bool',
    lookup: 'hospitals',
    fact: notKnown('bool'),
    title: { zh: '首例后15个工作日内备案', en: 'filed within 15 working days of the first run' },
  },
  filing_over: {
    kind: 'date',
    lookup: 'hospitals',
    fact: notKnown('moment'),
    title: { zh: '首例后满15个工作日', en: '15 working days after the first run' },
  },
  operator_authorised: {
    kind: 'bool',
    lookup: 'staff',
    fact: notKnown('bool'),
    title: { zh: '术者在上机当日有授权', en: 'operator authorised on the day of the start' },
  },
  // For a run in a course of several, the outcome of the whole course; for any other, its own; open for a transfer without a known
  // receiving run. The look-up fills in the course; the fact shows what its values depend on, so that the definition hash covers it.
  course_part: {
    kind: 'bool',
    lookup: 'courses',
    fact: notKnown('bool'),
    title: { zh: '本院同一疗程的后段', en: 'goes on with an earlier run of the same hospital' },
  },
  course_from: {
    kind: 'choice',
    lookup: 'courses',
    fact: notKnown('choice'),
    title: { zh: '同一疗程由何院转来', en: 'goes on with a run of other hospitals' },
  },
  course_end_reason: {
    kind: 'choice',
    values: endReasons,
    lookup: 'courses',
    fact: when([not(transferred), reason]),
    title: { zh: '疗程的撤机原因', en: 'reason for the end of the course' },
  },
  course_alive_48h: {
    kind: 'bool',
    lookup: 'courses',
    fact: column.bool('alive_48h_after_removal'),
    title: { zh: '疗程结束后48小时存活', en: 'alive 48 h after the end of the course' },
  },
  course_48h_over: {
    kind: 'date',
    lookup: 'courses',
    fact: column.moment('removal_48h_over'),
    title: { zh: '疗程结束满48小时', en: '48 h after the end of the course' },
  },
  complications: {
    kind: 'number',
    fact: howMany(...complications.map(column.bool)),
    title: { zh: '主要并发症种数', en: 'kinds of major complication' },
  },
  age_group: {
    kind: 'choice',
    values: ['新生儿', '儿童', '成人'],
    fact: firstKnown(
      when(
        [compare(daysBetween(birth, startDay), '<=', 28), '新生儿'],
        [compare(startDay, '<', anniversary(birth, 18)), '儿童'],
        [known(birth), '成人'],
      ),
      when([compare(age, '<=', 28), '新生儿'], [compare(age, '<', 6574), '儿童'], [known(age), '成人']),
    ),
    title: { zh: '年龄组', en: 'age group' },
  },
  // A patient who died or left the hospital is no longer on support, even where the time of removal is blank. The end of support is the
  // recorded one, else death, discharge, or a follow-up. An end or discharge without a date is over on an unknown day. A run without any
  // further record counts as over after a year, so that a blank cannot keep it out of the rate for ever.
  support_over: {
    kind: 'date',
    fact: firstKnown(
      latestMoment(ended),
      latestMoment(death),
      latestMoment(discharged),
      deadByOver,
      when([known(followup), midnight(plusDays(followedOn, 1))]),
      when([known(firstKnown(reason, status, outcome)), latestMoment(started)]),
      midnight(anniversary(started, 1)),
    ),
    title: { zh: '辅助结束', en: 'end of support' },
  },
  removal_48h_over: {
    kind: 'date',
    fact: plusHours(supportOver, 48),
    title: { zh: '撤机满48小时', en: '48 h after removal' },
  },
  removal_24h_over: {
    kind: 'date',
    fact: plusHours(supportOver, 24),
    title: { zh: '撤机满24小时', en: '24 h after removal' },
  },
  // Discharge or death, or transfer on support; a discharge without a date is over on an unknown day. Otherwise a year: a stay without any
  // further record then counts as over.
  stay_over: {
    kind: 'date',
    fact: firstKnown(
      latestMoment(discharged),
      latestMoment(death),
      when([transferred, latestMoment(ended)]),
      deadByOver,
      when([
        any(known(firstKnown(status, outcome)), is(reason, '死亡', '转院')),
        firstKnown(latestMoment(ended), latestMoment(started)),
      ]),
      midnight(anniversary(started, 1)),
    ),
    title: { zh: '出院', en: 'discharge' },
  },
  start_12h_over: {
    kind: 'date',
    fact: plusHours(latestMoment(started), 12),
    title: { zh: '上机满12小时', en: '12 h after the start' },
  },
  start_30d_over: {
    kind: 'date',
    fact: midnight(plusDays(startDay, 31)),
    title: { zh: '上机满30天', en: '30 days after the start' },
  },
  outcomes_over: {
    kind: 'date',
    fact: latestOf(column.moment('removal_48h_over'), column.moment('start_30d_over')),
    title: { zh: '撤机满48小时且上机满30天', en: '48 h after removal and 30 days after the start' },
  },
  complications_over: {
    kind: 'date',
    fact: latestOf(supportOver, column.moment('start_30d_over')),
    title: { zh: '撤机且上机满30天', en: 'end of support and 30 days after the start' },
  },
  start_1y_over: {
    kind: 'date',
    fact: midnight(plusDays(oneYearOn, 1)),
    title: { zh: '上机满一年', en: 'one year after the start' },
  },
  support_without_end: {
    kind: 'bool',
    transient: true,
    fact: all(
      not(known(ended)),
      not(known(death)),
      not(known(discharged)),
      not(known(firstKnown(reason, status, outcome))),
      compare(startDay, '<', plusDays(day(asOfEnd), -60)),
    ),
    title: { zh: '上机超过60天而无结束记录', en: 'on support for 60 days without an end on record' },
  },
  left_alive_after_death: {
    kind: 'bool',
    transient: true,
    // With only one date known there is no contradiction, because a comparison with a blank is not known.
    fact: any(
      surely(all(leftAlive, compare(day(died), '<', day(discharged)))),
      surely(all(transferred, compare(day(died), '<', day(ended)))),
    ),
    title: { zh: '死亡后存活离院', en: 'left alive after the day of death' },
  },
  reported_before_start: {
    kind: 'bool',
    transient: true,
    fact: compare(day(reported), '<', startDay),
    title: { zh: '上报早于上机', en: 'reported before the start' },
  },
  ended_before_started: {
    kind: 'bool',
    transient: true,
    fact: surelyBefore(ended, started),
    title: { zh: '撤机早于上机', en: 'ended before it began' },
  },
  cannulated_after_start: {
    kind: 'bool',
    transient: true,
    fact: surelyBefore(started, cannulated),
    title: { zh: '置管晚于上机', en: 'cannulated after it began' },
  },
  mode_changed_outside: {
    kind: 'bool',
    transient: true,
    fact: any(surelyBefore(modeChanged, started), surelyBefore(ended, modeChanged)),
    title: { zh: '模式变更不在辅助期间', en: 'mode changed outside the run' },
  },
  died_before_started: {
    kind: 'bool',
    transient: true,
    fact: surelyBefore(died, started),
    title: { zh: '死亡早于上机', en: 'died before it began' },
  },
  survival_contradicted: {
    kind: 'bool',
    transient: true,
    fact: compare(alive48h, '=', column.bool('died_within_48h_of_removal')),
    title: { zh: '48小时存活与死亡时间矛盾', en: '48-hour survival contradicts the time of death' },
  },
  status_30d_contradicted: {
    kind: 'bool',
    transient: true,
    fact: any(
      surely(
        all(
          is(status30d, '存活'),
          compare(day(death), '<=', earliestOf(status30dOn, plusDays(startDay, 30))),
        ),
      ),
      surely(all(is(status30d, '死亡'), compare(day(died), '>', plusDays(startDay, 30)))),
    ),
    title: { zh: '30天状态与死亡时间矛盾', en: 'status on day 30 contradicts the time of death' },
  },
  outcome_contradicts_leaving: {
    kind: 'bool',
    transient: true,
    fact: any(
      surely(all(is(status, '死亡'), not(is(outcome, '死亡')))),
      surely(all(is(outcome, '死亡'), not(is(status, '死亡', '非医嘱离院', '其他')))),
    ),
    title: { zh: '转归与离院方式矛盾', en: 'outcome contradicts the way of leaving' },
  },
  followup_contradicted: {
    kind: 'bool',
    transient: true,
    fact: all(is(followup, '存活'), compare(day(death), '<=', firstKnown(followedOn, oneYearOn))),
    title: { zh: '随访存活与死亡时间矛盾', en: 'follow-up alive contradicts the time of death' },
  },
  ...severityDerived,
} as const satisfies Record<string, Derived>;

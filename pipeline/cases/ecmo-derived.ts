import type { Derived } from '../define/table.js';
import { latest, lessThanHours, surelyBefore, withinHours } from './civil-time.js';
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

/** Dead on leaving the hospital; who died after leaving against advice did so on another day. */
const diedInStay = `(discharge_status = '死亡' OR (discharge_outcome = '死亡' AND discharge_status IS DISTINCT FROM '非医嘱离院'))`;

/** Left the hospital, and not dead, as far as the two columns tell; NULL where both are blank. */
const leftAlive = `(discharge_status <> '死亡' AND coalesce(discharge_outcome <> '死亡', true) OR discharge_status IS NULL AND discharge_outcome <> '死亡')`;

/** Left against advice, or treatment was given up and no order to leave was noted after it. */
const againstAdvice = `(discharge_status = '非医嘱离院' OR (end_reason = '放弃治疗' AND coalesce(discharge_status NOT IN ('医嘱离院', '医嘱转院', '医嘱转社区'), true)))`;

/** Not cured, and how the patient left is blank: by order or taken home to die. */
const mayBeAgainstAdvice = `(discharge_status IS NULL AND discharge_outcome = '未愈')`;

/** The day of leaving, or of the end of support where that is not known. */
const leftOn = 'CAST(coalesce(discharged_at, ended_at) AS DATE)';

const aliveAfterLeaving = `(last_alive_on > ${leftOn} OR (followup_1y_status = '存活' AND followup_1y_on IS NULL))`;

/** What follows from one run's own times and cells, and from what other rows tell of its patient. Where a missing clock time leaves it open, it stays open. */
export const ecmoDerived = {
  ...toldFacts,
  // Death as this or another row of the patient gives it; where only a reason or status says so, the moment support or stay ended.
  death_at: {
    kind: 'date',
    sql: `coalesce(told_dead_at, died_at, CASE WHEN end_reason = '死亡' THEN ended_at END, CASE WHEN ${diedInStay} THEN discharged_at END)`,
    title: { zh: '记录的死亡时间', en: 'death on record at' },
  },
  death_at_timed: {
    kind: 'bool',
    sql: `CASE WHEN told_dead_at IS NOT NULL THEN told_dead_timed WHEN died_at IS NOT NULL THEN died_at_timed WHEN end_reason = '死亡' AND ended_at IS NOT NULL THEN ended_at_timed ELSE discharged_at_timed END`,
    title: { zh: '死亡时间精确到时分', en: 'clock time of death known' },
  },
  // A status says that the patient was dead by then, not when.
  dead_by: {
    kind: 'date',
    sql: `list_min([told_dead_by, CASE WHEN followup_1y_status = '死亡' THEN followup_1y_on END, CASE WHEN status_30d = '死亡' THEN list_min([status_30d_on, CAST(started_at AS DATE) + 30]) END])`,
    title: { zh: '至迟已死亡的日期', en: 'dead by' },
  },
  last_alive_on: {
    kind: 'date',
    sql: `list_max([told_alive_on, CASE WHEN ${leftAlive} THEN CAST(discharged_at AS DATE) END, CASE WHEN followup_1y_status = '存活' THEN followup_1y_on END, CASE WHEN status_30d = '存活' THEN status_30d_on END, CASE WHEN end_reason <> '死亡' THEN CAST(ended_at AS DATE) END])`,
    title: { zh: '最后确知存活日期', en: 'last known alive on' },
  },
  // Of moments whose clock is known alone: what lies within a day is decided by them.
  last_alive_at: {
    kind: 'date',
    sql: `list_max([told_alive_at, CASE WHEN ${leftAlive} AND discharged_at_timed THEN discharged_at END, CASE WHEN end_reason <> '死亡' AND ended_at_timed THEN ended_at END])`,
    title: { zh: '最后确知存活的时刻', en: 'last known alive at' },
  },
  died_within_48h_of_removal: {
    kind: 'bool',
    sql: withinHours('death_at', 'ended_at', 48),
    title: { zh: '撤机后48小时内死亡', en: 'died within 48 h of removal' },
  },
  // A dated death is more exact than the cell, whichever row tells it. Who died on support is not alive after it, whenever it ended.
  alive_48h_after_removal: {
    kind: 'bool',
    sql: `CASE
      WHEN ended_at IS NULL THEN CASE WHEN end_reason = '死亡' THEN false END
      WHEN told_contradicted_from IS NOT NULL THEN CASE WHEN CAST(ended_at AS DATE) + 3 <= told_contradicted_from THEN true END
      WHEN died_within_48h_of_removal IS NOT NULL THEN NOT died_within_48h_of_removal
      WHEN CAST(dead_by AS TIMESTAMP) + INTERVAL 24 HOUR <= ended_at + INTERVAL 48 HOUR THEN false
      WHEN alive_48h IS NOT NULL THEN alive_48h
      WHEN ended_at_timed AND last_alive_at > ended_at + INTERVAL 48 HOUR THEN true
      WHEN death_at IS NULL AND (last_alive_on >= CAST(ended_at AS DATE) + 3 OR (followup_1y_status = '存活' AND followup_1y_on IS NULL)) THEN true
    END`,
    title: {
      zh: '撤机后48小时存活（由时间推得）',
      en: 'alive 48 h after removal, worked out from the times',
    },
  },
  died_within_24h_of_removal: {
    kind: 'bool',
    sql: lessThanHours('death_at', 'ended_at', 24),
    title: { zh: '撤机后不满24小时死亡', en: 'died less than 24 h after removal' },
  },
  alive_24h_after_removal: {
    kind: 'bool',
    sql: `CASE
      WHEN ended_at IS NULL THEN CASE WHEN end_reason = '死亡' THEN false END
      WHEN told_contradicted_from IS NOT NULL THEN CASE WHEN CAST(ended_at AS DATE) + 2 <= told_contradicted_from THEN true END
      WHEN died_within_24h_of_removal IS NOT NULL THEN NOT died_within_24h_of_removal
      WHEN CAST(dead_by AS TIMESTAMP) + INTERVAL 24 HOUR <= ended_at + INTERVAL 24 HOUR THEN false
      WHEN ended_at_timed AND last_alive_at >= ended_at + INTERVAL 24 HOUR THEN true
      WHEN death_at IS NULL AND (alive_48h OR last_alive_on >= CAST(ended_at AS DATE) + 2 OR (followup_1y_status = '存活' AND followup_1y_on IS NULL)) THEN true
    END`,
    title: {
      zh: '撤机后满24小时存活（由时间推得）',
      en: 'alive 24 h after removal, worked out from the times',
    },
  },
  // The dying are taken home: who left against advice, or whose treatment was given up, is known to have lived by a later day
  // alive alone.
  left_against_advice: {
    kind: 'bool',
    sql: `(coalesce(${againstAdvice}, false) AND NOT coalesce(${diedInStay} OR end_reason = '死亡', false)
      AND death_at IS NULL AND dead_by IS NULL AND NOT coalesce(${aliveAfterLeaving}, false))`,
    title: { zh: '非医嘱离院或放弃治疗，未随访', en: 'left against advice or given up, not followed up' },
  },
  // Alive on leaving the hospital, to another hospital too. Living discharge or transfer with a day of death before it
  // contradicts itself.
  alive_at_discharge: {
    kind: 'bool',
    sql: `CASE
      WHEN told_contradicted_from IS NOT NULL THEN CASE WHEN NOT coalesce(${againstAdvice}, false) AND (${leftAlive} OR end_reason = '转院')
        AND CAST(coalesce(discharged_at, ended_at) AS DATE) < told_contradicted_from THEN true END
      WHEN discharge_status = '死亡' OR discharge_outcome = '死亡' OR end_reason = '死亡' THEN false
      WHEN ${againstAdvice} THEN CASE
        WHEN CAST(death_at AS DATE) <= ${leftOn} + 30 OR dead_by <= ${leftOn} + 30 THEN false
        WHEN ${aliveAfterLeaving} OR CAST(death_at AS DATE) > ${leftOn} + 30 THEN true
      END
      WHEN ${mayBeAgainstAdvice} THEN CASE
        WHEN CAST(death_at AS DATE) <= ${leftOn} + 30 OR dead_by <= ${leftOn} + 30 THEN NULL
        WHEN ${aliveAfterLeaving} OR CAST(death_at AS DATE) > ${leftOn} + 30 THEN true
      END
      WHEN CAST(died_at AS DATE) < CAST(discharged_at AS DATE) AND ${leftAlive} THEN NULL
      WHEN CAST(died_at AS DATE) < CAST(ended_at AS DATE) AND end_reason = '转院' THEN NULL
      WHEN ${leftAlive} OR end_reason = '转院' THEN true
      WHEN CAST(death_at AS DATE) <= CAST(ended_at AS DATE) OR dead_by <= CAST(ended_at AS DATE) THEN false
      WHEN CAST(death_at AS DATE) < CAST(discharged_at AS DATE) OR dead_by < CAST(discharged_at AS DATE) THEN false
      WHEN CAST(death_at AS DATE) > CAST(discharged_at AS DATE) + 30 THEN true
      WHEN death_at IS NULL AND discharged_at IS NOT NULL AND ((followup_1y_status = '存活' AND followup_1y_on IS NULL) OR last_alive_on > CAST(discharged_at AS DATE)) THEN true
    END`,
    title: { zh: '出院（含转院）时存活', en: 'alive at discharge or transfer' },
  },
  died_within_30d: {
    kind: 'bool',
    sql: `CASE
      WHEN told_contradicted_from IS NOT NULL THEN CASE WHEN CAST(started_at AS DATE) + 30 < told_contradicted_from THEN false END
      WHEN death_at IS NOT NULL THEN CAST(death_at AS DATE) <= CAST(started_at AS DATE) + 30
      WHEN dead_by <= CAST(started_at AS DATE) + 30 THEN true
      WHEN last_alive_on > CAST(started_at AS DATE) + 30 OR (followup_1y_status = '存活' AND followup_1y_on IS NULL) THEN false
      WHEN status_30d = '存活' AND coalesce(status_30d_on >= CAST(started_at AS DATE) + 30, true) THEN false
    END`,
    title: { zh: '上机后30天内死亡', en: 'died within 30 days of the start' },
  },
  anniversary_on: {
    kind: 'date',
    sql: `CAST(started_at + INTERVAL 1 YEAR AS DATE)`,
    title: { zh: '上机满一年日', en: 'first anniversary of the start' },
  },
  // A death that a later follow-up found is placed by nothing: before the anniversary or after it.
  alive_1y: {
    kind: 'bool',
    sql: `CASE
      WHEN told_contradicted_from IS NOT NULL THEN CASE WHEN anniversary_on < told_contradicted_from THEN true END
      WHEN death_at IS NOT NULL THEN CAST(death_at AS DATE) > anniversary_on
      WHEN dead_by <= anniversary_on THEN false
      WHEN last_alive_on >= anniversary_on OR (followup_1y_status = '存活' AND followup_1y_on IS NULL) THEN true
      WHEN followup_1y_status = '失访' OR (followup_1y_status = '死亡' AND followup_1y_on IS NULL) THEN false
    END`,
    title: {
      zh: '上机满一年存活（失访计为未存活）',
      en: 'alive one year after the start (lost counts as not alive)',
    },
  },
  run_minutes: {
    kind: 'number',
    unit: 'min',
    sql: `CASE WHEN started_at_timed AND ended_at_timed THEN CAST(epoch(ended_at - started_at) / 60 AS INTEGER) END`,
    title: { zh: '辅助时长（分钟）', en: 'minutes on support' },
  },
  cannulation_minutes: {
    kind: 'number',
    unit: 'min',
    sql: `CASE WHEN cannulation_at_timed AND started_at_timed THEN CAST(epoch(started_at - cannulation_at) / 60 AS INTEGER) END`,
    title: { zh: '置管到转流（分钟）', en: 'minutes from cannulation to support' },
  },
  plan_within_12h: {
    kind: 'bool',
    sql: withinHours('plan_completed_at', 'started_at', 12),
    title: { zh: '上机后12小时内完成方案', en: 'plan completed within 12 h of the start' },
  },
  consented_before_start: {
    kind: 'bool',
    sql: `CASE
      WHEN ${surelyBefore('started_at', 'consented_at')} THEN false
      WHEN consented_at_timed AND started_at_timed THEN true
      WHEN CAST(consented_at AS DATE) < CAST(started_at AS DATE) THEN true
    END`,
    title: { zh: '上机前已签署知情同意', en: 'consent signed before the start' },
  },
  reported: {
    kind: 'bool',
    sql: `CASE WHEN reported_at IS NOT NULL THEN true END`,
    title: { zh: '已上报省级平台', en: 'reported to the provincial platform' },
  },
  report_days: {
    kind: 'number',
    unit: '天',
    sql: `CASE WHEN CAST(reported_at AS DATE) >= CAST(started_at AS DATE) THEN CAST(CAST(reported_at AS DATE) - CAST(started_at AS DATE) AS INTEGER) END`,
    title: { zh: '上机到上报的天数', en: 'days from the start to the report' },
  },
  reported_within_30d: {
    kind: 'bool',
    sql: `report_days <= 30`,
    title: { zh: '上机后30天内上报', en: 'reported within 30 days of the start' },
  },
  first_run: {
    kind: 'bool',
    lookup: 'hospitals',
    sql: 'NULL',
    title: { zh: '本院有记录的首例', en: "the hospital's first run on record" },
  },
  filed_in_time: {
    kind: 'bool',
    lookup: 'hospitals',
    sql: 'NULL',
    title: { zh: '首例后15个工作日内备案', en: 'filed within 15 working days of the first run' },
  },
  filing_over: {
    kind: 'date',
    lookup: 'hospitals',
    sql: 'NULL',
    title: { zh: '首例后满15个工作日', en: '15 working days after the first run' },
  },
  operator_authorised: {
    kind: 'bool',
    lookup: 'staff',
    sql: 'NULL',
    title: { zh: '术者在上机当日有授权', en: 'operator authorised on the day of the start' },
  },
  // Of a run that is one with another, what the whole course came to, of any other its own; a transfer that nobody is known to have taken
  // over is open. The look-up puts the former in place; the SQL says what they rest on, so that definitions are locked with it.
  course_part: {
    kind: 'bool',
    lookup: 'courses',
    sql: 'NULL',
    title: { zh: '本院同一疗程的后段', en: 'goes on with an earlier run of the same hospital' },
  },
  course_from: {
    kind: 'choice',
    lookup: 'courses',
    sql: 'NULL',
    title: { zh: '同一疗程由何院转来', en: 'goes on with a run of other hospitals' },
  },
  course_end_reason: {
    kind: 'choice',
    values: endReasons,
    lookup: 'courses',
    sql: `nullif(end_reason, '转院')`,
    title: { zh: '疗程的撤机原因', en: 'reason for the end of the course' },
  },
  course_alive_48h: {
    kind: 'bool',
    lookup: 'courses',
    sql: 'alive_48h_after_removal',
    title: { zh: '疗程结束后48小时存活', en: 'alive 48 h after the end of the course' },
  },
  course_48h_over: {
    kind: 'date',
    lookup: 'courses',
    sql: 'removal_48h_over',
    title: { zh: '疗程结束满48小时', en: '48 h after the end of the course' },
  },
  complications: {
    kind: 'number',
    sql: complications.map((c) => `CAST(${c} AS INTEGER)`).join(' + '),
    title: { zh: '主要并发症种数', en: 'kinds of major complication' },
  },
  age_group: {
    kind: 'choice',
    values: ['新生儿', '儿童', '成人'],
    sql: `CASE coalesce(
        CASE WHEN CAST(started_at AS DATE) - birth_date <= 28 THEN 1 WHEN CAST(started_at AS DATE) < CAST(birth_date + INTERVAL 18 YEAR AS DATE) THEN 2 WHEN birth_date IS NOT NULL THEN 3 END,
        CASE WHEN age <= 28 THEN 1 WHEN age < 6574 THEN 2 WHEN age IS NOT NULL THEN 3 END)
      WHEN 1 THEN '新生儿' WHEN 2 THEN '儿童' WHEN 3 THEN '成人' END`,
    title: { zh: '年龄组', en: 'age group' },
  },
  // Who died or left the hospital is no longer on support, even where the time of removal is blank.
  // The end of support: as recorded, else death, discharge, or a follow-up. An end or a discharge without a date is one on an
  // unknown day, not one to wait for. A run of which nothing more was ever told is taken to be over after a year, so that a
  // blank cannot keep it out of the rate for ever.
  support_over: {
    kind: 'date',
    sql: `coalesce(${latest('ended_at')}, ${latest('death_at')}, ${latest('discharged_at')}, CAST(dead_by AS TIMESTAMP) + INTERVAL 24 HOUR,
      CASE WHEN followup_1y_status IS NOT NULL THEN CAST(followup_1y_on + 1 AS TIMESTAMP) END,
      CASE WHEN coalesce(end_reason, discharge_status, discharge_outcome) IS NOT NULL THEN ${latest('started_at')} END, CAST(CAST(started_at + INTERVAL 1 YEAR AS DATE) AS TIMESTAMP))`,
    title: { zh: '辅助结束', en: 'end of support' },
  },
  removal_48h_over: {
    kind: 'date',
    sql: `support_over + INTERVAL 48 HOUR`,
    title: { zh: '撤机满48小时', en: '48 h after removal' },
  },
  removal_24h_over: {
    kind: 'date',
    sql: `support_over + INTERVAL 24 HOUR`,
    title: { zh: '撤机满24小时', en: '24 h after removal' },
  },
  // Discharge or death, a transfer on support; a discharge without a date is one on an unknown day. Else a year: a stay of which
  // nothing more was told is then taken to be over.
  stay_over: {
    kind: 'date',
    sql: `coalesce(${latest('discharged_at')}, ${latest('death_at')}, CASE WHEN end_reason = '转院' THEN ${latest('ended_at')} END,
      CAST(dead_by AS TIMESTAMP) + INTERVAL 24 HOUR,
      CASE WHEN coalesce(discharge_status, discharge_outcome) IS NOT NULL OR end_reason IN ('死亡', '转院') THEN coalesce(${latest('ended_at')}, ${latest('started_at')}) END,
      CAST(CAST(started_at + INTERVAL 1 YEAR AS DATE) AS TIMESTAMP))`,
    title: { zh: '出院', en: 'discharge' },
  },
  start_12h_over: {
    kind: 'date',
    sql: `${latest('started_at')} + INTERVAL 12 HOUR`,
    title: { zh: '上机满12小时', en: '12 h after the start' },
  },
  start_30d_over: {
    kind: 'date',
    sql: `CAST(CAST(started_at AS DATE) + 31 AS TIMESTAMP)`,
    title: { zh: '上机满30天', en: '30 days after the start' },
  },
  outcomes_over: {
    kind: 'date',
    sql: `greatest(removal_48h_over, start_30d_over)`,
    title: { zh: '撤机满48小时且上机满30天', en: '48 h after removal and 30 days after the start' },
  },
  complications_over: {
    kind: 'date',
    sql: `greatest(support_over, start_30d_over)`,
    title: { zh: '撤机且上机满30天', en: 'end of support and 30 days after the start' },
  },
  start_1y_over: {
    kind: 'date',
    sql: `CAST(anniversary_on + 1 AS TIMESTAMP)`,
    title: { zh: '上机满一年', en: 'one year after the start' },
  },
  support_without_end: {
    kind: 'bool',
    transient: true,
    sql: `(ended_at IS NULL AND death_at IS NULL AND discharged_at IS NULL AND coalesce(end_reason, discharge_status, discharge_outcome) IS NULL AND started_at < CAST($as_of_end AS TIMESTAMP) - INTERVAL 60 DAY)`,
    title: { zh: '上机超过60天而无结束记录', en: 'on support for 60 days without an end on record' },
  },
  left_alive_after_death: {
    kind: 'bool',
    transient: true,
    // Where one date alone is known, nothing is contradicted: a comparison with a blank is no more than unknown.
    sql: `((${leftAlive} AND CAST(died_at AS DATE) < CAST(discharged_at AS DATE)) IS TRUE
      OR (end_reason = '转院' AND CAST(died_at AS DATE) < CAST(ended_at AS DATE)) IS TRUE)`,
    title: { zh: '死亡后存活离院', en: 'left alive after the day of death' },
  },
  reported_before_start: {
    kind: 'bool',
    transient: true,
    sql: `(CAST(reported_at AS DATE) < CAST(started_at AS DATE))`,
    title: { zh: '上报早于上机', en: 'reported before the start' },
  },
  ended_before_started: {
    kind: 'bool',
    transient: true,
    sql: surelyBefore('ended_at', 'started_at'),
    title: { zh: '撤机早于上机', en: 'ended before it began' },
  },
  cannulated_after_start: {
    kind: 'bool',
    transient: true,
    sql: surelyBefore('started_at', 'cannulation_at'),
    title: { zh: '置管晚于上机', en: 'cannulated after it began' },
  },
  mode_changed_outside: {
    kind: 'bool',
    transient: true,
    sql: `${surelyBefore('mode_changed_at', 'started_at')} OR ${surelyBefore('ended_at', 'mode_changed_at')}`,
    title: { zh: '模式变更不在辅助期间', en: 'mode changed outside the run' },
  },
  died_before_started: {
    kind: 'bool',
    transient: true,
    sql: surelyBefore('died_at', 'started_at'),
    title: { zh: '死亡早于上机', en: 'died before it began' },
  },
  survival_contradicted: {
    kind: 'bool',
    transient: true,
    sql: `(alive_48h = died_within_48h_of_removal)`,
    title: { zh: '48小时存活与死亡时间矛盾', en: '48-hour survival contradicts the time of death' },
  },
  status_30d_contradicted: {
    kind: 'bool',
    transient: true,
    sql: `((status_30d = '存活' AND CAST(death_at AS DATE) <= list_min([status_30d_on, CAST(started_at AS DATE) + 30])) IS TRUE
      OR (status_30d = '死亡' AND CAST(died_at AS DATE) > CAST(started_at AS DATE) + 30) IS TRUE)`,
    title: { zh: '30天状态与死亡时间矛盾', en: 'status on day 30 contradicts the time of death' },
  },
  outcome_contradicts_leaving: {
    kind: 'bool',
    transient: true,
    sql: `((discharge_status = '死亡' AND discharge_outcome <> '死亡') IS TRUE
      OR (discharge_outcome = '死亡' AND discharge_status NOT IN ('死亡', '非医嘱离院', '其他')) IS TRUE)`,
    title: { zh: '转归与离院方式矛盾', en: 'outcome contradicts the way of leaving' },
  },
  followup_contradicted: {
    kind: 'bool',
    transient: true,
    sql: `(followup_1y_status = '存活' AND CAST(death_at AS DATE) <= coalesce(followup_1y_on, anniversary_on))`,
    title: { zh: '随访存活与死亡时间矛盾', en: 'follow-up alive contradicts the time of death' },
  },
  ...severityDerived,
} as const satisfies Record<string, Derived>;

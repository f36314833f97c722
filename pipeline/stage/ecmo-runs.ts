import { latest, surelyBefore, withinHours } from './civil-time.js';
import { bool, choice, date, datetime, decimal, int, text } from './field.js';
import { caseNo, deviceFields, hospitalId, patientFields, remark } from './shared-fields.js';
import { defineTable } from './table.js';

const complicationFields = {
  bleeding: bool('出血', 'bleeding'),
  hemolysis: bool('溶血', 'haemolysis'),
  thromboembolism: bool('血栓栓塞', 'thrombo-embolism'),
  limb_ischemia: bool('下肢缺血坏死', 'limb ischaemic necrosis'),
  neurologic: bool('神经系统并发症', 'neurologic complication'),
  bloodstream_infection: bool('血源性感染', 'bloodstream infection'),
} as const;
const complications = Object.keys(complicationFields);

/** One row per ECMO run. */
export const ecmoRuns = defineTable({
  name: 'ecmo_runs',
  title: { zh: 'ECMO病例', en: 'ECMO runs' },
  row: { zh: '每次 ECMO 辅助一行', en: 'one row per ECMO run' },
  key: ['case_no', 'run_no'],
  indexDate: 'started_at',
  outcomes: {
    cannulation_at: [],
    ended_at: ['end_reason', 'alive_48h'],
    died_at: [],
    discharged_at: ['discharge_status'],
    followup_1y_on: ['followup_1y_status'],
    plan_completed_at: [],
    consented_at: [],
    reported_at: [],
  },
  fields: {
    hospital_id: hospitalId,
    case_no: caseNo(true),
    run_no: int('辅助次序', 'run number', { aliases: ['第几次ECMO'], range: [1, 99], blank: 1 }),
    ...patientFields,
    weight_kg: decimal('体重(kg)', 'weight', {
      aliases: ['体重'],
      range: [0.3, 400],
      unit: 'kg',
      example: '65.5',
    }),
    organ_donor: bool('器官捐献供体', 'organ donor'),
    mode: choice(
      '支持模式',
      'support mode at start',
      ['VV', 'VA', 'VAV', '其他'] as const,
      { 'V-V': 'VV', 'V-A': 'VA', 'V-A-V': 'VAV', 'VV-ECMO': 'VV', 'VA-ECMO': 'VA', 'VAV-ECMO': 'VAV' },
      { aliases: ['ECMO模式'], required: true },
    ),
    ecpr: bool('是否ECPR', 'ECPR', { aliases: ['ECPR'] }),
    urgency: choice('上机类型', 'urgency', ['紧急', '非紧急'] as const, { 急诊: '紧急', 择期: '非紧急' }),
    indication: text('适应证', { aliases: ['适应症'], en: 'indication' }),
    cannulation_at: datetime('置管开始时间', 'cannulation begun at'),
    started_at: datetime('上机时间', 'support begun at', { aliases: ['ECMO开始时间'], required: true }),
    ended_at: datetime('撤机时间', 'support ended at', { aliases: ['ECMO结束时间'] }),
    end_reason: choice('撤机原因', 'reason for ending', [
      '心肺功能改善',
      '器官移植',
      '转心室辅助',
      '死亡',
      '放弃治疗',
      '并发症',
      '转院',
      '其他',
    ] as const),
    alive_48h: bool('撤机后48小时存活', 'alive 48 h after removal', { example: '是' }),
    died_at: datetime('死亡时间', 'died at', { example: '' }),
    discharged_at: datetime('出院时间', 'discharged at'),
    discharge_status: choice('离院方式', 'discharge status', [
      '治愈',
      '好转',
      '未愈',
      '死亡',
      '转院',
      '其他',
    ] as const),
    followup_1y_status: choice('一年随访状态', 'one-year follow-up status', [
      '存活',
      '死亡',
      '失访',
    ] as const),
    followup_1y_on: date('一年随访日期', 'one-year follow-up on'),
    start_physicians: int('上机决策医师人数', 'physicians deciding the start', { range: [0, 50] }),
    start_treating: int('上机决策经治医师人数', 'treating physicians among them', { range: [0, 50] }),
    start_experts: int('上机决策专家组人数', 'expert-group members among them', { range: [0, 50] }),
    removal_physicians: int('撤机决策医师人数', 'physicians deciding the removal', { range: [0, 50] }),
    removal_treating: int('撤机决策经治医师人数', 'treating physicians among them', { range: [0, 50] }),
    removal_experts: int('撤机决策专家组人数', 'expert-group members among them', { range: [0, 50] }),
    emergency_decider_expert: bool('紧急决策者为专家组成员', 'emergency decider is an expert-group member'),
    emergency_decider_title: choice('紧急决策者职称', 'title of the emergency decider', [
      '主任医师',
      '副主任医师',
      '主治医师',
      '住院医师',
    ] as const),
    plan_completed_at: datetime('方案制定时间', 'plan completed at'),
    mdt_start: bool('上机多学科讨论', 'multidisciplinary discussion of the start'),
    mdt_removal: bool('撤机多学科讨论', 'multidisciplinary discussion of the removal'),
    consented_at: datetime('知情同意签署时间', 'consent signed at'),
    operator_id: text('术者工号', { en: 'operator', personal: 'hash', example: 'D0012' }),
    ...deviceFields,
    oxygenators: int('氧合器数量', 'oxygenators used', { range: [0, 50] }),
    oxygenator_failures: int('氧合器故障次数', 'oxygenator failures', { range: [0, 50] }),
    pump_heads: int('泵头数量', 'pump heads used', { range: [0, 50] }),
    pump_head_failures: int('泵头故障次数', 'pump-head failures', { range: [0, 50] }),
    circuits: int('管路数量', 'circuits used', { range: [0, 50] }),
    accidental_decannulations: int('意外脱管次数', 'accidental decannulations', { range: [0, 50] }),
    air_in_circuit: bool('循环管路进气', 'air in the circuit'),
    pump_stop: bool('停泵故障', 'pump stop'),
    cannulation_accident: bool('置管意外', 'cannulation accident'),
    ...complicationFields,
    remark,
  },
  derived: {
    // Death as the record gives it; where only a reason or status says so, the moment support or stay ended.
    death_at: {
      kind: 'date',
      sql: `coalesce(died_at, CASE WHEN end_reason = '死亡' THEN ended_at END, CASE WHEN discharge_status = '死亡' THEN discharged_at END)`,
      title: { zh: '记录的死亡时间', en: 'death on record at' },
    },
    death_at_timed: {
      kind: 'bool',
      sql: `CASE WHEN died_at IS NOT NULL THEN died_at_timed WHEN end_reason = '死亡' AND ended_at IS NOT NULL THEN ended_at_timed ELSE discharged_at_timed END`,
      title: { zh: '死亡时间精确到时分', en: 'clock time of death known' },
    },
    last_alive_on: {
      kind: 'date',
      sql: `list_max([CASE WHEN discharge_status <> '死亡' THEN CAST(discharged_at AS DATE) END, CASE WHEN followup_1y_status = '存活' THEN followup_1y_on END, CASE WHEN end_reason <> '死亡' THEN CAST(ended_at AS DATE) END])`,
      title: { zh: '最后确知存活日期', en: 'last known alive on' },
    },
    died_within_48h_of_removal: {
      kind: 'bool',
      sql: withinHours('death_at', 'ended_at', 48),
      title: { zh: '撤机后48小时内死亡', en: 'died within 48 h of removal' },
    },
    alive_48h_after_removal: {
      kind: 'bool',
      sql: `CASE
        WHEN ended_at IS NULL THEN NULL
        WHEN died_within_48h_of_removal IS NOT NULL THEN NOT died_within_48h_of_removal
        WHEN alive_48h IS NOT NULL THEN alive_48h
        WHEN death_at IS NULL AND (last_alive_on >= CAST(ended_at AS DATE) + 3 OR (followup_1y_status = '存活' AND followup_1y_on IS NULL)) THEN true
      END`,
      title: {
        zh: '撤机后48小时存活（由时间推得）',
        en: 'alive 48 h after removal, worked out from the times',
      },
    },
    died_within_30d: {
      kind: 'bool',
      sql: `CASE
        WHEN death_at IS NOT NULL THEN CAST(death_at AS DATE) <= CAST(started_at AS DATE) + 30
        WHEN last_alive_on > CAST(started_at AS DATE) + 30 OR (followup_1y_status = '存活' AND followup_1y_on IS NULL) THEN false
      END`,
      title: { zh: '上机后30天内死亡', en: 'died within 30 days of the start' },
    },
    anniversary_on: {
      kind: 'date',
      sql: `CAST(started_at + INTERVAL 1 YEAR AS DATE)`,
      title: { zh: '上机满一年日', en: 'first anniversary of the start' },
    },
    alive_1y: {
      kind: 'bool',
      sql: `CASE
        WHEN death_at IS NOT NULL THEN CAST(death_at AS DATE) > anniversary_on
        WHEN last_alive_on >= anniversary_on OR (followup_1y_status = '存活' AND followup_1y_on IS NULL) THEN true
        WHEN followup_1y_status IN ('死亡', '失访') THEN false
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
    operator_authorised: {
      kind: 'bool',
      lookup: 'staff',
      sql: 'NULL',
      title: { zh: '术者在上机当日有授权', en: 'operator authorised on the day of the start' },
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
    // The end of support: as recorded, else death, discharge, or a follow-up; a run of which nothing more was ever told is
    // taken to be over after a year, so that a blank cannot keep it out of the rate for ever.
    support_over: {
      kind: 'date',
      sql: `coalesce(${latest('ended_at')}, ${latest('death_at')}, ${latest('discharged_at')},
        CASE WHEN followup_1y_status IS NOT NULL THEN CAST(followup_1y_on AS TIMESTAMP) END, CAST(CAST(started_at + INTERVAL 1 YEAR AS DATE) AS TIMESTAMP))`,
      title: { zh: '辅助结束', en: 'end of support' },
    },
    removal_48h_over: {
      kind: 'date',
      sql: `support_over + INTERVAL 48 HOUR`,
      title: { zh: '撤机满48小时', en: '48 h after removal' },
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
    start_1y_over: {
      kind: 'date',
      sql: `CAST(anniversary_on + 1 AS TIMESTAMP)`,
      title: { zh: '上机满一年', en: 'one year after the start' },
    },
    support_without_end: {
      kind: 'bool',
      transient: true,
      sql: `(ended_at IS NULL AND death_at IS NULL AND discharged_at IS NULL AND started_at < CAST($as_of_end AS TIMESTAMP) - INTERVAL 60 DAY)`,
      title: { zh: '上机超过60天而无结束记录', en: 'on support for 60 days without an end on record' },
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
    followup_contradicted: {
      kind: 'bool',
      transient: true,
      sql: `(followup_1y_status = '存活' AND CAST(death_at AS DATE) <= coalesce(followup_1y_on, anniversary_on))`,
      title: { zh: '随访存活与死亡时间矛盾', en: 'follow-up alive contradicts the time of death' },
    },
  },
  windows: {
    support: { from: 'support_over', title: { zh: '辅助期间', en: 'the time on support' } },
    removal48h: { from: 'removal_48h_over', title: { zh: '撤机后48小时', en: '48 hours after removal' } },
    start12h: { from: 'start_12h_over', title: { zh: '上机后12小时', en: '12 hours after the start' } },
    start30d: { from: 'start_30d_over', title: { zh: '上机后30天', en: '30 days after the start' } },
    start1y: { from: 'start_1y_over', years: 1, title: { zh: '上机后1年', en: 'one year after the start' } },
  },
  rules: [
    {
      rule: 'end-before-start',
      severity: 'error',
      broken: { op: 'is', column: 'ended_before_started', value: true },
      fields: ['started_at', 'ended_at'],
      message: { zh: '撤机时间不得早于上机时间', en: 'support must not end before it begins' },
    },
    {
      rule: 'death-before-start',
      severity: 'error',
      broken: { op: 'is', column: 'died_before_started', value: true },
      fields: ['started_at', 'died_at'],
      message: { zh: '死亡时间不得早于上机时间', en: 'death must not come before the start of support' },
    },
    {
      rule: 'alive-contradicts-death',
      severity: 'error',
      broken: { op: 'is', column: 'survival_contradicted', value: true },
      fields: ['ended_at', 'died_at', 'alive_48h'],
      message: {
        zh: '“撤机后48小时存活”须与撤机、死亡时间一致',
        en: 'survival at 48 hours must agree with the times of removal and death',
      },
    },
    {
      rule: 'followup-contradicts-death',
      severity: 'error',
      broken: { op: 'is', column: 'followup_contradicted', value: true },
      fields: ['died_at', 'followup_1y_status', 'followup_1y_on'],
      message: {
        zh: '随访为存活时，死亡不得在随访之前',
        en: 'a patient followed up alive must not have died before',
      },
    },
    ...(
      [
        ['oxygenator_failures', 'oxygenators'],
        ['pump_head_failures', 'pump_heads'],
        ['accidental_decannulations', 'circuits'],
      ] as const
    ).map(([failures, devices]) => ({
      rule: 'more-failures-than-devices',
      severity: 'error' as const,
      broken: { op: 'order' as const, left: failures, sign: '>' as const, right: devices },
      fields: [failures, devices],
      message: { zh: '故障次数不得多于器械数量', en: 'there must not be more failures than devices' },
    })),
    {
      rule: 'birth-after-start',
      severity: 'error',
      broken: { op: 'order', left: 'birth_date', sign: '>', right: 'started_at' },
      fields: ['birth_date', 'started_at'],
      message: { zh: '出生日期不得晚于上机时间', en: 'the patient must be born before support begins' },
    },
    {
      rule: 'cannulation-after-start',
      severity: 'error',
      broken: { op: 'is', column: 'cannulated_after_start', value: true },
      fields: ['cannulation_at', 'started_at'],
      message: { zh: '置管开始时间不得晚于上机时间', en: 'cannulation must not begin after support' },
    },
    {
      rule: 'support-without-end',
      severity: 'warning',
      broken: { op: 'is', column: 'support_without_end', value: true },
      fields: ['started_at', 'ended_at'],
      message: {
        zh: '上机已超过60天而没有撤机、死亡或出院记录；满一年仍无记录将按结局不明计入分母。请补填撤机时间',
        en: 'support began more than 60 days ago and no end, death or discharge is on record; after a year it counts as an unknown outcome. Fill in the end',
      },
    },
    {
      rule: 'end-without-date',
      severity: 'warning',
      broken: {
        op: 'all',
        of: [
          { op: 'known', column: 'end_reason' },
          { op: 'not', of: { op: 'known', column: 'ended_at' } },
        ],
      },
      fields: ['end_reason', 'ended_at'],
      message: {
        zh: '填写了撤机原因但没有撤机时间；撤机时刻未知，有死亡或出院时间时以其为准。请补填撤机时间',
        en: 'a reason for ending is given without a time; the end is unknown, and death or discharge stands for it where recorded. Fill in the end',
      },
    },
  ],
});

import {
  any,
  column,
  compare,
  day,
  firstKnown,
  is,
  not,
  otherwise,
  plusHours,
  when,
} from '../define/fact.js';
import {
  bool,
  choice,
  date,
  datetime,
  decimal,
  hospitalCode,
  identifier,
  int,
  text,
} from '../define/field.js';
import { defineTable } from '../define/table.js';
import { ageContradicted, ageRule } from './age-rule.js';
import { ecmoDerived, endReasons } from './ecmo-derived.js';
import { severityFields } from './ecmo-severity.js';
import { caseNo, deviceFields, hospitalId, patientFields, remark } from './shared-fields.js';

const complicationFields = {
  bleeding: bool('出血', 'bleeding'),
  hemolysis: bool('溶血', 'haemolysis'),
  thromboembolism: bool('血栓栓塞', 'thrombo-embolism'),
  limb_ischemia: bool('下肢缺血坏死', 'limb ischaemic necrosis'),
  neurologic: bool('神经系统并发症', 'neurologic complication'),
  bloodstream_infection: bool('血源性感染', 'bloodstream infection'),
} as const;

const modes = ['VV', 'VA', 'VAV', '其他'] as const;
const modeSpellings = {
  'V-V': 'VV',
  'V-A': 'VA',
  'V-A-V': 'VAV',
  'VV-ECMO': 'VV',
  'VA-ECMO': 'VA',
  'VAV-ECMO': 'VAV',
} as const;

const [status30d, followup] = [column.choice('status_30d'), column.choice('followup_1y_status')];
const alive48h = column.bool('alive_48h');
const removal48h = plusHours(column.moment('ended_at'), 48);

/** One row per ECMO run. */
export const ecmoRuns = defineTable({
  name: 'ecmo_runs',
  title: { zh: 'ECMO病例', en: 'ECMO runs' },
  row: { zh: '每次 ECMO 辅助一行', en: 'one row per ECMO run' },
  authority: 'hospital',
  key: ['case_no', 'run_no'],
  indexDate: 'started_at',
  outcomes: {
    cannulation_at: [],
    ended_at: ['end_reason', 'alive_48h', 'transfer_to'],
    mode_changed_at: ['mode_after'],
    died_at: [],
    discharged_at: ['discharge_status', 'discharge_outcome'],
    status_30d_on: ['status_30d'],
    followup_1y_on: ['followup_1y_status'],
    plan_completed_at: ['plan_physicians', 'plan_treating', 'plan_experts'],
    consented_at: [],
    reported_at: [],
  },
  death: {
    dates: ['died_at'],
    words: ['end_reason', 'discharge_status', 'discharge_outcome', 'status_30d', 'followup_1y_status'],
    alive: ['alive_48h'],
    turns: [
      ...['end_reason', 'discharge_status', 'discharge_outcome']
        .map(column.choice)
        .map((cell) => ({ dead: is(cell, '死亡'), alive: not(is(cell, '死亡')) })),
      ...[status30d, followup].map((cell) => ({ dead: is(cell, '死亡'), alive: is(cell, '存活') })),
      {
        dead: any(not(alive48h), compare(column.moment('died_at'), '<=', removal48h)),
        alive: alive48h,
      },
    ],
    day: firstKnown(column.moment('death_at'), column.moment('died_at')),
    aliveOn: [
      column.day('last_alive_on'),
      when([is(followup, '存活'), column.day('followup_1y_on')]),
      when([is(status30d, '存活'), column.day('status_30d_on')]),
      when([alive48h, removal48h]),
    ],
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
    mode: choice('支持模式', 'support mode at start', modes, modeSpellings, {
      aliases: ['ECMO模式'],
      required: true,
    }),
    ecpr: bool('是否ECPR', 'ECPR', { aliases: ['ECPR'] }),
    urgency: choice('上机类型', 'urgency', ['紧急', '非紧急'] as const, { 急诊: '紧急', 择期: '非紧急' }),
    indication: text('适应证', { aliases: ['适应症'], en: 'indication' }),
    cannulation_at: datetime('置管开始时间', 'cannulation begun at'),
    started_at: datetime('上机时间', 'support begun at', { aliases: ['ECMO开始时间'], required: true }),
    ended_at: datetime('撤机时间', 'support ended at', { aliases: ['ECMO结束时间'] }),
    end_reason: choice('撤机原因', 'reason for ending', endReasons),
    // A hospital's code, or a word for one that does not report here (`told-transfers.ts`). A blank says nothing.
    transfer_from: hospitalCode('转入来源', { en: 'taken over on ECMO from', example: '' }),
    transfer_to: hospitalCode('转出去向', { en: 'transferred on ECMO to', example: '' }),
    mode_changed_at: datetime('支持模式变更时间', 'mode changed at', { example: '' }),
    mode_after: choice('变更后模式', 'mode after the change', modes, modeSpellings, { example: '' }),
    alive_48h: bool('撤机后48小时存活', 'alive 48 h after removal', { example: '是' }),
    died_at: datetime('死亡时间', 'died at', { example: '' }),
    discharged_at: datetime('出院时间', 'discharged at'),
    // The national list of the front page, and the values of the earlier single column for both.
    discharge_status: choice(
      '离院方式',
      'way of leaving',
      [
        '医嘱离院',
        '医嘱转院',
        '医嘱转社区',
        '非医嘱离院',
        '死亡',
        '其他',
        '治愈',
        '好转',
        '未愈',
        '转院',
      ] as const,
      {
        医嘱转社区卫生服务机构: '医嘱转社区',
        '医嘱转社区卫生服务机构/乡镇卫生院': '医嘱转社区',
        医嘱转乡镇卫生院: '医嘱转社区',
        自动出院: '非医嘱离院',
        自动离院: '非医嘱离院',
        放弃治疗: '非医嘱离院',
        放弃治疗出院: '非医嘱离院',
      },
    ),
    discharge_outcome: choice(
      '转归',
      'outcome of the stay',
      ['治愈', '好转', '未愈', '死亡'] as const,
      { 无变化: '未愈', 恶化: '未愈' },
      { aliases: ['出院转归', '治疗结果'] },
    ),
    status_30d: choice(
      '30天状态',
      'status on day 30',
      ['存活', '死亡', '失访'] as const,
      {},
      { aliases: ['上机后30天状态'] },
    ),
    status_30d_on: date('30天状态日期', 'status on day 30 as of', { aliases: ['上机后30天状态日期'] }),
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
    plan_physicians: int('补充方案医师人数', 'physicians making the plan after an emergency start', {
      range: [0, 50],
    }),
    plan_treating: int('补充方案经治医师人数', 'treating physicians among them', {
      aliases: ['补充方案经治人数'],
      range: [0, 50],
    }),
    plan_experts: int('补充方案专家组人数', 'expert-group members among them', {
      aliases: ['补充方案专家人数'],
      range: [0, 50],
    }),
    mdt_start: bool('上机多学科讨论', 'multidisciplinary discussion of the start'),
    mdt_removal: bool('撤机多学科讨论', 'multidisciplinary discussion of the removal'),
    consented_at: datetime('知情同意签署时间', 'consent signed at'),
    operator_id: identifier('术者工号', { en: 'operator', personal: 'hash', example: 'D0012' }),
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
    ...severityFields,
    remark,
  },
  derived: {
    ...ecmoDerived,
    // Resuscitation by ECMO differs from cardiogenic shock, whatever the cannulae.
    mode_or_ecpr: {
      kind: 'choice',
      values: ['VV', 'VA', 'VAV', '其他', 'ECPR'],
      fact: when([column.bool('ecpr'), 'ECPR'], otherwise(column.choice('mode'))),
      title: { zh: '支持模式（ECPR单列）', en: 'support mode, ECPR apart' },
    },
    age_contradicted: ageContradicted(day(column.moment('started_at'))),
  },
  windows: {
    support: { from: 'support_over', title: { zh: '辅助期间', en: 'the time on support' } },
    removal24h: { from: 'removal_24h_over', title: { zh: '撤机后24小时', en: '24 hours after removal' } },
    removal48h: { from: 'removal_48h_over', title: { zh: '撤机后48小时', en: '48 hours after removal' } },
    course48h: {
      from: 'course_48h_over',
      title: { zh: '疗程结束后48小时', en: '48 hours after the end of the course' },
    },
    start12h: { from: 'start_12h_over', title: { zh: '上机后12小时', en: '12 hours after the start' } },
    start30d: { from: 'start_30d_over', title: { zh: '上机后30天', en: '30 days after the start' } },
    complications: {
      from: 'complications_over',
      title: { zh: '辅助期间及上机后30天', en: 'the time on support and 30 days after the start' },
    },
    outcomes: {
      from: 'outcomes_over',
      title: { zh: '撤机后48小时及上机后30天', en: '48 hours after removal and 30 days after the start' },
    },
    stay: { from: 'stay_over', title: { zh: '本次住院', en: 'the stay in hospital' } },
    filing: {
      from: 'filing_over',
      title: { zh: '首例后15个工作日', en: '15 working days after the first run' },
    },
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
      rule: 'status-30d-contradicts-death',
      severity: 'error',
      broken: { op: 'is', column: 'status_30d_contradicted', value: true },
      fields: ['died_at', 'status_30d', 'status_30d_on'],
      message: {
        zh: '“30天状态”须与死亡时间一致',
        en: 'the status on day 30 must agree with the time of death',
      },
    },
    {
      rule: 'outcome-contradicts-leaving',
      severity: 'error',
      broken: { op: 'is', column: 'outcome_contradicts_leaving', value: true },
      fields: ['discharge_status', 'discharge_outcome'],
      message: {
        zh: '“转归”须与“离院方式”一致：一处为死亡时，另一处不得为存活离院',
        en: 'outcome and way of leaving must agree: where one says death, the other must not say left alive',
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
    ageRule('started_at'),
    {
      rule: 'cannulation-after-start',
      severity: 'error',
      broken: { op: 'is', column: 'cannulated_after_start', value: true },
      fields: ['cannulation_at', 'started_at'],
      message: { zh: '置管开始时间不得晚于上机时间', en: 'cannulation must not begin after support' },
    },
    {
      rule: 'mode-change-outside-run',
      severity: 'warning',
      broken: { op: 'is', column: 'mode_changed_outside', value: true },
      fields: ['started_at', 'ended_at', 'mode_changed_at'],
      message: {
        zh: '支持模式变更时间不得早于上机或晚于撤机；例数与结局不受影响。请更正',
        en: 'the mode must not change before support begins or after it ends; counts and outcome are not affected. Correct it',
      },
    },
    {
      rule: 'transferred-without-reason',
      severity: 'warning',
      broken: {
        op: 'all',
        of: [
          { op: 'known', column: 'transfer_to' },
          { op: 'not', of: { op: 'in', column: 'end_reason', values: ['转院'] } },
        ],
      },
      fields: ['end_reason', 'transfer_to'],
      message: {
        zh: '填写了转出去向时，撤机原因须为“转院”；现不按转院处理。转出去向只填带 ECMO 转院的接收医院，请更正其一',
        en: 'where a hospital is named that the patient was transferred to, the reason for ending must be 转院; it is not taken for a transfer now. Only a transfer on ECMO is meant; correct one of the two',
      },
    },
    {
      rule: 'transfer-after-death',
      severity: 'warning',
      broken: { op: 'is', column: 'left_alive_after_death', value: true },
      fields: ['died_at', 'ended_at', 'end_reason', 'discharged_at', 'discharge_status'],
      message: {
        zh: '死亡日期不得早于存活离院或转院的日期；离院时是否存活现按未知处理。请核对原始病历后更正',
        en: 'a patient must not leave alive or be transferred after the day of death; survival to discharge is unknown until then. Check the record and correct it',
      },
    },
    {
      rule: 'left-against-advice',
      severity: 'warning',
      broken: { op: 'is', column: 'left_against_advice', value: true },
      fields: ['end_reason', 'discharged_at', 'discharge_status'],
      message: {
        zh: '非医嘱离院或放弃治疗者须随访才知结局；没有随访时，出院是否存活按未知处理，不计为存活。请随访后补填“30天状态”或报送随访',
        en: 'how a patient fared who left against advice or whose treatment was given up is known by a follow-up only; without one survival to discharge is unknown and never counts as survival. Fill in the status on day 30 or send a follow-up',
      },
    },
    {
      rule: 'report-before-start',
      severity: 'warning',
      broken: { op: 'is', column: 'reported_before_start', value: true },
      fields: ['started_at', 'reported_at'],
      message: {
        zh: '上报时间不得早于上机日期；上报是否及时现按未知处理。请更正',
        en: 'the report must not come before the start of support; whether it was in time is unknown until corrected',
      },
    },
    {
      rule: 'support-without-end',
      severity: 'warning',
      broken: { op: 'is', column: 'support_without_end', value: true },
      fields: ['started_at', 'ended_at'],
      message: {
        zh: '上机已超过60天而没有撤机、死亡或出院记录；满一年仍无记录将按结局未明（未填）计入分母。请补填撤机时间',
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

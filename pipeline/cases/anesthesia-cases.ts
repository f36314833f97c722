import { column, day } from '../define/fact.js';
import { asa, bool, choice, choices, datetime, decimal, identifier, int } from '../define/field.js';
import { defineTable } from '../define/table.js';
import { ageContradicted, ageRule } from './age-rule.js';
import { anesthesiaDerived, methods } from './anesthesia-derived.js';
import { caseNo, hospitalId, patientFields, remark } from './shared-fields.js';

const millilitres = (header: string, en: string) =>
  decimal(header, en, { range: [0, 50_000], unit: 'ml', example: '' });

/** One row per anaesthetic. */
export const anesthesiaCases = defineTable({
  name: 'anesthesia_cases',
  title: { zh: '麻醉病例', en: 'anaesthetics' },
  row: { zh: '每例麻醉一行', en: 'one row per anaesthetic' },
  authority: 'hospital',
  key: ['anesthesia_no'],
  indexDate: 'started_at',
  outcomes: {
    ended_at: [],
    pacu_in_at: ['pacu_first_temp_c'],
    pacu_out_at: [],
    extubated_at: [],
    reintubated_at: ['reintubated', 'reintubation_planned', 'reoperation'],
    died_at: [],
  },
  fields: {
    hospital_id: hospitalId,
    case_no: caseNo(false),
    ...patientFields,
    anesthesia_no: identifier('麻醉单号', {
      required: true,
      en: 'anaesthesia number',
      example: 'A2026030015',
    }),
    asa: asa('ASA分级', 'ASA class', { aliases: ['ASA'] }),
    elective: bool('择期手术', 'elective', { aliases: ['是否择期'] }),
    place: choice('麻醉地点', 'place', ['手术室内', '手术室外'] as const),
    methods: choices(
      'methods',
      '麻醉方式',
      'methods',
      methods,
      {
        全麻: '全身麻醉',
        硬膜外: '硬膜外麻醉',
        硬膜外阻滞: '硬膜外麻醉',
        蛛网膜下腔阻滞: '腰麻',
        蛛网膜下腔麻醉: '腰麻',
        腰硬联合: '腰硬联合麻醉',
        骶麻: '骶管麻醉',
        骶管阻滞: '骶管麻醉',
        神经阻滞麻醉: '神经阻滞',
        神经丛阻滞: '神经阻滞',
        监测麻醉: '监护麻醉',
        MAC: '监护麻醉',
        局麻: '局部麻醉',
      },
      { required: true },
    ),
    entered_at: datetime('入室时间', 'entered at'),
    started_at: datetime('麻醉开始时间', 'anaesthesia begun at', { required: true }),
    surgery_started_at: datetime('手术开始时间', 'surgery begun at'),
    ended_at: datetime('麻醉结束时间', 'anaesthesia ended at'),
    visited_at: datetime('麻醉前访视时间', 'visited before at'),
    consented: bool('麻醉知情同意', 'consent signed'),
    postop_visited: bool('术后随访', 'visited after'),
    record_qualified: bool('麻醉记录单合格', 'record sheet conforms'),
    cancelled: choice('取消阶段', 'cancelled at stage', ['未取消', '入室后麻醉前', '麻醉后手术前'] as const),
    nerve_block_success: bool('神经阻滞成功', 'nerve block successful'),
    epidural_success: bool('硬膜外阻滞成功', 'epidural successful'),
    spinal_headache: bool('腰麻后头痛', 'post-spinal headache'),
    invasive_procedures: int('有创麻醉操作次数', 'invasive anaesthesia procedures', { range: [0, 99] }),
    invasive_procedure_infections: int('有创麻醉操作感染例数', 'infections after them', { range: [0, 99] }),
    invasive_monitorings: int('有创监测操作次数', 'invasive monitoring procedures', { range: [0, 99] }),
    invasive_monitoring_infections: int('有创监测操作感染例数', 'infections after them', { range: [0, 99] }),
    dural_puncture: bool('硬脊膜穿破', 'dural puncture'),
    epidural_vessel_injury: bool('硬膜外血管损伤', 'epidural vascular injury'),
    neuraxial_neurologic: bool('椎管内神经并发症', 'neuraxial neurologic complication'),
    paraplegia: bool('截瘫', 'paraplegia'),
    anesthesia_death: bool('麻醉相关死亡', 'anaesthesia-related death'),
    airway: choice('人工气道', 'airway', ['气管插管', '喉罩', '无'] as const),
    temp_monitored: bool('体温监测', 'temperature monitored'),
    active_warming: bool('主动保温', 'active warming'),
    hypothermia: bool('术中低体温', 'intra-operative hypothermia'),
    deliberate_hypothermia: bool('控制性低温', 'deliberate hypothermia'),
    autologous_transfusion: bool('自体血输注', 'autologous transfusion'),
    allogeneic_transfusion: bool('异体血输注', 'allogeneic transfusion'),
    autologous_ml: millilitres('自体血输注量(ml)', 'own blood given'),
    allogeneic_ml: millilitres('异体血输注量(ml)', 'allogeneic blood given'),
    dental_injury: bool('牙齿损伤', 'dental injury'),
    aspiration: bool('严重反流误吸', 'severe aspiration'),
    unplanned_airway: bool('计划外建立人工气道', 'unplanned artificial airway'),
    cardiac_arrest: bool('术中心脏骤停', 'cardiac arrest'),
    cardiac_arrest_24h: bool('麻醉后24小时内心脏骤停', 'cardiac arrest within 24 h'),
    central_venous: bool('中心静脉穿刺', 'central venous puncture'),
    central_venous_complication: bool('中心静脉穿刺严重并发症', 'severe complication of it'),
    severe_allergy: bool('严重过敏反应', 'severe allergy'),
    awareness: bool('术中知晓', 'awareness'),
    pacu_in_at: datetime('PACU入室时间', 'PACU entered at'),
    pacu_out_at: datetime('PACU转出时间', 'PACU left at'),
    pacu_first_temp_c: decimal('PACU入室首次体温(℃)', 'first PACU temperature', {
      aliases: ['PACU入室首次体温'],
      range: [25, 45],
      example: '36.4',
      unit: '℃',
    }),
    extubated_at: datetime('拔管时间', 'extubated at'),
    reintubated_at: datetime('再插管时间', 're-intubated at', { example: '' }),
    reintubated: bool('再插管', 're-intubated', { example: '否' }),
    reintubation_planned: bool('再插管为计划', 're-intubation planned', { example: '' }),
    reoperation: choice(
      '再次手术计划',
      'second operation that it was for',
      ['计划', '非计划'] as const,
      {},
      { aliases: ['再插管因二次手术'], example: '' },
    ),
    icu_transfer: choice('转入ICU', 'transfer to ICU', ['无', '计划', '非计划'] as const),
    analgesia: bool('术后镇痛', 'post-operative analgesia'),
    vas: decimal('镇痛VAS评分', 'VAS', { range: [0, 10] }),
    regional_neurologic_72h: bool(
      '区域阻滞严重神经并发症',
      'severe neurologic complication of a regional block',
    ),
    hoarseness_72h: bool('拔管后声音嘶哑', 'hoarseness after extubation'),
    throat_neck_thorax_surgery: bool('咽喉颈胸手术', 'throat, neck or thoracic surgery'),
    new_coma_24h: bool('麻醉后新发昏迷', 'new coma'),
    sedation_reason: choice(
      '镇静原因',
      'reason of sedation after the anaesthetic',
      ['医疗目的', '其他'] as const,
      {},
      { example: '' },
    ),
    cranial_surgery: bool('颅脑手术', 'cranial surgery'),
    alive_24h: bool('麻醉后24小时存活', 'alive 24 h after the start', { example: '是' }),
    died_at: datetime('死亡时间', 'died at', { example: '' }),
    remark,
  },
  derived: { ...anesthesiaDerived, age_contradicted: ageContradicted(day(column.moment('started_at'))) },
  windows: {
    // Headache is counted on days 1 to 3 after a spinal, so the window ends with day 3.
    spinal3d: {
      from: 'started_at',
      days: 4,
      title: { zh: '麻醉后3天', en: 'three days after the anaesthetic' },
    },
    // An as-of day ends at midnight, so 24 hours are over on it when the anaesthetic began on an earlier day, and 72 when it began three
    // days earlier: the day alone decides, even without a clock time.
    start24h: {
      from: 'started_at',
      days: 2,
      title: { zh: '麻醉开始后24小时', en: '24 hours after the start of anaesthesia' },
    },
    start72h: {
      from: 'started_at',
      days: 4,
      title: { zh: '麻醉开始后72小时', en: '72 hours after the start of anaesthesia' },
    },
    end24h: {
      from: 'end_known_at',
      days: 2,
      title: { zh: '麻醉结束后24小时', en: '24 hours after the end of anaesthesia' },
    },
    extubation6h: {
      from: 'extubated_6h_over',
      title: { zh: '拔管后6小时', en: '6 hours after extubation' },
    },
    extubation72h: {
      from: 'tube_out_at',
      days: 4,
      title: { zh: '拔管后72小时', en: '72 hours after extubation' },
    },
    pacu2h: { from: 'pacu_2h_over', title: { zh: '入PACU后2小时', en: '2 hours after entering the PACU' } },
    pacu3h: { from: 'pacu_3h_over', title: { zh: '入PACU后3小时', en: '3 hours after entering the PACU' } },
  },
  rules: [
    {
      rule: 'end-before-start',
      severity: 'error',
      broken: { op: 'is', column: 'ended_before_started', value: true },
      fields: ['started_at', 'ended_at'],
      message: { zh: '麻醉结束时间不得早于麻醉开始时间', en: 'anaesthesia must not end before it begins' },
    },
    {
      rule: 'death-before-start',
      severity: 'error',
      broken: { op: 'is', column: 'died_before_started', value: true },
      fields: ['started_at', 'died_at'],
      message: {
        zh: '死亡时间不得早于麻醉开始时间',
        en: 'death must not come before the start of anaesthesia',
      },
    },
    {
      rule: 'birth-after-start',
      severity: 'error',
      broken: { op: 'order', left: 'birth_date', sign: '>', right: 'started_at' },
      fields: ['birth_date', 'started_at'],
      message: {
        zh: '出生日期不得晚于麻醉开始时间',
        en: 'the patient must be born before anaesthesia begins',
      },
    },
    ageRule('started_at'),
    {
      rule: 'alive-contradicts-death',
      severity: 'error',
      broken: { op: 'is', column: 'survival_contradicted', value: true },
      fields: ['started_at', 'died_at', 'alive_24h'],
      message: {
        zh: '“麻醉后24小时存活”须与麻醉开始、死亡时间一致',
        en: 'survival at 24 hours must agree with the times of start and death',
      },
    },
    {
      rule: 'pacu-end-before-start',
      severity: 'error',
      broken: { op: 'is', column: 'pacu_left_before_entered', value: true },
      fields: ['pacu_in_at', 'pacu_out_at'],
      message: { zh: 'PACU转出时间不得早于入室时间', en: 'the PACU must not be left before it is entered' },
    },
    {
      rule: 'reintubation-before-extubation',
      severity: 'error',
      broken: { op: 'is', column: 'reintubated_before_extubated', value: true },
      fields: ['extubated_at', 'reintubated_at'],
      message: { zh: '再插管时间不得早于拔管时间', en: 're-intubation must not come before extubation' },
    },
    ...(
      [
        ['autologous_transfusion', 'autologous_ml'],
        ['allogeneic_transfusion', 'allogeneic_ml'],
      ] as const
    ).map(([transfusion, millilitres]) => ({
      rule: 'transfusion-contradicts-volume',
      severity: 'error' as const,
      broken: {
        op: 'all' as const,
        of: [
          { op: 'is' as const, column: transfusion, value: false },
          { op: 'compare' as const, column: millilitres, sign: '>' as const, value: 0 },
        ],
      },
      fields: [transfusion, millilitres],
      message: {
        zh: '未输注者输注量须为0或空白',
        en: 'where nothing was given the volume must be 0 or blank',
      },
    })),
    ...(
      [
        ['invasive_procedure_infections', 'invasive_procedures'],
        ['invasive_monitoring_infections', 'invasive_monitorings'],
      ] as const
    ).map(([infections, procedures]) => ({
      rule: 'more-infections-than-procedures',
      severity: 'error' as const,
      broken: { op: 'order' as const, left: infections, sign: '>' as const, right: procedures },
      fields: [infections, procedures],
      message: { zh: '感染例数不得多于操作次数', en: 'there must not be more infections than procedures' },
    })),
  ],
});

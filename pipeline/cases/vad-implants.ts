import {
  all,
  anniversary,
  any,
  column,
  compare,
  day,
  daysBetween,
  earliestOf,
  firstKnown,
  is,
  known,
  latestOf,
  midnight,
  not,
  otherwise,
  plusDays,
  possibly,
  surely,
  when,
} from '../define/fact.js';
import { bool, choice, date, decimal, int, text } from '../define/field.js';
import { defineTable } from '../define/table.js';
import { ageContradicted, ageRule } from './age-rule.js';
import { caseNo, deviceFields, hospitalId, patientFields, remark } from './shared-fields.js';
import { toldFacts } from './told-facts.js';

const implanted = column.day('implanted_on');
const removed = column.day('removed_on');
const transplantedOn = column.day('transplanted_on');
const died = column.day('died_on');
const death = column.day('death_on');
const deadBy = column.day('dead_by');
const lastAliveOn = column.day('last_alive_on');
const inPlaceOn = column.day('row_in_place_on');
const contradictedFrom = column.day('told_contradicted_from');
const reason = column.choice('removal_reason');
const status30d = column.choice('status_30d');
const status30dOn = column.day('status_30d_on');
const followupStatus = column.choice('last_followup_status');
const followedOn = column.day('last_followup_on');
const tellsDeath = column.bool('row_tells_death');
const reported = column.moment('reported_at');

const isContradicted = known(contradictedFrom);
const day30 = plusDays(implanted, 30);
const after = (years: number) => anniversary(implanted, years);
const followupDone = (years: number) => column.bool(`followup_${years}y_done`);

/**
 * Alive `years` after implantation. Loss to follow-up counts as not alive, as the source says, unless that year's follow-up was done before
 * the loss, because it would have found a death. A death without a date is placed by the removal or follow-up that tells of it, and is not
 * known where that came later.
 */
const survival = (years: number) => ({
  kind: 'bool' as const,
  fact: when(
    [isContradicted, when([compare(after(years), '<', contradictedFrom), true])],
    [known(death), compare(death, '>', after(years))],
    [compare(deadBy, '<=', after(years)), false],
    [compare(lastAliveOn, '>=', after(years)), true],
    [is(followupStatus, '失访'), surely(followupDone(years))],
  ),
  title: {
    zh: `植入满${years}年存活（失访计为未存活）`,
    en: `alive ${years} y after implantation (lost counts as not alive)`,
  },
});

/** A known death before the due day completes the follow-up, because nobody is left to follow. A death that the records contradict does not. */
const followup = (years: number) => ({
  kind: 'bool' as const,
  fact: when(
    [compare(contradictedFrom, '<=', after(years)), when([followupDone(years), true])],
    [
      all(not(isContradicted), any(compare(death, '<=', after(years)), compare(deadBy, '<=', after(years)))),
      true,
    ],
    otherwise(followupDone(years)),
  ),
  title: { zh: `${years}年随访已完成`, en: `${years}-year follow-up complete` },
});

/** Which patients due still need follow-up: a death completes it, so without the dead the rate covers only the rest. */
const fateWhenDue = (years: number) => ({
  kind: 'choice' as const,
  values: ['已知死亡', '其余'] as const,
  fact: when(
    [
      all(
        not(isContradicted),
        any(surely(compare(death, '<=', after(years))), surely(compare(deadBy, '<=', after(years)))),
      ),
      '已知死亡',
    ],
    otherwise('其余'),
  ),
  title: { zh: `满${years}年时是否已知死亡`, en: `known dead when ${years} y were over` },
});

/** Days on which a row has the patient alive without an earlier removal. */
const aliveDays = [
  when([is(status30d, '存活'), status30dOn]),
  when([is(followupStatus, '存活'), followedOn]),
] as const;

const transplant = (years: number) => ({
  kind: 'bool' as const,
  fact: when(
    [compare(transplantedOn, '<=', after(years)), true],
    [known(transplantedOn), false],
    [is(reason, '心脏移植'), null],
    [all(not(known(reason)), compare(removed, '<=', after(years))), null],
    [
      any(
        all(any(known(death), known(deadBy)), any(known(reason), tellsDeath)),
        compare(inPlaceOn, '>=', after(years)),
      ),
      false,
    ],
  ),
  title: { zh: `${years}年内桥接到心脏移植`, en: `transplanted within ${years} y` },
});

const over = (years: number) => ({
  kind: 'date' as const,
  fact: midnight(plusDays(after(years), 1)),
  title: { zh: `植入满${years}年`, en: `${years} y after implantation` },
});

/** Complications after an implantation, each a yes or no of its row, in the order of the official form. */
export const vadComplications = [
  'bacteremia',
  'mediastinal_infection',
  'driveline_infection',
  'visceral_bleeding',
  'unplanned_surgery',
  'hemolysis',
  'thromboembolism',
  'right_heart_failure',
  'neurologic',
  'renal_failure',
  'mechanical_failure',
] as const;

/** One row per implantation of a ventricular assist device. */
export const vadImplants = defineTable({
  name: 'vad_implants',
  title: { zh: '心室辅助病例', en: 'VAD implantations' },
  row: { zh: '每次植（介）入一行', en: 'one row per implantation' },
  authority: 'hospital',
  key: ['case_no', 'implant_no'],
  numbered: { field: 'implant_no', by: 'implanted_on' },
  indexDate: 'implanted_on',
  outcomes: {
    removed_on: ['removal_reason'],
    transplanted_on: [],
    died_on: [],
    status_30d_on: ['status_30d'],
    last_followup_on: ['last_followup_status'],
    consented_on: [],
    ethics_approved_on: [],
    reported_at: [],
  },
  death: {
    dates: ['died_on'],
    words: ['removal_reason', 'status_30d', 'last_followup_status'],
    alive: [],
    turns: [
      { dead: is(reason, '死亡'), alive: not(is(reason, '死亡')) },
      { dead: is(status30d, '死亡'), alive: is(status30d, '存活') },
      { dead: is(followupStatus, '死亡'), alive: is(followupStatus, '存活') },
    ],
    day: died,
    aliveOn: [lastAliveOn, ...aliveDays],
  },
  fields: {
    hospital_id: hospitalId,
    case_no: caseNo(true),
    implant_no: int('植入次序', 'implant number', { aliases: ['第几次植入'], range: [1, 99], blank: 1 }),
    ...patientFields,
    device_type: choice(
      '装置类型',
      'device type',
      // The words of G09.
      ['植入式', '体外型'] as const,
      { 植入型: '植入式', 体外式: '体外型' },
      { required: true },
    ),
    long_term: bool('长期植入', 'long-term implant'),
    device_name: text('装置名称', { en: 'device name' }),
    urgency: choice('手术类型', 'urgency', ['择期', '急诊'] as const, { 非紧急: '择期', 紧急: '急诊' }),
    implanted_on: date('植入日期', 'implanted on', { required: true }),
    deciders: int('决策专家人数', 'deciding specialists', { range: [0, 50] }),
    consented_on: date('知情同意签署日期', 'consent signed on'),
    ethics_approved_on: date('伦理批准日期', 'ethics approval on'),
    stage_d: bool('D期心衰', 'stage-D heart failure'),
    cardiac_index: decimal('心脏指数(L/min/m²)', 'cardiac index', {
      aliases: ['心脏指数'],
      range: [0, 15],
      example: '1.9',
      unit: 'L/min/m²',
    }),
    vo2_max: decimal('最大摄氧量(ml/kg/min)', 'VO₂max', {
      aliases: ['最大摄氧量'],
      range: [0, 100],
      example: '11.5',
      unit: 'ml/kg/min',
    }),
    six_minute_walk_m: decimal('六分钟步行距离(m)', 'six-minute walk', {
      aliases: ['六分钟步行距离'],
      range: [0, 1500],
      example: '210',
      unit: 'm',
    }),
    // Without its unit the header cannot be told from ng/ml, which differs by a factor of 1000.
    nt_probnp_pg_ml: decimal('NT-proBNP(pg/ml)', 'NT-proBNP', {
      range: [0, 500_000],
      unit: 'pg/ml',
      example: '3500',
    }),
    predicted_survival_under_1y: bool('预期生存小于1年', 'predicted survival under one year'),
    drugs_6m_ineffective: bool('规范药物治疗6个月无效', 'six months of drugs ineffective'),
    // The 2017 edition required other time spans; a hospital fills them in for implantations before 2022-04-20.
    predicted_survival_under_2y: bool('预期生存小于2年', 'predicted survival under two years'),
    drugs_2m_ineffective: bool('规范药物治疗2个月无效', 'two months of drugs ineffective'),
    pcwp_mmhg: decimal('肺毛细血管楔压(mmHg)', 'PCWP', {
      aliases: ['肺毛细血管楔压'],
      range: [0, 100],
      example: '22',
      unit: 'mmHg',
    }),
    high_dose_vasoactive: bool('大剂量血管活性药物', 'high-dose vasoactive drugs'),
    svo2_percent: decimal('混合静脉血氧饱和度(%)', 'SvO₂', {
      aliases: ['混合静脉血氧饱和度'],
      range: [0, 100],
      example: '55',
      unit: '%',
      percent: true,
    }),
    on_temporary_support: bool('依赖临时循环辅助', 'dependent on temporary support'),
    admissions_6m: int('近6个月急性失代偿住院次数', 'admissions for decompensation in six months', {
      range: [0, 100],
    }),
    no_alternative: bool('无其他治疗手段', 'no other means'),
    removed_on: date('撤除日期', 'removed on', { example: '' }),
    removal_reason: choice(
      '撤除原因',
      'reason for removal',
      ['心功能改善', '心脏移植', '死亡', '更换装置', '其他'] as const,
      {},
      { example: '' },
    ),
    transplanted_on: date('心脏移植日期', 'transplanted on', { example: '' }),
    died_on: date('死亡日期', 'died on', { example: '' }),
    status_30d: choice(
      '30天状态',
      'status on day 30',
      ['存活', '死亡', '失访'] as const,
      {},
      { aliases: ['术后30天状态'] },
    ),
    status_30d_on: date('30天状态日期', 'status on day 30 as of', { aliases: ['术后30天状态日期'] }),
    last_followup_on: date('末次随访日期', 'last follow-up on'),
    last_followup_status: choice('末次随访状态', 'last follow-up status', ['存活', '死亡', '失访'] as const),
    followup_1y_done: bool('1年随访完成', 'one-year follow-up done'),
    followup_3y_done: bool('3年随访完成', 'three-year follow-up done'),
    followup_5y_done: bool('5年随访完成', 'five-year follow-up done'),
    bacteremia: bool('菌血症和败血症', 'bacteraemia or sepsis'),
    mediastinal_infection: bool('纵隔感染', 'mediastinal infection'),
    driveline_infection: bool('驱动线缆感染', 'driveline infection'),
    visceral_bleeding: bool('内脏出血', 'visceral bleeding'),
    unplanned_surgery: bool('非计划性手术', 'unplanned surgery'),
    hemolysis: bool('溶血', 'haemolysis'),
    thromboembolism: bool('血栓栓塞', 'thrombo-embolism'),
    right_heart_failure: bool('右心衰竭', 'right heart failure'),
    neurologic: bool('神经系统并发症', 'neurologic complication'),
    renal_failure: bool('肾功能衰竭', 'renal failure'),
    mechanical_failure: bool('机械故障', 'mechanical failure'),
    ...deviceFields,
    remark,
  },
  derived: {
    reported: {
      kind: 'bool',
      fact: when([known(reported), true]),
      title: { zh: '已上报省级平台', en: 'reported to the provincial platform' },
    },
    report_days: {
      kind: 'number',
      unit: '天',
      fact: when([compare(day(reported), '>=', implanted), daysBetween(implanted, day(reported))]),
      title: { zh: '植入到上报的天数', en: 'days from implantation to the report' },
    },
    reported_within_30d: {
      kind: 'bool',
      fact: compare(column.number('report_days'), '<=', 30),
      title: { zh: '植入后30天内上报', en: 'reported within 30 days of implantation' },
    },
    ...toldFacts,
    death_on: {
      kind: 'date',
      fact: firstKnown(died, day(column.moment('told_dead_at'))),
      title: { zh: '记录的死亡日期', en: 'death on record on' },
    },
    // A removal for death, or a status, gives the time by which the patient was dead, not the time of death.
    dead_by: {
      kind: 'date',
      fact: earliestOf(
        column.day('told_dead_by'),
        when([is(reason, '死亡'), removed]),
        when([is(followupStatus, '死亡'), followedOn]),
        when([is(status30d, '死亡'), earliestOf(status30dOn, day30)]),
      ),
      title: { zh: '至迟已死亡的日期', en: 'dead by' },
    },
    last_alive_on: {
      kind: 'date',
      fact: latestOf(
        column.day('told_alive_on'),
        ...aliveDays,
        transplantedOn,
        when([not(is(reason, '死亡')), removed]),
      ),
      title: { zh: '最后确知存活日期', en: 'last known alive on' },
    },
    // A row that says whether the patient died or lived would also have recorded a removal: a blank one means none until then, and the
    // device was in place. Follow-ups, which have no removal, and rows of other hospitals say nothing about it.
    row_tells_death: {
      kind: 'bool',
      saidByRow: true,
      fact: when([any(known(died), is(followupStatus, '死亡'), is(status30d, '死亡')), true]),
      title: { zh: '本例的行写明死亡', en: 'a row of the case tells of the death' },
    },
    row_in_place_on: {
      kind: 'date',
      saidByRow: true,
      fact: latestOf(...aliveDays, removed),
      title: { zh: '本例的行所示装置在位的最后日期', en: 'in place on, as a row of the case tells' },
    },
    died_within_30d: {
      kind: 'bool',
      fact: when(
        [isContradicted, when([compare(day30, '<', contradictedFrom), false])],
        [known(death), compare(death, '<=', day30)],
        [compare(deadBy, '<=', day30), true],
        [compare(lastAliveOn, '>', day30), false],
        [all(is(status30d, '存活'), possibly(compare(status30dOn, '>=', day30))), false],
      ),
      title: { zh: '术后30天内死亡', en: 'died within 30 days' },
    },
    removed_for_recovery: {
      kind: 'bool',
      fact: when(
        [known(reason), is(reason, '心功能改善')],
        [known(transplantedOn), false],
        [all(not(known(removed)), tellsDeath), false],
      ),
      title: { zh: '因心功能改善撤除', en: 'removed because the heart recovered' },
    },
    transplanted: {
      kind: 'bool',
      fact: when(
        [any(known(transplantedOn), is(reason, '心脏移植')), true],
        [known(reason), false],
        [all(not(known(removed)), tellsDeath), false],
      ),
      title: { zh: '已桥接到心脏移植', en: 'transplanted' },
    },
    alive_1y: survival(1),
    alive_3y: survival(3),
    alive_5y: survival(5),
    followed_1y: followup(1),
    followed_3y: followup(3),
    followed_5y: followup(5),
    fate_1y: fateWhenDue(1),
    fate_3y: fateWhenDue(3),
    fate_5y: fateWhenDue(5),
    transplanted_1y: transplant(1),
    transplanted_3y: transplant(3),
    transplanted_5y: transplant(5),
    age_contradicted: ageContradicted(implanted),
    status_30d_contradicted: {
      kind: 'bool',
      transient: true,
      fact: any(
        surely(all(is(status30d, '存活'), compare(died, '<=', earliestOf(status30dOn, day30)))),
        surely(all(is(status30d, '死亡'), compare(died, '>', day30))),
      ),
      title: { zh: '30天状态与死亡日期矛盾', en: 'status on day 30 contradicts the day of death' },
    },
    reported_before_start: {
      kind: 'bool',
      transient: true,
      fact: compare(day(reported), '<', implanted),
      title: { zh: '上报早于植入', en: 'reported before the implantation' },
    },
    implant_30d_over: {
      kind: 'date',
      fact: midnight(plusDays(implanted, 31)),
      title: { zh: '植入满30天', en: '30 days after implantation' },
    },
    implant_1y_over: over(1),
    implant_3y_over: over(3),
    implant_5y_over: over(5),
  },
  windows: {
    implant30d: { from: 'implant_30d_over', title: { zh: '术后30天', en: '30 days after implantation' } },
    implant1y: {
      from: 'implant_1y_over',
      years: 1,
      title: { zh: '术后1年', en: 'one year after implantation' },
    },
    implant3y: {
      from: 'implant_3y_over',
      years: 3,
      title: { zh: '术后3年', en: 'three years after implantation' },
    },
    implant5y: {
      from: 'implant_5y_over',
      years: 5,
      title: { zh: '术后5年', en: 'five years after implantation' },
    },
  },
  rules: [
    ...(
      [
        [
          'removed_on',
          'end-before-start',
          '撤除日期不得早于植入日期',
          'removal must not come before implantation',
        ],
        [
          'died_on',
          'death-before-start',
          '死亡日期不得早于植入日期',
          'death must not come before implantation',
        ],
        [
          'transplanted_on',
          'end-before-start',
          '移植日期不得早于植入日期',
          'transplantation must not come before implantation',
        ],
      ] as const
    ).map(([field, rule, zh, en]) => ({
      rule,
      severity: 'error' as const,
      broken: { op: 'order' as const, left: field, sign: '<' as const, right: 'implanted_on' },
      fields: ['implanted_on', field],
      message: { zh, en },
    })),
    {
      rule: 'birth-after-start',
      severity: 'error',
      broken: { op: 'order', left: 'birth_date', sign: '>', right: 'implanted_on' },
      fields: ['birth_date', 'implanted_on'],
      message: { zh: '出生日期不得晚于植入日期', en: 'the patient must be born before the implantation' },
    },
    ageRule('implanted_on'),
    {
      rule: 'report-before-start',
      severity: 'warning',
      broken: { op: 'is', column: 'reported_before_start', value: true },
      fields: ['implanted_on', 'reported_at'],
      message: {
        zh: '上报时间不得早于植入日期；上报是否及时现按未知处理。请更正',
        en: 'the report must not come before the implantation; whether it was in time is unknown until corrected',
      },
    },
    {
      rule: 'status-30d-contradicts-death',
      severity: 'error',
      broken: { op: 'is', column: 'status_30d_contradicted', value: true },
      fields: ['died_on', 'status_30d', 'status_30d_on'],
      message: {
        zh: '“30天状态”须与死亡日期一致',
        en: 'the status on day 30 must agree with the day of death',
      },
    },
    {
      rule: 'alive-contradicts-death',
      severity: 'error',
      broken: { op: 'order', left: 'died_on', sign: '<', right: 'last_alive_on' },
      fields: ['died_on', 'last_followup_on', 'last_followup_status', 'removed_on', 'transplanted_on'],
      message: {
        zh: '死亡日期不得早于确知存活的日期（随访、撤除或移植）',
        en: 'death must not come before a day on which the patient was alive (follow-up, removal, transplantation)',
      },
    },
  ],
});

import { hospitalId } from '../cases/shared-fields.js';
import * as fact from '../define/fact.js';
import { bool, choice, date, decimal, hospitalCode, identifier, int, month, text } from '../define/field.js';
import { all, any, not } from '../define/predicate.js';
import { defineTable } from '../define/table.js';
import { hospitalMarks, technologies } from '../technology/index.js';
import type { CountedItem } from '../technology/technology.js';
import { specialties, specialtyVocabulary } from './vocabularies/specialties.js';
import { titleVocabulary } from './vocabularies/titles.js';

const level = choice(
  '医院等级',
  'level',
  ['三级甲等', '三级乙等', '二级甲等', '二级乙等', '未定级'] as const,
  { 三甲: '三级甲等', 三乙: '三级乙等', 二甲: '二级甲等', 二乙: '二级乙等' },
);

const endAfterBegin = {
  rule: 'end-before-start',
  severity: 'error' as const,
  broken: { op: 'order' as const, left: 'valid_to', sign: '<' as const, right: 'valid_from' },
  fields: ['valid_from', 'valid_to'],
  message: { zh: '失效日期不得早于生效日期', en: 'validity must not end before it begins' },
  fix: { zh: '请核对两个日期后更正。', en: 'Check both days and correct them.' },
};

/** What technologies ask of a hospital: whether it has a key department, whether it trains others. */
const marks = Object.fromEntries(
  hospitalMarks.map(({ field, title, aliases = [] }) => [
    field,
    bool(title.zh, title.en, aliases.length > 0 ? { aliases } : {}),
  ]),
);
/** On which days it filed them. */
const filings = Object.fromEntries(
  technologies.flatMap(({ id, name, filedOn }) =>
    filedOn ? [[filedOn, date(`${id}备案日期`, `${name.en} filed on`, { example: '' })]] : [],
  ),
);

/** One row per hospital and validity period. A hospital is judged by the row in force on the day in question. */
export const hospitals = defineTable({
  name: 'hospitals',
  title: { zh: '医疗机构名录', en: 'hospitals' },
  row: { zh: '每家医院每个有效期一行', en: 'one row per hospital and validity period' },
  authority: 'centre',
  key: ['valid_from'],
  whole: { entry: ['hospital_id'], former: 'former_code', oneListOf: 'all hospitals' },
  indexDate: null,
  fields: {
    hospital_id: hospitalId,
    name: text('医院名称', { required: true, en: 'name', example: '示例医院' }),
    city: text('城市', { aliases: ['地市', '市'], en: 'city' }),
    district: text('区县', { en: 'district' }),
    level,
    teaching: bool('教学医院', 'teaching hospital'),
    ...marks,
    ...filings,
    valid_from: date('生效日期', 'valid from'),
    valid_to: date('失效日期', 'valid to', { example: '' }),
    former_code: hospitalCode('原医院编码', { en: 'former hospital code', example: '' }),
    merged_into: hospitalCode('并入医院编码', { en: 'merged into the hospital', example: '' }),
    closed_on: date('停业日期', 'closed on', { example: '' }),
    opened_on: date('开业日期', 'opened on', { example: '' }),
  },
  derived: {},
  windows: {},
  rules: [
    endAfterBegin,
    {
      rule: 'merged-without-closing',
      severity: 'error',
      broken: all({ op: 'known', column: 'merged_into' }, not({ op: 'known', column: 'closed_on' })),
      fields: ['merged_into', 'closed_on'],
      message: {
        zh: '填写并入医院编码的，须填写停业日期',
        en: 'a hospital that was merged must have the day it closed',
      },
      fix: {
        zh: '请补填停业日期（合并之日）；只是改了编码的，请改填新编码一行的原医院编码。',
        en: 'Give the day of the merger; where only the code changed, name the former code in the row of the new one.',
      },
    },
  ],
});

const counted = technologies.flatMap((technology) => technology.counted ?? []);
const monthly = technologies.flatMap((technology) => technology.monthly ?? []);
const wordsOf = (items: readonly CountedItem[]) =>
  Object.fromEntries(items.flatMap(({ item, words }) => words.map((word) => [word, item])));

const counts = fact.column.number('value');

/**
 * One row per hospital, month and item counted by hand. `zero_report` and the zero reports of single techniques state that the month had no
 * case; the front-page counts are those of the operation code 39.65 and of VAD, whoever reported them.
 */
export const monthlyCounts = defineTable({
  name: 'monthly_counts',
  title: { zh: '月度手工填报', en: 'monthly counts' },
  row: { zh: '每院每月每项目一行', en: 'one row per hospital, month and item' },
  authority: 'hospital',
  key: ['month', 'item'],
  // Counts of one month add to those of others; an export of several months is a whole list.
  whole: { entry: ['month', 'item'], oneListOf: 'each hospital', adds: true },
  indexDate: null,
  fields: {
    hospital_id: hospitalId,
    month: month('月份', 'month', { required: true }),
    item: choice(
      '项目',
      'item',
      [
        ...monthly.map(({ item }) => item),
        ...counted.map(({ frontPage }) => frontPage.item),
        'zero_report',
        ...counted.map(({ zeroReport }) => zeroReport.item),
      ],
      {
        ...wordsOf(monthly),
        ...wordsOf(counted.map(({ frontPage }) => frontPage)),
        零报告: 'zero_report',
        ...wordsOf(counted.map(({ zeroReport }) => zeroReport)),
      },
      { required: true },
    ),
    value: decimal('数值', 'value', { required: true, range: [0, 999_999_999] }),
  },
  derived: {
    zero_report_of_cases: {
      kind: 'bool',
      transient: true,
      fact: fact.all(
        fact.is(
          fact.column.choice('item'),
          'zero_report',
          ...counted.map(({ zeroReport }) => zeroReport.item),
        ),
        fact.not(fact.is(counts, 0, 1)),
      ),
      title: { zh: '零报告而数值不为零', en: 'a report of zero with a number' },
    },
    value_not_whole: {
      kind: 'bool',
      transient: true,
      fact: fact.compare(counts, '<>', fact.roundedDown(counts)),
      title: { zh: '数值不是整数', en: 'value is no whole number' },
    },
  },
  windows: {},
  rules: [
    {
      rule: 'not-an-integer',
      severity: 'error',
      // Every item of the list counts heads or deliveries, which are whole.
      broken: { op: 'is', column: 'value_not_whole', value: true },
      fields: ['item', 'value'],
      message: { zh: '人数、例数须为整数', en: 'heads and deliveries must be whole numbers' },
    },
    {
      rule: 'zero-report-of-cases',
      severity: 'error',
      broken: { op: 'is', column: 'zero_report_of_cases', value: true },
      fields: ['item', 'value'],
      message: {
        zh: '零报告说明当月没有病例，数值应为 0（写 1 表示“是”也可）',
        en: 'a report of zero says that the month had no case; its value must be 0 (1, for yes, is taken too)',
      },
      fix: {
        zh: '当月没有病例的，请填 0；有病例的，请删去本行并报送病例。',
        en: 'Put 0 where the month had no case; otherwise leave the row out and send the cases.',
      },
    },
  ],
});

/** One row per person and validity period; shows whether an operator was authorised on the day. */
export const staff = defineTable({
  name: 'staff',
  title: { zh: '人员名册', en: 'staff' },
  row: { zh: '每人每个有效期一行', en: 'one row per person and validity period' },
  authority: 'hospital',
  key: ['staff_id', 'technique', 'valid_from'],
  whole: { entry: ['staff_id', 'technique'], oneListOf: 'each hospital' },
  indexDate: null,
  fields: {
    hospital_id: hospitalId,
    staff_id: identifier('工号', { required: true, en: 'staff number', personal: 'hash', example: 'D0012' }),
    name: text('姓名', { personal: 'drop', en: 'name' }),
    role: choice('角色', 'role', ['医师', '护士', '技师', '灌注师', '工程师', '协调员'] as const),
    specialty: text('专业', { en: 'specialty' }),
    practice_scope: text('执业范围', { en: 'scope of practice' }),
    title: text('职称', { en: 'title' }),
    title_since: date('取得职称日期', 'title held since'),
    clinical_since: date('参加临床工作日期', 'in clinical work since'),
    licensed: bool('执业医师', 'licensed physician'),
    employed_here: bool('本院在职', 'employed here'),
    technique: choice(
      '专项技术',
      'technique',
      technologies.map(({ id }) => id),
    ),
    trained: bool('培训合格', 'trained and passed'),
    training_months: decimal('培训月数', 'months of training', { range: [0, 600] }),
    full_process_cases: decimal('参与全程病例数', 'full-process cases', { range: [0, 99_999] }),
    passed: bool('考核合格', 'examination passed'),
    overseas: bool('境外培训', 'trained abroad'),
    expert_group: bool('专家组成员', 'expert-group member'),
    authorized_from: date('授权起始', 'authorised from'),
    authorized_to: date('授权终止', 'authorised to', { example: '' }),
    technique_lead: bool('技术负责人', 'technique lead'),
    supervisor: bool('指导医师', 'supervising physician'),
    no_serious_events: bool('无严重差错事故', 'no serious error or accident'),
    animal_implants: int('动物植入存活满30天例数', 'animal implants that survived 30 days', {
      range: [0, 9999],
    }),
    independent_cases: int(
      '规范印发前近3年独立完成例数',
      'independent cases of the three years before the norm was issued',
      {
        aliases: ['规范印发前独立完成例数', '独立完成例数'],
        range: [0, 99_999],
      },
    ),
    independent_cases_5y: int('近5年独立完成例数', 'independent cases in the last five years', {
      range: [0, 99_999],
      example: '',
    }),
    valid_from: date('生效日期', 'valid from'),
    valid_to: date('失效日期', 'valid to', { example: '' }),
  },
  derived: {
    specialty_group: {
      kind: 'choice',
      fact: fact.meaning('specialty', specialtyVocabulary),
      title: { zh: '专业类别', en: 'group of specialties' },
      values: specialties,
    },
    title_rank: {
      kind: 'number',
      fact: fact.meaningNumber('title', titleVocabulary),
      title: { zh: '职称级别', en: 'rank of title' },
    },
  },
  windows: {},
  rules: [
    endAfterBegin,
    {
      rule: 'authorised-until-before-from',
      severity: 'error',
      broken: { op: 'order', left: 'authorized_to', sign: '<', right: 'authorized_from' },
      fields: ['authorized_from', 'authorized_to'],
      message: {
        zh: '授权终止日期不得早于授权起始日期',
        en: 'an authorisation must not end before it begins',
      },
      fix: { zh: '请核对授权文件后更正。', en: 'Check the authorisation and correct it.' },
    },
    {
      rule: 'unknown-specialty',
      severity: 'warning',
      // Norms require a specialty only of physicians.
      broken: all(
        { op: 'known', column: 'specialty' },
        not({ op: 'known', column: 'specialty_group' }),
        any(not({ op: 'known', column: 'role' }), { op: 'in', column: 'role', values: ['医师'] }),
      ),
      fields: ['specialty'],
      message: {
        zh: '专业应为能识别的一个专业；现按未知处理，涉及此人专业的条款结果为未知',
        en: 'the specialty must be one that is known; it is taken as not known, and clauses on it stay open',
      },
      fix: {
        zh: '请写明一个专业，如 心脏大血管外科、心血管内科、重症医学科、麻醉科、体外循环科、超声医学科，不写科室合称。',
        en: 'Name one specialty, such as 心脏大血管外科, 心血管内科, 重症医学科, 麻醉科, 体外循环科 or 超声医学科, and no department of several.',
      },
    },
    {
      rule: 'unknown-title',
      severity: 'warning',
      broken: all({ op: 'known', column: 'title' }, not({ op: 'known', column: 'title_rank' })),
      fields: ['title'],
      message: {
        zh: '职称应为能识别的一个职称；现按未知处理，涉及此人职称的条款结果为未知',
        en: 'the title must be one that is known; it is taken as not known, and clauses on it stay open',
      },
      fix: {
        zh: '请填写专业技术职称，如 主任医师、副主任医师、主治医师、主管护师；科主任、护士长、教授是职务或教职，不是职称。',
        en: 'Give the professional title, such as 主任医师, 副主任医师, 主治医师 or 主管护师; head of department, head nurse and professor are posts.',
      },
    },
  ],
});

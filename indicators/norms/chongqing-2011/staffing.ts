import {
  allOf,
  answer,
  anyOf,
  type Clause,
  item,
  type Rule,
  reaches,
  steps,
  sum,
} from '../../../pipeline/define/index.js';
import {
  asks,
  base,
  clause,
  counts,
  encouraged,
  keyDepartment,
  perEach,
  statedYes,
  teachingHospital,
  tertiary,
  tertiaryOnly,
  titles,
} from './rows.js';

const inTheatre = counts(
  20,
  'staff',
  '手术室内临床麻醉人员有多少人？',
  'How many anaesthesia staff work in theatre?',
  '人',
);
const outside = counts(
  21,
  'staff',
  '手术室外临床麻醉人员有多少人？',
  'How many anaesthesia staff work outside theatre?',
  '人',
);
const clinical = sum(inTheatre, outside);
const surgicalBeds = counts(
  22,
  'surgical_beds',
  '手术科室开放床位有多少张？',
  'How many beds have the surgical departments?',
  '张',
  20_000,
);
const operations = counts(
  23,
  'operations',
  '上一自然年手术多少例次？',
  'How many operations were done in the last calendar year?',
  '例',
  1_000_000,
);
const physicians = counts(
  29,
  'physicians',
  'AICU配备医师多少名？',
  'How many physicians has the AICU?',
  '名',
  500,
);

/** A teaching hospital needs a tenth more. */
const tenthMore = (rule: (more: boolean) => Rule): Rule => ({
  op: 'for',
  whom: teachingHospital,
  title: titles.teaching,
  rule: rule(true),
  otherwise: rule(false),
});

const byTables = (more: boolean) => perEach(inTheatre, base.tables, more ? 22 : 2, more ? 10 : 1);
const byOutside = (more: boolean) => perEach(outside, base.outsideTables, more ? 165 : 15, more ? 100 : 10);
const byBeds = (more: boolean) => perEach(clinical, surgicalBeds, more ? 88 : 8, more ? 1000 : 100);
const byOperations = (more: boolean) => perEach(clinical, operations, more ? 11 : 1, more ? 4000 : 400);

/** 1-1, 50 points: by tables, or by surgical beds, or by operations. */
export const clinicalStaff: Rule = tenthMore((more) =>
  anyOf(allOf(byTables(more), byOutside(more)), byBeds(more), byOperations(more)),
);

/** Tables, beds and operations are joined by 或. */
const oneOfThree = {
  zh: '比较符号缺失，按“不低于”理解；按手术台数、按床位、按手术例次三种定编择一：其中另一种已符合的，本条视为符合',
  en: 'the sign is lost, read as at least; by tables, by beds or by operations: one of the three is enough, and where another is met so is this',
} as const;

const garbled = {
  zh: '条文的人数表缺字：按4张及以下配2名、5张配5名、8张起在5名基础上每2张加1名、14张起每4张加1名理解，请核对原件',
  en: 'the table is garbled: read as up to 4 beds 2, 5 beds 5, from 8 one more per 2 beds, from 14 one more per 4; check the original',
} as const;

/** Up to 4 → 2, 5 → 5, from 8 beds one more for every two, from 14 on one more for every four. */
const aicuPhysicians = steps(
  item(base.aicuBeds),
  [1, 2],
  [5, 5],
  [10, 6],
  [12, 7],
  [14, 8],
  [18, 9],
  [22, 10],
  [26, 11],
  [30, 12],
);

const staffOfPhysicians = counts(
  32,
  'physicians',
  '麻醉科医师有多少名？',
  'How many physicians has the department?',
  '名',
);
const qualified = counts(
  32,
  'qualified',
  '其中本科及以上学历或取得执业医师资格者有多少名？',
  'How many of them have a bachelor degree or a licence?',
  '名',
);

/** 二: staff, 150 points. */
export const staffing: readonly Clause[] = [
  clause(
    20,
    '二1-1-1-1',
    ['按手术台数定编：手术室内手术台与人员总数比例1:2', 'by tables: one table to two staff in theatre'],
    'b',
    tenthMore((more) => anyOf(byTables(more), byBeds(more), byOperations(more))),
    { inferred: true, note: oneOfThree },
  ),
  clause(
    21,
    '二1-1-1-2',
    ['手术室外手术台数与人员编制为1:1.5', 'one site outside theatre to 1.5 staff'],
    'b',
    tenthMore((more) => anyOf(byOutside(more), byBeds(more), byOperations(more))),
    { inferred: true, note: oneOfThree },
  ),
  clause(
    22,
    '二1-1-2',
    [
      '或按手术科室床位定编：每100张手术科室床位临床麻醉人员总数8名',
      'or by beds: 8 staff for 100 surgical beds',
    ],
    'b',
    clinicalStaff,
    { inferred: true, note: oneOfThree },
  ),
  clause(
    23,
    '二1-1-3',
    ['或按手术例次数定编：每400例次手术/年定1名', 'or by operations: one for 400 a year'],
    'b',
    clinicalStaff,
    { note: oneOfThree },
  ),
  clause(
    24,
    '二1-1-4',
    ['医学院附属医院需在上述基础上增加10%', 'teaching hospitals need a tenth more'],
    'b',
    {
      op: 'for',
      whom: teachingHospital,
      title: titles.teaching,
      rule: clinicalStaff,
      otherwise: 'not applicable',
    },
  ),
  clause(
    25,
    '二1-1 备注',
    [
      '卫生部对三级医院的麻醉医师人数与手术台比例的要求为1:2',
      'the ministry asks tertiary hospitals for two anaesthetists a table',
    ],
    'b',
    {
      op: 'for',
      whom: tertiary,
      title: titles.tertiary,
      rule: perEach(staffOfPhysicians, base.tables, 2, 1),
      otherwise: 'not applicable',
    },
    {
      inferred: true,
      note: {
        zh: '备注，不计分；原文次序为“医师人数与手术台”，按每台2名医师理解，与二1-1-1-1一致',
        en: 'a remark without points; printed as physicians to tables and read as two physicians a table, as in 二1-1-1-1',
      },
    },
  ),
  clause(
    26,
    '二1-2-1',
    ['RR床位数与医师比例1:0.2', 'recovery beds to physicians 1:0.2'],
    'b',
    perEach(
      counts(
        26,
        '',
        'RR配备医师多少名（可为小数）？',
        'How many physicians has the recovery room?',
        '名',
        500,
      ),
      base.rrBeds,
      2,
      10,
    ),
    { inferred: true },
  ),
  clause(
    27,
    '二1-2-2',
    ['RR床位数与护士比例1:0.5', 'recovery beds to nurses 1:0.5'],
    'b',
    perEach(
      counts(27, '', 'RR配备护士多少名（可为小数）？', 'How many nurses has the recovery room?', '名', 500),
      base.rrBeds,
      5,
      10,
    ),
    { inferred: true },
  ),
  clause(
    28,
    '二1-3-1',
    ['AICU护士与床位数比例为3:1', 'three nurses to an AICU bed'],
    'b',
    perEach(
      counts(28, '', 'AICU配备护士多少名？', 'How many nurses has the AICU?', '名', 2000),
      base.aicuBeds,
      3,
      1,
    ),
  ),
  clause(
    29,
    '二1-3-2',
    [
      'AICU医师按床位数配备：4张2名；5张5名；8张起每增加2张增加1名；14张起每增加4张增加1名',
      'AICU physicians by beds: 4 to 2, 5 to 5, then one more per 2 beds, from 14 per 4',
    ],
    'b',
    // A ratio, so that it does not apply where there is no bed.
    perEach(physicians, aicuPhysicians, 1, 1),
    { inferred: true, confidence: 'derived', note: garbled },
  ),
  clause(
    30,
    '二1-4-1',
    ['疼痛门诊医师1名、护士2人', 'a physician and two nurses for the pain clinic'],
    'b',
    tertiaryOnly(
      allOf(
        reaches(
          item(
            counts(
              30,
              'physicians',
              '疼痛门诊医师有多少名？',
              'How many physicians has the pain clinic?',
              '名',
              200,
            ),
          ),
          1,
        ),
        reaches(
          item(
            counts(30, 'nurses', '疼痛门诊护士有多少名？', 'How many nurses has the pain clinic?', '名', 200),
          ),
          2,
        ),
      ),
    ),
    { inferred: true, note: encouraged },
  ),
  clause(
    31,
    '二1-4-2',
    [
      '疼痛病房床位与医师比例为1:0.2，床位与护士比例为1:0.5',
      'pain beds to physicians 1:0.2, to nurses 1:0.5',
    ],
    'b',
    allOf(
      perEach(
        counts(
          31,
          'physicians',
          '疼痛病房医师有多少名（可为小数）？',
          'How many physicians has the pain ward?',
          '名',
          200,
        ),
        base.painBeds,
        2,
        10,
      ),
      perEach(
        counts(
          31,
          'nurses',
          '疼痛病房护士有多少名（可为小数）？',
          'How many nurses has the pain ward?',
          '名',
          500,
        ),
        base.painBeds,
        5,
        10,
      ),
    ),
  ),
  clause(
    32,
    '二2-1',
    [
      '三级医院麻醉科医师具有本科或以上学历，或获得执业医师资格证书',
      'physicians of tertiary hospitals have a bachelor degree or a licence',
    ],
    'b',
    {
      op: 'for',
      whom: tertiary,
      title: titles.tertiary,
      rule: perEach(qualified, staffOfPhysicians, 1, 1),
      otherwise: 'needs review',
    },
    {
      confidence: 'derived',
      note: {
        zh: '条文没有比例：按全部医师判定；二级医院由评审人决定是否适用',
        en: 'no share is printed: all physicians; in secondary hospitals a reviewer decides whether it applies',
      },
    },
  ),
  clause(
    33,
    '二3-1-1',
    [
      '科主任应由副主任医师以上并具有专长的麻醉科执业医师担任，市级重点专科应由主任医师担任',
      'the head is an associate chief with expertise, of a key department a chief',
    ],
    'b',
    {
      op: 'for',
      whom: keyDepartment,
      title: titles.key,
      rule: answer(
        asks(
          33,
          'chief',
          '科主任是否为麻醉科执业医师、主任医师，并具有临床麻醉、重症监测治疗或疼痛诊疗专长？',
          'Is the head a licensed anaesthetist, a chief physician, and expert in anaesthesia, critical care or pain?',
        ),
      ),
      otherwise: answer(
        asks(
          33,
          'associate',
          '科主任是否为麻醉科执业医师、副主任医师以上，并具有临床麻醉、重症监测治疗或疼痛诊疗专长？',
          'Is the head a licensed anaesthetist, an associate chief or higher, and expert in anaesthesia, critical care or pain?',
        ),
      ),
    },
  ),
  statedYes(
    34,
    '二3-1-2',
    [
      '具有市卫生局备案的麻醉科主任培训合格证书',
      'the head holds the certificate of training filed with the city',
    ],
    ['科主任是否持有备案的培训合格证书？', 'Does the head hold the filed certificate of training?'],
  ),
];

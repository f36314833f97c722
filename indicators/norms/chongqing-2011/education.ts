import {
  allOf,
  answer,
  anyOf,
  type Clause,
  item,
  type Rule,
  reaches,
} from '../../../pipeline/define/index.js';
import {
  asks,
  clause,
  counts,
  keyDepartment,
  perEach,
  secondary,
  statedAndJudged,
  statedYes,
  teachingHospital,
  tertiary,
  tertiaryA,
  titles,
  yesAndJudged,
} from './rows.js';

const cme = counts(
  101,
  '',
  '近2年举办市级及以上继续教育项目多少次？',
  'How many continuing-education projects of city level or above were held in two years?',
  '次',
  200,
);
const projects = counts(
  107,
  'municipal',
  '上一自然年获得市级及以上课题多少项？',
  'How many projects of city level or above were won in the last calendar year?',
  '项',
  500,
);
const provincial = counts(
  107,
  'provincial',
  '其中省部级及以上课题多少项？',
  'How many of them are of provincial level or above?',
  '项',
  500,
);
const core = counts(
  109,
  'chinese_journals',
  '上一自然年在中华系列杂志发表论文多少篇？',
  'How many papers appeared in the Chinese Medical journals in the last calendar year?',
  '篇',
  2000,
);
const sci = counts(
  109,
  'sci',
  '上一自然年SCI收录期刊发表论文多少篇？',
  'How many papers appeared in SCI journals in the last calendar year?',
  '篇',
  2000,
);
const papers = counts(
  110,
  'papers',
  '上一自然年发表论文共多少篇？',
  'How many papers appeared in the last calendar year?',
  '篇',
  5000,
);
const results = counts(
  112,
  '',
  '近2年获得市级及以上成果（含新技术引进奖）多少项？',
  'How many awards of city level or above were won in two years?',
  '项',
  200,
);
const edited = counts(
  113,
  'edited',
  '近2年主编或副主编教材、著作多少部？',
  'How many books were edited in two years?',
  '部',
  200,
);
const contributed = counts(
  113,
  'contributed',
  '近2年参编（译）教材、著作多少部？',
  'How many books were contributed to in two years?',
  '部',
  500,
);

const least = (of: typeof cme, n: number): Rule => reaches(item(of), n);

/** What grade A departments and what key departments must do. */
const leading = (
  rule: Rule,
  otherwise: Rule | 'not applicable' | 'needs review' = 'not applicable',
): Rule => ({
  op: 'for',
  whom: { op: 'any', of: [tertiaryA, keyDepartment] },
  title: { zh: '三甲医院或市级重点专科', en: 'grade A hospital or key department' },
  rule,
  otherwise,
});
const leadingTeaching = (
  rule: Rule,
  otherwise: Rule | 'not applicable' | 'needs review' = 'not applicable',
): Rule => ({
  op: 'for',
  whom: { op: 'any', of: [{ op: 'all', of: [tertiaryA, teachingHospital] }, keyDepartment] },
  title: { zh: '三甲教学医院或市级重点专科', en: 'teaching hospital of grade A or key department' },
  rule,
  otherwise,
});
const generalTertiary = (rule: Rule): Rule => ({
  op: 'for',
  whom: { op: 'all', of: [tertiary, { op: 'not', of: { op: 'any', of: [tertiaryA, keyDepartment] } }] },
  title: { zh: '三级医院一般科室', en: 'general department of a tertiary hospital' },
  rule,
  otherwise: 'not applicable',
});

const tertiaryOrKey = { zh: '三级医院或市级重点专科', en: 'tertiary hospital or key department' } as const;

const encouraged = {
  zh: '二级医院鼓励：由评审人决定是否适用',
  en: 'encouraged in secondary hospitals: a reviewer decides whether it applies',
} as const;
const basesOnly = {
  zh: '只约束培训基地；非基地由评审人记“不适用”',
  en: 'binds training bases; a reviewer enters 不适用 for others',
} as const;
const twoYears = { zh: '按近2年合计判定', en: 'judged over two years together' } as const;

/** The rules of alternatives that share their points; the scorecard uses them too. */
export const projectRule: Rule = leading(anyOf(least(projects, 2), least(provincial, 1)), {
  op: 'for',
  whom: tertiary,
  title: titles.tertiary,
  rule: least(projects, 1),
  otherwise: 'needs review',
});
export const paperRule: Rule = leading(anyOf(least(core, 3), least(sci, 1)), {
  op: 'for',
  whom: tertiary,
  title: titles.tertiary,
  rule: allOf(least(papers, 3), least(core, 1)),
  otherwise: least(papers, 1),
});
export const bookRule: Rule = leadingTeaching(anyOf(least(edited, 1), least(contributed, 2)), 'needs review');

/** 五: education and research, 120 points. */
export const education: readonly Clause[] = [
  statedYes(
    97,
    '五1-1-1',
    ['各培训基地能按要求全面进行规范化住院医师培训', 'training bases train residents as required'],
    ['是否按要求开展住院医师规范化培训？', 'Are residents trained as required?'],
    { note: basesOnly },
  ),
  statedYes(
    98,
    '五1-1-2',
    ['有培训计划及轮转安排表', 'a plan and a rotation'],
    ['是否有住院医师培训计划和轮转安排表？', 'Are there a plan and a rotation for residents?'],
    { note: basesOnly },
  ),
  yesAndJudged(
    99,
    '五1-1-3',
    ['有培训记录，第一阶段临床实践能达标', 'records; the practice of phase 1 is reached'],
    ['是否有住院医师培训记录？', 'Are there records of training?'],
    { note: basesOnly },
  ),
  statedYes(
    100,
    '五1-1-4',
    ['有考试、考核记录', 'records of examinations'],
    ['是否有住院医师考试、考核记录？', 'Are there records of examinations?'],
    { note: basesOnly },
  ),
  clause(
    101,
    '五1-2-1',
    ['须有市级及以上CME项目，每2年1次', 'a continuing-education project of city level every two years'],
    'b',
    least(cme, 1),
    {
      inferred: true,
      note: {
        zh: '三甲与其他医院的条文印得相同，按每2年不少于1次',
        en: 'printed alike for grade A and others: at least one in two years',
      },
    },
  ),
  clause(
    102,
    '五1-2-2',
    [
      '中级及以上职称的医护人员每年累计CME学分25分，有学分证书',
      'staff of middle rank and above earn 25 credits a year, with certificates',
    ],
    'b',
    perEach(
      counts(
        102,
        'reached',
        '上一自然年CME学分达到25分的中级及以上人员有多少名？',
        'How many staff of middle rank and above earned 25 credits last year?',
        '名',
      ),
      counts(
        102,
        'all',
        '中级及以上职称医护人员共有多少名？',
        'How many staff are of middle rank and above?',
        '名',
      ),
      1,
      1,
    ),
    {
      inferred: true,
      note: {
        zh: '比较符号与比例缺失：按全部人员均达到',
        en: 'the sign and the share are lost: all of them',
      },
    },
  ),
  statedYes(
    103,
    '五1-2-3',
    ['CME学分列为继续聘任的条件之一，有相应文件或记录', 'credits are a condition of re-hiring, in writing'],
    ['CME学分是否为继续聘任条件并有文件？', 'Are credits a condition of re-hiring, in writing?'],
  ),
  statedYes(
    104,
    '五1-2-4',
    ['有CME批准文件及记录', 'approvals and records of continuing education'],
    ['是否有CME批准文件及记录？', 'Are there approvals and records?'],
  ),
  statedAndJudged(
    105,
    '五2-1-1',
    [
      '课题负责人能保证科研时间，期间奖金应科室相应职称人员的平均奖',
      'leaders of projects have time and at least the average bonus',
    ],
    {
      op: 'for',
      whom: { op: 'any', of: [tertiary, keyDepartment] },
      title: tertiaryOrKey,
      rule: answer(
        asks(
          105,
          '',
          '市级及以上课题负责人是否有保证的科研时间，期间奖金是否不低于科室相应职称人员的平均奖？',
          'Have leaders of projects of city level or above time for research, and no less than the average bonus of their rank?',
        ),
      ),
      otherwise: 'needs review',
    },
    {
      inferred: true,
      note: {
        zh: '比较符号缺失，按“不低于”理解；条文只写三级医院与市级重点专科，二级医院由评审人决定',
        en: 'the sign is lost and read as at least; only tertiary hospitals and key departments are named, for secondary ones a reviewer decides',
      },
    },
  ),
  statedYes(
    106,
    '五2-1-2',
    [
      '对发表论文、著作（教材），获得成果与课题均有奖励政策',
      'papers, books, awards and projects are rewarded',
    ],
    ['是否有论文、著作、成果与课题的奖励政策？', 'Are papers, books, awards and projects rewarded?'],
  ),
  clause(
    107,
    '五2-2-1',
    [
      '三甲及市级重点专科：市级及以上课题每年2项，或省部级及以上课题每年1项',
      'grade A and key departments: two projects of the city a year, or one of the province',
    ],
    'b',
    leading(anyOf(least(projects, 2), least(provincial, 1))),
    { inferred: true },
  ),
  clause(
    108,
    '五2-2-2',
    [
      '三级医院一般科室：市级及以上课题每年1项；二级医院鼓励申报',
      'general departments of tertiary hospitals: one project a year; encouraged in secondary ones',
    ],
    'b',
    {
      op: 'for',
      whom: tertiary,
      title: titles.tertiary,
      rule: generalTertiary(least(projects, 1)),
      otherwise: 'needs review',
    },
    { inferred: true, note: encouraged },
  ),
  clause(
    109,
    '五2-3-1',
    [
      '三甲及市级重点专科：中华系列杂志论文每年3篇，或SCI论文每年1篇',
      'grade A and key departments: three papers in the Chinese journals a year, or one in SCI',
    ],
    'b',
    leading(anyOf(least(core, 3), least(sci, 1))),
    { inferred: true },
  ),
  clause(
    110,
    '五2-3-2',
    [
      '三级医院一般科室：每年论文3篇，其中中华系列杂志1篇',
      'general departments of tertiary hospitals: three papers a year, one in the Chinese journals',
    ],
    'b',
    generalTertiary(allOf(least(papers, 3), least(core, 1))),
    { inferred: true },
  ),
  clause(111, '五2-3-3', ['二级医院应有论文发表', 'secondary hospitals: some paper'], 'b', {
    op: 'for',
    whom: secondary,
    title: titles.secondary,
    rule: least(papers, 1),
    otherwise: 'not applicable',
  }),
  clause(
    112,
    '五2-4-1、2-4-2',
    [
      '三甲教学医院及市级重点专科必须获得、三级医院应有市级及以上成果',
      'awards of the city or above: grade A teaching hospitals and key departments must, tertiary hospitals should',
    ],
    'b',
    {
      op: 'for',
      whom: { op: 'any', of: [tertiary, keyDepartment] },
      title: tertiaryOrKey,
      rule: least(results, 1),
      otherwise: 'needs review',
    },
    { confidence: 'derived', note: twoYears },
  ),
  clause(
    113,
    '五2-5-1',
    [
      '三甲教学医院及市级重点专科：主编或副主编平均每2年1部，或参编每年1部',
      'grade A teaching hospitals and key departments: a book edited in two years, or one contributed to a year',
    ],
    'b',
    leadingTeaching(anyOf(least(edited, 1), least(contributed, 2))),
    { inferred: true, note: twoYears },
  ),
  clause(
    114,
    '五2-5-2',
    [
      '三甲教学医院医院（原文如此，疑为三级医院一般科室）：参编（译）教材或著作每2年1部',
      'printed as grade A teaching hospitals, probably general departments of tertiary ones: one book contributed to in two years',
    ],
    'b',
    {
      op: 'for',
      whom: {
        op: 'all',
        of: [
          tertiary,
          {
            op: 'not',
            of: { op: 'any', of: [{ op: 'all', of: [tertiaryA, teachingHospital] }, keyDepartment] },
          },
        ],
      },
      title: { zh: '三级医院一般科室', en: 'general department of a tertiary hospital' },
      rule: least(contributed, 1),
      otherwise: 'not applicable',
    },
    {
      inferred: true,
      note: {
        zh: '原文印作“三甲教学医院医院”，而2-5-1已对三甲教学医院提出更高要求；按相邻各项（2-2-2、2-3-2、2-4-2）理解为三级医院一般科室。另一读法：只约束三甲教学医院。近2年合计判定。请质控中心确认',
        en: 'printed as grade A teaching hospitals, of which 2-5-1 already asks more; read by its neighbours (2-2-2, 2-3-2, 2-4-2) as general departments of tertiary hospitals. The other reading binds grade A teaching hospitals alone. Judged over two years together. For the centre to confirm',
      },
    },
  ),
];

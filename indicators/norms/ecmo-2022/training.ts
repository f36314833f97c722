import {
  all,
  allOf,
  amount,
  answers,
  type Clause,
  day,
  item,
  persons,
  type Rule,
  ratioReaches,
  reaches,
  review,
  sum,
  yesNo,
} from '../../../pipeline/define/index.js';
import { trains } from '../../../pipeline/lists/hospital-marks.js';
import { hospitals } from '../../../pipeline/lists/lists.js';
import { person, rank } from '../../../pipeline/lists/person.js';
import { ecmo } from '../../../pipeline/technology/ecmo.js';
import { ecmoTrainingBaseRemoval } from '../../ecmo/training-base-removal.js';
import { ecmoVolume } from '../../ecmo/volume.js';
import { byProfile, byStaff, reviewed, stated } from '../wording/stated.js';

const wards = [
  ['cardiology_beds', '心血管内科', 'cardiology'],
  ['cardiac_surgery_beds', '心脏大血管外科', 'cardiovascular surgery'],
  ['respiratory_beds', '呼吸内科', 'respiratory medicine'],
  ['paediatric_beds', '儿科', 'paediatrics'],
  ['thoracic_surgery_beds', '胸外科', 'thoracic surgery'],
  ['emergency_beds', '急诊科', 'emergency medicine'],
] as const;

const supervisors = all(person.technique.is('ECMO'), person.role.is('医师'), person.supervisor.isTrue());

/** Asked once because three clauses use it. */
const due = amount(
  'E22-066.due',
  '上一自然年应结业的受训医师有多少名？',
  'How many trainees were to finish in the last calendar year?',
  '名',
  [0, 5000],
);
const ofTrainees = (id: string, zh: string, en: string): Rule =>
  ratioReaches(item(amount(id, zh, en, '名', [0, 5000])), item(due), 1, 1);

const trainingBases = {
  whom: trains(ecmo).isTrue(),
  title: { zh: 'ECMO培训机构', en: 'ECMO training institutions' },
} as const;

/** What decides a clause on three years. */
const ofThreeYears = {
  zh: '依据病例；没有病例的年份，报送文件或零报告涵盖全年的为0，否则为未知并请补报；结局未明（未填）的病例足以左右结果时为未知',
  en: 'cases; a year without any is zero where files or reports of zero reach over it, and otherwise not known and asked about; not known where unknown outcomes could turn it',
} as const;

/** 四（二） before it is limited to training bases. `fulfilled` are the clauses by which a hospital fulfils the norm. */
const requirements = (fulfilled: readonly string[]): readonly Clause[] => [
  {
    id: 'E22-053',
    at: '四（二）',
    text: {
      zh: '于首次发布招生公告之日起3个工作日内，向省级卫生健康行政部门报告并提供相关材料',
      en: 'reported to the province within 3 working days of the first recruiting notice',
    },
    class: 'b',
    rule: {
      op: 'working days',
      from: day(
        'E22-053.notice',
        '首次发布招生公告是哪一天？',
        'On which day was the first recruiting notice published?',
      ),
      to: day(
        'E22-053.report',
        '向省级卫生健康行政部门报告是哪一天？',
        'On which day was it reported to the province?',
      ),
      atMost: 3,
    },
    missing: {
      zh: '依据医院填报的两个日期；任一未填报，或超出工作日历的年份，为未知',
      en: 'two days stated by the hospital; not known without both, or outside the years of the calendar',
    },
    confidence: 'seed',
  },
  {
    id: 'E22-054',
    at: '四（二）1（1）',
    text: { zh: '三级甲等医院', en: 'a hospital of level 三级甲等' },
    class: 'b',
    rule: {
      op: 'hospital',
      is: hospitals.columns.level.is('三级甲等'),
      title: { zh: '医院等级为三级甲等', en: 'level 三级甲等' },
    },
    missing: {
      zh: '依据当日生效的医疗机构名录；等级空白为未知',
      en: 'the list of hospitals in force; a blank level is not known',
    },
    confidence: 'seed',
  },
  {
    id: 'E22-055',
    at: '四（二）1（1）',
    text: { zh: '符合ECMO技术管理规范要求', en: 'fulfils this norm' },
    class: 'b',
    rule: { op: 'clauses', of: fulfilled },
    missing: {
      zh: '依据第一至三章各条的结果；任一条未知则为未知',
      en: 'the results of chapters 一 to 三; not known as soon as one of them is',
    },
    confidence: 'derived',
    note: {
      zh: '“符合本规范要求”按第一至三章各条全部符合判定',
      en: 'fulfilling the norm is read as meeting every clause of chapters 一 to 三',
    },
  },
  stated(
    'E22-056',
    '四（二）1（1）',
    ['具有ECMO技术模拟培训的设备设施', 'equipment for simulation training'],
    ['是否具有ECMO技术模拟培训的设备设施？', 'Is there equipment for simulation training?'],
  ),
  {
    id: 'E22-057',
    at: '四（二）1（2）',
    text: {
      zh: '心血管内科、心脏大血管外科、呼吸内科、儿科、胸外科、急诊科开放床位数合计不少于200张',
      en: 'cardiology, cardiovascular surgery, respiratory medicine, paediatrics, thoracic surgery and emergency have 200 open beds together',
    },
    class: 'b',
    rule: reaches(
      sum(
        ...wards.map(([name, zh, en]) =>
          amount(
            `E22-057.${name}`,
            `${zh}实际开放多少张床位？没有该科填0`,
            `How many beds are open in ${en}? 0 where there is none`,
            '张',
            [0, 5000],
          ),
        ),
      ),
      200,
    ),
    missing: {
      zh: '六个科室分别填报；没有的科室须填0，未填报的科室只在合计已达标时不影响结果',
      en: 'one number per department; a department that does not exist is 0, and one not answered is open unless the others reach the sum',
    },
    confidence: 'seed',
  },
  {
    id: 'E22-058',
    at: '四（二）1（2）',
    text: {
      zh: '重症医学科或重症监护病房合计床位数不少于20张',
      en: 'at least 20 beds of intensive care together',
    },
    class: 'b',
    rule: reaches(
      item(
        amount(
          'E22-058',
          '重症医学科和重症监护病房合计有多少张床位？',
          'How many intensive-care beds are there together?',
          '张',
          [0, 2000],
        ),
      ),
      20,
    ),
    missing: byProfile,
    confidence: 'seed',
  },
  {
    id: 'E22-059',
    at: '四（二）1（3）',
    text: {
      zh: '近3年每年完成ECMO技术临床应用不少于20例',
      en: 'at least 20 runs in each of the last three years',
    },
    class: 'a',
    rule: {
      op: 'figure',
      indicator: ecmoVolume,
      sign: '>=',
      value: { num: 20, den: 1 },
      period: 'three years',
    },
    missing: ofThreeYears,
    confidence: 'seed',
    note: {
      zh: '“近3年”为最近三个已满的自然年，本年只列出、不判定（设置 recentYears 可改为计入本年）；“每年”约束例数；开业不足三年不符合',
      en: 'the last three calendar years that are over; the running one is shown and not judged (the setting recentYears may count it); 每年 governs the volume; a hospital open for less than three years does not meet it',
    },
  },
  {
    id: 'E22-060',
    at: '四（二）1（3）',
    text: { zh: 'ECMO技术成功撤除率达到40%以上', en: 'a successful removal rate of at least 40 %' },
    class: 'a',
    rule: {
      op: 'figure',
      indicator: ecmoTrainingBaseRemoval,
      sign: '>=',
      value: { num: 40, den: 100 },
      period: 'three years together',
    },
    missing: ofThreeYears,
    confidence: 'derived',
    note: {
      zh: '“每年”约束例数，成功撤除率按最近三个已满的自然年合并判定，各年的率并列；另一读法是每年也须达到，由质控中心定',
      en: '每年 governs the volume; the rate is judged over the last three full calendar years together, each year beside it; the other reading asks it of every year too, which is for the centre to settle',
    },
  },
  reviewed('E22-061', '四（二）1（4）', [
    '有与开展ECMO技术培训工作相适应的人员、技术、设备和设施等条件',
    'staff, technique, equipment and premises suit training',
  ]),
  {
    id: 'E22-062',
    at: '四（二）1（4）',
    text: { zh: '有至少5名具有ECMO技术临床应用能力的指导医师', en: 'at least 5 supervising physicians' },
    class: 'b',
    rule: reaches(persons(supervisors, 'ECMO指导医师', 'supervising physicians'), 5),
    missing: byStaff,
    confidence: 'seed',
  },
  {
    id: 'E22-063',
    at: '四（二）1（4）',
    text: { zh: '其中至少2名具有副主任医师职称', en: 'at least 2 of them associate chief physicians' },
    class: 'b',
    rule: reaches(
      persons(
        all(supervisors, person.rank.atLeast(rank.associateChief)),
        '副主任医师以上的ECMO指导医师',
        'supervising physicians of associate-chief rank or higher',
      ),
      2,
    ),
    missing: byStaff,
    confidence: 'derived',
    note: { zh: '“副主任医师职称”按副主任医师以上理解', en: 'read as associate chief or higher' },
  },
  {
    id: 'E22-064',
    at: '四（二）2（1）',
    text: { zh: '培训教材和培训大纲满足培训要求', en: 'textbook and syllabus meet the needs of training' },
    class: 'b+c',
    rule: allOf(
      answers(
        yesNo('E22-064.textbook', '是否有ECMO培训教材？', 'Is there a textbook for ECMO training?'),
        yesNo('E22-064.syllabus', '是否有ECMO培训大纲？', 'Is there a syllabus for ECMO training?'),
      ),
      review,
    ),
    missing: {
      zh: '依据医院填报与专家评审；未填报为未知，未评审为待评审',
      en: 'statements and a review; not answered is not known, not reviewed awaits review',
    },
    confidence: 'seed',
  },
  {
    id: 'E22-065',
    at: '四（二）2（1）',
    text: {
      zh: '课程设置包括理论学习、模拟训练和临床实践',
      en: 'the course has theory, simulation and clinical practice',
    },
    class: 'b',
    rule: answers(
      yesNo('E22-065.theory', '培训课程是否包括理论学习？', 'Does the course have theory?'),
      yesNo('E22-065.simulation', '培训课程是否包括模拟训练？', 'Does the course have simulation?'),
      yesNo('E22-065.clinical', '培训课程是否包括临床实践？', 'Does the course have clinical practice?'),
    ),
    missing: byProfile,
    confidence: 'seed',
  },
  {
    id: 'E22-066',
    at: '四（二）2（2）',
    text: { zh: '保证接受培训的医师在规定时间内完成培训', en: 'trainees finish within the set time' },
    class: 'b',
    rule: ofTrainees(
      'E22-066.finished',
      '其中按期完成培训的有多少名？',
      'How many of them finished in time?',
    ),
    missing: byProfile,
    confidence: 'derived',
    note: {
      zh: '按上一自然年应结业者逐名判定；没有受训医师时不适用',
      en: 'judged of every trainee of the last calendar year; not applicable where there was none',
    },
  },
  {
    id: 'E22-067',
    at: '四（二）2（3）',
    text: {
      zh: '培训结束后进行考试、考核，并出具考核结论',
      en: 'trainees are examined and given a conclusion',
    },
    class: 'b',
    rule: ofTrainees(
      'E22-067.concluded',
      '其中已考核并出具考核结论的有多少名？',
      'How many of them were examined and given a conclusion?',
    ),
    missing: byProfile,
    confidence: 'derived',
  },
  {
    id: 'E22-068',
    at: '四（二）2（4）',
    text: {
      zh: '为每位接受培训的医师建立培训及考试、考核档案',
      en: 'a file of training and examination for every trainee',
    },
    class: 'b',
    rule: ofTrainees(
      'E22-068.filed',
      '其中已建立培训及考核档案的有多少名？',
      'How many of them have a file?',
    ),
    missing: byProfile,
    confidence: 'derived',
  },
];

/** 四（二）: the conditions and duties of a training base. */
export const trainingBase = (fulfilled: readonly string[]): readonly Clause[] =>
  requirements(fulfilled).map((clause) => ({ ...clause, binds: trainingBases }));

import {
  all,
  allOf,
  amount,
  answers,
  anyOf,
  type Clause,
  item,
  persons,
  type Rule,
  ratioReaches,
  reaches,
  review,
  yesNo,
} from '../../../pipeline/define/index.js';
import { trains } from '../../../pipeline/lists/hospital-marks.js';
import { hospitals } from '../../../pipeline/lists/lists.js';
import { person, rank } from '../../../pipeline/lists/person.js';
import { vad } from '../../../pipeline/technology/vad.js';
import { vadLongTermVolume } from '../../vad/long-term-volume.js';
import { byProfile, byStaff, reviewed, stated, statedAtLeast } from '../wording/stated.js';

const supervisors = all(person.technique.is('心室辅助'), person.role.is('医师'), person.supervisor.isTrue());

/** Asked once because three clauses use it. */
const due = amount(
  'V22-083.due',
  '上一自然年应结业的受训医师有多少名？',
  'How many trainees were to finish in the last calendar year?',
  '名',
  [0, 5000],
);

/** Out of all trainees due. */
const ofTrainees = (id: string, zh: string, en: string): Rule =>
  ratioReaches(item(amount(id, zh, en, '名', [0, 5000])), item(due), 1, 1);

const lastYear = {
  zh: '按上一自然年应结业者逐名判定；没有受训医师时不适用',
  en: 'judged of every trainee who was to finish in the last calendar year; not applicable where there was none',
} as const;

/** 四（二） before it is limited to training bases. `fulfilled` are the clauses by which a hospital fulfils the norm. */
const requirements = (fulfilled: readonly string[]): readonly Clause[] => [
  stated(
    'V22-071',
    '四（二）1',
    ['心室辅助技术培训基地须经省级卫生健康行政部门备案', 'the training base is filed with the province'],
    ['培训基地是否已经省级卫生健康行政部门备案？', 'Is the training base filed with the province?'],
  ),
  {
    id: 'V22-072',
    at: '四（二）1（1）',
    text: {
      zh: '三级甲等医院，符合心室辅助技术管理规范要求',
      en: 'a hospital of level 三级甲等 that fulfils this norm',
    },
    class: 'b',
    rule: allOf(
      {
        op: 'hospital',
        is: hospitals.columns.level.is('三级甲等'),
        title: { zh: '医院等级为三级甲等', en: 'level 三级甲等' },
      },
      { op: 'clauses', of: fulfilled },
    ),
    missing: {
      zh: '依据医疗机构名录的等级和本规范前三章各条的结果；任一条未知则为未知',
      en: "the hospital's listed level and the results of chapters 一 to 三; not known as soon as one of them is",
    },
    confidence: 'derived',
    note: {
      zh: '“符合本规范要求”按第一至三章各条全部符合判定',
      en: 'fulfilling the norm is read as meeting every clause of chapters 一 to 三',
    },
  },
  statedAtLeast(
    'V22-073',
    '四（二）1（2）',
    [
      '开展心脏大血管外科相关诊疗工作不少于10年，具备相应医疗技术临床应用能力',
      'cardiovascular surgery practised for at least 10 years, with the ability that goes with it',
    ],
    [
      '心脏大血管外科相关诊疗工作已开展多少整年（培训基地）？',
      'For how many whole years has the training base practised cardiovascular surgery?',
    ],
    10,
    '年',
    [0, 150],
  ),
  statedAtLeast(
    'V22-074',
    '四（二）1（2）',
    ['心脏大血管外科实际开放床位数不少于100张', 'at least 100 open beds in cardiovascular surgery'],
    ['心脏大血管外科实际开放多少张床位？', 'How many beds are open in cardiovascular surgery?'],
    100,
    '张',
    [0, 5000],
  ),
  statedAtLeast(
    'V22-075',
    '四（二）1（2）',
    ['心血管内科实际开放床位数不少于100张', 'at least 100 open beds in cardiology'],
    ['心血管内科实际开放多少张床位？', 'How many beds are open in cardiology?'],
    100,
    '张',
    [0, 5000],
  ),
  {
    id: 'V22-076',
    at: '四（二）1（2）',
    text: {
      zh: '具有独立建制的终末期心衰治疗病房，床位数不少于20张',
      en: 'a ward of its own for end-stage heart failure with at least 20 beds',
    },
    class: 'b',
    rule: allOf(
      answers(
        yesNo(
          'V22-076.ward',
          '是否有独立建制的终末期心衰治疗病房？',
          'Is there a ward of its own for end-stage heart failure?',
        ),
      ),
      reaches(
        item(
          amount(
            'V22-076.beds',
            '终末期心衰治疗病房有多少张床位？',
            'How many beds has the ward for end-stage heart failure?',
            '张',
            [0, 1000],
          ),
        ),
        20,
      ),
    ),
    missing: byProfile,
    confidence: 'seed',
  },
  {
    id: 'V22-077',
    at: '四（二）1（3）',
    text: {
      zh: '本机构既往累计独立完成可长期植入式心室辅助装置术不少于20例',
      en: 'at least 20 long-term implantations done independently, counted from the beginning',
    },
    class: 'a',
    rule: anyOf(
      {
        op: 'figure',
        indicator: vadLongTermVolume,
        sign: '>=',
        value: { num: 20, den: 1 },
        period: 'years3',
      },
      reaches(
        item(
          amount(
            'V22-077',
            '本机构累计独立完成可长期植入式心室辅助装置术多少例？',
            'How many long-term implantations has the hospital done independently since the beginning?',
            '例',
            [0, 100_000],
          ),
        ),
        20,
      ),
    ),
    missing: {
      zh: '近三年上报病例已满20例即为符合；不足时以医院填报的累计例数为准，未填报为未知',
      en: 'met when the cases of the last three years alone make 20; otherwise by the total the hospital states; unanswered is not known',
    },
    confidence: 'derived',
    note: {
      zh: '累计例数早于上报起始，不能全部由病例点数；近三年病例证明不了“未满”，只能证明“已满”',
      en: 'the total reaches back before reporting began and cannot be counted from cases alone; three years of cases can prove it reached, never missed',
    },
  },
  {
    id: 'V22-078',
    at: '四（二）1（4）',
    text: {
      zh: '有不少于4名具有心室辅助技术临床应用能力的指导医师',
      en: 'at least 4 supervising physicians able in the technique',
    },
    class: 'b',
    rule: reaches(persons(supervisors, '心室辅助技术指导医师', 'supervising physicians of the technique'), 4),
    missing: byStaff,
    confidence: 'seed',
  },
  {
    id: 'V22-079',
    at: '四（二）1（4）',
    text: { zh: '其中至少2名具有主任医师专业技术职务任职资格', en: 'of them at least 2 chief physicians' },
    class: 'b',
    rule: reaches(
      persons(
        all(supervisors, person.rank.atLeast(rank.chief)),
        '具有主任医师资格的指导医师',
        'supervising physicians who are chief physicians',
      ),
      2,
    ),
    missing: byStaff,
    confidence: 'seed',
  },
  stated(
    'V22-080',
    '四（二）1（5）',
    [
      '具有可开展体外循环大动物实验的独立动物实验室',
      'an animal laboratory of its own for large animals on bypass',
    ],
    [
      '是否有可开展体外循环大动物实验的独立动物实验室？',
      'Is there an animal laboratory of its own for large animals on bypass?',
    ],
  ),
  reviewed('V22-081', '四（二）1（6）', [
    '有与开展心室辅助技术培训工作相适应的人员、技术、设备和设施等条件',
    'staff, technique, equipment and rooms fit for training',
  ]),
  {
    id: 'V22-082',
    at: '四（二）2（1）',
    text: {
      zh: '培训教材和培训大纲满足培训要求，课程设置包括理论学习、动物训练及临床实践',
      en: 'textbook and syllabus fit; the course has theory, animal training and clinical practice',
    },
    class: 'b+c',
    rule: allOf(
      answers(
        yesNo('V22-082.textbook', '是否有培训教材和培训大纲？', 'Are there a textbook and a syllabus?'),
        yesNo('V22-082.theory', '课程是否包括理论学习？', 'Does the course have theory?'),
        yesNo('V22-082.animal', '课程是否包括动物训练？', 'Does the course have animal training?'),
        yesNo('V22-082.clinical', '课程是否包括临床实践？', 'Does the course have clinical practice?'),
      ),
      review,
    ),
    missing: {
      zh: '课程设置由医院填报，未填报为未知；教材和大纲是否满足要求依据专家评审，未评审为待评审',
      en: 'the course is stated by the hospital, unanswered is not known; a reviewer judges textbook and syllabus',
    },
    confidence: 'seed',
  },
  {
    id: 'V22-083',
    at: '四（二）2（2）',
    text: { zh: '保证接受培训的医师在规定时间内完成培训', en: 'trainees finish within the set time' },
    class: 'b',
    rule: ofTrainees(
      'V22-083.on_time',
      '其中（上一自然年应结业者）在规定时间内完成培训的有多少名？',
      'How many of them finished within the set time?',
    ),
    missing: byProfile,
    confidence: 'derived',
    note: lastYear,
  },
  {
    id: 'V22-084',
    at: '四（二）2（3）',
    text: {
      zh: '培训结束后，对接受培训的医师进行考试、考核，并出具是否合格的结论',
      en: 'trainees are examined at the end and told whether they passed',
    },
    class: 'b',
    rule: ofTrainees(
      'V22-084.concluded',
      '其中（上一自然年应结业者）经考试、考核并出具是否合格结论的有多少名？',
      'How many of them were examined and given a conclusion?',
    ),
    missing: byProfile,
    confidence: 'derived',
    note: lastYear,
  },
  {
    id: 'V22-085',
    at: '四（二）2（4）',
    text: {
      zh: '为每位接受培训的医师建立培训及考试、考核档案',
      en: 'a file of training and examination for every trainee',
    },
    class: 'b',
    rule: ofTrainees(
      'V22-085.filed',
      '其中（上一自然年应结业者）建立培训及考试、考核档案的有多少名？',
      'For how many of them is there a file of training and examination?',
    ),
    missing: byProfile,
    confidence: 'derived',
    note: lastYear,
  },
];

const binds = {
  whom: trains(vad).isTrue(),
  title: { zh: '心室辅助培训基地', en: 'VAD training bases' },
} as const;

/** 四（二）: conditions and work of a training base, which bind training bases only. */
export const trainingBase = (fulfilled: readonly string[]): readonly Clause[] =>
  requirements(fulfilled).map((clause) => ({ ...clause, binds }));

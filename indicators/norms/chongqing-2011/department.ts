import { allOf, answer, anyOf, type Clause, item, reaches } from '../../../pipeline/define/index.js';
import {
  asks,
  base,
  clause,
  counts,
  encouraged,
  judged,
  keyDepartment,
  perEach,
  statedAndJudged,
  statedYes,
  tertiary,
  tertiaryOnly,
  titles,
  yesAndJudged,
} from './rows.js';

/** The questions on the department's fields of work. */
export const works = {
  clinical: asks(3, 'clinical', '是否开展临床麻醉工作？', 'Is clinical anaesthesia practised?'),
  critical: asks(
    3,
    'critical',
    '是否开展急救与重症监测治疗工作？',
    'Are emergency and critical care practised?',
  ),
  pain: asks(3, 'pain', '是否开展急性和慢性疼痛诊疗工作？', 'Is pain treated?'),
} as const;

/** 一: organisation and function, 180 points. */
export const department: readonly Clause[] = [
  statedYes(
    1,
    '一1-1-1',
    [
      '凡开展手术治疗的二级以上医院均建立独立的麻醉科',
      'every hospital from the second level on that operates has an independent anaesthesia department',
    ],
    ['是否建立独立的麻醉科？', 'Is there an independent anaesthesia department?'],
  ),
  statedYes(
    2,
    '一1-1-2',
    [
      '麻醉科是医院的一级临床科室，有医院相应的建科文件',
      'a first-level clinical department with its founding document',
    ],
    [
      '麻醉科是否为一级临床科室并有建科文件？',
      'Is it a first-level clinical department with a founding document?',
    ],
  ),
  clause(
    3,
    '一1-1-3',
    [
      '麻醉科应开展临床麻醉（7分）、急救与重症监测治疗（5分）以及急性和慢性疼痛诊疗（3分）工作',
      'practises clinical anaesthesia (7), emergency and critical care (5) and pain treatment (3)',
    ],
    'b',
    allOf(answer(works.clinical), answer(works.critical), answer(works.pain)),
  ),
  judged(4, '一2-1-1', [
    '能规范进行手术室内麻醉，有规范及各种规章制度',
    'anaesthesia in theatre by norms and rules',
  ]),
  judged(5, '一2-1-2', [
    '能规范进行手术室外麻醉，有规范及各种规章制度',
    'anaesthesia outside theatre by norms and rules',
  ]),
  statedAndJudged(
    6,
    '一2-2-1',
    ['麻醉前检查、评估与准备必须具备三种模式之一', 'assessment before anaesthesia in one of three ways'],
    anyOf(
      answer(
        asks(
          6,
          'by_anaesthetist',
          '是否由麻醉者术前按规章制度完成评估？',
          'Does the anaesthetist assess before surgery by the rules?',
        ),
      ),
      answer(asks(6, 'centre', '是否设立麻醉前评估中心？', 'Is there an assessment centre?')),
      answer(asks(6, 'clinic', '是否开设麻醉科门诊？', 'Is there an anaesthesia clinic?')),
    ),
  ),
  statedYes(
    7,
    '一2-2-2',
    ['麻醉医师工作安排实行分级管理制度，有明确制度', 'work is allotted by grade, with a clear rule'],
    ['是否有麻醉医师分级管理制度？', 'Is there a rule of graded allotment?'],
  ),
  clause(
    8,
    '一2-3-1',
    ['建立有麻醉恢复室（RR）', 'there is a recovery room'],
    'b',
    tertiaryOnly(reaches(item(base.rrBeds), 1)),
    { note: encouraged },
  ),
  clause(
    9,
    '一2-3-2',
    [
      'RR床位与手术台比例：一般科室1:4，三级医院1:3，重点科室1:2',
      'recovery beds to tables: 1:4, tertiary 1:3, key department 1:2',
    ],
    'b',
    {
      op: 'for',
      whom: keyDepartment,
      title: titles.key,
      rule: perEach(base.rrBeds, base.tables, 1, 2),
      otherwise: {
        op: 'for',
        whom: tertiary,
        title: titles.tertiary,
        rule: perEach(base.rrBeds, base.tables, 1, 3),
        // At most four tables to a bed; where a recovery room is only encouraged, a missing one is no shortfall.
        otherwise: {
          op: 'ratio',
          left: item(base.tables),
          right: item(base.rrBeds),
          sign: '<=',
          value: { num: 4, den: 1 },
        },
      },
    },
    {
      inferred: true,
      note: {
        zh: '比较符号缺失，按不低于理解；备注称卫生部对三级医院要求大于1:3，与条文不一致，按条文；二级医院只提倡设RR，未设者不适用',
        en: 'the sign is lost and read as at least; a remark asks more than 1:3 of tertiary hospitals, against the item, which is followed; secondary hospitals are only encouraged to have a recovery room, and without one it is not applicable',
      },
    },
  ),
  judged(10, '一2-3-3', [
    'RR建设管理符合规范，实行Steward苏醒评分',
    'the recovery room conforms to the norm and scores by Steward',
  ]),
  yesAndJudged(
    11,
    '一3-1-1',
    ['参与院内外急救及各种突发事件的救治，有抢救记录', 'takes part in emergencies, with records'],
    [
      '近12个月是否参与急救并有抢救记录？',
      'Did it take part in emergencies in the last twelve months, with records?',
    ],
  ),
  judged(12, '一3-1-2', ['能规范进行心肺脑复苏，有抢救会诊记录', 'resuscitation by the norm, with records']),
  judged(13, '一3-1-3', [
    '常规开展围术期生命机能监测与调控，有监测项目及相应记录',
    'routine peri-operative monitoring, with records',
  ]),
  yesAndJudged(
    14,
    '一3-1-4',
    [
      '常规开展围术期重要器官功能保护与复苏，有课题、论文或新技术引进项目',
      'organ protection, with a project, a paper or a new technique',
    ],
    [
      '是否有器官保护方面的课题、论文或新技术项目？',
      'Is there a project, a paper or a new technique of organ protection?',
    ],
  ),
  statedAndJudged(
    15,
    '一3-2-1',
    ['建有AICU，有管理制度，并规范执行', 'there is an AICU with rules that are kept'],
    tertiaryOnly(reaches(item(base.aicuBeds), 1)),
    {
      note: {
        zh: '三级医院创造条件建立；二级医院由评审人决定是否适用',
        en: 'tertiary hospitals are to create one; in others a reviewer decides whether it applies',
      },
    },
  ),
  yesAndJudged(
    16,
    '一4-1-1',
    [
      '急性疼痛诊疗医师具有麻醉科执业医师资质，能常规开展，有规范及各种规章制度',
      'acute pain is treated by licensed anaesthetists, by norms',
    ],
    [
      '急性疼痛诊疗医师是否均具有麻醉科执业医师资质？',
      'Are those who treat acute pain licensed anaesthetists?',
    ],
  ),
  yesAndJudged(
    17,
    '一4-1-2',
    [
      '能规范开展术后镇痛、分娩镇痛（含人流）及创伤或非创伤性诊疗的无痛检查或无痛介入治疗',
      'post-operative and labour analgesia, painless procedures',
    ],
    [
      '是否开展术后镇痛、分娩镇痛和无痛诊疗？',
      'Are post-operative and labour analgesia and painless procedures practised?',
    ],
  ),
  clause(
    18,
    '一4-2-1',
    [
      '建有麻醉科疼痛诊疗门诊，建筑面积50平方米，建有诊室、治疗室、治疗准备室等',
      'a pain clinic of 50 m² with consulting, treatment and preparation rooms',
    ],
    'b',
    tertiaryOnly(
      allOf(
        reaches(
          item(
            counts(
              18,
              'area',
              '疼痛门诊建筑面积是多少平方米？',
              'How many square metres has the pain clinic?',
              '㎡',
              100_000,
            ),
          ),
          50,
        ),
        answer(
          asks(
            18,
            'rooms',
            '是否建有诊室、治疗室和治疗准备室？',
            'Are there consulting, treatment and preparation rooms?',
          ),
        ),
      ),
    ),
    { inferred: true, note: encouraged },
  ),
  clause(
    19,
    '一4-2-2',
    [
      '建立疼痛病房，床位6张，每床净使用面积4平方米，应设治疗室、办公室、值班室等',
      'a pain ward of 6 beds, 4 m² each, with treatment, office and duty rooms',
    ],
    'b',
    tertiaryOnly(
      allOf(
        reaches(item(base.painBeds), 6),
        reaches(
          item(
            counts(
              19,
              'area_per_bed',
              '疼痛病房每床净使用面积是多少平方米？',
              'How many square metres net has each bed?',
              '㎡',
              200,
            ),
          ),
          4,
        ),
        answer(
          asks(19, 'rooms', '是否设治疗室、办公室和值班室？', 'Are there treatment, office and duty rooms?'),
        ),
      ),
    ),
    {
      inferred: true,
      note: {
        zh: '比较符号缺失，按“不低于”理解。“二级医院提倡、三级医院必须”印在4-2-1一行，按4-2慢性疼痛诊疗工作整项理解：二级医院由评审人决定并给分；另一读法是4-2-2对二级医院同样要求。请质控中心确认',
        en: 'the sign is lost and read as at least. “Encouraged in secondary, required in tertiary hospitals” is printed beside 4-2-1 and read of all of 4-2: for secondary hospitals a reviewer decides and gives the points; the other reading asks 4-2-2 of them too. For the centre to confirm',
      },
    },
  ),
];

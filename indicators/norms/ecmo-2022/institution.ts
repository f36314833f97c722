import { all, any, type Clause, persons, type Rule, reaches, scope } from '../../../pipeline/define/index.js';
import { person } from '../../../pipeline/lists/person.js';
import { ecmoVolume } from '../../ecmo/volume.js';
import { byCases, byStaff, reviewed, stated } from '../wording/stated.js';
import { exempt, trainedAbroad } from './physician.js';

/** Staff working here who were trained for ECMO and passed; a physician exempt from training by 四（一）4, or equivalent by 3, counts as trained. */
const trained = all(
  person.technique.is('ECMO'),
  any(
    all(person.trained.isTrue(), person.passed.isTrue()),
    all(person.role.is('医师'), any(trainedAbroad, exempt)),
  ),
  person.employed_here.isTrue(),
);

const trainedNote = {
  zh: '培训合格、考核合格两栏均须为“是”；符合四（一）3、4的医师视为经过培训并考核合格',
  en: 'both columns, trained and examined, must be yes; a physician equivalent or free of training by 四（一）3 and 4 counts as trained and passed',
} as const;

const shown: Rule = { op: 'figure shown', indicator: ecmoVolume, period: 'rolling12' };

/** Preamble and 一: the scope of the norm and the requirements for a hospital. */
export const institution: readonly Clause[] = [
  {
    id: 'E22-001',
    at: '前言',
    text: {
      zh: 'ECMO技术是指利用外科切开或者经皮插管途径，通过膜式氧合器在体外将血液氧合，再泵入体内，对患者进行心/肺功能支持的技术',
      en: 'ECMO: blood is oxygenated outside the body by a membrane and pumped back, by cut-down or percutaneous cannulation, to support heart or lung',
    },
    class: 'a',
    rule: shown,
    missing: byCases,
    confidence: 'seed',
    note: {
      zh: '条款界定技术范围：病例表只收此技术的例次，近12个月有病例即有适用对象',
      en: 'the clause says what is covered: the table of cases holds nothing else, and cases in twelve months show that it applies',
    },
  },
  {
    id: 'E22-002',
    at: '前言',
    text: {
      zh: '不包括为维护捐献器官功能而对人体器官捐献人采用的ECMO技术',
      en: 'ECMO of organ donors, to preserve the organs, is not covered',
    },
    class: 'a',
    rule: shown,
    missing: byCases,
    confidence: 'seed',
    note: {
      zh: '器官捐献供体在每个指标中按名排除；排除例数随每个数字给出',
      en: 'donors are excluded by name from every indicator, and every figure tells how many',
    },
  },
  {
    id: 'E22-003',
    at: '前言',
    text: { zh: '本规范是开展ECMO技术的最低要求', en: 'the norm is the least that is required' },
    class: 'scope',
    rule: scope,
    missing: { zh: '无需数据', en: 'needs no data' },
    confidence: 'seed',
  },
  reviewed('E22-004', '一（一）', [
    '开展ECMO技术应当与医疗机构的功能、任务和技术能力相适应',
    'ECMO fits the function, task and capability of the hospital',
  ]),
  stated(
    'E22-005',
    '一（二）',
    ['具备核准登记的与开展ECMO技术相适应的诊疗科目', 'registered clinical subjects that suit ECMO'],
    ['是否有核准登记的、与开展ECMO相适应的诊疗科目？', 'Are clinical subjects that suit ECMO registered?'],
  ),
  stated(
    'E22-006',
    '一（二）',
    ['设有重症医学科或重症监护病房', 'a department or ward of intensive care'],
    ['是否设有重症医学科或重症监护病房？', 'Is there a department or ward of intensive care?'],
  ),
  {
    id: 'E22-007',
    at: '一（二）',
    text: {
      zh: '有3名以上经过ECMO技术培训并考核合格的专业技术人员',
      en: 'at least 3 professionals trained for ECMO and passed',
    },
    class: 'b',
    rule: reaches(persons(trained, 'ECMO培训并考核合格的在职人员', 'staff trained for ECMO and passed'), 3),
    missing: byStaff,
    confidence: 'seed',
    note: trainedNote,
  },
  {
    id: 'E22-008',
    at: '一（二）',
    text: { zh: '其中至少2名执业医师', en: 'at least 2 of them licensed physicians' },
    class: 'b',
    rule: reaches(
      persons(
        all(trained, person.role.is('医师'), person.licensed.isTrue()),
        'ECMO培训并考核合格的在职执业医师',
        'licensed physicians trained for ECMO and passed',
      ),
      2,
    ),
    missing: byStaff,
    confidence: 'seed',
    note: trainedNote,
  },
  ...(
    [
      ['E22-009', '心功能衰竭D期心脏功能检测', 'testing of heart function in stage-D failure'],
      ['E22-010', '连续心排量监测', 'continuous monitoring of cardiac output'],
      ['E22-011', '磁共振血管造影（MRA）', 'magnetic resonance angiography (MRA)'],
      ['E22-012', 'CT血管造影（CTA）', 'CT angiography (CTA)'],
      ['E22-013', '移动式多普勒超声心动诊断', 'mobile Doppler echocardiography'],
      ['E22-014', '连续性肾脏替代治疗（CRRT）', 'continuous renal replacement (CRRT)'],
      ['E22-015', '有创呼吸机治疗', 'invasive ventilation'],
    ] as const
  ).map(([id, zh, en]) =>
    stated(
      id,
      '一（三）',
      [`具有开展${zh}的设备设施和能力`, `equipment and ability for ${en}`],
      [`是否具有开展${zh}的设备设施和能力？`, `Are there equipment and ability for ${en}?`],
    ),
  ),
];

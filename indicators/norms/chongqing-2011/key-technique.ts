import { allOf, answer, type Clause, type Rule } from '../../../pipeline/define/index.js';
import {
  asks,
  base,
  clause,
  counts,
  keyDepartment,
  perEach,
  statedAndJudged,
  titles,
  type Words,
} from './rows.js';

const key = (number: number, at: string, words: Words, rule: Rule, inferred?: true): Clause =>
  statedAndJudged(number, at, words, rule, inferred ? { inferred } : {});
const has = (number: number, zh: string, en: string): Rule => answer(asks(number, '', zh, en));

const weighed: Clause = clause(
  55,
  '三2',
  [
    '重点科室：一般科室18项技术权重为0.7，即每项分值0.7为所得分值，满分231分',
    'key departments: the eighteen techniques weigh 0.7, 231 points at most',
  ],
  'b',
  {
    op: 'for',
    whom: keyDepartment,
    title: titles.key,
    rule: { op: 'hospital', is: keyDepartment, title: titles.key },
    otherwise: 'not applicable',
  },
  { note: { zh: '计分方式，见评分表', en: 'a way of scoring; see the scorecard' } },
);

/** Anaesthetics of the last twelve months, counted from the cases. */
const tenTechniques = (casesOfYear: Rule): readonly Clause[] => [
  key(
    56,
    '三2-1-1',
    [
      '有创血压监测仪与手术台比例0.5，配备血流动力学监测仪（含CO及PAWP）',
      'invasive pressure monitors to tables 0.5, and a haemodynamic monitor with CO and PAWP',
    ],
    allOf(
      perEach(
        counts(
          56,
          'monitors',
          '有创血压监测仪有多少台？',
          'How many invasive pressure monitors are there?',
          '台',
        ),
        base.tables,
        1,
        2,
      ),
      answer(
        asks(
          56,
          'haemodynamic',
          '是否有含CO及PAWP的血流动力学监测仪？',
          'Is there a haemodynamic monitor with CO and PAWP?',
        ),
      ),
    ),
    true,
  ),
  key(
    57,
    '三2-2-1',
    ['呼吸功能监测设备与手术台比例0.1', 'monitors of respiratory mechanics to tables 0.1'],
    perEach(
      counts(
        57,
        '',
        '呼吸力学监测设备有多少台？',
        'How many monitors of respiratory mechanics are there?',
        '台',
        500,
      ),
      base.tables,
      1,
      10,
    ),
    true,
  ),
  key(
    58,
    '三2-3-1',
    ['能进行血气分析（含电解质分析）', 'blood gas and electrolytes'],
    has(58, '麻醉科能否进行血气和电解质分析？', 'Can the department analyse blood gas and electrolytes?'),
  ),
  key(
    59,
    '三2-4-1',
    ['能进行ACT及其他出凝血监测', 'ACT and other coagulation tests'],
    has(59, '麻醉科能否进行ACT及其他出凝血监测？', 'Can the department test ACT and coagulation?'),
  ),
  clause(
    60,
    '三2-5-1',
    ['全麻和阻滞麻醉总数全年不低于10,000例', 'at least 10,000 anaesthetics a year'],
    'a',
    casesOfYear,
    {
      missing: {
        zh: '依据近12个月报送的麻醉病例，或医院填报的全年总数',
        en: 'the anaesthetics sent of twelve months, or the number of the year that the hospital states',
      },
      note: {
        zh: '报送病例只计全身麻醉、椎管内麻醉和神经阻滞，兼有的计一例；单纯镇静和局麻不计。未全部报送的，以医院填报数判定',
        en: 'of the cases sent general, neuraxial and nerve-block anaesthetics count, one that is several once; sedation and local anaesthesia do not. Where not all are sent the number stated decides',
      },
    },
  ),
  key(
    61,
    '三2-6-1',
    [
      '能常规开展持续血液净化治疗，设备配置与AICU床位比例0.1',
      'continuous blood purification in routine, devices to AICU beds 0.1',
    ],
    perEach(
      counts(
        61,
        '',
        'AICU血液净化设备有多少台？',
        'How many blood-purification devices has the AICU?',
        '台',
        500,
      ),
      base.aicuBeds,
      1,
      10,
    ),
    true,
  ),
  key(
    62,
    '三2-7-1',
    [
      '开设疼痛病房，能开展癌痛及神经病理性疼痛诊疗、神经阻滞、经皮神经毁损术等',
      'a pain ward for cancer and neuropathic pain, blocks and neurolysis',
    ],
    has(
      62,
      '是否开设疼痛病房并开展癌痛、神经病理性疼痛诊疗？',
      'Is there a pain ward for cancer and neuropathic pain?',
    ),
  ),
  key(
    63,
    '三2-8-1',
    [
      '运用纤支镜进行困难气道处理，配备相应设备，具有专用人员及技能',
      'fibre-optic bronchoscope for difficult airways, with staff and skill',
    ],
    has(63, '是否配备纤支镜和专用人员？', 'Are there a fibre-optic bronchoscope and staff for it?'),
  ),
  key(
    64,
    '三2-9-1',
    ['具有TEE设备，具有专用人员及相应技能', 'transoesophageal echo, with staff and skill'],
    has(64, '是否配备TEE设备和专用人员？', 'Are there TEE and staff for it?'),
  ),
  key(
    65,
    '三2-10-1',
    ['配备混合静脉血氧饱和度监测仪，具有相应技能', 'a monitor of mixed venous saturation, with the skill'],
    has(65, '是否配备混合静脉血氧饱和度监测仪？', 'Is there a monitor of mixed venous saturation?'),
  ),
];

/** Only key departments must show these techniques; for others they are not applicable. */
const ofKeyDepartments = (clause: Clause): Clause => ({
  ...clause,
  binds: { whom: keyDepartment, title: titles.key },
});

/** 三 2: how a key department is scored, and the ten further techniques that it must show, 99 points. */
export const keyTechniques = (casesOfYear: Rule): readonly Clause[] => [
  weighed,
  ...tenTechniques(casesOfYear).map(ofKeyDepartments),
];

import type { Clause } from '../../../pipeline/define/index.js';
import { allOf, amount, item, reaches } from '../../../pipeline/define/index.js';
import { byProfile, reviewed, stated, statedAtLeast, statedEach } from '../wording/stated.js';

/** 一（七）: the cardiovascular intensive care unit. */
export const intensiveCare: readonly Clause[] = [
  statedEach(
    'V22-031',
    '一（七）1',
    [
      '设置符合规范要求，达到Ⅲ级洁净辅助用房标准',
      'set up by the norms, to the standard of clean auxiliary rooms of class III',
    ],
    ['standard', '心血管重症监护室设置是否符合规范要求？', 'Is the unit set up by the norms?'],
    [
      'clean_class',
      '心血管重症监护室是否达到Ⅲ级洁净辅助用房标准？',
      'Does the unit reach the standard of clean auxiliary rooms of class III?',
    ],
  ),
  statedAtLeast(
    'V22-032',
    '一（七）1',
    ['床位不少于20张，能够满足心室辅助技术应用专业需要', 'at least 20 beds, enough for the technique'],
    ['心血管重症监护室有多少张床位？', 'How many beds has the cardiovascular intensive care unit?'],
    20,
    '张',
    [0, 1000],
  ),
  reviewed('V22-033', '一（七）2', [
    '符合心脏大血管外科、心血管内科危重患者救治要求',
    'fit for critically ill patients of both departments',
  ]),
  statedEach(
    'V22-034',
    '一（七）3',
    [
      '有空气层流设施、多功能监护仪、ACT检测仪、呼吸机、连续心排量监测仪及IABP等设备',
      'laminar air flow, multi-parameter monitors, ACT analyser, ventilators, continuous cardiac output, IABP',
    ],
    ['laminar_flow', '心血管重症监护室是否有空气层流设施？', 'Has the unit laminar air flow?'],
    ['monitor', '心血管重症监护室是否有多功能监护仪？', 'Are there multi-parameter monitors?'],
    ['act', '心血管重症监护室是否有ACT检测仪？', 'Is there an ACT analyser?'],
    ['ventilator', '心血管重症监护室是否有呼吸机？', 'Are there ventilators?'],
    [
      'cardiac_output',
      '心血管重症监护室是否有连续心排量监测仪？',
      'Is there a monitor of continuous cardiac output?',
    ],
    ['iabp', '心血管重症监护室是否有IABP设备？', 'Is there an intra-aortic balloon pump?'],
  ),
  statedEach(
    'V22-035',
    '一（七）4',
    ['能够开展有创监测项目和有创呼吸机治疗', 'invasive monitoring and invasive ventilation are practised'],
    ['monitoring', '是否能够开展有创监测项目？', 'Is invasive monitoring practised?'],
    ['ventilation', '是否能够开展有创呼吸机治疗？', 'Is invasive ventilation practised?'],
  ),
  stated(
    'V22-036',
    '一（七）5',
    ['具备开展床旁肾替代治疗相关设备和能力', 'equipped and able for bedside renal replacement'],
    [
      '是否具备开展床旁肾替代治疗的设备和能力？',
      'Is the unit equipped and able for bedside renal replacement?',
    ],
  ),
  {
    id: 'V22-037',
    at: '一（七）6',
    text: {
      zh: '有经过专业培训并考核合格的、具备5年以上心血管重症监护工作经验的专职医师和护士',
      en: 'full-time physicians and nurses, trained and examined, with at least 5 years in cardiovascular intensive care',
    },
    class: 'b',
    rule: allOf(
      reaches(
        item(
          amount(
            'V22-037.physicians',
            '经专业培训并考核合格、具备5年以上心血管重症监护工作经验的专职医师有多少名？',
            'How many full-time physicians are trained, examined and have 5 years or more in cardiovascular intensive care?',
            '名',
            [0, 500],
          ),
        ),
        1,
      ),
      reaches(
        item(
          amount(
            'V22-037.nurses',
            '经专业培训并考核合格、具备5年以上心血管重症监护工作经验的专职护士有多少名？',
            'How many full-time nurses are trained, examined and have 5 years or more in cardiovascular intensive care?',
            '名',
            [0, 2000],
          ),
        ),
        1,
      ),
    ),
    missing: byProfile,
    confidence: 'derived',
    note: {
      zh: '规范未写人数，按医师、护士各至少1名判定；人员名册没有从事重症监护的年数，故由医院填报',
      en: 'the norm prints no number: at least one physician and one nurse; the staff list has no years in intensive care, so the hospital states them',
    },
  },
];

import type { Clause, Rule } from '../../../pipeline/define/index.js';
import { vadVolume } from '../../vad/volume.js';
import { reviewed, stated, statedAtLeast, statedEach } from '../wording/stated.js';

const byDevice = {
  zh: '依据病例的装置类型，为必填项；既非体外型也非植入式的行不予接收；近12个月没有病例为未知',
  en: 'the type of device of each case, which is required; a row that names neither type is held back; not known without a case in twelve months',
} as const;

/** Cases of the technique, by the type of device that each must name. */
const shown: Rule = { op: 'figure shown', indicator: vadVolume, period: 'rolling12' };

/** Preamble and 一（一）–（四）: the scope of the norm, and the hospital with its two departments. */
export const institution: readonly Clause[] = [
  {
    id: 'V22-001',
    at: '前言',
    text: {
      zh: '本规范所称心室辅助技术是指利用外科手术或介入手段，应用心室辅助装置对危重患者进行心脏辅助治疗的技术；心室辅助装置包括体外型心室辅助装置和植入式心室辅助装置',
      en: 'defines the technique: support of the heart by a ventricular assist device, outside the body or implanted',
    },
    class: 'a',
    rule: shown,
    missing: byDevice,
    confidence: 'seed',
    note: {
      zh: '条款界定技术范围：病例表只收体外型、植入式两类装置，近12个月有病例即有适用对象',
      en: 'the clause says what is covered: the table of cases takes these two types only, and cases in twelve months show that it applies',
    },
  },
  {
    id: 'V22-002',
    at: '前言',
    text: {
      zh: '本规范不包括主动脉内球囊反搏（IABP）和体外膜肺氧合（ECMO）技术管理要求',
      en: 'does not cover intra-aortic balloon pumps (IABP) and ECMO',
    },
    class: 'a',
    rule: shown,
    missing: byDevice,
    confidence: 'seed',
    note: {
      zh: '条款界定不包括的技术：病例表不接收 IABP 与 ECMO，后者另有病例表',
      en: 'the clause says what is not covered: the table of cases takes neither IABP nor ECMO, which has a table of its own',
    },
  },
  reviewed('V22-003', '一（一）', [
    '医疗机构开展心室辅助技术应当与其功能、任务和技术能力相适应',
    "the technique must fit the hospital's function, tasks and ability",
  ]),
  statedEach(
    'V22-004',
    '一（二）',
    [
      '有卫生健康行政部门核准登记的心脏大血管外科和心血管内科诊疗科目',
      'registered for cardiovascular surgery and for cardiology',
    ],
    [
      'surgery',
      '是否核准登记心脏大血管外科诊疗科目？',
      'Is the hospital registered for cardiovascular surgery?',
    ],
    ['cardiology', '是否核准登记心血管内科诊疗科目？', 'Is the hospital registered for cardiology?'],
  ),
  stated(
    'V22-005',
    '一（二）',
    ['有心脏大血管外科专用手术室', 'an operating room for cardiovascular surgery alone'],
    ['是否有心脏大血管外科专用手术室？', 'Is there an operating room for cardiovascular surgery alone?'],
  ),
  stated(
    'V22-006',
    '一（二）',
    ['有心血管造影室', 'a cardiac catheter laboratory'],
    ['是否有心血管造影室？', 'Is there a cardiac catheter laboratory?'],
  ),
  stated(
    'V22-007',
    '一（二）',
    ['有心血管重症监护室', 'a cardiovascular intensive care unit'],
    ['是否有心血管重症监护室？', 'Is there a cardiovascular intensive care unit?'],
  ),
  statedAtLeast(
    'V22-008',
    '一（三）',
    [
      '开展心脏大血管外科临床诊疗工作10年以上',
      'cardiovascular surgery has been practised for at least 10 years',
    ],
    [
      '心脏大血管外科临床诊疗工作已开展多少整年？',
      'For how many whole years has cardiovascular surgery been practised?',
    ],
    10,
    '年',
    [0, 150],
  ),
  statedAtLeast(
    'V22-009',
    '一（三）',
    ['心脏大血管外科床位不少于50张', 'at least 50 beds in cardiovascular surgery'],
    ['心脏大血管外科有多少张床位？', 'How many beds has cardiovascular surgery?'],
    50,
    '张',
    [0, 5000],
  ),
  statedAtLeast(
    'V22-010',
    '一（三）',
    [
      '每年完成的体外循环心脏外科手术病例不少于1000例',
      'at least 1,000 heart operations on cardiopulmonary bypass a year',
    ],
    [
      '上一自然年完成体外循环心脏外科手术多少例？',
      'How many heart operations on cardiopulmonary bypass were done in the last calendar year?',
    ],
    1000,
    '例',
    [0, 50_000],
  ),
  reviewed('V22-011', '一（三）', [
    '心脏大血管外科技术水平在本省（自治区、直辖市）医疗机构中处于领先地位',
    'cardiovascular surgery leads in the province',
  ]),
  statedAtLeast(
    'V22-012',
    '一（四）',
    ['开展心血管内科临床诊疗工作10年以上', 'cardiology has been practised for at least 10 years'],
    ['心血管内科临床诊疗工作已开展多少整年？', 'For how many whole years has cardiology been practised?'],
    10,
    '年',
    [0, 150],
  ),
  statedAtLeast(
    'V22-013',
    '一（四）',
    ['心血管内科床位不少于50张', 'at least 50 beds in cardiology'],
    ['心血管内科有多少张床位？', 'How many beds has cardiology?'],
    50,
    '张',
    [0, 5000],
  ),
  reviewed('V22-014', '一（四）', [
    '心血管内科技术水平在本省（自治区、直辖市）医疗机构中处于领先地位',
    'cardiology leads in the province',
  ]),
];

import {
  type ClauseSet,
  defineScorecard,
  type HowScored,
  type ScoreGroup,
  type ScoreItem,
} from '../../../pipeline/define/index.js';
import { works } from './department.js';
import { bookRule, paperRule, projectRule } from './education.js';
import { idOf } from './rows.js';
import { clinicalStaff } from './staffing.js';

const byRule: HowScored = { by: 'rule' };
const byReviewer: HowScored = { by: 'reviewer' };

/** An item: its place, words, points, the numbers of its clauses, and how it is scored. */
const scored = (
  id: string,
  zh: string,
  en: string,
  points: number,
  numbers: readonly number[],
  how: HowScored,
): ScoreItem => ({ id, title: { zh, en }, points, clauses: numbers.map(idOf), how });

const group = (
  id: string,
  zh: string,
  en: string,
  points: number,
  items: readonly ScoreItem[],
): ScoreGroup => ({
  id,
  title: { zh, en },
  points,
  items,
});

const organisation: readonly ScoreGroup[] = [
  group('一1', '建科', 'the department', 50, [
    scored('一1-1-1', '独立的麻醉科', 'independent department', 15, [1], byRule),
    scored('一1-1-2', '一级临床科室', 'first-level clinical department', 20, [2], byRule),
    scored('一1-1-3', '开展的工作', 'fields of work', 15, [3], {
      by: 'parts',
      parts: [
        {
          points: 7,
          title: { zh: '临床麻醉', en: 'clinical anaesthesia' },
          rule: { op: 'answer', item: works.clinical },
        },
        {
          points: 5,
          title: { zh: '急救与重症监测治疗', en: 'emergency and critical care' },
          rule: { op: 'answer', item: works.critical },
        },
        {
          points: 3,
          title: { zh: '疼痛诊疗', en: 'pain treatment' },
          rule: { op: 'answer', item: works.pain },
        },
      ],
    }),
  ]),
  group('一2', '临床麻醉', 'clinical anaesthesia', 65, [
    scored('一2-1-1', '手术室内麻醉', 'anaesthesia in theatre', 12, [4], byReviewer),
    scored('一2-1-2', '手术室外麻醉', 'anaesthesia outside theatre', 8, [5], byReviewer),
    scored('一2-2-1', '麻醉前评估', 'assessment before anaesthesia', 14, [6], byReviewer),
    scored('一2-2-2', '分级管理', 'work by grade', 6, [7], byRule),
    scored('一2-3-1', '恢复室', 'recovery room', 12, [8], byRule),
    scored('一2-3-2', '恢复室床位比', 'recovery beds to tables', 7, [9], byRule),
    scored('一2-3-3', '恢复室管理', 'management of the recovery room', 6, [10], byReviewer),
  ]),
  group('一3', '围术期重症监测治疗与AICU', 'critical care and AICU', 40, [
    scored('一3-1-1', '急救', 'emergencies', 4, [11], byReviewer),
    scored('一3-1-2', '心肺脑复苏', 'resuscitation', 3, [12], byReviewer),
    scored('一3-1-3', '生命机能监测', 'monitoring', 4, [13], byReviewer),
    scored('一3-1-4', '器官功能保护', 'organ protection', 4, [14], byReviewer),
    scored('一3-2-1', 'AICU', 'AICU', 25, [15], byReviewer),
  ]),
  group('一4', '疼痛诊疗', 'pain', 25, [
    scored('一4-1-1', '急性疼痛诊疗', 'acute pain', 8, [16], byReviewer),
    scored('一4-1-2', '镇痛与无痛诊疗', 'analgesia and painless procedures', 7, [17], byReviewer),
    scored('一4-2-1', '疼痛门诊', 'pain clinic', 6, [18], byRule),
    scored('一4-2-2', '疼痛病房', 'pain ward', 4, [19], byRule),
  ]),
];

const staff: readonly ScoreGroup[] = [
  group('二1', '人员数量', 'numbers of staff', 100, [
    scored('二1-1', '临床麻醉人员', 'clinical anaesthesia staff', 50, [20, 21, 22, 23, 24], {
      by: 'rule',
      rule: clinicalStaff,
    }),
    scored('二1-2-1', 'RR医师', 'physicians of the recovery room', 8, [26], byRule),
    scored('二1-2-2', 'RR护士', 'nurses of the recovery room', 10, [27], byRule),
    scored('二1-3-1', 'AICU护士', 'nurses of the AICU', 10, [28], byRule),
    scored('二1-3-2', 'AICU医师', 'physicians of the AICU', 10, [29], byRule),
    scored('二1-4-1', '疼痛门诊人员', 'staff of the pain clinic', 7, [30], byRule),
    scored('二1-4-2', '疼痛病房人员', 'staff of the pain ward', 5, [31], byRule),
  ]),
  group('二2', '学历结构', 'qualification', 35, [
    scored('二2-1', '医师学历与资格', 'degrees and licences', 35, [32], byRule),
  ]),
  group('二3', '科主任资质', 'head of department', 15, [
    scored('二3-1-1', '科主任职称与专长', 'rank and expertise of the head', 10, [33], byRule),
    scored('二3-1-2', '科主任培训证书', 'certificate of the head', 5, [34], byRule),
  ]),
];

const techniques: readonly ScoreGroup[] = [
  group('三1', '一般科室技术', 'techniques of every department', 330, [
    scored('三1-1', '各种麻醉的实施', 'every way of anaesthesia', 25, [35], byReviewer),
    scored('三1-2', '基本监测', 'basic monitoring', 20, [36], byReviewer),
    scored('三1-3', '麻醉机与呼末二氧化碳', 'machines and capnography', 15, [37, 38, 39], byReviewer),
    scored('三1-4', '血气、体温、肌松监测', 'blood gas, temperature, relaxation', 12, [40], byReviewer),
    scored('三1-5', '专科手术麻醉', 'children and the old', 20, [41], byReviewer),
    scored('三1-6', '危重疑难病人麻醉', 'critical cases', 20, [42], byReviewer),
    scored('三1-7', '气管、支气管插管', 'intubation', 15, [43], byReviewer),
    scored(
      '三1-8',
      '体温调控、控制性降压、体外循环',
      'temperature, hypotension, bypass',
      15,
      [44],
      byReviewer,
    ),
    scored('三1-9', '深静脉、动脉穿刺', 'venous and arterial cannulation', 15, [45], byReviewer),
    scored('三1-10', '术后镇痛、无痛诊疗', 'analgesia and painless procedures', 25, [46], byReviewer),
    scored('三1-11', '慢性疼痛诊疗', 'chronic pain', 15, [47], byReviewer),
    scored('三1-12', '困难气道', 'difficult airways', 20, [48], byReviewer),
    scored('三1-13', '心肺脑复苏', 'resuscitation', 15, [49], byReviewer),
    scored('三1-14', '除颤', 'defibrillation', 18, [50], byReviewer),
    scored('三1-15', '机械通气', 'ventilation', 15, [51], byReviewer),
    scored('三1-16', '血液回收', 'blood salvage', 15, [52], byReviewer),
    scored('三1-17', 'RR设备', 'equipment of the recovery room', 30, [53], byReviewer),
    scored('三1-18', '医师定期考核', 'assessment of physicians', 20, [54], byRule),
  ]),
  group('三2', '重点科室技术', 'techniques of key departments', 99, [
    scored('三2-1', '血流动力学监测', 'haemodynamics', 15, [56], byReviewer),
    scored('三2-2', '呼吸功能监测', 'respiratory mechanics', 10, [57], byReviewer),
    scored('三2-3', '血气与电解质', 'blood gas and electrolytes', 12, [58], byReviewer),
    scored('三2-4', '出凝血监测', 'coagulation', 7, [59], byReviewer),
    scored('三2-5', '麻醉总数', 'number of anaesthetics', 15, [60], byRule),
    scored('三2-6', '血液净化', 'blood purification', 5, [61], byReviewer),
    scored('三2-7', '疼痛病房', 'pain ward', 8, [62], byReviewer),
    scored('三2-8', '纤支镜', 'fibre-optic bronchoscope', 15, [63], byReviewer),
    scored('三2-9', 'TEE', 'TEE', 5, [64], byReviewer),
    scored('三2-10', '混合静脉血氧饱和度', 'mixed venous saturation', 7, [65], byReviewer),
  ]),
];

const rules: readonly (readonly [number: number, place: string, zh: string, en: string, points: number])[] = [
  [66, '四1-1', '安全报告制度', 'safety reports', 10],
  [67, '四1-2', '岗位责任制', 'responsibility of posts', 6],
  [68, '四1-3', '三级医师负责制', 'three levels of physicians', 5],
  [69, '四1-4', '麻醉前访视', 'visits before', 9],
  [70, '四1-5', '知情同意', 'consent', 5],
  [71, '四1-6', '事故防范', 'prevention of accidents', 5],
  [72, '四1-7', '毒麻药品管理', 'narcotic drugs', 5],
  [73, '四1-8', '麻醉后随访与记录', 'visits after and records', 5],
  [74, '四1-9', '病例讨论', 'case discussions', 5],
  [75, '四1-10', '设备保管保养', 'care of equipment', 4],
];

const management: readonly ScoreGroup[] = [
  group('四1', '基础管理', 'basic management', 100, [
    ...rules.map(([number, place, zh, en, points]) => scored(place, zh, en, points, [number], byReviewer)),
    scored('四1-11', '10万元以上设备完好率', 'equipment above 100,000 yuan', 4, [76], byRule),
    scored('四1-12', '抢救设备完好率', 'rescue equipment', 4, [77], byRule),
    scored('四1-13', '麻醉用具消毒', 'disinfection', 5, [78], byReviewer),
    scored('四1-14', '会诊', 'consultation', 5, [79], byReviewer),
    scored('四1-15', '授课', 'teaching', 5, [80], byReviewer),
    scored('四1-16', '交接班', 'handover', 8, [81], byReviewer),
    scored('四1-17', '麻醉分级管理', 'graded anaesthesia', 10, [82], byReviewer),
  ]),
  group('四2', '过程管理与终末质量', 'process and outcome', 60, [
    scored('四2-1', '神经阻滞成功率', 'success of nerve blocks', 8, [83], byRule),
    scored('四2-2', '硬膜外阻滞成功率', 'success of epidurals', 8, [84], byRule),
    scored('四2-3', '麻醉相关死亡率', 'anaesthesia-related deaths', 8, [85], byReviewer),
    scored('四2-4-1', '腰麻后头痛', 'headache after spinals', 8, [86], byRule),
    scored('四2-4-2', '有创操作感染', 'infections', 10, [87], byRule),
    scored('四2-4-3', '有创操作损伤', 'injuries', 10, [88], byRule),
    scored('四2-4-4', '椎管内神经并发症', 'neurologic complications', 8, [89], byRule),
  ]),
  group('四3', '档案管理', 'files', 30, [
    scored('四3-1', '专人负责', 'a person responsible', 5, [90], byRule),
    scored('四3-2', '设备档案', 'files of equipment', 7, [91], byRule),
    scored('四3-3', '医疗文件汇总', 'records collected', 7, [92], byReviewer),
    scored('四3-4', '登记本', 'registers', 5, [93], byRule),
    scored('四3-5', '毒麻药品登记', 'register of narcotics', 6, [94], byRule),
  ]),
  group('四4', '信息管理', 'information', 30, [
    scored('四4-1', '电子病历', 'electronic records', 15, [95], byRule),
    scored('四4-2', '手术麻醉分系统', 'system for surgery and anaesthesia', 15, [96], byRule),
  ]),
];

const learning: readonly ScoreGroup[] = [
  group('五1', '教育', 'education', 60, [
    scored('五1-1-1', '住院医师规范化培训', 'training of residents', 12, [97], byRule),
    scored('五1-1-2', '培训计划与轮转', 'plan and rotation', 8, [98], byRule),
    scored('五1-1-3', '培训记录', 'records of training', 8, [99], byReviewer),
    scored('五1-1-4', '考试考核记录', 'records of examinations', 7, [100], byRule),
    scored('五1-2-1', 'CME项目', 'continuing-education projects', 8, [101], byRule),
    scored('五1-2-2', 'CME学分', 'credits', 7, [102], byRule),
    scored('五1-2-3', '学分与聘任', 'credits and re-hiring', 5, [103], byRule),
    scored('五1-2-4', 'CME文件', 'approvals', 5, [104], byRule),
  ]),
  group('五2', '科研', 'research', 60, [
    scored('五2-1-1', '科研时间与奖金', 'time and bonus', 10, [105], byReviewer),
    scored('五2-1-2', '奖励政策', 'rewards', 5, [106], byRule),
    scored('五2-2', '课题', 'projects', 15, [107, 108], { by: 'rule', rule: projectRule }),
    scored('五2-3', '论文', 'papers', 12, [109, 110, 111], { by: 'rule', rule: paperRule }),
    scored('五2-4', '成果', 'awards', 10, [112], byRule),
    scored('五2-5', '著作、教材', 'books', 8, [113, 114], { by: 'rule', rule: bookRule }),
  ]),
];

/** The scorecard of the standard; printed sub-totals that do not add up fail here. */
export const anesthesiaScorecard = (set: ClauseSet) =>
  defineScorecard(
    {
      norm: 'A11',
      title: {
        zh: '重庆市麻醉医疗质量控制标准评分表（2011）',
        en: 'Chongqing scorecard for anaesthesia (2011)',
      },
      onPages: {
        ranking: {
          zh: '麻醉质控评分（重庆2011标准，1000分）',
          en: 'Anaesthesia scores (Chongqing 2011, 1,000 points)',
        },
        lead: {
          zh: '按《重庆市医疗机构麻醉医疗质量控制标准（试行）》2011 年版，满分 1000 分。',
          en: 'By the Chongqing standard for anaesthesia (trial) of 2011, 1,000 points in all.',
        },
        elsewhere: {
          zh: '本标准为重庆市标准，对其他省份的医院仅供参考。',
          en: 'It is the standard of Chongqing; for hospitals elsewhere it is for reference only.',
        },
      },
      total: 1000,
      sections: [
        {
          id: '一',
          title: { zh: '组织结构与功能', en: 'organisation and function' },
          points: 180,
          groups: organisation,
        },
        { id: '二', title: { zh: '人员配备', en: 'staff' }, points: 150, groups: staff },
        { id: '三', title: { zh: '诊疗技术', en: 'techniques' }, points: 330, groups: techniques },
        { id: '四', title: { zh: '科室管理', en: 'management' }, points: 220, groups: management },
        {
          id: '五',
          title: { zh: '教育与科研', en: 'education and research' },
          points: 120,
          groups: learning,
        },
      ],
      keyPath: { lighter: '三1', weight: { num: 7, den: 10 }, extra: '三2' },
      passMarks: { 三级甲等: 850, 三级乙等: 800, 二级甲等: 700, 二级乙等: 600 },
    },
    set,
  );

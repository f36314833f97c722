import {
  all,
  allOf,
  type Clause,
  type Predicate,
  persons,
  type Rule,
  reaches,
} from '../../../pipeline/define/index.js';
import { person } from '../../../pipeline/lists/person.js';
import { byStaff, statedEach } from '../wording/stated.js';

/** The multidisciplinary artificial-heart team: physicians of the technique who were trained and passed. */
const team = all(
  person.technique.is('心室辅助'),
  person.role.is('医师'),
  person.trained.isTrue(),
  person.passed.isTrue(),
);

const teamOf = (specialty: Predicate, zh: string, en: string, least: number): Rule =>
  reaches(persons(all(team, specialty), zh, en), least);

/** 一（八）–（九）: other departments and equipment, and the artificial-heart team. */
export const supporting: readonly Clause[] = [
  statedEach(
    'V22-038',
    '一（八）1',
    [
      '能够利用多普勒超声心动诊断（经胸、经食道）设备进行术中和床旁检查',
      'Doppler echocardiography, transthoracic and transoesophageal, in the operation and at the bedside',
    ],
    [
      'transthoracic',
      '是否能够用经胸多普勒超声心动进行术中和床旁检查？',
      'Is transthoracic Doppler echocardiography done in the operation and at the bedside?',
    ],
    [
      'transesophageal',
      '是否能够用经食道多普勒超声心动进行术中和床旁检查？',
      'Is transoesophageal Doppler echocardiography done in the operation and at the bedside?',
    ],
  ),
  statedEach(
    'V22-039',
    '一（八）2',
    [
      '有磁共振（MRI）、计算机X线断层摄影（CT）和医学影像图像管理系统',
      'magnetic resonance, computed tomography and a picture archiving system',
    ],
    ['mri', '是否有磁共振（MRI）？', 'Is there magnetic resonance imaging?'],
    ['ct', '是否有计算机X线断层摄影（CT）？', 'Is there computed tomography?'],
    ['pacs', '医院是否有医学影像图像管理系统？', 'Has the hospital a picture archiving system?'],
  ),
  statedEach(
    'V22-040',
    '一（八）3',
    [
      '具备心功能衰竭D期心脏功能检测、溶血和血栓检测、心肺运动试验检测相关设备和能力',
      'equipped and able for cardiac function tests in stage-D heart failure, tests of haemolysis and thrombosis, cardiopulmonary exercise testing',
    ],
    [
      'stage_d',
      '是否具备心功能衰竭D期心脏功能检测的设备和能力？',
      'Is the hospital equipped and able for cardiac function tests in stage-D heart failure?',
    ],
    ['hemolysis', '是否具备溶血检测的设备和能力？', 'For tests of haemolysis?'],
    ['thrombosis', '是否具备血栓检测的设备和能力？', 'For tests of thrombosis?'],
    ['exercise', '是否具备心肺运动试验检测的设备和能力？', 'For cardiopulmonary exercise testing?'],
  ),
  {
    id: 'V22-041',
    at: '一（九）',
    text: {
      zh: '有经心室辅助技术培训基地培训并考核合格的多学科的人工心脏团队：心外科医师至少2名',
      en: 'an artificial-heart team trained and examined at a training base: at least 2 cardiac surgeons',
    },
    class: 'b',
    rule: teamOf(
      person.specialty.is('心脏大血管外科'),
      '人工心脏团队的心外科医师',
      'cardiac surgeons of the team',
      2,
    ),
    missing: byStaff,
    confidence: 'seed',
    note: {
      zh: '培训合格、考核合格两栏均须为“是”',
      en: 'both columns, trained and examined, must be yes',
    },
  },
  {
    id: 'V22-042',
    at: '一（九）',
    text: {
      zh: '人工心脏团队：麻醉、体外循环、超声、重症监护医师至少各1名',
      en: 'of the team at least 1 physician each of anaesthesia, perfusion, ultrasound and intensive care',
    },
    class: 'b',
    rule: allOf(
      teamOf(person.specialty.is('麻醉'), '团队的麻醉医师', 'anaesthetists of the team', 1),
      teamOf(person.specialty.is('体外循环'), '团队的体外循环医师', 'perfusion physicians of the team', 1),
      teamOf(person.specialty.is('超声'), '团队的超声医师', 'ultrasound physicians of the team', 1),
      teamOf(
        person.specialty.is('重症医学'),
        '团队的重症监护医师',
        'intensive care physicians of the team',
        1,
      ),
    ),
    missing: byStaff,
    confidence: 'seed',
    note: {
      zh: '规范要求为医师，角色为灌注师者不计入',
      en: 'the norm asks for physicians, so a perfusionist who is none does not count',
    },
  },
];

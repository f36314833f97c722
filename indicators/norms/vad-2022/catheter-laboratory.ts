import type { Clause } from '../../../pipeline/define/index.js';
import { allOf, amount, item, reaches } from '../../../pipeline/define/index.js';
import { byProfile, reviewed, stated, statedEach } from '../wording/stated.js';

/** 一（六）: the cardiac catheter laboratory. */
export const catheterLaboratory: readonly Clause[] = [
  statedEach(
    'V22-022',
    '一（六）1',
    ['符合放射防护及无菌操作条件', 'protected against radiation and fit for aseptic work'],
    ['radiation', '心血管造影室是否符合放射防护条件？', 'Is the laboratory protected against radiation?'],
    ['aseptic', '心血管造影室是否符合无菌操作条件？', 'Is the laboratory fit for aseptic work?'],
  ),
  {
    id: 'V22-023',
    at: '一（六）2',
    text: {
      zh: '配备800mA、120KV以上的心血管造影机',
      en: 'an angiography unit of at least 800 mA and 120 kV',
    },
    class: 'b',
    rule: allOf(
      reaches(
        item(
          amount(
            'V22-023.current',
            '心血管造影机最大管电流是多少毫安？',
            'What is the largest tube current of the angiography unit?',
            'mA',
            [0, 5000],
          ),
        ),
        800,
      ),
      reaches(
        item(
          amount(
            'V22-023.voltage',
            '心血管造影机最大管电压是多少千伏？',
            'What is the largest tube voltage of the angiography unit?',
            'kV',
            [0, 500],
          ),
        ),
        120,
      ),
    ),
    missing: byProfile,
    confidence: 'seed',
    note: {
      zh: '“以上”含本数；有多台时填性能最高的一台',
      en: '以上 includes the number itself; of several units the strongest one is stated',
    },
  },
  statedEach(
    'V22-024',
    '一（六）2',
    [
      '心血管造影机具有电动操作功能、数字减影功能和“路途”功能',
      'motor-driven, with digital subtraction and road-mapping',
    ],
    ['motorised', '心血管造影机是否具有电动操作功能？', 'Is the angiography unit motor-driven?'],
    ['subtraction', '心血管造影机是否具有数字减影功能？', 'Does it do digital subtraction?'],
    ['road_map', '心血管造影机是否具有“路途”功能？', 'Does it do road-mapping?'],
  ),
  reviewed('V22-025', '一（六）2', [
    '影像质量和放射防护条件良好',
    'good quality of images and good protection against radiation',
  ]),
  stated(
    'V22-026',
    '一（六）2',
    ['具备医学影像图像管理系统', 'a picture archiving system'],
    [
      '心血管造影室是否接入医学影像图像管理系统？',
      'Is the laboratory connected to a picture archiving system?',
    ],
  ),
  stated(
    'V22-027',
    '一（六）3',
    ['有IABP设备', 'an intra-aortic balloon pump'],
    ['心血管造影室是否有IABP设备？', 'Is there an intra-aortic balloon pump in the laboratory?'],
  ),
  statedEach(
    'V22-028',
    '一（六）4',
    [
      '能够进行心、肺、脑抢救复苏，有氧气通道、麻醉机、呼吸机、除颤器、吸引器、无创和有创血流动力学监测系统等必要的急救设备和药品',
      'equipped for resuscitation: oxygen, anaesthesia machine, ventilator, defibrillator, suction, non-invasive and invasive monitoring, drugs',
    ],
    ['oxygen', '心血管造影室是否有氧气通道？', 'Is there piped oxygen in the laboratory?'],
    ['anesthesia_machine', '心血管造影室是否有麻醉机？', 'Is there an anaesthesia machine?'],
    ['ventilator', '心血管造影室是否有呼吸机？', 'Is there a ventilator?'],
    ['defibrillator', '心血管造影室是否有除颤器？', 'Is there a defibrillator?'],
    ['suction', '心血管造影室是否有吸引器？', 'Is there suction?'],
    [
      'noninvasive_monitor',
      '心血管造影室是否有无创血流动力学监测系统？',
      'Is there non-invasive haemodynamic monitoring?',
    ],
    [
      'invasive_monitor',
      '心血管造影室是否有有创血流动力学监测系统？',
      'Is there invasive haemodynamic monitoring?',
    ],
    ['drugs', '心血管造影室是否备有必要的急救药品？', 'Are the necessary emergency drugs at hand?'],
  ),
  statedEach(
    'V22-029',
    '一（六）5',
    [
      '有存放导管、导丝、造影剂、栓塞剂以及其他物品、药品的存放柜，有专人负责登记保管',
      'cabinets for catheters, wires, contrast and embolic agents, other goods and drugs, and a person who registers and keeps them',
    ],
    [
      'cabinets',
      '是否有存放导管、导丝、造影剂、栓塞剂等物品和药品的存放柜？',
      'Are there cabinets for catheters, wires, contrast and embolic agents and drugs?',
    ],
    ['keeper', '上述物品和药品是否有专人登记保管？', 'Does a named person register and keep them?'],
  ),
  statedEach(
    'V22-030',
    '一（六）6',
    [
      '具备心血管介入、心电生理诊断治疗的相应设备条件和能力',
      'equipped and able for cardiovascular intervention and electrophysiology',
    ],
    [
      'intervention',
      '是否具备心血管介入诊断治疗的设备和能力？',
      'Is the laboratory equipped and able for cardiovascular intervention?',
    ],
    [
      'electrophysiology',
      '是否具备心电生理诊断治疗的设备和能力？',
      'Is it equipped and able for electrophysiology?',
    ],
  ),
];

import { allOf, answer, type Clause, item, reaches } from '../../../pipeline/define/index.js';
import {
  asks,
  base,
  clause,
  counts,
  judged,
  keyDepartment,
  perEach,
  statedAndJudged,
  tertiary,
  tertiaryA,
  titles,
  type Words,
  yesAndJudged,
} from './rows.js';

const monitors = counts(
  36,
  'monitors',
  '手术台用多功能监护仪（含心电、无创血压、脉搏、SpO2、体温等功能）有多少台？',
  'How many multi-function monitors (ECG, cuff pressure, pulse, SpO2, temperature) serve the tables?',
  '台',
);
const machines = counts(
  37,
  'machines',
  '多功能麻醉机有多少台？',
  'How many anaesthesia machines are there?',
  '台',
);
const capnographs = counts(
  38,
  'capnographs',
  'PETCO2监测仪有多少台？',
  'How many end-tidal CO2 monitors are there?',
  '台',
);
const airwayKinds = counts(
  48,
  'kinds',
  '喉罩、高喉头喉镜、光棒、视频喉镜等困难气道设备有几种？',
  'How many kinds of difficult-airway equipment are there?',
  '种',
  20,
);
const defibrillators = counts(
  50,
  'defibrillators',
  '心电除颤仪有多少台？',
  'How many defibrillators are there?',
  '台',
  500,
);
const rrMonitors = counts(
  53,
  'monitors',
  'RR多功能监护仪（含心电、无创血压、脉搏、SpO2、体温等功能）有多少台？',
  'How many multi-function monitors (ECG, cuff pressure, pulse, SpO2, temperature) has the recovery room?',
  '台',
  500,
);
const rrVentilators = counts(
  53,
  'ventilators',
  'RR呼吸机有多少台？',
  'How many ventilators has the recovery room?',
  '台',
  500,
);
const assessed = counts(
  54,
  'due',
  '应参加定期考核的麻醉医师有多少名？',
  'How many physicians were to be assessed?',
  '名',
);
const passed = counts(54, 'passed', '其中考核合格的有多少名？', 'How many of them passed?', '名');

const performance = '性能良好，操作规范、熟练';

/** A technique that a reviewer judges by guideline, equipment and records. */
const technique = (number: number, at: string, words: Words) => judged(number, at, words);

/** 三 1: the eighteen techniques of every department, 330 points (231 for a key department). */
export const techniques: readonly Clause[] = [
  technique(35, '三1-1-1', [
    '全身麻醉、椎管内麻醉、神经阻滞等能全面实施，有常规或指南并能执行，医疗文件完整规范',
    'general, neuraxial and block anaesthesia by guideline, records complete',
  ]),
  statedAndJudged(
    36,
    '三1-2-1',
    [
      `有多功能监护仪（含有ECG、无创BP、P、SpO2、T等功能），与手术台比例1.0，${performance}`,
      'a multi-function monitor for every table, in order and used with skill',
    ],
    perEach(monitors, base.tables, 1, 1),
    { inferred: true },
  ),
  clause(
    37,
    '三1-3-1',
    ['多功能麻醉机与手术台比例为1', 'an anaesthesia machine for every table'],
    'b',
    perEach(machines, base.tables, 1, 1),
    { inferred: true },
  ),
  clause(
    38,
    '三1-3-2',
    [
      'PETCO2监测仪与手术台比例：三甲及市级重点专科1:1，其他三级医院0.5，二级医院应有配备',
      'end-tidal CO2 monitors to tables: 1:1 for grade A and key departments, 0.5 for other tertiary hospitals, any in secondary ones',
    ],
    'b',
    {
      op: 'for',
      whom: keyDepartment,
      title: titles.key,
      rule: perEach(capnographs, base.tables, 1, 1),
      otherwise: {
        op: 'for',
        whom: tertiaryA,
        title: titles.tertiaryA,
        rule: perEach(capnographs, base.tables, 1, 1),
        otherwise: {
          op: 'for',
          whom: tertiary,
          title: titles.tertiary,
          rule: perEach(capnographs, base.tables, 1, 2),
          otherwise: reaches(item(capnographs), 1),
        },
      },
    },
    { inferred: true },
  ),
  judged(39, '三1-3-3', [performance, 'in order and used with skill']),
  statedAndJudged(
    40,
    '三1-4-1',
    [
      '有床旁血气分析、体温监测仪、肌松监测仪及相应技能',
      'bedside blood gas, temperature and neuromuscular monitors, with the skill',
    ],
    allOf(
      answer(asks(40, 'blood_gas', '是否有床旁血气分析仪？', 'Is there a bedside blood-gas analyser?')),
      answer(asks(40, 'temperature', '是否有体温监测仪？', 'Is there a temperature monitor?')),
      answer(asks(40, 'relaxation', '是否有肌松监测仪？', 'Is there a neuromuscular monitor?')),
    ),
  ),
  technique(41, '三1-5-1', [
    '专科手术（小儿、老年）麻醉有常规或指南，有相应设备条件，文件完整规范',
    'anaesthesia of children and the old by guideline, with equipment and records',
  ]),
  technique(42, '三1-6-1', [
    '危重、疑难病人麻醉有常规或指南，有相应设备，文件完整规范',
    'critical and difficult cases by guideline, with equipment and records',
  ]),
  technique(43, '三1-7-1', [
    '气管、支气管内插管有常规或指南，有相应设备和技能，文件完整规范',
    'tracheal and bronchial intubation by guideline, with equipment, skill and records',
  ]),
  technique(44, '三1-8-1', [
    '围术期体温调控、控制性降压、体外循环有常规或指南并能执行，有相应条件和技能，文件完整规范',
    'temperature control, controlled hypotension and bypass by guideline, with equipment, skill and records',
  ]),
  technique(45, '三1-9-1', [
    '深静脉穿刺及动脉穿刺置管有常规或指南并能执行，有相应条件和技能，文件完整规范',
    'deep venous and arterial cannulation by guideline, with equipment, skill and records',
  ]),
  technique(46, '三1-10-1', [
    '术后镇痛、无痛分娩、无痛诊断检查能常规开展，有管理规范及相应条件和技能',
    'post-operative analgesia, painless delivery and examinations in routine',
  ]),
  yesAndJudged(
    47,
    '三1-11-1',
    [
      '设置麻醉科疼痛门诊，能开展神经及神经节阻滞等治疗，有相应条件与技术',
      'a pain clinic that blocks nerves and ganglia',
    ],
    ['疼痛门诊是否开展神经及神经节阻滞治疗？', 'Does the pain clinic block nerves and ganglia?'],
  ),
  statedAndJudged(
    48,
    '三1-12-1',
    [
      '三级医院配备困难气道设备两种以上，二级医院至少一种，并具有技能',
      'two kinds of difficult-airway equipment in tertiary hospitals, one in secondary ones, with the skill',
    ],
    {
      op: 'for',
      whom: tertiary,
      title: titles.tertiary,
      rule: reaches(item(airwayKinds), 2),
      otherwise: reaches(item(airwayKinds), 1),
    },
  ),
  judged(49, '三1-13-1', ['心肺脑复苏符合2010年心肺复苏指南要求', 'resuscitation by the guideline of 2010']),
  statedAndJudged(
    50,
    '三1-14-1',
    [
      '有心电除颤仪，与手术台比例1:10，有常规或指南，操作规范、熟练',
      'a defibrillator for ten tables, by guideline and with skill',
    ],
    perEach(defibrillators, base.tables, 1, 10),
    { inferred: true },
  ),
  yesAndJudged(
    51,
    '三1-15-1',
    [
      '配备有呼吸机，能进行有创和无创通气，具有相应技能',
      'ventilators for invasive and non-invasive ventilation, with the skill',
    ],
    [
      '是否配备呼吸机并能进行有创和无创通气？',
      'Are there ventilators for invasive and non-invasive ventilation?',
    ],
  ),
  statedAndJudged(
    52,
    '三1-16-1',
    ['血液回收机1台，有相应规章制度与熟练技能', 'a blood-salvage machine, with rules and skill'],
    reaches(
      item(counts(52, '', '血液回收机有多少台？', 'How many blood-salvage machines are there?', '台', 100)),
      1,
    ),
    { inferred: true },
  ),
  statedAndJudged(
    53,
    '三1-17-1',
    [
      'RR每床配备多功能监护仪（含ECG、无创BP、P、SpO2、T等功能），床位与呼吸机1:0.2，性能良好，操作规范、熟练',
      'a monitor at every recovery bed, a ventilator for five, in order and used with skill',
    ],
    allOf(perEach(rrMonitors, base.rrBeds, 1, 1), perEach(rrVentilators, base.rrBeds, 2, 10)),
    { inferred: true },
  ),
  clause(
    54,
    '三1-18-1',
    ['医师定期考核合格率100%', 'every physician passes the periodic assessment'],
    'b',
    perEach(passed, assessed, 1, 1),
  ),
];

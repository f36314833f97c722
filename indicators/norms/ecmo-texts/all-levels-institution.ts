import {
  all,
  allOf,
  answer,
  any,
  type Clause,
  oneOf,
  persons,
  reaches,
  yesNo,
} from '../../../pipeline/define/index.js';
import { person } from '../../../pipeline/lists/person.js';
import { ecmoAllLevels } from '../../texts/sources.js';
import { byProfile, reviewed, stated, statedEach } from '../wording/stated.js';
import { inText } from './in-text.js';

const transport = ['有转运设备和24小时队伍', '没有转运设备', '有转运设备但没有24小时队伍'] as const;

/** B, 一: what a hospital of any level must have. */
export const allLevelsInstitution: readonly Clause[] = inText(ecmoAllLevels, '各级规范', [
  reviewed('E00-B01', '一（一）', [
    '开展ECMO治疗技术应当与医疗机构的功能、任务和技术能力相适应',
    'ECMO fits the function, task and capability of the hospital',
  ]),
  statedEach(
    'E00-B02',
    '一（二）',
    [
      '必须有卫生健康行政部门核准登记的重症医学诊疗项目、具有完善设备的重症监护室',
      'registered for critical care, with a fully equipped intensive care unit',
    ],
    ['subject', '是否有核准登记的重症医学诊疗科目？', 'Is the hospital registered for critical care?'],
    ['equipped', '是否有设备完善的重症监护室？', 'Is there a fully equipped intensive care unit?'],
  ),
  statedEach(
    'E00-B03',
    '一（三）1',
    [
      '具备存放ECMO的准备间（在重症监护病房之外的须在其附近，取用和沟通流畅），任何时候都能提供支持',
      'a preparation room in or near intensive care, from which ECMO can be fetched at any time',
    ],
    [
      'room',
      '是否有存放ECMO的准备间，位于重症监护病房内或其附近？',
      'Is there a preparation room for ECMO in or near intensive care?',
    ],
    ['always', '准备间的ECMO是否任何时候都能取用？', 'Can the ECMO there be fetched at any time?'],
  ),
  statedEach(
    'E00-B04',
    '一（三）2',
    [
      'ECMO系统包括主机系统（含应急手动驱动装置）、空氧混合器、医用物理升温仪、膜氧合器套包和连接器等',
      'the system has a console with hand crank, gas blender, heater, oxygenator packs and connectors',
    ],
    [
      'console',
      '是否有ECMO主机系统，并含应急手动驱动装置？',
      'Is there a console, with a hand crank for emergencies?',
    ],
    ['blender', '是否有空氧混合器？', 'Is there a gas blender?'],
    ['heater', '是否有医用物理升温仪（变温水箱）？', 'Is there a heater?'],
    ['oxygenator_packs', '是否备有膜氧合器套包和连接器？', 'Are oxygenator packs and connectors in stock?'],
  ),
  stated(
    'E00-B05',
    '一（三）3',
    ['配备床边凝血功能检测设备', 'coagulation testing at the bedside'],
    ['是否配备床边凝血功能检测设备？', 'Is there equipment to test coagulation at the bedside?'],
  ),
  statedEach(
    'E00-B06',
    '一（三）4',
    [
      '所有ECMO设备都有配套的备用电源和线路、床边无影灯及相应的手术器械',
      'every device has backup power and lines; a shadowless lamp and instruments at the bedside',
    ],
    [
      'backup_power',
      '是否所有ECMO设备都有配套的备用电源和线路？',
      'Has every ECMO device backup power and lines?',
    ],
    ['lamp', '是否有床边无影灯？', 'Is there a shadowless lamp for the bedside?'],
    [
      'instruments',
      '是否有床边置管所需的手术器械？',
      'Are there instruments for cannulation at the bedside?',
    ],
  ),
  statedEach(
    'E00-B07',
    '一（三）5',
    [
      '24小时的血气分析、血常规、血生化、影像（包括CT、超声）的支持，具有可以进行体外循环的心血管手术室',
      'blood gases, blood count, biochemistry, CT and ultrasound for 24 hours; a cardiac operating room with bypass',
    ],
    ['blood_gas', '血气分析是否24小时可做？', 'Are blood gases analysed for 24 hours?'],
    ['blood_count', '血常规是否24小时可做？', 'Are blood counts made for 24 hours?'],
    ['biochemistry', '血生化是否24小时可做？', 'Is biochemistry tested for 24 hours?'],
    ['ct', 'CT检查是否24小时可做？', 'Is CT available for 24 hours?'],
    ['ultrasound', '超声检查是否24小时可做？', 'Is ultrasound available for 24 hours?'],
    [
      'operating_room',
      '是否有可以进行体外循环的心血管手术室？',
      'Is there a cardiac operating room with cardiopulmonary bypass?',
    ],
  ),
  {
    id: 'E00-B08',
    at: '一（四）',
    text: {
      zh: '至少拥有经过ECMO专业培训的医师提供24小时随叫随到的应急服务；该医师可为重症医学专科医师，或已完成至少三年医学培训并接受过ECMO特殊培训的医师',
      en: 'a trained physician on call for 24 hours: of critical care, or with three years of medical training and training in ECMO',
    },
    class: 'b',
    rule: allOf(
      reaches(
        persons(
          all(
            person.technique.is('ECMO'),
            person.role.is('医师'),
            person.trained.isTrue(),
            any(person.specialty.is('重症医学'), person.clinical_years.atLeast(3)),
          ),
          'ECMO培训合格、重症医学专业或临床工作满3年的医师',
          'physicians trained for ECMO, of critical care or with three years of clinical work',
        ),
        1,
      ),
      answer(
        yesNo(
          'E00-B08',
          '是否有经ECMO培训的医师24小时随叫随到？',
          'Is a physician trained for ECMO on call for 24 hours?',
        ),
      ),
    ),
    missing: {
      zh: '依据当日人员名册与医院填报；名册中没有ECMO人员、所需栏目空白或未填报为未知',
      en: 'the staff list of the day and a statement; not known without ECMO staff, with blank cells, or unanswered',
    },
    confidence: 'derived',
    note: {
      zh: '名册只有参加临床工作日期；“三年医学培训”按临床工作满3年判定',
      en: 'the list dates clinical work; three years of medical training are read as three full years of it',
    },
  },
  statedEach(
    'E00-B09',
    '一（五）',
    [
      '其他相关人员：心血管内科、心血管外科、普通外科医师，体外循环灌注师，麻醉、神经外科、放射科医师',
      'physicians of cardiology, cardiovascular, general and neurosurgery, anaesthesia, radiology, and perfusionists',
    ],
    ['cardiology', '医院是否有心血管内科医师？', 'Has the hospital cardiologists?'],
    ['cardiac_surgery', '医院是否有心血管外科医师？', 'Has the hospital cardiovascular surgeons?'],
    ['general_surgery', '医院是否有普通外科医师？', 'Has the hospital general surgeons?'],
    ['perfusionist', '医院是否有体外循环灌注师？', 'Has the hospital perfusionists?'],
    ['anesthesia', '医院是否有麻醉医师？', 'Has the hospital anaesthetists?'],
    ['neurosurgery', '医院是否有神经外科医师？', 'Has the hospital neurosurgeons?'],
    ['radiology', '医院是否有放射科医师？', 'Has the hospital radiologists?'],
  ),
  {
    id: 'E00-B10',
    at: '一（五）',
    text: {
      zh: '如果医院拥有ECMO转运设备，应具备一支训练有素、装备齐全的转运队伍，24小时待命',
      en: 'a hospital with equipment for transport on ECMO has a trained and equipped team on call for 24 hours',
    },
    class: 'b',
    rule: {
      op: 'word',
      item: oneOf(
        'E00-B10',
        '是否有ECMO转运设备，是否有训练有素、装备齐全、24小时待命的转运队伍？',
        'Is there equipment for transport on ECMO, and a trained and equipped team on call for 24 hours?',
        transport,
      ),
      words: transport.slice(0, 2),
      other: 'not met',
    },
    missing: byProfile,
    confidence: 'seed',
    note: {
      zh: '没有转运设备的医院，条款的前提不成立，视为符合',
      en: 'without such equipment the clause asks for nothing and is met',
    },
  },
]);

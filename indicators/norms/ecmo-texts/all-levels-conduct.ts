import {
  all,
  allOf,
  answer,
  type Clause,
  type Predicate,
  persons,
  type Rule,
  reaches,
  scope,
  yesNo,
} from '../../../pipeline/define/index.js';
import { person, rank } from '../../../pipeline/lists/person.js';
import { ecmoPatients } from '../../ecmo/patients.js';
import { ecmoAllLevels } from '../../texts/sources.js';
import { byCases, byStaff, stated, statedEach } from '../wording/stated.js';
import { inText } from './in-text.js';

const ofEcmo = (...roles: readonly ('医师' | '护士' | '技师' | '协调员')[]): Predicate =>
  all(person.technique.is('ECMO'), person.role.is(...roles));

const every = (
  who: Predicate,
  zh: string,
  en: string,
  must: Predicate,
  none: 'not known' | 'not applicable' = 'not known',
): Rule => ({ op: 'every person', who, title: { zh, en }, must, none });

const lead = all(person.technique.is('ECMO'), person.technique_lead.isTrue());
const leads = ['ECMO负责人', 'leads of the ECMO team'] as const;

const staffAndProfile = {
  zh: '依据当日人员名册与医院填报；名册中没有ECMO人员、所需栏目空白或未填报为未知',
  en: 'the staff list of the day and statements; not known without ECMO staff, with blank cells, or unanswered',
} as const;

/** B, 二 to 四: staff and conduct of the technique. */
export const allLevelsConduct: readonly Clause[] = inText(ecmoAllLevels, '各级规范', [
  {
    id: 'E00-B11',
    at: '二（一）',
    text: {
      zh: '必须是持有执业证书的医生、护士和技师，并已经通过规范化培训基地系统培训，具有开展ECMO技术能力',
      en: 'licensed physicians, nurses and technicians, systematically trained at a training base',
    },
    class: 'b',
    rule: allOf(
      every(
        ofEcmo('医师'),
        'ECMO医师',
        'ECMO physicians',
        all(person.licensed.isTrue(), person.trained.isTrue()),
      ),
      every(
        ofEcmo('护士', '技师'),
        'ECMO护士和技师',
        'ECMO nurses and technicians',
        person.trained.isTrue(),
        'not applicable',
      ),
      ...[
        yesNo(
          'E00-B11.licensed',
          '参与ECMO的护士和技师是否均持有执业证书？',
          'Do all nurses and technicians of ECMO hold a licence?',
        ),
        yesNo(
          'E00-B11.base',
          '参与ECMO的医生、护士和技师是否均在规范化培训基地接受过系统培训？',
          'Were all physicians, nurses and technicians of ECMO trained at a training base?',
        ),
      ].map(answer),
    ),
    missing: staffAndProfile,
    confidence: 'seed',
    note: {
      zh: '名册只记医师的执业资格，不记培训地点，两项由医院填报',
      en: 'the list holds licences of physicians only and no place of training; the hospital states both',
    },
  },
  {
    id: 'E00-B12',
    at: '二（二）',
    text: {
      zh: 'ECMO医疗组长必须接受过危重病、急诊、心胸外科或其他ECMO支持方面的系统培训',
      en: 'the medical head of the team is systematically trained in critical care, emergency, cardiothoracic surgery or the like',
    },
    class: 'b',
    rule: every(all(lead, person.role.is('医师')), ...leads, person.trained.isTrue()),
    missing: byStaff,
    confidence: 'derived',
    note: {
      zh: '“医疗组长”按名册中的ECMO技术负责人理解；培训方面名册不记',
      en: 'the medical head is read as the technique lead of the list, which does not tell the field of training',
    },
  },
  stated(
    'E00-B13',
    '二（三）',
    [
      'ECMO协调员必须是有经验的重症医学护士及其他相关工作人员',
      'the coordinator is an experienced critical-care nurse or other such staff',
    ],
    [
      'ECMO协调员是否由有经验的重症医学护士或其他相关人员担任？',
      'Is the coordinator an experienced critical-care nurse or other such staff?',
    ],
  ),
  {
    id: 'E00-B14',
    at: '二（四）',
    text: { zh: 'ECMO治疗组护士应接受过ECMO专业培训', en: 'nurses of the team are trained for ECMO' },
    class: 'b',
    rule: every(ofEcmo('护士'), 'ECMO护士', 'ECMO nurses', person.trained.isTrue()),
    missing: byStaff,
    confidence: 'seed',
  },
  {
    id: 'E00-B15',
    at: '三（一）',
    text: {
      zh: '组建独立的ECMO管理小组，负责人必须是高级职称医师；确保完成定期的专业培训、绩效考核、持续质量改进、数据上报；成员来自各个相关学科',
      en: 'an independent team under a physician of senior title, which trains, appraises, improves and reports; members from every discipline concerned',
    },
    class: 'b',
    rule: allOf(
      every(lead, ...leads, all(person.role.is('医师'), person.rank.atLeast(rank.associateChief))),
      ...[
        yesNo('E00-B15.team', '是否组建独立的ECMO管理小组？', 'Is there an independent ECMO team?'),
        yesNo(
          'E00-B15.disciplines',
          '管理小组成员是否来自各相关学科？',
          'Do its members come from every discipline concerned?',
        ),
        yesNo(
          'E00-B15.training',
          '近12个月管理小组是否完成专业培训？',
          'Did the team complete its training in the last twelve months?',
        ),
        yesNo(
          'E00-B15.appraisal',
          '近12个月管理小组是否完成绩效考核？',
          'Did the team complete its appraisal in the last twelve months?',
        ),
        yesNo(
          'E00-B15.improvement',
          '近12个月管理小组是否开展持续质量改进？',
          'Did the team carry out quality improvement in the last twelve months?',
        ),
        yesNo(
          'E00-B15.reporting',
          '近12个月管理小组是否完成数据上报？',
          'Did the team report its data in the last twelve months?',
        ),
      ].map(answer),
    ),
    missing: staffAndProfile,
    confidence: 'derived',
    note: {
      zh: '“高级职称”含副高；“负责人”按名册中的ECMO技术负责人理解',
      en: 'senior titles begin with associate chief; the head is read as the technique lead of the list',
    },
  },
  {
    id: 'E00-B16',
    at: '三（一）',
    text: {
      zh: '配备单独的ECMO协调员，负责技术人员的监督和培训、设备的维护和病人数据的收集',
      en: 'a coordinator apart, for supervision and training of staff, upkeep of equipment and collection of data',
    },
    class: 'b',
    rule: allOf(
      reaches(persons(ofEcmo('协调员'), 'ECMO协调员', 'ECMO coordinators'), 1),
      answer(
        yesNo(
          'E00-B16',
          'ECMO协调员是否负责人员监督和培训、设备维护和病人数据收集？',
          'Does the coordinator see to supervision and training, equipment and data?',
        ),
      ),
    ),
    missing: staffAndProfile,
    confidence: 'seed',
  },
  statedEach(
    'E00-B17',
    '三（二）',
    [
      '必须制定正式的ECMO章程，包括适应证和禁忌证、患者的临床管理、设备的维护、治疗的终止以及患者的随访',
      'a formal charter: indications, contra-indications, management, equipment, termination, follow-up',
    ],
    ['indications', 'ECMO章程是否写明适应证？', 'Does a charter of ECMO state the indications?'],
    ['contraindications', 'ECMO章程是否写明禁忌证？', 'Does it state the contra-indications?'],
    ['management', 'ECMO章程是否写明患者的临床管理？', 'Does it state how patients are managed?'],
    ['equipment', 'ECMO章程是否写明设备的维护？', 'Does it state how equipment is kept?'],
    ['termination', 'ECMO章程是否写明治疗的终止？', 'Does it state when treatment ends?'],
    ['follow_up', 'ECMO章程是否写明患者的随访？', 'Does it state how patients are followed up?'],
  ),
  stated(
    'E00-B18',
    '三（三）',
    [
      'ECMO团队要有专人负责管理设备和用品、管路准备、故障排除、日常查房、教育和服务管理',
      'somebody is responsible for equipment, circuits, faults, rounds, education and service',
    ],
    [
      '是否有专人分别负责设备和用品、管路准备、故障排除、日常查房、教育和服务管理（全部有人负责才填是）？',
      'Is somebody responsible for each of equipment, circuits, faults, rounds, education and service (yes only when all are)?',
    ],
  ),
  {
    id: 'E00-B19',
    at: '三（四）',
    text: {
      zh: '每年收治至少10名ECMO患者，并提供相应的临床专业知识培训',
      en: 'at least 10 ECMO patients a year, with the training that goes with it',
    },
    class: 'a',
    rule: {
      op: 'figure',
      indicator: ecmoPatients,
      sign: '>=',
      value: { num: 10, den: 1 },
      period: 'rolling12',
    },
    missing: byCases,
    confidence: 'derived',
    note: {
      zh: '“每年”按截止月前的12个月计，同一患者只计一次；培训部分见 E00-B15',
      en: 'a year is the twelve months up to the month, each patient once; for training see E00-B15',
    },
  },
  {
    id: 'E00-B20',
    at: '四（一）',
    text: { zh: '拟开展ECMO技术培训要求', en: 'training of those who are to use ECMO' },
    class: 'scope',
    rule: scope,
    missing: { zh: '无需数据', en: 'needs no data' },
    confidence: 'seed',
    note: {
      zh: '所据文本到此中断，要求内容缺失',
      en: 'the copy at hand breaks off here, and what is required is lost',
    },
  },
]);

import {
  all,
  allOf,
  answer,
  answers,
  type Clause,
  type DefinedIndicator,
  persons,
  type Rule,
  reaches,
  review,
  yesNo,
} from '../../../pipeline/define/index.js';
import { person, rank } from '../../../pipeline/lists/person.js';
import type { Bilingual } from '../../../pipeline/message/errors.js';
import { ecmoAuthorisedOperator } from '../../ecmo/authorised-operator.js';
import { ecmoBarcodeKept } from '../../ecmo/barcode-kept.js';
import { ecmoConsent } from '../../ecmo/consent.js';
import { ecmoEmergencyDecision } from '../../ecmo/emergency-decision.js';
import { ecmoPlanWithin12h } from '../../ecmo/plan-within-12h.js';
import { ecmoPlanWithin12hByThree } from '../../ecmo/plan-within-12h-by-three.js';
import { ecmoRemovalDiscussion } from '../../ecmo/removal-discussion.js';
import { ecmoRemovalPlan } from '../../ecmo/removal-plan.js';
import { ecmoReported } from '../../ecmo/reported.js';
import { ecmoStartDiscussion } from '../../ecmo/start-discussion.js';
import { ecmoStartExperts } from '../../ecmo/start-experts.js';
import { ecmoStartPhysicians } from '../../ecmo/start-physicians.js';
import { ecmoStartTreating } from '../../ecmo/start-treating.js';
import { ecmoVolume } from '../../ecmo/volume.js';
import { byCases, byStaff, reviewed, stated } from '../wording/stated.js';
import { performs } from './physician.js';

/** A duty owed in every case of the last twelve months. */
const everyCase = (indicator: DefinedIndicator): Rule => ({
  op: 'figure',
  indicator,
  sign: '>=',
  value: { num: 1, den: 1 },
  period: 'rolling12',
});

/** Members of the expert group who are associate chief physicians or equivalent. */
const senior = all(
  person.technique.is('ECMO'),
  person.expert_group.isTrue(),
  person.rank.atLeast(rank.associateChief),
);
/** At least three of the group must have eight years of clinical work; the clause on emergencies names no years. */
const expert = all(senior, person.clinical_years.atLeast(8));
const experts = (least: number): Rule =>
  reaches(
    persons(expert, '副高以上、临床满8年的专家组成员', 'expert-group members of rank and eight years'),
    least,
  );

const casesAndStaff = {
  zh: '依据近12个月病例的指标与当日人员名册；任一方空白而足以左右结果时为未知',
  en: 'figures of twelve months and the staff list of the day; not known where a blank of either could turn it',
} as const;

/** A clause of class a: every case of twelve months. */
const owed = (
  id: string,
  at: string,
  zh: string,
  en: string,
  indicator: DefinedIndicator,
  note?: Bilingual,
): Clause => ({
  id,
  at,
  text: { zh, en },
  class: 'a',
  rule: everyCase(indicator),
  missing: byCases,
  confidence: 'seed',
  ...(note ? { note } : {}),
});

const anybody = {
  zh: '按病例填报的人数判定；参与者不必在ECMO人员名册中',
  en: 'by the numbers of each case; none of them need be on the ECMO staff list',
} as const;

/** A clause of class a+b: every case, decided by persons that the hospital must have. */
const owedBy = (
  id: string,
  at: string,
  zh: string,
  en: string,
  indicator: DefinedIndicator,
  people: Rule,
): Clause => ({
  id,
  at,
  text: { zh, en },
  class: 'a+b',
  rule: allOf(everyCase(indicator), people),
  missing: casesAndStaff,
  confidence: 'seed',
});

/** A system that the hospital states to have, with the discussed runs shown beside it. */
const system = (
  id: string,
  zh: string,
  en: string,
  asked: string,
  askedEn: string,
  indicator: DefinedIndicator,
): Clause => ({
  id,
  at: '三（四）',
  text: { zh, en },
  class: 'b',
  rule: allOf(answer(yesNo(id, asked, askedEn)), { op: 'figure beside', indicator, period: 'rolling12' }),
  missing: {
    zh: '依据医院填报的制度，未填报为未知；病例中的讨论记录并列，供评审参考',
    en: "the hospital's statement, not known without it; the discussions on record stand beside it",
  },
  confidence: 'derived',
  note: {
    zh: '规范要求的是制度，不是逐例讨论：紧急上机、转院没有讨论的不作为不符合的依据',
    en: 'the norm asks for a system and not for every run: emergencies and transfers without a discussion are not held against it',
  },
});

const treating = reaches(persons(performs, '开展ECMO的医师', 'physicians who use ECMO'), 1);

const topics = [
  ['case_selection', '病例选择', 'selection of cases'],
  ['complications', '并发症', 'complications'],
  ['deaths', '死亡病例', 'deaths'],
  ['adverse_events', '医疗不良事件', 'adverse events'],
  ['aftercare', '术后患者管理', 'care afterwards'],
  ['quality_of_life', '患者生存质量', 'quality of life'],
  ['follow_up', '随访', 'follow-up'],
  ['charts', '病历质量', 'quality of charts'],
] as const;

/** 三: how the technique is run. */
export const conduct: readonly Clause[] = [
  stated(
    'E22-022',
    '三（一）',
    ['成立ECMO技术临床应用专家组，实施统筹管理', 'an expert group governs the use of ECMO'],
    ['是否已成立ECMO技术临床应用专家组？', 'Has an expert group for ECMO been set up?'],
  ),
  {
    id: 'E22-023',
    at: '三（一）',
    text: {
      zh: '专家组至少包含3名具有副高以上职称、临床工作8年以上、具有ECMO技术临床应用相关经验的专业技术人员',
      en: 'the group has at least 3 members of associate-chief rank, eight years of clinical work and experience in ECMO',
    },
    class: 'b',
    rule: experts(3),
    missing: byStaff,
    confidence: 'seed',
    note: {
      zh: '列入ECMO人员名册的专家组成员视为具有相关经验',
      en: 'a member listed among the ECMO staff is taken to have the experience',
    },
  },
  stated(
    'E22-024',
    '三（二）',
    [
      '将ECMO技术临床应用纳入医师手术授权管理，授予或者取消手术权限',
      'ECMO is part of the authorisation of physicians, granted and withdrawn',
    ],
    [
      '是否将ECMO纳入医师手术授权管理并动态授予或取消权限？',
      'Is ECMO part of the authorisation of physicians, granted and withdrawn?',
    ],
  ),
  owedBy(
    'E22-025',
    '三（二）、（四）',
    '由经医疗机构授权的医师实施ECMO技术临床应用',
    'ECMO is carried out by an authorised physician',
    ecmoAuthorisedOperator,
    treating,
  ),
  owed('E22-026', '三（三）', '履行告知义务，签署知情同意书', 'informed consent is signed', ecmoConsent),
  {
    id: 'E22-027',
    at: '三（四）',
    text: {
      zh: '遵守诊疗指南和操作规范，严格掌握适应证和禁忌证',
      en: 'guidelines are followed, indications and contra-indications strictly observed',
    },
    class: 'a+c',
    rule: allOf({ op: 'figure shown', indicator: ecmoVolume, period: 'rolling12' }, review),
    missing: {
      zh: '病例表只记适应证类别，没有判定所需的血气与血流动力学数据；由评审人抽查病历',
      en: 'cases record the kind of indication and not the measurements that decide it; a reviewer looks into charts',
    },
    confidence: 'derived',
  },
  system(
    'E22-028',
    '建立上机多学科病例讨论制度',
    'a system of multidisciplinary discussion of the start',
    '是否建立上机多学科病例讨论制度？',
    'Is there a system of multidisciplinary discussion of the start?',
    ecmoStartDiscussion,
  ),
  system(
    'E22-029',
    '建立撤机多学科病例讨论制度',
    'a system of multidisciplinary discussion of the removal',
    '是否建立撤机多学科病例讨论制度？',
    'Is there a system of multidisciplinary discussion of the removal?',
    ecmoRemovalDiscussion,
  ),
  stated(
    'E22-030',
    '三（四）',
    ['建立标准化ECMO技术临床应用操作流程', 'a standard operating process'],
    ['是否建立标准化的ECMO临床应用操作流程？', 'Is there a standard operating process for ECMO?'],
  ),
  reviewed('E22-031', '三（四）', ['将相关情况记入病历', 'the facts are recorded in the chart']),
  owed(
    'E22-032',
    '三（四）1',
    '非紧急情况下由3名以上医师共同制定上机方案',
    'non-emergency: at least 3 physicians make the plan of the start',
    ecmoStartPhysicians,
    anybody,
  ),
  owed(
    'E22-033',
    '三（四）1',
    '其中至少1名医师为患者经治医师',
    'at least 1 of them treats the patient',
    ecmoStartTreating,
    anybody,
  ),
  owed(
    'E22-034',
    '三（四）1',
    '2名为ECMO技术临床应用专家组成员',
    '2 of them belong to the expert group',
    ecmoStartExperts,
    anybody,
  ),
  owed(
    'E22-035',
    '三（四）1',
    '撤机治疗与管理方案按同样要求制定',
    'the plan of the removal is made in the same way',
    ecmoRemovalPlan,
    {
      zh: '带ECMO转院的在转出医院没有撤机，不要求撤机方案',
      en: 'a patient transferred on ECMO was not removed here, so no plan of the removal is asked',
    },
  ),
  owedBy(
    'E22-036',
    '三（四）2',
    '紧急情况下由1名专家组中具有副主任医师以上职务的医师决定上机',
    'emergency: 1 expert-group physician of associate-chief rank decides',
    ecmoEmergencyDecision,
    reaches(
      persons(
        all(senior, person.role.is('医师')),
        '副主任医师以上的专家组医师',
        'expert-group physicians of associate-chief rank',
      ),
      1,
    ),
  ),
  {
    id: 'E22-037',
    at: '三（四）2',
    text: {
      zh: '并在上机后12小时内按照非紧急情况补充制定后续治疗与管理方案',
      en: 'and the plan is completed within 12 hours of the start, as in a non-emergency',
    },
    class: 'a',
    rule: allOf(everyCase(ecmoPlanWithin12h), everyCase(ecmoPlanWithin12hByThree)),
    missing: byCases,
    confidence: 'derived',
    note: {
      zh: '“按照非紧急情况”即由3名以上医师（1名经治、2名专家组）制定；补充方案医师、经治、专家组人数未填为未知。上机由1人决定是规范允许的，与补充方案无关',
      en: '“as in a non-emergency” asks for three physicians, one treating and two of the expert group; not known while the columns of the completed plan are blank. That one physician decides the start is allowed and another matter',
    },
  },
  stated(
    'E22-038',
    '三（五）',
    ['建立健全ECMO技术临床应用监测和评估制度', 'a system of monitoring and assessment'],
    ['是否建立ECMO临床应用监测和评估制度？', 'Is there a system of monitoring and assessment for ECMO?'],
  ),
  {
    id: 'E22-039',
    at: '三（五）',
    text: {
      zh: '定期就病例选择、并发症、死亡病例、医疗不良事件、术后患者管理、患者生存质量、随访等情况和病历质量开展评估',
      en: 'periodic assessment of eight topics: selection, complications, deaths, adverse events, aftercare, quality of life, follow-up, charts',
    },
    class: 'b+c',
    rule: allOf(
      answers(
        ...topics.map(([name, zh, en]) =>
          yesNo(
            `E22-039.${name}`,
            `近12个月是否就“${zh}”开展过评估？`,
            `Was ${en} assessed in the last twelve months?`,
          ),
        ),
      ),
      review,
    ),
    missing: {
      zh: '依据医院填报的八个方面与专家评审；任一方面未填报为未知，未评审为待评审',
      en: 'eight statements and a review; a topic that is not answered is not known, and without a review it awaits one',
    },
    confidence: 'seed',
  },
  stated(
    'E22-040',
    '三（六）1',
    ['使用经国家药品监督管理局批准的ECMO技术相关器械', 'devices are approved by the national authority'],
    [
      'ECMO相关器械是否均经国家药品监督管理局批准？',
      'Are all ECMO devices approved by the national authority?',
    ],
  ),
  {
    id: 'E22-041',
    at: '三（六）1',
    text: { zh: '不得重复使用一次性医用器械', en: 'single-use devices are not used again' },
    class: 'a',
    rule: { op: 'single use', table: 'ecmo_runs' },
    missing: {
      zh: '依据病例中记录的序列化器械条形码；没有记录为未知。批号或不含序列号的条形码重复属正常',
      en: 'serialised barcodes on record; none recorded is not known. Lot numbers and codes without a serial repeat legitimately',
    },
    confidence: 'derived',
    note: {
      zh: '同一序列化条形码出现在两例中只作线索，待评审',
      en: 'one serialised barcode in two cases is a lead to be looked into, not yet a breach',
    },
  },
  stated(
    'E22-042',
    '三（六）2',
    ['建立ECMO技术相关器械登记制度，保证器械来源可追溯', 'a register of devices with a traceable source'],
    ['是否建立器械登记制度并保证来源可追溯？', 'Is there a register of devices with a traceable source?'],
  ),
  owed(
    'E22-043',
    '三（六）2',
    '在住院病历的手术记录部分留存器械条形码或者其他合格证明文件',
    'barcode or certificate is kept in the operation record',
    ecmoBarcodeKept,
  ),
  owed(
    'E22-044',
    '三（六）3',
    '按规定向省级医疗技术临床应用信息化管理平台上报相关病例数据信息',
    'cases are reported to the provincial platform',
    ecmoReported,
  ),
  {
    id: 'E22-045',
    at: '三（六）3',
    text: {
      zh: '接受各级质控中心对ECMO技术临床应用的质量控制',
      en: 'the quality control of centres at every level is accepted',
    },
    class: 'b+c',
    rule: allOf(
      answer(
        yesNo(
          'E22-045',
          '近12个月各级质控中心要求的ECMO质量控制（数据、检查、整改）是否均已接受并配合？',
          'Was all quality control of ECMO that centres asked for in the last twelve months (data, visits, corrections) accepted?',
        ),
      ),
      review,
    ),
    missing: {
      zh: '依据医院填报，并由质控中心评审；未填报为未知，未评审为待评审',
      en: "the hospital's statement and a review by the centre; not answered is not known, not reviewed awaits review",
    },
    confidence: 'seed',
  },
];

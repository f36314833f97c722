import {
  all,
  allOf,
  answer,
  anyOf,
  type Clause,
  persons,
  reaches,
  scope,
  yesNo,
} from '../../../pipeline/define/index.js';
import { person, rank } from '../../../pipeline/lists/person.js';
import { ecmoNorm2020, ecmoNormDraft } from '../../texts/sources.js';
import { everyPhysician } from '../ecmo-2022/staff.js';
import { byStaff, statedEach } from '../wording/stated.js';
import { asInG11, inText } from './in-text.js';

/** G: where the edition of 2020 differs from that of 2022. */
const edition2020 = inText(ecmoNorm2020, '2020年版', [
  {
    id: 'E00-G01',
    at: '二（一）1',
    text: {
      zh: '执业范围为内科、外科、急救医学、重症医学科、儿科、麻醉科或其他与开展ECMO技术相适应的临床专业的本医疗机构在职医师',
      en: 'a physician employed by the hospital itself, of a scope of practice that suits',
    },
    class: 'b',
    rule: everyPhysician(person.employed_here.isTrue()),
    missing: byStaff,
    confidence: 'seed',
    note: {
      zh: '与2022年版的差别：“本医疗机构在职医师”在2022年版中删去；其余（至三（一））与 E22-004 至 E22-023 相同，不重复判定，所据文本到三（一）中断',
      en: 'the difference: the edition of 2022 no longer asks that the physician be employed there; the rest up to 三（一）, where the copy breaks off, is that of E22-004 to E22-023 and not judged twice',
    },
  },
]);

const named = person.practice_scope.is('内科', '外科', '急救医学', '重症医学科', '儿科');

/** H: where the draft differs from the final text. */
const draft = inText(ecmoNormDraft, '征求意见稿', [
  {
    id: 'E00-H01',
    at: '前言',
    text: {
      zh: '适用于所有开展成人及儿童ECMO技术的医疗机构',
      en: 'holds for every hospital that gives ECMO to adults or children',
    },
    class: 'scope',
    rule: scope,
    missing: { zh: '无需数据', en: 'needs no data' },
    confidence: 'seed',
    note: {
      zh: '与定稿的差别：定稿未写成人及儿童，不分年龄均适用',
      en: 'the difference: the final text names no ages and holds for all',
    },
  },
  {
    id: 'E00-H02',
    at: '一（二）',
    text: {
      zh: '有至少3名经过ECMO技术培训并考核合格的专业技术人员，其中至少2名执业医师',
      en: 'at least 3 professionals trained for ECMO and passed, at least 2 of them licensed physicians',
    },
    class: 'b',
    rule: allOf(asInG11('E22-007'), asInG11('E22-008')),
    missing: byStaff,
    confidence: 'seed',
    note: {
      zh: '与定稿只是措辞不同（“至少3名”与“3名以上”），要求与 E22-007、E22-008 相同',
      en: 'the final text words it otherwise and asks the same, E22-007 and E22-008',
    },
  },
  {
    ...statedEach(
      'E00-H03',
      '一（三）',
      [
        '除定稿所列外，还应具有开展血气分析、血生化检测、凝血功能检测、超声心动（经胸、经食道）、溶血和血栓检测、主动脉内球囊反搏（IABP）的设备设施和能力',
        'beside the final list: blood gases, biochemistry, coagulation, echocardiography through chest and oesophagus, tests for haemolysis and thrombosis, balloon pump',
      ],
      ['blood_gas', '是否能开展血气分析？', 'Can blood gases be analysed?'],
      ['biochemistry', '是否能开展血生化检测？', 'Can biochemistry be tested?'],
      ['coagulation', '是否能开展凝血功能检测？', 'Can coagulation be tested?'],
      [
        'echo_chest',
        '是否能开展移动式经胸超声心动诊断？',
        'Is mobile echocardiography through the chest available?',
      ],
      [
        'echo_oesophagus',
        '是否能开展移动式经食道超声心动诊断？',
        'Is mobile echocardiography through the oesophagus available?',
      ],
      ['hemolysis', '是否能开展溶血检测？', 'Can haemolysis be tested?'],
      ['thrombosis', '是否能开展血栓检测？', 'Can thrombosis be tested?'],
      ['iabp', '是否能开展主动脉内球囊反搏（IABP）？', 'Is an intra-aortic balloon pump available?'],
    ),
    note: {
      zh: '与定稿的差别：定稿不再要求这些；其余项目见 E22-009 至 E22-015',
      en: 'the difference: the final text no longer asks for these; for the others see E22-009 to E22-015',
    },
  },
  {
    id: 'E00-H04',
    at: '二（一）1',
    text: {
      zh: '执业范围为内科、外科、急救医学、重症医学、儿科或其他与开展ECMO技术相适应的临床专业的本医疗机构在职医师',
      en: 'scope of practice: internal medicine, surgery, emergency, intensive care, paediatrics, or another that suits; employed by the hospital itself',
    },
    class: 'b',
    rule: allOf(
      anyOf(
        everyPhysician(named),
        answer(
          yesNo(
            'E00-H04',
            '执业范围不在内科、外科、急救、重症、儿科之内的ECMO医师（如麻醉），其专业是否均与开展ECMO相适应？',
            'Do the scopes of all ECMO physicians outside internal medicine, surgery, emergency, intensive care and paediatrics (such as anaesthesia) suit ECMO?',
          ),
        ),
      ),
      everyPhysician(person.employed_here.isTrue()),
    ),
    missing: {
      zh: '依据当日人员名册；有其他执业范围者须医院填报是否相适应，未填报为未知',
      en: 'the staff list of the day; where other scopes stand in it the hospital says whether they suit, and unanswered is not known',
    },
    confidence: 'seed',
    note: {
      zh: '与定稿的差别：所列专业没有麻醉科（2020年版起增列），且要求本医疗机构在职（2022年版删去）',
      en: 'the difference: anaesthesia is not named (it is since 2020), and the physician is employed there (dropped in 2022)',
    },
  },
  {
    id: 'E00-H05',
    at: '三（一）',
    text: {
      zh: '专家组至少包含3名具有副高以上专业技术职务任职资格，临床工作5年以上、具有ECMO临床应用相关经验的专业技术人员',
      en: 'the expert group has at least 3 members of associate-chief rank, five years of clinical work and experience in ECMO',
    },
    class: 'b',
    rule: reaches(
      persons(
        all(
          person.technique.is('ECMO'),
          person.expert_group.isTrue(),
          person.rank.atLeast(rank.associateChief),
          person.clinical_years.atLeast(5),
        ),
        '副高以上、临床满5年的专家组成员',
        'expert-group members of rank and five years',
      ),
      3,
    ),
    missing: byStaff,
    confidence: 'seed',
    note: {
      zh: '与定稿的差别：征求意见稿为临床工作5年，2020年版和2022年版均为8年（E22-023）',
      en: 'the difference: five years here, eight in the editions of 2020 and 2022 (E22-023)',
    },
  },
]);

/** G and H: where earlier editions of the norm differ from that of 2022. */
export const earlierEditions: readonly Clause[] = [...edition2020, ...draft];

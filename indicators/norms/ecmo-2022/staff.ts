import {
  all,
  allOf,
  any,
  type Clause,
  not,
  type Predicate,
  persons,
  type Rule,
  reaches,
  review,
} from '../../../pipeline/define/index.js';
import { person, rank } from '../../../pipeline/lists/person.js';
import { byStaff, reviewed } from '../wording/stated.js';
import { exempt, performs, trainedAbroad } from './physician.js';

/** Every authorised physician meets `must`. */
export const everyPhysician = (must: Predicate): Rule => ({
  op: 'every person',
  who: performs,
  title: { zh: '开展ECMO的医师（当日有授权）', en: 'physicians who use ECMO (authorised on the day)' },
  must,
  none: 'not known',
});

const inScope = person.practice_scope.is('内科', '外科', '急救医学', '重症医学科', '儿科', '麻醉');
const otherScope = all(performs, not(inScope));

/** 二: physicians and other staff. */
export const staff: readonly Clause[] = [
  {
    id: 'E22-016',
    at: '二（一）1',
    text: {
      zh: '执业范围为内科、外科、急救医学、重症医学科、儿科、麻醉科或其他与开展ECMO技术相适应的临床专业',
      en: 'scope of practice: internal medicine, surgery, emergency, intensive care, paediatrics, anaesthesia, or another that suits',
    },
    class: 'b+c',
    rule: {
      op: 'any',
      of: [
        everyPhysician(inScope),
        allOf(
          reaches(persons(otherScope, '执业范围为其他专业的医师', 'physicians of another scope'), 1),
          review,
        ),
      ],
    },
    missing: byStaff,
    confidence: 'seed',
    note: {
      zh: '执业范围为所列专业者直接符合；有其他专业者由评审人判断是否相适应',
      en: 'the listed scopes are met at once; whether another one suits is for a reviewer',
    },
  },
  {
    id: 'E22-017',
    at: '二（一）2',
    text: { zh: '在相关专业从事临床工作5年以上', en: 'at least 5 years of clinical work in the field' },
    class: 'b',
    rule: everyPhysician(person.clinical_years.atLeast(5)),
    missing: byStaff,
    confidence: 'derived',
    note: {
      zh: '名册只有参加临床工作日期；按当日满5年判定，不区分专业',
      en: 'the list dates clinical work as a whole; judged by five full years on the day, whatever the field',
    },
  },
  reviewed('E22-018', '二（一）2', [
    '具有ECMO技术临床应用和相关并发症诊断处理能力',
    'able to use ECMO and to diagnose and treat its complications',
  ]),
  {
    id: 'E22-019',
    at: '二（一）2',
    text: {
      zh: 'ECMO技术负责人具有副主任医师以上专业技术职务任职资格',
      en: 'the technique lead is associate chief physician or higher',
    },
    class: 'b',
    rule: allOf(
      reaches(
        persons(
          all(person.technique.is('ECMO'), person.role.is('医师'), person.technique_lead.isTrue()),
          'ECMO技术负责人',
          'technique leads',
        ),
        1,
      ),
      {
        op: 'every person',
        who: all(person.technique.is('ECMO'), person.role.is('医师'), person.technique_lead.isTrue()),
        title: { zh: 'ECMO技术负责人', en: 'technique leads' },
        must: person.rank.atLeast(rank.associateChief),
        none: 'not met',
      },
    ),
    missing: byStaff,
    confidence: 'seed',
  },
  {
    id: 'E22-020',
    at: '二（一）3',
    text: {
      zh: '经过ECMO技术相关系统培训并考核合格',
      en: 'systematically trained for ECMO and passed',
    },
    class: 'b',
    rule: everyPhysician(any(all(person.trained.isTrue(), person.passed.isTrue()), trainedAbroad, exempt)),
    missing: byStaff,
    confidence: 'derived',
    note: {
      zh: '符合四（一）3、4者视为经过培训并考核合格',
      en: 'whoever is equivalent or free of training by 四（一）3 and 4 is taken to meet it',
    },
  },
  {
    id: 'E22-021',
    at: '二（二）',
    text: {
      zh: '其他相关卫生专业技术人员经过ECMO技术相关专业系统培训，满足所需条件',
      en: 'the other professionals are systematically trained for ECMO',
    },
    class: 'b',
    rule: {
      op: 'every person',
      who: all(person.technique.is('ECMO'), person.role.is('护士', '技师', '灌注师', '工程师', '协调员')),
      title: { zh: 'ECMO技术的其他人员', en: 'other staff of ECMO' },
      must: person.trained.isTrue(),
      none: 'not known',
    },
    missing: byStaff,
    confidence: 'seed',
  },
];

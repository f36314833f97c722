import { all, any, type Clause, type Predicate, type Rule } from '../../../pipeline/define/index.js';
import { person } from '../../../pipeline/lists/person.js';
import { byStaff } from '../wording/stated.js';
import { exempt, performs, physicianClauses } from './physician.js';

const practising = {
  zh: '开展心室辅助技术的医师（当日有授权）',
  en: 'physicians who practise the technique (authorised on the day)',
} as const;

/** Every practising physician meets `must`. */
export const everyPhysician = (must: Predicate): Rule => ({
  op: 'every person',
  who: performs,
  title: practising,
  must,
  none: 'not known',
});

/** The requirement of a clause for one physician. */
export function asked(id: string): Predicate {
  const found = physicianClauses.find((clause) => clause.id === id);
  if (!found) throw new RangeError(`no physician is asked ${id}`);
  return found.predicate;
}

/** The requirement of a training clause for one physician, or the exemption from training. */
export const askedOrExempt = (id: string): Predicate => any(asked(id), exempt);

/** 二: physicians and other staff. */
export const staff: readonly Clause[] = [
  {
    id: 'V22-043',
    at: '二（一）1',
    text: {
      zh: '取得《医师执业证书》，执业范围为外科、内科或儿科专业',
      en: 'licensed, with surgery, internal medicine or paediatrics as scope of practice',
    },
    class: 'b',
    rule: everyPhysician(asked('V22-043')),
    missing: byStaff,
    confidence: 'seed',
  },
  {
    id: 'V22-044',
    at: '二（一）2',
    text: {
      zh: '有10年以上心脏大血管专业领域临床诊疗工作经验',
      en: 'at least 10 years of clinical work in cardiovascular medicine',
    },
    class: 'b',
    rule: everyPhysician(asked('V22-044')),
    missing: byStaff,
    confidence: 'derived',
    note: {
      zh: '人员名册只有参加临床工作日期，没有从事本专业的起始日期；按临床工作满10年判定',
      en: 'the staff list dates the beginning of clinical work and not of the specialty; judged by 10 years of clinical work',
    },
  },
  {
    id: 'V22-045',
    at: '二（一）2',
    text: {
      zh: '取得副主任医师以上专业技术职务任职资格5年以上',
      en: 'associate chief physician or higher for at least 5 years',
    },
    class: 'b',
    rule: everyPhysician(asked('V22-045')),
    missing: byStaff,
    confidence: 'derived',
    note: {
      zh: '人员名册只记现职称的取得日期；主任医师晋升前须任副主任医师满5年，视为符合',
      en: 'the staff list dates the present title only; a chief physician must have served 5 years as associate chief before and is taken to meet it',
    },
  },
  {
    id: 'V22-046',
    at: '二（一）3',
    text: {
      zh: '在省级卫生健康行政部门备案的培训基地接受心室辅助技术相关系统培训，具备开展心室辅助技术的能力',
      en: 'systematic training at a base filed with the province, and able to practise the technique',
    },
    class: 'b',
    rule: everyPhysician(askedOrExempt('V22-046')),
    missing: byStaff,
    confidence: 'derived',
    note: {
      zh: '符合四（一）3免于培训条件者视为符合；能力以培训合格认定',
      en: 'whoever is free of training by 四（一）3 is taken to meet it; ability is read from having passed the training',
    },
  },
  {
    id: 'V22-047',
    at: '二（二）',
    text: {
      zh: '其他相关卫生专业技术人员经过心室辅助技术相关专业系统培训，满足开展心室辅助技术临床应用所需的相关条件',
      en: 'the other professionals are systematically trained for the technique',
    },
    class: 'b',
    rule: {
      op: 'every person',
      who: all(person.technique.is('心室辅助'), person.role.is('护士', '技师', '灌注师', '工程师', '协调员')),
      title: { zh: '心室辅助技术的其他人员', en: 'other staff of the technique' },
      must: person.trained.isTrue(),
      none: 'not known',
    },
    missing: byStaff,
    confidence: 'seed',
  },
];

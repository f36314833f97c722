import {
  all,
  any,
  type Pathway,
  type Predicate,
  type Qualification,
} from '../../../pipeline/define/index.js';
import { person, rank } from '../../../pipeline/lists/person.js';

/**
 * Physicians who practise the technique: those whose authorisation for it is valid on the day. The staff list also names the anaesthetists
 * and others of the artificial-heart team, to whom 二（一） does not apply: without an authorisation they are left out, while a heart surgeon's
 * or cardiologist's blank leaves it open.
 */
export const performs: Predicate = all(
  person.technique.is('心室辅助'),
  person.role.is('医师'),
  any(person.authorised.isKnown(), person.specialty.is('心脏大血管外科', '心血管内科')),
  person.authorised.isTrue(),
);

const licensedInScope = all(person.licensed.isTrue(), person.practice_scope.is('外科', '内科', '儿科'));
const tenYears = person.clinical_years.atLeast(10);

/**
 * Held 副主任医师 or higher for five years. The staff list dates only the present title; by the rules of promotion a chief physician has been
 * associate chief for five years before.
 */
export const seniorForFiveYears: Predicate = any(
  all(person.rank.atLeast(rank.associateChief), person.title_years.atLeast(5)),
  person.rank.atLeast(rank.chief),
);

/**
 * 四（一）3, exempt from training: 15 years of clinical work, chief physician, six independent cases in five years, no serious event. Unlike
 * G11, G09 names no day, so all of it is taken as of the day of judging; cases before 2022 do not decide it.
 */
export const exempt: Predicate = all(
  person.clinical_years.atLeast(15),
  person.rank.atLeast(rank.chief),
  person.independent_cases_5y.atLeast(6),
  person.no_serious_events.isTrue(),
);

/** The requirements of each clause for one physician, regardless of the exemption. */
export const physicianClauses: Qualification['clauses'] = [
  {
    id: 'V22-043',
    title: { zh: '执业证书与执业范围', en: 'licence and scope of practice' },
    predicate: licensedInScope,
  },
  { id: 'V22-044', title: { zh: '临床工作满10年', en: '10 years of clinical work' }, predicate: tenYears },
  {
    id: 'V22-045',
    title: { zh: '副主任医师以上满5年', en: 'associate chief or higher for 5 years' },
    predicate: seniorForFiveYears,
  },
  {
    id: 'V22-046',
    title: { zh: '培训基地系统培训合格', en: 'trained at a base and passed' },
    predicate: person.trained.isTrue(),
  },
  {
    id: 'V22-065',
    title: { zh: '执业证书，副主任医师以上', en: 'licensed, associate chief or higher' },
    predicate: all(person.licensed.isTrue(), person.rank.atLeast(rank.associateChief)),
  },
  {
    id: 'V22-066',
    title: { zh: '系统培训至少3个月', en: 'at least 3 months of training' },
    predicate: person.training_months.atLeast(3),
  },
  {
    id: 'V22-067',
    title: { zh: '动物植入至少1例且存活30天以上', en: 'at least 1 animal implant that survived 30 days' },
    predicate: person.animal_implants.atLeast(1),
  },
  {
    id: 'V22-068',
    title: { zh: '参与全程管理2例以上', en: 'at least 2 patients through the whole course' },
    predicate: person.full_process_cases.atLeast(2),
  },
  {
    id: 'V22-069',
    title: { zh: '考核合格', en: 'examination passed' },
    predicate: person.passed.isTrue(),
  },
];

/** 四（一）3 exempts from training alone: licence, scope and years of 二（一） are still required. */
export const pathways: readonly Pathway[] = [
  {
    clause: 'V22-070',
    kind: 'exempt',
    title: { zh: '免于培训', en: 'free of training' },
    predicate: all(licensedInScope, tenYears, seniorForFiveYears, exempt),
  },
];

/** G09's requirements for a physician who practises the technique. */
export const vadQualification: Qualification = {
  norm: 'V22',
  technique: '心室辅助',
  // Authorised persons, and the specialists who may become so; not the anaesthetists of the team.
  who: all(
    person.technique.is('心室辅助'),
    person.role.is('医师'),
    any(person.authorised.isTrue(), person.specialty.is('心脏大血管外科', '心血管内科')),
  ),
  clauses: physicianClauses,
  pathways,
};

import { all, type Pathway, type Predicate, type Qualification } from '../../../pipeline/define/index.js';
import { person, rank } from '../../../pipeline/lists/person.js';

/** Physicians whose authorisation for ECMO is valid on the day. */
export const performs: Predicate = all(
  person.technique.is('ECMO'),
  person.role.is('医师'),
  person.authorised.isTrue(),
);

/**
 * 四（一）3: three months abroad with a certificate, examined by a training centre. The list dates neither certificate nor examiner; the
 * examination passed after training abroad represents both.
 */
export const trainedAbroad: Predicate = all(
  person.overseas.isTrue(),
  person.training_months.atLeast(3),
  person.passed.isTrue(),
);

/**
 * 四（一）4, exempt from training: 10 years of clinical work, attending physician or higher, 20 independent runs in three years, no serious
 * error or accident; all of it as of the day the norm was issued, 2022-04-20.
 */
export const exempt: Predicate = all(
  person.clinical_years_at_norm.atLeast(10),
  person.rank_at_norm.atLeast(rank.attending),
  person.independent_cases.atLeast(20),
  person.no_serious_events.isTrue(),
);

/** The requirements of each clause of 四（一） for one physician trained at home. */
export const physicianClauses: Qualification['clauses'] = [
  {
    id: 'E22-046',
    title: { zh: '主治医师以上', en: 'attending physician or higher' },
    predicate: person.rank.atLeast(rank.attending),
  },
  {
    id: 'E22-047',
    title: { zh: '接受连续的系统化培训', en: 'continuous systematic training' },
    predicate: person.trained.isTrue(),
  },
  {
    id: 'E22-048',
    title: { zh: '培训不少于3个月', en: 'at least 3 months of training' },
    predicate: person.training_months.atLeast(3),
  },
  {
    id: 'E22-049',
    title: { zh: '参与全过程管理5例以上', en: 'at least 5 cases through the whole course' },
    predicate: person.full_process_cases.atLeast(5),
  },
  { id: 'E22-050', title: { zh: '考核合格', en: 'examination passed' }, predicate: person.passed.isTrue() },
];

/** The two other ways. */
export const pathways: readonly Pathway[] = [
  {
    clause: 'E22-051',
    kind: 'equivalent',
    title: { zh: '境外培训，视为达到要求', en: 'trained abroad, taken as equivalent' },
    predicate: all(person.rank.atLeast(rank.attending), trainedAbroad),
  },
  {
    clause: 'E22-052',
    kind: 'exempt',
    title: { zh: '免于培训', en: 'free of training' },
    predicate: exempt,
  },
];

/** G11's requirements for a physician who uses ECMO. */
export const ecmoQualification: Qualification = {
  norm: 'E22',
  technique: 'ECMO',
  who: all(person.technique.is('ECMO'), person.role.is('医师')),
  clauses: physicianClauses,
  pathways,
};

import { all, any, type Clause, type Predicate } from '../../../pipeline/define/index.js';
import { person } from '../../../pipeline/lists/person.js';
import { byStaff } from '../wording/stated.js';
import { exempt, performs, physicianClauses, trainedAbroad } from './physician.js';
import { everyPhysician } from './staff.js';

function asked(id: string): Predicate {
  const found = physicianClauses.find((clause) => clause.id === id);
  if (!found) throw new RangeError(`no physician is asked ${id}`);
  return found.predicate;
}

/** Trained at home as the clause requires, or qualified in one of the two other ways. */
const askedOrOther = (id: string): Predicate => any(asked(id), trainedAbroad, exempt);

const casesOfTrainees = {
  zh: '依据当日人员名册；病例表不记学员姓名，例数以名册填报为准，空白为未知',
  en: 'the staff list of the day; cases name no trainee, so the number is the one stated there, and blank is not known',
} as const;

/** 四（一）: the requirements for a physician before ECMO. */
export const physicianTraining: readonly Clause[] = [
  {
    id: 'E22-046',
    at: '四（一）1',
    text: { zh: '具有主治医师及以上专业技术职务任职资格', en: 'attending physician or higher' },
    class: 'b',
    rule: everyPhysician(asked('E22-046')),
    missing: byStaff,
    confidence: 'seed',
  },
  {
    id: 'E22-047',
    at: '四（一）2',
    text: { zh: '接受连续的系统化培训', en: 'continuous systematic training' },
    class: 'b',
    rule: everyPhysician(askedOrOther('E22-047')),
    missing: byStaff,
    confidence: 'seed',
  },
  {
    id: 'E22-048',
    at: '四（一）2',
    text: { zh: '在上级医师指导下接受不少于三个月培训', en: 'at least three months under supervision' },
    class: 'b',
    rule: everyPhysician(askedOrOther('E22-048')),
    missing: byStaff,
    confidence: 'seed',
  },
  {
    id: 'E22-049',
    at: '四（一）2',
    text: {
      zh: '参与5例以上ECMO技术临床应用的全过程管理，包括上机前诊断、插管植入、上机后全程管理、撤机和随访',
      en: 'at least 5 cases through the whole course, from diagnosis to follow-up',
    },
    class: 'a+b',
    rule: everyPhysician(askedOrOther('E22-049')),
    missing: casesOfTrainees,
    confidence: 'seed',
  },
  {
    id: 'E22-050',
    at: '四（一）2',
    text: { zh: '考核合格', en: 'examination passed' },
    class: 'b',
    rule: everyPhysician(askedOrOther('E22-050')),
    missing: byStaff,
    confidence: 'seed',
  },
  {
    id: 'E22-051',
    at: '四（一）3',
    text: {
      zh: '在境外接受培训3个月以上，有境外培训机构的培训证明，并经具备培训条件的医疗机构考核合格的，视为达到要求',
      en: 'three months abroad with a certificate, passed at a training centre here, count as training',
    },
    class: 'b',
    rule: {
      op: 'every person',
      who: all(performs, person.overseas.isTrue()),
      title: { zh: '以境外培训代替的医师', en: 'physicians trained abroad' },
      must: any(trainedAbroad, exempt),
      none: 'not applicable',
    },
    missing: byStaff,
    confidence: 'derived',
    note: {
      zh: '名册不记培训证明与考核机构；境外培训后考核合格即视为两者具备',
      en: 'the list dates neither certificate nor examiner; having passed after training abroad stands for both',
    },
  },
  {
    id: 'E22-052',
    at: '四（一）4',
    text: {
      zh: '本规范印发之日前，从事临床工作满10年，具有主治医师以上职称，近3年独立开展不少于20例，未发生严重医疗差错和医疗事故的，可免于培训',
      en: 'free of training: before the norm 10 years of clinical work, attending or higher, 20 independent runs in 3 years, no serious error or accident',
    },
    class: 'a+b',
    rule: {
      op: 'every person',
      // A physician trained neither here nor abroad must be exempt from training.
      who: all(performs, person.trained.isFalse(), any(person.overseas.isFalse(), person.passed.isFalse())),
      title: { zh: '未经培训的医师', en: 'physicians without training' },
      must: exempt,
      none: 'not applicable',
    },
    missing: casesOfTrainees,
    confidence: 'seed',
  },
];

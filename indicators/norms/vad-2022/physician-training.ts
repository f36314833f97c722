import { all, type Clause, not, type Predicate } from '../../../pipeline/define/index.js';
import { person } from '../../../pipeline/lists/person.js';
import { byStaff } from '../wording/stated.js';
import { exempt, performs } from './physician.js';
import { asked, askedOrExempt, everyPhysician } from './staff.js';

/** Physicians who practise untrained: they must be exempt from training. */
const untrained: Predicate = all(performs, not(person.trained.isTrue()));

const freedInstead = {
  zh: '“拟开展”的医师按已获授权者判定：授权须以符合本条或四（一）3免于培训为前提',
  en: 'judged of physicians already authorised: authorisation presupposes this clause, or being free of training by 四（一）3',
} as const;

/** 四（一）: the training required of a physician before practice. */
export const physicianTraining: readonly Clause[] = [
  {
    id: 'V22-065',
    at: '四（一）1',
    text: {
      zh: '应当具有《医师执业证书》，具有副主任医师及以上专业技术职务任职资格',
      en: 'licensed, associate chief physician or higher',
    },
    class: 'b',
    rule: everyPhysician(asked('V22-065')),
    missing: byStaff,
    confidence: 'seed',
    note: {
      zh: '“拟开展”的医师按已获授权者判定；四（一）3免的是培训，不免执业证书和职称',
      en: 'judged of physicians already authorised; 四（一）3 frees of training, not of licence and rank',
    },
  },
  {
    id: 'V22-066',
    at: '四（一）2',
    text: { zh: '应当接受至少3个月的系统培训', en: 'at least 3 months of systematic training' },
    class: 'b',
    rule: everyPhysician(askedOrExempt('V22-066')),
    missing: byStaff,
    confidence: 'seed',
    note: freedInstead,
  },
  {
    id: 'V22-067',
    at: '四（一）2',
    text: {
      zh: '在指导医师指导下，参加心室辅助装置植入动物实验至少1例，并存活30天以上',
      en: 'at least 1 supervised implantation in an animal that survived 30 days or more',
    },
    class: 'b',
    rule: everyPhysician(askedOrExempt('V22-067')),
    missing: byStaff,
    confidence: 'seed',
    note: freedInstead,
  },
  {
    id: 'V22-068',
    at: '四（一）2',
    text: {
      zh: '参与2例以上心室辅助装置植入患者的全过程管理，包括术前诊断、植入及撤除技术、围术期管理、植入后管理和随访等',
      en: 'has shared in the whole care of at least 2 patients, from diagnosis to follow-up',
    },
    class: 'a+b',
    rule: everyPhysician(askedOrExempt('V22-068')),
    missing: {
      zh: '依据人员名册的参与全程病例数；病例只记术者，不记学员，无法由病例点数；空白为未知',
      en: 'the full-process cases of the staff list; cases name the operator and no trainee, so they cannot be counted there; blank is not known',
    },
    confidence: 'seed',
    note: freedInstead,
  },
  {
    id: 'V22-069',
    at: '四（一）2',
    text: { zh: '并考核合格', en: 'and passed the examination' },
    class: 'b',
    rule: everyPhysician(askedOrExempt('V22-069')),
    missing: byStaff,
    confidence: 'seed',
    note: freedInstead,
  },
  {
    id: 'V22-070',
    at: '四（一）3',
    text: {
      zh: '从事临床工作满15年，具有主任医师专业技术职务任职资格，近5年独立开展心室辅助技术临床应用不少于6例，未发生严重不良事件的，可免于培训',
      en: 'free of training: 15 years of clinical work, chief physician, at least 6 independent cases in the last 5 years, no serious adverse event',
    },
    class: 'a+b',
    rule: {
      op: 'every person',
      who: untrained,
      title: {
        zh: '开展心室辅助技术而未经培训的医师',
        en: 'physicians who practise the technique untrained',
      },
      must: exempt,
      none: 'not applicable',
    },
    missing: {
      zh: '依据人员名册；近5年独立完成例数以填报为准，空白为未知',
      en: 'the staff list; the independent cases of the last five years as stated; blank is not known',
    },
    confidence: 'derived',
    note: {
      zh: '规范未写明以哪一日为准（G11写明“印发之日前”），按判定当日及近5年判定；另一读法是以印发之日（2022-04-20）为准；已培训合格者不适用',
      en: 'the norm names no day, unlike G11; taken as of the day of judging and the five years before it; the other reading takes the day it was issued (2022-04-20); not applicable to physicians who were trained',
    },
  },
];

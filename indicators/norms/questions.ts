import {
  type ClauseSet,
  defineQuestion,
  type Norm,
  type Qualification,
  type Question,
} from '../../pipeline/define/index.js';
import { ecmoMinimum, ecmoQualification, ecmoTrainingConditions } from './ecmo-2022/index.js';
import { ecmo2022 } from './ecmo-2022.js';
import { vadMinimum, vadQualification, vadTrainingBase } from './vad-2022/index.js';
import { vad2022 } from './vad-2022.js';

function clausesOf({ id, clauseSet }: Norm): ClauseSet {
  if (!clauseSet) throw new RangeError(`${id} has no clauses`);
  return clauseSet;
}
const e22 = clausesOf(ecmo2022);
const v22 = clausesOf(vad2022);

/** The questions that the centre and hospitals put to the norms, in display order. */
export const questions: readonly Question[] = [
  defineQuestion(
    {
      id: 'ecmo-practice',
      norm: 'E22',
      title: { zh: '是否具备开展ECMO技术的最低条件', en: 'May the hospital run ECMO (minimum conditions)?' },
      yes: {
        zh: 'G11 第一、二章及专家组、授权管理各条均符合',
        en: 'every clause of chapters 一 and 二, expert group and authorisation is met',
      },
      no: {
        zh: '有最低条件不符合，应整改后再开展',
        en: 'a minimum condition is not met and must be put right first',
      },
      clauses: ecmoMinimum,
      regardless: false,
    },
    e22,
  ),
  defineQuestion(
    {
      id: 'ecmo-training-base',
      norm: 'E22',
      title: { zh: '是否符合ECMO培训机构条件', en: 'Does it qualify as an ECMO training base?' },
      yes: { zh: 'G11 四（二）1 各条均符合', en: 'every clause of 四（二）1 is met' },
      no: { zh: '有培训机构条件不符合', en: 'a condition of training bases is not met' },
      clauses: ecmoTrainingConditions,
      regardless: true,
    },
    e22,
  ),
  defineQuestion(
    {
      id: 'vad-practice',
      norm: 'V22',
      title: {
        zh: '是否具备开展心室辅助技术的最低条件',
        en: 'May the hospital run VAD (minimum conditions)?',
      },
      yes: { zh: 'G09 第一、二章各条均符合', en: 'every clause of chapters 一 and 二 is met' },
      no: {
        zh: '有最低条件不符合，应整改后再开展',
        en: 'a minimum condition is not met and must be put right first',
      },
      clauses: vadMinimum,
      regardless: false,
    },
    v22,
  ),
  defineQuestion(
    {
      id: 'vad-training-base',
      norm: 'V22',
      title: { zh: '是否符合心室辅助培训基地条件', en: 'Does it qualify as a VAD training base?' },
      yes: { zh: 'G09 四（二）1 各条均符合', en: 'every clause of 四（二）1 is met' },
      no: { zh: '有培训基地条件不符合', en: 'a condition of training bases is not met' },
      clauses: vadTrainingBase.filter((id) => id <= 'V22-081'),
      regardless: true,
    },
    v22,
  ),
];

/** The norms' requirements for physicians. */
export const qualifications: readonly Qualification[] = [ecmoQualification, vadQualification];

import type { Clause } from '../../../pipeline/define/index.js';
import { conduct } from './conduct.js';
import { institution } from './institution.js';
import { physicianTraining } from './physician-training.js';
import { staff } from './staff.js';
import { trainingBase } from './training.js';

export { ecmoQualification, exempt, pathways, physicianClauses } from './physician.js';

const idsOf = (clauses: readonly Clause[]) =>
  clauses.filter((clause) => clause.class !== 'scope').map(({ id }) => id);

const practice: readonly Clause[] = [...institution, ...staff, ...conduct];

/** Every clause of G11, in the order of the document. */
export const ecmoClauses: readonly Clause[] = [
  ...practice,
  ...physicianTraining,
  ...trainingBase(idsOf(practice)),
];

/** Expert group and authorisation, without which nobody may decide on a run. */
const governance = ['E22-022', 'E22-023', 'E22-024'];

/** What a hospital must have before any ECMO run: chapters 一 and 二, expert group and authorisation. */
export const ecmoMinimum: readonly string[] = [
  ...idsOf(institution).filter((id) => id >= 'E22-004'),
  ...idsOf(staff),
  ...governance,
];

/** Whether a clause of 四（二） stands under 1, the conditions of a training base. */
const isCondition = ({ at }: Clause) => at.startsWith('四（二）1');
const base = ecmoClauses.filter(({ binds }) => binds);

/** The conditions for training others: 四（二）1. */
export const ecmoTrainingConditions: readonly string[] = idsOf(base.filter(isCondition));

/** The duties once a base recruits and trains: the report of 四（二） and the work of 四（二）2. */
export const ecmoTrainingWork: readonly string[] = idsOf(base.filter((clause) => !isCondition(clause)));

/** All requirements of 四（二） for a training base, in the order of the document. */
export const ecmoTrainingBase: readonly string[] = [...ecmoTrainingConditions, ...ecmoTrainingWork].sort();

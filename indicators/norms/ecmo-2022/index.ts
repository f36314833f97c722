import type { Clause } from '../../../pipeline/define/index.js';
import { conduct } from './conduct.js';
import { institution } from './institution.js';
import { staff } from './staff.js';
import { physicianTraining, trainingBase } from './training.js';

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

/** What a hospital must have before it runs ECMO at all: chapters 一 and 二, expert group and authorisation. */
export const ecmoMinimum: readonly string[] = [
  ...idsOf(institution).filter((id) => id >= 'E22-004'),
  ...idsOf(staff),
  ...governance,
];

/** What a training base must be and have: 四（二）. */
export const ecmoTrainingBase: readonly string[] = trainingBase([]).map(({ id }) => id);

import type { Clause } from '../../../pipeline/define/index.js';
import { allLevelsConduct } from './all-levels-conduct.js';
import { allLevelsInstitution } from './all-levels-institution.js';
import { caseGuideline } from './case-guideline.js';
import { caseManagement } from './case-management.js';
import { earlierEditions } from './earlier-editions.js';
import { interpretation } from './interpretation.js';
import { teamManagement } from './team-management.js';
import { treatment } from './treatment.js';

/** Every clause of the eight texts, A to H. */
export const ecmoTextClauses: readonly Clause[] = [
  ...teamManagement,
  ...allLevelsInstitution,
  ...allLevelsConduct,
  ...caseManagement,
  ...interpretation,
  ...treatment,
  ...caseGuideline,
  ...earlierEditions,
];

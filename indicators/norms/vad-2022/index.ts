import type { Clause } from '../../../pipeline/define/index.js';
import { catheterLaboratory } from './catheter-laboratory.js';
import { conduct } from './conduct.js';
import { institution } from './institution.js';
import { intensiveCare } from './intensive-care.js';
import { operatingRoom } from './operating-room.js';
import { physicianTraining } from './physician-training.js';
import { staff } from './staff.js';
import { supporting } from './supporting.js';
import { trainingBase } from './training.js';

export { exempt, pathways, physicianClauses, vadQualification } from './physician.js';

const ids = (clauses: readonly Clause[]): readonly string[] => clauses.map(({ id }) => id);

const chapterOne = [
  ...institution.filter(({ at }) => at !== '前言'),
  ...operatingRoom,
  ...catheterLaboratory,
  ...intensiveCare,
  ...supporting,
];

/** Chapters 一 and 二: the least a hospital must have to practise the technique. */
export const vadMinimum: readonly string[] = ids([...chapterOne, ...staff]);

const base = trainingBase([...vadMinimum, ...ids(conduct)]);

/** 四（二）: what a training base must have and do. */
export const vadTrainingBase: readonly string[] = ids(base);

/** The clauses of G09, in the order of the text. */
export const vadClauses: readonly Clause[] = [
  ...institution,
  ...operatingRoom,
  ...catheterLaboratory,
  ...intensiveCare,
  ...supporting,
  ...staff,
  ...conduct,
  ...physicianTraining,
  ...base,
];

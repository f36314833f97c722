import { anyOf, type Clause, item, reaches } from '../../../pipeline/define/index.js';
import { anesthesiaGeneralAndBlockVolume } from '../../anesthesia/general-and-block-volume.js';
import { department } from './department.js';
import { education } from './education.js';
import { head } from './head.js';
import { keyTechniques } from './key-technique.js';
import { management } from './management.js';
import { counts } from './rows.js';
import { staffing } from './staffing.js';
import { techniques } from './technique.js';

/** A year's general and block anaesthetics: those sent, or the hospital's stated number where not all are sent. */
const casesOfYear = anyOf(
  {
    op: 'figure',
    indicator: anesthesiaGeneralAndBlockVolume,
    sign: '>=',
    value: { num: 10_000, den: 1 },
    period: 'rolling12',
  },
  reaches(
    item(
      counts(
        60,
        '',
        '上一自然年全麻和阻滞麻醉共多少例？',
        'How many general and regional anaesthetics were given in the last calendar year?',
        '例',
        1_000_000,
      ),
    ),
    10_000,
  ),
);

/** Every clause of the standard, in the order of the document. */
export const anesthesiaClauses: readonly Clause[] = [
  ...department,
  ...staffing,
  ...techniques,
  ...keyTechniques(casesOfYear),
  ...management,
  ...education,
  ...head,
];

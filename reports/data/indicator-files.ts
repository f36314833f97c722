import type { DefinedIndicator } from '../../pipeline/define/index.js';
import type { Technology } from '../../pipeline/technology/technology.js';
import { audience } from './audience.js';

/** The page of an indicator in the centre's edition, from the folder of a report; codes are letters, digits and hyphens. */
export const indicatorPath = ({ code }: Pick<DefinedIndicator, 'code'>): string =>
  `${audience.centre}/indicators/${code}.html`;

/** The page of a technology, under the prefix of its codes. */
export const technologyPath = ({ sections }: Pick<Technology, 'sections'>): string =>
  `${audience.centre}/technologies/${sections[0].prefix}.html`;

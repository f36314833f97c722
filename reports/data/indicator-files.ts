import type { DefinedIndicator } from '../../pipeline/define/index.js';
import { audience } from './audience.js';

/** The page of an indicator in the centre's edition, from the folder of a report; codes are letters, digits and hyphens. */
export const indicatorPath = ({ code }: Pick<DefinedIndicator, 'code'>): string =>
  `${audience.centre}/indicators/${code}.html`;

/** The page of a technology. */
export const technologyPath = (id: string): string => `${audience.centre}/technologies/${id}.html`;

/** The page of the methods. */
export const methodsPath = `${audience.centre}/methods.html`;

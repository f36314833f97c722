import { type Defined, editionOf } from '../../pipeline/define/index.js';

/** What the file of a definition and its folder of worked cases are called: its id, and the edition of one that has ended. */
export const fileOf = ({ id, version, effectiveTo }: Defined) =>
  effectiveTo ? `${id}-${editionOf(version)}` : id;

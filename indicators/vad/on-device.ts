import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { all, not } from '../../pipeline/define/index.js';

const implant = vadImplants.columns;

/**
 * On the device as of the as-of day: the case's own row has the patient alive in the 31 days before it, without a recorded removal or
 * transplantation. A blank removal proves nothing where the row has no later day alive, and a day alive from other rows or follow-ups does
 * not count here.
 */
export const onDevice = all(
  not(implant.removed_on.isKnown()),
  not(implant.removal_reason.isKnown()),
  not(implant.transplanted_on.isKnown()),
  implant.row_in_place_on.isRecent(31),
);

import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { all, not } from '../../pipeline/define/index.js';

const implant = vadImplants.columns;

/**
 * On the device as of the as-of day: its row has the patient alive in the last 31 days before it, with no removal and no transplantation on record. A blank
 * removal of a patient of whom the row tells nothing since says nothing, nor does a day alive that other rows and follow-ups tell.
 */
export const onDevice = all(
  not(implant.removed_on.isKnown()),
  not(implant.removal_reason.isKnown()),
  not(implant.transplanted_on.isKnown()),
  implant.row_in_place_on.isRecent(31),
);

import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import type { Revision } from '../../pipeline/define/index.js';

/** The reading under which a run was pending until discharge and outside the bounds of a standardised ratio. */
export const stayPending: Revision = {
  version: '2022-r2',
  former: { window: ecmoRuns.windows.stay },
  reason: {
    zh: '出院前的例次原先待观察，不在上下限之内；死亡总是先知道，现在尚在院者结局未明，计入上下限，比值本身不变',
    en: 'runs before discharge were pending and outside the bounds, while deaths are known at once; now the outcome of who is in hospital is unknown and within the bounds, and the ratio itself is as before',
  },
};

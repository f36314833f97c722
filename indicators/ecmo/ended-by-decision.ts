import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { all, any, not } from '../../pipeline/define/index.js';

const run = ecmoRuns.columns;

/**
 * Runs of which it is known whether their removal was or will be decided on. A run still on support is awaited, half a year at most; with a
 * blank reason for ending it is not known. Read with the time on support as the window.
 */
export const endedByDecision = any(
  all(not(run.ended_at.isKnown()), not(run.end_reason.isKnown()), run.started_at.isRecent(180)),
  // True whatever the reason, not known where it is blank; deaths and transfers are excluded by name.
  run.end_reason.is(...run.end_reason.values),
);

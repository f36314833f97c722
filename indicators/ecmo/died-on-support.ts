import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';

/** A patient who died on support was not removed by decision: nobody could plan or discuss the removal. */
export const diedOnSupport = {
  title: { zh: '辅助期间死亡', en: 'died on support' },
  when: ecmoRuns.columns.end_reason.is('死亡'),
} as const;

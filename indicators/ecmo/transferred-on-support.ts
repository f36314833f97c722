import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';

/** A patient transferred on support continues it elsewhere: no removal was planned or discussed here. */
export const transferredOnSupport = {
  title: { zh: '带ECMO转院', en: 'transferred on support' },
  when: ecmoRuns.columns.end_reason.is('转院'),
} as const;

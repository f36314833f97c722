import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';

/** ECMO that keeps a donor's organs is outside the technique (G11, preamble) and so outside every denominator. */
export const organDonor = {
  title: { zh: '为维护捐献器官功能而应用', en: 'support of an organ donor' },
  when: ecmoRuns.columns.organ_donor.isTrue(),
} as const;

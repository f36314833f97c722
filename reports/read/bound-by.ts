import type { HospitalEntry } from '../../pipeline/ask/hospital-entries.js';
import type { Scope } from '../../pipeline/define/index.js';
import { trainings } from '../../pipeline/technology/index.js';
import type { ReportData } from '../data/report-data.js';

/** Whether a clause binds a hospital according to the list; an unlisted hospital counts as no training base. */
export function isBoundBy(scope: Scope, entry: HospitalEntry | undefined, province: ReportData['province']) {
  switch (scope) {
    case 'all hospitals':
      return true;
    case 'hospitals of Chongqing':
      return province.zh.startsWith('重庆');
    default: {
      const field = trainings.find((training) => training.scope === scope)?.field;
      return field !== undefined && entry?.[field] === true;
    }
  }
}

import type { Scope } from '../../pipeline/define/index.js';
import type { HospitalEntry, ReportData } from '../report-data.js';

/** Whether a clause binds a hospital as the list describes it; one that no list names is bound by no clause for some. */
export function isBoundBy(scope: Scope, entry: HospitalEntry | undefined, province: ReportData['province']) {
  switch (scope) {
    case 'all hospitals':
      return true;
    case 'hospitals of Chongqing':
      return province.zh.startsWith('重庆');
    case 'ECMO training base':
      return entry?.ecmo_training_base === true;
    case 'VAD training base':
      return entry?.vad_training_base === true;
  }
}

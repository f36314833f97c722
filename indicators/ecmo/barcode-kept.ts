import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { ecmoNorm2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Runs whose operation record holds the barcodes or certificates of the devices used.
 *
 * A blank is no proof, so it counts as not met and is shown in the bounds.
 */
export const ecmoBarcodeKept = defineIndicator({
  code: 'ECMO-N08',
  id: 'ecmo-barcode-kept',
  version: '2022',
  title: { zh: 'ECMO器械条形码留存率', en: 'device barcode kept in the record' },
  meaning: {
    zh: '住院病历手术记录中留存器械条形码或合格证明文件的例次，占同期ECMO应用总例次的比例',
    en: 'runs whose operation record holds the barcode or certificate of the devices, over all runs begun in the period',
  },
  rationale: {
    zh: '留存条形码才能在器械出现问题时追溯到患者',
    en: 'with the barcode a patient can be found when a device turns out faulty',
  },
  measure: 'proportion',
  unit: { numerator: 'run', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  numerator: run.barcode_kept.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [
    cite(ecmoNorm2022, {
      clause: '三（六）2',
      confidence: 'derived',
      note: {
        zh: '规范规定了要求，比例为本系统由该要求推得',
        en: 'the norm states the rule; the rate is ours',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});

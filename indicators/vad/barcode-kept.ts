import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { vadNorm2022 } from '../texts/sources.js';

const implant = vadImplants.columns;

/**
 * Implantations whose operation record holds the barcodes or certificates of the devices used.
 *
 * A blank is no proof, so it counts as not met and is shown in the bounds.
 */
export const vadBarcodeKept = defineIndicator({
  code: 'VAD-N06',
  id: 'vad-barcode-kept',
  version: '2022',
  title: { zh: '心室辅助器械条形码留存率', en: 'device barcode kept in the record' },
  meaning: {
    zh: '住院病历手术记录中留存器械条形码或合格证明文件的例次，占同期植入总例次的比例',
    en: 'implantations whose operation record holds the barcode or certificate of the devices, over all implantations in the period',
  },
  rationale: {
    zh: '留存条形码才能在器械出现问题时追溯到患者',
    en: 'with the barcode a patient can be found when a device turns out faulty',
  },
  measure: 'proportion',
  unit: { numerator: 'implant', denominator: 'implant' },
  of: vadImplants,
  indexDate: implant.implanted_on,
  numerator: implant.barcode_kept.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [
    cite(vadNorm2022, {
      clause: '三（八）2',
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

import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { vadNorm2022 } from '../texts/sources.js';

const implant = vadImplants.columns;

/**
 * Implantations begun in the period, of every type of device. Implantations, not patients: a second device of the same
 * patient counts again.
 */
export const vadVolume = defineIndicator({
  code: 'VAD-N01',
  id: 'vad-volume',
  version: '2022',
  title: { zh: '心室辅助植入例次', en: 'VAD implantations' },
  meaning: {
    zh: '同期植（介）入心室辅助装置的总例次',
    en: 'ventricular assist devices implanted in the period',
  },
  rationale: {
    zh: '例数说明经验多少，也是各项比率能否判读的依据',
    en: 'the number tells how much experience there is and how far the rates can be trusted',
  },
  measure: 'volume',
  unit: { numerator: 'implant', denominator: 'implant' },
  of: vadImplants,
  indexDate: implant.implanted_on,
  multiplier: '1',
  better: 'monitor',
  cites: [
    cite(vadNorm2022, {
      clause: '三',
      confidence: 'derived',
      note: {
        zh: '规范未设年例数要求，仅作监测',
        en: 'the norm sets no number a year; it is only watched',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});

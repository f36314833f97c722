import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { all, cite, defineIndicator } from '../../pipeline/define/index.js';
import { vadNorm2022 } from '../texts/sources.js';

const implant = vadImplants.columns;

/**
 * Implantations of an implantable device for long-term use.
 *
 * The norm requires of a training base a total from the beginning, which cases of some years can reach but never disprove. An implantation
 * with a blank for long-term use counts as undated.
 */
export const vadLongTermVolume = defineIndicator({
  code: 'VAD-N02',
  id: 'vad-long-term-volume',
  version: '2022',
  title: { zh: '可长期植入式心室辅助装置例次', en: 'long-term implantable devices' },
  meaning: {
    zh: '装置为植入式且用于长期植入的例次',
    en: 'implantations of an implantable device for long-term use',
  },
  rationale: {
    zh: '培训机构须有足够的长期植入经验，才能教他人',
    en: 'a training base must have enough experience of long-term devices to teach others',
  },
  measure: 'volume',
  unit: { numerator: 'implant', denominator: 'implant' },
  of: vadImplants,
  indexDate: implant.implanted_on,
  cases: all(implant.device_type.is('植入式'), implant.long_term.isTrue()),
  multiplier: '1',
  better: 'monitor',
  cites: [
    cite(vadNorm2022, {
      clause: '四（二）1（3）',
      confidence: 'derived',
      note: {
        zh: '规范要求既往累计不少于20例；此处为期间内例次',
        en: 'the norm asks for a total of 20 from the beginning; here those of the period',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});

import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { anesthesiaIndicators2015 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2015 } from './in-force.js';

const anesthetic = anesthesiaCases.columns;

/**
 * The edition of 2015, in per mille: anaesthetics with a severe allergic reaction over all anaesthetics. The revision of 2022 counts the
 * same in ‱.
 *
 * A blank is not known, so the rate shown is a minimum.
 */
export const anesthesiaSevereAllergy2015 = defineIndicator({
  code: 'AQI-ISA-15',
  id: 'anesthesia-severe-allergy',
  version: '2015-r2',
  revises: blanksCount('2015'),
  effectiveFrom: '2015-01-01',
  effectiveTo: '2021-12-31',
  title: {
    zh: '麻醉期间严重过敏反应发生率',
    en: 'severe allergic reaction',
  },
  meaning: {
    zh: '麻醉期间发生严重过敏反应的例数，占同期麻醉总例数的比例',
    en: 'severe allergic reactions over all anaesthetics',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  numerator: anesthetic.severe_allergy.isTrue(),
  unknown: 'not met',
  multiplier: '‰',
  better: 'lower',
  cites: [
    cite(anesthesiaIndicators2015, {
      clause: '十三',
      confidence: 'recalled',
      note: {
        zh: '据当时医院软件所录的指标文本，未见原件',
        en: "from the indicator's text as hospital software of its time records it; the original was not seen",
      },
    }),
    cite(anesthesiaIndicators2015, {
      clause: '十三',
      confidence: 'derived',
      note: {
        zh: '原文乘数未见，按当时软件所用‰',
        en: 'the multiplier of the source was not seen; ‰ as software of its time has it',
      },
    }),
    inForce2015,
  ],
  rationale: {
    zh: '及时识别和救治决定患者生死',
    en: 'whether it is recognised in time decides over life and death',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});

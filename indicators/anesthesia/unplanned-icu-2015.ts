import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { anesthesiaIndicators2015 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2015 } from './in-force.js';

const anesthetic = anesthesiaCases.columns;

/**
 * The edition of 2015: transfers to the ICU that had not been planned before anaesthesia, over all transfers. The revision of 2022 takes
 * all anaesthetics as its denominator, so the two must not be compared.
 *
 * An anaesthetic with a blank is undated, because it may or may not be a transfer.
 */
export const anesthesiaUnplannedIcu2015 = defineIndicator({
  code: 'AQI-IUI-20',
  id: 'anesthesia-unplanned-icu',
  version: '2015-r2',
  revises: blanksCount('2015'),
  effectiveFrom: '2015-01-01',
  effectiveTo: '2021-12-31',
  title: {
    zh: '非计划转入ICU率',
    en: 'unplanned among transfers to the ICU',
  },
  meaning: {
    zh: '非计划转入ICU的例数，占同期转入ICU总例数的比例',
    en: 'transfers to the ICU that had not been planned before anaesthesia, over transfers to the ICU',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  denominator: anesthetic.icu_transfer.is('计划', '非计划'),
  numerator: anesthetic.icu_transfer.is('非计划'),
  unknown: 'not met',
  multiplier: '%',
  better: 'lower',
  cites: [
    cite(anesthesiaIndicators2015, {
      clause: '八',
      confidence: 'recalled',
      note: {
        zh: '据当时医院软件所录的指标文本，未见原件',
        en: "from the indicator's text as hospital software of its time records it; the original was not seen",
      },
    }),
    cite(anesthesiaIndicators2015, {
      clause: '八',
      confidence: 'derived',
      note: {
        zh: '原文乘数未见，按当时软件所用%',
        en: 'the multiplier of the source was not seen; % as software of its time has it',
      },
    }),
    cite(anesthesiaIndicators2015, {
      clause: '八',
      confidence: 'derived',
      note: {
        zh: '原文分子分母按患者计，本系统按麻醉例次计：同一患者两次麻醉，两次各有其风险',
        en: 'the source counts patients; here each anaesthetic counts, for a patient anaesthetised twice was twice at risk',
      },
    }),
    inForce2015,
  ],
  rationale: {
    zh: '计划外转入说明术前评估或术中过程出了偏差',
    en: 'a transfer that nobody foresaw points to the assessment or to the course',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});

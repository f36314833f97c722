import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { anesthesiaIndicators2015 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2015 } from './in-force.js';
import { neuraxial } from './methods.js';

const anesthetic = anesthesiaCases.columns;

/**
 * The edition of 2015, in per mille: neuraxial anaesthetics followed by a severe headache, numbness, paraesthesia, weakness or paralysis
 * for more than 72 hours without another cause, over neuraxial anaesthetics. The revision of 2022 takes in nerve blocks.
 *
 * Combined methods count once. Pending until 72 hours after the start are over. A blank is not known, so the rate shown is a minimum.
 */
export const anesthesiaRegionalNeurologic2015 = defineIndicator({
  code: 'AQI-ISN-22',
  id: 'anesthesia-regional-neurologic',
  version: '2015-r2',
  revises: blanksCount('2015'),
  effectiveFrom: '2015-01-01',
  effectiveTo: '2021-12-31',
  title: {
    zh: '椎管内麻醉后严重神经并发症发生率',
    en: 'severe neurologic complication of neuraxial anaesthesia',
  },
  meaning: {
    zh: '椎管内麻醉后新发重度头痛、感觉或运动异常持续超过72小时并排除其他病因的例数，占同期椎管内麻醉总例数的比例',
    en: 'new severe headache, loss of feeling or of power for more than 72 hours and of no other cause, over neuraxial anaesthetics',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  denominator: neuraxial,
  window: anesthesiaCases.windows.start72h,
  numerator: anesthetic.regional_neurologic_72h.isTrue(),
  unknown: 'not met',
  multiplier: '‰',
  better: 'lower',
  cites: [
    cite(anesthesiaIndicators2015, {
      clause: '十四',
      confidence: 'recalled',
      note: {
        zh: '据当时医院软件所录的指标文本，未见原件',
        en: "from the indicator's text as hospital software of its time records it; the original was not seen",
      },
    }),
    cite(anesthesiaIndicators2015, {
      clause: '十四',
      confidence: 'derived',
      note: {
        zh: '原文乘数未见，按当时软件所用‰',
        en: 'the multiplier of the source was not seen; ‰ as software of its time has it',
      },
    }),
    cite(anesthesiaIndicators2015, {
      clause: '十四',
      confidence: 'derived',
      note: {
        zh: '2015年版无独立表头，用“区域阻滞严重神经并发症”一栏中的椎管内麻醉',
        en: 'the edition has no column of its own; the neuraxial part of the column on regional blocks is taken',
      },
    }),
    inForce2015,
  ],
  rationale: {
    zh: '神经损伤罕见而后果重，须长期累计才看得清',
    en: 'nerve injury is rare and grave, and shows only over many cases',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});

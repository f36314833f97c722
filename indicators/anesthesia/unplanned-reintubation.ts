import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { all, cite, defineIndicator, not } from '../../pipeline/define/index.js';
import { anesthesiaIndicators2022 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2022 } from './in-force.js';
import { general } from './methods.js';

const anesthetic = anesthesiaCases.columns;

const unplanned = all(anesthetic.reintubated_within_6h.isTrue(), anesthetic.reintubation_planned.isFalse());

/**
 * General anaesthetics whose patient was extubated and within six hours intubated again without a plan, over those extubated. Exactly six
 * hours are within.
 *
 * Removing a laryngeal mask is no extubation. Re-intubation for another operation, planned or not, does not count: a filled 再次手术计划, with
 * any value, shows one. The record must say that nobody was intubated again: a blank time alone is not known, so the rate shown is a
 * minimum. Pending until six hours after extubation are over.
 */
export const anesthesiaUnplannedReintubation = defineIndicator({
  code: 'AQI-IUR-19',
  id: 'anesthesia-unplanned-reintubation',
  version: '2022-r3',
  revises: {
    version: '2022-r2',
    former: { numerator: unplanned },
    reason: {
      zh: '因二次手术再插管的，原先只在填作“再插管为计划”时不计；现填有“再次手术计划”的，无论计划与否都不计',
      en: 're-intubation for a second operation was left out only where it was entered as planned; now it is wherever 再次手术计划 is filled in',
    },
  },
  effectiveFrom: '2022-01-01',
  title: {
    zh: '非计划二次气管插管率',
    en: 'unplanned re-intubation',
  },
  meaning: {
    zh: '拔管后6小时内非计划再次气管插管的例数，占同期术后拔除气管插管总例数的比例',
    en: 're-intubations within six hours of extubation that were not planned, over extubated patients',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  denominator: all(general, anesthetic.airway.is('气管插管'), anesthetic.extubated_at.isKnown()),
  window: anesthesiaCases.windows.extubation6h,
  numerator: all(unplanned, not(anesthetic.reoperation.isKnown())),
  unknown: 'not met',
  multiplier: '‰',
  better: 'lower',
  cites: [
    cite(anesthesiaIndicators2022, { clause: 'AQI-IUR-19', confidence: 'seen' }),
    cite(anesthesiaIndicators2022, {
      clause: 'AQI-IUR-19',
      confidence: 'derived',
      note: {
        zh: '原文分子分母按患者计，本系统按麻醉例次计：同一患者两次麻醉，两次各有其风险',
        en: 'the source counts patients; here each anaesthetic counts, for a patient anaesthetised twice was twice at risk',
      },
    }),
    cite(anesthesiaIndicators2022, {
      clause: 'AQI-IUR-19',
      confidence: 'derived',
      note: {
        zh: '推断：因二次手术（计划或非计划）再插管者均不计为非计划插管，填“再次手术计划”一列（旧文件按“再插管为计划”填报）；另一读法只排除计划的二次手术。请质控中心确认',
        en: 'inferred: re-intubation for a second operation, planned or not, does not count; fill in 再次手术计划 (older files record it as planned). The other reading leaves out planned ones alone. For the centre to confirm',
      },
    }),
    inForce2022,
  ],
  rationale: {
    zh: '拔管后很快再插管说明拔管过早或病情判断有误',
    en: 'a tube needed again so soon came out too early, or the patient was misjudged',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});

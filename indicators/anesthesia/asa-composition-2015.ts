import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { anesthesiaIndicators2015 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2015 } from './in-force.js';

const anesthetic = anesthesiaCases.columns;

/** The share of each ASA class among the anaesthetics. Those of unknown class form a separate group, so that the shares add up to the whole. */
export const anesthesiaAsaComposition2015 = defineIndicator({
  code: 'AQI-2015-02',
  id: 'anesthesia-asa-composition',
  version: '2015',
  effectiveFrom: '2015-01-01',
  effectiveTo: '2021-12-31',
  title: {
    zh: '各ASA分级麻醉患者比例',
    en: 'anaesthetics by ASA class',
  },
  meaning: {
    zh: '各ASA分级的麻醉例数，占同期麻醉总例数的比例',
    en: 'share of each ASA class among the anaesthetics',
  },
  measure: 'composition',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  strata: [anesthetic.asa_class],
  multiplier: '%',
  better: 'monitor',
  cites: [
    cite(anesthesiaIndicators2015, { clause: '二', confidence: 'seen' }),
    cite(anesthesiaIndicators2015, {
      clause: '二',
      confidence: 'derived',
      note: {
        zh: '原文分母为各ASA分级患者总数；本系统将分级不明者单列，不并入任何一级',
        en: "the source's denominator are the classified patients; here those of unknown class are a group of their own",
      },
    }),
    inForce2015,
  ],
  rationale: {
    zh: '病情构成不同的医院，结局不能直接相比',
    en: 'hospitals with patients of different severity cannot be compared by outcome alone',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});

import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { elsoReport2012, elsoReport2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Runs whose patient left the hospital alive, home or to another hospital, over runs.
 *
 * Runs over runs: for a patient with two runs in one stay both are counted. Nothing is pending: for a patient still in hospital, or without
 * any further record, the outcome is not known, so the rate shown is a minimum. Deaths are known before recoveries, so waiting until the
 * stay is over would let deaths in first. A patient who leaves against advice, or whose treatment was given up, may be taken home to die:
 * not known without a follow-up, not alive if dead within 30 days of leaving. A day of death before the day of a transfer, or of a
 * discharge alive, is a contradiction and not known.
 */
export const ecmoSurvivalToDischarge = defineIndicator({
  code: 'ECMO-E01',
  id: 'ecmo-survival-to-discharge',
  version: '2022-r3',
  revises: {
    version: '2022-r2',
    former: { strata: [run.mode, run.age_group] },
    reason: {
      zh: 'ECPR原先计在VA等模式之内；现单列一层，合计不变',
      en: 'ECPR stood inside the support modes; now it is a stratum of its own, and totals do not move',
    },
  },
  title: { zh: 'ECMO患者出院存活率', en: 'survival to discharge after ECMO' },
  meaning: {
    zh: '出院（含转院）时存活的例次，占同期ECMO应用总例次的比例',
    en: 'runs whose patient was alive at discharge or transfer, over all runs begun in the period',
  },
  rationale: {
    zh: '出院存活是国际登记通用的结局，可与各国数据比较',
    en: 'it is the outcome of the international registry, so it can be compared beyond the province',
  },
  measure: 'proportion',
  unit: { numerator: 'run', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  numerator: run.alive_at_discharge.isTrue(),
  unknown: 'not met',
  strata: [run.mode_or_ecpr, run.age_group],
  multiplier: '%',
  better: 'higher',
  cites: [
    cite(elsoReport2012, {
      clause: 'survival to discharge or transfer',
      confidence: 'seen',
      note: {
        zh: '转院者按转出时存活计；非医嘱离院或放弃治疗者未经随访按未知计，离院后30天内死亡按未存活计',
        en: 'a transfer counts as alive; who leaves against advice is unknown without a follow-up, and not alive if dead within 30 days of leaving',
      },
    }),
    cite(elsoReport2022, {
      clause: 'survival to discharge',
      confidence: 'seen',
      note: {
        zh: '2022年报告只写出院存活，不提转院；此处用2012年版的字句',
        en: 'the report of 2022 says survival to discharge and names no transfer; the words here are those of 2012',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});

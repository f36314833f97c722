import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { vadIndicators2022 } from '../texts/sources.js';

const implant = vadImplants.columns;

/**
 * Patients with mediastinal infection over patients implanted.
 *
 * The complication counts when it arises during the operation or up to day 30; a patient is pending until day 30 of each implantation is
 * over. A patient counts once. A blank is not known, so the rate shown is a minimum.
 */
export const vadMediastinalInfection = defineIndicator({
  code: 'VAD-05B',
  id: 'vad-mediastinal-infection',
  version: '2022-r2',
  revises: blanksCount('2022'),
  title: { zh: '心室辅助纵隔感染发生率', en: 'mediastinal infection after VAD implantation' },
  meaning: {
    zh: '术中及术后30天内发生纵隔感染的患者，占同期植（介）入患者总数的比例',
    en: 'patients with mediastinal infection during the operation or up to day 30, over all patients implanted in the period',
  },
  rationale: {
    zh: '纵隔感染须再次手术，死亡率高',
    en: 'an infected mediastinum needs another operation and often kills',
  },
  measure: 'patient proportion',
  unit: { numerator: 'patient', denominator: 'patient' },
  of: vadImplants,
  indexDate: implant.implanted_on,
  window: vadImplants.windows.implant30d,
  numerator: implant.mediastinal_infection.isTrue(),
  cases: 'any',
  unknown: 'not met',
  multiplier: '%',
  better: 'lower',
  cites: [cite(vadIndicators2022, { clause: '指标五（二）', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});

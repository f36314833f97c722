import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { vadIndicators2022 } from '../texts/sources.js';

const implant = vadImplants.columns;

/**
 * Patients with driveline infection over patients implanted.
 *
 * A device driven from outside the body without a driveline stays in the denominator, as in the source.
 *
 * The complication counts when it arises during the operation or up to day 30; a patient is pending until day 30 of each implantation is
 * over. A patient counts once. A blank is not known, so the rate shown is a minimum.
 */
export const vadDrivelineInfection = defineIndicator({
  code: 'VAD-05C',
  id: 'vad-driveline-infection',
  version: '2022-r2',
  revises: blanksCount('2022'),
  title: { zh: '心室辅助驱动线缆感染发生率', en: 'driveline infection after VAD implantation' },
  meaning: {
    zh: '术中及术后30天内发生驱动线缆感染的患者，占同期植（介）入患者总数的比例',
    en: 'patients with driveline infection during the operation or up to day 30, over all patients implanted in the period',
  },
  rationale: {
    zh: '驱动线缆感染是长期装置最常见的感染，与出院后护理有关',
    en: 'the driveline is where long-term devices are infected most often, and care at home decides it',
  },
  measure: 'patient proportion',
  unit: { numerator: 'patient', denominator: 'patient' },
  of: vadImplants,
  indexDate: implant.implanted_on,
  window: vadImplants.windows.implant30d,
  numerator: implant.driveline_infection.isTrue(),
  cases: 'any',
  unknown: 'not met',
  multiplier: '%',
  better: 'lower',
  cites: [cite(vadIndicators2022, { clause: '指标五（三）', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});

import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { ecmoAllLevels } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Patients given ECMO in the period, each counted once per hospital however many runs.
 *
 * An earlier text for hospitals of all levels, without legal standing, asks for at least 10 a year. A patient who was moved from one
 * hospital to another counts in both, and once in the province.
 */
export const ecmoPatients = defineIndicator({
  code: 'ECMO-N03',
  id: 'ecmo-patients',
  version: '2022',
  title: { zh: 'ECMO年收治患者数', en: 'patients given ECMO' },
  meaning: {
    zh: '同期应用ECMO的患者数，同一患者只计一次',
    en: 'patients given ECMO in the period, each counted once',
  },
  rationale: {
    zh: '患者太少，团队难以保持熟练',
    en: 'with too few patients a team does not stay practised',
  },
  measure: 'volume',
  unit: { numerator: 'patient', denominator: 'patient' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  multiplier: '1',
  better: 'monitor',
  cites: [
    cite(ecmoAllLevels, {
      clause: '三（四）',
      confidence: 'seed',
      note: {
        zh: '非正式文本，只供参考；原文为每年不少于10名患者',
        en: 'a text without legal standing, for reference: at least 10 patients a year',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});

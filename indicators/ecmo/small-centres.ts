import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { csecls2018 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Hospitals with fewer than 20 runs in a year, over hospitals with any.
 *
 * A hospital without a run in the year is no centre of it. One that began during the year counts with the runs it had. Runs of organ donors
 * do not count. Only whole years are counted, and while a year is running its hospitals are pending.
 */
export const ecmoSmallCentres = defineIndicator({
  code: 'ECMO-E08',
  id: 'ecmo-small-centres',
  version: '2022',
  title: { zh: '年应用不足20例次的机构占比', en: 'centres with fewer than 20 runs a year' },
  meaning: {
    zh: '全年ECMO应用不足20例次的机构，占同期开展ECMO的机构的比例',
    en: 'hospitals with fewer than 20 runs in the year, over hospitals with any run in it',
  },
  rationale: {
    zh: '全国调查显示年例数多的中心存活率较高，过于分散值得关注',
    en: 'a national survey found better survival in larger centres, so scattered practice deserves a look',
  },
  measure: 'centre proportion',
  unit: { numerator: 'institution', denominator: 'institution' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  centre: { sign: '<', value: 20 },
  multiplier: '%',
  better: 'monitor',
  cites: [
    cite(csecls2018, {
      clause: 'centres with fewer than 20 cases',
      confidence: 'seen',
      note: {
        zh: '调查的界限为年20例；此处按例次、按有病例的机构计',
        en: 'the survey draws the line at 20 a year; here runs are counted, over institutions with any',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});

import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { clinicalTechniques2018 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Hospitals that filed the technique within 15 working days of their first run, over hospitals with a first run.
 *
 * The first run is the first on record, without support of organ donors; an earlier one is not known here. A hospital counts in the period
 * of that run, when its 15 working days are over. The day after the run is working day 1; holidays and worked weekends are those the State
 * Council announced, and in a year without an announcement the outcome is unknown. A filing before the first run is in time. Without a
 * filing date in the list of hospitals it is unknown: not met, and shown in the bounds.
 */
export const ecmoFiledInTime = defineIndicator({
  code: 'ECMO-N12',
  id: 'ecmo-filed-in-time',
  version: '2022',
  title: { zh: 'ECMO备案及时率', en: 'ECMO filed in time' },
  meaning: {
    zh: '首例后15个工作日内完成限制类技术备案的机构，占同期有首例的机构的比例',
    en: 'hospitals that filed the technique within 15 working days of their first run, over hospitals with a first run in the period',
  },
  rationale: {
    zh: '备案是监管限制类技术的起点，迟报即有一段无人监管的时间',
    en: 'filing is where supervision begins; a late one leaves cases that nobody watched',
  },
  measure: 'proportion',
  unit: { numerator: 'institution', denominator: 'institution' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  window: ecmoRuns.windows.filing,
  denominator: run.first_run.isTrue(),
  numerator: run.filed_in_time.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [
    cite(clinicalTechniques2018, {
      clause: '第十一条',
      confidence: 'recalled',
      note: {
        zh: '15个工作日凭通行知识并见于医院评审标准的转载，条款号待核实；首例以本库有记录者为准',
        en: 'the 15 working days are general knowledge and stand in copies of the accreditation standard; the article is to be verified; the first run is the first on record here',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});

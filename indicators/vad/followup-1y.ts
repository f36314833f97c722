import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { contradictedDeaths } from '../revisions/vital-facts.js';
import { vadIndicators2022 } from '../texts/sources.js';

const implant = vadImplants.columns;

/**
 * Implantations whose one-year follow-up was done, over implantations, due from the first anniversary on.
 *
 * A death on record no later than the anniversary completes the follow-up: nobody is left to follow. The source does not say so, but
 * otherwise every early death would count as a lapse of care. A patient transplanted or without the device must still be followed. The
 * stratum 其余 gives the other reading: those due and not known to be dead. A blank is no proof, so it counts as not met and is shown in the
 * bounds.
 */
export const vadFollowup1y = defineIndicator({
  code: 'VAD-06-1',
  id: 'vad-followup-1y',
  version: '2022-r4',
  revises: contradictedDeaths('2022-r3'),
  title: { zh: '心室辅助术后1年随访率', en: 'one-year follow-up after VAD implantation' },
  meaning: {
    zh: '植入满1年时完成1年随访的例次，占同期植入总例次的比例，已知死亡视为完成随访',
    en: 'implantations with the one-year follow-up done, over all implantations in the period; a known death completes it',
  },
  rationale: {
    zh: '不随访就不知道生死，生存率也就不可信',
    en: 'without follow-up life and death are not known and survival cannot be believed',
  },
  measure: 'proportion',
  unit: { numerator: 'implant', denominator: 'implant' },
  of: vadImplants,
  indexDate: implant.implanted_on,
  window: vadImplants.windows.implant1y,
  numerator: implant.followed_1y.isTrue(),
  unknown: 'not met',
  strata: [implant.fate_1y],
  multiplier: '%',
  better: 'higher',
  cites: [
    cite(vadIndicators2022, { clause: '指标六', confidence: 'seen' }),
    cite(vadIndicators2022, {
      clause: '指标六',
      confidence: 'derived',
      note: {
        zh: '推断：到期前已知死亡视为完成随访；另一读法只看到期时未知死亡者，见分层“其余”。请质控中心确认',
        en: 'inferred: a known death before the due day completes the follow-up. The other reading asks the rest alone, see the stratum 其余. For the centre to confirm',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});

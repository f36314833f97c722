import type { Revision } from '../../pipeline/define/index.js';

/**
 * The reading of a version under which a case had only its own row's facts of the patient. Under the revision death and life in another
 * row, table or hospital, or given by a reason or a status on day 30, inform every row of the patient, and an end or a discharge without a
 * date is one on an unknown day.
 */
export const vitalFacts = (version: string): Revision => ({
  version,
  facts: true,
  reason: {
    zh: '患者的生死原先只看本行；现在其他行、其他表、其他医院以及撤除原因、30天状态所说的都计入，没有日期的撤机或离院视为日期不明而不再待观察',
    en: 'a case knew of its patient what its own row told; now what other rows, tables and hospitals, reasons and the status on day 30 tell counts too, and an end or discharge without a date is one on an unknown day and not pending',
  },
});

/**
 * The readings under which facts of the patient's life or death from outside the case's rows meant that a device with a blank removal was
 * still in place.
 */
export const fatesOfOthers = (version: string): Revision => ({
  version,
  facts: true,
  reason: {
    zh: '撤除、移植未填，而死亡只由其他行、其他表、其他医院或随访表说明，或存活只由它们说明的，原先按未撤除、未移植计；它们不说撤除，本行可能没有填全，现按未明计，率为“至少”',
    en: 'a device whose removal is blank was taken for still in place where other rows, tables, hospitals or follow-ups alone told of the death or of a day alive; they say nothing of removals and the row may not be filled in, so that it is not known now and the rate is at least what it says',
  },
});

/** The reading under which a death that other records contradict completed a follow-up. */
export const contradictedDeaths = (version: string): Revision => ({
  version,
  facts: true,
  reason: {
    zh: '死亡与其他记录矛盾的（其后仍有存活记录），原先视为已完成随访；现只看是否填了随访完成，没有的按未明计',
    en: 'a death that another record contradicts by a later day alive completed the follow-up; now the cell alone tells, and without it the outcome is not known',
  },
});

/**
 * The reading under which a transfer continued wherever a run began in time; under the revision only at the hospital that the rows name,
 * and nowhere here for another province.
 */
export const toldTransfers = (version: string): Revision => ({
  version,
  facts: true,
  reason: {
    zh: '带机转院原先只按时间与他院病例接续；现在填了转出去向、转入来源的，只与所填的医院接续，外省的不接续、结局未明；行内已填变更后模式的，同时结束的新模式一行也属同一疗程',
    en: 'a transfer on support went on at whatever hospital a run began in time; where a row names the hospital it now goes on there alone, and for another province nowhere, its outcome unknown; a row for the mode that a run says it changed to is one course with it though both end together',
  },
});

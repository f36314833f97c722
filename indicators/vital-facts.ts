import type { Revision } from '../pipeline/define/index.js';

/**
 * The reading of a version by which a case knew of its patient what its own row told. Death and life told by another row, table or hospital,
 * by a reason or a status on day 30 now inform every row of the patient, and an end or a discharge without a date is one on an unknown day.
 */
export const vitalFacts = (version: string): Revision => ({
  version,
  facts: true,
  reason: {
    zh: '患者的生死原先只看本行；现在其他行、其他表、其他医院以及撤除原因、30天状态所说的都计入，没有日期的撤机或离院视为日期不明而不再待观察',
    en: 'a case knew of its patient what its own row told; now what other rows, tables and hospitals, reasons and the status on day 30 tell counts too, and an end or discharge without a date is one on an unknown day and not pending',
  },
});

/** The same, and rows that are one course on ECMO (a conversion, or a transfer that goes on elsewhere) count once, with what the course came to. */
export const vitalFactsAndCourses = (version: string): Revision => {
  const { reason, ...revision } = vitalFacts(version);
  return {
    ...revision,
    reason: {
      zh: `${reason.zh}；分作两行的同一疗程（转换模式、带机转院）计一次`,
      en: `${reason.en}; rows that are one course (a conversion, a transfer on support) count once`,
    },
  };
};

import type { DefinedIndicator, Rule } from '../../../pipeline/define/index.js';

/**
 * The figure exists over twelve months: the text requires monitoring or recording without a number, so the figure is shown and its value
 * judges nothing.
 */
export const watched = (indicator: DefinedIndicator): Rule => ({
  op: 'figure shown',
  indicator,
  period: 'rolling12',
});

/** The text for a clause that only requires monitoring. */
export const byFigures = {
  zh: '依据近12个月病例计算的指标是否存在，不看高低；没有病例或没有可计入的病例为未知',
  en: 'whether the figures of twelve months are there, whatever their size; not known without a case to count',
} as const;

/** The same, with a reviewer's judgement. */
export const byFiguresAndReview = {
  zh: '近12个月的指标供评审人参考，由评审人抽查病历判断；没有指标为未知，未评审为待评审',
  en: 'figures of twelve months are laid before a reviewer, who looks into charts; not known without figures, not reviewed awaits review',
} as const;

/** The same, with the hospital's statement. */
export const byFiguresAndProfile = {
  zh: '依据近12个月的指标与医院填报；没有指标或未填报为未知',
  en: 'figures of twelve months and statements of the hospital; not known without either',
} as const;

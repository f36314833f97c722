import type { DefinedIndicator, Rule } from '../../../pipeline/define/index.js';

/**
 * The figure is there over twelve months: the text asks that something be watched or recorded and sets no number, so the
 * figure is laid open and its size judges nothing.
 */
export const watched = (indicator: DefinedIndicator): Rule => ({
  op: 'figure shown',
  indicator,
  period: 'rolling12',
});

/** What decides a clause that asks only that something be watched. */
export const byFigures = {
  zh: '依据近12个月病例计算的指标是否存在，不看高低；没有病例或没有可计入的病例为未知',
  en: 'whether the figures of twelve months are there, whatever their size; not known without a case to count',
} as const;

/** The same, laid before a reviewer. */
export const byFiguresAndReview = {
  zh: '近12个月的指标供评审人参考，由评审人抽查病历判断；没有指标为未知，未评审为待评审',
  en: 'figures of twelve months are laid before a reviewer, who looks into charts; not known without figures, not reviewed awaits review',
} as const;

/** The same, beside what the hospital states. */
export const byFiguresAndProfile = {
  zh: '依据近12个月的指标与医院填报；没有指标或未填报为未知',
  en: 'figures of twelve months and statements of the hospital; not known without either',
} as const;

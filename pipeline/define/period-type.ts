/** The kinds of periods that figures are of. */
export type PeriodType = 'month' | 'quarter' | 'year' | 'rolling12' | 'years3';

/** Pure statistical functions on counts and series: the public `zhikong/statistics`. */

export { aalenJohansen, type FollowedToCause, type IncidenceRow } from './aalen-johansen.js';
export { anhoej, type RunAnalysis } from './anhoej.js';
export { binomialTest } from './binomial-test.js';
export { byar } from './byar.js';
export { clopperPearson } from './clopper-pearson.js';
export { type Decision, decide } from './decide.js';
export { type Dispersion, type DispersionOptions, dispersionOfScores } from './dispersion-of-scores.js';
export { type FunnelLimits, funnelLimits } from './funnel-limits.js';
export { gChart, type RareEventChart } from './g-chart.js';
export type { Interval } from './interval.js';
export { type Followed, kaplanMeier, type SurvivalRow } from './kaplan-meier.js';
export { laneyPPrime } from './laney-p-prime.js';
export { medianInterval, type RankInterval } from './median-interval.js';
export { type NhsChart, type NhsOptions, type NhsPoint, type NhsRule, nhsRules } from './nhs-rules.js';
export { normalQuantile } from './normal-quantile.js';
export { type Counts, overdispersion } from './overdispersion.js';
export { type ChartPoint, type PointChart, pChart } from './p-chart.js';
export { poissonExact } from './poisson-exact.js';
export { type Cusum, type CusumOptions, type RiskCase, raCusum } from './ra-cusum.js';
export { smrLimits } from './smr-limits.js';
export { standardisedRatio } from './standardised-ratio.js';
export { tChart } from './t-chart.js';
export type { Operator, Threshold } from './threshold.js';
export { type EventsInExposure, uChart } from './u-chart.js';
export { vlad } from './vlad.js';
export { wilson } from './wilson.js';
export { type Xmr, type XmrOptions, xmr } from './xmr.js';

/** A confidence interval: both ends belong to it and have the unit of the estimate. */
export type Interval = { low: number; high: number };

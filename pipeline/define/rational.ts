/** An exact threshold: `num`/`den`, so that 0.01 % is 1/10000 and rounding never decides. */
export interface Rational {
  readonly num: number;
  readonly den: number;
}

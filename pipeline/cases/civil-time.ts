/* SQL over civil times of which the clock may be missing: each column has a companion `<column>_timed`. */

/** Latest moment a stored time can mean: a date alone means any moment of that day. */
export const latest = (column: string) =>
  `(${column} + CASE WHEN ${column}_timed THEN INTERVAL 0 HOUR ELSE INTERVAL 24 HOUR END)`;

/** True when `a` lies before `b` however the missing clock times are filled in. */
export const surelyBefore = (a: string, b: string) =>
  `CASE WHEN ${a}_timed AND ${b}_timed THEN ${a} < ${b} ELSE CAST(${a} AS DATE) < CAST(${b} AS DATE) END`;

/** `a` at most `hours` after `b`: true or false when certain, NULL when missing clock times leave it open. */
export const withinHours = (a: string, b: string, hours: number) => `CASE
    WHEN ${latest(a)} <= ${b} + INTERVAL ${hours} HOUR THEN true
    WHEN ${b}_timed AND ${a} > ${b} + INTERVAL ${hours} HOUR THEN false
    WHEN NOT ${b}_timed AND ${a} >= ${b} + INTERVAL ${hours + 24} HOUR THEN false
  END`;

/** `a` less than `hours` after `b`: true or false when certain, NULL when missing clock times leave it open. */
export const lessThanHours = (a: string, b: string, hours: number) => `CASE
    WHEN ${a}_timed AND ${a} < ${b} + INTERVAL ${hours} HOUR THEN true
    WHEN NOT ${a}_timed AND ${a} + INTERVAL 24 HOUR <= ${b} + INTERVAL ${hours} HOUR THEN true
    WHEN ${a} >= ${latest(b)} + INTERVAL ${hours} HOUR THEN false
  END`;

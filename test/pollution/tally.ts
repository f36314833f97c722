import type { Verdict } from './judge.js';

/** The measures of many files, summed. */
export interface Tally {
  files: number;
  /** Files in which a row is wrong or missing and nothing was said. */
  silent: number;
  accounted: number;
  /** Files with polluted rows that need not be refused, and those of them in which exactly these rows are named. */
  withRows: number;
  rightRow: number;
  /** Files that must be refused, and those of them that are. */
  toRefuse: number;
  refused: number;
  /** Files in which sound rows were lost or held back, and those rows. */
  collateralFiles: number;
  collateralRows: number;
  /** Rows let in that are no rows of the list, said or not. */
  wrongRows: number;
}

export function newTally(): Tally {
  return {
    files: 0,
    silent: 0,
    accounted: 0,
    withRows: 0,
    rightRow: 0,
    toRefuse: 0,
    refused: 0,
    collateralFiles: 0,
    collateralRows: 0,
    wrongRows: 0,
  };
}

export function count(tally: Tally, verdict: Verdict): void {
  tally.files += 1;
  tally.silent += Number(verdict.silent);
  tally.accounted += Number(verdict.accounted);
  tally.withRows += Number(verdict.rightRow !== null);
  tally.rightRow += Number(verdict.rightRow === true);
  tally.toRefuse += Number(verdict.refusedRightly !== null);
  tally.refused += Number(verdict.refusedRightly === true);
  tally.collateralFiles += Number(verdict.collateral > 0);
  tally.collateralRows += verdict.collateral;
  tally.wrongRows += verdict.wrongRows;
}

/** Adds what another process or variant has counted. */
export function addTally(sum: Tally, part: Tally): void {
  for (const key of Object.keys(part) as (keyof Tally)[]) sum[key] += part[key];
}

/** Whether a file was dealt with as it must be: nothing silent, all lines known, the right rows named, none lost. */
export function isRight(verdict: Verdict): boolean {
  return (
    !verdict.silent &&
    verdict.accounted &&
    verdict.rightRow !== false &&
    verdict.refusedRightly !== false &&
    verdict.collateral === 0
  );
}

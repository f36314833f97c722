import type { AgeGroup } from './patients.js';

/** What is true of an ECMO centre over the three years: runs a year, and how many of them were removed effectively. */
export interface EcmoCentre {
  readonly code: string;
  readonly runs: readonly [number, number, number];
  readonly met: readonly [number, number, number];
  readonly patients: AgeGroup;
  /** Runs still on support at the end of the month; runs for organ donors; outcomes that nobody knows. */
  readonly pending: number;
  readonly donors: number;
  readonly unknown: number;
  /** Records dates without times, and no 48-hour outcome. */
  readonly datesOnly?: true;
  /** Every outcome is written down, so that the count leaves no doubt. */
  readonly complete?: true;
}

/**
 * `runs` are those whose 48 hours are over and that are not for donors: the denominator of the effective removal rate.
 * `pending` and `donors` come on top.
 */
export const ecmoCentres: readonly EcmoCentre[] = [
  centre('H0101', [58, 61, 54], [33, 36, 31], { pending: 2, donors: 1, complete: true }), // provably above 40 %
  centre('H0102', [42, 45, 38], [12, 12, 10], { pending: 1, donors: 1, complete: true }), // provably below 40 %
  centre('H0103', [25, 25, 25], [10, 10, 10], { pending: 1, donors: 1, complete: true }), // exactly 40.0 %
  centre('H0104', [15, 17, 14], [7, 8, 7], { unknown: 2 }),
  centre('H0105', [4, 3, 4], [2, 1, 1], {}),
  centre('H0106', [8, 9, 7], [4, 5, 4], { patients: 'newborn', unknown: 1 }),
  centre('H0107', [34, 31, 28], [18, 17, 14], { pending: 1, unknown: 2 }),
  centre('H0201', [21, 23, 17], [10, 11, 8], { pending: 1, unknown: 1 }), // a base with fewer than 20 in one year
  centre('H0202', [8, 10, 9], [3, 5, 4], { unknown: 1 }),
  centre('H0203', [2, 2, 3], [0, 1, 1], {}),
  centre('H0301', [16, 18, 15], [8, 8, 7], { unknown: 2 }),
  centre('H0302', [6, 7, 6], [3, 3, 2], { unknown: 3, datesOnly: true }),
  centre('H0303', [5, 4, 6], [2, 2, 3], { patients: 'child' }),
  centre('H0401', [12, 13, 11], [4, 6, 5], { unknown: 1 }),
  centre('H0402', [5, 4, 5], [1, 2, 2], {}),
  centre('H0501', [10, 11, 9], [5, 4, 4], { unknown: 1 }),
  centre('H0502', [1, 1, 1], [1, 0, 0], { complete: true }), // three runs: nobody can tell
  centre('H0601', [14, 13, 12], [6, 6, 5], { pending: 1, unknown: 1 }),
];

type Three = readonly [number, number, number];

function centre(code: string, runs: Three, met: Three, rest: Partial<EcmoCentre>): EcmoCentre {
  return { code, runs, met, patients: 'adult', pending: 0, donors: 0, unknown: 0, ...rest };
}

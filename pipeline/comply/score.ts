export interface Scoring {
  readonly norm: string;
}
export interface ScoreSheet {
  readonly hospital: string;
}
export function scoreHospital(
  _s: Scoring,
  holdings: { hospital: string },
  _f: readonly unknown[],
): ScoreSheet {
  return { hospital: holdings.hospital };
}

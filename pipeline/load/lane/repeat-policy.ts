/** Which hospitals may send files that repeat another month's, or another hospital's without a code of their own. */
export interface RepeatPolicy {
  accepts(hospital: string | null): boolean;
  /** Whether the centre is told of accepted repeats; not of those it asked for. */
  readonly tells: boolean;
}

/** @param accepted hospitals whose files the centre has confirmed, or `all` */
export function repeatPolicy(accepted: readonly string[]): RepeatPolicy {
  const hospitals = new Set(accepted);
  return {
    accepts: (hospital) => hospitals.has('all') || (hospital !== null && hospitals.has(hospital)),
    tells: false,
  };
}

/** For files taken in before: accepts them all, and reports the copies that an older program let in. */
export const takenBefore: RepeatPolicy = { accepts: () => true, tells: true };

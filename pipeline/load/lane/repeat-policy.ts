/** Whose files may repeat those of another month, or of another hospital without a code of their own. */
export interface RepeatPolicy {
  accepts(hospital: string | null): boolean;
  /** Whether the centre is told of what is accepted: it need not be told of what it has asked for. */
  readonly tells: boolean;
}

/** @param accepted hospitals for which the centre has said that the files are right as they are, or `all` */
export function repeatPolicy(accepted: readonly string[]): RepeatPolicy {
  const hospitals = new Set(accepted);
  return {
    accepts: (hospital) => hospitals.has('all') || (hospital !== null && hospitals.has(hospital)),
    tells: false,
  };
}

/** What was once taken in is taken in again, and doubles that an older program took are told. */
export const takenBefore: RepeatPolicy = { accepts: () => true, tells: true };

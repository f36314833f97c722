/** The warning for an outcome after the day up to which its file was judged: it is stored, but read as blank until that day. */
export const laterOutcome = 'outcome-after-as-of';

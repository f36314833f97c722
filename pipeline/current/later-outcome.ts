/** The warning for an outcome after the day up to which its file was judged: it is stored, and blank until that day has come. */
export const laterOutcome = 'outcome-after-as-of';

/**
 * Why a figure is another. `definition`: what today's definition counts over the rows of then, against what was published. `in between`: the same of a definition that has not changed, because a month that was run
 * in between has changed those rows. Of the rest a case has the first that applies. `withdrawn`: it is there no more.
 * `new`: it lies after what was published, its month or its day; or, counted up to an earlier day, after that day. `late`: it was not there.
 * `corrected`: a cell that was filled in says something else, or nothing. `matured`: it was pending, or is again up to an earlier day. `became known`: blank cells were filled in, or
 * other rows tell of it now.
 */
export const causes = [
  'definition',
  'in between',
  'withdrawn',
  'new',
  'late',
  'corrected',
  'matured',
  'became known',
] as const;

export type Cause = (typeof causes)[number];

/** What is told of a cause: how many cases, and what they add; of what is known only as a sum no cases. */
export const countsOf = (cause: Cause) =>
  cause === 'definition' || cause === 'in between'
    ? (['numerator', 'denominator'] as const)
    : (['cases', 'numerator', 'denominator'] as const);

/** The column of a cause in the files, such as `became_known_cases`. */
export const causeColumn = (cause: Cause, count: string): string => `${cause.replaceAll(' ', '_')}_${count}`;

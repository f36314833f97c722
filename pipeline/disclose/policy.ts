import { z } from 'zod';
import type { Figure } from '../figure/figures.js';

const periodType = z.enum(['month', 'quarter', 'year', 'rolling12', 'years3']);

/**
 * What those outside the centre may see of figures, `disclosure` in the settings. The centre, the health authority, a hospital's own
 * figures and a city's own hospitals are never hidden by it.
 */
export const policySchema = z
  .strictObject({
    /** Counts from 1 to this one are hidden. */
    hiddenUpTo: z.int().min(1).max(50).default(4),
    /** Fewer cases than this have no rate. */
    rateFrom: z.int().min(1).max(1000).default(10),
    /** Counts that are shown are rounded to multiples of this; 1 rounds nothing. */
    roundTo: z.int().min(1).max(100).default(1),
    /** The kinds of periods that are given, by level; none hides the level. */
    periods: z
      .strictObject({
        province: z.array(periodType).default(['month', 'quarter', 'year', 'rolling12', 'years3']),
        city: z.array(periodType).default(['month', 'quarter', 'year', 'rolling12', 'years3']),
        /** Hospitals as points under labels, of years that are over: of months that move on, two editions would tell a single one. */
        hospital: z.array(z.enum(['year', 'years3'])).default(['year', 'years3']),
      })
      .prefault({}),
    /** Whether the points bear the hospitals' names instead of labels. */
    names: z.boolean().default(false),
  })
  .refine(({ hiddenUpTo, rateFrom }) => rateFrom > hiddenUpTo, {
    path: ['rateFrom'],
    message: 'rateFrom must be larger than hiddenUpTo · rateFrom 必须大于 hiddenUpTo',
  });

export type Policy = z.infer<typeof policySchema>;

export const defaultPolicy: Policy = policySchema.parse({});

/** Whether figures of a level and kind of period are given at all; strata only of the province, by years. */
export const isOffered = (
  policy: Policy,
  { level, period_type, stratum }: Pick<Figure, 'level' | 'period_type' | 'stratum'>,
) =>
  (policy.periods[level] as readonly string[]).includes(period_type) &&
  (stratum === '' || (level === 'province' && (period_type === 'year' || period_type === 'years3')));

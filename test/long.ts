/** Whether the long parts run: `npm run test:long`. */
export const isLong = process.env['ZHIKONG_LONG'] === '1';

/** The size of a part that has a short and a long form. */
export const sized = (short: number, long: number): number => (isLong ? long : short);

/** After how long a sized part counts as hanging: a machine that others use may be ten times as slow as an idle one. */
export const patience = isLong ? 3_600_000 : 600_000;

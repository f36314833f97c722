/** Whether the long parts run: `npm run test:long`. */
export const isLong = process.env['ZHIKONG_LONG'] === '1';

/** The size of a part that has a short and a long form. */
export const sized = (short: number, long: number): number => (isLong ? long : short);

/** How long a sized part may take before it counts as hanging. */
export const patience = isLong ? 1_500_000 : 180_000;

import type { Revision } from '../../pipeline/define/index.js';

/**
 * The reading of a version that left a case out where it was blank whether an event had happened. An event is entered when it happens, and
 * its absence often stays blank: leaving blanks out made the rate too high (known deaths among the patients whose day 30 is known). The
 * sources count events over all cases of the period, as the revision does; the rate it shows is a minimum.
 */
export const blanksCount = (version: string): Revision => ({
  version,
  former: { unknown: 'left out' },
  reason: {
    zh: '未填的病例原先不进分母；未发生的多半不填，因而算出的率偏高。现以同期全部病例为分母，率为“至少”',
    en: 'cases with a blank were left out; where nothing happened the cell often stays blank, so the rate came out too high. Now all cases of the period are the denominator, and the rate is at least what it says',
  },
});

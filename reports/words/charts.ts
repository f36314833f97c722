import { chartsEn } from './charts-en.js';
import { type ChartWords, chartsZh } from './charts-zh.js';
import type { Lang } from './index.js';

/** The words of the pages of indicators and methods. */
export const chartWords: Readonly<Record<Lang, ChartWords>> = { zh: chartsZh, en: chartsEn };

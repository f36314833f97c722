import { defineNorm } from '../../pipeline/define/index.js';
import { ecmoTexts as source } from '../texts/sources.js';
import { ecmoTextClauses } from './ecmo-texts/index.js';

/** Eight texts on ECMO without legal standing, or replaced by G11: their results advise and judge nobody. */
export const ecmoTexts = defineNorm({
  id: source.id,
  title: source.title,
  short: { zh: 'ECMO非正式文本（仅供参考）', en: 'Informal ECMO texts (advisory)' },
  thresholds: [],
  clauseSet: {
    prefix: 'E00',
    // Eight texts, A to H.
    numbers: /^[A-H][0-9]{2}$/,
    technique: 'ECMO',
    source,
    advisory: true,
    // None of the texts gives a first day; the year in which they were gathered leaves out no case they could advise on.
    effectiveFrom: '2020-01-01',
    clauses: ecmoTextClauses,
  },
});

import { cite, defineNorm, type Source } from '../../pipeline/define/index.js';
import { ecmoEffectiveRemoval } from '../ecmo/effective-removal.js';

const g11: Source = {
  id: 'G11-2022',
  title: {
    zh: 'G11 体外膜肺氧合（ECMO）技术临床应用管理规范（2022年版）',
    en: 'G11 Norm for the clinical use of ECMO, 2022 edition',
  },
  year: 2022,
  issuer: '国家卫生健康委员会',
};

/** G11: what a training base must reach. */
export const ecmo2022 = defineNorm({
  id: 'G11-2022',
  title: g11.title,
  short: { zh: 'G11 ECMO规范（2022）', en: 'G11 ECMO norm (2022)' },
  thresholds: [
    {
      indicator: ecmoEffectiveRemoval,
      operator: '>=',
      value: { num: 40, den: 100 },
      clause: '四（二）1（3）',
      scope: 'ECMO training base',
      periods: ['year', 'years3', 'rolling12'],
      effectiveFrom: '2022-04-20',
      cites: cite(g11, { clause: '四（二）1（3）', confidence: 'seed' }),
      inferred: false,
    },
  ],
});

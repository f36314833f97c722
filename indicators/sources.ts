import type { Source } from '../pipeline/define/index.js';

/** 体外膜肺氧合(ECMO)技术临床应用质量控制指标（2022年版）, read in the national handbook 《医疗质量管理与控制指标汇编（8.0）》 p. 355–359. */
export const ecmoIndicators2022: Source = {
  id: 'ecmo-indicators-2022',
  title: {
    zh: '体外膜肺氧合（ECMO）技术临床应用质量控制指标（2022年版），据《医疗质量管理与控制指标汇编（8.0）》',
    en: 'National quality indicators for ECMO, 2022 edition, as printed in the national indicator handbook 8.0',
  },
  year: 2022,
  issuer: '国家卫生健康委员会',
};

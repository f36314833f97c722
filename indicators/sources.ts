import type { Source } from '../pipeline/define/index.js';

/*
 * Every document that indicators and norms cite, each declared once. The national indicators were read in the national
 * handbook 《医疗质量管理与控制指标汇编（8.0）》, not in the original notices.
 */

/** Handbook p. 355–359. */
export const ecmoIndicators2022: Source = {
  id: 'ecmo-indicators-2022',
  title: {
    zh: '体外膜肺氧合（ECMO）技术临床应用质量控制指标（2022年版），据《医疗质量管理与控制指标汇编（8.0）》',
    en: 'National quality indicators for ECMO, 2022 edition, as printed in the national indicator handbook 8.0',
  },
  year: 2022,
  issuer: '国家卫生健康委员会',
};

/** Handbook p. 346–351. */
export const vadIndicators2022: Source = {
  id: 'vad-indicators-2022',
  title: {
    zh: '心室辅助技术临床应用质量控制指标（2022年版），据《医疗质量管理与控制指标汇编（8.0）》',
    en: 'National quality indicators for ventricular assist devices, 2022 edition, as printed in the national indicator handbook 8.0',
  },
  year: 2022,
  issuer: '国家卫生健康委员会',
};

/** Handbook p. 228–235. */
export const emergencyIndicators2024: Source = {
  id: 'emergency-indicators-2024',
  title: {
    zh: '急诊专业医疗质量控制指标（2024年版），据《医疗质量管理与控制指标汇编（8.0）》',
    en: 'National quality indicators for emergency medicine, 2024 edition, as printed in the national indicator handbook 8.0',
  },
  year: 2024,
  issuer: '国家卫生健康委员会',
};

/** Handbook p. 156–167. */
export const anesthesiaIndicators2022: Source = {
  id: 'anesthesia-indicators-2022',
  title: {
    zh: '麻醉专业医疗质量控制指标（2022年修订试行），据《医疗质量管理与控制指标汇编（8.0）》',
    en: 'National quality indicators for anaesthesia, revision of 2022 on trial, as printed in the national indicator handbook 8.0',
  },
  year: 2022,
  issuer: '国家卫生健康委员会',
};

/** Read in part in public copies, in part only as hospital software of its time records it; not in the original notice. */
export const anesthesiaIndicators2015: Source = {
  id: 'anesthesia-indicators-2015',
  title: {
    zh: '麻醉专业医疗质量控制指标（2015年版），据公开转载及医院软件所录文本',
    en: 'National quality indicators for anaesthesia, 2015 edition, from public copies and as recorded in hospital software',
  },
  year: 2015,
  issuer: '国家卫生和计划生育委员会',
};

/** The notice that put the norms of 2022 in force on 2022-04-20 and repealed those of 2017 and 2020. */
export const restrictedTechniques2022: Source = {
  id: 'restricted-techniques-2022',
  title: {
    zh: '国家限制类技术目录和临床应用管理规范（2022年版）',
    en: 'National list of restricted techniques and norms for their clinical use, 2022 edition',
  },
  year: 2022,
  issuer: '国家卫生健康委员会',
};

export const ecmoNorm2022: Source = {
  id: 'G11-2022',
  title: {
    zh: 'G11 体外膜肺氧合（ECMO）技术临床应用管理规范（2022年版）',
    en: 'G11 Norm for the clinical use of ECMO, 2022 edition',
  },
  year: 2022,
  issuer: '国家卫生健康委员会',
};

export const vadNorm2022: Source = {
  id: 'G09-2022',
  title: {
    zh: 'G09 心室辅助技术临床应用管理规范（2022年版）',
    en: 'G09 Norm for the clinical use of ventricular assist devices, 2022 edition',
  },
  year: 2022,
  issuer: '国家卫生健康委员会',
};

/** The copy at hand is a scan that lost all comparison signs. */
export const chongqingAnesthesia2011: Source = {
  id: 'chongqing-anesthesia-2011',
  title: {
    zh: '重庆市医疗机构麻醉医疗质量控制标准（试行）（渝卫医〔2011〕273号）',
    en: 'Chongqing quality-control standard for anaesthesia in medical institutions, trial version (渝卫医〔2011〕273号)',
  },
  year: 2011,
  issuer: '重庆市卫生局',
};

/** Tonna et al. 2024, doi 10.1097/MAT.0000000000002128. */
export const elsoReport2022: Source = {
  id: 'elso-report-2022',
  title: {
    zh: '体外生命支持组织（ELSO）2022年国际报告',
    en: 'Extracorporeal Life Support Organization, International Report 2022',
  },
  year: 2024,
  issuer: 'ELSO',
};

/** What no document defines and the product defines itself. */
export const zhikong2026: Source = {
  id: 'zhikong-2026',
  title: { zh: '本系统自定指标', en: 'definition of this product' },
  year: 2026,
  issuer: 'zhikong',
};

import type { Source } from '../../pipeline/define/index.js';

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

/** Read in part in public copies, in part only as recorded by hospital software of its time; not in the original notice. */
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

/** Paden et al. 2013, ASAIO J 59:202; its words "survival to discharge or transfer" were seen. */
export const elsoReport2012: Source = {
  id: 'elso-report-2012',
  title: {
    zh: '体外生命支持组织（ELSO）2012年登记报告',
    en: 'Extracorporeal Life Support Organization, Registry Report 2012',
  },
  year: 2013,
  issuer: 'ELSO',
};

/** Schmidt et al. 2014, Am J Respir Crit Care Med 189:1374; points read in two public implementations that agree. */
export const respScore2014: Source = {
  id: 'resp-score-2014',
  title: {
    zh: 'RESP评分（Schmidt等，2014）',
    en: 'The RESP score: predicting survival after ECMO for severe acute respiratory failure (Schmidt et al.)',
  },
  year: 2014,
  issuer: 'Am J Respir Crit Care Med 189:1374',
};

/** Schmidt et al. 2015, Eur Heart J 36:2246; points and class survivals read in public copies. */
export const saveScore2015: Source = {
  id: 'save-score-2015',
  title: {
    zh: 'SAVE评分（Schmidt等，2015）',
    en: 'The SAVE score: predicting survival after ECMO for refractory cardiogenic shock (Schmidt et al.)',
  },
  year: 2015,
  issuer: 'Eur Heart J 36:2246',
};

/** PubMed 31269589; its abstract was read. */
export const csecls2018: Source = {
  id: 'csecls-survey-2018',
  title: {
    zh: '中国医师协会体外生命支持专业委员会2018年全国调查',
    en: 'National survey of ECMO by the Chinese Society of Extracorporeal Life Support, 2018',
  },
  year: 2019,
  issuer: 'CSECLS',
};

/*
 * Eight texts on ECMO, gathered and kept as advice: none binds anybody. Six are informal copies without number or date, whose year is that
 * of the latest among them; two are earlier stages of G11 of 2022.
 */

/** Ends within 六. */
export const ecmoTeamManagement: Source = {
  id: 'ecmo-team-management',
  title: {
    zh: 'ECMO小组管理制度（非正式文本，出处不明）',
    en: 'Rules of an ECMO team (a text without legal standing, of unknown origin)',
  },
  year: 2020,
  issuer: '不明',
};

/** Ends within 四（一）. */
export const ecmoAllLevels: Source = {
  id: 'ecmo-all-levels',
  title: {
    zh: '各级医疗机构ECMO技术管理规范（非正式文本，出处不明）',
    en: 'Norm of ECMO for hospitals of all levels (a text without legal standing, of unknown origin)',
  },
  year: 2020,
  issuer: '不明',
};

export const ecmoCaseManagement: Source = {
  id: 'ecmo-case-management',
  title: {
    zh: '体外膜肺氧合（ECMO）技术病例管理规范（非正式文本，出处不明）',
    en: 'Norm for managing ECMO cases (a text without legal standing, of unknown origin)',
  },
  year: 2020,
  issuer: '不明',
};

/** Says of itself that it is no formal text. */
export const ecmoInterpretation: Source = {
  id: 'ecmo-norm-interpretation',
  title: {
    zh: '《体外膜肺氧合（ECMO）技术临床应用管理规范》解读（非正式文本，仅供参考）',
    en: 'Interpretation of the norm for the clinical use of ECMO (an informal copy, for reference)',
  },
  year: 2020,
  issuer: '国家卫生健康委员会',
};

export const ecmoTreatmentNorm: Source = {
  id: 'ecmo-treatment-norm',
  title: {
    zh: '体外膜肺氧合（ECMO）技术治疗管理规范（非正式文本，出处不明）',
    en: 'Norm for managing ECMO treatment (a text without legal standing, of unknown origin)',
  },
  year: 2020,
  issuer: '不明',
};

export const ecmoCaseGuideline: Source = {
  id: 'ecmo-case-guideline',
  title: {
    zh: '体外膜肺氧合（ECMO）技术病例管理指南（非正式文本，出处不明）',
    en: 'Guideline for managing ECMO cases (a text without legal standing, of unknown origin)',
  },
  year: 2020,
  issuer: '不明',
};

/** Repealed by G11 of 2022. The copy at hand ends within 三（一）. */
export const ecmoNorm2020: Source = {
  id: 'ecmo-norm-2020',
  title: {
    zh: '体外膜肺氧合（ECMO）技术临床应用管理规范（2020年，已被2022年版替代）',
    en: 'Norm for the clinical use of ECMO, 2020, replaced by the edition of 2022',
  },
  year: 2020,
  issuer: '国家卫生健康委员会',
};

/** Older than the norm of 2020 by its requirements; the copy at hand names neither issuer nor date and ends within 三（一）. */
export const ecmoNormDraft: Source = {
  id: 'ecmo-norm-draft',
  title: {
    zh: '体外膜肺氧合（ECMO）技术管理规范（征求意见稿）',
    en: 'Norm of ECMO, draft for comment',
  },
  year: 2020,
  issuer: '不明',
};

/** The eight together, as one set of clauses. */
export const ecmoTexts: Source = {
  id: 'ecmo-texts',
  title: {
    zh: 'ECMO非正式、征求意见及已被替代的文本（八份，仅供参考）',
    en: 'Eight texts on ECMO: informal, drafted or replaced, for reference only',
  },
  year: 2020,
  issuer: '多个来源',
};

/** Order No. 1 of the National Health Commission; not at hand. */
export const clinicalTechniques2018: Source = {
  id: 'clinical-techniques-2018',
  title: {
    zh: '医疗技术临床应用管理办法（2018年）',
    en: 'Measures for the clinical use of medical techniques, 2018',
  },
  year: 2018,
  issuer: '国家卫生健康委员会',
};

/** Read in a public copy of the VAD part of the edition of 2017-02-14. */
export const vadIndicators2017: Source = {
  id: 'vad-indicators-2017',
  title: {
    zh: '心室辅助技术临床应用质量控制指标（2017年版），据公开转载',
    en: 'National quality indicators for ventricular assist devices, 2017 edition, from a public copy',
  },
  year: 2017,
  issuer: '国家卫生和计划生育委员会',
};

/** Definitions of the product itself, which no document gives. */
export const zhikong2026: Source = {
  id: 'zhikong-2026',
  title: { zh: '本系统自定指标', en: 'definition of this product' },
  year: 2026,
  issuer: 'zhikong',
};

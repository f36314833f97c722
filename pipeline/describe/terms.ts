import type {
  Better,
  ClauseClass,
  Confidence,
  CountUnit,
  Indicator,
  Multiplier,
  PeriodType,
  Scope,
  UnknownPolicy,
} from '../define/index.js';
import { type Bilingual, DefinitionError } from '../message/errors.js';
import { technologies } from '../technology/index.js';

/* The terms that every printed definition uses. */

export const units: Readonly<Record<CountUnit, Bilingual>> = {
  run: { zh: '例次', en: 'runs' },
  patient: { zh: '患者', en: 'patients' },
  implant: { zh: '植入例次', en: 'implants' },
  case: { zh: '例', en: 'cases' },
  device: { zh: '器材', en: 'devices' },
  procedure: { zh: '操作', en: 'procedures' },
  event: { zh: '事件', en: 'events' },
  minute: { zh: '分钟', en: 'minutes' },
  day: { zh: '天', en: 'days' },
  institution: { zh: '医疗机构', en: 'institutions' },
  delivery: { zh: '分娩', en: 'deliveries' },
  'physician-month': { zh: '医师·月', en: 'physician-months' },
  'nurse-month': { zh: '护士·月', en: 'nurse-months' },
};

export const measures: Readonly<Record<Indicator['measure'], Bilingual>> = {
  proportion: { zh: '比例：符合条件的例数 ÷ 例数', en: 'proportion: cases that meet a condition over cases' },
  'patient proportion': {
    zh: '患者比例：每名患者在一个期间、一个单位内只计一次',
    en: 'proportion of patients: each counted once in a unit and period',
  },
  ratio: { zh: '比值：两数各自求和后相除', en: 'ratio: one number summed over another' },
  median: { zh: '中位数', en: 'median' },
  volume: { zh: '例数', en: 'number of cases' },
  'standardised ratio': {
    zh: '标准化比：实际发生数 ÷ 按已发表评分预期的数（O/E）',
    en: 'standardised ratio: what happened over what a published score expects (O/E)',
  },
  'centre proportion': {
    zh: '机构比例：例数符合条件的机构 ÷ 有病例的机构',
    en: 'proportion of institutions: those whose number of cases compares as said, over those with any case',
  },
  composition: { zh: '构成比：每个分层各占多少', en: 'composition: the share of each stratum' },
};

export const multipliers: Readonly<Record<Multiplier, Bilingual>> = {
  '%': { zh: '× 100，以 % 表示', en: '× 100, as %' },
  '‰': { zh: '× 1000，以 ‰ 表示', en: '× 1,000, as ‰' },
  '‱': { zh: '× 10000，以 ‱ 表示', en: '× 10,000, as ‱' },
  '/1000h': { zh: '分钟折算，每 1000 小时', en: 'from minutes, per 1,000 hours' },
  '1': { zh: '原值', en: 'the plain value' },
  '1:x': { zh: '以 1:x 表示', en: 'as 1:x' },
  '/year': { zh: '按人·年折算（× 12）', en: 'per head and year (× 12)' },
  'years/10000': { zh: '每 1 万例折合的全年人数', en: 'heads through a year per 10,000 cases' },
};

export const directions: Readonly<Record<Better, Bilingual>> = {
  higher: { zh: '越高越好', en: 'higher is better' },
  lower: { zh: '越低越好', en: 'lower is better' },
  monitor: { zh: '仅作监测，无好坏之分', en: 'monitored, neither is better' },
};

export const unknownPolicies: Readonly<Record<UnknownPolicy, Bilingual>> = {
  'not met': {
    zh: '留在分母，按“否”计，率为“至少”；另给出全为“否”与全为“是”的上下限',
    en: 'stays in the denominator and counts as no, so that the rate is at least what it says; bounds show all no and all yes',
  },
  'left out': {
    zh: '不入分母；另给出全为“否”与全为“是”的上下限',
    en: 'leaves the denominator; bounds show all no and all yes',
  },
};

const scopes: Readonly<Record<Scope, Bilingual>> = {
  'all hospitals': { zh: '适用于所有医院', en: 'for all hospitals' },
  'hospitals of Chongqing': {
    zh: '约束重庆市的医院，其他省份仅供对照',
    en: 'binds hospitals of Chongqing, a reference elsewhere',
  },
  ...Object.fromEntries(
    technologies.flatMap(({ training }) => (training ? [[training.scope, training.binds]] : [])),
  ),
};

/** The hospitals that a threshold binds, in words. @throws {DefinitionError} for a scope that no technology has */
export function scopeWords(scope: Scope): Bilingual {
  const words = scopes[scope];
  if (!words)
    throw new DefinitionError(scope, `must be one of ${Object.keys(scopes).join(', ')}`, { field: 'scope' });
  return words;
}

export const periods: Readonly<Record<PeriodType | 'three years' | 'three years together', Bilingual>> = {
  month: { zh: '当月', en: 'the month' },
  quarter: { zh: '当季', en: 'the quarter' },
  year: { zh: '当年', en: 'the year' },
  rolling12: { zh: '近12个月', en: 'the last twelve months' },
  years3: { zh: '近三年合计', en: 'the last three years together' },
  'three years': {
    zh: '近三年（已满的自然年）每年',
    en: 'each of the last three calendar years that are over',
  },
  'three years together': {
    zh: '近三年（已满的自然年）合计',
    en: 'the last three calendar years that are over, together',
  },
};

export const confidences: Readonly<Record<Confidence, Bilingual>> = {
  seed: { zh: '■ 规范原文在手', en: '■ regulation at hand' },
  seen: { zh: '▣ 见于原文或忠实转载', en: '▣ read in the text or a faithful copy' },
  recalled: { zh: '□ 凭通行知识，原文不在手', en: '□ general knowledge, no text at hand' },
  derived: { zh: '◇ 本中心推断', en: '◇ our own reading' },
};

export const classes: Readonly<Record<ClauseClass, Bilingual>> = {
  a: { zh: '病例', en: 'cases' },
  b: { zh: '机构条件', en: 'statements of the hospital' },
  c: { zh: '专家评审', en: 'review' },
  'a+b': { zh: '病例与机构条件', en: 'cases and statements' },
  'a+c': { zh: '病例与专家评审', en: 'cases and review' },
  'b+c': { zh: '机构条件与专家评审', en: 'statements and review' },
  scope: { zh: '适用范围', en: 'scope' },
};

/** The note where a sign or denominator is lost in the copy at hand. */
export const inferred: Bilingual = {
  zh: '符号、数字或分母按意推断：所据文本缺失',
  en: 'sign, number or denominator read by meaning: lost in the copy at hand',
};

/** A text made in each language. */
export const both = (make: (lang: 'zh' | 'en') => string): Bilingual => ({ zh: make('zh'), en: make('en') });

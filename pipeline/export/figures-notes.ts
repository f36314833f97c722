import { indicators, norms } from '../../indicators/index.js';
import { definitionSheet } from '../describe/definition-sheet.js';
import type { Figure } from '../figure/figures.js';
import type { Bilingual } from '../message/errors.js';
import { figureColumns } from '../warehouse/schema.js';
import type { Cell, Sheet } from '../workbook/sheet.js';

type Column = (typeof figureColumns)[number][0];

/** What each column of the figures means, for whoever opens them as a workbook. */
const columnNotes: Readonly<Record<Column, Bilingual>> = {
  code: {
    zh: '指标代码；定义见“定义”表',
    en: 'code of the indicator; its definition is on the sheet of definitions',
  },
  indicator: { zh: '指标的固定名称', en: 'fixed name of the indicator' },
  version: { zh: '定义的版本', en: 'version of the definition' },
  level: { zh: '层级：hospital 医院、city 城市、province 全省', en: 'hospital, city or province' },
  unit: { zh: '医院编码、城市，或 * 为全省', en: 'code of a hospital, a city, or * for the province' },
  period_type: { zh: '时期的种类', en: 'kind of period' },
  period: {
    zh: '时期；2025-11..2026-10 为近12个月',
    en: 'period; 2025-11..2026-10 is the last twelve months',
  },
  stratum: { zh: '分层；空为全部', en: 'stratum; blank for all' },
  numerator: { zh: '分子；例次类指标的例数', en: 'numerator; the count where there is no rate' },
  denominator: { zh: '分母（n）；中位数的例数', en: 'denominator (n); of a median the number of cases' },
  pending: { zh: '未到期的例数，不入分母', en: 'cases not due yet, not in the denominator' },
  unknown: { zh: '结局未明（未填）的例数', en: 'cases with unknown outcome' },
  excluded: { zh: '按定义排除的例数', en: 'cases that the definition excludes' },
  undated: { zh: '不知是否属分母的例数', en: 'cases of which it is not known whether they belong' },
  expected: { zh: '标准化比的预期数', en: 'expected number of a standardised ratio' },
  rate: { zh: '率，未取整；100% 为 1', en: 'rate, unrounded; 100 % is 1' },
  low_bound: { zh: '未明者全为“否”时的率', en: 'rate if every unknown outcome were a no' },
  high_bound: { zh: '未明者全为“是”时的率', en: 'rate if every unknown outcome were a yes' },
  errs: { zh: 'at least：率至少如此', en: 'at least: the rate is this or more' },
  ci_low: {
    zh: '95% 区间下限（Wilson；密度为 Poisson）',
    en: 'lower end of the 95 % interval (Wilson; Poisson for densities)',
  },
  ci_high: { zh: '95% 区间上限', en: 'upper end of the 95 % interval' },
  decide_low: {
    zh: '作判定的区间的下限：未明全为“否”时的精确限',
    en: 'lower end of the interval that decides: exact, every unknown a no',
  },
  decide_high: {
    zh: '作判定的区间的上限：未明全为“是”时的精确限',
    en: 'upper end of the interval that decides: exact, every unknown a yes',
  },
  threshold: { zh: '阈值', en: 'threshold' },
  operator: { zh: '与阈值比较的符号', en: 'sign of the comparison' },
  norm: { zh: '阈值所出的规范', en: 'norm of the threshold' },
  clause: { zh: '条款', en: 'clause' },
  applies: { zh: 'binding 有约束力，reference 仅供对照', en: 'binding, or for reference only' },
  formal: {
    zh: '计数与阈值的直接比较：met 达标，not_met 未达标',
    en: 'counts against the threshold: met or not_met',
  },
  verdict: {
    zh: '统计结论（精确单侧检验 5%）：met、not_met、cannot_tell 例数不足或数据不全、not_applicable',
    en: 'by the exact one-sided test at 5 %: met, not_met, cannot_tell, not_applicable',
  },
  p_value: { zh: 'p 值', en: 'p value' },
  needed: {
    zh: '按目前的比例还需约多少例才能判定',
    en: 'further cases that would settle it at the present rate',
  },
  suppressed: { zh: '对质控中心以外的人隐去', en: 'hidden from others than the centre' },
  batch: { zh: '批次', en: 'batch' },
  definition_hash: { zh: '定义的指纹', en: 'hash of the definition' },
  as_of: { zh: '数据截止日', en: 'as-of day' },
  data_through: { zh: '所依据的最新报送月份', en: 'newest month sent that it rests on' },
};

/** The sheets beside the figures: what columns and words mean, and the definition and source of each indicator in them. */
export function noteSheets(figures: readonly Figure[]): Sheet[] {
  const head = (...titles: string[]): Cell[] => titles.map((value) => ({ value, look: 'header' }));
  const wrapped = (...texts: string[]): Cell[] => texts.map((value) => ({ value, look: 'wrapped' }));
  const shown = new Set(figures.map(({ code, version }) => `${code} ${version}`));
  const sources = [...new Set(figures.map(({ batch, as_of }) => `${batch}；${as_of}`))].join(', ');
  return [
    {
      name: '说明 Notes',
      widths: [18, 60, 60],
      frozen: { rows: 1, columns: 0 },
      fitsPage: true,
      rows: [
        head('列 Column', '含义', 'Meaning'),
        ...figureColumns.map(([name]) => wrapped(name, columnNotes[name].zh, columnNotes[name].en)),
        wrapped('批次 Batch', sources, sources),
      ],
    },
    {
      name: '定义 Definitions',
      widths: [14, 12, 30, 60, 30, 60, 60],
      frozen: { rows: 1, columns: 2 },
      fitsPage: true,
      rows: [
        head('代码 Code', '版本 Version', '名称', '定义与出处', 'Title', 'Meaning', 'Definition and source'),
        ...indicators
          .filter(({ code, version }) => shown.has(`${code} ${version}`))
          .map((indicator) => {
            const { entries } = definitionSheet(indicator, norms);
            const said = (lang: 'zh' | 'en') =>
              entries
                .map(({ term, lines }) => `${term[lang]}: ${lines.map((line) => line[lang]).join(' ')}`)
                .join('\n');
            return wrapped(
              indicator.code,
              indicator.version,
              indicator.title.zh,
              `${indicator.meaning.zh}\n${said('zh')}`,
              indicator.title.en,
              indicator.meaning.en,
              said('en'),
            );
          }),
      ],
    },
  ];
}

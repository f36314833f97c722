import { describe, expect, it } from 'vitest';
import { monthsUpTo, periodsOf } from '../../pipeline/figure/ending-periods.js';
import type { Figure } from '../../pipeline/figure/figures.js';
import { signalsOf } from '../../pipeline/signal/signals.js';
import { technologies } from '../../pipeline/technology/index.js';
import { reportContext } from '../../reports/data/report-context.js';
import type { ReportData } from '../../reports/data/report-data.js';
import { indicatorPage } from '../../reports/page/indicator-page.js';
import { methodsPage } from '../../reports/page/methods-page.js';
import { technologyPage } from '../../reports/page/technology-page.js';
import { controlsOf } from '../../reports/read/control-of.js';
import { month, reportData } from './fixture.js';
import { closed, tagsOf, textOf } from './markup.js';

const base = reportData();
const removal = base.indicators.find(({ code }) => code === 'ECMO-01');
if (!removal) throw new Error('ECMO-01');
const [template] = base.figures.filter(
  ({ code, version, stratum }) => code === removal.code && version === removal.version && stratum === '',
);
if (!template) throw new Error('no figure');

/** A figure of ECMO-01 with nothing but counts. */
const counts = (
  own: Partial<Figure> & { readonly numerator: number; readonly denominator: number },
): Figure => ({
  ...template,
  pending: 0,
  unknown: 0,
  excluded: 0,
  undated: 0,
  threshold: null,
  operator: null,
  applies: null,
  formal: null,
  verdict: null,
  errs: '',
  rate: own.numerator / own.denominator,
  ...own,
});

const hospitals = (list: readonly (readonly [unit: string, x: number, n: number])[]): Figure[] =>
  list.map(([unit, numerator, denominator]) =>
    counts({
      level: 'hospital',
      unit,
      period_type: 'rolling12',
      period: periodsOf(month).rolling12,
      numerator,
      denominator,
    }),
  );

/** 36 months of the province; null leaves a month out. */
const months = (of: (at: number) => readonly [number, number] | null): Figure[] =>
  monthsUpTo(month, 36).flatMap((period, at) => {
    const pair = of(at);
    return pair === null
      ? []
      : [
          counts({
            level: 'province',
            unit: '*',
            period_type: 'month',
            period,
            numerator: pair[0],
            denominator: pair[1],
          }),
        ];
  });

const dataOf = (figures: readonly Figure[]): ReportData => ({
  ...base,
  figures,
  signals: signalsOf(figures, base.indicators, month),
});
const contextOf = (figures: readonly Figure[], lang: 'zh' | 'en' = 'zh') =>
  reportContext(dataOf(figures), lang);
const pageOf = async (figures: readonly Figure[], lang: 'zh' | 'en' = 'zh') =>
  closed(await indicatorPage(removal, { ...contextOf(figures, lang), root: '../../' }));
const section = (page: string, id: string) =>
  new RegExp(`<section id="${id}".*?</section>`, 's').exec(page)?.[0] ?? '';

/** 38 and 42 of 80 in turn, and in the last month 78. */
const jump = (at: number): readonly [number, number] => (at === 35 ? [78, 80] : [at % 2 === 0 ? 38 : 42, 80]);

describe('the funnel of an indicator', () => {
  const alike = ['H01', 'H02', 'H03', 'H04', 'H05'].map((unit) => [unit, 100, 200] as const);

  it('names who lies outside 99.8 %, and nobody else', async () => {
    // 690 of 1,200 together is 57.5 %; 190 of 200 is 95 %, and 100 of 200 lies 2.1 sigma below.
    const funnel = section(await pageOf(hospitals([...alike, ['H10', 190, 200]])), 'funnel');
    expect(textOf(funnel)).toMatch(/99\.8 % 限外：\s*临川市人民医院\s*。/);
    expect(textOf(funnel)).toContain('57.5%');
    expect(funnel.match(/<a href="[^"]*hospitals\//g)).toHaveLength(1);
    expect(textOf(section(await pageOf(hospitals([...alike, ['H10', 110, 200]])), 'funnel'))).toContain(
      '没有医院在 99.8 % 限外',
    );
  });

  it('is a sentence and no picture where there are few hospitals, or nothing varies', async () => {
    for (const [list, says] of [
      [alike.slice(0, 4), '不足 5 家'],
      [alike.map(([unit]) => [unit, 200, 200] as const), '全部病例都符合或都不符合'],
    ] as const) {
      const funnel = section(await pageOf(hospitals(list)), 'funnel');
      expect(textOf(funnel)).toContain(says);
      expect(funnel).not.toContain('<svg');
    }
  });
});

describe('the control chart of an indicator', () => {
  it('tells the newest point, its rule, method, baseline and false alarms', async () => {
    const text = textOf(section(await pageOf(months(jump)), 'series'));
    expect(text).toContain(`最近一点 ${month}：97.5%（n = 80），偏高：超出 3σ 限`);
    expect(text).toMatch(/方法：p 图（月）；规则：zhikong runs 1；基线 2023-11 至 2025-\d\d/);
    expect(text).toMatch(/没有变化时误报的机会：本月 [\d.]+ %，一年 [\d.]+ %/);
    expect(textOf(section(await pageOf(months(jump), 'en'), 'series'))).toContain('high: outside 3 sigma');
  });

  it('says of a calm series that nothing is unusual', async () => {
    const text = textOf(section(await pageOf(months((at) => [at % 2 === 0 ? 38 : 42, 80])), 'series'));
    expect(text).toContain('未见异常');
    expect(text).not.toContain('出现信号的点');
  });

  it('keeps a missing month on the axis as a gap', () => {
    const chart = controlsOf(removal, contextOf(months((at) => (at === 20 ? null : jump(at))))).get(
      '*',
    )?.chart;
    expect(chart?.axis.periods).toEqual(monthsUpTo(month, 36));
    expect(chart?.axis.points[20]).toBeNull();
    expect(chart?.axis.points.filter((point) => point === null)).toHaveLength(1);
  });

  it('says why there is none where no method holds, instead of an empty chart', async () => {
    const few = section(await pageOf(months((at) => [at % 2, 2])), 'series');
    expect(textOf(few)).toContain('太少');
    const first = section(await pageOf(months((at) => (at === 35 ? [40, 80] : null))), 'series');
    expect(textOf(first)).toContain('月份（或季度）太少');
  });
});

describe('the pages behind the first', () => {
  it.each(['zh', 'en'] as const)('of a technology lead to its indicators, in %s', (lang) => {
    const [technology] = technologies;
    if (!technology) throw new Error('none');
    const page = technologyPage(technology, {
      ...contextOf(hospitals([['H01', 1, 2]]), lang),
      root: '../../',
    });
    expect(page).toContain('href="../../centre/indicators/ECMO-01.html"');
    tagsOf(closed(page));
  });

  it('name every method that a chart names', () => {
    const page = textOf(methodsPage(contextOf(base.figures)));
    for (const name of [
      'p 图（月）',
      'p 图（季度）',
      'Laney p′',
      'u 图',
      'XmR 图',
      '漏斗图',
      '优先核查',
      '判异规则',
    ])
      expect(page).toContain(name);
  });

  it('draw an indicator of which everything is hidden without an empty chart', async () => {
    const hidden = base.figures.map((figure) => ({
      ...figure,
      numerator: null,
      denominator: null,
      rate: null,
      ci_low: null,
      ci_high: null,
      suppressed: true,
    }));
    const page = await pageOf(hidden);
    expect(section(page, 'funnel')).not.toContain('<svg');
    expect(textOf(section(page, 'series'))).toContain('太少');
  });
});

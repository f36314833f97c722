import type { SignalMethod, WhyNot } from '../../pipeline/signal/signal.js';
import type { RunRule } from '../../pipeline/statistics/index.js';

/** One method: its name, what it does, when it holds, and where it comes from. */
export interface MethodWords {
  readonly name: string;
  readonly does: string;
  readonly holds: string;
  readonly source: string;
}

export type OtherMethod = 'interval' | 'verdict' | 'funnel' | 'priority' | 'rules';

/** The words of the pages of indicators and methods. */
export interface ChartWords {
  readonly sections: Readonly<Record<'hospitals' | 'funnel' | 'series' | 'groups' | 'technology', string>>;
  readonly standings: (met: number, notMet: number, open: number, none: number) => string;
  readonly binds: (who: string) => string;
  readonly funnelTitle: string;
  readonly funnelAxis: string;
  readonly funnelNote: (theta: string, units: number, phi: string, adjusted: boolean) => string;
  readonly outside: (names: string) => string;
  readonly noneOutside: string;
  readonly funnelWhyNot: Readonly<Record<'few hospitals' | 'not a proportion' | 'never varies', string>>;
  readonly seriesNote: (
    method: string,
    rules: string,
    from: string,
    to: string,
    points: number,
    n: string,
  ) => string;
  readonly falseAlarm: (month: string, year: string) => string;
  readonly newest: (period: string, rate: string, n: string, what: string) => string;
  readonly common: string;
  readonly broken: (list: string) => string;
  readonly rule: Readonly<Record<RunRule, string>>;
  readonly high: string;
  readonly low: string;
  readonly whyNot: Readonly<Record<WhyNot, string>>;
  readonly smalls: (drawn: number, all: number) => string;
  readonly method: Readonly<Record<SignalMethod, MethodWords>>;
  readonly other: Readonly<Record<OtherMethod, MethodWords>>;
  readonly methodsTitle: string;
  readonly methodHeads: readonly [does: string, holds: string, source: string];
  readonly methodsLink: string;
  readonly legend: string;
  readonly drawnOnly: (drawn: number, all: number) => string;
  readonly noHospital: string;
  readonly ofTechnology: (title: string) => string;
  readonly open: string;
}

export const chartsZh: ChartWords = {
  sections: {
    hospitals: '各院与阈值',
    funnel: '漏斗图：与全省平均相比',
    series: '随时间的变化',
    groups: '分层与城市',
    technology: '同一技术的指标',
  },
  standings: (met, notMet, open, none) =>
    `按检验：确定符合 ${met} 家，确定不符合 ${notMet} 家，例数不足或数据不全 ${open} 家，无数字 ${none} 家。`,
  binds: (who) => `约束对象：${who}`,
  funnelTitle: '漏斗图',
  funnelAxis: '分母例数（平方根刻度）',
  funnelNote: (theta, units, phi, adjusted) =>
    `中线为 ${units} 家医院合计 ${theta}；虚线 95 %、实线 99.8 % 控制限（反正弦变换${adjusted ? '，已按院间离散放宽' : ''}）；离散系数 φ = ${phi}${adjusted ? '' : '，未放宽'}。每 1000 家无异常的医院，约有 2 家落在 99.8 % 限外。`,
  outside: (names) => `99.8 % 限外：${names}`,
  noneOutside: '没有医院在 99.8 % 限外。',
  funnelWhyNot: {
    'few hospitals': '有率的医院不足 5 家，不画漏斗图：平均值由其中一两家决定。',
    'not a proportion': '漏斗图用于比例；此指标不是比例。',
    'never varies': '全部病例都符合或都不符合，没有可比的离散。',
  },
  seriesNote: (method, rules, from, to, points, n) =>
    `方法：${method}；规则：${rules}；基线 ${from} 至 ${to}（空心点，${points} 点，n = ${n}），其后各点按基线的中线与 3σ 限判断。`,
  falseAlarm: (month, year) => `没有变化时误报的机会：本月 ${month}，一年 ${year}。`,
  newest: (period, rate, n, what) => `最近一点 ${period}：${rate}（n = ${n}），${what}`,
  common: '未见异常（普通原因的波动）',
  broken: (list) => `出现信号的点：${list}`,
  rule: {
    outside_limits: '超出 3σ 限',
    two_in_three: '三点中有两点超出 2σ',
    seven_on_one_side: '连续七点在中线同一侧',
  },
  high: '偏高',
  low: '偏低',
  whyNot: {
    'no direction': '此指标没有好坏方向，不判断变化。',
    'no series': '此类数字（例数、构成、全员统计或标化比）不按月成序列，不画控制图。',
    'too few points': '月份（或季度）太少，还没有足够的基线点和其后的点，不画控制图。',
    'too few cases': '按月和按季度的例数都太少（正反两面的期望不足 5 例），控制限不成立，不画控制图。',
    incomplete: '结局未明的太多，剩下的点不足，不画控制图。',
    'never varies': '基线内全部符合或全部不符合，没有可用的控制限，不画控制图。',
    'not recent': '最近三期没有数字，不画控制图。',
  },
  smalls: (drawn, all) => `各院控制图（有信号的在前；${all} 家可画，画出 ${drawn} 家）`,
  method: {
    p: {
      name: 'p 图（月）',
      does: '各月的率与基线合计率比较，3σ 限按各月 n 计算',
      holds: '每月 n·p̄ 与 n(1−p̄) 都不少于 5，至少 12 个基线月；个别不足的月作为空缺',
      source: 'Montgomery《统计质量控制导论》7.2',
    },
    'p quarters': {
      name: 'p 图（季度）',
      does: '同 p 图，按季度',
      holds: '按月例数不足而按季度足够，至少 8 个基线季度',
      source: 'Montgomery《统计质量控制导论》7.2',
    },
    'laney p′': {
      name: 'Laney p′ 图（月）',
      does: '每点数百例时，p 图的限过窄；按基线点间的实际离散放宽或收窄',
      holds: '每月至少 200 例，至少 20 个基线月',
      source: 'Laney（2002）Quality Engineering 14:531',
    },
    u: {
      name: 'u 图（月）',
      does: '单位时间的事件数与基线比较',
      holds: '每月期望事件不少于 5',
      source: 'Montgomery《统计质量控制导论》7.3',
    },
    'u quarters': {
      name: 'u 图（季度）',
      does: '同 u 图，按季度',
      holds: '按月期望事件不足而按季度足够',
      source: 'Montgomery《统计质量控制导论》7.3',
    },
    xmr: {
      name: 'XmR 图',
      does: '各期中位数，以平均移动极差定限',
      holds: '至少 12 个基线月',
      source: 'Wheeler《理解变异》；NHS England《Making Data Count》',
    },
  },
  other: {
    interval: {
      name: '95 % 区间',
      does: '率的不确定性；比例用 Wilson，事件率用 Byar，中位数用次序统计量',
      holds: '病例互相独立；全员统计不给区间',
      source: 'Wilson（1927）；Breslow 与 Day（1987）',
    },
    verdict: {
      name: '与阈值的检验',
      does: '每家医院自己的精确单侧检验，5 %；未明的结局取最不利的一侧',
      holds: '任何 n；n 小时实际误判机会低于 5 %（n = 12 时约 2 %）',
      source: 'Clopper 与 Pearson（1934）',
    },
    funnel: {
      name: '漏斗图',
      does: '各院与全省合计比较，限随例数收窄；院间离散超过机遇时放宽（φ、τ²）',
      holds: '至少 5 家有率的医院；少于 10 家不估计离散',
      source: 'Spiegelhalter（2005）Statistics in Medicine 24:1185',
    },
    priority: {
      name: '优先核查',
      does: '多家多项同时检验时，Benjamini–Hochberg（q = 10 %）挑出先看的；不改变任何结论',
      holds: '仅质控中心；约束性阈值、同一期间、不分层',
      source: 'Benjamini 与 Hochberg（1995）JRSS B 57:289',
    },
    rules: {
      name: '判异规则',
      does: '一点超出 3σ；三点中两点超出 2σ 且同侧；连续七点在中线同侧。空缺打断连续',
      holds: '仅判断基线之后的点，限冻结在基线',
      source: 'Western Electric（1956）；NHS England《Making Data Count》；Davis 与 Woodall（1988）',
    },
  },
  methodsTitle: '方法',
  methodHeads: ['做什么', '何时适用', '来源'],
  methodsLink: '方法说明',
  legend: '空心点为基线；● 普通波动；▲ 转好；▼ 转差；空缺的期间留在轴上。',
  drawnOnly: (drawn, all) =>
    `图中画出 ${drawn} 家（未达到的、受约束的、例数多的在先），全部 ${all} 家见下表。`,
  noHospital: '本期没有医院有此指标的数字。',
  ofTechnology: (title) => `${title}：各指标`,
  open: '例数不足或数据不全',
};

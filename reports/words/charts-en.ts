import type { ChartWords } from './charts-zh.js';

export const chartsEn: ChartWords = {
  sections: {
    hospitals: 'Hospitals against the threshold',
    funnel: 'Funnel: against the average of the province',
    series: 'Over time',
    groups: 'Strata and cities',
    technology: 'Indicators of the same technology',
  },
  standings: (met, notMet, open, none) =>
    `By the test: ${met} met for certain, ${notMet} not met for certain, ${open} with too few cases or incomplete data, ${none} without a figure.`,
  binds: (who) => `Binds: ${who}`,
  funnelTitle: 'Funnel plot',
  funnelAxis: 'cases in the denominator (square-root scale)',
  funnelNote: (theta, units, phi, adjusted) =>
    `Centre: ${theta}, all ${units} hospitals together. Dashed 95 %, solid 99.8 % limits (arcsine scale${adjusted ? ', widened for the spread between hospitals' : ''}); dispersion φ = ${phi}${adjusted ? '' : ', not widened'}. Of 1,000 hospitals without anything unusual about 2 lie outside 99.8 %.`,
  outside: (names) => `Outside 99.8 %: ${names}`,
  noneOutside: 'No hospital lies outside 99.8 %.',
  funnelWhyNot: {
    'few hospitals':
      'Fewer than 5 hospitals have a rate: one or two of them would be the average, so there is no funnel.',
    'not a proportion': 'A funnel is for proportions, which this indicator is not.',
    'never varies': 'All cases meet it or none does: there is no spread to compare.',
  },
  seriesNote: (method, rules, from, to, points, n) =>
    `Method: ${method}; rules: ${rules}; baseline ${from} to ${to} (hollow points, ${points} of them, n = ${n}); later points are judged by its centre and 3-sigma limits.`,
  falseAlarm: (month, year) =>
    `Chance of a false signal where nothing changed: this month ${month}, in a year ${year}.`,
  newest: (period, rate, n, what) => `Newest point ${period}: ${rate} (n = ${n}), ${what}`,
  common: 'nothing unusual (common cause)',
  broken: (list) => `Points with a signal: ${list}`,
  rule: {
    outside_limits: 'outside 3 sigma',
    two_in_three: 'two of three beyond 2 sigma',
    seven_on_one_side: 'seven in a row on one side',
  },
  high: 'high',
  low: 'low',
  whyNot: {
    'no direction': 'Neither direction of this indicator is better, so no change is judged.',
    'no series':
      'Numbers of this kind (volumes, compositions, censuses, standardised ratios) make no series of months: no control chart.',
    'too few points': 'Too few months or quarters for a baseline and points after it: no control chart.',
    'too few cases':
      'Months and quarters have too few cases (fewer than 5 expected on one side), so limits would not hold: no control chart.',
    incomplete: 'So many outcomes are unknown that too few points are left: no control chart.',
    'never varies':
      'In the baseline all cases meet it or none does, which gives no limits: no control chart.',
    'not recent': 'The newest three periods have no figure: no control chart.',
  },
  smalls: (drawn, all) =>
    `Control charts of hospitals (those with a signal first; ${all} can be drawn, ${drawn} are)`,
  method: {
    p: {
      name: 'p chart (months)',
      does: 'each month against the pooled rate of the baseline, 3-sigma limits by its n',
      holds:
        'n·p̄ and n(1−p̄) at least 5 every month, at least 12 baseline months; single months short of it are gaps',
      source: 'Montgomery, Introduction to Statistical Quality Control, 7.2',
    },
    'p quarters': {
      name: 'p chart (quarters)',
      does: 'the same by quarters',
      holds: 'where months have too few cases and quarters enough; at least 8 baseline quarters',
      source: 'Montgomery, 7.2',
    },
    'laney p′': {
      name: 'Laney p′ chart (months)',
      does: 'with hundreds of cases a point limits of a p chart are too narrow; they follow the spread between baseline points',
      holds: 'at least 200 cases every month and 20 baseline months',
      source: 'Laney (2002), Quality Engineering 14:531',
    },
    u: {
      name: 'u chart (months)',
      does: 'events over time at risk against the baseline',
      holds: 'at least 5 expected events every month',
      source: 'Montgomery, 7.3',
    },
    'u quarters': {
      name: 'u chart (quarters)',
      does: 'the same by quarters',
      holds: 'where months have too few events and quarters enough',
      source: 'Montgomery, 7.3',
    },
    xmr: {
      name: 'XmR chart',
      does: 'medians of periods, limits by the mean moving range',
      holds: 'at least 12 baseline months',
      source: 'Wheeler, Understanding Variation; NHS England, Making Data Count',
    },
  },
  other: {
    interval: {
      name: '95 % interval',
      does: 'how uncertain a rate is: Wilson for proportions, Byar for events over time, order statistics for medians',
      holds: 'cases are independent; a census has none',
      source: 'Wilson (1927); Breslow and Day (1987)',
    },
    verdict: {
      name: 'test against the threshold',
      does: "each hospital's own exact one-sided test at 5 %, unknown outcomes taken at their worst",
      holds: 'any n; at small n its true size is below 5 % (2 % at n = 12)',
      source: 'Clopper and Pearson (1934)',
    },
    funnel: {
      name: 'funnel plot',
      does: 'hospitals against all together, with limits that narrow with n and widen where hospitals spread beyond chance (φ, τ²)',
      holds: 'at least 5 hospitals with a rate; below 10 the spread is not estimated',
      source: 'Spiegelhalter (2005), Statistics in Medicine 24:1185',
    },
    priority: {
      name: 'review first',
      does: 'of many tests at once, Benjamini–Hochberg (q = 10 %) picks those to look at first; it changes no verdict',
      holds: 'for the centre alone; binding thresholds, one period, no strata',
      source: 'Benjamini and Hochberg (1995), JRSS B 57:289',
    },
    rules: {
      name: 'rules of signals',
      does: 'a point beyond 3 sigma; two of three beyond 2 sigma on one side; seven in a row on one side. A gap breaks a run',
      holds: 'for points after the baseline, whose lines are frozen',
      source: 'Western Electric (1956); NHS England, Making Data Count; Davis and Woodall (1988)',
    },
  },
  methodsTitle: 'Methods',
  methodHeads: ['what it does', 'when it holds', 'source'],
  methodsLink: 'methods',
  legend: 'Hollow: baseline. ● common cause, ▲ better, ▼ worse. Missing periods stay on the axis.',
  drawnOnly: (drawn, all) =>
    `${drawn} hospitals are drawn (below, bound and large ones first); the table below has all ${all}.`,
  noHospital: 'No hospital has a figure of this indicator in the period.',
  ofTechnology: (title) => `${title}: its indicators`,
  open: 'too few cases or incomplete',
};

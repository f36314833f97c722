import { indicators, norms } from '../../indicators/index.js';
import type { HospitalEntry } from '../../pipeline/ask/hospital-entries.js';
import type { ProblemEntry } from '../../pipeline/ask/problem-entries.js';
import type { SubmissionEntry } from '../../pipeline/ask/submission-entries.js';
import { judgeProportion } from '../../pipeline/compute/judgement.js';
import type { DefinedIndicator, PeriodType } from '../../pipeline/define/index.js';
import { monthsUpTo, periodsOf } from '../../pipeline/figure/ending-periods.js';
import type { Figure } from '../../pipeline/figure/figures.js';
import { byar, wilson } from '../../pipeline/statistics/index.js';
import type { ReportData } from '../../reports/data/report-data.js';

/** An invented province: 26 hospitals, 36 months, hostile names, and every kind of nothing. No chance, no clock. */
export const month = '2026-10';
const asOf = '2026-10-31';
const batch = '2026-10-b1';

export const hostile = {
  script: '<script>alert(1)</script>医院',
  handler: '" onmouseover="alert(1)',
  style: '</style><img src=x onerror=alert(1)>医院',
  ampersand: '甲&乙 <b>联合</b> &lt;医院',
  code: '../../H-21',
  turned: 'H25\u202Ecba医院',
};

const names = [
  ['H01', '省人民医院', '江城市', '三级甲等', true],
  ['H02', '江城大学附属第一医院', '江城市', '三级甲等', true],
  ['H03', '江城大学附属第二医院', '江城市', '三级甲等', true],
  ['H04', '江城市中心医院', '江城市', '三级甲等', true],
  ['H05', '省心血管病医院', '江城市', '三级甲等', true],
  ['H06', hostile.script, '江城市', '三级乙等', false],
  ['H07', hostile.handler, '临川市', '三级乙等', false],
  ['H08', hostile.style, '临川市', '三级乙等', false],
  ['H09', hostile.ampersand, '临川市', '三级甲等', false],
  ['H10', '临川市人民医院', '临川市', '三级甲等', false],
  ['H11', '白鹿县人民医院', '白鹿市', '二级甲等', false],
  ['H12', '白鹿市第一人民医院', '白鹿市', '三级乙等', false],
  ['H13', '白鹿市儿童医院', '白鹿市', '三级甲等', null],
  ['H14', '南岭市人民医院', '南岭市', '三级甲等', false],
  ['H15', '南岭市中医院', '南岭市', '三级乙等', false],
  ['H16', '南岭市第二人民医院', '南岭市', '三级乙等', false],
  ['H17', '东湖区中心医院', '江城市', '三级乙等', false],
  ['H18', '省妇幼保健院', '江城市', '三级甲等', false],
  ['H19', '省胸科医院', '江城市', '三级甲等', true],
  ['H20', '青石市第一人民医院', '青石市', '三级甲等', false],
  [hostile.code, '青石市急救中心', '青石市', '三级乙等', false],
  ['H22', '青石市第三人民医院及青石医学高等专科学校附属教学医院联合体', '青石市', '三级乙等', false],
  ['H23', '江城航天医院', '江城市', '三级乙等', false],
  ['H24', '临川矿务局总医院', '临川市', '三级乙等', false],
  ['H25', hostile.turned, '南岭市', '三级乙等', false],
  ['H26', '白鹿市传染病医院', '白鹿市', '三级乙等', false],
] as const;

/** Effective removal in the last twelve months: [met, mature, pending, unknown, excluded]. */
const removal: Readonly<Record<string, readonly [number, number, number, number, number]>> = {
  H01: [58, 96, 2, 1, 1], // provably above
  H02: [17, 71, 1, 0, 0], // truly below
  H03: [10, 25, 0, 0, 0], // exactly 40 %
  H04: [7, 20, 1, 0, 0],
  H05: [31, 52, 0, 3, 0],
  H06: [12, 27, 0, 1, 0],
  H07: [9, 19, 0, 0, 0],
  H08: [6, 17, 0, 0, 0],
  H09: [11, 24, 1, 2, 0],
  H10: [14, 31, 0, 0, 0],
  H11: [0, 3, 0, 0, 0], // a true zero
  H12: [0, 0, 2, 0, 0], // pending only
  H13: [0, 0, 0, 0, 2], // denominator 0
  H14: [8, 16, 0, 0, 0],
  H16: [3, 6, 0, 1, 0],
  H17: [5, 11, 0, 0, 0],
  H18: [4, 4, 1, 0, 0],
  H19: [29, 44, 0, 0, 0],
  H20: [13, 28, 0, 0, 0],
  [hostile.code]: [2, 7, 0, 0, 0],
  H22: [5, 13, 0, 0, 0],
  H23: [1, 2, 0, 0, 0], // suppressed
  H24: [4, 15, 0, 0, 0],
  '未列医院/9': [2, 5, 0, 0, 0], // in no list
};

interface Counts {
  met: number;
  mature: number;
  pending: number;
  unknown: number;
  excluded: number;
}

/** A number from 0 to 1 that depends on nothing but the text. */
function hash(text: string): number {
  let state = 2166136261;
  for (let index = 0; index < text.length; index++) {
    state ^= text.charCodeAt(index);
    state = Math.imul(state, 16777619);
  }
  state ^= state >>> 15;
  state = Math.imul(state, 2246822519);
  state ^= state >>> 13;
  return (state >>> 0) / 2 ** 32;
}

const months = monthsUpTo(month, 36);

/** `total` spread over `parts`, as evenly as the hash allows, summing up exactly. */
function spread(total: number, parts: number, seed: string): number[] {
  const cuts = Array.from({ length: total }, (_, index) => Math.floor(hash(`${seed}:${index}`) * parts));
  return Array.from({ length: parts }, (_, part) => cuts.filter((cut) => cut === part).length);
}

function ecmoMonths(unit: string, share: (seed: string) => number): Map<string, Counts> {
  const [met, mature, pending, unknown, excluded] = removal[unit] ?? [0, 0, 0, 0, 0];
  const result = new Map<string, Counts>();
  const put = (at: string, counts: Partial<Counts>) => {
    const now = result.get(at) ?? { met: 0, mature: 0, pending: 0, unknown: 0, excluded: 0 };
    for (const key of Object.keys(counts) as (keyof Counts)[]) now[key] += counts[key] ?? 0;
    result.set(at, now);
  };
  for (const year of [0, 1, 2]) {
    const weight = year === 2 ? 1 : 0.75 + hash(`${unit}${year}`) * 0.4;
    const n = Math.round(mature * weight);
    const x =
      year === 2
        ? met
        : Math.min(n, Math.round(n * (mature ? met / mature : 0) * (0.8 + share(`${unit}${year}`) * 0.4)));
    const yes = spread(x, 12, `${unit}y${year}`);
    const no = spread(n - x, 12, `${unit}n${year}`);
    for (let index = 0; index < 12; index++) {
      const at = months[year * 12 + index] ?? '';
      const count = (yes[index] ?? 0) + (no[index] ?? 0);
      if (count > 0) put(at, { met: yes[index] ?? 0, mature: count });
    }
  }
  if (pending) put(month, { pending });
  if (excluded) put(months[30] ?? '', { excluded });
  let left = unknown;
  for (const counts of [...result.values()].reverse()) {
    const take = Math.min(left, counts.mature - counts.met);
    counts.unknown += take;
    left -= take;
  }
  return result;
}

/** Monthly counts of an indicator in a hospital; one that the hospital does not do has none. */
function monthly(unit: string, indicator: DefinedIndicator): Map<string, Counts> {
  const { code } = indicator;
  const size = removal[unit]?.[1] ?? 0;
  const result = new Map<string, Counts>();
  if (code === 'ECMO-01' || code === 'ECMO-N02') return ecmoMonths(unit, (seed) => hash(seed));
  const technology = code.split('-')[0];
  const perMonth =
    technology === 'ECMO'
      ? size / 12
      : technology === 'VAD'
        ? size > 40
          ? size / 90
          : 0
        : unit === 'H15' || unit === 'H26'
          ? 0
          : 60 + hash(unit) * 900;
  const typical = /^ECMO-N/.test(code)
    ? 0.97
    : /^CQ-0[12]$/.test(code)
      ? 0.945 + (hash(`${unit}${code}`) - 0.5) * 0.06
      : code === 'CQ-04'
        ? 0.06
        : /^CQ/.test(code)
          ? ({ 'CQ-03': 0.00005, 'CQ-09': 0.0001, 'CQ-09P': 0.000002, 'CQ-08': 0.006, 'CQ-07': 0.004 }[
              code
            ] ?? 0.0008)
          : /^VAD-0(7|6)/.test(code)
            ? 0.8
            : /-05|-04/.test(code)
              ? 0.08
              : 0.4;
  const waiting = /-(1|3|5)$/.exec(code)?.[1];
  months.forEach((at, index) => {
    const n = Math.floor(perMonth + hash(`${unit}${indicator.of.name}${at}`));
    if (n === 0) return;
    const pending = waiting && 35 - index < Number(waiting) * 12 ? n : 0;
    const mature = n - pending;
    const expected = mature * typical;
    let met = Math.floor(expected + hash(`${unit}${code}${at}`));
    met = Math.min(met, mature);
    const unknown = mature > met && hash(`${unit}u${code}${at}`) > 0.985 ? 1 : 0;
    result.set(at, { met, mature, pending, unknown, excluded: 0 });
  });
  // 92.99 %: rounded to one decimal it would stand on the threshold.
  if (code === 'CQ-01' && unit === 'H10') {
    result.clear();
    result.set(month, { met: 9299, mature: 10000, pending: 0, unknown: 0, excluded: 0 });
  }
  return result;
}

const now = periodsOf(month);

function periodsAt(at: string): [PeriodType, string][] {
  const year = at.slice(0, 4);
  const list: [PeriodType, string][] = [
    ['month', at],
    ['quarter', periodsOf(at).quarter],
    ['year', year],
  ];
  if (months.indexOf(at) >= 24) list.push(['rolling12', now.rolling12]);
  if (Number(year) >= 2024) list.push(['years3', now.years3]);
  return list;
}

function figuresOf(indicator: DefinedIndicator): Figure[] {
  const sums = new Map<
    string,
    { place: [Figure['level'], string, PeriodType, string, string]; counts: Counts }
  >();
  const add = (place: [Figure['level'], string, PeriodType, string, string], counts: Counts) => {
    const key = place.join('\u0000');
    const sum = sums.get(key)?.counts ?? { met: 0, mature: 0, pending: 0, unknown: 0, excluded: 0 };
    for (const name of Object.keys(counts) as (keyof Counts)[]) sum[name] += counts[name];
    sums.set(key, { place, counts: sum });
  };
  for (const unit of units) {
    const city = names.find(([code]) => code === unit)?.[2];
    for (const [at, counts] of monthly(unit, indicator)) {
      for (const [type, period] of periodsAt(at)) {
        const strata = indicator.strata ? strataOf(indicator, unit, at) : [];
        for (const stratum of indicator.measure === 'composition' ? strata : ['', ...strata]) {
          add(['hospital', unit, type, period, stratum], counts);
          if (city) add(['city', city, type, period, stratum], counts);
          add(['province', '*', type, period, stratum], counts);
        }
      }
    }
  }
  return [...sums.values()].map(({ place, counts }) => figure(indicator, place, counts));
}

function strataOf(indicator: DefinedIndicator, unit: string, at: string): string[] {
  return (indicator.strata ?? []).map(({ name, values }) => {
    const value = values[Math.floor(hash(`${unit}${at}${name}`) * 2)] ?? values[0] ?? '';
    return `${name}=${value}`;
  });
}

export function figure(
  indicator: DefinedIndicator,
  [level, unit, period_type, period, stratum]: [Figure['level'], string, PeriodType, string, string],
  { met, mature, pending, unknown, excluded }: Counts,
): Figure {
  const { measure } = indicator;
  const volume = measure === 'volume';
  const median = measure === 'median';
  const poisson = measure === 'ratio' && indicator.interval === 'poisson';
  const denominator = poisson ? mature * 9000 : mature;
  const found = norms
    .flatMap((norm) => norm.thresholds.map((threshold) => ({ norm, threshold })))
    .find(
      ({ threshold }) =>
        threshold.indicator.code === indicator.code && threshold.periods.includes(period_type),
    );
  const judged = stratum === '' ? found : undefined;
  const entry = hospitals.find(({ hospital_id }) => hospital_id === unit);
  const bound: Readonly<Record<string, boolean>> = {
    'all hospitals': true,
    'hospitals of Chongqing': false,
    'ECMO training base': entry?.ecmo_training_base === true,
    'VAD training base': entry?.vad_training_base === true,
  };
  const binding = level === 'hospital' && judged !== undefined && bound[judged.threshold.scope] === true;
  const interval =
    volume || denominator === 0 || median
      ? null
      : poisson
        ? { low: byar(met).low / denominator, high: byar(met).high / denominator }
        : wilson(met, denominator);
  let verdicts: Pick<Figure, 'formal' | 'verdict' | 'p_value' | 'needed' | 'decide_low' | 'decide_high'> = {
    decide_low: null,
    decide_high: null,
    formal: null,
    verdict: null,
    p_value: null,
    needed: null,
  };
  if (judged && volume) {
    const reached = mature >= judged.threshold.value.num;
    verdicts = reached
      ? { ...verdicts, formal: 'met', verdict: 'met' }
      : period === '2026'
        ? { ...verdicts, verdict: 'cannot_tell', needed: judged.threshold.value.num - mature }
        : { ...verdicts, formal: 'not_met', verdict: 'not_met' };
  } else if (judged) {
    const { because, ...judgement } = judgeProportion(
      { met, settled: denominator - unknown, open: unknown },
      judged.threshold.value,
      judged.threshold.operator,
    );
    verdicts = judgement;
  }
  const rate = denominator === 0 ? null : met / denominator;
  return {
    code: indicator.code,
    indicator: indicator.id,
    version: indicator.version,
    level,
    unit,
    period_type,
    period,
    stratum,
    numerator: volume ? mature : median ? null : met,
    denominator: volume ? null : denominator,
    pending,
    unknown: volume ? 0 : unknown,
    excluded,
    undated: 0,
    expected: measure === 'standardised ratio' ? denominator : null,
    rate: volume ? null : median ? (mature === 0 ? null : 7000 + (hash(unit + period) - 0.5) * 900) : rate,
    low_bound: volume || median || poisson ? null : rate,
    high_bound: volume || median || poisson || rate === null ? null : (met + unknown) / denominator,
    errs: !volume && !median && !poisson && unknown > 0 ? 'at least' : '',
    ci_low: median && mature > 8 ? 5100 : (interval?.low ?? null),
    ci_high: median && mature > 8 ? 9300 : (interval?.high ?? null),
    threshold: judged ? judged.threshold.value.num / judged.threshold.value.den : null,
    operator: judged?.threshold.operator ?? null,
    norm: judged?.norm.id ?? null,
    clause: judged?.threshold.clause ?? null,
    applies: judged ? (binding ? 'binding' : 'reference') : null,
    ...verdicts,
    suppressed: unit === 'H23',
    batch,
    definition_hash: indicator.hash,
    as_of: asOf,
    data_through: month,
  };
}

const units = [...names.map(([code]) => code as string), '未列医院/9'];

const hospitals: HospitalEntry[] = names.map(([hospital_id, name, city, level, base]) => ({
  hospital_id,
  name,
  city,
  level,
  ecmo_training_base: base,
  vad_training_base: hospital_id === 'H05',
}));

const submissions: SubmissionEntry[] = units.flatMap((hospital_id): SubmissionEntry[] => {
  const none = { sha256: null, records: 0, accepted: 0, held_back: 0, warnings: 0, refusal: null };
  if (hospital_id === 'H15' || hospital_id === 'H26')
    return [{ ...none, hospital_id, table: null, status: 'missing', file: null, sheet: null }];
  if (hospital_id === 'H25')
    return [
      {
        ...none,
        hospital_id,
        table: 'ecmo_runs',
        status: 'refused',
        file: '2026-10/H25/ECMO <10月>.csv',
        sheet: null,
        sha256: 'ab'.repeat(32),
        refusal: {
          zh: '整个文件必须是同一种编码（UTF-8），但第 12 行、字节偏移 2210 处不是 UTF-8：C4。请重新导出整个文件。',
          en: 'The whole file must be in one encoding (UTF-8), but line 12, byte offset 2210 is not UTF-8: C4.',
        },
      },
    ];
  const tables = ['ecmo_runs', 'anesthesia_cases'];
  return tables.map((table, index) => {
    const records = Math.round(5 + hash(hospital_id + table) * (index === 0 ? 30 : 900));
    const held_back = hash(`${hospital_id}h${table}`) > 0.7 ? 1 + Math.floor(hash(`${hospital_id}k`) * 6) : 0;
    return {
      hospital_id,
      table,
      status: hash(`${hospital_id}s`) > 0.9 ? 'unchanged' : 'accepted',
      file: `2026-10/${hospital_id}/${table}.csv`,
      sheet: null,
      sha256: Math.floor(hash(hospital_id + table) * 2 ** 32)
        .toString(16)
        .padStart(8, '0')
        .repeat(8),
      records,
      accepted: records - held_back,
      held_back,
      warnings: Math.floor(hash(`${hospital_id}w`) * 4),
      refusal: null,
    };
  });
});
submissions.push({
  hospital_id: '*',
  table: null,
  status: 'refused',
  file: '2026-10/扫描件.pdf',
  sheet: null,
  sha256: 'cd'.repeat(32),
  records: 0,
  accepted: 0,
  held_back: 0,
  warnings: 0,
  refusal: {
    zh: '文件必须是 CSV 文本，但内容是 PDF。请从业务系统重新导出。',
    en: 'The file must be CSV text, but its content is PDF.',
  },
});

const problems: ProblemEntry[] = submissions.flatMap(({ hospital_id, table, file, held_back, warnings }) => {
  const list: ProblemEntry[] = [];
  for (let index = 0; index < held_back; index++)
    list.push({
      hospital_id,
      table,
      file: file ?? '',
      sheet: null,
      line: 3 + index * 7,
      record: 2 + index * 7,
      column: '撤机时间',
      column_letter: 'K',
      value: index % 2 ? '2026-13-01' : '<img src=x onerror=alert(1)>',
      rule: 'bad-date',
      severity: 'error',
      message: {
        zh: '“撤机时间”必须是日期，如 2026-10-03 14:30。',
        en: '"ended at" must be a date such as 2026-10-03 14:30.',
      },
      fix: { zh: '请改正该单元格。', en: 'Correct the cell.' },
    });
  for (let index = 0; index < warnings; index++)
    list.push({
      hospital_id,
      table,
      file: file ?? '',
      sheet: null,
      line: 5 + index * 3,
      record: 4 + index * 3,
      column: '体重(kg)',
      column_letter: 'F',
      value: '3**',
      rule: 'unlikely-value',
      severity: 'warning',
      message: {
        zh: '“体重(kg)”超出常见范围。',
        en: '"weight" is outside the usual range.',
      },
      fix: { zh: '', en: '' },
    });
  return list;
});

let built: ReportData | null = null;

export function reportData(): ReportData {
  const figures = indicators.flatMap(figuresOf);
  const labelOf = (code: string, hospital: string) => `${code}:${Number(hospital.slice(1)) * 7}`;
  built ??= {
    province: { zh: '江南省', en: 'Jiangnan province' },
    month,
    asOf,
    batch,
    program: 'zhikong 0.1.0',
    figures,
    open: {
      figures: figures
        .filter(({ level }) => level !== 'hospital')
        .map((figure) => ({ ...figure, sides: 'shown' })),
      peers: figures
        .filter(({ level, stratum, suppressed }) => level === 'hospital' && stratum === '' && !suppressed)
        .map(({ code, version, period_type, period, rate, unit }) => {
          return { code, version, period_type, period, rate, label: labelOf(code, unit) };
        }),
      labelOf,
    },
    indicators,
    norms,
    hospitals,
    submissions,
    problems,
    compliance: [],
    bridges: [],
    stale: [],
    freshness: [],
    letters: [],
    toRenew: [],
    settling: [],
    changes: null,
    review: [],
    edition: 1,
    signals: null,
    priority: null,
    falseSignals: null,
    volumes: [],
    expected: [],
    transfers: [
      {
        table: 'ecmo_runs',
        hospital_id: 'H01',
        file: 'H01/ecmo <转院>.csv',
        sheet: null,
        line: 12,
        date: '2026-09-30',
        other_hospital: 'H02',
        other_file: 'H02/ecmo.xlsx',
        other_line: 4,
      },
    ],
  };
  return built;
}

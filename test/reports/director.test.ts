import { describe, expect, it } from 'vitest';
import type { Figure } from '../../pipeline/figure/figures.js';
import type { Changes } from '../../pipeline/restate/change-summary.js';
import type { Priority, Signal } from '../../pipeline/signal/signal.js';
import { technologies } from '../../pipeline/technology/index.js';
import { reportContext } from '../../reports/data/report-context.js';
import type { ReportData } from '../../reports/data/report-data.js';
import { directorPage } from '../../reports/page/director-page.js';
import { initials } from '../../reports/page/initials.js';
import { nextSteps } from '../../reports/read/next-steps.js';
import { practiceOf } from '../../reports/read/practice.js';
import { reportData } from './fixture.js';
import { closed, textOf } from './markup.js';

const codes = /^(ECMO-0[1-3]|ECMO-N0[1-7]|VAD-07-1|CQ-0[13])$/;
const whole = reportData();
const data: ReportData = {
  ...whole,
  indicators: whole.indicators.filter(({ code }) => codes.test(code)),
  figures: whole.figures.filter(({ code }) => codes.test(code)),
};
const drawn = (more: Partial<ReportData> = {}, lang: 'zh' | 'en' = 'zh') =>
  closed(directorPage(reportContext({ ...data, ...more }, lang)));
const box = (page: string, name: string) =>
  textOf(new RegExp(`<section class="box ${name}">(.*?)</section>`, 's').exec(page)?.[1] ?? '').replace(
    /\s+/g,
    ' ',
  );

const changes: Changes = {
  since: '2026-09-0badcafe',
  counted: { figures: 7, running: 3, verdicts: 1, better: 4 },
  edited: [{ code: 'ECMO-01', hospital: 'H04', cases: 4 }],
  oneWay: [{ hospital_id: 'H07', towards: 'better', cases: 5, chance: 1 / 32 }],
  judged: [
    {
      code: 'ECMO-01',
      version: '2022',
      level: 'hospital',
      unit: 'H04',
      period_type: 'year',
      period: '2025',
      was: { numerator: 7, denominator: 20, formal: 'not_met', verdict: 'cannot_tell' },
      now: { numerator: 11, denominator: 20, formal: 'met', verdict: 'cannot_tell' },
      causes: ['corrected'],
      byThreshold: false,
    },
  ],
};

const signal = (unit: string, kind: Signal['kind'], code = 'ECMO-01'): Signal => ({
  ...{ code, version: data.indicators.find((one) => one.code === code)?.version ?? '', level: 'hospital' },
  ...{ unit, kind, method: 'p', rules: null, rule: null, direction: 0, latest: null, broken: [], points: 24 },
  ...{ baseline: null, falseAlarm: null, whyNot: null },
});

describe('what changed', () => {
  it('begins with the edited outcomes, then verdicts with their causes', () => {
    const text = box(drawn({ changes }), 'changes');
    expect(text).toContain('4 例更正使已发布的结局变好');
    expect(text).toContain('江城市中心医院 ECMO-01 4 例');
    expect(text).toContain('7/20 不符合 → 11/20 符合');
    expect(text).toContain('（更正）');
    expect(text.indexOf('结局变好')).toBeLessThan(text.indexOf('1 个结论改变'));
    expect(text).not.toContain('没有发布');
  });

  it('says of a first month, of no change and of a gap what it is', () => {
    expect(box(drawn(), 'changes')).toContain('第一次发布：没有以前的数字可比');
    const none = { figures: 0, running: 0, verdicts: 0, better: 0 };
    const same = { ...changes, counted: none, edited: [], oneWay: [], judged: [] };
    expect(box(drawn({ changes: same }), 'changes')).toContain('已发布的数字都没有变');
    const gap = box(drawn({ changes: { ...changes, since: '2026-07-0badcafe' } }), 'changes');
    expect(gap).toContain('上次发布的是 2026-07，其间 2 个月没有发布');
    const english = box(drawn({ changes: { ...changes, since: '2026-07-0badcafe' } }, 'en'), 'changes');
    expect(english).toContain('2 months in between were not');
  });
});

describe('who is below', () => {
  it('names those below a threshold that binds them, certain or not, and nobody else', () => {
    const text = box(drawn(), 'below');
    expect(text).toContain('ECMO-N02');
    // 17 of 71 is below 40 % beyond chance, 7 of 20 may be chance.
    expect(text).toMatch(/▼ 江城大学附属第一医院 17\/71/);
    expect(text).toMatch(/▽ 江城市中心医院 7\/20/);
    // No training base, so that the threshold does not bind it.
    expect(text).not.toContain('南岭市第二人民医院 3/6');
  });

  it('says so where nothing binds', () => {
    const figures = data.figures.map(
      (figure): Figure => ({
        ...figure,
        applies: figure.applies && 'reference',
      }),
    );
    expect(box(drawn({ figures }), 'below')).toContain('没有对任何医院有约束力的阈值可比');
  });
});

describe('signals', () => {
  it('come with how many of them would be false', () => {
    const charts = { number: 9, month: 1, year: 2, seriesInYear: 2 };
    const falseSignals = { month: 1.24, year: 8, tests: { number: 3, month: 0.1, year: 1 }, charts };
    const signals = [signal('H02', 'concern'), signal('H05', 'improving'), signal('H01', 'common cause')];
    const text = box(drawn({ signals, falseSignals }), 'signals');
    expect(text).toMatch(/变差 江城大学附属第一医院.*变好 省心血管病医院/);
    expect(text).not.toContain('省人民医院');
    expect(text).toContain('平均每月也会有 1.2 个、每年 8 个信号是误报');
  });

  it('have a sentence where there is none, where months do not do, and where none was read', () => {
    expect(box(drawn({ signals: [signal('H02', 'common cause')] }), 'signals')).toContain('没有一家医院');
    expect(box(drawn({ signals: [signal('H02', 'not enough data')] }), 'signals')).toContain('月份都还不够');
    expect(box(drawn(), 'signals')).toContain('本期没有逐月检验信号');
  });
});

describe('data missing or old', () => {
  it('tells no programme from nothing sent', () => {
    const context = reportContext(data, 'zh');
    const [ecmo, vad] = technologies;
    if (!ecmo || !vad) throw new Error('there are technologies');
    // H15 sent nothing at all; H11 sends ECMO and no VAD; H25's only file was refused.
    expect(practiceOf('H15', ecmo, context).state).toBe('missing');
    expect(practiceOf('H11', ecmo, context).state).toBe('current');
    expect(practiceOf('H11', vad, context).state).toBe('none');
    expect(practiceOf('H25', ecmo, context).state).toBe('refused');
    const text = box(drawn(), 'data');
    expect(text).toContain('被退回 H25');
    expect(text).toContain('未报 南岭市中医院 从未报过');
    expect(text).toMatch(/未开展VAD：\d+ 家，不算未报/);
  });

  it('says which month an old figure rests on', () => {
    const figures = data.figures.map((figure) =>
      figure.unit === 'H11' ? { ...figure, data_through: '2026-08' } : figure,
    );
    expect(box(drawn({ figures }), 'data')).toContain('白鹿县人民医院 ECMO 沿用 2026-08');
  });

  it('has a sentence for a month whose every file was refused, and for one without files', () => {
    const refused = data.submissions
      .filter(({ status }) => status !== 'missing')
      .map((entry) => ({ ...entry, status: 'refused' as const }));
    expect(box(drawn({ submissions: refused }), 'data')).toContain(
      `本月 ${refused.length} 份文件全部被退回，所有数字都沿用以前的数据`,
    );
    expect(box(drawn({ submissions: [] }), 'data')).toContain('本月没有收到任何文件');
    expect(box(drawn(), 'data')).not.toContain('全部被退回');
  });
});

describe('what to do', () => {
  it('goes by priority, then by what presses most, and names each step', () => {
    const priority = [
      { ...signal('H03', 'concern'), period_type: 'rolling12', period: '', p: 0.5, rank: 2, first: false },
      { ...signal('H12', 'concern'), period_type: 'rolling12', period: '', p: 0.001, rank: 1, first: true },
    ] as unknown as Priority[];
    const signals = [signal('H12', 'concern')];
    const steps = nextSteps(reportContext({ ...data, changes, priority, signals }, 'zh'));
    expect(steps.slice(0, 3).map(({ hospital }) => hospital)).toEqual(['H12', 'H04', 'H07']);
    const text = box(drawn({ changes, priority, signals }), 'steps');
    expect(text).toContain('优先核查 白鹿市第一人民医院');
    expect(text).toContain('致电核实：“ECMO有效撤除率”4 例更正后变好');
    expect(text).toContain('索取本月文件：什么都没有收到');
  });

  it('asks to review the failed cases of a certain verdict and only to watch an uncertain one', () => {
    const steps = nextSteps(reportContext(data, 'zh'));
    const of = (hospital: string) => steps.find((one) => one.hospital === hospital)?.steps ?? [];
    // 71 − 17 have failed.
    expect(of('H02')).toContainEqual({ do: 'review', code: 'ECMO-01', cases: 54 });
    expect(of('H04')).toContainEqual({ do: 'watch', code: 'ECMO-01' });
    expect(of('H15')).toEqual([{ do: 'ask for', table: null }]);
  });

  it('says so where nothing is to be done', () => {
    const quiet = { ...data, figures: [], submissions: [], hospitals: [], problems: [] };
    expect(box(drawn(quiet), 'steps')).toContain('没有需要催办的事');
  });
});

describe('bad months', () => {
  it('of one hospital compare it with the norms alone', () => {
    const only = ({ unit, level }: Figure) => level !== 'hospital' || unit === 'H02';
    const page = drawn({
      hospitals: data.hospitals.filter(({ hospital_id }) => hospital_id === 'H02'),
      figures: data.figures.filter(only),
      submissions: data.submissions.filter(({ hospital_id }) => hospital_id === 'H02'),
      problems: [],
    });
    expect(textOf(page)).toContain('全省名单上只有一家医院');
    expect(textOf(drawn())).not.toContain('全省名单上只有一家医院');
  });

  it('in which everything is hidden say so', () => {
    const figures = data.figures.map(
      (figure): Figure => ({
        ...figure,
        ...{ suppressed: true, numerator: null, denominator: null, rate: null },
      }),
    );
    expect(textOf(drawn({ figures }))).toContain('本期全部数字都为保护小样本而不公布');
  });
});

describe('the matrix', () => {
  const row = (page: string, hospital: string) =>
    new RegExp(`<tr data-p="${hospital} [^>]*>(.*?)</tr>`).exec(page)?.[1] ?? '';

  it('shows verdicts by shape, colour and word, filled where certain', () => {
    const page = drawn();
    expect(row(page, 'H02')).toContain('<td class="n">▼不符合<br>17/71</td>');
    expect(row(page, 'H04')).toContain('<td class="n">▽不符合<br>7/20</td>');
    // 58 of 96 is above 40 % beyond chance.
    expect(row(page, 'H01')).toContain('<td class="m">▲符合</td>');
    expect(row(page, 'H03')).toContain('<td class="m">△符合</td>');
    // Nobody asks a hospital that trains nobody.
    expect(row(page, 'H10')).toContain('<td class="x">—不适用</td>');
  });

  it('has words for what months say, and an icon for what is steady', () => {
    const page = drawn({ signals: [signal('H02', 'concern'), signal('H01', 'common cause')] });
    expect(row(page, 'H02')).toContain('<i class="c">关注</i>');
    expect(row(page, 'H01')).toMatch(/<td class="\w o">/);
    expect(drawn()).not.toContain('<i class=');
  });

  it('finds a hospital by pinyin initials, words of several sounds read by the word', () => {
    expect(initials('重庆市第一人民医院')).toBe('cqsdyrmyy');
    expect(initials('H1 省人民医院（东区）')).toBe('h1srmyydq');
    expect(initials('" onmouseover="alert(1)')).toBe('onmouseoveralert1');
    expect(drawn()).toContain('<tr data-p="H01 srmyy">');
  });

  it('holds every hospital of the list that practises, without any script', () => {
    const page = drawn();
    const inMatrix = new Set([...page.matchAll(/<tr data-p="(\S+) /g)].map(([, hospital]) => hospital));
    const context = reportContext(data, 'zh');
    for (const { hospital_id } of data.hospitals) {
      const states = technologies.map((technology) => practiceOf(hospital_id, technology, context).state);
      expect(inMatrix.has(hospital_id), hospital_id).toBe(states.some((state) => state !== 'none'));
    }
    expect(page).not.toMatch(/<tr data-p="[^"]*" hidden/);
  });
});

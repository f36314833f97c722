import { describe, expect, it } from 'vitest';
import type { Review } from '../../pipeline/ask/cases-to-review.js';
import { summariesOf } from '../../pipeline/batch/summaries.js';
import { reportContext } from '../../reports/data/report-context.js';
import type { ReportData } from '../../reports/data/report-data.js';
import { hospitalPage } from '../../reports/page/hospital-page.js';
import { footerRule } from '../../reports/page/page-footer.js';
import { summaryText } from '../../reports/read/summary-text.js';
import { reportData } from './fixture.js';
import { textOf } from './markup.js';

const data = reportData();
const drawn = (hospital: string, of: ReportData = data, lang: 'zh' | 'en' = 'zh') =>
  hospitalPage(hospital, { ...reportContext(of, lang), root: '../../' });
const plain = (html: string) => textOf(html).replace(/\s+/g, ' ');
const part = (html: string, id: string) =>
  new RegExp(`<section id="${id}".*?(?=<section id="(?!submission|problems)|</main>)`, 's').exec(html)?.[0] ??
  '';

const review = (cells: Partial<Review> = {}): Review => ({
  hospital: 'H02',
  code: 'ECMO-01',
  version: data.indicators.find(({ code }) => code === 'ECMO-01')?.version ?? '',
  period_type: 'rolling12',
  period: '2025-11..2026-10',
  state: 'failed',
  file: 'H02/ecmo.csv',
  sheet: null,
  lines: '5, 9-11',
  cases: 4,
  because: [['course_end_reason', '死亡']],
  elsewhere: false,
  patients: ['0123456789'],
  ...cells,
});

describe('the cases to review on a page', () => {
  it('stand by file, lines and reason, those that fail first, without pseudonyms', () => {
    const rows = [
      review({ state: 'pending', lines: '30', cases: 1, because: [] }),
      review({ state: 'unknown', lines: '7', cases: 1, because: [['course_end_reason', null]] }),
      review(),
    ];
    const own = drawn('H02', { ...data, review: rows });
    const text = plain(part(own, 'review'));
    expect(text).toContain('不符合 4，未明 1，未到期 1');
    expect(text.indexOf('不符合 4 例 H02/ecmo.csv 第 5, 9-11 行')).toBeGreaterThan(0);
    expect(text).toContain('疗程的撤机原因＝死亡');
    expect(text).toContain('空白：疗程的撤机原因');
    expect(text.indexOf('第 5, 9-11 行')).toBeLessThan(text.indexOf('第 7 行'));
    expect(text.indexOf('第 7 行')).toBeLessThan(text.indexOf('第 30 行'));
    expect(own).not.toContain('0123456789');
  });

  it('say nothing of what rests on rows of others', () => {
    const text = plain(drawn('H02', { ...data, review: [review({ elsewhere: true, because: [] })] }));
    expect(text).toContain('判定还用到同一患者的其他行或转院的另一段，此处不列');
    expect(text).not.toContain('疗程的撤机原因＝');
  });

  it('show hostile names of files as text', () => {
    const file = 'H02/<img src=x onerror=alert(1)>".csv';
    const own = drawn('H02', {
      ...data,
      review: [review({ file, because: [['course_end_reason', '</td><script>']] })],
    });
    expect(own).not.toMatch(/<img|<script/);
    expect(own).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;.csv');
  });

  it('of two thousand reasons fit on the page, and the others are counted with their place', () => {
    const rows = Array.from({ length: 2000 }, (_, i) => review({ lines: String(i + 2), cases: 1 }));
    const own = drawn('H02', { ...data, review: rows });
    expect(Buffer.byteLength(own)).toBeLessThanOrEqual(150_000);
    const text = plain(part(own, 'review'));
    expect(text).toMatch(/不符合 2,?\s?000，未明 0，未到期 0/);
    const [, shown = ''] =
      /另有 ([\d, \u2009\u202f]+) 行、[\d, \u2009\u202f]+ 例次，全部列在本文件夹的 review\.csv/.exec(text) ??
      [];
    expect(Number(shown.replace(/\D/g, ''))).toBeGreaterThan(1500);
  });

  it('are none, or cannot be known without cases', () => {
    expect(plain(part(drawn('H02'), 'review'))).toContain('有阈值的指标中没有需要核查的病例');
    expect(plain(part(drawn('H15'), 'review'))).toContain('没有可核查的病例；这不等于全部符合');
  });
});

describe("a hospital's edition", () => {
  it.each(['H01', 'H02', 'H06', 'H15'])(
    'of %s has at most 150 kB and links no page that names others',
    (hospital) => {
      for (const lang of ['zh', 'en'] as const) {
        const own = drawn(hospital, data, lang);
        expect(Buffer.byteLength(own)).toBeLessThanOrEqual(150_000);
        for (const [, href = ''] of own.matchAll(/href="([^"#]+)/g))
          expect(href).toMatch(/^(?:norms|scorecard)\.html$|^\.\.\/\.\.\/public\/definitions\.html$/);
        for (const other of data.hospitals)
          if (other.hospital_id !== hospital) expect(own.includes(`>${other.name}<`), other.name).toBe(false);
      }
    },
  );

  it('prints name, month, edition and page at the foot, with every character of the name escaped', () => {
    const own = drawn('H08');
    // The name of H08 ends a style sheet and opens a tag.
    expect(own.match(/<\/style>/g)).toHaveLength(1);
    expect(own).toContain('@bottom-right{content:counter(page) " / " counter(pages)');
    expect(footerRule('a"}</style>')).toContain('content:"a\\000022\\00007d\\00003c\\00002fstyle\\00003e"');
  });

  it('tells what is not practised from what is not sent, and a zero report from both', () => {
    const figures = data.figures.filter(({ unit, code }) => unit !== 'H02' || !code.startsWith('ECMO'));
    const absent = (freshness: ReportData['freshness'], submissions = data.submissions) =>
      plain(part(drawn('H02', { ...data, figures, freshness, submissions }), 'answer'));
    const row = {
      hospital_id: 'H02',
      table: 'ecmo_runs',
      data_through: null,
      rows_reported: 0,
      rows_expected: 0,
      expected_from: 'zero report',
      required_filled: 0,
      required_due: 0,
    } as const;
    expect(absent([])).toContain('按未开展处理；未开展不是未报');
    expect(absent([row])).toContain('贵院已零报告，本月没有病例；不是缺报');
    expect(absent([{ ...row, expected_from: null, data_through: '2026-03' }])).toContain(
      '最近一次报送是 2026-03 月',
    );
    const refused = data.submissions.map((one) =>
      one.hospital_id === 'H02' && one.table === 'ecmo_runs' ? { ...one, status: 'refused' as const } : one,
    );
    expect(absent([], refused)).toMatch(/本月 \d+ 份文件被整份退回/);
  });

  it('says of peers what everybody may see, by place and number, and that nothing may be seen', () => {
    const own = data.figures.find(
      ({ unit, code, period, stratum, level }) =>
        level === 'hospital' && unit === 'H02' && code === 'ECMO-01' && period === '2026' && stratum === '',
    );
    const labelOf = (code: string, hospital: string) => `${code}:${hospital}`;
    const point = (label: string, rate: number) => ({
      code: 'ECMO-01',
      version: own?.version ?? '',
      period_type: 'year' as const,
      period: '2026',
      label,
      rate,
    });
    // Three others: one lower, one the same to two digits, one higher.
    const rate = Number((own?.rate ?? 0).toPrecision(2));
    const peers = [
      point('A', rate / 2),
      point('B', rate),
      point('C', rate + 0.1),
      point('ECMO-01:H02', rate),
    ];
    const open = { figures: [], peers, labelOf };
    expect(plain(part(drawn('H02', { ...data, open }), 'answer'))).toContain(
      '2026 年 3 家：1 家较低，1 家相同，1 家较高',
    );
    expect(plain(part(drawn('H02', { ...data, open: null }), 'answer'))).toContain('他院数字均不公布');
  });
});

describe('the summary of a hospital', () => {
  const of = (now: ReportData, before: ReportData | null, hospital = 'H02') => {
    const former = before === null ? null : summariesOf(before, null);
    const { edition, asOf, of: all } = summariesOf(now, former);
    const own = all[hospital];
    if (!own) throw new Error(`${hospital} has no summary`);
    const lines = { lines: own.zh, before: own.before?.zh ?? null };
    return {
      own,
      text: summaryText({ ...own, ...lines, isCentre: false, month: now.month, edition, asOf }, 'zh'),
    };
  };

  it('says the first time what the month says, and later what has changed since the edition before', () => {
    const first = of(data, null);
    expect(first.own.changed).toBe(true);
    expect(first.text).toContain('首次发出。');
    expect(of({ ...data, edition: 2 }, data).own.changed).toBe(false);
    const later = of({ ...data, edition: 2, review: [review()] }, data);
    expect(later.own.changed).toBe(true);
    expect(later.text).toMatch(/第 2 版[\s\S]*与上一版相比：\n\+ 需要核查的病例：不符合 4，未明 0，未到期 0/);
    expect(of({ ...data, edition: 2, review: [review()] }, data, 'H03').own.changed).toBe(false);
  });

  it('names nobody else', () => {
    const { own } = of(data, null);
    const text = [...own.zh, ...own.en].join('\n');
    for (const { hospital_id, name } of data.hospitals)
      if (hospital_id !== 'H02') expect(text.includes(name), name).toBe(false);
  });
});

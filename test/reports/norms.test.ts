import Papa from 'papaparse';
import { beforeAll, describe, expect, it } from 'vitest';
import { vadCorrectIndication } from '../../indicators/vad/correct-indication.js';
import { vadCorrectIndication2017 } from '../../indicators/vad/correct-indication-2017.js';
import { complianceCsv } from '../../pipeline/batch/publish.js';
import { type Compliance, comply } from '../../pipeline/comply/comply.js';
import type { Holdings } from '../../pipeline/comply/holdings.js';
import { standards } from '../../pipeline/comply/standards-in-force.js';
import type { ReportData } from '../../reports/data/report-data.js';
import { matrixScript } from '../../reports/page/matrix-script.js';
import { renderReport } from '../../reports/render-report.js';
import { figureWith, holdingsOf, personOf, reviewed, stated } from '../pipeline/comply/holdings-fixture.js';
import { hostile, reportData } from './fixture.js';
import { tagsOf, textOf } from './markup.js';

/*
 * Two hospitals: H02, a key department that states a few things, and one whose code, profile and reviews try to break the
 * page. What the pages must say is worked out from what is given here.
 */
const evil = '<script>alert(1)</script>"\'&';

const known: Partial<Holdings> = {
  hospital: 'H02',
  techniques: new Set(['ECMO', '麻醉']),
  entry: { level: '三级甲等', teaching: true, key_anesthesia: true, ecmo_training_base: true },
  statements: stated({ 'E22-058': 64, 'E22-011': false, 'A11-001': true, 'A11-002': false }),
  persons: [
    personOf({
      technique: 'ECMO',
      role: '医师',
      rank: 3,
      authorised: true,
      trained: true,
      passed: true,
      training_months: 3,
      full_process_cases: 4,
    }),
  ],
  reviews: reviewed({
    'A11-004': { verdict: '基本达标', score: 7 },
    'E22-004': { verdict: '达标', score: null },
  }),
};

function dataWith(compliance: readonly Compliance[]): ReportData {
  const data = reportData();
  return {
    ...data,
    figures: [],
    indicators: [],
    submissions: [],
    problems: [],
    stale: [],
    freshness: [],
    letters: [],
    toRenew: [],
    settling: [],
    review: [],
    edition: 1,
    signals: null,
    priority: null,
    falseSignals: null,
    volumes: [],
    expected: [],
    transfers: [],
    hospitals: data.hospitals.filter(({ hospital_id }) => ['H02', hostile.code].includes(hospital_id)),
    compliance,
  };
}

const judge = (holdings: Partial<Holdings>, veto: readonly string[] = []) =>
  comply(holdingsOf(holdings), standards(veto));

let pages: Map<string, string>;
const textOfPage = (path: string) => textOf(pages.get(path) ?? '');

beforeAll(async () => {
  const hostileStatements = new Map(
    [...stated({ 'E22-011': true })].map(([id, statement]) => [
      id,
      { ...statement, evidence: evil, file: `${evil}.csv` },
    ]),
  );
  pages = await renderReport(
    dataWith([
      judge(known),
      judge({
        hospital: hostile.code,
        techniques: new Set(['ECMO']),
        statements: hostileStatements,
        persons: [personOf({ technique: 'ECMO', role: '医师' })].map((person) => ({
          ...person,
          title: evil,
        })),
      }),
    ]),
    'zh',
  );
});

describe('the table of clauses', () => {
  it('says of every clause which text it is of and whether that text binds', () => {
    const { data } = Papa.parse<Record<string, string>>(complianceCsv(dataWith([judge(known)])).slice(1), {
      header: true,
    });
    const standing = (prefix: string) => [
      ...new Set(data.filter((row) => row['条款']?.startsWith(prefix)).map((row) => row['效力'])),
    ];
    expect(standing('E22')).toEqual(['正式']);
    expect(standing('E00')).toEqual(['仅供参考']);
    expect(data.find((row) => row['条款'] === 'E22-011')).toMatchObject({
      医院编码: 'H02',
      规范: 'G11 ECMO规范（2022）',
      结果: '不符合',
    });
  });
});

describe('the page of clauses', () => {
  it('gives each answer with the clauses that decide it', () => {
    const text = textOfPage('hospitals/H02/norms.html');
    // MRA is stated as not there: the minimum is missed whatever else is blank.
    expect(text).toMatch(/是否具备开展ECMO技术的最低条件\s*否/);
    expect(text).toContain('E22-011');
    expect(text).toContain('重症医学科和重症监护病房合计有多少张床位？：64 张（2026-09-30 填报）');
    expect(text).toContain('H01/profile.csv:2');
  });

  it('names what is not known by its item', () => {
    expect(textOfPage('hospitals/H02/norms.html')).toContain('未填报（E22-012）');
  });

  it('shows a physician by title and hash, with what is missing', () => {
    const text = textOfPage('hospitals/H02/norms.html');
    // Four full-process cases of five, not trained abroad, years before the norm blank: another way is still open.
    expect(text).toMatch(/主任医师 p\d+/);
    expect(text).toMatch(/不符合\s*E22-049/);
    expect(text).toContain('未知');
  });

  it('is not there for the scores of a hospital without anaesthesia', () => {
    expect([...pages.keys()].filter((path) => path.endsWith('/scorecard.html'))).toEqual([
      'hospitals/H02/scorecard.html',
    ]);
  });

  it('lets no text of a hospital become markup', () => {
    for (const [path, page] of pages) {
      expect(page.replace(`<script>${matrixScript}</script>`, '').includes('<script'), path).toBe(false);
      tagsOf(page);
    }
    const path = [...pages.keys()].find(
      (name) =>
        name.startsWith('hospitals/') && name.endsWith('/norms.html') && name !== 'hospitals/H02/norms.html',
    );
    expect(textOfPage(path ?? '')).toContain('<script>alert(1)</script>');
  });
});

describe('the score sheet', () => {
  it('gives the range, the mark and the warning that the veto is lost', () => {
    const text = textOfPage('hospitals/H02/scorecard.html');
    // 15 for A11-001, 0 of 20 for A11-002, 7 of 12 for A11-004; the rest is open: 1000 − 20 − 5 = 975 at most.
    expect(text).toContain('22 – 975');
    expect(text).toContain('及格线 850 分');
    expect(text).toContain('丢失了标记');
    expect(text).toContain('数据不全');
    expect(text).toContain('一般项目 × 0.7');
  });

  it('lists first what brings most: 50 points for the staff', () => {
    const text = textOfPage('hospitals/H02/scorecard.html');
    const raise = text.slice(text.indexOf('最能提高得分的项目', text.indexOf('丢失了标记')));
    expect(raise.indexOf('二1-1 临床麻醉人员')).toBeGreaterThan(0);
    expect(raise.indexOf('二1-1 临床麻醉人员')).toBeLessThan(raise.indexOf('一1-1-2'));
  });

  it('names the clauses that veto where the settings do', async () => {
    const own = await renderReport(dataWith([judge(known, ['A11-002'])]), 'en');
    const text = textOf(own.get('hospitals/H02/scorecard.html') ?? '');
    expect(text).toContain('Clauses that veto by the settings: A11-002 not met');
    expect(text).toContain('misses the pass mark');
  });
});

describe('the page of the province', () => {
  it('lists every hospital with its answers, and gives scores as ranges by what they come to', () => {
    const text = textOfPage('centre/norms.html');
    expect(text).toContain('条款与评分');
    expect(text).toMatch(/尚无结论\s*1 家/);
    expect(text).toMatch(/22–975\s*953\s*850/);
  });

  it('and of the hospital lead to clauses and scores', () => {
    expect(pages.get('hospitals/H02/index.html')).toContain('href="norms.html"');
    expect(pages.get('hospitals/H02/index.html')).toContain('href="scorecard.html"');
  });
});

describe('a bridge', () => {
  it('counts cases by both versions with what is unknown, as blanks make part of the difference', async () => {
    // Of ten implantations five meet 2017 and five are open; eight meet 2022 and two are open.
    const side = (version: string, numerator: number, unknown: number) =>
      figureWith({
        code: 'VAD-01',
        version,
        level: 'province',
        period_type: 'year',
        period: '2022',
        numerator,
        denominator: 10,
        rate: numerator / 10,
        unknown,
      });
    const place = { code: 'VAD-01', changed: '2022-04-20', level: 'province', unit: '*' } as const;
    const rendered = await renderReport(
      {
        ...dataWith([]),
        indicators: [vadCorrectIndication2017, vadCorrectIndication],
        bridges: [{ ...place, period: '2022', earlier: side('2017', 5, 5), later: side('2022', 8, 2) }],
      },
      'zh',
    );
    const text = textOf(rendered.get('centre/norms.html') ?? '').replaceAll(/\s+/g, ' ');
    expect(text).toMatch(/50\.0% 5\/10 ?2017 · 5 例结局未明（未填）/);
    expect(text).toMatch(/80\.0% 8\/10 ?2022 · 2 例结局未明（未填） ?\+3/);
    expect(text).toContain('有结局未明（未填）者，差异除定义外还含');
  });

  it('says once why the definitions changed, and then what each year counts', async () => {
    const side = (version: string, numerator: number) =>
      figureWith({ code: 'VAD-01', version, numerator, denominator: 10, rate: numerator / 10 });
    const place = { code: 'VAD-01', level: 'province', unit: '*' } as const;
    const of = (period: string, changed: string, later: number) => ({
      ...place,
      changed,
      period,
      earlier: side('2017', 5),
      later: side('2022', later),
    });
    const rendered = await renderReport(
      {
        ...dataWith([]),
        indicators: [vadCorrectIndication2017, vadCorrectIndication],
        bridges: [of('2021', '2022-04-20', 6), of('2020', '2021-01-01', 9), of('2022', '2022-04-20', 8)],
      },
      'zh',
    );
    const bridges =
      /<section id="bridges".*?<\/section>/s.exec(rendered.get('centre/norms.html') ?? '')?.[0] ?? '';
    const said = [...textOf(bridges).matchAll(/自 (\S+) 起|\b(20\d\d)\s+50|([+]\d)/g)].map(
      ([, day, year, more]) => day ?? year ?? more,
    );
    expect(said).toEqual(['2022-04-20', '2021', '+1', '2022', '+3', '2021-01-01', '2020', '+4']);
  });
});

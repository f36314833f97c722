import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Figure } from '../../pipeline/figure/figures.js';
import { reportContext } from '../../reports/data/report-context.js';
import type { ReportData } from '../../reports/data/report-data.js';
import { figuresPage } from '../../reports/page/figures-page.js';
import { hospitalPage } from '../../reports/page/hospital-page.js';
import { matrixScript } from '../../reports/page/matrix-script.js';
import { qualityPage } from '../../reports/page/quality-page.js';
import { style } from '../../reports/page/style.js';
import { renderReport } from '../../reports/render-report.js';
import { hostile, reportData } from './fixture.js';
import { closed, tagsOf, textOf } from './markup.js';

/** A smaller province: a page of each kind, all hostile names, every kind of nothing. */
function small(): ReportData {
  const data = reportData();
  const shown = new Set([
    'H02',
    'H03',
    'H04',
    'H06',
    'H07',
    'H08',
    'H09',
    'H11',
    'H12',
    'H13',
    'H15',
    'H23',
    'H25',
    hostile.code,
    '未列医院/9',
  ]);
  const kept = (figure: Figure) => figure.level !== 'hospital' || shown.has(figure.unit);
  const codes = /^(ECMO-0[1-3]|ECMO-N0[12]|ECMO-N07|ECMO-E0[357]|VAD-07-1|CQ-0[13])$/;
  return {
    ...data,
    indicators: data.indicators.filter(({ code }) => codes.test(code)),
    figures: data.figures.filter((figure) => kept(figure) && codes.test(figure.code)),
    hospitals: data.hospitals.filter(({ hospital_id }) => shown.has(hospital_id)),
    submissions: data.submissions.filter(({ hospital_id }) => shown.has(hospital_id) || hospital_id === '*'),
    problems: data.problems.filter(({ hospital_id }) => hospital_id !== null && shown.has(hospital_id)),
  };
}

const centre = [
  ...['index', 'figures', 'quality', 'norms', 'letters', 'methods'],
  ...['ECMO', 'VAD', 'CQ'].map((prefix) => `technologies/${prefix}`),
].map((name) => `centre/${name}.html`);

/** A page for each indicator in force in the month that has a figure. */
const indicatorPages = ({ figures, indicators, month }: ReportData) => [
  ...new Set(
    figures.flatMap(({ code, version }) =>
      indicators.some(
        (one) =>
          one.code === code && one.version === version && (one.effectiveTo ?? '9999-12-31') >= `${month}-01`,
      )
        ? `centre/indicators/${code}.html`
        : [],
    ),
  ),
];

let data: ReportData;
let pages: Map<string, string>;
let index = '';
let figures = '';
let quality = '';
const page = (path: string) => {
  const found = pages.get(path);
  if (found === undefined) throw new Error(`no page ${path}`);
  return found;
};

beforeAll(async () => {
  data = small();
  pages = new Map([...(await renderReport(data, 'zh'))].map(([path, text]) => [path, closed(text)]));
  index = page('centre/index.html');
  figures = page('centre/figures.html');
  quality = page('centre/quality.html');
});

describe('renderReport', () => {
  it('gives a page of the province and one of each hospital, also of those only seen in figures', () => {
    const own = indicatorPages(data);
    expect(own.length).toBeGreaterThan(5);
    expect(pages.size).toBe(data.hospitals.length + 2 + centre.length + own.length);
    expect(own.filter((path) => !pages.has(path))).toEqual([]);
    expect(
      [...pages.keys()]
        .filter((path) => !centre.includes(path) && !own.includes(path) && path !== 'public/definitions.html')
        .every((path) => /^hospitals\/[A-Za-z0-9_~-]+\/(?:index|norms)\.html$/.test(path)),
    ).toBe(true);
    expect(pages.has('hospitals/H04/index.html')).toBe(true);
  });

  it('gives the same bytes for the same data', async () => {
    const again = await renderReport(small(), 'zh');
    for (const [path, text] of pages) expect(closed(again.get(path) ?? '') === text, path).toBe(true);
  });

  it('speaks English with the same figures', async () => {
    const english = await figuresPage(reportContext(data, 'en'));
    expect(english.includes('lang="en"'), 'lang="en"').toBe(true);
    expect(english.includes('Not met, certain'), 'Not met, certain').toBe(true);
    tagsOf(english);
  });

  it('draws a report of nothing', async () => {
    const empty = await renderReport(
      { ...data, figures: [], hospitals: [], submissions: [], problems: [] },
      'zh',
    );
    expect([...empty.keys()].sort()).toEqual([...centre, 'public/definitions.html'].sort());
    expect(textOf(empty.get('centre/index.html') ?? '')).toContain('本期没有任何可计算的数字');
    expect(textOf(empty.get('centre/figures.html') ?? '')).toContain('无数据');
  });
});

describe('every page', () => {
  const elements = new Set(
    (
      'html head meta title style body header nav main section article figure figcaption div p span small a b br em h1 h2 h3 h4 ul li dl dt dd ' +
      'table caption thead tbody tr th td details summary code i label input select option button script svg g path line rect text circle'
    ).split(' '),
  );
  const attributes = new Set(
    (
      'lang charset http-equiv content name class id href aria-label aria-current role tabindex hidden type value autocomplete data-p data-sort scope colspan open viewBox transform d x y x1 y1 x2 y2 width height ' +
      'fill stroke stroke-width stroke-dasharray stroke-linecap opacity text-anchor font-size font-weight font-style'
    ).split(' '),
  );

  it('has only elements and attributes of the allow list', () => {
    for (const [path, text] of pages) {
      for (const tag of tagsOf(text)) {
        expect(elements.has(tag.name), `${path} <${tag.name}>`).toBe(true);
        for (const name of tag.attributes.keys())
          expect(attributes.has(name), `${path} ${tag.name} ${name}`).toBe(true);
      }
    }
  });

  it('closes every element that it opens', () => {
    const empty = new Set(['meta', 'br', 'input', 'path', 'line', 'rect', 'circle']);
    for (const [path, text] of pages) {
      const open: string[] = [];
      for (const { name, closes } of tagsOf(text)) {
        if (empty.has(name)) continue;
        if (!closes) open.push(name);
        else expect(open.pop(), path).toBe(name);
      }
      expect(open, path).toEqual([]);
    }
  });

  it('links only inside itself and to places of the report that exist', () => {
    const tags = new Map([...pages].map(([path, text]) => [path, tagsOf(text)]));
    const ids = new Map(
      [...tags].map(([path, own]) => [
        path,
        new Set(own.flatMap(({ attributes: of }) => of.get('id') ?? [])),
      ]),
    );
    for (const [path, own] of tags)
      for (const { name, attributes: of } of own) {
        const href = of.get('href');
        if (href === undefined) continue;
        expect(name).toBe('a');
        const { pathname, hash } = new URL(href, `file:///${path}`);
        const place = ids.get(pathname.slice(1));
        expect(place, `${path} ${href}`).toBeDefined();
        if (hash !== '') expect(place?.has(decodeURIComponent(hash.slice(1))), `${path} ${href}`).toBe(true);
      }
  });

  it('gives each id once', () => {
    for (const [path, text] of pages) {
      const ids = tagsOf(text).flatMap(({ attributes: of }) => of.get('id') ?? []);
      expect(new Set(ids).size, path).toBe(ids.length);
    }
  });

  it('allows nothing but its own style sheet, and the first page its one script', () => {
    for (const [path, text] of pages) {
      const style = /<style>([^<]*)<\/style>/.exec(text)?.[1] ?? '';
      const hash = createHash('sha256').update(style).digest('base64');
      expect(text).toContain(`style-src 'sha256-${hash}'`);
      expect(text).toContain("default-src 'none'");
      expect(text.match(/<style/g)).toHaveLength(1);
      const script = `<script>${matrixScript}</script>`;
      const scriptHash = createHash('sha256').update(matrixScript).digest('base64');
      expect(text.includes(script), path).toBe(path === 'centre/index.html');
      expect(text.includes(`script-src 'sha256-${scriptHash}'`), path).toBe(path === 'centre/index.html');
      expect(text.replace(script, '')).not.toMatch(/<script|@import|url\(|https?:\/\//);
    }
  });

  it('has a rule for every class that the style sheet knows of', () => {
    const known = new Set(
      [...style.matchAll(/([^{}]+)\{/g)].flatMap(
        ([, selector = '']) => selector.match(/(?<=\.)[a-z][\w-]*/g) ?? [],
      ),
    );
    for (const [path, text] of pages) {
      const own = /<style>([^<]*)<\/style>/.exec(text)?.[1] ?? '';
      const used = new Set(tagsOf(text).flatMap(({ attributes: of }) => of.get('class')?.split(' ') ?? []));
      for (const name of used)
        if (known.has(name)) expect(own.includes(`.${name}`), `${path} .${name}`).toBe(true);
    }
  });

  it('holds no path of a machine', () => {
    for (const text of pages.values()) expect(text).not.toMatch(/\/(home|root|tmp|Users|work)\/|[A-Z]:\\/);
  });

  it('lets no panel stretch to the longest beside it', () => {
    expect(figures).toMatch(/\.panels\{[^}]*align-items:start/);
  });

  it('shows hostile names as text', () => {
    expect(
      index.includes('&lt;script&gt;alert(1)&lt;/script&gt;'),
      '&lt;script&gt;alert(1)&lt;/script&gt;',
    ).toBe(true);
    expect(index.includes('&quot; onmouseover=&quot;alert(1)'), '&quot; onmouseover=&quot;alert(1)').toBe(
      true,
    );
    expect(
      index.includes('甲&amp;乙 &lt;b&gt;联合&lt;/b&gt; &amp;lt;医院'),
      '甲&amp;乙 &lt;b&gt;联合&lt;/b&gt; &amp;lt;医院',
    ).toBe(true);
    expect(index.includes('\u202E'), '\u202E').toBe(false);
  });
});

describe('figures in pages', () => {
  it('never stand without their n', () => {
    for (const text of pages.values()) {
      for (const [, inside = ''] of text.matchAll(/<span class="value[^"]*">(.*?)<\/span><\/?[a-z]/g))
        expect(inside).toMatch(/<small>(n = )?[\d,]+(\/[\d,]+)?|<b>[\d,]+<\/b>/);
      for (const [, counts = '', rate = ''] of text.matchAll(
        /<td>(?: (?:<span class="few">[^<]*<\/span> )+)?([^<]*)<\/td><td><b>([^<]*)<\/b>/g,
      ))
        if (rate !== '') expect(counts).toMatch(/^(n = )?[\d,]+(\/[\d,]+( h)?)?$/);
    }
  });

  it('show four kinds of nothing in four ways', () => {
    const row = (name: string) =>
      new RegExp(
        `<tr><th scope="row"><a[^>]*>${name}</a>(?: |<span class="few">[^<]*</span>)*</th>(.*?)</tr>`,
      ).exec(page('centre/indicators/ECMO-01.html'))?.[1] ?? '';
    const zero = row('白鹿县人民医院');
    const pendingOnly = row('白鹿市第一人民医院');
    const noDenominator = row('白鹿市儿童医院');
    const small = row('江城航天医院');
    const silent = row('南岭市中医院');
    expect(textOf(zero)).toContain('0/3');
    expect(textOf(zero)).toContain('0.0%');
    expect(pendingOnly).toContain('class="none not-due"');
    expect(textOf(pendingOnly)).toContain('未到期（2 例待观察）');
    expect(noDenominator).toContain('class="none not-applicable"');
    expect(textOf(noDenominator)).toContain('不适用（分母为 0）');
    // The centre sees what is hidden from others.
    expect(textOf(small)).toContain('1/2');
    expect(silent).toContain('class="none no-data"');
    expect(textOf(silent)).toContain('本月未上报');
    for (const cell of [pendingOnly, noDenominator, silent]) expect(textOf(cell)).not.toMatch(/\d%/);
  });

  it('name together, with the ways to their definitions, what a hospital has no data of', () => {
    const own = /<section id="figures".*?<\/section>/s.exec(page('hospitals/H04/index.html'))?.[0] ?? '';
    const rows = own.match(/<tr.*?<\/tr>/gs) ?? [];
    const named = rows.filter((row) => row.includes('VAD-07-1 '));
    expect(named).toHaveLength(1);
    expect(named[0]).toMatch(/^<tr class="without"><th scope="row">无数据<\/th>/);
    // ECMO-E03 has figures and a row of its own.
    expect(rows.filter((row) => row.includes('>ECMO-E03<'))).toHaveLength(1);
    expect(own).not.toContain('>ECMO-E03 ');
  });

  it('show both judgements with p and the number of further cases', () => {
    const own = textOf(page('hospitals/H04/index.html')).replace(/\s+/g, ' ');
    expect(own.includes('不符合（7/20 = 35.0% < 40%）'), '不符合（7/20 = 35.0% < 40%）').toBe(true);
    expect(own.includes('例数不足（p = 0.42）'), '例数不足（p = 0.42）').toBe(true);
    // 244 cases are twelve years of 20.
    const time = '约 244 例，按贵院近 12 个月的例数超过两年：以现有例数得不出结论';
    expect(own.includes(time), time).toBe(true);
  });

  it('are exactly at the threshold where the counts are', () => {
    expect(textOf(page('centre/indicators/ECMO-01.html'))).toContain('符合（10/25 = 40.0% = 40%）');
  });

  it('do not print a near miss as the threshold', async () => {
    const figures = data.figures.map((figure) =>
      figure.unit === 'H02' && figure.code === 'CQ-01' && figure.period_type === 'rolling12'
        ? { ...figure, numerator: 92996, denominator: 100000, rate: 0.92996, formal: 'not_met' as const }
        : figure,
    );
    const own = textOf(await hospitalPage('H02', reportContext({ ...data, figures }, 'zh')));
    expect(own.includes('92.996%'), '92.996%').toBe(true);
    expect(own.includes('93.0%  92,996'), '93.0%  92,996').toBe(false);
  });

  it('warn where a tenth of the outcomes is unknown', async () => {
    const figures = data.figures.map((figure) =>
      figure.unit === 'H04' && figure.code === 'ECMO-01' ? { ...figure, unknown: 3 } : figure,
    );
    const own = textOf(await hospitalPage('H04', reportContext({ ...data, figures }, 'zh')));
    expect(own.includes('未填达一成')).toBe(true);
  });

  it('give no rate where no outcome is known, though the rule would count 0 %', async () => {
    const figures = data.figures.map((figure) =>
      figure.unit === 'H04' && figure.code === 'ECMO-01' && figure.period_type === 'rolling12'
        ? { ...figure, numerator: 0, rate: 0, unknown: 20 }
        : figure,
    );
    const own = textOf(await hospitalPage('H04', reportContext({ ...data, figures }, 'zh')));
    expect(own.includes('结局全部未明（未填 20）')).toBe(true);
    expect(own.includes('0/20')).toBe(false);
  });

  it('show a hospital nothing of others but what is open, and a hidden figure as hidden', async () => {
    const open = data.open;
    if (open === null) throw new Error('the fixture has open figures');
    const drawn = async (figures: typeof open.figures) =>
      (await renderReport({ ...data, open: { ...open, figures } }, 'zh')).get('hospitals/H04/index.html') ??
      '';
    const province = open.figures.find(
      ({ code, level, period, stratum }) =>
        code === 'ECMO-N02' && level === 'province' && period === '2024..2026' && stratum === '',
    );
    if (!province) throw new Error('the page shows a figure of the province');
    // Thousands are printed with a space.
    const counts = `>${province.numerator}/`;
    expect(await drawn(open.figures)).toContain(counts);
    const rest = open.figures.filter((figure) => figure !== province);
    expect(await drawn(rest)).not.toContain(counts);
    const hidden = { ...province, numerator: null, denominator: null, rate: null, suppressed: true };
    const page = await drawn([...rest, hidden]);
    expect(page).not.toContain(counts);
    // The newest year that is not hidden stands in its place.
    const inPlace = open.figures.find(
      ({ code, level, period, stratum }) =>
        code === 'ECMO-N02' && level === 'province' && period === '2026' && stratum === '',
    );
    expect(textOf(page)).toContain('全省（2026 年');
    expect(textOf(page)).toContain(`${inPlace?.numerator}/${inPlace?.denominator}`);
    const isOf = ({ code, level }: (typeof open.figures)[number]) =>
      code === 'ECMO-N02' && level === 'province';
    const without = await drawn([...open.figures.filter((figure) => !isOf(figure)), hidden]);
    expect(textOf(without)).toContain('为保护小样本，不公布');
    expect(without).toContain('class="none hidden-small"');
  });

  it('tell a hospital once who sees its figures', () => {
    const own = textOf(page('hospitals/H23/index.html'));
    expect(own.includes('1/2'), '1/2').toBe(true);
    expect(own.split('只有贵院、所在市和省级质控中心能看到')).toHaveLength(2);
  });
});

describe('the cover', () => {
  const panel = (standing: string) =>
    textOf(new RegExp(`<section class="panel ${standing}">(.*?)</section>`).exec(figures)?.[1] ?? '');

  it('names who is below first, then who cannot be judged, who is above, and who has no data', () => {
    expect(panel('not_met')).toContain('江城大学附属第一医院');
    expect(panel('not_met')).toContain('17/71');
    expect(panel('cannot_tell')).toContain('江城市中心医院');
    expect(panel('cannot_tell')).toContain('还需约 244 例');
    expect(panel('none')).toContain('白鹿市第一人民医院');
    expect(figures.indexOf('panel not_met')).toBeLessThan(figures.indexOf('panel cannot_tell'));
    expect(figures.indexOf('panel cannot_tell')).toBeLessThan(figures.indexOf('panel met'));
  });

  it('says which months are to be run again before they are cited, and nothing of it where none is', async () => {
    expect(textOf(quality)).not.toContain('须重新运行的月份');
    const text = qualityPage(
      reportContext(
        { ...data, toRenew: ['2026-08', '2026-09'].map((month) => ({ month, as_of: `${month}-30` })) },
        'zh',
      ),
    );
    const missing = textOf(/<section class="missing">(.*?)<\/section>/.exec(text)?.[1] ?? '');
    expect(missing).toContain('须重新运行的月份');
    expect(missing).toContain('2026-08、2026-09：发布之后');
  });

  it('says what is missing: silent hospitals, refused files, rows held back', () => {
    const missing = textOf(/<section class="missing">(.*?)<\/section>/.exec(quality)?.[1] ?? '');
    expect(missing.includes('本月没有收到病例'), '本月没有收到病例').toBe(true);
    expect(missing.includes('南岭市中医院'), '南岭市中医院').toBe(true);
    expect(missing.includes('整份退回的文件'), '整份退回的文件').toBe(true);
    expect(missing.includes('未能识别的医院'), '未能识别的医院').toBe(true);
    expect(missing.includes('待更正（暂不计入）的行'), '待更正（暂不计入）的行').toBe(true);
  });
});

describe('whom a norm binds', () => {
  const unknown = 'H0999';
  const refused = (): ReportData => ({
    ...data,
    submissions: [
      ...data.submissions,
      {
        hospital_id: unknown,
        table: 'ecmo_runs',
        status: 'refused',
        file: '2026-10/H0999/ecmo.csv',
        sheet: null,
        sha256: null,
        records: 0,
        accepted: 0,
        held_back: 0,
        warnings: 0,
        refusal: { zh: '该编码不在医院名单中。', en: 'This code is in no list.' },
      },
    ],
  });
  const line = (text: string, code: string) =>
    new RegExp(`<tr><th scope="row"><a href="[^"]*indicators/${code}\\.html">.*?</tr>`).exec(
      closed(text),
    )?.[0] ?? '';
  const counts = (text: string, code: string) =>
    [...line(text, code).matchAll(/<td class="num">(.*?)<\/td>/g)]
      .slice(1, 6)
      .map(([, cell = '']) => Number(textOf(cell).replace(/\D/g, '')));
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

  it('counts a clause for training bases over the training bases of the list', () => {
    const bases = data.hospitals.filter(({ ecmo_training_base }) => ecmo_training_base === true).length;
    for (const code of ['ECMO-N01', 'ECMO-N02']) expect(sum(counts(figures, code)), code).toBe(bases);
  });

  it('keeps a base without any figure among those who have nothing to judge', async () => {
    const figures = data.figures.filter(({ unit }) => unit !== 'H04');
    const text = await figuresPage(reportContext({ ...data, figures }, 'zh'));
    const bases = data.hospitals.filter(({ ecmo_training_base }) => ecmo_training_base === true).length;
    expect(sum(counts(text, 'ECMO-N02'))).toBe(bases);
    expect(counts(text, 'ECMO-N02')[4]).toBeGreaterThan(0);
  });

  it("holds no other province's hospital to a standard of Chongqing", () => {
    const reference = /<section class="others reference">.*?<\/section>/.exec(figures)?.[0] ?? '';
    expect(line(reference, 'CQ-03')).toContain('仅供对照');
    expect(reference).not.toContain('不符合，确定');
    expect(reference).toContain('差于参考值');
    expect(line(reference, 'ECMO-N02')).toBe('');
  });

  it('names a refused file of a code in no list there only, and as no hospital', async () => {
    const [text, quality] = [
      await figuresPage(reportContext(refused(), 'zh')),
      qualityPage(reportContext(refused(), 'zh')),
    ];
    const place = (pattern: RegExp) => textOf(pattern.exec(text)?.[0] ?? '');
    expect(textOf(/<section class="missing">.*?<\/section>/.exec(quality)?.[0] ?? '')).toContain(unknown);
    expect(place(/<div class="panels">.*?<\/div>/)).not.toContain(unknown);
    for (const code of ['ECMO-N01', 'ECMO-N02', 'CQ-03', 'ECMO-N07'])
      expect(counts(text, code), code).toEqual(counts(figures, code));
  });

  it('counts no code in no list, and names it where it has cases', () => {
    expect(textOf(/<div class="panels">.*?<\/div>/.exec(figures)?.[0] ?? '')).not.toContain('未列医院/9');
    expect(textOf(/<p class="n unlisted">.*?<\/p>/.exec(figures)?.[0] ?? '')).toContain('未列医院/9');
  });
});

describe('many unknown outcomes', () => {
  const many = (): ReportData => ({
    ...data,
    figures: data.figures.map((figure) =>
      figure.code === 'ECMO-02' && figure.level === 'province' && figure.period_type === 'rolling12'
        ? {
            ...figure,
            numerator: 164,
            denominator: 221,
            unknown: 94,
            rate: 164 / 221,
            low_bound: 164 / 315,
            high_bound: 258 / 315,
          }
        : figure,
    ),
  });
  const tile = (text: string, title: string) =>
    textOf(
      [...text.matchAll(/<article class="tile">.*?<\/article>/g)].find(([found]) =>
        found.includes(title),
      )?.[0] ?? '',
    );

  it('lead a tile with the range of what the rate may be', async () => {
    const title = data.indicators.find(({ code }) => code === 'ECMO-02')?.title.zh ?? '?';
    const text = tile(await figuresPage(reportContext(many(), 'zh')), title);
    expect(text).toContain('52.1%–81.9%');
    expect(text).toContain('（94 例结局未明（未填））');
    expect(text.indexOf('52.1%–81.9%')).toBeLessThan(text.indexOf('74.2%'));
    expect(text).toContain('164/221');
  });

  it('lead the headline of a hospital with the range', async () => {
    const figures = data.figures.map((figure) =>
      figure.unit === 'H04' && figure.code === 'ECMO-01'
        ? { ...figure, unknown: 3, low_bound: 7 / 20, high_bound: 10 / 20 }
        : figure,
    );
    const own = await hospitalPage('H04', reportContext({ ...data, figures }, 'zh'));
    const row = textOf(/<span class="code">ECMO-01<.*?<tr>/.exec(own)?.[0] ?? '').replace(/\s+/g, ' ');
    expect(row).toMatch(/35\.0–50\.0% 3 例结局未明（未填）；未填按“否”计 35\.0% 7\/20/);
  });

  it('leave a rate with few unknown outcomes in front', () => {
    expect(/<p class="lead-figure">(.*?)<\/p>/.exec(figures)?.[1]).toMatch(/^<span class="value">/);
  });
});

describe('the English pages', () => {
  it('have no Chinese stratum, and a head that reads as English', async () => {
    const english = await renderReport({ ...data, province: { zh: '本省', en: 'the province' } }, 'en');
    const text = textOf(english.get('centre/figures.html') ?? '').replace(/\s+/g, ' ');
    expect(text).not.toMatch(/age group (新生儿|儿童|成人)|其他/);
    expect(text).toMatch(/age group (neonates|children|adults)/);
    expect(text).toContain('Monthly quality report of the province');
    expect(text).not.toContain('the province Monthly');
    expect(textOf(english.get('hospitals/H04/index.html') ?? '')).toContain(
      'Monthly quality report of a hospital in the province',
    );
  });
});

describe('the page of a hospital', () => {
  /** What stands of the requirements that bind it, and of those that do not. */
  const section = (own: string, kind: 'others' | 'others reference') => {
    const [binding = '', reference = ''] = (/<section id="answer".*?<\/section>/s.exec(own)?.[0] ?? '').split(
      '<h3>',
    );
    return textOf(kind === 'others' ? binding : reference);
  };

  it('counts no breach of a threshold that does not bind it', () => {
    const own = page('hospitals/H06/index.html');
    const figure = data.figures.find(
      ({ unit, code, formal }) => unit === 'H06' && code === 'ECMO-N01' && formal === 'not_met',
    );
    const title = data.indicators.find(({ code }) => code === 'ECMO-N02')?.title.zh ?? '?';
    expect(figure?.applies ?? 'reference').toBe('reference');
    expect(section(own, 'others')).not.toContain(title);
    expect(section(own, 'others reference')).toContain(title);
    expect(section(own, 'others reference')).toContain('差于参考值不是未达标');
  });

  it('keeps what binds a training base among its breaches', () => {
    const title = data.indicators.find(({ code }) => code === 'ECMO-N02')?.title.zh ?? '?';
    expect(section(page('hospitals/H02/index.html'), 'others')).toContain(title);
  });

  it('of a hospital without any ECMO run has one sentence in place of an empty chart', async () => {
    const figures = data.figures.filter(({ unit, code }) => unit !== 'H02' || !code.startsWith('ECMO'));
    const own = await hospitalPage('H02', reportContext({ ...data, figures }, 'zh'));
    expect(own).not.toContain('数据表（0 行）');
    expect(textOf(own)).toContain('没有病例、人员或填报表明贵院开展此项技术，按未开展处理；未开展不是未报');
    expect(/<section id="answer".*?<\/section>/s.exec(own)?.[0]).not.toContain('ECMO-');
  });

  it('links to no page that names another hospital: to its own alone, and to the definitions', () => {
    for (const [path, text] of pages) {
      if (!path.startsWith('hospitals/')) continue;
      const links = [...text.matchAll(/href="([^"#]+)/g)].map(([, href]) => href);
      expect(
        links.filter(
          (href) =>
            !/^(?:index|norms|scorecard)\.html$|^(?:\.\.\/){2}public\/definitions\.html$/.test(href ?? ''),
        ),
        path,
      ).toEqual([]);
    }
  });

  it('names no other hospital', () => {
    const own = textOf(page('hospitals/H04/index.html'));
    for (const { hospital_id, name } of data.hospitals) {
      if (hospital_id === 'H04') continue;
      expect(own.includes(name), name).toBe(false);
      if (/^H\d\d$/.test(hospital_id)) expect(own.includes(hospital_id), hospital_id).toBe(false);
    }
  });

  it('says where its file has to be corrected', () => {
    const hospital = data.problems.find(({ severity }) => severity === 'error')?.hospital_id ?? '';
    const own = textOf(page(`hospitals/${hospital}/index.html`));
    expect(own.includes('需要改正的内容'), '需要改正的内容').toBe(true);
    expect(own.includes('请改正该单元格'), '请改正该单元格').toBe(true);
    expect(own.includes('撤机时间'), '撤机时间').toBe(true);
  });

  it('of a hospital without figures says so instead of zero', () => {
    const own = textOf(page('hospitals/H15/index.html'));
    const none = '没有贵院的病例数据，因此没有可核查的病例；这不等于全部符合';
    expect(own.includes(none), none).toBe(true);
    expect(own.slice(0, own.lastIndexOf('方法'))).not.toMatch(/\b0(\.0)?%/);
  });
});

describe('cases by front pages', () => {
  const stated = (hospital_id: string, month: string, expected: number, reported: number) =>
    ({ hospital_id, month, table: 'ecmo_runs', expected, reported, basis: 'front pages' }) as const;
  const expected = [
    stated('H02', '2026-09', 3, 3),
    stated('H02', '2026-10', 5, 2),
    stated('H04', '2026-10', 7, 6),
  ];

  it('stand against what was reported on the page of the hospital, and none of another', async () => {
    const own = textOf(await hospitalPage('H02', reportContext({ ...reportData(), expected }, 'zh')));
    expect(own).toMatch(/2026-09\s*3\s*3\s*—/);
    expect(own).toMatch(/2026-10\s*5\s*2\s*3/);
    expect(own).not.toMatch(/2026-10\s*7\s*6/);
    expect(
      textOf(await hospitalPage('H01', reportContext({ ...reportData(), expected }, 'zh'))),
    ).not.toContain('首页例次与报送例次');
  });

  it('stand on the page of the province where they differ', async () => {
    const all = textOf(qualityPage(reportContext({ ...reportData(), expected }, 'en')));
    expect(all).toContain('Cases by front pages and cases reported');
    expect(all).toMatch(/2026-10\s*7\s*6\s*1/);
    expect(all).not.toMatch(/2026-09\s*3\s*3\s*—/);
  });
});

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { technologies } from '../../pipeline/technology/index.js';
import { type ReportContext, reportContext } from '../../reports/data/report-context.js';
import type { ReportData } from '../../reports/data/report-data.js';
import { centreNormsPage } from '../../reports/page/centre-norms-page.js';
import { directorPage } from '../../reports/page/director-page.js';
import { figuresPage } from '../../reports/page/figures-page.js';
import { hospitalPage } from '../../reports/page/hospital-page.js';
import { indicatorPage } from '../../reports/page/indicator-page.js';
import { lettersPage } from '../../reports/page/letters-page.js';
import { methodsPage } from '../../reports/page/methods-page.js';
import { qualityPage } from '../../reports/page/quality-page.js';
import { technologyPage } from '../../reports/page/technology-page.js';
import { patience } from '../long.js';
import { hasChromium } from '../security/chromium.js';
import { askInChromium } from './browser.js';
import { reportData } from './fixture.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const ask = `axe.run(document, { resultTypes: ['violations'] }).then(function (found) {
  document.title = JSON.stringify(found.violations.filter(function (one) { return one.impact === 'serious' || one.impact === 'critical'; })
    .map(function (one) { return one.id + ': ' + one.nodes.slice(0, 3).map(function (node) { return node.html.slice(0, 120); }).join(' | '); }));
});`;

const whole = reportData();
const codes = /^(ECMO-0[1-3]|ECMO-N0[1-7]|VAD-07-1|CQ-0[13])$/;
const data: ReportData = {
  ...whole,
  indicators: whole.indicators.filter(({ code }) => codes.test(code)),
  figures: whole.figures.filter(({ code }) => codes.test(code)),
};

const [ecmo] = technologies;
const removal = data.indicators.find(({ code }) => code === 'ECMO-01');
if (!ecmo || !removal) throw new Error('ECMO-01');

describe.skipIf(!hasChromium).each([
  ['index', directorPage],
  ['figures', figuresPage],
  ['quality', qualityPage],
  ['norms', centreNormsPage],
  ['letters', lettersPage],
  ['methods', methodsPage],
  ['technologies/ECMO', (context) => technologyPage(ecmo, context)],
  ['indicators/ECMO-01', (context) => indicatorPage(removal, context)],
] satisfies [string, (context: ReportContext) => string | Promise<string>][])('centre/%s.html', (_, draw) => {
  it(
    'has nothing that axe calls serious',
    async () => {
      expect(askInChromium(await draw(reportContext(data, 'zh')), axe, ask)).toEqual([]);
    },
    patience,
  );
});

describe.skipIf(!hasChromium).each(['zh', 'en'] as const)('the page of a hospital, in %s', (lang) => {
  it(
    'has nothing that axe calls serious',
    async () => {
      const page = await hospitalPage('H04', { ...reportContext(data, lang), root: '../../' });
      expect(askInChromium(page, axe, ask)).toEqual([]);
    },
    patience,
  );
});

describe.skipIf(!hasChromium)('the check itself', () => {
  it(
    'sees a link without words',
    async () => {
      const page = lettersPage(reportContext(data, 'zh')).replace('</main>', '<a href="#x"></a></main>');
      expect(askInChromium(page, axe, ask)).toEqual([expect.stringContaining('link-name')]);
    },
    patience,
  );
});

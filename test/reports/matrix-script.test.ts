import { describe, expect, it } from 'vitest';
import { reportContext } from '../../reports/data/report-context.js';
import type { ReportData } from '../../reports/data/report-data.js';
import { directorPage } from '../../reports/page/director-page.js';
import { patience } from '../long.js';
import { hasChromium } from '../security/chromium.js';
import { askInChromium } from './browser.js';
import { reportData } from './fixture.js';

const whole = reportData();
const codes = /^(ECMO-01|ECMO-N0[12]|CQ-01)$/;
/** As many hospitals as are folded. */
const many = (): ReportData => {
  const more = Array.from({ length: 40 }, (_, i) => `M${100 + i}`);
  const [entry] = whole.hospitals;
  const own = whole.figures.filter(({ code }) => codes.test(code));
  const first = own.filter(({ unit, level }) => level === 'hospital' && unit === 'H01');
  return {
    ...whole,
    indicators: whole.indicators.filter(({ code }) => codes.test(code)),
    hospitals: [
      ...whole.hospitals,
      ...more.map((hospital_id) => ({
        ...entry,
        hospital_id,
        name: `第${hospital_id}医院`,
        city: '远山市',
        level: '二级乙等',
      })),
    ],
    figures: [...own, ...more.flatMap((unit) => first.map((figure) => ({ ...figure, unit })))],
  };
};

const act = `
var rowsOf = function () {
  return [].slice.call(document.querySelectorAll('#matrix-ECMO tr[data-p]')).filter(function (row) { return !row.hidden; })
    .map(function (row) { return row.getAttribute('data-p').split(' ')[0]; });
};
var put = function (id, value) { var at = document.getElementById(id); at.value = value; at.dispatchEvent(new Event('input')); };
var said = {};
said.tools = !document.querySelector('.tools').hidden;
said.start = rowsOf().length;
var folded = [].slice.call(document.querySelectorAll('#matrix-ECMO tr.group button')).filter(function (button) { return button.getAttribute('aria-expanded') === 'false'; });
said.folded = folded.length;
folded[0].click();
said.unfolded = rowsOf().length - said.start;
folded[0].click();
put('find', 'JCSZX'); said.initials = rowsOf(); said.shown = document.getElementById('shown').textContent;
put('find', '第M103'); said.name = rowsOf();
put('find', ''); put('city', '白鹿市'); said.city = rowsOf();
put('level', '二级甲等'); said.level = rowsOf();
put('city', ''); put('level', ''); put('technology', 'matrix-VAD'); said.technology = document.getElementById('matrix-ECMO').hidden;
document.getElementById('reset').click(); said.reset = rowsOf().length;
var heads = [].slice.call(document.querySelectorAll('#matrix-ECMO thead th'));
heads[4].querySelector('button').click(); said.sorted = rowsOf().slice(0, 2); said.aria = heads[4].getAttribute('aria-sort');
said.all = rowsOf().length;
heads[4].querySelector('button').click(); said.turned = heads[4].getAttribute('aria-sort');
heads[4].querySelector('button').click(); said.back = rowsOf().length; said.none = heads[4].getAttribute('aria-sort');
window.dispatchEvent(new Event('beforeprint')); said.printed = rowsOf().length;
window.dispatchEvent(new Event('afterprint')); said.after = rowsOf().length;
document.title = JSON.stringify(said);`;

describe.skipIf(!hasChromium)('the script of the first page', () => {
  it(
    'finds, chooses, sorts and folds under the policy of the page',
    () => {
      const said = askInChromium(directorPage(reportContext(many(), 'zh')), act) as Record<string, never>;
      expect(said).toMatchObject({
        tools: true,
        // 江城市中心医院, 7 of 20.
        initials: ['H04'],
        shown: '1',
        name: ['M103'],
        technology: true,
        aria: 'ascending',
        turned: 'descending',
        none: null,
      });
      const { start, folded, unfolded, reset, all, back, printed, after, city, level, sorted } =
        said as never as {
          [name: string]: number;
        } & { city: string[]; level: string[]; sorted: string[] };
      expect(folded).toBeGreaterThan(0);
      expect(unfolded).toBeGreaterThan(0);
      expect([reset, back, after]).toEqual([start, start, start]);
      expect(all).toBeGreaterThan(60);
      expect(printed).toBe(all);
      expect([...city].sort()).toEqual(['H11', 'H12', 'H13', 'H26']);
      expect(level).toEqual(['H11']);
      // Certain before uncertain: 17 of 71, then 7 of 20.
      expect(sorted).toEqual(['H02', 'H04']);
    },
    patience,
  );
});

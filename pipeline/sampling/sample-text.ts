import type { Bilingual } from '../message/errors.js';
import { technologyOfTable } from '../technology/index.js';
import type { ChartSample, HospitalDraw, TableDraw } from './draw-charts.js';
import { casesToShow, errorLimits } from './error-limits.js';

/** A rate as printed in a table of limits. */
export const percent = (rate: number) => `${(rate * 100).toFixed(1)}%`;

/** The rule in words. */
export const rule: Bilingual = {
  zh: '规则：每家医院每张病例表，把期内现行病例按 SHA-256（种子|医院的首个编码|表名|病例的假名键）从小到大排列，取前 n 例；每例被抽中的机会相等。同一工作区、期间和种子，任何人抽得同一清单；别的医院增减病例不影响本院；n 加大只在原清单后面添加。病例的键是密钥散列，医院不能预知；更换密钥（rotate-key）后，同一种子抽得另一清单。',
  en: 'Rule: of each hospital and table the current cases of the period are put in order of SHA-256 (seed | first code of the hospital | table | pseudonymous key of the case), and the first n are taken; each case is as likely as another. The same workspace, period and seed give anyone the same list; no other hospital moves it; a larger n adds to the list. The key of a case is a keyed hash that no hospital can foresee; after rotate-key the same seed draws another list.',
};

/** What a review of drawn cases cannot find. */
export const unreported: Bilingual = {
  zh: '抽样只核对已报送的病例；整例漏报请另按病案首页（手术操作编码 39.65 等）与“首页例次”核对。“漏报”一栏指病历有记载而报送值为空白或“否”。',
  en: 'Only reported cases are drawn; cases never reported are found by the front pages of the records (operation code 39.65 and others). The column “left out” is for what the chart tells and the report left blank or denied.',
};

/** Where to find the number of the chart. */
export const numbers: Bilingual = {
  zh: '本清单不含病案号和姓名：请医院按文件、工作表、行号在自己报送的文件中找到病例，现场填写病案号。填写后的清单含个人信息，请留在医院或按规定保管。',
  en: 'No case number or name stands here: the hospital finds the case in the file that it sent, by sheet and line, and fills in its number. Once filled in, the list holds personal data.',
};

/** The result of a table's draw, in words. */
export function drawText({ cases, drawn }: TableDraw): Bilingual {
  if (cases === 0) return { zh: '期内没有病例，未抽取', en: 'no case in the period, none drawn' };
  if (drawn.length === cases)
    return { zh: `期内 ${cases} 例，全部复核`, en: `all ${cases} cases of the period` };
  return { zh: `期内 ${cases} 例，抽取 ${drawn.length} 例`, en: `${drawn.length} of ${cases} cases drawn` };
}

/** What a review of the drawn cases says about all cases of the hospital; one line where no uncertainty is left. */
export function limitTexts({ cases, drawn }: TableDraw): Bilingual[] {
  if (cases === 0) return [];
  if (drawn.length === cases)
    return [
      {
        zh: '全部复核：不符的例数除以总例数就是差错率，没有抽样误差。',
        en: 'All cases are reviewed: wrong cases over all cases is the rate, without any error of sampling.',
      },
    ];
  return errorLimits(drawn.length).map(({ wrong, low, high }) => ({
    zh: `${drawn.length} 例中 ${wrong} 例不符：差错率在 ${percent(low)} 至 ${percent(high)} 之间`,
    en: `${wrong} of ${drawn.length} wrong: the rate of wrong cases lies between ${percent(low)} and ${percent(high)}`,
  }));
}

/** How many cases without a fault are needed. */
export const neededText = (): Bilingual => {
  const [ten, five] = [casesToShow(0.1), casesToShow(0.05)];
  return {
    zh: `差错率的区间为精确（Clopper–Pearson）95% 区间。要说明差错率不超过 10%，须复核 ${ten} 例且无一不符；不超过 5%，须 ${five} 例。一例中有一项不符即为不符。`,
    en: `Rates are given with exact (Clopper–Pearson) 95 % intervals. To show a rate of at most 10 % takes ${ten} cases, none of them wrong; of at most 5 %, ${five}. A case is wrong when one of its items is.`,
  };
};

/** The hospital's stated number of cases beside the reported one, by month. */
export const expectedTexts = ({ expected }: Pick<HospitalDraw, 'expected'>): Bilingual[] =>
  expected.map(({ month, table, expected: stated, reported }) => {
    const name = technologyOfTable(table)?.name ?? { zh: table, en: table };
    return {
      zh: `${month} 首页${name.zh}例次（零报告为 0）${stated}，报送 ${reported}${stated === reported ? '' : '：不相等，请核对漏报'}`,
      en: `${month}: ${stated} ${name.en} cases by the front pages (0 by a report of zero), ${reported} reported${stated === reported ? '' : ': look for what was left out'}`,
    };
  });

/** Batch, as-of day, period, seed, and whether the list is up to date. */
export function originTexts({ batch, period, seed, charts, isStale }: ChartSample): Bilingual[] {
  return [
    {
      zh: `期间 ${period}；批次 ${batch.batch}，数据截至 ${batch.as_of}；每表抽取 ${charts} 例；种子：${seed}`,
      en: `Period ${period}; batch ${batch.batch}, data to ${batch.as_of}; ${charts} charts a table; seed: ${seed}`,
    },
    ...(isStale
      ? [
          {
            zh: `批次之后数据有变，清单按现在的数据抽取；请先运行 zhikong run --stale 再抽，清单才与已发布的 ${batch.month} 一致。`,
            en: `The data have changed since the batch, and the list is drawn from those of now; run zhikong run --stale first to draw from what is published of ${batch.month}.`,
          },
        ]
      : []),
  ];
}

import { describe, expect, it } from 'vitest';
import { indicators } from '../../indicators/index.js';
import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { all, always, any, atLeast, not, type Predicate } from '../../pipeline/define/index.js';
import { columnsOf } from '../../pipeline/define/predicate.js';
import { predicateWords } from '../../pipeline/describe/predicate-words.js';
import { person } from '../../pipeline/lists/person.js';

const implant = vadImplants.columns;
const bleeding = implant.visceral_bleeding.isTrue();
const hemolysis = implant.hemolysis.isTrue();
const urgent = implant.urgency.is('急诊');

describe('a predicate in words', () => {
  it.each<[string, Predicate, string, string]>([
    ['always', always, '全部', 'every one'],
    ['is true', bleeding, '“内脏出血”为是', '“visceral bleeding” is yes'],
    ['is false', implant.stage_d.isFalse(), '“D期心衰”为否', '“stage-D heart failure” is no'],
    ['in, one word', urgent, '“手术类型”为急诊', '“urgency” is 急诊'],
    [
      'in, two words',
      implant.urgency.is('择期', '急诊'),
      '“手术类型”为择期、急诊',
      '“urgency” is 择期 or 急诊',
    ],
    [
      'compare, where the title names the unit',
      implant.pcwp_mmhg.moreThan(18),
      '“肺毛细血管楔压(mmHg)” > 18',
      '“PCWP” > 18',
    ],
    [
      'compare, where it does not',
      person.clinical_years.atLeast(10),
      '“临床工作年数” ≥ 10 年',
      '“years in clinical work” ≥ 10 years',
    ],
    ['compare, a count', implant.deciders.atMost(2), '“决策专家人数” ≤ 2', '“deciding specialists” ≤ 2'],
    [
      'order of dates',
      implant.consented_on.onOrBefore(implant.implanted_on),
      '“知情同意签署日期”不晚于“植入日期”',
      '“consent signed on” is not after “implanted on”',
    ],
    [
      'order of numbers',
      implant.cardiac_index.exceeds(implant.vo2_max),
      '“心脏指数(L/min/m²)” > “最大摄氧量(ml/kg/min)”',
      '“cardiac index” > “VO₂max”',
    ],
    [
      'recent',
      implant.last_followup_on.isRecent(31),
      '“末次随访日期”在数据截至日前 31 天以内',
      '“last follow-up on” is not more than 31 days before the as-of day',
    ],
    ['known', implant.died_on.isKnown(), '“死亡日期”已填写', '“died on” is filled in'],
    ['not', not(bleeding), '并非（“内脏出血”为是）', 'not (“visceral bleeding” is yes)'],
    [
      'all',
      all(bleeding, hemolysis),
      '“内脏出血”为是，且“溶血”为是',
      '“visceral bleeding” is yes and “haemolysis” is yes',
    ],
    [
      'any',
      any(bleeding, hemolysis),
      '“内脏出血”为是，或“溶血”为是',
      '“visceral bleeding” is yes or “haemolysis” is yes',
    ],
    [
      'any inside all, in brackets so that it cannot be read the other way',
      all(urgent, any(bleeding, hemolysis)),
      '“手术类型”为急诊，且（“内脏出血”为是，或“溶血”为是）',
      '“urgency” is 急诊 and (“visceral bleeding” is yes or “haemolysis” is yes)',
    ],
    [
      'all inside all, which reads the same without brackets',
      all(urgent, all(bleeding, hemolysis)),
      '“手术类型”为急诊，且“内脏出血”为是，且“溶血”为是',
      '“urgency” is 急诊 and “visceral bleeding” is yes and “haemolysis” is yes',
    ],
    ['all of nothing, which is true', all(), '全部', 'every one'],
    ['any of nothing, which is false', any(), '无', 'none'],
    ['any of one, which is the one', any(bleeding), '“内脏出血”为是', '“visceral bleeding” is yes'],
    [
      'at least',
      atLeast(1, [bleeding, hemolysis]),
      '以下 2 项中至少 1 项：（1）“内脏出血”为是；（2）“溶血”为是',
      'at least 1 of these 2: (1) “visceral bleeding” is yes; (2) “haemolysis” is yes',
    ],
  ])('%s', (_, predicate, zh, en) => {
    expect(predicateWords(predicate, { ...implant, ...person })).toEqual({ zh, en });
  });

  it('includes', () => {
    const { columns } = anesthesiaCases;
    expect(predicateWords(columns.methods.includes('硬膜外麻醉', '腰麻', '腰硬联合麻醉'), columns)).toEqual({
      zh: '“麻醉方式”含硬膜外麻醉、腰麻、腰硬联合麻醉',
      en: '“methods” includes 硬膜外麻醉, 腰麻 or 腰硬联合麻醉',
    });
  });

  it('of a column that is not there fails, and does not print a bare name', () => {
    expect(() => predicateWords(bleeding, ecmoRuns.columns)).toThrow(/visceral_bleeding/);
  });

  it.each(indicators)('of $code names the title of every column it reads', (indicator) => {
    if (indicator.measure !== 'proportion' && indicator.measure !== 'patient proportion') return;
    const words = predicateWords(indicator.numerator, indicator.of.columns);
    for (const name of columnsOf(indicator.numerator)) {
      const title = indicator.of.columns[name]?.title;
      expect(words.zh).toContain(title?.zh);
      expect(words.en).toContain(title?.en);
    }
  });
});

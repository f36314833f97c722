import { describe, expect, it } from 'vitest';
import { ecmoEffectiveRemoval } from '../../indicators/ecmo/effective-removal.js';
import { ecmoVolume } from '../../indicators/ecmo/volume.js';
import {
  allOf,
  amount,
  answer,
  anyOf,
  day,
  item,
  number,
  oneOf,
  persons,
  type Rule,
  ratioReaches,
  reaches,
  review,
  scope,
  steps,
  sum,
  times,
  yesNo,
} from '../../pipeline/define/index.js';
import { ranges, ruleWords } from '../../pipeline/describe/rule-words.js';
import { settledBy } from '../../pipeline/describe/settled-by.js';
import { hospitals } from '../../pipeline/lists/lists.js';
import { person } from '../../pipeline/lists/person.js';

const beds = amount('E22-001', '床位？', 'Beds?', '张');
const wards = amount('E22-002', '病房？', 'Wards?', '间');
const isThere = yesNo('E22-003', '有无？', 'There?');
const kind = oneOf('E22-004', '何种？', 'Which?', ['甲', '乙', '其他']);
const recruited = day('E22-005', '何日招生？', 'Recruited when?');
const reported = day('E22-006', '何日报告？', 'Reported when?');
const ward = answer(isThere);

describe('a rule in words', () => {
  it.each<[string, Rule, string, string]>([
    ['an answer', ward, '〔E22-003〕答“是”', '[E22-003] is answered yes'],
    [
      'a word with review for any other',
      { op: 'word', item: kind, words: ['甲', '乙'], other: 'needs review' },
      '〔E22-004〕答甲、乙之一；其他内容待评审',
      '[E22-004] is one of 甲, 乙; any other word awaits review',
    ],
    ['a number', reaches(item(beds), 50), '〔E22-001〕 ≥ 50', '[E22-001] ≥ 50'],
    [
      'a strict number of a sum',
      { op: 'number', left: sum(beds, wards), sign: '<', right: number(9) },
      '（〔E22-001〕 + 〔E22-002〕） < 9',
      '([E22-001] + [E22-002]) < 9',
    ],
    [
      'a multiple',
      reaches(times(item(beds), 11, 10), item(wards)),
      '〔E22-001〕 × 11/10 ≥ 〔E22-002〕',
      '[E22-001] × 11/10 ≥ [E22-002]',
    ],
    [
      'steps',
      reaches(item(wards), steps(item(beds), [4, 2], [8, 3])),
      '〔E22-002〕 ≥ 按〔E22-001〕分档的需要数（≥ 4 → 2；≥ 8 → 3）',
      '[E22-002] ≥ what [E22-001] asks for by steps (≥ 4 → 2; ≥ 8 → 3)',
    ],
    [
      'a ratio',
      ratioReaches(item(beds), item(wards), 1, 3),
      '〔E22-001〕与〔E22-002〕之比 ≥ 1:3（后者为 0 时不适用）',
      '[E22-001] to [E22-002] ≥ 1:3 (not applicable over 0)',
    ],
    [
      'a number of persons',
      reaches(persons(person.supervisor.isTrue(), '指导医师', 'supervisors'), 4),
      '指导医师人数（人员名册：“指导医师”为是） ≥ 4',
      'the number of supervisors (staff list: “supervising physician” is yes) ≥ 4',
    ],
    [
      'every person',
      {
        op: 'every person',
        who: person.role.is('护士'),
        title: { zh: '护士', en: 'nurses' },
        must: person.trained.isTrue(),
        none: 'not applicable',
      },
      '每一名护士（人员名册：“角色”为护士）：“培训合格”为是；没有这样的人员不适用',
      'each of the nurses (staff list: “role” is 护士): “trained and passed” is yes; with nobody it is not applicable',
    ],
    [
      'the hospital itself',
      {
        op: 'hospital',
        is: hospitals.columns.level.is('三级甲等'),
        title: { zh: '三甲', en: 'top level' },
      },
      '三甲（医疗机构名录：“医院等级”为三级甲等）',
      'top level (list of hospitals: “level” is 三级甲等)',
    ],
    [
      'a figure',
      {
        op: 'figure',
        indicator: ecmoEffectiveRemoval,
        sign: '>=',
        value: { num: 40, den: 100 },
        period: 'years3',
      },
      '近三年合计 ECMO-01 ECMO有效撤除率 ≥ 40 %',
      'ECMO-01 ECMO effective removal rate ≥ 40 %, over the last three years together',
    ],
    [
      'a volume, which is no percentage',
      {
        op: 'figure',
        indicator: ecmoVolume,
        sign: '>=',
        value: { num: 20, den: 1 },
        period: 'three years',
      },
      '近三年（已满的自然年）每年 ECMO-N01 ECMO年应用例次 ≥ 20',
      'ECMO-N01 ECMO runs per year ≥ 20, over each of the last three calendar years that are over',
    ],
    [
      'a figure shown',
      { op: 'figure shown', indicator: ecmoVolume, period: 'rolling12' },
      '近12个月有 ECMO-N01 ECMO年应用例次可看',
      'ECMO-N01 ECMO runs per year is there to be seen, over the last twelve months',
    ],
    [
      'working days',
      { op: 'working days', from: recruited, to: reported, atMost: 3 },
      '从〔E22-005〕到〔E22-006〕不超过 3 个工作日（次日为第 1 日）',
      'from [E22-005] to [E22-006] no more than 3 working days (the day after is the first)',
    ],
    [
      'single use',
      { op: 'single use', table: 'vad_implants' },
      '没有带序列号的器械条形码出现在两例中；出现的待核实',
      'no serialised device barcode stands in two cases; one that does is to be looked into',
    ],
    ['review', review, '专家评审为达标', "a reviewer's verdict is 达标 (met)"],
    ['scope', scope, '界定适用范围，无可达标之处', 'sets the scope; there is nothing to meet'],
    [
      'all of, with any of in brackets',
      allOf(ward, anyOf(review, ward)),
      '以下各项均须成立：（1）〔E22-003〕答“是”；（2）〔以下任一项成立：（1）专家评审为达标；（2）〔E22-003〕答“是”〕',
      "all of: (1) [E22-003] is answered yes; (2) [any of: (1) a reviewer's verdict is 达标 (met); (2) [E22-003] is answered yes]",
    ],
    ['all of one, which is the one', allOf(ward), '〔E22-003〕答“是”', '[E22-003] is answered yes'],
    [
      'for some hospitals',
      {
        op: 'for',
        whom: hospitals.columns.teaching.isTrue(),
        title: { zh: '教学医院', en: 'teaching hospitals' },
        rule: ward,
        otherwise: 'not applicable',
      },
      '教学医院（“教学医院”为是）：〔E22-003〕答“是”；其他医院：不适用',
      'teaching hospitals (“teaching hospital” is yes): [E22-003] is answered yes; others: not applicable',
    ],
    [
      'other clauses',
      { op: 'clauses', of: ['E22-004', 'E22-005', 'E22-006', 'E22-009'] },
      '下列条款均符合：E22-004…E22-006、E22-009',
      'these clauses are all met: E22-004…E22-006, E22-009',
    ],
  ])('%s', (_, rule, zh, en) => {
    expect(ruleWords(rule)).toEqual({ zh, en });
  });
});

describe('runs of clause numbers', () => {
  it.each<[readonly string[], readonly string[]]>([
    [[], []],
    [['V22-009', 'V22-010'], ['V22-009…V22-010']], // across the ten
    [
      ['E00-A12', 'E00-B13'],
      ['E00-A12', 'E00-B13'],
    ], // another text, however the digits follow
    [
      ['V22-003', 'V22-005'],
      ['V22-003', 'V22-005'],
    ],
  ])('%j are written %j', (ids, expected) => {
    expect(ranges(ids)).toEqual(expected);
  });
});

describe('what settles a rule', () => {
  it.each<[string, Rule, readonly string[]]>([
    ['a figure and a review', allOf(review, { op: 'single use', table: 'ecmo_runs' }), ['cases', 'review']],
    ['two answers, once', allOf(ward, ward), ['statements']],
    ['nothing', scope, ['scope']],
    [
      'what holds for other hospitals, too',
      {
        op: 'for',
        whom: hospitals.columns.teaching.isTrue(),
        title: { zh: '教学', en: 'teaching' },
        rule: ward,
        otherwise: review,
      },
      ['statements', 'review'],
    ],
  ])('%s', (_, rule, expected) => {
    expect(settledBy(rule)).toEqual(expected);
  });
});

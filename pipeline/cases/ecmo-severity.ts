import {
  all,
  column,
  compare,
  day,
  firstKnown,
  is,
  not,
  over,
  roundedDown,
  sum,
  when,
  yearsBetween,
} from '../define/fact.js';
import { bool, choice, choices, decimal } from '../define/field.js';
import type { Derived } from '../define/table.js';
import { flagFact, scoreFact, survivalFact } from '../scores/point-score.js';
import { resp, respDiagnoses } from '../scores/resp.js';
import { save, saveDiagnoses } from '../scores/save.js';

type RespDiagnosis = keyof typeof respDiagnoses;
type SaveDiagnosis = keyof typeof saveDiagnoses;
const respWords = Object.keys(respDiagnoses) as RespDiagnosis[];
// In the order of the points, because the bits of the stored list follow it.
const saveWords = Object.keys(saveDiagnoses) as SaveDiagnosis[];

const measured = (
  header: string,
  en: string,
  unit: string,
  range: readonly [number, number],
  example: string,
) => decimal(`${header}(${unit})`, en, { range, unit, example });

/**
 * The state of an adult before ECMO, from which the RESP and SAVE scores are derived. All optional: a blank makes the score not known.
 * Headers of numbers state the unit, because kPa and mmHg cannot be told apart.
 */
export const severityFields = {
  resp_diagnosis: choice('RESP诊断分组', 'RESP group of diagnosis', respWords),
  save_diagnosis: choices('save_diagnosis', 'SAVE诊断分组', 'SAVE groups of diagnosis', saveWords),
  immunocompromised: bool('免疫抑制状态', 'immunocompromised'),
  ventilated_hours: measured('上机前机械通气时长', 'ventilated before ECMO', 'h', [0, 9999], '26'),
  cns_dysfunction: bool('上机前中枢神经系统功能障碍', 'CNS dysfunction before ECMO'),
  nonpulmonary_infection: bool('急性相关肺外感染', 'acute associated infection outside the lung'),
  neuromuscular_blockade: bool('上机前使用神经肌肉阻滞剂', 'neuromuscular blockade before ECMO'),
  nitric_oxide: bool('上机前吸入一氧化氮', 'nitric oxide before ECMO'),
  bicarbonate_infusion: bool('上机前输注碳酸氢盐', 'bicarbonate infusion before ECMO'),
  arrest_before: bool('上机前心脏骤停', 'cardiac arrest before ECMO'),
  liver_failure: bool('上机前肝功能衰竭', 'liver failure before ECMO'),
  acute_renal_failure: bool('上机前急性肾功能衰竭', 'acute renal failure before ECMO'),
  chronic_renal_failure: bool('慢性肾功能衰竭', 'chronic renal failure'),
  paco2_mmhg: measured('上机前PaCO2', 'PaCO₂ before ECMO', 'mmHg', [5, 300], '62'),
  peak_pressure_cmh2o: measured('上机前气道峰压', 'peak inspiratory pressure', 'cmH2O', [0, 150], '34'),
  diastolic_mmhg: measured('上机前舒张压', 'diastolic pressure before ECMO', 'mmHg', [0, 250], '48'),
  pulse_pressure_mmhg: measured('上机前脉压', 'pulse pressure before ECMO', 'mmHg', [0, 250], '32'),
  bicarbonate_mmol_l: measured('上机前HCO3-', 'bicarbonate before ECMO', 'mmol/L', [0, 80], '19'),
} as const;

/** Whole years from birth, or from an age in days at 365.25 per year. */
const wholeYears = firstKnown(
  yearsBetween(column.day('birth_date'), day(column.moment('started_at'))),
  roundedDown(over(sum(column.number('age'), 0.75), 365.25)),
);

const [scoreType, mode] = [column.choice('score_type'), column.choice('mode')];
const [respScore, saveScore] = [column.number('resp_score'), column.number('save_score')];
const isAdult = compare(column.number('age_years'), '>=', 18);

/** The derived scores: VV in adults by RESP, VA in adults without ECPR by SAVE, nothing else by either. */
export const severityDerived = {
  age_years: {
    kind: 'number',
    unit: '年',
    fact: wholeYears,
    title: { zh: '上机时年龄（周岁）', en: 'age in whole years at the start' },
  },
  score_type: {
    kind: 'choice',
    values: ['RESP', 'SAVE'],
    fact: when(
      [all(isAdult, is(mode, 'VV')), 'RESP'],
      [all(isAdult, is(mode, 'VA'), not(column.bool('ecpr'))), 'SAVE'],
    ),
    title: { zh: '适用评分', en: 'score that applies' },
  },
  resp_score: {
    kind: 'number',
    fact: when([is(scoreType, 'RESP'), scoreFact(resp)]),
    title: { zh: 'RESP评分', en: 'RESP score' },
  },
  save_score: {
    kind: 'number',
    fact: when([is(scoreType, 'SAVE'), scoreFact(save)]),
    title: { zh: 'SAVE评分', en: 'SAVE score' },
  },
  expected_survival: {
    kind: 'number',
    unit: '%',
    fact: firstKnown(survivalFact(resp, respScore), survivalFact(save, saveScore)),
    title: { zh: '评分预期的出院存活率', en: 'survival to discharge that the score expects' },
  },
  score_flag: {
    kind: 'choice',
    values: save.flags.map(({ word }) => word),
    fact: flagFact(save, saveScore),
    title: { zh: '评分存疑', en: 'doubt about the score' },
  },
} as const satisfies Record<string, Derived>;

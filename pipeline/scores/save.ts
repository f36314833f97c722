import { type Scored, type ScoreInputs, type ScoreTable, scoreOf } from './point-score.js';

export type SaveInput =
  | 'save_diagnosis'
  | 'age_years'
  | 'weight_kg'
  | 'liver_failure'
  | 'cns_dysfunction'
  | 'acute_renal_failure'
  | 'chronic_renal_failure'
  | 'ventilated_hours'
  | 'peak_pressure_cmh2o'
  | 'arrest_before'
  | 'diastolic_mmhg'
  | 'pulse_pressure_mmhg'
  | 'bicarbonate_mmol_l';

/** Diagnosis groups, several of which may apply, with their points. */
export const saveDiagnoses = {
  心肌炎: 3,
  难治性室速或室颤: 2,
  心脏或肺移植后: 3,
  先天性心脏病: -3,
  其他: 0,
} as const;

/**
 * The lowest score of class I. Copies of the table differ at a score of exactly 5: the paper is remembered as class I above 5, a public
 * calculator prints class I from 5 on. A score of 5 is counted in class II and flagged; setting 5 here would move it.
 */
export const saveClassOneFrom = 6;

/**
 * SAVE score: survival to discharge of adults on VA ECMO for cardiogenic shock. Not for cardiac arrest under CPR (ECPR).
 *
 * Ranges from −35 to 17. The upper end is reached only with 3 points for a diastolic pressure of 40 mmHg or more (a copy that gives 1 is
 * wrong), with several diagnoses added, and with the constant of −6. The bands of weight overlap at 65 kg: up to 65 takes precedence, and a
 * weight of exactly 65 is flagged.
 *
 * @see Schmidt et al. (2015), European Heart Journal 36:2246
 */
export const save: ScoreTable<SaveInput> = {
  name: 'SAVE',
  constant: -6,
  items: [
    { kind: 'any of', input: 'save_diagnosis', points: saveDiagnoses },
    {
      kind: 'number',
      input: 'age_years',
      bands: [
        { below: 18, points: null },
        { below: 39, points: 7 },
        { below: 53, points: 4 },
        { below: 63, points: 3 },
        { points: 0 },
      ],
    },
    {
      kind: 'number',
      input: 'weight_kg',
      bands: [{ upTo: 65, points: 1 }, { below: 90, points: 2 }, { points: 0 }],
    },
    // Bilirubin of 33 µmol/L or more, or ALT or AST above 70 U/L.
    { kind: 'yes', input: 'liver_failure', points: -3 },
    { kind: 'yes', input: 'cns_dysfunction', points: -3 },
    { kind: 'yes', input: 'acute_renal_failure', points: -3 },
    { kind: 'yes', input: 'chronic_renal_failure', points: -6 },
    // Up to 10 hours, 11 to 29, 30 and more; the hours between 10 and 11 belong to the second.
    {
      kind: 'number',
      input: 'ventilated_hours',
      bands: [{ upTo: 10, points: 0 }, { below: 30, points: -2 }, { points: -4 }],
    },
    { kind: 'number', input: 'peak_pressure_cmh2o', bands: [{ upTo: 20, points: 3 }, { points: 0 }] },
    { kind: 'yes', input: 'arrest_before', points: -2 },
    { kind: 'number', input: 'diastolic_mmhg', bands: [{ below: 40, points: 0 }, { points: 3 }] },
    { kind: 'number', input: 'pulse_pressure_mmhg', bands: [{ upTo: 20, points: -2 }, { points: 0 }] },
    { kind: 'number', input: 'bicarbonate_mmol_l', bands: [{ upTo: 15, points: -3 }, { points: 0 }] },
  ],
  classes: [
    { name: 'I', from: saveClassOneFrom, survival: 75 },
    { name: 'II', from: 1, survival: 58 },
    { name: 'III', from: -4, survival: 42 },
    { name: 'IV', from: -9, survival: 30 },
    { name: 'V', from: -35, survival: 18 },
  ],
  flags: [
    {
      word: 'SAVE评分恰为5',
      title: {
        zh: '评分恰为5，一级与二级的分界有两种说法',
        en: 'a score of exactly 5 lies in class I or II',
      },
      when: { score: 5 },
    },
    {
      word: '体重恰为65kg',
      title: { zh: '体重恰为65kg，原表两档重叠', en: 'a weight of exactly 65 kg lies in two bands' },
      when: { input: 'weight_kg', equals: 65 },
    },
    {
      word: '多个诊断',
      title: { zh: '多个诊断分组相加', en: 'several groups of diagnosis are added up' },
      when: { input: 'save_diagnosis', several: true },
    },
  ],
};

/**
 * The SAVE score of one adult on VA ECMO that is not ECPR. A missing input makes the score not known.
 *
 * @example saveScore({ age_years: 17 }).score // => null
 */
export const saveScore = (inputs: ScoreInputs<SaveInput>): Scored => scoreOf(save, inputs);

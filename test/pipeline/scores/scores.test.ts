import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { severityDerived } from '../../../pipeline/cases/ecmo-severity.js';
import { factSql } from '../../../pipeline/compile/fact-sql.js';
import { type ScoreInputs, scoreRange } from '../../../pipeline/scores/point-score.js';
import { type RespInput, resp, respScore } from '../../../pipeline/scores/resp.js';
import { type SaveInput, save, saveScore } from '../../../pipeline/scores/save.js';
import { Database } from '../../../pipeline/warehouse/database.js';
import { newFolder, remove } from '../fixture.js';

/** Every item answered so that it gives 0 points, but for the ventilation: 3. */
const respBase: ScoreInputs<RespInput> = {
  age_years: 30,
  immunocompromised: false,
  ventilated_hours: 20,
  resp_diagnosis: '非呼吸系统或慢性呼吸系统疾病',
  cns_dysfunction: false,
  nonpulmonary_infection: false,
  neuromuscular_blockade: false,
  nitric_oxide: false,
  bicarbonate_infusion: false,
  arrest_before: false,
  paco2_mmhg: 50,
  peak_pressure_cmh2o: 30,
};
const respLowest: ScoreInputs<RespInput> = {
  age_years: 60,
  immunocompromised: true,
  ventilated_hours: 169,
  resp_diagnosis: '非呼吸系统或慢性呼吸系统疾病',
  cns_dysfunction: true,
  nonpulmonary_infection: true,
  neuromuscular_blockade: false,
  nitric_oxide: true,
  bicarbonate_infusion: true,
  arrest_before: true,
  paco2_mmhg: 75,
  peak_pressure_cmh2o: 42,
};

/** Age 63 and more, 90 kg and more, pressure above 20, and a diastolic pressure below 40: nothing but the constant of −6. */
const saveBase: ScoreInputs<SaveInput> = {
  save_diagnosis: ['其他'],
  age_years: 70,
  weight_kg: 95,
  liver_failure: false,
  cns_dysfunction: false,
  acute_renal_failure: false,
  chronic_renal_failure: false,
  ventilated_hours: 5,
  peak_pressure_cmh2o: 25,
  arrest_before: false,
  diastolic_mmhg: 35,
  pulse_pressure_mmhg: 30,
  bicarbonate_mmol_l: 20,
};
const saveLowest: ScoreInputs<SaveInput> = {
  save_diagnosis: ['先天性心脏病'],
  age_years: 63,
  weight_kg: 90,
  liver_failure: true,
  cns_dysfunction: true,
  acute_renal_failure: true,
  chronic_renal_failure: true,
  ventilated_hours: 30,
  peak_pressure_cmh2o: 21,
  arrest_before: true,
  diastolic_mmhg: 39,
  pulse_pressure_mmhg: 20,
  bicarbonate_mmol_l: 15,
};
const saveHighest: ScoreInputs<SaveInput> = {
  ...saveBase,
  save_diagnosis: ['心肌炎', '难治性室速或室颤', '心脏或肺移植后'],
  age_years: 38,
  weight_kg: 66,
  peak_pressure_cmh2o: 20,
  diastolic_mmhg: 40,
};

/* Points by hand from the published tables, in the order of the items. */
const respCases: readonly (readonly [string, ScoreInputs<RespInput>, number, string, number])[] = [
  ['the base: only the ventilation counts', respBase, 3, 'II', 76],
  [
    'the most there can be: 0 + 3 + 11 + 1',
    { ...respBase, resp_diagnosis: '哮喘', neuromuscular_blockade: true },
    15,
    'I',
    92,
  ],
  ['the least: −3 −2 +0 +0 −7 −3 −1 −2 −2 −1 −1', respLowest, -22, 'V', 18],
  ['49 is the first band of age', { ...respBase, age_years: 49 }, 3, 'II', 76],
  ['50 is the second: 3 − 2', { ...respBase, age_years: 50 }, 1, 'III', 57],
  ['59 still: 3 − 2', { ...respBase, age_years: 59 }, 1, 'III', 57],
  ['60 is the third: 3 − 3', { ...respBase, age_years: 60 }, 0, 'III', 57],
  ['48 hours are no longer less than 48', { ...respBase, ventilated_hours: 48 }, 1, 'III', 57],
  ['seven days to the hour', { ...respBase, ventilated_hours: 168 }, 1, 'III', 57],
  ['an hour more than seven days', { ...respBase, ventilated_hours: 169 }, 0, 'III', 57],
  [
    'viral pneumonia: 3 + 3, the lowest of class I',
    { ...respBase, resp_diagnosis: '病毒性肺炎' },
    6,
    'I',
    92,
  ],
  [
    'aspiration in an immunocompromised patient: 3 + 5 − 2 = 6; with 50 years 4',
    { ...respBase, resp_diagnosis: '吸入性肺炎', immunocompromised: true, age_years: 50 },
    4,
    'II',
    76,
  ],
  [
    'another acute disease and arrest: 3 + 1 − 2',
    { ...respBase, resp_diagnosis: '其他急性呼吸系统疾病', arrest_before: true },
    2,
    'III',
    57,
  ],
  ['CNS dysfunction: 3 − 7', { ...respBase, cns_dysfunction: true }, -4, 'IV', 33],
  ['PaCO₂ of 74.9 is below the line', { ...respBase, paco2_mmhg: 74.9 }, 3, 'II', 76],
  ['PaCO₂ of 75 is on it: 3 − 1', { ...respBase, paco2_mmhg: 75 }, 2, 'III', 57],
  ['a peak pressure of 42: 3 − 1', { ...respBase, peak_pressure_cmh2o: 42 }, 2, 'III', 57],
  [
    '−1 is the lowest of class III: 3 − 2 − 2',
    { ...respBase, arrest_before: true, bicarbonate_infusion: true },
    -1,
    'III',
    57,
  ],
  [
    '−2 the highest of class IV: and nitric oxide',
    { ...respBase, arrest_before: true, bicarbonate_infusion: true, nitric_oxide: true },
    -2,
    'IV',
    33,
  ],
  [
    '−5 the lowest of class IV: 3 − 7 − 1',
    { ...respBase, cns_dysfunction: true, nitric_oxide: true },
    -5,
    'IV',
    33,
  ],
  [
    '−6 is class V: and a PaCO₂ of 80',
    { ...respBase, cns_dysfunction: true, nitric_oxide: true, paco2_mmhg: 80 },
    -6,
    'V',
    18,
  ],
];

const saveCases: readonly (readonly [
  string,
  ScoreInputs<SaveInput>,
  number,
  string,
  number,
  readonly string[],
])[] = [
  ['the base: only the constant', saveBase, -6, 'IV', 30, []],
  ['the most: 3 + 2 + 3 + 7 + 2 + 3 + 3 − 6', saveHighest, 17, 'I', 75, ['多个诊断']],
  ['the least: −3 −3 −3 −3 −6 −4 −2 −2 −3 −6', saveLowest, -35, 'V', 18, []],
  ['38 years: 7 − 6', { ...saveBase, age_years: 38 }, 1, 'II', 58, []],
  ['39 years: 4 − 6', { ...saveBase, age_years: 39 }, -2, 'III', 42, []],
  ['52 years: 4 − 6', { ...saveBase, age_years: 52 }, -2, 'III', 42, []],
  ['53 years: 3 − 6', { ...saveBase, age_years: 53 }, -3, 'III', 42, []],
  ['62 years: 3 − 6', { ...saveBase, age_years: 62 }, -3, 'III', 42, []],
  ['63 years: −6', { ...saveBase, age_years: 63 }, -6, 'IV', 30, []],
  [
    '65 kg belong to the first band and are flagged: 1 − 6',
    { ...saveBase, weight_kg: 65 },
    -5,
    'IV',
    30,
    ['体重恰为65kg'],
  ],
  ['65.1 kg: 2 − 6', { ...saveBase, weight_kg: 65.1 }, -4, 'III', 42, []],
  ['89.9 kg: 2 − 6', { ...saveBase, weight_kg: 89.9 }, -4, 'III', 42, []],
  ['90 kg: −6', { ...saveBase, weight_kg: 90 }, -6, 'IV', 30, []],
  ['10 hours ventilated: −6', { ...saveBase, ventilated_hours: 10 }, -6, 'IV', 30, []],
  ['11 hours: −2 − 6', { ...saveBase, ventilated_hours: 11 }, -8, 'IV', 30, []],
  ['29 hours: −2 − 6', { ...saveBase, ventilated_hours: 29 }, -8, 'IV', 30, []],
  ['30 hours: −4 − 6', { ...saveBase, ventilated_hours: 30 }, -10, 'V', 18, []],
  ['−9 is the lowest of class IV: −3 − 6', { ...saveBase, liver_failure: true }, -9, 'IV', 30, []],
  ['a diastolic pressure of 39: none', { ...saveBase, diastolic_mmhg: 39 }, -6, 'IV', 30, []],
  [
    'a diastolic pressure of 40 gives 3 and not 1: 3 − 6',
    { ...saveBase, diastolic_mmhg: 40 },
    -3,
    'III',
    42,
    [],
  ],
  ['a pulse pressure of 20: −2 − 6', { ...saveBase, pulse_pressure_mmhg: 20 }, -8, 'IV', 30, []],
  ['a bicarbonate of 15: −3 − 6', { ...saveBase, bicarbonate_mmol_l: 15 }, -9, 'IV', 30, []],
  [
    '0 is the highest of class III: 3 + 3 − 6',
    { ...saveBase, save_diagnosis: ['心肌炎'], diastolic_mmhg: 40 },
    0,
    'III',
    42,
    [],
  ],
  [
    'exactly 5: 3 + 3 + 2 + 3 − 6 is class II, and flagged',
    { ...saveBase, save_diagnosis: ['心肌炎'], age_years: 53, weight_kg: 70, diastolic_mmhg: 40 },
    5,
    'II',
    58,
    ['SAVE评分恰为5'],
  ],
  [
    '6: 3 + 4 + 2 + 3 − 6 is the lowest of class I',
    { ...saveBase, save_diagnosis: ['心肌炎'], age_years: 52, weight_kg: 70, diastolic_mmhg: 40 },
    6,
    'I',
    75,
    [],
  ],
];

describe('the ranges', () => {
  it('are those published, which the extremes of the tables add up to', () => {
    expect(scoreRange(resp)).toEqual([-22, 15]);
    expect(scoreRange(save)).toEqual([-35, 17]);
  });

  it('have a class for every score', () => {
    for (const table of [resp, save]) {
      expect(table.classes.at(-1)?.from).toBe(scoreRange(table)[0]);
      const begins = table.classes.map(({ from }) => from);
      expect(begins).toEqual([...begins].sort((a, b) => b - a));
    }
  });
});

describe('respScore', () => {
  it.each(respCases)('%s', (_, inputs, score, name, survival) => {
    expect(respScore(inputs)).toEqual({
      score,
      range: [-22, 15],
      class: name,
      expectedSurvival: survival,
      missing: [],
      flags: [],
    });
  });

  it.each(Object.keys(respBase) as RespInput[])('is not known without %s, and never a part', (input) => {
    for (const blank of [null, undefined])
      expect(respScore({ ...respBase, [input]: blank })).toMatchObject({
        score: null,
        class: null,
        expectedSurvival: null,
        missing: [input],
      });
  });

  it('does not hold for a child, whose age is known', () => {
    expect(respScore({ ...respBase, age_years: 17 })).toMatchObject({ score: null, missing: [] });
  });
});

describe('saveScore', () => {
  it.each(saveCases)('%s', (_, inputs, score, name, survival, flags) => {
    expect(saveScore(inputs)).toEqual({
      score,
      range: [-35, 17],
      class: name,
      expectedSurvival: survival,
      missing: [],
      flags,
    });
  });

  it.each(Object.keys(saveBase) as SaveInput[])('is not known without %s, and never a part', (input) => {
    expect(saveScore({ ...saveBase, [input]: null })).toMatchObject({
      score: null,
      missing: [input],
      flags: [],
    });
  });

  it('is not known where a diagnosis is none of its words', () => {
    expect(saveScore({ ...saveBase, save_diagnosis: ['心肌炎', '感冒'] }).score).toBeNull();
  });
});

/* The staged columns are made from the same tables; every case is worked out by the database too. */
describe('the SQL of the scores', () => {
  const folder = newFolder();
  let database: Database;
  beforeAll(async () => {
    database = await Database.open(':memory:', {
      folders: [`${folder}/`],
      threads: 1,
      memory: '500MB',
      temp: folder,
    });
  });
  afterAll(async () => {
    await database.close();
    remove(folder);
  });

  const literal = (value: unknown): string => {
    if (Array.isArray(value)) {
      const words = Object.keys((save.items[0] as { points: Record<string, number> }).points);
      return String(value.reduce<number>((mask, word) => mask + 2 ** words.indexOf(word), 0));
    }
    return typeof value === 'string' ? `'${value}'` : String(value ?? 'NULL');
  };
  const inputsOf = (table: { items: readonly { input: string }[] }) => table.items.map(({ input }) => input);
  const names = [...new Set([...inputsOf(resp), ...inputsOf(save)])];
  const { score_type, resp_score, save_score, expected_survival, score_flag } = severityDerived;

  async function staged(mode: 'VV' | 'VA', inputs: Readonly<Record<string, unknown>>) {
    const cells = names.map((name) => {
      const blank = name === 'save_diagnosis' ? 'CAST(NULL AS INTEGER)' : 'NULL';
      return `${inputs[name] === undefined ? blank : literal(inputs[name])} AS ${name}`;
    });
    const [row] = await database.rows(
      `SELECT ${factSql(score_type.fact)} AS score_type, ${factSql(resp_score.fact)} AS resp_score, ${factSql(save_score.fact)} AS save_score,
         ${factSql(expected_survival.fact)} AS expected_survival, ${factSql(score_flag.fact)} AS score_flag
       FROM (SELECT '${mode}' AS mode, false AS ecpr, ${cells.join(', ')})`,
    );
    return row;
  }

  it('gives what the function gives', async () => {
    for (const [name, inputs, score, , survival] of respCases)
      expect(await staged('VV', inputs), name).toEqual({
        score_type: 'RESP',
        resp_score: score,
        save_score: null,
        expected_survival: survival,
        score_flag: null,
      });
    for (const [name, inputs, score, , survival, flags] of saveCases)
      expect(await staged('VA', inputs), name).toEqual({
        score_type: 'SAVE',
        resp_score: null,
        save_score: score,
        expected_survival: survival,
        score_flag: flags[0] ?? null,
      });
  });

  it('is NULL as soon as one input is, and for a child', async () => {
    for (const input of Object.keys(respBase).filter((name) => name !== 'age_years'))
      expect(await staged('VV', { ...respBase, [input]: null }), input).toMatchObject({
        resp_score: null,
        expected_survival: null,
      });
    for (const input of Object.keys(saveBase).filter((name) => name !== 'age_years'))
      expect(await staged('VA', { ...saveBase, [input]: null }), input).toMatchObject({
        save_score: null,
        expected_survival: null,
      });
    expect(await staged('VV', { ...respBase, age_years: 17 })).toMatchObject({
      score_type: null,
      resp_score: null,
    });
  });
});

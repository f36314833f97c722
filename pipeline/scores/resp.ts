import { type Scored, type ScoreInputs, type ScoreTable, scoreOf } from './point-score.js';

export type RespInput =
  | 'age_years'
  | 'immunocompromised'
  | 'ventilated_hours'
  | 'resp_diagnosis'
  | 'cns_dysfunction'
  | 'nonpulmonary_infection'
  | 'neuromuscular_blockade'
  | 'nitric_oxide'
  | 'bicarbonate_infusion'
  | 'arrest_before'
  | 'paco2_mmhg'
  | 'peak_pressure_cmh2o';

/** Diagnosis groups, exactly one of which applies, with their points. */
export const respDiagnoses = {
  病毒性肺炎: 3,
  细菌性肺炎: 3,
  哮喘: 11,
  创伤或烧伤: 3,
  吸入性肺炎: 5,
  其他急性呼吸系统疾病: 1,
  非呼吸系统或慢性呼吸系统疾病: 0,
} as const;

/**
 * RESP score: survival to discharge of adults on ECMO for respiratory failure.
 *
 * Ranges from −22 to 15 and has no constant; copies that subtract 6 are wrong, because 15 could then not be reached.
 *
 * @see Schmidt et al. (2014), American Journal of Respiratory and Critical Care Medicine 189:1374
 */
export const resp: ScoreTable<RespInput> = {
  name: 'RESP',
  constant: 0,
  items: [
    {
      kind: 'number',
      input: 'age_years',
      bands: [
        { below: 18, points: null },
        { below: 50, points: 0 },
        { below: 60, points: -2 },
        { points: -3 },
      ],
    },
    { kind: 'yes', input: 'immunocompromised', points: -2 },
    // Less than 48 hours, 48 hours to 7 days, more than 7 days.
    {
      kind: 'number',
      input: 'ventilated_hours',
      bands: [{ below: 48, points: 3 }, { upTo: 168, points: 1 }, { points: 0 }],
    },
    { kind: 'one of', input: 'resp_diagnosis', points: respDiagnoses },
    { kind: 'yes', input: 'cns_dysfunction', points: -7 },
    { kind: 'yes', input: 'nonpulmonary_infection', points: -3 },
    { kind: 'yes', input: 'neuromuscular_blockade', points: 1 },
    { kind: 'yes', input: 'nitric_oxide', points: -1 },
    { kind: 'yes', input: 'bicarbonate_infusion', points: -2 },
    { kind: 'yes', input: 'arrest_before', points: -2 },
    { kind: 'number', input: 'paco2_mmhg', bands: [{ below: 75, points: 0 }, { points: -1 }] },
    { kind: 'number', input: 'peak_pressure_cmh2o', bands: [{ below: 42, points: 0 }, { points: -1 }] },
  ],
  classes: [
    { name: 'I', from: 6, survival: 92 },
    { name: 'II', from: 3, survival: 76 },
    { name: 'III', from: -1, survival: 57 },
    { name: 'IV', from: -5, survival: 33 },
    { name: 'V', from: -22, survival: 18 },
  ],
  flags: [],
};

/**
 * The RESP score of one adult on VV ECMO. A missing input makes the score not known.
 *
 * @example respScore({ age_years: 17 }).score // => null
 */
export const respScore = (inputs: ScoreInputs<RespInput>): Scored => scoreOf(resp, inputs);

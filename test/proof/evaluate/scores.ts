import type { CaseRow } from './case-row.js';

/*
 * RESP and SAVE from their papers, written out once more: a ladder of limits and points for each number, points for each
 * yes, each null when its cell is blank. A sum with a blank in it is not known.
 */

type Points = number | null;

/** Points of the first step whose limit the value passes; the last step takes every value. */
function ladder(
  value: number | null,
  steps: readonly (readonly [fits: (v: number) => boolean, points: number])[],
): Points {
  if (value === null) return null;
  for (const [fits, points] of steps) if (fits(value)) return points;
  throw new Error(`no step for ${value}`);
}

const under = (limit: number) => (v: number) => v < limit;
const upTo = (limit: number) => (v: number) => v <= limit;
const rest = () => true;
const ifYes = (value: boolean | null, points: number): Points => (value === null ? null : value ? points : 0);

function sum(parts: readonly Points[]): Points {
  let total = 0;
  for (const part of parts) {
    if (part === null) return null;
    total += part;
  }
  return total;
}

const respDiagnosis = new Map([
  ['病毒性肺炎', 3],
  ['细菌性肺炎', 3],
  ['哮喘', 11],
  ['创伤或烧伤', 3],
  ['吸入性肺炎', 5],
  ['其他急性呼吸系统疾病', 1],
  ['非呼吸系统或慢性呼吸系统疾病', 0],
]);

const saveDiagnosis = new Map([
  ['心肌炎', 3],
  ['难治性室速或室颤', 2],
  ['心脏或肺移植后', 3],
  ['先天性心脏病', -3],
  ['其他', 0],
]);

const lookUp = (points: ReadonlyMap<string, number>, word: string): number => {
  const found = points.get(word);
  if (found === undefined) throw new Error(`no points for ${word}`);
  return found;
};

/** Schmidt 2014: adults on VV ECMO. The caller sees to it that the patient is an adult. */
export function respScore(row: CaseRow): Points {
  const diagnosis = row.word('resp_diagnosis');
  return sum([
    ladder(row.number('age_years'), [
      [under(50), 0],
      [under(60), -2],
      [rest, -3],
    ]),
    ifYes(row.bool('immunocompromised'), -2),
    // Under 48 hours, to seven days, longer.
    ladder(row.number('ventilated_hours'), [
      [under(48), 3],
      [upTo(7 * 24), 1],
      [rest, 0],
    ]),
    diagnosis === null ? null : lookUp(respDiagnosis, diagnosis),
    ifYes(row.bool('cns_dysfunction'), -7),
    ifYes(row.bool('nonpulmonary_infection'), -3),
    ifYes(row.bool('neuromuscular_blockade'), 1),
    ifYes(row.bool('nitric_oxide'), -1),
    ifYes(row.bool('bicarbonate_infusion'), -2),
    ifYes(row.bool('arrest_before'), -2),
    ladder(row.number('paco2_mmhg'), [
      [under(75), 0],
      [rest, -1],
    ]),
    ladder(row.number('peak_pressure_cmh2o'), [
      [under(42), 0],
      [rest, -1],
    ]),
  ]);
}

/** Schmidt 2015: adults on VA ECMO for cardiogenic shock; diagnoses add up, and 6 are taken off. */
export function saveScore(row: CaseRow): Points {
  const diagnoses = row.words('save_diagnosis');
  return sum([
    -6,
    diagnoses === null
      ? null
      : [...new Set(diagnoses)].reduce((total, word) => total + lookUp(saveDiagnosis, word), 0),
    ladder(row.number('age_years'), [
      [under(39), 7],
      [under(53), 4],
      [under(63), 3],
      [rest, 0],
    ]),
    ladder(row.number('weight_kg'), [
      [upTo(65), 1],
      [under(90), 2],
      [rest, 0],
    ]),
    ifYes(row.bool('liver_failure'), -3),
    ifYes(row.bool('cns_dysfunction'), -3),
    ifYes(row.bool('acute_renal_failure'), -3),
    ifYes(row.bool('chronic_renal_failure'), -6),
    ladder(row.number('ventilated_hours'), [
      [upTo(10), 0],
      [under(30), -2],
      [rest, -4],
    ]),
    ladder(row.number('peak_pressure_cmh2o'), [
      [upTo(20), 3],
      [rest, 0],
    ]),
    ifYes(row.bool('arrest_before'), -2),
    ladder(row.number('diastolic_mmhg'), [
      [under(40), 0],
      [rest, 3],
    ]),
    ladder(row.number('pulse_pressure_mmhg'), [
      [upTo(20), -2],
      [rest, 0],
    ]),
    ladder(row.number('bicarbonate_mmol_l'), [
      [upTo(15), -3],
      [rest, 0],
    ]),
  ]);
}

const survivalOf = (score: number, classes: readonly (readonly [from: number, survival: number])[]): number =>
  classes.find(([from]) => score >= from)?.[1] ?? 18;

/** Published survival of the five classes, in percent; the fifth is 18 in both. */
export const respSurvival = (score: number) =>
  survivalOf(score, [
    [6, 92],
    [3, 76],
    [-1, 57],
    [-5, 33],
  ]);

export const saveSurvival = (score: number) =>
  survivalOf(score, [
    [6, 75],
    [1, 58],
    [-4, 42],
    [-9, 30],
  ]);

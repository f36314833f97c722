import { type Random, randomStream } from './random.js';
import { maybe, type Row, type Value } from './values.js';

/** Centres that write down how ill their adults were before ECMO. */
export const severityCentres: readonly string[] = ['H0101', 'H0102', 'H0103', 'H0107', 'H0201', 'H0301'];

/** The fields of the two scores; other centres do not print them. */
export const severityFields = [
  ...['resp_diagnosis', 'save_diagnosis', 'immunocompromised', 'ventilated_hours', 'cns_dysfunction'],
  ...['nonpulmonary_infection', 'neuromuscular_blockade', 'nitric_oxide', 'bicarbonate_infusion'],
  ...['arrest_before', 'liver_failure', 'acute_renal_failure', 'chronic_renal_failure', 'paco2_mmhg'],
  ...['peak_pressure_cmh2o', 'diastolic_mmhg', 'pulse_pressure_mmhg', 'bicarbonate_mmol_l'],
];

/**
 * What was measured before ECMO, from a stream of its own so that nothing else of the runs moves; and the barcodes of
 * centres that scan them whole, with a serial number. At one centre a serial stands in two runs, and somebody has to look.
 */
export function withSeverity(seed: number, code: string, rows: readonly Row[]): Row[] {
  const random = randomStream(seed, `ecmo/severity/${code}`);
  const scans = code === 'H0101' || code === 'H0107';
  const scored = severityCentres.includes(code)
    ? rows.map((row) => ({ ...row, ...measure(random, row) }))
    : [...rows];
  if (!scans) return scored;
  const scanned = scored.map((row) => ({ ...row, device_barcodes: serials(row['device_barcodes'] ?? null) }));
  const [first, second] = scanned.filter(({ device_barcodes: codes }) => Array.isArray(codes));
  if (code === 'H0107' && first && second && Array.isArray(first.device_barcodes))
    second.device_barcodes = [...first.device_barcodes];
  return scanned;
}

function serials(codes: Value): Value {
  if (!Array.isArray(codes)) return codes;
  return codes.map((code: string) => `(01)06990000000018(21)${code.slice(-6)}`);
}

function measure(random: Random, row: Row): Row {
  const lung = row['mode'] === 'VV';
  const yes = (perMille: number, unknown = 15): Value => maybe(random, random.chance(perMille), unknown);
  const number = (quantiles: readonly number[], unknown = 15): Value =>
    maybe(random, random.quantile(quantiles), unknown);
  return {
    resp_diagnosis: lung
      ? random.weighted([
          [330, '病毒性肺炎'],
          [300, '细菌性肺炎'],
          [20, '哮喘'],
          [60, '创伤或烧伤'],
          [90, '吸入性肺炎'],
          [120, '其他急性呼吸系统疾病'],
          [80, '非呼吸系统或慢性呼吸系统疾病'],
        ])
      : null,
    save_diagnosis: lung
      ? null
      : random.weighted([
          [220, ['心肌炎']],
          [130, ['难治性室速或室颤']],
          [20, ['心脏或肺移植后']],
          [30, ['先天性心脏病']],
          [560, ['其他']],
          [40, ['心肌炎', '难治性室速或室颤']],
        ]),
    immunocompromised: yes(140),
    ventilated_hours: number([2, 8, 14, 26, 47, 90, 180, 260]),
    cns_dysfunction: yes(60),
    nonpulmonary_infection: yes(120),
    neuromuscular_blockade: yes(lung ? 680 : 260),
    nitric_oxide: yes(lung ? 90 : 30),
    bicarbonate_infusion: yes(220),
    arrest_before: yes(lung ? 50 : 290),
    liver_failure: yes(170),
    acute_renal_failure: yes(330),
    chronic_renal_failure: yes(50),
    paco2_mmhg: number([30, 38, 46, 55, 68, 82, 110]),
    peak_pressure_cmh2o: number([18, 22, 27, 31, 36, 42, 48]),
    diastolic_mmhg: number([26, 34, 40, 46, 54, 66]),
    pulse_pressure_mmhg: number([8, 15, 20, 26, 34, 48]),
    bicarbonate_mmol_l: number([9, 13, 16, 19, 22, 27]),
  };
}

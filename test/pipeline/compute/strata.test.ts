import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findIndicator } from '../../../pipeline/ask/explain.js';
import { csv, ecmoDeath, ecmoRun, Province } from '../fixture.js';

let province: Province;

beforeAll(async () => {
  province = await Province.open();
  const run = { hospital_id: 'H1', patient_id: '' };
  await province.send('2026-10', {
    'H1/ecmo.csv': csv([
      // VA: one of two; ECPR with VA: one of three, one of them with VV; VV: none.
      { ...ecmoRun('1', { mode: 'VA', ecpr: '否' }), ...run, patient_id: 'P1' },
      { ...ecmoDeath('2', { mode: 'VA', ecpr: '' }), ...run, patient_id: 'P2' },
      { ...ecmoRun('3', { mode: 'VA', ecpr: '是' }), ...run, patient_id: 'P3' },
      { ...ecmoDeath('4', { mode: 'VA', ecpr: '是' }), ...run, patient_id: 'P4' },
      { ...ecmoDeath('5', { mode: 'VV', ecpr: '是' }), ...run, patient_id: 'P5' },
    ]),
    'H1/vad.csv': csv(
      [
        ['1', '体外型', '心功能改善'],
        ['2', '体外式', '死亡'],
        ['3', '植入式', '心功能改善'],
      ].map(([case_no = '', device_type = '', removal_reason = '']) => ({
        hospital_id: 'H1',
        case_no,
        patient_id: `V${case_no}`,
        device_type,
        implanted_on: '2026-10-01',
        removed_on: '2026-10-10',
        removal_reason,
        died_on: removal_reason === '死亡' ? '2026-10-10' : '',
      })),
    ),
  });
});
afterAll(() => province.close());

/** Numerator and denominator by stratum over a year, of one dimension. */
async function strataOf(code: string, dimension: string): Promise<Record<string, string>> {
  const figures = await province.figures('2026-10', '2026-10-31', [findIndicator(code)]);
  return Object.fromEntries(
    figures
      .filter((f) => f.unit === 'H1' && f.period === '2026' && f.stratum.startsWith(`${dimension}=`))
      .map((f) => [f.stratum.slice(dimension.length + 1), `${f.numerator}/${f.denominator}`]),
  );
}

describe('strata', () => {
  it('have ECPR apart from the support modes; a blank is the mode', async () => {
    expect(await strataOf('ECMO-01', 'mode_or_ecpr')).toEqual({ VA: '1/2', ECPR: '1/3' });
    for (const code of ['ECMO-02', 'ECMO-03', 'ECMO-05', 'ECMO-E01', 'ECMO-E02', 'ECMO-E03', 'ECMO-E05'])
      expect(Object.keys(await strataOf(code, 'mode_or_ecpr')).sort()).toEqual(['ECPR', 'VA']);
  });

  it('have external devices apart from implanted ones, under both words for them', async () => {
    expect(await strataOf('VAD-02', 'device_type')).toEqual({ 体外型: '1/2', 植入式: '1/1' });
    expect(Object.keys(await strataOf('VAD-03', 'device_type')).sort()).toEqual(['体外型', '植入式']);
  });
});

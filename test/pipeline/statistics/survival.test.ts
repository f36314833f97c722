import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aalenJohansen, kaplanMeier, type SurvivalRow } from '../../../pipeline/statistics/index.js';
import { expectClose, readVector } from './vector.js';

type Study = { time: number[]; status: number[] };
type AmlRow = {
  t: number;
  n_risk: number;
  n_event: number;
  surv: number;
  se_greenwood?: number;
  loglog_lo?: number;
  loglog_hi?: number;
};
const aml = readVector<Record<'maintained' | 'nonmaintained', Study & { rows: AmlRow[] }>>('km-aml');
const ten = readVector<{
  km_ten: Study & { rows: Record<'t' | 'n_risk' | 'surv' | 'se' | 'loglog_lo' | 'loglog_hi', number>[] };
}>('golden-small').km_ten;
const scipy = readVector<{
  cases: (Study & {
    name: string;
    conf: number;
    tol?: number;
    low: (number | null)[];
    high: (number | null)[];
  })[];
}>('scipy-kaplan-meier').cases;
const small =
  readVector<
    Record<
      'case1' | 'case2',
      Study & { times: number[]; surv: number[]; se: (number | null)[]; n_risk: number[]; n_event: number[] }
    >
  >('statsmodels-survfunc');
const bmt = readVector<Study & { results: [number, number, number, number, number][] }>('statsmodels-bmt');
const glioma = readVector<{
  patients: [string, number, boolean][];
  timeline: number[];
  surv: number[];
  loglog95_low: number[];
  loglog95_upp: number[];
  group_RIT: { timeline: number[]; surv: number[] };
}>('lifelines-g3');

const followed = ({ time, status }: Study) => time.map((t, i) => ({ time: t, event: status[i] === 1 }));
const rowAt = (rows: SurvivalRow[], time: number) => rows.find((row) => row.time === time);
const withEvents = (rows: SurvivalRow[]) => rows.filter(({ events }) => events > 0);

describe('kaplanMeier', () => {
  it('agrees with 50-digit values on aml (Miller 1981)', () => {
    for (const study of [aml.maintained, aml.nonmaintained]) {
      const rows = kaplanMeier(followed(study));
      for (const expected of study.rows) {
        const row = rowAt(rows, expected.t);
        expectClose(row?.survival, expected.surv, 1e-13);
        if (expected.n_risk !== undefined)
          expect([row?.atRisk, row?.events]).toEqual([expected.n_risk, expected.n_event]);
        if (expected.surv === 0 || expected.se_greenwood === undefined) continue;
        expectClose(row?.standardError, expected.se_greenwood, 1e-12);
        expectClose(row?.low, expected.loglog_lo as number, 1e-12);
        expectClose(row?.high, expected.loglog_hi as number, 1e-12);
      }
    }
  });

  it('agrees with the golden ten patients', () => {
    const rows = kaplanMeier(followed(ten));
    for (const expected of ten.rows) {
      const row = rowAt(rows, expected.t);
      expect(row?.atRisk).toBe(expected.n_risk);
      expectClose(row?.survival, expected.surv, 1e-12);
      expectClose(row?.standardError, expected.se, 1e-12);
      expectClose(row?.low, expected.loglog_lo, 1e-12);
      expectClose(row?.high, expected.loglog_hi, 1e-12);
    }
  });

  it('agrees with R survfit(conf.type = "log-log") and Mathematica as printed in SciPy', () => {
    for (const { conf, tol, low, high, ...study } of scipy) {
      const rows = kaplanMeier(followed(study), conf);
      expect(rows).toHaveLength(low.length);
      rows.forEach((row, i) => {
        for (const [actual, expected] of [
          [row.low, low[i]],
          [row.high, high[i]],
        ]) {
          if (tol === undefined) expectClose(actual, expected ?? null);
          else expect(Math.abs((actual as number) - (expected as number))).toBeLessThanOrEqual(tol);
        }
      });
    }
  });

  it('agrees with R survival as printed in statsmodels', () => {
    for (const study of [small.case1, small.case2]) {
      const rows = withEvents(kaplanMeier(followed(study)));
      expect(rows.map(({ time }) => time)).toEqual(study.times);
      expect(rows.map(({ atRisk }) => atRisk)).toEqual(study.n_risk);
      expect(rows.map(({ events }) => events)).toEqual(study.n_event);
      rows.forEach((row, i) => {
        expectClose(row.survival, study.surv[i] as number, 1e-6);
        expectClose(row.standardError, study.se[i] as number | null, 1e-6);
      });
    }
  });

  it('agrees with SAS on the bone marrow transplants, also in the test statistics built on them', () => {
    const rows = withEvents(kaplanMeier(followed(bmt)));
    expect(rows).toHaveLength(bmt.results.length);
    rows.forEach((row, i) => {
      const [time, survival, error, linear, loglog] = bmt.results[i] as [
        number,
        number,
        number,
        number,
        number,
      ];
      const { survival: s, standardError } = row;
      const se = standardError as number;
      expect(row.time).toBe(time);
      expect(s).toBeCloseTo(survival, 5);
      expect(se).toBeCloseTo(error, 5);
      // Against the 25 % quantile: survival of 0.75.
      expect((s - 0.75) / se).toBeCloseTo(linear, 3);
      const distance = Math.log(-Math.log(0.75)) - Math.log(-Math.log(s));
      expect((distance * s * Math.abs(Math.log(s))) / se).toBeCloseTo(loglog, 3);
    });
  });

  it('agrees with R survfit on the glioma data as printed in lifelines', () => {
    const group = (isTreated: boolean) =>
      kaplanMeier(
        glioma.patients
          .filter(([name]) => (name === 'RIT') === isTreated)
          .map(([, time, event]) => ({ time, event })),
      );
    const control = withEvents(group(false));
    expect(control.map(({ time }) => time)).toEqual(glioma.timeline);
    control.forEach((row, i) => {
      expect(row.survival).toBeCloseTo(glioma.surv[i] as number, 3);
      expectClose(row.low, glioma.loglog95_low[i] as number, 1e-3);
      expectClose(row.high, glioma.loglog95_upp[i] as number, 1e-3);
    });
    const treated = withEvents(group(true));
    expect(treated.map(({ time }) => time)).toEqual(glioma.group_RIT.timeline);
    treated.forEach((row, i) => {
      expect(row.survival).toBeCloseTo(glioma.group_RIT.surv[i] as number, 3);
    });
  });

  it('takes events before censorings at the same time', () => {
    const rows = kaplanMeier([
      { time: 5, event: false },
      { time: 5, event: true },
    ]);
    expect(rows).toMatchObject([{ time: 5, atRisk: 2, events: 1, censored: 1, survival: 0.5 }]);
  });

  it('is the plain proportion when nobody is censored', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 60 }), (times) => {
        for (const row of kaplanMeier(times.map((time) => ({ time, event: true })))) {
          const alive = times.filter((time) => time > row.time).length;
          expect(row.survival).toBeCloseTo(alive / times.length, 12);
        }
      }),
    );
  });

  it('has no rows without patients and refuses negative times', () => {
    expect(kaplanMeier([])).toEqual([]);
    expect(() => kaplanMeier([{ time: -1, event: true }])).toThrow(RangeError);
  });
});

describe('aalenJohansen', () => {
  const eight: [number, string | null][] = [
    [30, 'death'],
    [60, 'transplant'],
    [90, null],
    [120, 'death'],
    [200, 'transplant'],
    [300, 'death'],
    [365, null],
    [400, null],
  ];

  it('gives death 0.425, transplant 0.275 and on support 0.300 where 1 - Kaplan–Meier says 0.533', () => {
    const last = aalenJohansen(eight.map(([time, cause]) => ({ time, cause }))).at(-1);
    expectClose(last?.incidence['death'], 0.425, 1e-12);
    expectClose(last?.incidence['transplant'], 0.275, 1e-12);
    expectClose(last?.eventFree, 0.3, 1e-12);
    const naive = kaplanMeier(eight.map(([time, cause]) => ({ time, event: cause === 'death' }))).at(-1);
    expect(1 - (naive?.survival as number)).toBeCloseTo(0.533, 3);
  });

  it('sums to 1 at every time, and with one cause is 1 - Kaplan–Meier', () => {
    const patient = fc.record({
      time: fc.integer({ min: 0, max: 40 }),
      cause: fc.constantFrom('death', 'transplant', 'recovery', null),
    });
    fc.assert(
      fc.property(fc.array(patient, { minLength: 1, maxLength: 60 }), (patients) => {
        const survival = kaplanMeier(patients.map(({ time, cause }) => ({ time, event: cause !== null })));
        aalenJohansen(patients).forEach((row, i) => {
          const total = Object.values(row.incidence).reduce((sum, share) => sum + share, row.eventFree);
          expect(total).toBeCloseTo(1, 12);
          expect(row.eventFree).toBeCloseTo(survival[i]?.survival as number, 12);
        });
      }),
    );
  });
});

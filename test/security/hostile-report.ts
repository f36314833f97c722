import type { DefinedIndicator } from '../../pipeline/define/index.js';
import type { Figure } from '../../pipeline/figure/figures.js';
import type { ReportData } from '../../reports/data/report-data.js';
import { figure, month, reportData } from '../reports/fixture.js';

/** Enough for every kind of chart and table: a judged rate, a volume, a duty. */
const codes = ['ECMO-01', 'ECMO-02', 'ECMO-N01'] as const;

/**
 * A report whose every text that a file or a folder can bring is one of `texts`: hospital codes, names, cities and levels,
 * file names, columns, values, messages, refusals and the province. Every text stands in every place once.
 */
export function reportOf(texts: readonly string[]): ReportData {
  const data = reportData();
  const at = (i: number, shift: number) => texts[(i + shift) % texts.length] ?? '';
  const both = (i: number, shift: number) => ({ zh: at(i, shift), en: at(i, shift + 1) });
  const indicators = data.indicators.filter(({ code }) => (codes as readonly string[]).includes(code));
  return {
    ...data,
    indicators,
    province: both(0, 12),
    figures: indicators.flatMap((indicator) =>
      texts.flatMap((_, i) => figuresOf(indicator, at(i, 0), at(i, 2), i)),
    ),
    hospitals: texts.map((hospital_id, i) => ({
      hospital_id,
      name: at(i, 1),
      city: at(i, 2),
      level: at(i, 3),
      ecmo_training_base: i % 2 === 0,
      vad_training_base: null,
    })),
    submissions: texts.map((hospital_id, i) => ({
      hospital_id,
      table: i % 3 === 0 ? null : 'ecmo_runs',
      status: i % 3 === 0 ? 'refused' : 'accepted',
      file: at(i, 4),
      sheet: i % 2 ? at(i, 13) : null,
      sha256: 'ab'.repeat(32),
      records: 9,
      accepted: 8,
      held_back: 1,
      warnings: 0,
      refusal: i % 3 === 0 ? both(i, 5) : null,
    })),
    problems: texts.flatMap((hospital_id, i) =>
      [0, 4].map((shift) => ({
        hospital_id,
        table: 'ecmo_runs',
        file: at(i, shift + 7),
        sheet: shift === 0 ? at(i, 14) : null,
        line: 2 + i,
        record: 1 + i,
        column: at(i, shift + 8),
        column_letter: 'C',
        value: at(i, shift + 9),
        rule: 'not-in-list',
        severity: shift === 0 ? ('error' as const) : ('warning' as const),
        message: both(i, shift + 10),
        fix: both(i, shift + 15),
      })),
    ),
    stale: [],
    freshness: [],
    letters: [],
    toRenew: [],
    settling: [],
    review: [],
    edition: 1,
    signals: null,
    priority: null,
    falseSignals: null,
    volumes: [],
    transfers: texts.map((hospital_id, i) => ({
      table: 'ecmo_runs',
      hospital_id,
      file: at(i, 16),
      sheet: at(i, 17),
      line: 2 + i,
      date: '2026-09-30',
      other_hospital: `${hospital_id}~`,
      other_file: at(i, 18),
      other_line: 3,
    })),
  };
}

function figuresOf(indicator: DefinedIndicator, unit: string, city: string, i: number): Figure[] {
  const mature = 5 + (i % 40);
  const counts = { met: i % mature, mature, pending: 1, unknown: i % 2, excluded: 0 };
  const at = (level: Figure['level'], of: string, type: Figure['period_type'], period: string) =>
    figure(indicator, [level, of, type, period, ''], counts);
  return [
    at('hospital', unit, 'rolling12', '2025-11..2026-10'),
    at('hospital', unit, 'year', '2026'),
    at('hospital', unit, 'month', month),
    at('city', city, 'rolling12', '2025-11..2026-10'),
    ...(i === 0
      ? [at('province', '*', 'rolling12', '2025-11..2026-10'), at('province', '*', 'year', '2026')]
      : []),
  ];
}

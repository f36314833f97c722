import { currentRowsSql } from '../current/current-sql.js';
import type { DefinedIndicator, Norm, Scope, Threshold } from '../define/index.js';
import { lastDay, type Period } from '../define/periods.js';
import { hospitals } from '../lists/lists.js';
import { sqlName } from '../sql/quote.js';
import { trainings } from '../technology/index.js';
import type { Database } from '../warehouse/database.js';
import type { Place, ThresholdInForce } from './figure-of.js';

interface Status {
  readonly hospital_id: string;
  /** Whether it trains others in a technology, by field name. */
  readonly [field: string]: string | boolean | null;
  readonly valid_from: string;
  readonly valid_to: string;
}

interface Judging {
  readonly month: string;
  readonly asOf: string;
  readonly norms: readonly Norm[];
  /** The province's Chinese name: a municipality's own standard binds only its own hospitals. */
  readonly province: string;
}

/**
 * The threshold in force for an indicator, unit and period on the day its outcomes fall due: binding for a hospital in the norm's scope on
 * the last day of the period (or the as-of day, when that comes first), a reference line for every other unit.
 */
export async function thresholdsFor(
  database: Database,
  { month, asOf, norms, province }: Judging,
  periods: readonly Period[],
): Promise<(indicator: DefinedIndicator, place: Place) => ThresholdInForce | null> {
  const history = await database.rows<Status>(
    `SELECT ${['hospital_id', ...trainings.map(({ field }) => sqlName(field))].join(', ')},
       CAST(coalesce(valid_from, DATE '1900-01-01') AS VARCHAR) AS valid_from, CAST(coalesce(valid_to, DATE '2100-01-01') AS VARCHAR) AS valid_to
     FROM (${await currentRowsSql(database, hospitals, month)}) ORDER BY hospital_id, valid_from`,
  );
  const ends = new Map(periods.map((period) => [`${period.type} ${period.name}`, lastDay(period.last)]));
  const byCode = new Map<string, { norm: Norm; threshold: Threshold }[]>();
  for (const norm of norms)
    for (const threshold of norm.thresholds) {
      const code = threshold.indicator.code;
      byCode.set(code, [...(byCode.get(code) ?? []), { norm, threshold }]);
    }

  const inScope = (scope: Scope, unit: string, day: string) => {
    if (scope === 'all hospitals') return true;
    if (scope === 'hospitals of Chongqing') return province.startsWith('重庆');
    const status = history.findLast(
      (h) => h.hospital_id === unit && h.valid_from <= day && day <= h.valid_to,
    );
    const field = trainings.find((training) => training.scope === scope)?.field;
    return field !== undefined && status?.[field] === true;
  };

  return (indicator, place) => {
    if (place.stratum !== '') return null;
    const end = ends.get(`${place.period_type} ${place.period}`) ?? asOf;
    const day = end < asOf ? end : asOf;
    // A five-year outcome of 2021 falls due in 2026 and is judged by what is in force then.
    const due = `${Number(end.slice(0, 4)) + (indicator.window?.years ?? 0)}${end.slice(4)}`;
    const judged = due < asOf ? due : asOf;
    for (const { norm, threshold } of byCode.get(indicator.code) ?? []) {
      if (!threshold.periods.includes(place.period_type)) continue;
      if (threshold.fullPeriods && end > asOf) continue;
      if (threshold.effectiveFrom > judged || (threshold.effectiveTo ?? '9999') < judged) continue;
      const binding = place.level === 'hospital' && inScope(threshold.scope, place.unit, day);
      return { norm, threshold, applies: binding ? 'binding' : 'reference', periodOver: end <= asOf };
    }
    return null;
  };
}

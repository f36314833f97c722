import type { Predicate } from '../define/predicate.js';
import { sqlName, sqlText } from '../sql/quote.js';

/** A predicate as a three-valued SQL expression over the columns of its table. */
export function predicateSql(predicate: Predicate): string {
  switch (predicate.op) {
    case 'always':
      return 'true';
    case 'is':
      return predicate.value ? sqlName(predicate.column) : `NOT ${sqlName(predicate.column)}`;
    case 'in':
      return `${sqlName(predicate.column)} IN (${predicate.values.map(sqlText).join(', ')})`;
    case 'compare':
      return `${sqlName(predicate.column)} ${predicate.sign} ${predicate.value}`;
    case 'order':
      return `${sqlName(predicate.left)} ${predicate.sign} ${sqlName(predicate.right)}`;
    case 'includes':
      return `(${sqlName(predicate.column)} & ${predicate.mask}) <> 0`;
    case 'recent':
      return `coalesce(${sqlName(predicate.column)} >= CAST($as_of_end AS TIMESTAMP) - INTERVAL ${predicate.days + 1} DAY, false)`;
    case 'known':
      return `${sqlName(predicate.column)} IS NOT NULL`;
    case 'all':
    case 'any': {
      if (predicate.of.length === 0) return predicate.op === 'all' ? 'true' : 'false';
      return `(${predicate.of.map(predicateSql).join(predicate.op === 'all' ? ' AND ' : ' OR ')})`;
    }
    case 'not':
      return `NOT (${predicateSql(predicate.of)})`;
    case 'at least': {
      const sum = (value: (text: string) => string) =>
        predicate.of.map((p) => `CAST(${value(predicateSql(p))} AS INTEGER)`).join(' + ');
      const certain = sum((text) => `coalesce(${text}, false)`);
      const possible = sum((text) => `coalesce(${text}, true)`);
      return `CASE WHEN ${certain} >= ${predicate.count} THEN true WHEN ${possible} < ${predicate.count} THEN false END`;
    }
  }
}

import type { Predicate } from '../define/predicate.js';
import type { Dialect } from '../dialect/dialect.js';
import { duckdb } from '../dialect/duckdb.js';
import { sqlName, sqlText } from '../sql/quote.js';

/** A predicate as a three-valued SQL expression over the columns of its table. */
export function predicateSql(predicate: Predicate, dialect: Dialect = duckdb): string {
  const sql = (of: Predicate) => predicateSql(of, dialect);
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
      return `(${dialect.commonBits(sqlName(predicate.column), predicate.mask)}) <> 0`;
    case 'recent':
      return `coalesce(${sqlName(predicate.column)} >= ${dialect.asOfEnd} - ${dialect.interval(predicate.days + 1, 'days')}, false)`;
    case 'known':
      return `${sqlName(predicate.column)} IS NOT NULL`;
    case 'all':
    case 'any': {
      if (predicate.of.length === 0) return predicate.op === 'all' ? 'true' : 'false';
      return `(${predicate.of.map(sql).join(predicate.op === 'all' ? ' AND ' : ' OR ')})`;
    }
    case 'not':
      return `NOT (${sql(predicate.of)})`;
    case 'at least': {
      const sum = (value: (text: string) => string) =>
        predicate.of.map((p) => `CAST(${value(sql(p))} AS INTEGER)`).join(' + ');
      const certain = sum((text) => `coalesce(${text}, false)`);
      const possible = sum((text) => `coalesce(${text}, true)`);
      return `CASE WHEN ${certain} >= ${predicate.count} THEN true WHEN ${possible} < ${predicate.count} THEN false END`;
    }
  }
}

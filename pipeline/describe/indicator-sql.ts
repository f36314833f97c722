import { countedSql, medianSql, patientsSql } from '../compile/figures-sql.js';
import { isAdditive } from '../compile/indicator-sql.js';
import type { Defined } from '../define/index.js';

/** The SQL that counts an indicator from its cases, as it is shown beside the definition. */
export function sqlOf(indicator: Defined): string {
  const cases = `SELECT * FROM ${indicator.of.name}`;
  const dimensions = (indicator.strata ?? []).map(({ name }) => name);
  if (indicator.measure === 'median') return medianSql(indicator, cases);
  return isAdditive(indicator)
    ? countedSql([indicator], dimensions, cases)
    : patientsSql([indicator], dimensions, cases);
}

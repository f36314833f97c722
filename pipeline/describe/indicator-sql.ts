import { centresSql } from '../compile/centres-sql.js';
import { expectedSql } from '../compile/expected-sql.js';
import { countedSql, medianSql, patientsSql } from '../compile/figures-sql.js';
import { isAdditive } from '../compile/indicator-sql.js';
import type { DefinedIndicator } from '../define/index.js';

/** The SQL that counts an indicator from its cases, for display beside the definition. */
export function sqlOf(indicator: DefinedIndicator): string {
  const cases = `SELECT * FROM ${indicator.of.name}`;
  const dimensions = (indicator.strata ?? []).map(({ name }) => name);
  switch (indicator.measure) {
    case 'median':
      return medianSql(indicator, cases);
    case 'standardised ratio':
      return expectedSql(indicator, dimensions, cases);
    case 'centre proportion':
      return centresSql(indicator, cases);
    default:
      return isAdditive(indicator)
        ? countedSql([indicator], dimensions, cases)
        : patientsSql([indicator], dimensions, cases);
  }
}

import { createHash } from 'node:crypto';
import { decidingText, type Standards } from '../comply/comply.js';
import type { DefinedIndicator, Norm } from '../define/index.js';
import type { Database } from '../warehouse/database.js';
import { contractHash } from '../workspace/contract-in-use.js';

/**
 * The name of a batch, a hash of what went into it: the same inputs in the same order of speaking, each with the day up to which it was
 * judged, definitions and as-of date give the same name, on any machine and at any time.
 */
export async function batchName(
  database: Database,
  month: string,
  asOf: string,
  province: string,
  {
    indicators,
    norms,
  }: { readonly indicators: readonly DefinedIndicator[]; readonly norms: readonly Norm[] },
  judging: Standards,
): Promise<string> {
  const inputs = await database.rows(
    `SELECT s.hospital_id, s.table_name, s.month, f.sha256, f.mapping, f.as_of_end, dense_rank() OVER (PARTITION BY s.hospital_id, s.table_name ORDER BY s.spoken, s.said) AS spoken
     FROM submissions s JOIN files f USING (file_id) WHERE s.live AND s.month <= $month ORDER BY ALL`,
    { month },
  );
  const declared = await database.rows('SELECT * FROM declared_claims ORDER BY ALL');
  const calendar = await database.rows('SELECT * FROM calendar_years ORDER BY ALL');
  const thresholds = norms.flatMap((norm) =>
    norm.thresholds.map((t) => [
      norm.id,
      t.indicator.code,
      t.operator,
      t.value,
      t.clause,
      t.scope,
      t.periods,
      t.effectiveFrom,
      t.effectiveTo,
    ]),
  );
  const hash = createHash('sha256').update(
    JSON.stringify([
      month,
      asOf,
      province,
      contractHash,
      inputs,
      declared,
      calendar,
      indicators.map((i) => i.hash),
      thresholds,
      decidingText(judging),
    ]),
  );
  return `${month}-${hash.digest('hex').slice(0, 8)}`;
}

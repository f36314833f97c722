import type { Database } from '../warehouse/database.js';
import type { Compliance } from './comply.js';

/** Stores the result of every clause with the batch, so that it can be traced after profiles have changed. */
export async function storeResults(
  database: Database,
  compliance: readonly Compliance[],
  batch: string,
): Promise<void> {
  await database.transaction(async () => {
    await database.run('DELETE FROM clause_results WHERE batch = $batch', { batch });
    await database.append(
      'clause_results',
      compliance.flatMap(({ hospital, on, norms }) =>
        norms.flatMap(({ prefix, findings }) =>
          findings.map(({ clause, result, evidence }) => [
            batch,
            hospital,
            prefix,
            clause.id,
            on,
            result,
            JSON.stringify(evidence),
          ]),
        ),
      ),
      ['text', 'text', 'text', 'text', 'text', 'text', 'text'],
    );
  });
}

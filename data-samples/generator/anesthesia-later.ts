import { randomStream } from './random.js';
import { maybe, type Row, type Value } from './values.js';

/** What is asked of an anaesthetic beside the official form, from a stream of its own so that nothing else moves. */
export function withLaterFields(seed: number, code: string, rows: readonly Row[]): Row[] {
  const random = randomStream(seed, `anesthesia/later/${code}`);
  const rare = (perTenThousand: number): Value => maybe(random, random.below(10_000) < perTenThousand, 15);
  const volume = (given: Value | undefined): Value =>
    given === true ? maybe(random, random.quantile([150, 200, 400, 600, 900]), 80) : null;
  return rows.map((row) => {
    const central = row['airway'] === '气管插管' && random.chance(120);
    return {
      ...row,
      autologous_ml: volume(row['autologous_transfusion']),
      allogeneic_ml: volume(row['allogeneic_transfusion']),
      cardiac_arrest_24h: row['cardiac_arrest'] === true ? true : rare(3),
      central_venous: maybe(random, central, 15),
      central_venous_complication: central ? rare(20) : null,
      // Only an extubated patient can be intubated again.
      reintubated: row['extubated_at'] ? (row['reintubated_at'] ? true : maybe(random, false, 20)) : null,
      // A death stands with its time; who lives needs to be said so.
      alive_24h: row['died_at'] ? null : maybe(random, true, 20),
    };
  });
}

import { groupBy } from '../../pipeline/message/group-by.js';
import type { ReportContext } from '../data/report-context.js';
import type { ReportData } from '../data/report-data.js';

/** The hospital that a row belongs to; null for none. */
const ownerOf: { readonly [K in Owned]: (row: ReportData[K][number]) => string | null } = {
  submissions: ({ hospital_id }) => hospital_id,
  problems: ({ hospital_id }) => hospital_id,
  settling: ({ hospital }) => hospital,
  review: ({ hospital }) => hospital,
  bridges: ({ level, unit }) => (level === 'hospital' ? unit : null),
  compliance: ({ hospital }) => hospital,
  freshness: ({ hospital_id }) => hospital_id,
  letters: ({ hospital_id }) => hospital_id,
};

type Owned =
  | 'submissions'
  | 'problems'
  | 'settling'
  | 'review'
  | 'bridges'
  | 'compliance'
  | 'freshness'
  | 'letters';

/** A hospital's rows of a list, in list order; the list is grouped once for all hospitals. */
export function ownRows<K extends Owned>(
  kind: K,
  hospital: string,
  { data, once }: Pick<ReportContext, 'data' | 'once'>,
): readonly ReportData[K][number][] {
  const all = once(`${kind} of each hospital`, () =>
    groupBy(data[kind] as readonly ReportData[K][number][], ownerOf[kind]),
  );
  return all.get(hospital) ?? [];
}

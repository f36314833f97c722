import type { DefinedIndicator } from '../../pipeline/define/index.js';
import { groupBy } from '../../pipeline/message/group-by.js';
import type { ReportContext } from '../data/report-context.js';
import type { OpenPoint } from '../data/report-data.js';

/** A hospital among those of which everybody may see a rate, in the newest year of which there are such. */
export interface PeerPlace {
  readonly period: string;
  /** The other hospitals, from the lowest rate up. */
  readonly others: readonly { readonly label: string; readonly rate: number }[];
  /** The hospital's own rate of that year, to two digits as those of the others; null where it has none. */
  readonly own: number | null;
  /** The hospital's own label among the points of the indicator. */
  readonly label: string | null;
}

/** Where a hospital stands; null where nothing of others may be seen. Rests on what is public and on its own figures, and on nothing else. */
export function peerPlace(
  hospital: string,
  indicator: DefinedIndicator,
  context: ReportContext,
): PeerPlace | null {
  const { code, version } = indicator;
  const points = newestPoints(context).get(`${code} ${version}`) ?? [];
  const [first] = points;
  if (!first) return null;
  const { period_type, period } = first;
  const label = context.data.open?.labelOf(code, hospital) ?? null;
  const rate = context.index.at(indicator, { level: 'hospital', unit: hospital, period_type, period })?.rate;
  const others = points.filter((point) => point.label !== label);
  if (others.length === 0) return null;
  return {
    period,
    others,
    own: rate === null || rate === undefined ? null : Number(rate.toPrecision(2)),
    label: points.length > others.length ? label : null,
  };
}

type Point = OpenPoint & { readonly rate: number };

/** The points of each indicator's newest year, by rate, worked out once for all hospitals. */
function newestPoints({ data, once }: ReportContext): ReadonlyMap<string, readonly Point[]> {
  return once('newest points of peers', () => {
    const known = (data.open?.peers ?? []).filter((point): point is Point => point.rate !== null);
    const all = groupBy(known, ({ code, version }) => `${code} ${version}`);
    return new Map(
      [...all].map(([key, points]) => {
        const newest = points
          .map(({ period }) => period)
          .sort()
          .at(-1);
        const shown = points.filter(({ period }) => period === newest);
        const type = shown[0]?.period_type;
        return [
          key,
          shown
            .filter(({ period_type }) => period_type === type)
            .sort((a, b) => a.rate - b.rate || (a.label < b.label ? -1 : 1)),
        ];
      }),
    );
  });
}

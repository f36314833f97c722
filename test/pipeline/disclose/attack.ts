import { monthsOf } from '../../../pipeline/define/periods.js';
import { disclose } from '../../../pipeline/disclose/disclose.js';
import type { DisclosedFigure } from '../../../pipeline/disclose/disclosed-figure.js';
import { defaultPolicy, type Policy } from '../../../pipeline/disclose/policy.js';
import type { EarlierEdition, Shown } from '../../../pipeline/disclose/protect.js';
import type { Figure } from '../../../pipeline/figure/figures.js';
import { Attacker, keyOf, type Publication, type Row, type Target } from './attacker.js';
import { batchOf, figuresOf, pair, type SmallProvince, strata } from './small-province.js';

export const key = Buffer.from('the key of a test workspace');

/** One publication of a province, and what its readers see. */
export interface Published {
  readonly province: SmallProvince;
  readonly figures: readonly Figure[];
  readonly rows: readonly Row[];
  readonly own: (hospital: string) => readonly DisclosedFigure[];
  readonly edition: EarlierEdition;
}

/** Publishes provinces one after the other, as editions of the same months, of later or earlier ones, each of which knows those before it. */
export function publishAll(
  provinces: readonly SmallProvince[],
  policies: readonly Policy[] = [],
): Published[] {
  const out: Published[] = [];
  for (const [at, province] of provinces.entries()) {
    const figures = figuresOf(province);
    const disclosure = disclose({
      month: batchOf(province),
      figures,
      indicators: pair,
      cityOf: province.cityOf,
      policy: policies[at] ?? defaultPolicy,
      earlier: out.map(({ edition }) => edition),
      key,
    });
    // The worst case: every label is opened, and every count behind it is known.
    const points = new Set(disclosure.shown.flatMap((one) => (one.level === 'hospital' ? nameOf(one) : [])));
    const opened = figures.filter(
      (figure) =>
        figure.level === 'hospital' &&
        figure.stratum === '' &&
        points.has(nameOf({ ...figure, ...monthsOf(figure.period) })),
    );
    out.push({
      province,
      figures,
      rows: [
        ...disclosure.editionOf({ kind: 'public' }).figures,
        ...opened.map((figure): Row => ({ ...figure, pending: null, state: 'value' })),
      ],
      own: (hospital) =>
        disclosure
          .editionOf({ kind: 'hospital', hospital })
          .figures.filter(({ level, unit }) => level === 'hospital' && unit === hospital),
      edition: { figures, shown: disclosure.shown },
    });
  }
  return out;
}

const nameOf = ({ code, unit, first, last }: Pick<Shown, 'code' | 'unit' | 'first' | 'last'>) =>
  `${code}|${unit}|${first}|${last}`;

/** The hospitals and months in which two provinces differ. */
function changes(before: SmallProvince | undefined, now: SmallProvince): Set<string> {
  if (!before) return new Set();
  const old = new Map(
    before.counts.map((count) => [
      `${count.hospital} ${count.month} ${count.stratum}`,
      JSON.stringify(count),
    ]),
  );
  return new Set(
    now.counts.flatMap((count) =>
      old.get(`${count.hospital} ${count.month} ${count.stratum}`) === JSON.stringify(count)
        ? []
        : `${count.hospital} ${count.month}`,
    ),
  );
}

/** The small counts that a reader who has one hospital's own figures narrows to fewer than five values. */
export function attack(
  published: readonly Published[],
  own: readonly string[],
  seen = (one: Published): readonly Row[] => one.rows,
) {
  const last = published.at(-1)?.province as SmallProvince;
  const publications = published.map(
    (one, at): Publication => ({
      rows: [...seen(one), ...own.flatMap((hospital) => one.own(hospital))],
      changed: changes(published[at - 1]?.province, one.province),
      last: one.province.last,
    }),
  );
  const attacker = new Attacker({
    cityOf: last.cityOf,
    first: Math.min(...published.map(({ province }) => province.first)),
    last: Math.max(...published.map(({ province }) => province.last)),
    strata,
    publications,
  });
  return attacker.narrowed(
    published.flatMap((one, at) => targetsOf(one, at, publications[at]?.rows ?? [], last.cityOf, own)),
    5,
  );
}

/** The counts of every figure that a reader does not have, of which 1 to 4 are of other hospitals than his own. */
function targetsOf(
  { figures }: Published,
  publication: number,
  rows: readonly Row[],
  cityOf: ReadonlyMap<string, string>,
  own: readonly string[],
): Target[] {
  const had = new Set(rows.filter(({ state }) => state !== 'suppressed').map(keyOf));
  const byKey = new Map(figures.map((figure) => [keyOf(figure), figure]));
  return figures.flatMap((figure) => {
    if (had.has(keyOf(figure))) return [];
    const mine = own.filter(
      (hospital) =>
        figure.level === 'province' ||
        figure.unit === (figure.level === 'city' ? cityOf.get(hospital) : hospital),
    );
    return (['numerator', 'denominator'] as const).flatMap((count) => {
      const known = mine.map(
        (unit) => byKey.get(keyOf({ ...figure, level: 'hospital', unit }))?.[count] ?? 0,
      );
      const others = (figure[count] ?? 0) - known.reduce((sum, value) => sum + value, 0);
      return others >= 1 && others <= 4 ? [{ publication, row: figure, count }] : [];
    });
  });
}

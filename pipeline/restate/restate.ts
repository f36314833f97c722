import { hospitalEntries } from '../ask/hospital-entries.js';
import { isAdditive, unknownStratum } from '../compile/indicator-sql.js';
import { countsPatients, type DefinedIndicator, editionOf } from '../define/index.js';
import { monthsOf } from '../define/periods.js';
import type { AnyTable } from '../define/table.js';
import { groupBy } from '../message/group-by.js';
import type { Database } from '../warehouse/database.js';
import { contractHash } from '../workspace/contract-in-use.js';
import { lastPublished, type MovedFigure, movedFigures, type Published } from './last-published.js';
import { type Cause, causes, type MovedCase, movedCases } from './moved-cases.js';

/** What one cause adds to, or takes from, numerator and denominator. */
export interface Share {
  readonly cause: Cause;
  readonly cases: number;
  readonly numerator: number;
  readonly denominator: number;
}

/** A figure that moved, and why. */
export interface RestatedFigure extends MovedFigure {
  /** The causes, which add up to the difference of numerator and denominator; null where they cannot be told apart: see `restate`. */
  readonly shares: readonly Share[] | null;
}

/** What a batch says otherwise than was published, and the cases behind it. */
export interface Restatement {
  /** What it is compared with; null where nothing was published before. */
  readonly base: Published | null;
  readonly figures: readonly RestatedFigure[];
  readonly cases: readonly MovedCase[];
}

export interface RestateOptions {
  readonly month: string;
  readonly asOf: string;
  readonly batch: string;
  readonly indicators: readonly DefinedIndicator[];
  /** Opens the warehouse as it was published, to read; null where there is none. */
  readonly former: () => Promise<Database | null>;
  /** A folder that both databases may write into. */
  readonly folder: string;
}

/**
 * The figures of closed periods that a batch gives otherwise than they were published last, with the causes of the difference: a case counts
 * by the first of `causes` that applies to it. The causes of proportions and volumes are told; they are null for what does not add up from hospitals (patients, courses, medians, expected), where the warehouse of then was
 * made by another program, and where an earlier month was run again in between, so that the published warehouse is no longer that of then.
 */
export async function restate(database: Database, options: RestateOptions): Promise<Restatement> {
  const { month, batch, indicators } = options;
  const base = await lastPublished(database, month, batch);
  if (base === null) return { base, figures: [], cases: [] };
  const moved = await movedFigures(database, options, base);
  const cases = moved.length === 0 ? [] : await casesBehind(database, options, base, moved);
  const entries = await hospitalEntries(database, month, options.asOf);
  const cityOf = new Map(entries.map(({ hospital_id, city }) => [hospital_id, city]));
  const byCode = groupBy(cases, ({ code }) => code);
  const definitionOf = new Map(indicators.map((one) => [keyOf(one), one]));
  return {
    base,
    cases,
    figures: moved.map((figure) => {
      const definition = definitionOf.get(keyOf(figure));
      const shares =
        definition && isSplit(definition) && base.contract === contractHash
          ? sharesOf(figure, definition, byCode.get(figure.code) ?? [], cityOf)
          : null;
      return { ...figure, shares };
    }),
  };
}

const keyOf = ({ code, version }: { readonly code: string; readonly version: string }) =>
  `${code} ${editionOf(version)}`;

/** Whether the figures of an indicator are sums over cases, each of which is met, not met, or not counted. */
const isSplit = (indicator: DefinedIndicator): boolean =>
  (indicator.measure === 'proportion' || (indicator.measure === 'volume' && !countsPatients(indicator))) &&
  isAdditive(indicator);

/** The cases behind moved figures of hospitals, table by table; none where the warehouse of then cannot be asked. */
async function casesBehind(
  database: Database,
  { month, asOf, indicators, former: open, folder }: RestateOptions,
  base: Published,
  moved: readonly MovedFigure[],
): Promise<MovedCase[]> {
  if (base.contract !== contractHash) return [];
  const ofHospitals = moved.filter(({ level }) => level === 'hospital');
  const wanted = indicators.filter(
    (one) =>
      one.of.spec.workedOutFrom === undefined && ofHospitals.some((figure) => keyOf(figure) === keyOf(one)),
  );
  if (wanted.length === 0) return [];
  const former = await open();
  if (former === null) return [];
  try {
    const found: MovedCase[] = [];
    for (const [table, definitions] of groupBy(wanted, ({ of }): AnyTable => of)) {
      const codes = new Set(definitions.map(keyOf));
      const figures = ofHospitals.filter((figure) => codes.has(keyOf(figure)));
      const hospitals = [...new Set(figures.map(({ unit }) => unit))].sort();
      const changed = new Set(
        figures
          .filter(({ was, now }) => was.definition_hash !== now.definition_hash && was.definition_hash !== '')
          .map(({ code }) => code),
      );
      const sides = { former, base, database, month, asOf, folder };
      for (const one of await movedCases(sides, table, definitions, hospitals, changed)) found.push(one);
    }
    return found;
  } finally {
    await former.close();
  }
}

/** The causes of a figure's difference; null where they do not add up to it. */
function sharesOf(
  { level, unit, period, stratum, was, now }: MovedFigure,
  definition: DefinedIndicator,
  cases: readonly MovedCase[],
  cityOf: ReadonlyMap<string, string | null>,
): Share[] | null {
  const { first, last } = monthsOf(period);
  const leavesOut = 'unknown' in definition && definition.unknown === 'left out';
  const [name = '', value] = stratum.split('=', 2);
  const at = (definition.strata ?? []).findIndex((column) => column.name === name);
  if (stratum !== '' && at < 0) return null;
  const isVolume = definition.measure === 'volume';
  const counts = (
    state: string | null,
    month: number | null,
    strata: readonly (string | null)[],
  ): readonly [number, number] => {
    if (state === null || month === null || month < first || month > last) return [0, 0];
    if (stratum !== '' && (strata[at] ?? unknownStratum) !== value) return [0, 0];
    if (isVolume) return [state === 'met' ? 1 : 0, 0];
    if (state === 'met') return [1, 1];
    return [0, state === 'not met' || (state === 'unknown' && !leavesOut) ? 1 : 0];
  };
  const isOf = ({ hospital_id }: MovedCase) =>
    level === 'province' || (level === 'city' ? cityOf.get(hospital_id) === unit : hospital_id === unit);
  const shares = new Map<Cause, { cases: number; numerator: number; denominator: number }>();
  for (const one of cases.filter(isOf)) {
    const [before, after] = [
      counts(one.was, one.was_month, one.was_strata),
      counts(one.now, one.now_month, one.now_strata),
    ];
    const [numerator, denominator] = [after[0] - before[0], after[1] - before[1]];
    if (numerator === 0 && denominator === 0) continue;
    const share = shares.get(one.cause) ?? { cases: 0, numerator: 0, denominator: 0 };
    shares.set(one.cause, {
      cases: share.cases + 1,
      numerator: share.numerator + numerator,
      denominator: share.denominator + denominator,
    });
  }
  const sum = (of: 'numerator' | 'denominator') =>
    [...shares.values()].reduce((total, share) => total + share[of], 0);
  const difference = (of: 'numerator' | 'denominator') => (now[of] ?? 0) - (was[of] ?? 0);
  if (sum('numerator') !== difference('numerator') || sum('denominator') !== difference('denominator'))
    return null;
  return causes.flatMap((cause) => {
    const share = shares.get(cause);
    return share ? [{ cause, ...share }] : [];
  });
}

import { createHash } from 'node:crypto';
import type { Bilingual } from '../message/errors.js';
import { DefinitionError } from '../message/errors.js';
import { nearestNames } from '../message/nearest-names.js';
import type { Citation } from './citation.js';
import type { ChoiceColumn, DateColumn, NumberColumn } from './column.js';
import { columnsIn } from './facts-in.js';
import { always, columnsOf, type Predicate, type Sign } from './predicate.js';
import type { AnyTable, Window } from './table.js';

/** The unit of a count, given for both sides because one source mixes runs, patients, devices and procedures. */
export type CountUnit =
  | 'run'
  | 'patient'
  | 'implant'
  | 'case'
  | 'device'
  | 'procedure'
  | 'event'
  | 'minute'
  | 'day'
  | 'delivery'
  | 'institution'
  | 'physician-month'
  | 'nurse-month';

/** Which direction is better. `monitor`: neither. */
export type Better = 'higher' | 'lower' | 'monitor';

/**
 * How a mature case with unknown outcome counts. `not met`: it stays in the denominator and counts as not met; `left out`: it leaves the
 * denominator. Either way it counts as unknown and widens the bounds shown beside the rate.
 */
export type UnknownPolicy = 'not met' | 'left out';

/**
 * How a rate is printed: % (× 100), ‰ (× 1,000), ‱ (× 10,000), per 1,000 hours from minutes, or a plain value.
 * From months of staff: `1:x` so many to one, `/year` per head and year (× 12), `years/10000` heads through a year per
 * 10,000 cases (× 10,000 ÷ 12).
 */
export type Multiplier = '%' | '‰' | '‱' | '/1000h' | '1' | '1:x' | '/year' | 'years/10000';

/**
 * A corrected reading of a published definition. It judges cases of every index date, because it reads the same text; the reading that it
 * replaces stays in the list of published definitions.
 */
export interface Revision {
  /** The version that it corrects: `2022` of `2022-r2`. */
  readonly version: string;
  readonly reason: Bilingual;
  /** Set where facts of cases are read differently, so that the corrected version can no longer be counted exactly. */
  readonly facts?: true;
  /** The differing parts of the corrected version, by which it is counted beside this one; absent where that is impossible. */
  readonly former?: {
    readonly unknown?: UnknownPolicy;
    readonly window?: Window | undefined;
    readonly denominator?: Predicate;
    readonly exclusions?: Common['exclusions'];
    /** Undefined where the corrected version had none. */
    readonly strata?: Common['strata'] | undefined;
    readonly numerator?: Predicate;
  };
}

interface Common {
  /** Code of the domain reference, such as `ECMO-01`. */
  readonly code: string;
  /** Kebab-case name that never changes, such as `ecmo-effective-removal`. */
  readonly id: string;
  /** The edition of the definition, usually the year of its source; with `-r2` for its second reading. */
  readonly version: string;
  readonly revises?: Revision;
  /** First index date of the cases that this version judges. */
  readonly effectiveFrom?: string;
  /** Last day of the version; unlimited when absent. */
  readonly effectiveTo?: string;
  readonly title: Bilingual;
  /** One sentence for a chief physician: what is counted over what. */
  readonly meaning: Bilingual;
  readonly of: AnyTable;
  /** A case belongs to the period of this date. */
  readonly indexDate: DateColumn;
  /** Cases taken out by name; only a condition known to be true takes a case out. */
  readonly exclusions?: Readonly<Record<string, { readonly title: Bilingual; readonly when: Predicate }>>;
  /** A case is pending until this window is over on the as-of date, whatever its outcome. Undefined where a revision removed it. */
  readonly window?: Window | undefined;
  /** Dimensions that the figure is also given by, as `mode=VV`. */
  readonly strata?: readonly ChoiceColumn[];
  readonly better: Better;
  readonly multiplier: Multiplier;
  readonly cites: readonly Citation[];
  /** Why it is worth counting, in one sentence. */
  readonly rationale: Bilingual;
  /** The clinical expert who checked the definition against its source; null until then. */
  readonly checkedBy: string | null;
  /** The day on which its author last compared the definition with its source. */
  readonly reviewedOn: string;
}

/** Cases that meet a condition, over cases. */
export interface Proportion extends Common {
  readonly measure: 'proportion';
  readonly unit: { readonly numerator: CountUnit; readonly denominator: CountUnit };
  /** Which cases belong to the denominator; a case for which this is not known counts as undated. Default: every case. */
  readonly denominator?: Predicate;
  readonly numerator: Predicate;
  readonly unknown: UnknownPolicy;
  /**
   * The column with the codes of other hospitals that a case continues from, separated by commas. Such a case counts in its own hospital's
   * figures, but not again in those of a city or province that counts the earlier case, so those figures are not sums over hospitals.
   */
  readonly goesOnFrom?: ChoiceColumn;
}

/** Patients that meet a condition, over patients: each counted once per unit and period, however many cases. */
export interface PatientProportion extends Omit<Proportion, 'measure' | 'goesOnFrom'> {
  readonly measure: 'patient proportion';
  /** Whether a patient meets the condition when `any` or when `all` of the patient's cases in the period do. */
  readonly cases: 'any' | 'all';
}

/** A number summed over cases, over another number summed over the same cases: devices, procedures. */
export interface Ratio extends Common {
  readonly measure: 'ratio';
  readonly unit: { readonly numerator: CountUnit; readonly denominator: CountUnit };
  readonly cases?: Predicate;
  readonly numerator: NumberColumn;
  readonly denominator: NumberColumn;
  /** Events per time have a Poisson interval; proportions a binomial one; a census, such as staff over staff, none. */
  readonly interval: 'binomial' | 'poisson' | 'none';
}

/** The median of a number over cases. */
export interface Median extends Common {
  readonly measure: 'median';
  readonly unit: { readonly numerator: CountUnit; readonly denominator: CountUnit };
  readonly cases?: Predicate;
  readonly value: NumberColumn;
  /** The divisor for display, such as 60 from minutes to hours, and the resulting unit. */
  readonly shown: { readonly divideBy: number; readonly unit: Bilingual };
}

/** The number of cases. */
export interface Volume extends Common {
  readonly measure: 'volume';
  /** With patients as unit, each patient is counted once per unit and period, however many cases. */
  readonly unit: { readonly numerator: CountUnit; readonly denominator: CountUnit };
  /** Which cases are counted; one for which this is not known counts as undated. Default: every case. */
  readonly cases?: Predicate;
}

/** The share of each value of a dimension: one row per stratum. */
export interface Composition extends Common {
  readonly measure: 'composition';
  readonly unit: { readonly numerator: CountUnit; readonly denominator: CountUnit };
}

/**
 * Cases with an outcome, over the number that a published score expects for the same cases (O/E). A case with unknown outcome or
 * expectation counts on neither side. The figure has O as numerator, the number of cases as denominator, E as expected and O/E as rate,
 * with a Poisson interval of O divided by E.
 */
export interface StandardisedRatio extends Common {
  readonly measure: 'standardised ratio';
  readonly unit: { readonly numerator: CountUnit; readonly denominator: CountUnit };
  /** Which cases are counted; one for which this is not known counts as undated. Default: every case. */
  readonly cases?: Predicate;
  readonly observed: Predicate;
  /** The score's expectation for the case: a probability in whole percent, above 0 and below 100. */
  readonly expected: NumberColumn;
  /**
   * `none`: E as published. `intercept`: every probability is shifted by one amount on the logit scale, chosen so that over the province's
   * cases of the same period ΣE = ΣO; the period has no figure where all or none of them had the outcome.
   */
  readonly recalibration: 'none' | 'intercept';
}

/**
 * Institutions whose number of cases in a period meets a comparison, over institutions with any case. Given only for the province and its
 * cities and for periods of whole years, and pending while the period is running.
 */
export interface CentreProportion extends Common {
  readonly measure: 'centre proportion';
  readonly unit: { readonly numerator: 'institution'; readonly denominator: 'institution' };
  readonly cases?: Predicate;
  readonly centre: { readonly sign: Sign; readonly value: number };
}

/** An indicator as declared: the common fields and those of its measure. */
export type Indicator =
  | Proportion
  | PatientProportion
  | Ratio
  | Median
  | Volume
  | Composition
  | StandardisedRatio
  | CentreProportion;

/** The column with the hospitals that a case continues from, where the indicator counts such a case once in a city and the province; else null. */
export const goesOnFrom = (indicator: Indicator): string | null =>
  indicator.measure === 'proportion' ? (indicator.goesOnFrom?.name ?? null) : null;

/** Whether patients are counted instead of cases: each once per unit and period. */
export const countsPatients = ({ measure, unit }: Indicator): boolean =>
  measure === 'patient proportion' || (measure === 'volume' && unit.numerator === 'patient');

/** An indicator as declared, frozen, with the hash that every figure carries. */
export type DefinedIndicator<I extends Indicator = Indicator> = I & { readonly hash: string };

const codePattern = /^[A-Z][A-Z0-9]*-[A-Z0-9]+(-[A-Z0-9]+)*$/;

/**
 * Declares an indicator. What contradicts itself or cites nothing fails when its module loads.
 *
 * @example
 * ```ts
 * const runs = tables.find(({ name }) => name === 'ecmo_runs');
 * const source = { id: 'own', title: { zh: '自定', en: 'our own' }, year: 2026, issuer: '本院' };
 * const bleeding = defineIndicator({
 *   code: 'ECMO-X1',
 *   id: 'bleeding-under-ecpr',
 *   version: '2026',
 *   title: { zh: 'ECPR出血率', en: 'bleeding under ECPR' },
 *   meaning: { zh: '出血的ECPR例次占ECPR例次的比例', en: 'ECPR runs with bleeding over ECPR runs' },
 *   rationale: { zh: '抗凝的代价', en: 'what anticoagulation costs' },
 *   measure: 'proportion',
 *   unit: { numerator: 'run', denominator: 'run' },
 *   of: runs,
 *   indexDate: runs.columns.started_at,
 *   denominator: runs.columns.ecpr.isTrue(),
 *   numerator: runs.columns.bleeding.isTrue(),
 *   unknown: 'left out',
 *   multiplier: '%',
 *   better: 'lower',
 *   cites: [cite(source, { clause: '1', confidence: 'derived' })],
 *   checkedBy: null,
 *   reviewedOn: '2026-11-30',
 * });
 * bleeding.hash.length // => 16
 * ```
 *
 * @throws {DefinitionError} naming the code and what must hold
 */
export function defineIndicator<const I extends Indicator>(indicator: I): DefinedIndicator<I> {
  const fail = (field: string, must: string, allowed: readonly string[] = []) => {
    throw new DefinitionError(indicator.code, must, { field, allowed });
  };
  if (!codePattern.test(indicator.code)) fail('code', 'must have a code such as AB-01 or AB-07-1');
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(indicator.id))
    fail('id', `must have a kebab-case id, not "${indicator.id}"`);
  if (indicator.cites.length === 0) fail('cites', 'must cite at least one source');
  if (indicator.rationale.zh.trim() === '' || indicator.rationale.en.trim() === '')
    fail('rationale', 'must say in one sentence why it is worth counting');
  if (
    indicator.version !==
    (indicator.revises ? nextReading(indicator.revises.version) : editionOf(indicator.version))
  )
    fail('version', 'must name the version that it revises: 2022-r2 revises 2022, 2022-r3 revises 2022-r2', [
      indicator.revises ? nextReading(indicator.revises.version) : editionOf(indicator.version),
    ]);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(indicator.reviewedOn))
    fail('reviewedOn', 'must say on which day it was last reviewed', ['2026-11-30']);
  if (indicator.effectiveFrom && indicator.effectiveTo && indicator.effectiveTo < indicator.effectiveFrom)
    fail('effectiveTo', 'must not end before it takes effect');
  for (const column of columnsUsed(indicator)) {
    if (!(column in indicator.of.columns))
      fail(
        fieldThatReads(indicator, column),
        `reads ${column}, which ${indicator.of.name} does not have`,
        nearestNames(column, Object.keys(indicator.of.columns)),
      );
  }
  if (indicator.window && indicator.window.table !== indicator.of.name)
    fail(
      'window',
      `has a window of ${indicator.window.table}, not of ${indicator.of.name}`,
      Object.keys(indicator.of.windows),
    );
  if (indicator.measure === 'composition' && !indicator.strata?.length)
    fail('strata', 'must name the strata it divides into');
  return Object.freeze({ ...indicator, hash: definitionHash(indicator) }) as unknown as DefinedIndicator<I>;
}

/** The field of a declaration that holds a column. */
function fieldThatReads({ of, revises, ...declared }: Indicator, column: string): string {
  const [field] = Object.entries(declared).find(([, value]) =>
    JSON.stringify(value)?.includes(`"${column}"`),
  ) ?? ['of'];
  return field;
}

/** The edition of a version: `2022` of `2022-r2`. */
export const editionOf = (version: string): string => version.replace(/-r\d+$/, '');

/** The name of the version that revises another: `2022-r2` for `2022`. */
function nextReading(version: string): string {
  const edition = editionOf(version);
  const reading = version === edition ? 1 : Number(version.slice(edition.length + 2));
  return `${edition}-r${reading + 1}`;
}

/** The definition that a revision replaced; null where there is none, or it can no longer be counted. */
export function formerReading(definition: DefinedIndicator): DefinedIndicator | null {
  const { revises, hash, ...rest } = definition as DefinedIndicator & Common;
  if (revises?.former === undefined) return null;
  const { former, version } = revises;
  const indicator = { ...rest, ...former, version } as unknown as Indicator;
  return Object.freeze({ ...indicator, hash: definitionHash(indicator) }) as unknown as DefinedIndicator;
}

/** The columns of its table that an indicator reads. */
export function columnsUsed(indicator: Indicator): string[] {
  const columns = new Set<string>([indicator.indexDate.name]);
  const take = (predicate: Predicate | undefined) => {
    for (const column of columnsOf(predicate ?? always)) columns.add(column);
  };
  for (const { when } of Object.values(indicator.exclusions ?? {})) take(when);
  if (indicator.window) columns.add(indicator.window.over);
  for (const stratum of indicator.strata ?? []) columns.add(stratum.name);
  switch (indicator.measure) {
    case 'proportion':
      if (indicator.goesOnFrom) columns.add(indicator.goesOnFrom.name);
      take(indicator.denominator);
      take(indicator.numerator);
      break;
    case 'patient proportion':
      take(indicator.denominator);
      take(indicator.numerator);
      break;
    case 'ratio':
      take(indicator.cases);
      columns.add(indicator.numerator.name).add(indicator.denominator.name);
      break;
    case 'median':
      take(indicator.cases);
      columns.add(indicator.value.name);
      break;
    case 'standardised ratio':
      take(indicator.cases);
      take(indicator.observed);
      columns.add(indicator.expected.name);
      break;
    case 'volume':
    case 'centre proportion':
      take(indicator.cases);
      break;
    case 'composition':
  }
  return [...columns];
}

/**
 * Hash, in 16 hexadecimal digits, of what decides a value: the definition as declared and the facts it depends on, regardless of their SQL.
 * Any change of it makes a new version. Titles, notes and the names of facts may be reworded.
 */
export function definitionHash(indicator: Indicator & { readonly hash?: string }): string {
  const { title, meaning, rationale, cites, checkedBy, reviewedOn, of, revises, hash, ...rest } = indicator;
  const deciding = {
    ...rest,
    of: of.name,
    facts: factsBehind(indicator.of, columnsUsed(indicator)),
  };
  return createHash('sha256')
    .update(JSON.stringify(canonical(deciding)))
    .digest('hex')
    .slice(0, 16);
}

/** A declaration without its texts for readers, with columns by name and keys sorted. */
function canonical(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(canonical);
  const part = value as Readonly<Record<string, unknown>>;
  if (part['op'] === 'named') return canonical(part['of']);
  // A column of a definition; one of a fact has no table.
  if ('table' in part && 'name' in part) return part['name'];
  const keys = Object.keys(part).filter((key) => key !== 'title' && part[key] !== undefined);
  return Object.fromEntries(keys.sort().map((key) => [key, canonical(part[key])]));
}

/** Every derived column that some columns depend on, directly or through other derived columns. */
function factsBehind(table: AnyTable, columns: readonly string[]): Readonly<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  const follow = (name: string) => {
    const derived = table.spec.derived[name];
    if (!derived || name in found) return;
    const { fact, lookup, saidByRow } = derived;
    found[name] = { fact, lookup, saidByRow };
    for (const column of columnsIn(fact)) follow(column);
  };
  for (const column of columns) follow(column);
  return found;
}

import type { DefinedIndicator, PeriodType } from '../define/index.js';
import { monthNumber, monthsOf } from '../define/periods.js';
import type { Figure } from '../figure/figures.js';
import { Cells, type Region } from './cells.js';
import { type Column, type Least, sumOf, type Taken } from './column.js';
import { type CountName, countOf, mainCounts, sideCounts } from './counts.js';
import type { Year } from './known.js';
import type { Sum } from './partition.js';
import { isOffered, type Policy } from './policy.js';
import { type ColumnsOf, type MonthlyFigures, Space } from './space.js';

/** What an edition told everybody: the counts of a rate, or those beside it, of one region. */
export interface Shown extends Region {
  readonly code: string;
  readonly version: string;
  readonly stratum: string;
  readonly part: 'main' | 'sides';
}

/** An edition that is out. */
export interface EarlierEdition {
  /** Its figures; those of hospitals by month are enough. */
  readonly figures: MonthlyFigures;
  /** What it told. */
  readonly shown: readonly Shown[];
}

/** What figures are made public from. */
export interface ProtectInput {
  /** The month of the batch, `2026-10`. */
  readonly month: string;
  readonly figures: readonly Figure[];
  readonly indicators: readonly DefinedIndicator[];
  /** The city of each hospital; one without is counted in the province alone. */
  readonly cityOf: ReadonlyMap<string, string>;
  readonly policy: Policy;
  /** Every edition whose contents readers may still have, oldest first. */
  readonly earlier: readonly EarlierEdition[];
}

/** Which figures may be public, and with the counts beside their rate or without. */
export interface Protection {
  readonly main: ReadonlySet<Figure>;
  readonly sides: ReadonlySet<Figure>;
  readonly shown: readonly Shown[];
  /** What an earlier edition told and this one hides: it is out, and cannot be called back. */
  readonly alreadyOut: readonly Shown[];
}

/** A figure that may be made public, with the sums that it would make known. */
interface Candidate {
  readonly figure: Figure;
  readonly indicator: DefinedIndicator;
  readonly region: Region;
  readonly main: readonly (readonly [Column, Sum])[];
  readonly sides: readonly (readonly [Column, Sum])[];
  readonly least: (name: CountName) => number;
  /** The year, for sums over hospitals of one that is over. */
  readonly year: Year | null;
  /** Its cells by year. */
  readonly parts: () => ReadonlyMap<number, Int32Array>;
  /** The figure of all strata, without which that of one is not shown. */
  readonly whole?: Candidate | undefined;
  /** The hospital of which it is, where it may be shown by itself. */
  readonly single: readonly number[];
  /** False for what helps to decide about others and is no figure itself. */
  readonly isFigure: boolean;
}

/**
 * Decides which figures may be public, so that no reader can work out a hidden count from those that are: primary and secondary suppression
 * at once, over units, periods, strata, indicators and editions. Why that is safe: `docs/decisions/0068`.
 */
export function protect(input: ProtectInput): Protection {
  const decision = new Decision(input);
  decision.decide();
  return decision.result();
}

/** In which order the figures of the province are looked at: those that others are sums of last. */
const provincePasses: readonly PeriodType[] = ['year', 'years3', 'quarter', 'month'];

class Decision {
  readonly #input: ProtectInput;
  readonly #last: number;
  readonly #main = new Set<Figure>();
  readonly #sides = new Set<Figure>();
  /** The figures that an earlier edition showed. */
  readonly #told: Candidate[] = [];
  readonly #accepted = new Set<Candidate>();
  readonly #wasShown = new Set<string>();
  readonly #wholes = new Map<string, Candidate>();

  constructor(input: ProtectInput) {
    this.#input = input;
    this.#last = monthNumber(input.month);
    for (const { shown } of input.earlier) for (const told of shown) this.#wasShown.add(keyOf(told));
  }

  decide(): void {
    const [wholes, strata] = this.#byIndicator();
    const { cityOf, indicators } = this.#input;
    const cells = new Cells(cityOf);
    const additive = indicators.filter(({ measure }) => measure !== 'centre proportion');
    const space = new Space(
      cells,
      new Map(additive.map((indicator) => [indicator, wholeCounts(indicator)])),
      this.#monthly(wholes),
      this.#leastOf,
    );
    this.#replay(space, wholeCounts, (told) => told.stratum === '');
    const own = additive.flatMap((indicator) =>
      (wholes[0]?.get(indicator) ?? []).flatMap((figure) =>
        this.#candidate(indicator, figure, space, undefined),
      ),
    );
    this.#accept(own);
    for (const candidate of own) this.#wholes.set(placeOf(candidate), candidate);
    for (const dimension of dimensionsOf(indicators)) {
      const ofDimension = strata.map(
        (edition) =>
          new Map(
            [...edition].map(([indicator, figures]): [DefinedIndicator, Figure[]] => [
              indicator,
              figures.filter(({ stratum }) => stratum.startsWith(`${dimension}=`)),
            ]),
          ),
      );
      const having = additive.filter((indicator) => (ofDimension[0]?.get(indicator) ?? []).length > 0);
      if (having.length > 0) this.#decideStrata(having, ofDimension);
    }
    for (const indicator of indicators)
      if (indicator.measure === 'centre proportion')
        for (const figure of wholes[0]?.get(indicator) ?? []) this.#centre(indicator, figure);
  }

  result(): Protection {
    const shown = [...this.#accepted].flatMap((candidate) => {
      const told = toldBy(candidate);
      return this.#sides.has(candidate.figure) ? [told, { ...told, part: 'sides' as const }] : [told];
    });
    const hidden = new Set(
      this.#told.flatMap((candidate) => (this.#accepted.has(candidate) ? [] : keyOf(toldBy(candidate)))),
    );
    const alreadyOut = this.#input.earlier.flatMap((edition) =>
      edition.shown.filter((told) => told.part === 'main' && hidden.has(keyOf(told))),
    );
    return { main: this.#main, sides: this.#sides, shown, alreadyOut };
  }

  #leastOf = (name: CountName): Least => {
    const { hiddenUpTo, rateFrom } = this.#input.policy;
    return { sum: name === 'denominator' ? rateFrom : hiddenUpTo + 1, rest: hiddenUpTo + 1 };
  };

  /** The figures by edition and indicator, those of all cases and those of strata. */
  #byIndicator(): [Map<DefinedIndicator, Figure[]>[], Map<DefinedIndicator, Figure[]>[]] {
    const byName = new Map(this.#input.indicators.map((one) => [`${one.code}\t${one.version}`, one]));
    const byCode = new Map(this.#input.indicators.map((one) => [one.code, one]));
    const editions = [this.#input.figures, ...this.#input.earlier.map(({ figures }) => figures)];
    const wholes: Map<DefinedIndicator, Figure[]>[] = [];
    const strata: Map<DefinedIndicator, Figure[]>[] = [];
    for (const [edition, figures] of editions.entries()) {
      const [whole, ofStrata] = [
        new Map<DefinedIndicator, Figure[]>(),
        new Map<DefinedIndicator, Figure[]>(),
      ];
      // A share is of a total that no figure of its own states.
      const totals = new Set<string>();
      for (const figure of figures) {
        const name = `${figure.code}\t${figure.version}`;
        const indicator = byName.get(name) ?? (edition > 0 ? byCode.get(figure.code) : undefined);
        if (!indicator) continue;
        push(figure.stratum === '' ? whole : ofStrata, indicator, figure);
        if (indicator.measure !== 'composition') continue;
        const place = `${name}\t${figure.level}\t${figure.unit}\t${figure.period}`;
        if (totals.has(place)) continue;
        totals.add(place);
        const nothing = { numerator: null, pending: 0, unknown: 0, excluded: 0, undated: 0 };
        push(whole, indicator, { ...figure, ...nothing, stratum: '' });
      }
      wholes.push(whole);
      strata.push(ofStrata);
    }
    return [wholes, strata];
  }

  #monthly(
    editions: readonly ReadonlyMap<DefinedIndicator, readonly Figure[]>[],
  ): ReadonlyMap<DefinedIndicator, MonthlyFigures>[] {
    const monthly = editions.map(
      (edition) =>
        new Map(
          [...edition].map(([indicator, figures]): [DefinedIndicator, MonthlyFigures] => [
            indicator,
            figures.filter(({ level, period_type }) => level === 'hospital' && period_type === 'month'),
          ]),
        ),
    );
    // Of months after its own a batch knows nothing; what a later month's edition counted there holds still.
    const isLater = ({ period }: Figure) => monthsOf(period).first > this.#last;
    const [own, later] = [
      monthly[0],
      monthly.slice(1).findLast((edition) => [...edition.values()].some((all) => all.some(isLater))),
    ];
    for (const [indicator, figures] of later ?? [])
      own?.set(indicator, [...(own.get(indicator) ?? []), ...figures.filter(isLater)]);
    return monthly;
  }

  #decideStrata(
    indicators: readonly DefinedIndicator[],
    editions: readonly ReadonlyMap<DefinedIndicator, readonly Figure[]>[],
  ): void {
    const cells = new Cells(this.#input.cityOf);
    const space = new Space(
      cells,
      new Map(indicators.map((indicator) => [indicator, stratumCounts(indicator)])),
      this.#monthly(editions),
      this.#leastOf,
    );
    // Of the whole, everybody knows the sum of a year; how it is divided over months and hospitals tells nothing of strata.
    for (const indicator of indicators)
      for (const figure of editions[0]?.get(indicator) ?? []) {
        if (figure.level !== 'province' || figure.period_type !== 'year') continue;
        const of = this.#wholes.get(placeOf({ indicator, figure: { ...figure, stratum: '' } }));
        if (!of || !this.#accepted.has(of)) continue;
        for (const column of space.columnsOf(indicator).values())
          for (const one of [column, ...space.impliedBy(column)])
            for (const known of new Set([one.now, one.ever]))
              if (!known.months.isUnion(cells.of(of.region)))
                known.months.force(cells.of(of.region), one.values);
      }
    this.#replay(space, stratumCounts, () => true);
    this.#accept(
      indicators.flatMap((indicator) =>
        (editions[0]?.get(indicator) ?? []).flatMap((figure) => {
          if (!isOffered(this.#input.policy, figure)) return [];
          const of = this.#wholes.get(placeOf({ indicator, figure: { ...figure, stratum: '' } }));
          return of ? this.#candidate(indicator, figure, space, of) : [];
        }),
      ),
    );
  }

  /** Tells the columns what earlier editions told. */
  #replay(
    space: Space,
    counts: (indicator: DefinedIndicator) => readonly CountName[],
    isIn: (told: Shown) => boolean,
  ): void {
    const byCode = new Map(this.#input.indicators.map((one) => [one.code, one]));
    for (const [edition, { shown }] of this.#input.earlier.entries())
      for (const told of shown) {
        const indicator = byCode.get(told.code);
        if (!indicator || !isIn(told)) continue;
        const cells = space.cells.of(told, told.stratum === '' ? undefined : told.stratum);
        const names = told.part === 'main' ? mainOf(indicator, told.stratum) : sideCounts(indicator);
        const columns = space.columnsOf(indicator);
        for (const name of names.filter((one) => counts(indicator).includes(one))) {
          const column = columns.get(name);
          if (!column) continue;
          for (const one of [column, ...space.impliedBy(column)])
            one.wasPublished(edition, cells, yearOf(told, space.cells));
        }
      }
  }

  #candidate(
    indicator: DefinedIndicator,
    figure: Figure,
    space: Space,
    whole: Candidate | undefined,
  ): Candidate[] {
    if (!isOffered(this.#input.policy, figure)) return [];
    if (figure.level === 'hospital' && (figure.stratum !== '' || indicator.measure === 'composition'))
      return [];
    const { first, last } = monthsOf(figure.period);
    const region = { level: figure.level, unit: figure.unit, first, last: Math.min(last, this.#last) };
    const cells = space.cells.of(region, figure.stratum === '' ? undefined : figure.stratum);
    const columns = space.columnsOf(indicator);
    const sums = (names: readonly CountName[]) => sumsOf(figure, indicator, names, columns, space, cells);
    return [
      {
        figure,
        indicator,
        region,
        main: sums(mainOf(indicator, figure.stratum)),
        sides:
          figure.stratum === '' && indicator.measure !== 'composition' ? sums(sideCounts(indicator)) : [],
        least: (name) => this.#leastOf(name).sum,
        whole,
        year:
          figure.period_type === 'year' && region.last === last
            ? yearOf({ ...region, stratum: figure.stratum }, space.cells)
            : null,
        parts: () =>
          new Map(
            yearsOf(region).map((one) => [
              one,
              space.cells.of(within(region, one), figure.stratum === '' ? undefined : figure.stratum),
            ]),
          ),
        single: figure.level === 'hospital' || this.#input.policy.names ? onlyHospital(space, cells) : [],
        isFigure: indicator.measure !== 'composition' || figure.stratum !== '',
      },
    ];
  }

  #accept(candidates: readonly Candidate[]): void {
    const isOver = ({ figure }: Candidate) => monthsOf(figure.period).last <= this.#last;
    const ofPass = (level: Figure['level'], type: PeriodType, from: readonly Candidate[]) =>
      from
        .filter(({ figure }) => figure.level === level && figure.period_type === type)
        .sort((a, b) => sizeOf(b) - sizeOf(a));
    const told = candidates.filter((candidate) => this.#wasShown.has(keyOf(toldBy(candidate))));
    for (const from of [told, candidates.filter(isOver)]) {
      for (const type of provincePasses)
        for (const candidate of ofPass('province', type, from)) this.#try([candidate]);
      this.#acceptMonths(ofPass('city', 'month', from), from === told);
      for (const candidate of ofPass('city', 'year', from)) this.#try([candidate]);
      this.#acceptHospitals(ofPass('hospital', 'year', from));
    }
    // What is still running, and what overlaps, is shown where it is a sum of what is known already.
    for (const candidate of candidates) if (!this.#accepted.has(candidate)) this.#tryDerived(candidate);
    const accepted = candidates.filter((candidate) => this.#accepted.has(candidate));
    const orderOf = ({ figure, year }: Candidate) => (figure.level === 'province' ? 0 : year ? 2 : 1);
    for (const order of [0, 1, 2])
      for (const candidate of accepted)
        if (candidate.figure.level !== 'hospital' && orderOf(candidate) === order) this.#trySides(candidate);
    for (const candidate of told) this.#told.push(candidate);
  }

  /** The months of a city: of a year that is over all of them or none, because sums over that year cross those of months. */
  #acceptMonths(candidates: readonly Candidate[], singly: boolean): void {
    const groups = new Map<string, Candidate[]>();
    for (const [at, candidate] of candidates.entries()) {
      const { indicator, figure, region } = candidate;
      const year = Math.floor(region.first / 12);
      const isOver = year * 12 + 11 <= this.#last;
      push(
        groups,
        isOver && !singly ? [indicator.code, indicator.version, figure.unit, year].join('\t') : String(at),
        candidate,
      );
    }
    for (const group of groups.values()) if (!group.some((one) => this.#accepted.has(one))) this.#try(group);
  }

  #tryDerived(candidate: Candidate): void {
    const { main, parts, whole, figure, isFigure } = candidate;
    if (!isLarge(candidate) || (whole && !this.#accepted.has(whole))) return;
    if (figure.level === 'hospital' && figure.period_type !== 'years3') return;
    if (!main.every(([column]) => column.follows(parts()))) return;
    this.#accepted.add(candidate);
    if (isFigure) this.#main.add(figure);
  }

  /** The hospitals of a city together, without the smallest until what remains of the city is large enough. */
  #acceptHospitals(candidates: readonly Candidate[]): void {
    const groups = new Map<string, Candidate[]>();
    for (const candidate of candidates) {
      if (this.#accepted.has(candidate) || !isLarge(candidate)) continue;
      const { code, version } = candidate.indicator;
      const city = this.#input.cityOf.get(candidate.figure.unit) ?? '';
      const group = `${code}\t${version}\t${candidate.figure.period}\t${city}`;
      const own = groups.get(group);
      if (own) own.push(candidate);
      else groups.set(group, [candidate]);
    }
    for (const group of groups.values()) while (group.length > 0 && !this.#try(group)) group.pop();
  }

  #try(candidates: readonly Candidate[]): boolean {
    const open = candidates.filter((candidate) => !this.#accepted.has(candidate));
    if (open.length === 0 || !open.every(isLarge)) return false;
    if (open.some(({ whole }) => whole && !this.#accepted.has(whole))) return false;
    const singles = new Set(open.flatMap(({ single }) => single));
    const sums = open.map(({ main }) => main);
    if (!publish(sums, singles, open[0]?.year ?? null)) return false;
    for (const candidate of open) {
      this.#accepted.add(candidate);
      if (candidate.isFigure) this.#main.add(candidate.figure);
    }
    return true;
  }

  #trySides({ figure, sides, indicator, least, year, parts }: Candidate): void {
    if (figure.stratum !== '' || sides.length === 0) return;
    if (sideCounts(indicator).some((name) => isSmall(countOf(figure, indicator, name), least(name)))) return;
    if (sides.every(([column]) => column.follows(parts())) || publish([sides], new Set(), year))
      this.#sides.add(figure);
  }

  /** Institutions over institutions of the whole province, once their year is over: nobody's cases are in them. */
  #centre(indicator: DefinedIndicator, figure: Figure): void {
    if (figure.level !== 'province') return;
    if (!isOffered(this.#input.policy, figure) || monthsOf(figure.period).last > this.#last) return;
    const counts = mainCounts(indicator).map((name) => countOf(figure, indicator, name));
    if (counts.every((count) => !isSmall(count, this.#leastOf('numerator').sum))) this.#main.add(figure);
  }
}

/** Publishes figures where nothing that would become known is too small; else changes nothing. */
function publish(
  figures: readonly (readonly (readonly [Column, Sum])[])[],
  singles: ReadonlySet<number>,
  year: Year | null,
): boolean {
  const byColumn = new Map<Column, Sum[]>();
  for (const sums of figures) {
    const seen = new Set<Column>();
    for (const [column, sum] of sums) {
      // Counts that are equal throughout are one.
      if (seen.has(column)) continue;
      seen.add(column);
      if (sum.value !== 0 && sumOf(column.values, sum.cells) === 0) return false;
      const own = byColumn.get(column);
      if (own) own.push(sum);
      else byColumn.set(column, [sum]);
    }
  }
  const cuts: [Column, Taken][] = [];
  for (const [column, sums] of byColumn) {
    const cut = column.cut(sums, singles, year);
    if (!cut) return false;
    cuts.push([column, cut]);
  }
  for (const [column, cut] of cuts) column.take(cut);
  return true;
}

function sumsOf(
  figure: Figure,
  indicator: DefinedIndicator,
  names: readonly CountName[],
  columns: ColumnsOf,
  space: Space,
  cells: Int32Array,
): (readonly [Column, Sum])[] {
  return names.flatMap((name) => {
    const column = columns.get(name);
    if (!column) return [];
    const implied = space
      .impliedBy(column)
      .map((one) => [one, { cells, value: sumOf(one.values, cells) }] as const);
    return [[column, { cells, value: countOf(figure, indicator, name) }] as const, ...implied];
  });
}

function onlyHospital({ cells: of }: Space, cells: Int32Array): number[] {
  const hospitals = new Set<number>();
  for (const cell of cells) hospitals.add(of.hospital[cell] ?? -1);
  return hospitals.size === 1 ? [...hospitals] : [];
}

/** The year of a sum over hospitals of all of it; null for the province, whose years are sums of its months. */
const yearOf = (
  { level, first, last, stratum }: Pick<Shown, 'level' | 'first' | 'last' | 'stratum'>,
  cells: Cells,
): Year | null =>
  level !== 'province' && stratum === '' && first % 12 === 0 && last === first + 11
    ? { year: first / 12, cells: cells.of({ level: 'province', unit: '*', first, last }) }
    : null;

const yearsOf = ({ first, last }: Region) =>
  Array.from(
    { length: Math.floor(last / 12) - Math.floor(first / 12) + 1 },
    (_, i) => Math.floor(first / 12) + i,
  );

const within = (region: Region, year: number): Region => ({
  ...region,
  first: Math.max(region.first, year * 12),
  last: Math.min(region.last, year * 12 + 11),
});

/** Whether none of the counts of a figure is small by itself. */
const isLarge = ({ figure, indicator, least }: Candidate) =>
  mainOf(indicator, figure.stratum).every((name) => !isSmall(countOf(figure, indicator, name), least(name)));

const isSmall = (count: number, least: number) => count !== 0 && count < least;

const sizeOf = ({ figure }: Candidate) => figure.denominator ?? figure.numerator ?? 0;

const toldBy = ({ figure, indicator, region }: Candidate): Shown => ({
  code: indicator.code,
  version: indicator.version,
  ...region,
  stratum: figure.stratum,
  part: 'main',
});

const keyOf = ({ code, level, unit, first, last, stratum, part }: Shown) =>
  [code, level, unit, first, last, stratum, part].join('\t');

const placeOf = ({ indicator, figure }: Pick<Candidate, 'indicator' | 'figure'>) =>
  [indicator.code, indicator.version, figure.level, figure.unit, figure.period_type, figure.period].join(
    '\t',
  );

const mainOf = (indicator: DefinedIndicator, stratum: string): readonly CountName[] =>
  indicator.measure === 'composition'
    ? [stratum === '' ? 'denominator' : 'numerator']
    : mainCounts(indicator);

const wholeCounts = (indicator: DefinedIndicator) =>
  indicator.measure === 'composition'
    ? mainOf(indicator, '')
    : [...mainCounts(indicator), ...sideCounts(indicator)];

const stratumCounts = (indicator: DefinedIndicator) => mainOf(indicator, 'any');

const dimensionsOf = (indicators: readonly DefinedIndicator[]) =>
  new Set(indicators.flatMap(({ strata }) => (strata ?? []).map(({ name }) => name)));

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const own = map.get(key);
  if (own) own.push(value);
  else map.set(key, [value]);
}

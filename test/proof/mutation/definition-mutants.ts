import type { DefinedIndicator } from '../../../pipeline/define/index.js';
import { always, type Predicate } from '../../../pipeline/define/predicate.js';
import { cohortOf } from '../evaluate/case-state.js';
import { dayText, parseDay } from '../evaluate/civil.js';
import { type Mutant, predicateMutants } from './predicate-mutants.js';
import { sqlBehind } from './sql-mutants.js';

/** A changed definition; `shift` moves the end of its window by some hours in the cases themselves. */
export interface ChangedDefinition {
  readonly indicator: DefinedIndicator;
  readonly shift?: { readonly column: string; readonly hours: number };
}

export type DefinitionMutant = Mutant<ChangedDefinition>;

const changed = (indicator: DefinedIndicator, change: object): ChangedDefinition => ({
  indicator: { ...indicator, ...change } as DefinedIndicator,
});

/** Every small change of a definition. */
export function definitionMutants(indicator: DefinedIndicator): DefinitionMutant[] {
  const within = (field: string, predicate: Predicate) =>
    predicateMutants(indicator.of, predicate).map(({ name, mutated }) => ({
      name: `${field}: ${name}`,
      mutated: changed(indicator, { [field]: mutated }),
    }));
  const cohort = cohortOf(indicator);
  const cohortField = ['proportion', 'patient proportion'].includes(indicator.measure)
    ? 'denominator'
    : 'cases';
  const mutants: DefinitionMutant[] = [];
  if (cohort.op !== 'always')
    mutants.push(...within(cohortField, cohort), {
      name: `${cohortField}: left out`,
      mutated: changed(indicator, { [cohortField]: always }),
    });
  return [
    ...mutants,
    ...exclusionMutants(indicator),
    ...windowMutants(indicator),
    ...dateMutants(indicator),
    ...measureMutants(indicator, within),
  ];
}

function exclusionMutants(indicator: DefinedIndicator): DefinitionMutant[] {
  const { exclusions = {} } = indicator;
  return Object.entries(exclusions).flatMap(([name, exclusion]) => {
    const { [name]: dropped, ...rest } = exclusions;
    const parts = predicateMutants(indicator.of, exclusion.when).map((part) => ({
      name: `exclusion ${name}: ${part.name}`,
      mutated: changed(indicator, {
        exclusions: { ...exclusions, [name]: { ...dropped, when: part.mutated } },
      }),
    }));
    return [
      ...parts,
      { name: `exclusion ${name}: left out`, mutated: changed(indicator, { exclusions: rest }) },
    ];
  });
}

function windowMutants(indicator: DefinedIndicator): DefinitionMutant[] {
  const { window, ...rest } = indicator;
  if (!window) return [];
  const dropped = { name: 'window: left out', mutated: { indicator: rest as DefinedIndicator } };
  const { days, over } = window;
  if (days !== undefined)
    return [
      dropped,
      ...[1, -1].map((by) => ({
        name: `window: ${days + by} days for ${days}`,
        mutated: changed(indicator, { window: { ...window, days: days + by } }),
      })),
    ];
  // A window that always ends at a midnight is moved by days; an hour would change nothing.
  const isByTheHour = Object.values(sqlBehind(indicator.of, over)).some((sql) =>
    /INTERVAL \d+ HOUR/.test(sql),
  );
  const hours = isByTheHour ? [24, -24, 1, -1] : [24, -24];
  return [
    dropped,
    ...hours.map((by) => ({
      name: `window: ${by > 0 ? '+' : ''}${by} h`,
      mutated: { indicator, shift: { column: over, hours: by } },
    })),
  ];
}

function dateMutants(indicator: DefinedIndicator): DefinitionMutant[] {
  return (['effectiveFrom', 'effectiveTo'] as const).flatMap((field) => {
    const day = indicator[field];
    if (day === undefined) return [];
    return [1, -1].map((by) => {
      const other = dayText(parseDay(day) + by);
      return { name: `${field} ${other}`, mutated: changed(indicator, { [field]: other }) };
    });
  });
}

function measureMutants(
  indicator: DefinedIndicator,
  within: (field: string, predicate: Predicate) => DefinitionMutant[],
): DefinitionMutant[] {
  const one = (name: string, change: object) => ({ name, mutated: changed(indicator, change) });
  switch (indicator.measure) {
    case 'proportion':
    case 'patient proportion': {
      const policy = indicator.unknown === 'not met' ? 'left out' : 'not met';
      const mutants = [
        ...within('numerator', indicator.numerator),
        one(`unknown ${policy}`, { unknown: policy }),
      ];
      if (indicator.measure === 'proportion') return mutants;
      const cases = indicator.cases === 'any' ? 'all' : 'any';
      return [
        ...mutants,
        one(`patient by ${cases}`, { cases }),
        one('cases for patients', { measure: 'proportion' }),
      ];
    }
    case 'ratio': {
      const { numerator, denominator } = indicator;
      return [one('numerator and denominator swapped', { numerator: denominator, denominator: numerator })];
    }
    case 'volume': {
      const other = indicator.unit.numerator === 'patient' ? 'case' : 'patient';
      if (!('patient_id' in indicator.of.spec.fields)) return [];
      return [one(`counts by ${other}`, { unit: { ...indicator.unit, numerator: other } })];
    }
    case 'composition':
      return (indicator.strata ?? []).map((stratum) =>
        one(`strata without ${stratum.name}`, {
          strata: indicator.strata?.filter((other) => other !== stratum),
        }),
      );
    case 'standardised ratio': {
      const recalibration = indicator.recalibration === 'none' ? 'intercept' : 'none';
      return [
        ...within('observed', indicator.observed),
        one(`recalibration ${recalibration}`, { recalibration }),
      ];
    }
    case 'centre proportion': {
      const { sign, value } = indicator.centre;
      return within('centre', { op: 'compare', column: 'n', sign, value });
    }
    case 'median':
      return [];
  }
}

import {
  any,
  between,
  column,
  compare,
  daysBetween,
  type Fact,
  not,
  otherwise,
  over,
  rounded,
  roundedDown,
  sum,
  times,
  when,
} from '../define/fact.js';
import type { Derived, RowRule } from '../define/table.js';

const age = column.number('age');

/** Whether the age is in whole years of 365.25 days. */
const isWholeYears = compare(age, '=', roundedDown(times(rounded(over(sum(age, 1), 365.25)), 365.25)));

/**
 * Whether the stated age contradicts the date of birth on the day `on`; not known where one is missing or birth comes after that day, which
 * another rule covers.
 *
 * An age in whole years, or of three years and more, may be one completed year off, because hospitals count the year of birth, or take the
 * age at admission. A lower one given in months or days may be two months off.
 */
export function ageContradicted(on: Fact<'day'>): Derived<'bool'> {
  const lived = daysBetween(column.day('birth_date'), on);
  return {
    kind: 'bool',
    transient: true,
    fact: when(
      [compare(lived, '<', 0), null],
      [any(compare(age, '>=', 1096), isWholeYears), not(between(lived, sum(age, -366), sum(age, 731)))],
      otherwise(not(between(lived, sum(age, -62), sum(age, 62)))),
    ),
    title: { zh: '年龄与出生日期矛盾', en: 'age contradicts the date of birth' },
  };
}

/** The rule on {@link ageContradicted}, which must be a derived column `age_contradicted` of the table. */
export function ageRule(index: string): RowRule {
  return {
    rule: 'age-contradicts-birth',
    severity: 'error',
    broken: { op: 'is', column: 'age_contradicted', value: true },
    fields: ['age', 'birth_date', index],
    message: {
      zh: '年龄须与出生日期相符（按当日周岁，相差不超过一岁；三岁以下按月、天填写的相差不超过两个月）',
      en: 'the age must agree with the date of birth (completed years on that day, within one; under three years in months or days, within two months)',
    },
    fix: {
      zh: '请核对年龄的单位（岁、月、天）和出生日期后更正。',
      en: 'Check the unit of the age (years, months, days) and the date of birth.',
    },
  };
}

import { describe, expect, it } from 'vitest';
import {
  all,
  clockKnown,
  column,
  compare,
  constant,
  day,
  earliestOf,
  type Fact,
  firstKnown,
  is,
  known,
  latestMoment,
  not,
  notKnown,
  otherwise,
  plusDays,
  plusHours,
  read,
  sum,
  surelyBefore,
  when,
  within,
} from '../../../pipeline/define/fact.js';
import { checkFacts } from '../../../pipeline/define/fact-check.js';
import { columnsIn, kindOf, numbersIn } from '../../../pipeline/define/facts-in.js';
import { bool, choice, date, datetime, int, text } from '../../../pipeline/define/field.js';

const [begun, ended, on] = [column.moment('begun_at'), column.moment('ended_at'), column.day('on')];

describe('what a fact reads', () => {
  it.each<[Fact, string[]]>([
    [within(24).after(begun).of(ended), ['ended_at', 'begun_at', 'ended_at_timed', 'begun_at_timed']],
    [surelyBefore(begun, ended), ['begun_at_timed', 'ended_at_timed', 'begun_at', 'ended_at']],
    [latestMoment(begun), ['begun_at_timed', 'begun_at']],
    [clockKnown(begun), ['begun_at_timed']],
    [read('note', 'day'), ['note']],
    [when([known(on), day(begun)], otherwise(on)), ['on', 'begun_at']],
    [notKnown('day'), []],
  ])('is every column in it: %j', (fact, columns) => {
    expect([...columnsIn(fact)].sort()).toEqual([...columns].sort());
  });

  it('and every number in it', () => {
    const fact = when([compare(column.number('n'), '>=', 18), plusDays(on, 30)], otherwise(plusDays(on, -2)));
    expect(numbersIn(fact)).toEqual([18, 30, -2]);
  });
});

describe('the kind of a fact', () => {
  it.each<[Fact, string | null]>([
    [plusDays(on, 1), 'day'],
    [plusHours(begun, 1), 'moment'],
    [day(begun), 'day'],
    [when([known(on), null], [known(begun), on]), 'day'],
    [when([known(on), null]), null],
    [earliestOf(begun, ended), 'moment'],
    [sum(1, 2), 'number'],
    [all(known(on)), 'bool'],
    [constant('x'), 'choice'],
    [read('note', 'percentage'), 'number'],
  ])('of %j is %s', (fact, kind) => {
    expect(kindOf(fact)).toBe(kind);
  });
});

describe('a table', () => {
  const fields = {
    begun_at: datetime('开始', 'begun at'),
    on: date('日期', 'on'),
    donor: bool('供体', 'donor'),
    n: int('数', 'n'),
    word: choice('词', 'word', ['A', 'B'] as const),
    note: text('说明', { en: 'note' }),
  };
  const spec = (fact: Fact) => ({
    name: 't',
    fields,
    derived: { it: { fact }, other: { fact: day(begun) } },
  });

  it.each<[string, Fact]>([
    ['a column that is there', known(on)],
    ['its own derived columns', compare(column.day('other'), '<', on)],
    ['clocks of moments that have one', clockKnown(begun)],
    ['a text', known(read('note', 'number'))],
  ])('takes %s', (_, fact) => {
    expect(() => checkFacts(spec(fact))).not.toThrow();
  });

  it.each<[string, Fact, RegExp]>([
    ['a column that is not there', known(column.day('gone')), /t\.it.*reads gone, which is not there/],
    ['a day as a moment', day(column.moment('on')), /reads on as moment, which is day/],
    ['a derived day as a moment', day(column.moment('other')), /reads other as moment, which is day/],
    [
      'the clock of a day',
      { op: 'clock known', of: column.moment('on') },
      /reads on_timed, which is not there/,
    ],
    ['a yes or no as a word', is(column.choice('donor'), 'A'), /reads donor as choice, which is bool/],
    ['a text that is a word', known(read('word', 'day')), /reads word as text, which is choice/],
    ['days against moments', compare<'day' | 'moment'>(on, '<', begun), /sets day against moment/],
    ['days and moments in one list', firstKnown<'day' | 'moment'>(on, begun), /sets day against moment/],
    [
      'a word where a number stands else',
      when([known(on), 1], [not(known(on)), 'x']),
      /sets number against choice/,
    ],
  ])('refuses %s', (_, fact, message) => {
    expect(() => checkFacts(spec(fact))).toThrow(message);
  });
});

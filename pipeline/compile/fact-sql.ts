import type { ColumnNode, Fact } from '../define/fact.js';
import {
  all,
  clockKnown,
  column,
  compare,
  day,
  latestMoment,
  not,
  otherwise,
  plusHours,
  when,
} from '../define/fact.js';
import { clockOf } from '../define/facts-in.js';
import type { Sign } from '../define/predicate.js';
import type { Dialect } from '../dialect/dialect.js';
import { duckdb } from '../dialect/duckdb.js';
import { DefinitionError } from '../message/errors.js';
import { sqlName, sqlText } from '../sql/quote.js';

/* Facts as SQL. Columns are written without quotes, because shorter statements are planned faster. */

/** How tightly an expression binds, from OR up to what never needs brackets. */
const tightness = { or: 1, and: 2, not: 3, compare: 4, add: 5, multiply: 6, whole: 7 } as const;
type Tightness = keyof typeof tightness;
interface Text {
  readonly text: string;
  readonly tight: Tightness;
}

const whole = (text: string): Text => ({ text, tight: 'whole' });
const compared = (text: string): Text => ({ text, tight: 'compare' });

const opposite: { readonly [sign in Sign]?: Sign } = { '=': '<>', '<>': '=' };

/** A fact as an SQL expression over the columns of its row, three-valued as the fact is; it needs nothing from the table. */
export function factSql(fact: Fact, dialect: Dialect = duckdb): string {
  const own = texts.get(dialect) ?? new WeakMap<object, string>();
  const text = own.get(fact) ?? textOf(fact, dialect).text;
  texts.set(dialect, own.set(fact, text));
  return text;
}

/** Caches the text of each fact, because every file asks for the facts of the contract. */
const texts = new WeakMap<Dialect, WeakMap<object, string>>();

/** The name of a column, which must be an identifier of ours. */
function nameOf({ name }: ColumnNode): string {
  sqlName(name);
  return name;
}

function textOf(fact: Fact, dialect: Dialect): Text {
  const sql = (of: Fact) => textOf(of, dialect).text;
  /** The expression, in brackets where it binds less tightly than needed. */
  const part = (of: Fact, needed: Tightness) => {
    const { text, tight } = textOf(of, dialect);
    return tightness[tight] < tightness[needed] ? `(${text})` : text;
  };
  const again = (of: Fact) => textOf(of, dialect);
  switch (fact.op) {
    case 'column':
      return whole(nameOf(fact));
    case 'constant':
      return whole(typeof fact.value === 'string' ? sqlText(fact.value) : String(fact.value));
    case 'not known':
      return whole(fact.kind === undefined ? 'NULL' : dialect.notKnown(fact.kind));
    case 'as-of end':
      return whole(dialect.asOfEnd);
    case 'named':
      return again(fact.of);
    case 'known':
      return compared(`${part(fact.of, 'whole')} IS NOT NULL`);
    case 'surely':
      return whole(`coalesce(${sql(fact.of)}, false)`);
    case 'possibly':
      return whole(`coalesce(${sql(fact.of)}, true)`);
    case 'not':
      return notText(fact.of, dialect);
    case 'all':
    case 'any': {
      const [word, tight] = fact.op === 'all' ? (['AND', 'and'] as const) : (['OR', 'or'] as const);
      const [only] = fact.of;
      if (fact.of.length === 1 && only) return again(only);
      if (fact.of.length === 0) return whole(String(fact.op === 'all'));
      return { text: fact.of.map((of) => part(of, tight)).join(` ${word} `), tight };
    }
    case 'how many':
      return { text: fact.of.map((of) => `CAST(${sql(of)} AS INTEGER)`).join(' + '), tight: 'add' };
    case 'in':
      return inText(fact.values, part(fact.of, 'add'), false);
    case 'includes':
      return compared(`(${dialect.commonBits(nameOf(fact.of), fact.mask)}) <> 0`);
    case 'compare':
      return compared(`${part(fact.left, 'add')} ${fact.sign} ${part(fact.right, 'add')}`);
    case 'between':
      return compared(
        `${part(fact.of, 'whole')} BETWEEN ${part(fact.low, 'add')} AND ${part(fact.high, 'add')}`,
      );
    case 'when': {
      const branches = fact.branches.map(
        ({ condition, value }) => `WHEN ${sql(condition)} THEN ${sql(value)}`,
      );
      const last = fact.otherwise ? ` ELSE ${sql(fact.otherwise)}` : '';
      return whole(`CASE ${branches.join(' ')}${last} END`);
    }
    case 'first known':
      return whole(`coalesce(${fact.of.map(sql).join(', ')})`);
    case 'latest':
    case 'earliest':
      return whole(dialect[fact.op](fact.of.map(sql)));
    case 'clock known':
      return whole(nameOf({ ...fact.of, name: clockOf(fact.of) }));
    case 'latest moment': {
      const [none, day] = [0, 24].map((count) => dialect.interval(count, 'hours'));
      const clock = clockOf(fact.of);
      return { text: `${nameOf(fact.of)} + CASE WHEN ${clock} THEN ${none} ELSE ${day} END`, tight: 'add' };
    }
    case 'surely before':
    case 'within':
    case 'less than':
      return again(meaningOf(fact));
    case 'day':
      return whole(dialect.day(sql(fact.of)));
    case 'midnight':
      return whole(dialect.midnight(sql(fact.of)));
    case 'plus': {
      const of = part(fact.of, 'add');
      if (fact.unit === 'months') return { text: dialect.monthsAfter(of, fact.count), tight: 'add' };
      const more = fact.unit === 'days' ? dialect.days(fact.count) : dialect.interval(fact.count, 'hours');
      return { text: `${of} + ${more}`, tight: 'add' };
    }
    case 'anniversary':
      return whole(dialect.yearsAfter(part(fact.of, 'add'), fact.years));
    case 'days between':
      return whole(dialect.daysBetween(part(fact.from, 'multiply'), part(fact.to, 'multiply')));
    case 'minutes between':
      return whole(dialect.minutesBetween(part(fact.from, 'multiply'), part(fact.to, 'multiply')));
    case 'years between': {
      const [from, to] = [part(fact.from, 'multiply'), part(fact.to, 'multiply')];
      const years = `year(${to}) - year(${from})`;
      return {
        text: `${years} - CAST(${to} < ${dialect.yearsAfter(from, years)} AS INTEGER)`,
        tight: 'add',
      };
    }
    case 'sum':
      return { text: fact.of.map((of) => part(of, 'add')).join(' + '), tight: 'add' };
    case 'times':
      return { text: `${part(fact.of, 'multiply')} * ${fact.by}`, tight: 'multiply' };
    case 'over':
      return { text: dialect.over(part(fact.of, 'multiply'), fact.by), tight: 'multiply' };
    case 'rounded':
      return whole(`round(${sql(fact.of)})`);
    case 'rounded down':
      return whole(dialect.roundedDown(sql(fact.of)));
    case 'read':
    case 'meaning': {
      const text =
        fact.op === 'read' ? dialect.read(fact.column, fact.as) : dialect.meaning(fact.column, fact.of);
      if (text === null) throw new DefinitionError(fact.column, `is read at intake, not by ${dialect.name}`);
      return whole(fact.op === 'meaning' && fact.kind === 'number' ? `CAST(${text} AS INTEGER)` : text);
    }
  }
}

/** The negation, by the opposite operator where there is one. */
function notText(of: Fact, dialect: Dialect): Text {
  const part = (fact: Fact, needed: Tightness) => {
    const { text, tight } = textOf(fact, dialect);
    return tightness[tight] < tightness[needed] ? `(${text})` : text;
  };
  switch (of.op) {
    case 'known':
      return compared(`${part(of.of, 'whole')} IS NULL`);
    case 'in':
      return inText(of.values, part(of.of, 'add'), true);
    case 'between': {
      const [low, high] = [part(of.low, 'add'), part(of.high, 'add')];
      return compared(`${part(of.of, 'whole')} NOT BETWEEN ${low} AND ${high}`);
    }
    case 'compare': {
      const sign = opposite[of.sign];
      if (sign !== undefined) return textOf({ ...of, sign }, dialect);
      return { text: `NOT (${textOf(of, dialect).text})`, tight: 'not' };
    }
    case 'named':
      return notText(of.of, dialect);
    default:
      return { text: `NOT ${part(of, 'whole')}`, tight: 'not' };
  }
}

function inText(values: readonly (string | number)[], of: string, isNot: boolean): Text {
  const texts = values.map((value) => (typeof value === 'number' ? String(value) : sqlText(value)));
  return compared(
    texts.length === 1
      ? `${of} ${isNot ? '<>' : '='} ${texts[0]}`
      : `${of} ${isNot ? 'NOT IN' : 'IN'} (${texts.join(', ')})`,
  );
}

/** A comparison of moments whose clock times may be unknown, expressed by simpler facts. */
function meaningOf(fact: Extract<Fact, { readonly op: 'surely before' | 'within' | 'less than' }>): Fact {
  const moment = ({ name }: ColumnNode) => column.moment(name);
  if (fact.op === 'surely before') {
    const [left, right] = [moment(fact.left), moment(fact.right)];
    return when(
      [all(clockKnown(left), clockKnown(right)), compare(left, '<', right)],
      otherwise(compare(day(left), '<', day(right))),
    );
  }
  const { hours } = fact;
  const [of, after] = [moment(fact.of), moment(fact.after)];
  const limit = plusHours(after, hours);
  if (fact.op === 'within')
    return when(
      [compare(latestMoment(of), '<=', limit), true],
      [all(clockKnown(after), compare(of, '>', limit)), false],
      [all(not(clockKnown(after)), compare(of, '>=', plusHours(after, hours + 24))), false],
    );
  return when(
    [all(clockKnown(of), compare(of, '<', limit)), true],
    [all(not(clockKnown(of)), compare(plusHours(of, 24), '<=', limit)), true],
    [compare(of, '>=', plusHours(latestMoment(after), hours)), false],
  );
}

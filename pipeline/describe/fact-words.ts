import type { Column } from '../define/column.js';
import type { ColumnNode, Fact, Reading } from '../define/fact.js';
import { factsIn, kindOf } from '../define/facts-in.js';
import type { Bilingual } from '../message/errors.js';
import { signs } from './predicate-words.js';

type Columns = Readonly<Record<string, Pick<Column, 'title'>>>;

/** Words of a fact; `loose` where a longer sentence puts them in brackets. */
interface Words extends Bilingual {
  readonly loose?: boolean;
}

const say = (zh: string, en: string, loose = false): Words => ({ zh, en, loose });
const bracketed = ({ zh, en }: Bilingual): Words => say(`（${zh}）`, `(${en})`);

/**
 * A fact in words, in both languages, from its declaration alone: together with `factsInGeneral`, enough to derive it by hand. Columns
 * stand in double quotes by their titles; names of facts in corner brackets, explained by {@link factNames}.
 *
 * @throws {RangeError} when the fact reads a column that is not among `columns`
 */
export function factWords(fact: Fact, columns: Columns): Bilingual {
  const { zh, en } = new Speaker(columns).value(fact);
  return { zh, en };
}

/** The named facts within a fact, each with its explanation. */
export function factNames(
  fact: Fact,
  columns: Columns,
): readonly { readonly name: Bilingual; readonly is: Bilingual }[] {
  const speaker = new Speaker(columns);
  const names = new Map<string, { readonly name: Bilingual; readonly is: Bilingual }>();
  for (const part of factsIn(fact)) {
    if (part.op !== 'named') continue;
    const { zh, en } = speaker.value(part.of);
    names.set(`${part.title.zh} ${zh}`, { name: part.title, is: { zh, en } });
  }
  return [...names.values()];
}

/** The words of a fact, and explanations of the names in it. */
export function factSheet(fact: Fact, columns: Columns): Bilingual {
  const own = factWords(fact, columns);
  const names = factNames(fact, columns);
  return {
    zh: [own.zh, ...names.map(({ name, is }) => `${quoted(name).zh}指：${is.zh}`)].join('。'),
    en: [own.en, ...names.map(({ name, is }) => `${quoted(name).en} is: ${is.en}`)].join('. '),
  };
}

const quoted = ({ zh, en }: Bilingual): Bilingual => ({ zh: `「${zh}」`, en: `‘${en}’` });

const dateSigns: Readonly<Record<string, Bilingual>> = {
  '<': { zh: '早于', en: 'is before' },
  '<=': { zh: '不晚于', en: 'is no later than' },
  '>': { zh: '晚于', en: 'is after' },
  '>=': { zh: '不早于', en: 'is no earlier than' },
  '=': { zh: '同于', en: 'is the same as' },
  '<>': { zh: '不同于', en: 'is not the same as' },
};

const readings: Readonly<Record<Reading, Bilingual>> = {
  'yes or no': { zh: '是或否', en: 'a yes or no' },
  number: { zh: '数', en: 'a number' },
  percentage: { zh: '百分数', en: 'a percentage' },
  day: { zh: '日期', en: 'a date' },
};

const truths = { true: { zh: '是', en: 'yes' }, false: { zh: '否', en: 'no' } } as const;

/** ①, ②, …: the marks of alternatives in order. */
const place = (i: number) => String.fromCodePoint(0x2460 + i);

const listed = (parts: readonly Bilingual[]): Bilingual => ({
  zh: parts.map(({ zh }, i) => `${place(i)}${zh}`).join('；'),
  en: parts.map(({ en }, i) => `(${i + 1}) ${en}`).join('; '),
});

const orOf = (values: readonly (string | number)[]): Bilingual => ({
  zh: values.join('、'),
  en: values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`,
});

class Speaker {
  readonly #columns: Columns;

  constructor(columns: Columns) {
    this.#columns = columns;
  }

  /** The value of a fact; for a yes or no, its statement. */
  value(fact: Fact): Words {
    switch (fact.op) {
      case 'column':
        return this.#title(fact.name);
      case 'constant':
        return typeof fact.value === 'boolean'
          ? truths[`${fact.value}`]
          : say(String(fact.value), String(fact.value));
      case 'not known':
        return say('未知', 'not known');
      case 'as-of end':
        return say('数据截至日的结束', 'the end of the data-cut day');
      case 'named':
        return quoted(fact.title);
      case 'when':
        return this.#when(fact);
      case 'first known':
        return this.#list('依次取第一个已知的', 'the first of these that is known', fact.of);
      case 'latest':
        return this.#list('已知的各项中最晚的', 'the latest of those of these that are known', fact.of);
      case 'earliest':
        return this.#list('已知的各项中最早的', 'the earliest of those of these that are known', fact.of);
      case 'sum':
        return this.#sum(fact.of);
      case 'how many': {
        const { zh, en } = listed(fact.of.map((of) => this.condition(of)));
        return say(
          `以下各项中成立的项数（有未知的即未知）：${zh}`,
          `how many of these hold (not known as soon as one is not): ${en}`,
          true,
        );
      }
      case 'latest moment': {
        const { zh, en } = this.#title(fact.of.name);
        return say(`${zh}的最晚时刻`, `the latest moment of ${en}`);
      }
      case 'day':
        return this.#of(
          fact.of,
          (zh) => `${zh}的日期`,
          (en) => `the day of ${en}`,
        );
      case 'midnight':
        return this.#of(
          fact.of,
          (zh) => `${zh}的0:00`,
          (en) => `0:00 of ${en}`,
        );
      case 'plus':
        return this.#plus(fact);
      case 'anniversary':
        return this.#of(
          fact.of,
          (zh) => `${zh}满${fact.years}年之日`,
          (en) => `the ${fact.years}-year anniversary of ${en}`,
        );
      case 'days between':
      case 'minutes between':
      case 'years between':
        return this.#between(fact);
      case 'times':
        return this.#of(
          fact.of,
          (zh) => `${zh} × ${fact.by}`,
          (en) => `${en} × ${fact.by}`,
        );
      case 'over':
        return this.#of(
          fact.of,
          (zh) => `${zh} ÷ ${fact.by}`,
          (en) => `${en} ÷ ${fact.by}`,
        );
      case 'rounded':
        return this.#of(
          fact.of,
          (zh) => `${zh}四舍五入取整`,
          (en) => `${en} to the nearest whole number`,
        );
      case 'rounded down':
        return this.#of(
          fact.of,
          (zh) => `${zh}向下取整`,
          (en) => `${en} rounded down`,
        );
      case 'read': {
        const [{ zh, en }, as] = [this.#title(fact.column), readings[fact.as]];
        return say(`${zh}读作${as.zh}`, `${en} read as ${as.en}`);
      }
      case 'meaning': {
        const { zh, en } = this.#title(fact.column);
        return say(`${zh}按词表的唯一含义`, `the one meaning of ${en} by the list of words`);
      }
      default:
        return this.condition(fact);
    }
  }

  /** The statement that a yes or no is yes. */
  condition(fact: Fact): Words {
    switch (fact.op) {
      case 'column': {
        const { zh, en } = this.#title(fact.name);
        return say(`${zh}为是`, `${en} is yes`);
      }
      case 'named':
        return quoted(fact.title);
      case 'known':
        return this.#known(fact.of, '已知', 'is known');
      case 'surely':
        return this.#of(
          fact.of,
          (zh) => `确知${zh}`,
          (en) => `it is known that ${en}`,
        );
      case 'possibly':
        return this.#of(
          fact.of,
          (zh) => `${zh}，或未知`,
          (en) => `${en}, or this is not known`,
          true,
        );
      case 'not':
        return this.#not(fact.of);
      case 'all':
      case 'any':
        return this.#joined(fact);
      case 'in':
        return this.#in(fact, '为', 'is');
      case 'includes':
        return this.#includes(fact, '含', 'includes');
      case 'compare':
        return this.#compare(fact);
      case 'between':
        return this.#within(fact, '在', 'is within');
      case 'clock known': {
        const { zh, en } = this.#title(fact.of.name);
        return say(`${zh}有时分`, `${en} has a clock time`);
      }
      case 'surely before': {
        const [left, right] = [this.#title(fact.left.name), this.#title(fact.right.name)];
        return say(
          `${left.zh}确早于${right.zh}（均有时分的比时刻，否则比日期）`,
          `${left.en} is surely before ${right.en} (by the moments where both have a clock time, else by the days)`,
        );
      }
      case 'within':
      case 'less than': {
        const [of, after, n] = [this.#title(fact.of.name), this.#title(fact.after.name), fact.hours];
        return fact.op === 'within'
          ? say(
              `${of.zh}不晚于${after.zh}后${n}小时（恰满${n}小时为是；缺时分而两可的未知）`,
              `${of.en} is no later than ${n} h after ${after.en} (exactly ${n} h is yes; open for a missing clock time is not known)`,
            )
          : say(
              `${of.zh}距${after.zh}不满${n}小时（恰满${n}小时为否；缺时分而两可的未知）`,
              `${of.en} is less than ${n} h after ${after.en} (exactly ${n} h is no; open for a missing clock time is not known)`,
            );
      }
      case 'constant':
        return fact.value === true ? say('总是', 'always') : say('从不', 'never');
      default: {
        const { zh, en } = this.value(fact);
        return say(`（${zh}）为是`, `(${en}) is yes`);
      }
    }
  }

  /** In brackets where it is a sentence of its own. */
  #part(fact: Fact): Bilingual {
    const words = kindOf(fact) === 'bool' ? this.condition(fact) : this.value(fact);
    return words.loose ? bracketed(words) : words;
  }

  #of(fact: Fact, zh: (zh: string) => string, en: (en: string) => string, loose = false): Words {
    const part = this.#part(fact);
    return say(zh(part.zh), en(part.en), loose);
  }

  #title(name: string): Bilingual {
    const title = this.#columns[name]?.title;
    if (!title) throw new RangeError(`no column ${name} to give words to`);
    return { zh: `“${title.zh}”`, en: `“${title.en}”` };
  }

  #list(zh: string, en: string, of: readonly Fact[]): Words {
    const parts = listed(of.map((part) => this.#part(part)));
    return say(`${zh}：${parts.zh}`, `${en}: ${parts.en}`, true);
  }

  #sum(of: readonly Fact[]): Words {
    if (of.length > 2)
      return this.#list('各项之和（有未知的即未知）', 'the sum (not known as soon as one is not) of', of);
    const parts = of.map((part) => {
      const isLess = part.op === 'constant' && typeof part.value === 'number' && part.value < 0;
      const { zh, en } = isLess
        ? say(String(-Number(part.value)), String(-Number(part.value)))
        : this.#part(part);
      return { zh, en, isLess };
    });
    return say(
      parts.map(({ zh, isLess }, i) => (i === 0 ? zh : `${isLess ? '减' : '加'}${zh}`)).join(''),
      parts.map(({ en, isLess }, i) => (i === 0 ? en : `${isLess ? 'less' : 'plus'} ${en}`)).join(' '),
    );
  }

  #when({ branches, otherwise }: Extract<Fact, { readonly op: 'when' }>): Words {
    const steps = branches.map(({ condition, value }) => {
      const [when, then] = [this.condition(condition), this.#consequence(value)];
      return { zh: `${when.zh}的，${then.zh}`, en: `where ${when.en}, ${then.en}` };
    });
    const last = otherwise ? this.#consequence(otherwise) : say('未知', 'not known');
    const [only] = steps;
    if (steps.length === 1 && only)
      return say(`${only.zh}；否则${last.zh}`, `${only.en}; else ${last.en}`, true);
    const { zh, en } = listed(steps);
    return say(
      `依次取第一个成立的：${zh}；都不成立的，${last.zh}`,
      `the first of these that holds: ${en}; where none does, ${last.en}`,
      true,
    );
  }

  /** The result under a condition. */
  #consequence(fact: Fact): Bilingual {
    if (fact.op === 'not known') return this.value(fact);
    if (fact.op === 'constant' || kindOf(fact) !== 'bool') {
      const { zh, en } = fact.op === 'constant' ? this.value(fact) : this.#part(fact);
      return { zh: `为${zh}`, en };
    }
    if (fact.op === 'when') return bracketed(this.value(fact));
    if (fact.op === 'column') {
      const { zh, en } = this.value(fact);
      return { zh: `同${zh}`, en: `as ${en}` };
    }
    if (fact.op === 'not' && fact.of.op === 'column') {
      const { zh, en } = this.value(fact.of);
      return { zh: `为${zh}的反面`, en: `the reverse of ${en}` };
    }
    const { zh, en } = this.#part(fact);
    return { zh: `看是否${zh}`, en: `whether ${en}` };
  }

  #known(of: Fact, zh: string, en: string): Words {
    if (of.op === 'first known') {
      const parts = of.of.map((part) => this.#part(part));
      const any = zh === '已知';
      return say(
        `${parts.map((part) => part.zh).join('、')}${any ? '中有已知的' : '都未知'}`,
        any
          ? `any of ${parts.map((part) => part.en).join(', ')} is known`
          : `none of ${parts.map((part) => part.en).join(', ')} is known`,
      );
    }
    return this.#ofValue(
      of,
      (own) => `${own}${zh}`,
      (own) => `${own} ${en}`,
    );
  }

  #ofValue(fact: Fact, zh: (zh: string) => string, en: (en: string) => string): Words {
    const words = this.value(fact);
    const part = words.loose ? bracketed(words) : words;
    return say(zh(part.zh), en(part.en));
  }

  #not(of: Fact): Words {
    switch (of.op) {
      case 'column': {
        const { zh, en } = this.#title(of.name);
        return say(`${zh}为否`, `${en} is no`);
      }
      case 'known':
        return this.#known(of.of, '未知', 'is not known');
      case 'in':
        return this.#in(of, '不为', 'is not');
      case 'includes':
        return this.#includes(of, '不含', 'does not include');
      case 'between':
        return this.#within(of, '不在', 'is not within');
      case 'clock known': {
        const { zh, en } = this.#title(of.of.name);
        return say(`${zh}没有时分`, `${en} has no clock time`);
      }
      case 'surely': {
        const { zh, en } = this.#part(of.of);
        return say(`未能确知${zh}`, `it is not known that ${en}`);
      }
      default: {
        const { zh, en } = this.condition(of);
        return say(`并非（${zh}）`, `not (${en})`);
      }
    }
  }

  #joined({ op, of }: Extract<Fact, { readonly op: 'all' | 'any' | 'how many' }>): Words {
    const [only] = of;
    if (of.length === 1 && only) return this.condition(only);
    const parts = of.map((part) => {
      const words = this.condition(part);
      const isOther = (part.op === 'all' || part.op === 'any') && part.op !== op && part.of.length > 1;
      return isOther || (words.loose && part.op !== op) ? bracketed(words) : words;
    });
    return say(
      parts.map(({ zh }) => zh).join(op === 'all' ? '，且' : '，或'),
      parts.map(({ en }) => en).join(op === 'all' ? ' and ' : ' or '),
      true,
    );
  }

  #in({ of, values }: Extract<Fact, { readonly op: 'in' }>, zh: string, en: string): Words {
    const words = orOf(values);
    return this.#ofValue(
      of,
      (own) => `${own}${zh}${words.zh}`,
      (own) => `${own} ${en} ${words.en}`,
    );
  }

  #includes(
    { of, values }: { readonly of: ColumnNode; readonly values: readonly string[] },
    zh: string,
    en: string,
  ): Words {
    const [title, words] = [this.#title(of.name), orOf(values)];
    return say(`${title.zh}${zh}${words.zh}`, `${title.en} ${en} ${words.en}`);
  }

  #compare({ left, sign, right }: Extract<Fact, { readonly op: 'compare' }>): Words {
    const kind = kindOf(left);
    const word =
      kind === 'number' ? { zh: signs[sign], en: signs[sign] } : (dateSigns[sign] ?? say(sign, sign));
    const gap = kind === 'number' ? ' ' : '';
    const side = (fact: Fact) =>
      kind === 'bool' && fact.op === 'column' ? this.#title(fact.name) : this.#part(fact);
    const [a, b] = [side(left), side(right)];
    return say(`${a.zh}${gap}${word.zh}${gap}${b.zh}`, `${a.en} ${word.en} ${b.en}`);
  }

  #within({ of, low, high }: Extract<Fact, { readonly op: 'between' }>, zh: string, en: string): Words {
    const [own, from, to] = [this.#part(of), this.#part(low), this.#part(high)];
    return say(
      `${own.zh}${zh}${from.zh}至${to.zh}之间（含两端）`,
      `${own.en} ${en} ${from.en} to ${to.en}, both included`,
    );
  }

  #plus({ of, count, unit }: Extract<Fact, { readonly op: 'plus' }>): Words {
    const [n, isLess] = [Math.abs(count), count < 0];
    const units = { hours: say('小时', 'h'), days: say('天', 'd'), months: say('个月', 'months') }[unit];
    const { zh, en } = this.#part(of);
    const [less, before] = isLess ? ['减', 'less'] : ['加', 'plus'];
    const end = unit === 'months' ? say('之日的0:00', ', at 0:00 of that day') : say('', '');
    return say(`${zh}${less}${n}${units.zh}${end.zh}`, `${en} ${before} ${n} ${units.en}${end.en}`);
  }

  #between({
    op,
    from,
    to,
  }: Extract<Fact, { readonly op: 'days between' | 'minutes between' | 'years between' }>): Words {
    const [a, b] = [this.#part(from), this.#part(to)];
    const units = {
      'days between': say('天数', 'days'),
      'minutes between': say(
        '分钟数（取最近的整数，恰半分钟取偶数）',
        'minutes (to the nearest whole one, half a minute to the even one)',
      ),
      'years between': say('满年数', 'whole years'),
    }[op];
    return say(`从${a.zh}到${b.zh}的${units.zh}`, `the ${units.en} from ${a.en} to ${b.en}`);
  }
}

import { describe, expect, it } from 'vitest';
import { monthlyReturns } from '../../pipeline/cases/anesthesia-monthly-returns.js';
import { tables } from '../../pipeline/contract/tables.js';
import {
  all,
  column,
  compare,
  day,
  is,
  known,
  named,
  not,
  otherwise,
  plusDays,
  surely,
  when,
  within,
} from '../../pipeline/define/fact.js';
import { columnsIn } from '../../pipeline/define/facts-in.js';
import { factNames, factSheet, factWords } from '../../pipeline/describe/fact-words.js';
import { factMutants } from '../proof/mutation/fact-mutants.js';

const title = (zh: string, en: string) => ({ title: { zh, en } });
const columns = {
  ended_at: title('撤机时间', 'ended at'),
  died_at: title('死亡时间', 'died at'),
  reason: title('原因', 'reason'),
  donor: title('供体', 'donor'),
  on: title('日期', 'day'),
};
const [ended, died] = [column.moment('ended_at'), column.moment('died_at')];
const reason = column.choice('reason');

describe('the words of a fact', () => {
  it.each([
    [
      within(48).after(ended).of(died),
      '“死亡时间”不晚于“撤机时间”后48小时（恰满48小时为是；缺时分而两可的未知）',
      '“died at” is no later than 48 h after “ended at” (exactly 48 h is yes; open for a missing clock time is not known)',
    ],
    [
      when(
        [not(known(ended)), when([is(reason, '死亡'), false])],
        [surely(column.bool('donor')), null],
        otherwise(column.bool('donor')),
      ),
      '依次取第一个成立的：①“撤机时间”未知的，（“原因”为死亡的，为否；否则未知）；②确知“供体”为是的，未知；都不成立的，同“供体”',
      'the first of these that holds: (1) where “ended at” is not known, (where “reason” is 死亡, no; else not known); (2) where it is known that “donor” is yes, not known; where none does, as “donor”',
    ],
    [
      all(not(is(reason, '死亡', '转院')), compare(day(died), '<=', plusDays(column.day('on'), 30))),
      '“原因”不为死亡、转院，且“死亡时间”的日期不晚于“日期”加30天',
      '“reason” is not 死亡 or 转院 and the day of “died at” is no later than “day” plus 30 d',
    ],
  ])('are these: %j', (fact, zh, en) => {
    expect(factWords(fact, columns)).toEqual({ zh, en });
  });

  it('call a named part by its name, which is told beside it', () => {
    const left = named('离院', 'left', is(reason, '转院'));
    const fact = when([left, true]);
    expect(factWords(fact, columns).zh).toBe('「离院」的，为是；否则未知');
    expect(factNames(fact, columns)).toEqual([
      { name: { zh: '离院', en: 'left' }, is: { zh: '“原因”为转院', en: '“reason” is 转院' } },
    ]);
    expect(factSheet(fact, columns).zh).toBe('「离院」的，为是；否则未知。「离院」指：“原因”为转院');
  });

  it('refuse a column that has no title', () => {
    expect(() => factWords(column.bool('absent'), columns)).toThrow(RangeError);
  });

  it.each([...tables, monthlyReturns].filter(({ spec }) => Object.keys(spec.derived).length > 0))(
    'of $name are others, in both languages, as soon as a fact is',
    (table) => {
      for (const [name, { fact }] of Object.entries(table.spec.derived)) {
        // A list of words has a page of its own.
        if (fact.op === 'meaning') continue;
        const own = factSheet(fact, table.columns);
        // A changed name of a column has a title of its own.
        const others = columnsIn(fact)
          .flatMap((of) => [of, of.replace(/_timed$/, '')])
          .map((of) => [`${of}×`, title(`${of}×`, `${of}×`)] as const);
        const titles = { ...table.columns, ...Object.fromEntries(others) };
        const same = factMutants(fact).filter(({ mutated }) => {
          const { zh, en } = factSheet(mutated, titles);
          return zh === own.zh || en === own.en;
        });
        expect(same.map((mutant) => `${name}${mutant.name}`).slice(0, 5)).toEqual([]);
      }
    },
  );
});

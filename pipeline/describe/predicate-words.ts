import type { Column } from '../define/column.js';
import type { Predicate, Sign } from '../define/predicate.js';
import type { Bilingual } from '../message/errors.js';
import { unitWords } from '../message/unit-words.js';

/** The columns that a predicate may read, by name. */
export type Columns = Readonly<Record<string, Column>>;

export const signs: Readonly<Record<Sign, string>> = {
  '<': '<',
  '<=': '≤',
  '>': '>',
  '>=': '≥',
  '=': '=',
  '<>': '≠',
};

const dateSigns: Readonly<Record<Sign, Bilingual>> = {
  '<': { zh: '早于', en: 'is before' },
  '<=': { zh: '不晚于', en: 'is not after' },
  '>': { zh: '晚于', en: 'is after' },
  '>=': { zh: '不早于', en: 'is not before' },
  '=': { zh: '同于', en: 'is the same as' },
  '<>': { zh: '不同于', en: 'is not the same as' },
};

/**
 * A predicate in words, in both languages; the columns give the titles. Words of the contract, such as 择期, stay unchanged. Parts of another
 * kind stand in brackets, so that the text shows the tree.
 *
 * @throws {RangeError} when the predicate reads a column that is not among `columns`
 */
export function predicateWords(predicate: Predicate, columns: Columns): Bilingual {
  switch (predicate.op) {
    case 'always':
      return { zh: '全部', en: 'every one' };
    case 'is': {
      const { zh, en } = titleOf(predicate.column, columns);
      return predicate.value
        ? { zh: `${zh}为是`, en: `${en} is yes` }
        : { zh: `${zh}为否`, en: `${en} is no` };
    }
    case 'in': {
      const { zh, en } = titleOf(predicate.column, columns);
      return { zh: `${zh}为${listed(predicate.values).zh}`, en: `${en} is ${listed(predicate.values).en}` };
    }
    case 'includes': {
      const { zh, en } = titleOf(predicate.column, columns);
      return {
        zh: `${zh}含${listed(predicate.values).zh}`,
        en: `${en} includes ${listed(predicate.values).en}`,
      };
    }
    case 'recent': {
      const { zh, en } = titleOf(predicate.column, columns);
      return {
        zh: `${zh}在数据截至日前 ${predicate.days} 天以内`,
        en: `${en} is not more than ${predicate.days} days before the as-of day`,
      };
    }
    case 'known': {
      const { zh, en } = titleOf(predicate.column, columns);
      return { zh: `${zh}已填写`, en: `${en} is filled in` };
    }
    case 'compare': {
      const { zh, en } = titleOf(predicate.column, columns);
      const size = `${signs[predicate.sign]} ${predicate.value}`;
      const unit = unitOf(predicate.column, columns);
      return { zh: `${zh} ${size}${unit.zh}`, en: `${en} ${size}${unit.en}` };
    }
    case 'order':
      return orderWords(predicate, columns);
    case 'not': {
      const { zh, en } = predicateWords(predicate.of, columns);
      return { zh: `并非（${zh}）`, en: `not (${en})` };
    }
    case 'all':
    case 'any':
      return joinedWords(predicate, columns);
    case 'at least': {
      const parts = predicate.of.map((of) => predicateWords(of, columns));
      return {
        zh: `以下 ${parts.length} 项中至少 ${predicate.count} 项：${parts.map(({ zh }, i) => `（${i + 1}）${zh}`).join('；')}`,
        en: `at least ${predicate.count} of these ${parts.length}: ${parts.map(({ en }, i) => `(${i + 1}) ${en}`).join('; ')}`,
      };
    }
  }
}

function orderWords({ left, sign, right }: Extract<Predicate, { op: 'order' }>, columns: Columns): Bilingual {
  const [a, b] = [titleOf(left, columns), titleOf(right, columns)];
  const column = columns[left];
  const isDate = column !== undefined && 'kind' in column && column.kind === 'date';
  const word = isDate ? dateSigns[sign] : { zh: signs[sign], en: signs[sign] };
  return isDate
    ? { zh: `${a.zh}${word.zh}${b.zh}`, en: `${a.en} ${word.en} ${b.en}` }
    : { zh: `${a.zh} ${word.zh} ${b.zh}`, en: `${a.en} ${word.en} ${b.en}` };
}

function joinedWords({ op, of }: Extract<Predicate, { op: 'all' | 'any' }>, columns: Columns): Bilingual {
  if (of.length === 0) return op === 'all' ? { zh: '全部', en: 'every one' } : { zh: '无', en: 'none' };
  if (of.length === 1 && of[0]) return predicateWords(of[0], columns);
  const parts = of.map((part) => {
    const { zh, en } = predicateWords(part, columns);
    const other = (part.op === 'all' || part.op === 'any') && part.op !== op && part.of.length > 1;
    return other || part.op === 'at least' ? { zh: `（${zh}）`, en: `(${en})` } : { zh, en };
  });
  return {
    zh: parts.map(({ zh }) => zh).join(op === 'all' ? '，且' : '，或'),
    en: parts.map(({ en }) => en).join(op === 'all' ? ' and ' : ' or '),
  };
}

function columnOf(name: string, columns: Columns): Column {
  const column = columns[name];
  if (!column) throw new RangeError(`no column ${name} to give words to`);
  return column;
}

function titleOf(name: string, columns: Columns): Bilingual {
  const { zh, en } = columnOf(name, columns).title;
  return { zh: `“${zh}”`, en: `“${en}”` };
}

/** The unit behind a number, with a space before it; empty where the title already names it. */
function unitOf(name: string, columns: Columns): Bilingual {
  const column = columnOf(name, columns);
  const unit = 'unit' in column && typeof column.unit === 'string' ? column.unit : '';
  if (unit === '' || column.title.zh.includes(`(${unit})`)) return { zh: '', en: '' };
  const { zh, en } = unitWords(unit);
  return { zh: ` ${zh}`, en: ` ${en}` };
}

const listed = (values: readonly string[]): Bilingual => ({
  zh: values.join('、'),
  en: values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`,
});

import type { Item, Quantity, Rule } from '../define/index.js';
import { hospitals } from '../lists/lists.js';
import { person as personColumns } from '../lists/person.js';
import type { Bilingual } from '../message/errors.js';
import { thresholdNumber } from './number-text.js';
import { predicateWords, signs } from './predicate-words.js';
import { both, periods } from './terms.js';

/** Ranks are numbers in the rules; in words they are the titles of those ranks. */
const ranks: Bilingual = {
  zh: '（1 住院、2 主治、3 副主任、4 主任医师及相当职称）',
  en: ' (1 resident, 2 attending, 3 associate chief, 4 chief physician, and the like)',
};
const withRanks = <C extends { readonly title: Bilingual }>(column: C): C => ({
  ...column,
  title: { zh: column.title.zh + ranks.zh, en: column.title.en + ranks.en },
});
const person = {
  ...personColumns,
  rank: withRanks(personColumns.rank),
  rank_at_norm: withRanks(personColumns.rank_at_norm),
};

/** A rule in words, in both languages: what must hold for the clause to be met. */
export function ruleWords(rule: Rule): Bilingual {
  switch (rule.op) {
    case 'answer': {
      const { zh, en } = itemWords(rule.item);
      return { zh: `${zh}答“是”`, en: `${en} is answered yes` };
    }
    case 'word': {
      const { zh, en } = itemWords(rule.item);
      const other =
        rule.other === 'needs review'
          ? { zh: '；其他内容待评审', en: '; any other word awaits review' }
          : { zh: '', en: '' };
      return {
        zh: `${zh}答${rule.words.join('、')}之一${other.zh}`,
        en: `${en} is one of ${rule.words.join(', ')}${other.en}`,
      };
    }
    case 'number': {
      const [left, right] = [quantityWords(rule.left), quantityWords(rule.right)];
      return both((lang) => `${left[lang]} ${signs[rule.sign]} ${right[lang]}`);
    }
    case 'ratio': {
      const [left, right] = [quantityWords(rule.left), quantityWords(rule.right)];
      const { num, den } = rule.value;
      return {
        zh: `${left.zh}与${right.zh}之比 ${signs[rule.sign]} ${num}:${den}（后者为 0 时不适用）`,
        en: `${left.en} to ${right.en} ${signs[rule.sign]} ${num}:${den} (not applicable over 0)`,
      };
    }
    case 'every person':
      return everyPersonWords(rule);
    case 'hospital': {
      const is = predicateWords(rule.is, hospitals.columns);
      return {
        zh: `${rule.title.zh}（医疗机构名录：${is.zh}）`,
        en: `${rule.title.en} (list of hospitals: ${is.en})`,
      };
    }
    case 'figure': {
      const { indicator, sign, value, period } = rule;
      const size = `${signs[sign]} ${thresholdNumber(value, indicator)}`;
      return {
        zh: `${periods[period].zh} ${indicator.code} ${indicator.title.zh} ${size}`,
        en: `${indicator.code} ${indicator.title.en} ${size}, over ${periods[period].en}`,
      };
    }
    case 'figure shown': {
      const { code, title } = rule.indicator;
      return {
        zh: `${periods[rule.period].zh}有 ${code} ${title.zh}可看`,
        en: `${code} ${title.en} is there to be seen, over ${periods[rule.period].en}`,
      };
    }
    case 'figure beside': {
      const { code, title } = rule.indicator;
      return {
        zh: `另列出${periods[rule.period].zh} ${code} ${title.zh}，不作判定`,
        en: `${code} ${title.en}, over ${periods[rule.period].en}, is shown beside and decides nothing`,
      };
    }
    case 'working days': {
      const [from, to] = [itemWords(rule.from), itemWords(rule.to)];
      return {
        zh: `从${from.zh}到${to.zh}不超过 ${rule.atMost} 个工作日（次日为第 1 日）`,
        en: `from ${from.en} to ${to.en} no more than ${rule.atMost} working days (the day after is the first)`,
      };
    }
    case 'single use':
      return {
        zh: '没有带序列号的器械条形码出现在两例中；出现的待核实',
        en: 'no serialised device barcode stands in two cases; one that does is to be looked into',
      };
    case 'review':
      return { zh: '专家评审为达标', en: "a reviewer's verdict is 达标 (met)" };
    case 'all':
    case 'any':
      return joinedWords(rule);
    case 'for': {
      const whom = predicateWords(rule.whom, hospitals.columns);
      const inner = ruleWords(rule.rule);
      const otherwise = otherwiseWords(rule.otherwise);
      return {
        zh: `${rule.title.zh}（${whom.zh}）：${inner.zh}；其他医院：${otherwise.zh}`,
        en: `${rule.title.en} (${whom.en}): ${inner.en}; others: ${otherwise.en}`,
      };
    }
    case 'clauses':
      return {
        zh: `下列条款均符合：${ranges(rule.of).join('、')}`,
        en: `these clauses are all met: ${ranges(rule.of).join(', ')}`,
      };
    case 'score':
      return { zh: '由评分表的总分与及格线判定', en: 'the score sheet against the pass mark' };
    case 'scope':
      return { zh: '界定适用范围，无可达标之处', en: 'sets the scope; there is nothing to meet' };
  }
}

/** The source of a number in a rule, in words. */
export function quantityWords(quantity: Quantity): Bilingual {
  switch (quantity.of) {
    case 'number':
      return both(() => `${quantity.value}`);
    case 'item':
      return itemWords(quantity.item);
    case 'sum': {
      const parts = quantity.items.map(itemWords);
      return {
        zh: `（${parts.map(({ zh }) => zh).join(' + ')}）`,
        en: `(${parts.map(({ en }) => en).join(' + ')})`,
      };
    }
    case 'persons': {
      const who = predicateWords(quantity.who, person);
      return {
        zh: `${quantity.title.zh}人数（人员名册：${who.zh}）`,
        en: `the number of ${quantity.title.en} (staff list: ${who.en})`,
      };
    }
    case 'times': {
      const { zh, en } = quantityWords(quantity.quantity);
      const { num, den } = quantity.factor;
      const factor = den === 1 ? `${num}` : `${num}/${den}`;
      return { zh: `${zh} × ${factor}`, en: `${en} × ${factor}` };
    }
    case 'steps': {
      const { zh, en } = quantityWords(quantity.by);
      const table = quantity.steps.map(({ from, need }) => `≥ ${from} → ${need}`).join('；');
      return {
        zh: `按${zh}分档的需要数（${table}）`,
        en: `what ${en} asks for by steps (${table.replaceAll('；', '; ')})`,
      };
    }
  }
}

function everyPersonWords(rule: Extract<Rule, { op: 'every person' }>): Bilingual {
  const who = predicateWords(rule.who, person);
  const must = predicateWords(rule.must, person);
  const none = {
    'not met': { zh: '没有这样的人员为不符合', en: 'with nobody it is not met' },
    'not known': { zh: '没有这样的人员为未知', en: 'with nobody it is not known' },
    'not applicable': { zh: '没有这样的人员不适用', en: 'with nobody it is not applicable' },
  }[rule.none];
  return {
    zh: `每一名${rule.title.zh}（人员名册：${who.zh}）：${must.zh}；${none.zh}`,
    en: `each of the ${rule.title.en} (staff list: ${who.en}): ${must.en}; ${none.en}`,
  };
}

function joinedWords({ op, of }: Extract<Rule, { op: 'all' | 'any' }>): Bilingual {
  const parts = of.map((part) => {
    const words = ruleWords(part);
    const nested = (part.op === 'all' || part.op === 'any') && part.of.length > 1;
    return nested ? { zh: `〔${words.zh}〕`, en: `[${words.en}]` } : words;
  });
  const [first] = parts;
  if (parts.length === 1 && first) return first;
  return op === 'all'
    ? {
        zh: `以下各项均须成立：${parts.map(({ zh }, i) => `（${i + 1}）${zh}`).join('；')}`,
        en: `all of: ${parts.map(({ en }, i) => `(${i + 1}) ${en}`).join('; ')}`,
      }
    : {
        zh: `以下任一项成立：${parts.map(({ zh }, i) => `（${i + 1}）${zh}`).join('；')}`,
        en: `any of: ${parts.map(({ en }, i) => `(${i + 1}) ${en}`).join('; ')}`,
      };
}

function otherwiseWords(otherwise: Extract<Rule, { op: 'for' }>['otherwise']): Bilingual {
  if (otherwise === 'not applicable') return { zh: '不适用', en: 'not applicable' };
  if (otherwise === 'needs review') return { zh: '待评审', en: 'needs review' };
  return ruleWords(otherwise);
}

const itemWords = ({ id }: Item): Bilingual => ({ zh: `〔${id}〕`, en: `[${id}]` });

/** `V22-003…V22-014, V22-016`: consecutive numbers are joined. */
export function ranges(ids: readonly string[]): string[] {
  const runs: { first: string; last: string }[] = [];
  for (const id of ids) {
    const run = runs.at(-1);
    if (run && follows(run.last, id)) run.last = id;
    else runs.push({ first: id, last: id });
  }
  return runs.map(({ first, last }) => (first === last ? first : `${first}…${last}`));
}

/** Whether one clause number directly follows another: `V22-014` after `V22-013`, `E00-A02` after `E00-A01`. */
function follows(a: string, b: string): boolean {
  const digits = (id: string) => id.length - (/[A-H]/.test(id.charAt(4)) ? 5 : 4);
  return (
    a.slice(0, -digits(a)) === b.slice(0, -digits(b)) &&
    Number(a.slice(-digits(a))) + 1 === Number(b.slice(-digits(b)))
  );
}

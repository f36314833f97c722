import { type Clause, yesNo } from '../../../pipeline/define/index.js';
import { amount } from '../../../pipeline/define/item.js';
import { item, type Rule, reaches } from '../../../pipeline/define/rule.js';

/** The text for a clause decided by the hospital's own statements. */
export const byProfile = {
  zh: '依据医院填报的机构条件；未填报为未知',
  en: "the hospital's own statements; an item that is not answered is not known",
} as const;

/** The text for a clause decided by the staff list. */
export const byStaff = {
  zh: '依据当日生效的人员名册；名册中没有该技术人员、或所需栏目空白，为未知',
  en: 'the staff list in force on the day; nobody of the technique listed, or a blank cell that matters, is not known',
} as const;

/** The text for a clause that only a reviewer can judge. */
export const byReview = {
  zh: '依据专家评审结论；未评审为待评审',
  en: "a reviewer's verdict; without one it awaits review",
} as const;

/** The text for a clause decided by figures of cases. */
export const byCases = {
  zh: '依据病例计算的指标；当期无指标为未知，结局未明（未填）的病例足以左右结果时为未知',
  en: 'a figure counted from cases; not known without a figure, or where unknown outcomes could turn it',
} as const;

type Words = readonly [zh: string, en: string];

/** A clause of class b with a single question, answered yes or no. */
export function stated(id: string, at: string, [zh, en]: Words, [asked, askedEn]: Words): Clause {
  return {
    id,
    at,
    text: { zh, en },
    class: 'b',
    rule: { op: 'answer', item: yesNo(id, asked, askedEn) },
    missing: byProfile,
    confidence: 'seed',
  };
}

/** A clause of class b with several requirements, each with a question of its own. */
export function statedEach(
  id: string,
  at: string,
  [zh, en]: Words,
  ...questions: readonly (readonly [name: string, zh: string, en: string])[]
): Clause {
  const of = questions.map(
    ([name, asked, askedEn]): Rule => ({ op: 'answer', item: yesNo(`${id}.${name}`, asked, askedEn) }),
  );
  return {
    id,
    at,
    text: { zh, en },
    class: 'b',
    rule: { op: 'all', of },
    missing: byProfile,
    confidence: 'seed',
  };
}

/** A clause of class b whose stated number must not be below a minimum. */
export function statedAtLeast(
  id: string,
  at: string,
  [zh, en]: Words,
  [asked, askedEn]: Words,
  least: number,
  unit: string,
  range: readonly [number, number],
): Clause {
  return {
    id,
    at,
    text: { zh, en },
    class: 'b',
    rule: reaches(item(amount(id, asked, askedEn, unit, range)), least),
    missing: byProfile,
    confidence: 'seed',
  };
}

/** A clause of class c, which only a reviewer can judge. */
export function reviewed(id: string, at: string, [zh, en]: Words): Clause {
  return {
    id,
    at,
    text: { zh, en },
    class: 'c',
    rule: { op: 'review' },
    missing: byReview,
    confidence: 'seed',
  };
}

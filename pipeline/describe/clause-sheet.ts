import type { Clause, ClauseSet } from '../define/index.js';
import { type Item, itemsOf } from '../define/index.js';
import type { Bilingual } from '../message/errors.js';
import { unitWords } from '../message/unit-words.js';
import { technologies } from '../technology/index.js';
import { ruleWords } from './rule-words.js';
import { both, classes, confidences, inferred } from './terms.js';

/** A clause in words, which the command line and the documentation print, each in its own form. */
export interface ClauseSheet {
  readonly id: string;
  readonly at: string;
  readonly text: Bilingual;
  readonly class: Clause['class'];
  readonly classWords: Bilingual;
  /** What decides it, generated from the rule. */
  readonly rule: Bilingual;
  readonly items: readonly { readonly id: string; readonly text: Bilingual }[];
  readonly missing: Bilingual;
  /** The hospitals it binds. */
  readonly binds: Bilingual;
  readonly confidence: Bilingual;
  /** What was lost, the text it comes from where several are gathered, and our choice where that is silent; empty when nothing. */
  readonly notes: readonly Bilingual[];
}

/** A clause in words, generated from its rule. */
export function clauseSheet(clause: Clause, { technique }: ClauseSet): ClauseSheet {
  return {
    id: clause.id,
    at: clause.at,
    text: clause.text,
    class: clause.class,
    classWords: classes[clause.class],
    rule: ruleWords(clause.rule),
    items: itemsOf(clause.rule).map((item) => ({ id: item.id, text: itemWords(item) })),
    missing: clause.missing,
    binds: clause.binds?.title ?? { zh: `开展${technique}的医院`, en: techniques[technique] ?? technique },
    confidence: confidences[clause.confidence],
    notes: [
      ...(clause.inferred ? [inferred] : []),
      ...(clause.source ? [clause.source.title] : []),
      ...(clause.note ? [clause.note] : []),
    ],
  };
}

const techniques: Readonly<Record<string, string>> = Object.fromEntries(
  technologies.map(({ id, name }) => [id, `hospitals that practise ${name.en}`]),
);

/** A question as a clerk reads it, with the kind of answer. */
function itemWords({ question, answer, unit, range, choices }: Item): Bilingual {
  const { zh, en } = unitWords(unit);
  const kind: Bilingual = {
    'yes/no': { zh: '是/否', en: 'yes/no' },
    number: {
      zh: `数值${unit === '' ? '' : `，单位${zh}`}${range ? `，${range[0]}–${range[1]}` : ''}`,
      en: `number${unit === '' ? '' : ` in ${en}`}${range ? `, ${range[0]}–${range[1]}` : ''}`,
    },
    text: both((lang) => choices.join(lang === 'zh' ? '、' : ', ')),
    date: { zh: '日期', en: 'date' },
  }[answer];
  return { zh: `${question.zh}（${kind.zh}）`, en: `${question.en} (${kind.en})` };
}

/** The number of clauses by class, in class order; empty classes are left out. */
export function countsByClass(
  set: ClauseSet,
): readonly { readonly class: Clause['class']; readonly count: number }[] {
  return (Object.keys(classes) as Clause['class'][])
    .map((of) => ({ class: of, count: set.clauses.filter((clause) => clause.class === of).length }))
    .filter(({ count }) => count > 0);
}

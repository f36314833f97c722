import { builtInCalendar } from '../calendar/working-days.js';
import { asksReview, type Clause, type ClauseResult, type ClauseSet, type Rule } from '../define/index.js';
import { fact, heldBackText, personList, personName, statementText } from './evidence.js';
import { judgeBeside, judgeFigure, judgeShown } from './figure-rule.js';
import type { Evidence, Holdings } from './holdings.js';
import { holds } from './holds.js';
import { boundsOf, compareBounds, isListed, peopleOf } from './quantity.js';

/** The result of a rule or clause for one hospital on one day, with its evidence. */
export interface Finding {
  readonly result: ClauseResult;
  readonly evidence: readonly Evidence[];
}

/** A clause with its finding. */
export interface ClauseFinding extends Finding {
  readonly clause: Clause;
}

const isTrue = (value: boolean | null): ClauseResult =>
  value === null ? 'not known' : value ? 'met' : 'not met';

/** The joint result of several: the first of these words that occurs among them, otherwise `rest`. */
function joined(
  findings: readonly Finding[],
  order: readonly Exclude<ClauseResult, 'not applicable'>[],
  rest: ClauseResult,
): ClauseResult {
  const results: readonly ClauseResult[] = findings
    .map(({ result }) => result)
    .filter((result) => result !== 'not applicable');
  if (results.length === 0 && findings.length > 0) return 'not applicable';
  return order.find((word) => results.includes(word)) ?? rest;
}

/** The result when all findings must be met; see the rule `all`. */
export const allOfFindings = (findings: readonly Finding[]): ClauseResult =>
  joined(findings, ['not met', 'not known', 'needs review'], 'met');

const anyOfFindings = (findings: readonly Finding[]): ClauseResult =>
  joined(findings, ['met', 'needs review', 'not known'], 'not met');

/**
 * Evaluates a rule. `findingOf` gives the finding of another clause of the same norm; `review` is the number of the rule's own clause,
 * under which a reviewer's verdict is looked up.
 */
export function evaluateRule(
  rule: Rule,
  review: string,
  holdings: Holdings,
  findingOf: (clause: string) => Finding,
): Finding {
  const inner = (of: Rule) => evaluateRule(of, review, holdings, findingOf);
  switch (rule.op) {
    case 'score':
      // Filled in by the score sheet, which depends on the other clauses.
      return { result: 'not known', evidence: [] };
    case 'scope':
      return { result: 'not applicable', evidence: [] };
    case 'answer': {
      const { statement, text } = statementText(rule.item, holdings);
      const value = typeof statement?.value === 'boolean' ? statement.value : null;
      return { result: isTrue(value), evidence: [text] };
    }
    case 'word': {
      const { statement, text } = statementText(rule.item, holdings);
      if (typeof statement?.value !== 'string') return { result: 'not known', evidence: [text] };
      return { result: rule.words.includes(statement.value) ? 'met' : rule.other, evidence: [text] };
    }
    case 'number': {
      const left = boundsOf(rule.left, holdings);
      const right = boundsOf(rule.right, holdings);
      return {
        result: isTrue(compareBounds(left, rule.sign, right)),
        evidence: [...left.evidence, ...right.evidence],
      };
    }
    case 'ratio': {
      const left = boundsOf(rule.left, holdings);
      const right = boundsOf(rule.right, holdings);
      const evidence = [...left.evidence, ...right.evidence];
      if (right.low === 0 && right.high === 0) return { result: 'not applicable', evidence };
      const { num, den } = rule.value;
      const scaled = (bounds: typeof left, by: number) => ({
        low: bounds.low * by,
        high: bounds.high * by,
        evidence: [],
      });
      return {
        result: isTrue(compareBounds(scaled(left, den), rule.sign, scaled(right, num))),
        evidence,
      };
    }
    case 'every person':
      return everyPerson(rule, holdings);
    case 'hospital':
      return {
        result: isTrue(holdings.entry === null ? null : holds(rule.is, holdings.entry)),
        evidence: [entryText(rule.title, holdings)],
      };
    case 'figure':
      return judgeFigure(rule, holdings);
    case 'figure shown':
      return judgeShown(rule.indicator, rule.period, holdings);
    case 'figure beside':
      return judgeBeside(rule.indicator, rule.period, holdings);
    case 'working days': {
      const [from, to] = [statementText(rule.from, holdings), statementText(rule.to, holdings)];
      const evidence = [from.text, to.text];
      const [start, end] = [from.statement?.value, to.statement?.value];
      if (typeof start !== 'string' || typeof end !== 'string') return { result: 'not known', evidence };
      const days = (holdings.calendar ?? builtInCalendar).between(start, end);
      const counted =
        days === null
          ? fact('工作日历不含该年份，无法计算工作日', 'the calendar of working days does not hold that year')
          : fact(
              `相隔 ${days} 个工作日，要求不超过 ${rule.atMost} 个`,
              `${days} working days, at most ${rule.atMost}`,
            );
      return { result: isTrue(days === null ? null : days <= rule.atMost), evidence: [...evidence, counted] };
    }
    case 'single use':
      return singleUse(rule.table, holdings);
    case 'review':
      return reviewed(review, holdings);
    case 'all':
    case 'any': {
      const findings = rule.of.map(inner);
      return {
        result: rule.op === 'all' ? allOfFindings(findings) : anyOfFindings(findings),
        evidence: findings.flatMap(({ evidence }) => evidence),
      };
    }
    case 'for': {
      const whom = holdings.entry === null ? null : holds(rule.whom, holdings.entry);
      const about = entryText(rule.title, holdings);
      if (whom === null) return { result: 'not known', evidence: [about] };
      const then = whom ? rule.rule : rule.otherwise;
      if (then === 'not applicable') return { result: then, evidence: [about] };
      // Whether an encouragement is followed is for a reviewer to say, and the reviewer's verdict stands.
      if (then === 'needs review') {
        const { result, evidence } = reviewed(review, holdings);
        return { result, evidence: [about, ...evidence] };
      }
      const { result, evidence } = inner(then);
      return { result, evidence: [about, ...evidence] };
    }
    case 'clauses': {
      const findings = rule.of.map((id) => ({ id, ...findingOf(id) }));
      const asked = findings.filter(({ result }) => result !== 'not applicable');
      const open = asked.filter(({ result }) => result !== 'met');
      return {
        result: allOfFindings(findings),
        evidence: [
          fact(
            `${asked.length - open.length}/${asked.length} 条符合${open.length === 0 ? '' : `；未符合或未知：${open.map(({ id }) => id).join('、')}`}`,
            `${asked.length - open.length} of ${asked.length} clauses met${open.length === 0 ? '' : `; open: ${open.map(({ id }) => id).join(', ')}`}`,
          ),
        ],
      };
    }
  }
}

/**
 * All persons concerned must meet it. Where blanks leave open whether a person is concerned, the clause is open too unless that person
 * meets it anyway; it is also open while rows of the staff list are held back.
 */
function everyPerson(rule: Extract<Rule, { op: 'every person' }>, holdings: Holdings): Finding {
  const { yes, open: perhapsAsked } = peopleOf(rule.who, holdings);
  if (yes.length === 0) {
    const isAnybodyListed = isListed(rule.who, holdings);
    return {
      result:
        isAnybodyListed && perhapsAsked.length === 0 && holdings.personsHeldBack === 0
          ? rule.none
          : 'not known',
      evidence: [personList(rule.title, isAnybodyListed ? [] : null, perhapsAsked, holdings)],
    };
  }
  const judged = yes.map((person) => ({ person, value: holds(rule.must, person.values) }));
  const broken = judged.filter(({ value }) => value === false).map(({ person }) => person);
  const blank = judged.filter(({ value }) => value === null).map(({ person }) => person);
  const met = yes.length - broken.length - blank.length;
  const open = [...blank, ...perhapsAsked.filter(({ values }) => holds(rule.must, values) !== true)];
  const say = (people: typeof broken) => people.map(personName).join('、');
  const first = broken[0] ?? open[0] ?? yes[0];
  const held = heldBackText(holdings.personsHeldBack);
  const isOpen = open.length > 0 || holdings.personsHeldBack > 0;
  return {
    result: broken.length > 0 ? 'not met' : isOpen ? 'not known' : 'met',
    evidence: [
      {
        text: {
          zh: `${rule.title.zh}：${yes.length} 人中 ${met} 人符合${broken.length > 0 ? `；不符合：${say(broken)}` : ''}${open.length > 0 ? `；信息不全：${say(open)}` : ''}${held.zh}`,
          en: `${rule.title.en}: ${met} of ${yes.length}${broken.length > 0 ? `; not: ${say(broken)}` : ''}${open.length > 0 ? `; blanks: ${say(open)}` : ''}${held.en}`,
        },
        file: first?.file ?? null,
        line: first?.line ?? null,
      },
    ],
  };
}

function entryText(title: { zh: string; en: string }, { entry, on }: Holdings): Evidence {
  if (entry === null)
    return fact(`${title.zh}：名录中没有 ${on} 生效的记录`, `${title.en}: not in the list in force on ${on}`);
  const level = entry['level'] ?? '—';
  return fact(`${title.zh}（名录：${level}）`, `${title.en} (listed: ${level})`);
}

function singleUse(table: string, { repeated }: Holdings): Finding {
  const found = repeated[table] ?? null;
  if (found === null)
    return { result: 'not known', evidence: [fact('没有记录器械条形码', 'no device barcodes on record')] };
  if (found.length === 0)
    return {
      result: 'met',
      evidence: [fact('没有序列化条形码重复出现', 'no serialised barcode appears twice')],
    };
  return {
    result: 'needs review',
    evidence: found.map(({ barcode, cases }) =>
      fact(
        `条形码 ${barcode} 出现在 ${cases} 例中，请核实`,
        `barcode ${barcode} stands in ${cases} cases; look into it`,
      ),
    ),
  };
}

function reviewed(clause: string, { reviews }: Holdings): Finding {
  const review = reviews.get(clause);
  if (!review || (review.verdict === null && review.score === null))
    return { result: 'needs review', evidence: [fact('尚无专家评审', 'not reviewed yet')] };
  const { review_on, verdict, score, file, line } = review;
  const zh = [verdict, score === null ? null : `${score} 分`];
  const en = [verdict === null ? null : verdictWords[verdict], score === null ? null : `${score} points`];
  const said = (words: readonly (string | null)[]) => words.filter((word) => word !== null).join(' ');
  const text = { zh: `${review_on} 评审：${said(zh)}`, en: `reviewed ${review_on}: ${said(en)}` };
  return { result: verdict === null ? 'needs review' : results[verdict], evidence: [{ text, file, line }] };
}

const results = {
  达标: 'met',
  基本达标: 'needs review',
  未达标: 'not met',
  不适用: 'not applicable',
} as const satisfies Record<string, ClauseResult>;

const verdictWords = {
  达标: 'met',
  基本达标: 'largely met',
  未达标: 'not met',
  不适用: 'not applicable',
} as const;

/** Whether a norm binds on a day, `2026-10-31`. */
export const isInForce = ({ effectiveFrom, effectiveTo }: ClauseSet, on: string): boolean =>
  effectiveFrom <= on && on <= (effectiveTo ?? '9999');

/**
 * A clause without review may still not concern a hospital, such as one on training bases where there is none: a reviewer's 不适用 removes it,
 * unless it is met anyway.
 */
export function withWaiver(finding: Finding, clause: string, holdings: Holdings): Finding {
  if (finding.result !== 'not met' && finding.result !== 'not known') return finding;
  if (holdings.reviews.get(clause)?.verdict !== '不适用') return finding;
  const { result, evidence } = reviewed(clause, holdings);
  return { result, evidence: [...finding.evidence, ...evidence] };
}

/**
 * Every clause of a norm for one hospital on one day, in the order of the norm. `regardless` also judges clauses of training bases for
 * hospitals that are none, as when one applies to become a base.
 */
export function evaluateClauses(
  set: ClauseSet,
  holdings: Holdings,
  { regardless = false } = {},
): readonly ClauseFinding[] {
  const byId = new Map(set.clauses.map((clause) => [clause.id, clause]));
  const done = new Map<string, Finding>();
  const inForce = isInForce(set, holdings.on);
  const findingOf = (id: string): Finding => {
    const known = done.get(id);
    if (known) return known;
    const clause = byId.get(id);
    if (!clause) throw new RangeError(`${set.prefix} has no clause ${id}`);
    // A clause that depends on itself has no result.
    done.set(id, { result: 'not known', evidence: [] });
    const finding = judge(clause);
    done.set(id, finding);
    return finding;
  };
  const judge = ({ id, rule, binds }: Clause): Finding => {
    if (!inForce)
      return {
        result: 'not applicable',
        evidence: [fact(`规范自 ${set.effectiveFrom} 起施行`, `in force from ${set.effectiveFrom}`)],
      };
    if (binds && !regardless) {
      const bound = holdings.entry === null ? null : holds(binds.whom, holdings.entry);
      if (bound !== true)
        return {
          result: bound === null ? 'not known' : 'not applicable',
          evidence: [fact(`只约束：${binds.title.zh}`, `binds only: ${binds.title.en}`)],
        };
    }
    const finding = evaluateRule(rule, id, holdings, findingOf);
    return asksReview(rule) ? finding : withWaiver(finding, id, holdings);
  };
  return set.clauses.map((clause) => ({ clause, ...findingOf(clause.id) }));
}

import type { ClauseResult, ClauseSet, Rule, Scorecard, ScoreGroup, ScoreItem } from '../define/index.js';
import { reviewedClause } from '../define/index.js';
import type { Bilingual } from '../message/errors.js';
import { technologyOf } from '../technology/index.js';
import { type ClauseFinding, evaluateRule, type Finding, withWaiver } from './evaluate.js';
import { fact } from './evidence.js';
import type { Evidence, Holdings, Review } from './holdings.js';
import { holds } from './holds.js';

/** A scorecard, the clauses it scores, and those that veto by themselves. */
export interface Scoring {
  readonly norm: string;
  readonly card: Scorecard;
  readonly set: ClauseSet;
  readonly veto: readonly string[];
}

/** Why an item has its points, or why they are open. */
export type ItemState = 'scored' | 'not known' | 'awaiting review' | 'not applicable' | 'contradiction';

/** A range of points, from `low` to `high`; equal where nothing is open. */
export interface Points {
  readonly low: number;
  readonly high: number;
}

/** An item of the scorecard with its range of points. */
export interface ScoredItem extends Points {
  readonly item: ScoreItem;
  /** Its maximum on this hospital's path; 0 where it does not apply. */
  readonly cap: number;
  readonly state: ItemState;
  readonly evidence: readonly Evidence[];
}

/** A group of items with its range of points. */
export interface ScoredGroup extends Points {
  readonly group: ScoreGroup;
  readonly cap: number;
  readonly items: readonly ScoredItem[];
}

/** A section of the scorecard with its range of points. */
export interface ScoredSection extends Points {
  readonly id: string;
  readonly title: Bilingual;
  readonly cap: number;
  readonly groups: readonly ScoredGroup[];
}

/** Points that an item could still gain, and what that requires. */
export interface Raise {
  readonly item: ScoredItem;
  readonly points: number;
}

type Path = 'general' | 'key';

/** The score sheet of one hospital. */
export interface ScoreSheet extends Points {
  readonly hospital: string;
  readonly level: string | null;
  /** Not known where the list leaves blank whether it is a key department; the range then covers both paths. */
  readonly path: Path | 'not known';
  readonly sections: readonly ScoredSection[];
  /** Points of items that do not apply: left out, without scaling up the rest. */
  readonly outside: number;
  readonly total: number;
  readonly passMark: number | null;
  /** The vetoing clauses with their results. */
  readonly vetoes: readonly { readonly clause: string; readonly result: ClauseResult }[];
  readonly verdict: 'pass' | 'fail' | 'cannot tell yet';
  readonly reasons: readonly Bilingual[];
  /** Items by the points that can still be gained, most first. */
  readonly raise: readonly Raise[];
}

/**
 * Scores one hospital. An item that is blank, awaits a reviewer or contradicts itself is open between 0 and its maximum, so that the total
 * is a range; a verdict is given only where the whole range lies on one side of the pass mark.
 */
export function scoreHospital(
  { card, set, veto }: Scoring,
  holdings: Holdings,
  findings: readonly ClauseFinding[],
): ScoreSheet {
  const byId = new Map(findings.map((finding) => [finding.clause.id, finding]));
  const findingOf = (id: string): Finding => byId.get(id) ?? { result: 'not known', evidence: [] };
  const sectionsOn = (path: Path) =>
    card.sections.map((section): ScoredSection => {
      const groups = section.groups
        .filter(({ id }) => path === 'key' || id !== card.keyPath.extra)
        .map((group): ScoredGroup => {
          const weight =
            path === 'key' && group.id === card.keyPath.lighter ? card.keyPath.weight : { num: 1, den: 1 };
          const items = group.items.map((item) => weigh(scoreItem(item, set, holdings, findingOf), weight));
          return { group, ...added(items), items };
        });
      return { id: section.id, title: section.title, ...added(groups), groups };
    });
  const mark = technologyOf(set.technique)?.keyDepartment?.field;
  const isKey = (mark && holdings.entry?.[mark]) ?? null;
  const path = isKey === null ? 'not known' : isKey ? 'key' : 'general';
  const ways = path === 'not known' ? [sectionsOn('general'), sectionsOn('key')] : [sectionsOn(path)];
  const sections = ways.reduce(eitherWay);
  const { low, high } = added(sections);
  const outside = Math.max(...ways.map((way) => round(card.total - added(way).cap)));
  const level = typeof holdings.entry?.['level'] === 'string' ? holdings.entry['level'] : null;
  const passMark = level === null ? null : (card.passMarks[level] ?? null);
  const vetoes = veto.map((clause) => ({ clause, result: findingOf(clause).result }));
  const judged = judge({ low, high, outside, passMark, level }, vetoes);
  const items = sections.flatMap(({ groups }) => groups.flatMap((group) => group.items));
  return {
    hospital: holdings.hospital,
    level,
    path,
    sections,
    low,
    high,
    outside,
    total: card.total,
    passMark,
    vetoes,
    ...judged,
    raise: items
      .map((item) => ({ item, points: round(item.cap - item.low) }))
      .filter(({ points }) => points > 0)
      .sort((a, b) => b.points - a.points),
  };
}

/** Sections with the ranges of both paths joined, and the items of the first. */
const eitherWay = (general: ScoredSection[], key: ScoredSection[]): ScoredSection[] =>
  general.map((section, i) => {
    const other = key[i] ?? section;
    return {
      ...section,
      low: Math.min(section.low, other.low),
      high: Math.max(section.high, other.high),
      cap: Math.max(section.cap, other.cap),
    };
  });

type Scored = Omit<ScoredItem, 'item' | 'cap'>;

function scoreItem(
  item: ScoreItem,
  set: ClauseSet,
  holdings: Holdings,
  findingOf: (clause: string) => Finding,
): ScoredItem {
  const clause = reviewedClause(item, set);
  const evaluate = (rule: Rule): Finding => evaluateRule(rule, clause, holdings, findingOf);
  const review = holdings.reviews.get(clause) ?? null;
  const { points, how } = item;
  const scored = (() => {
    switch (how.by) {
      case 'reviewer':
        return byReviewer(points, countable(item, set, evaluate), review);
      case 'parts': {
        const parts = how.parts.map((part) => byResult(part.points, evaluate(part.rule), null));
        return {
          ...sumOf(parts),
          state: stateOf(parts),
          evidence: parts.flatMap(({ evidence }) => evidence),
        };
      }
      case 'rule': {
        const own = how.rule ?? set.clauses.find(({ id }) => id === item.clauses[0])?.rule;
        if (own && isLeftToReviewer(own, holdings)) return byReviewer(points, leftToReviewer, review);
        return byResult(
          points,
          how.rule ? withWaiver(evaluate(how.rule), clause, holdings) : findingOf(item.clauses[0] ?? ''),
          review,
        );
      }
    }
  })();
  return { item, cap: scored.state === 'not applicable' ? 0 : points, ...scored };
}

/** Whether the text leaves the judgement to the reviewer: then the entered points count, not only the verdict. */
function isLeftToReviewer(rule: Rule, holdings: Holdings): boolean {
  if (rule.op !== 'for' || holdings.entry === null) return false;
  const whom = holds(rule.whom, holdings.entry);
  if (whom === null) return false;
  const then = whom ? rule.rule : rule.otherwise;
  return typeof then === 'string' ? then === 'needs review' : isLeftToReviewer(then, holdings);
}

const leftToReviewer: Finding = {
  result: 'needs review',
  evidence: [
    fact(
      '条文对该等级医院只提倡或未作规定，由评审人给分',
      'for a hospital of this level the text only encourages or says nothing; a reviewer gives the points',
    ),
  ],
};

/** Points by the result of a rule; a rule that needs review takes the reviewer's. */
function byResult(points: number, { result, evidence }: Finding, review: Review | null): Scored {
  switch (result) {
    case 'met':
      return { low: points, high: points, state: 'scored', evidence };
    case 'not met':
      return { low: 0, high: 0, state: 'scored', evidence };
    case 'not applicable':
      return { low: 0, high: 0, state: 'not applicable', evidence };
    case 'not known':
      return { low: 0, high: points, state: 'not known', evidence };
    case 'needs review': {
      const entered = byReviewer(points, null, review);
      return { ...entered, evidence: [...evidence, ...entered.evidence] };
    }
  }
}

/** The points that a reviewer entered, unless what can be counted contradicts them. */
function byReviewer(points: number, counted: Finding | null, review: Review | null): Scored {
  const evidence = counted?.evidence ?? [];
  if (!review || (review.verdict === null && review.score === null))
    return {
      low: 0,
      high: points,
      state: 'awaiting review',
      evidence: [...evidence, fact('尚无专家评审', 'not reviewed yet')],
    };
  const { verdict, score, review_on, file, line } = review;
  const said: Evidence = {
    text: {
      zh: `${review_on} 评审：${verdict ?? '未写结论'}${score === null ? '' : `，${score} 分`}`,
      en: `reviewed ${review_on}: ${verdict ?? 'no verdict'}${score === null ? '' : `, ${score} points`}`,
    },
    file,
    line,
  };
  const all = [...evidence, said];
  if (verdict === '不适用') return { low: 0, high: 0, state: 'not applicable', evidence: all };
  const entered = score ?? (verdict === '达标' ? points : verdict === '未达标' ? 0 : null);
  if (entered === null)
    return {
      low: 0,
      high: points,
      state: 'not known',
      evidence: [
        ...all,
        fact(
          '“基本达标”没有印发的分值，须由评审人填写得分',
          'no points are printed for 基本达标; the reviewer must enter them',
        ),
      ],
    };
  if (verdict === '未达标' && entered >= points)
    return {
      low: 0,
      high: points,
      state: 'contradiction',
      evidence: [
        ...all,
        fact(
          '结论为未达标，得分却为满分，须复核',
          'the verdict is 未达标 (not met), yet all points are given; look into it',
        ),
      ],
    };
  if (counted?.result === 'not met' && (verdict === '达标' || entered >= points))
    return {
      low: 0,
      high: points,
      state: 'contradiction',
      evidence: [
        ...all,
        fact(
          '可计算的部分不符合，评审却给满分或达标，须复核',
          'what can be counted is not met, but the reviewer gave all points; look into it',
        ),
      ],
    };
  const given = Math.min(entered, points);
  return { low: given, high: given, state: 'scored', evidence: all };
}

/** The finding on an item's clauses without the reviewer's part; null where nothing can be counted. */
function countable(item: ScoreItem, set: ClauseSet, evaluate: (rule: Rule) => Finding): Finding | null {
  const rules = item.clauses.flatMap((id) => {
    const rule = set.clauses.find((clause) => clause.id === id)?.rule;
    return rule ? countableRules(rule) : [];
  });
  return rules.length === 0 ? null : evaluate({ op: 'all', of: rules });
}

const countableRules = (rule: Rule): readonly Rule[] =>
  rule.op === 'review' ? [] : rule.op === 'all' ? rule.of.flatMap(countableRules) : [rule];

/** Weighs the general items of a key department, which count less. */
function weigh(item: ScoredItem, { num, den }: { num: number; den: number }): ScoredItem {
  const part = (points: number) => round((points * num) / den);
  return { ...item, cap: part(item.cap), low: part(item.low), high: part(item.high) };
}

/** Hundredths of a point are whole numbers, so that 0.7 of a score is exact. */
const round = (points: number) => Math.round(points * 100) / 100;

const sumOf = (parts: readonly Points[]): Points => ({
  low: round(parts.reduce((sum, { low }) => sum + low, 0)),
  high: round(parts.reduce((sum, { high }) => sum + high, 0)),
});

const added = (parts: readonly (Points & { readonly cap: number })[]) => ({
  ...sumOf(parts),
  cap: round(parts.reduce((sum, { cap }) => sum + cap, 0)),
});

function stateOf(parts: readonly Scored[]): ItemState {
  const order: readonly ItemState[] = ['contradiction', 'not known', 'awaiting review'];
  const open = order.find((state) => parts.some((part) => part.state === state));
  return open ?? (parts.every(({ state }) => state === 'not applicable') ? 'not applicable' : 'scored');
}

interface Standing extends Points {
  readonly outside: number;
  readonly passMark: number | null;
  readonly level: string | null;
}

/** The verdict with its reasons. Points that do not apply could have been gained or lost, so they leave a miss open. */
function judge(
  { low, high, outside, passMark, level }: Standing,
  vetoes: ScoreSheet['vetoes'],
): Pick<ScoreSheet, 'verdict' | 'reasons'> {
  const broken = vetoes.filter(({ result }) => result === 'not met').map(({ clause }) => clause);
  const open = vetoes
    .filter(({ result }) => result === 'not known' || result === 'needs review')
    .map(({ clause }) => clause);
  if (broken.length > 0)
    return {
      verdict: 'fail',
      reasons: [{ zh: `单项否决：${broken.join('、')} 不符合`, en: `veto: ${broken.join(', ')} not met` }],
    };
  if (passMark === null)
    return {
      verdict: 'cannot tell yet',
      reasons: [
        {
          zh: `等级“${level ?? '未知'}”没有印发的及格线`,
          en: `no pass mark is printed for the level ${level ?? 'not known'}`,
        },
      ],
    };
  if (low >= passMark && open.length === 0)
    return {
      verdict: 'pass',
      reasons: [
        {
          zh: `确定得分 ${low} 分，不低于 ${passMark} 分`,
          en: `${low} certain points are at least ${passMark}`,
        },
      ],
    };
  if (high + outside < passMark)
    return {
      verdict: 'fail',
      reasons: [
        {
          zh: `即使未定与不适用的分值全部得到，也只有 ${round(high + outside)} 分，低于 ${passMark} 分`,
          en: `even with all that is open or not applicable it is ${round(high + outside)} points, below ${passMark}`,
        },
      ],
    };
  return {
    verdict: 'cannot tell yet',
    reasons: [
      ...(open.length > 0
        ? [{ zh: `单项否决条款 ${open.join('、')} 尚未确定`, en: `the veto of ${open.join(', ')} is open` }]
        : []),
      ...(low < passMark
        ? [
            {
              zh: `${low} – ${high} 分的区间跨过 ${passMark} 分${outside > 0 ? `（另有 ${outside} 分不适用）` : ''}`,
              en: `${low} to ${high} points lie on both sides of ${passMark}${outside > 0 ? ` (${outside} not applicable)` : ''}`,
            },
          ]
        : []),
    ],
  };
}

/** A verdict for display: where it cannot be told yet, why. */
export type ScoreWord = 'pass' | 'fail' | 'incomplete' | 'no pass mark' | 'too little applies';

/** A level without a printed mark, or points that do not apply, leave it open even where nothing is unknown. */
export function scoreWord({ verdict, passMark, level, low, high, vetoes }: ScoreSheet): ScoreWord {
  if (verdict !== 'cannot tell yet') return verdict;
  if (passMark === null && level !== null) return 'no pass mark';
  const isOpen = vetoes.some(({ result }) => result === 'not known' || result === 'needs review');
  return passMark === null || isOpen || low < high ? 'incomplete' : 'too little applies';
}

/**
 * Score sheets by verdict: those that pass, those that fail, those of which it cannot be told yet; within each by hospital. A range says what is missing
 * and not how good a hospital is, so that nobody is ranked by it.
 */
export function groupScoreSheets(
  sheets: readonly ScoreSheet[],
): readonly { readonly verdict: ScoreSheet['verdict']; readonly sheets: readonly ScoreSheet[] }[] {
  const verdicts = ['pass', 'fail', 'cannot tell yet'] as const;
  return verdicts
    .map((verdict) => ({
      verdict,
      sheets: sheets
        .filter((sheet) => sheet.verdict === verdict)
        .sort((a, b) => (a.hospital < b.hospital ? -1 : 1)),
    }))
    .filter((group) => group.sheets.length > 0);
}

import { type Clause, type DefinedIndicator, editionOf, type Norm } from '../../pipeline/define/index.js';
import { type Settles, settledBy } from '../../pipeline/describe/settled-by.js';
import type { Bilingual } from '../../pipeline/message/errors.js';
import {
  type ExpectedClauses,
  type ExpectedIndicator,
  expectedClauses,
  expectedIndicators,
} from './expected.js';

/** How far an expected clause or indicator is covered. */
export type Status = Settles | 'indicator' | 'elsewhere' | 'missing';

export interface CoveredClause {
  readonly id: string;
  readonly clause: Clause | null;
  readonly status: readonly Status[];
}

export interface CoveredNorm {
  readonly prefix: string;
  readonly clauses: readonly CoveredClause[];
  /** Clauses that the definitions have and the list does not expect. */
  readonly strangers: readonly string[];
}

export interface CoveredIndicator {
  readonly expected: ExpectedIndicator;
  readonly found: DefinedIndicator | null;
  readonly status: Status;
}

/**
 * Every expected clause of every norm with what settles it; one that no norm holds is missing. Of a norm that nobody expects every clause is
 * a stranger.
 */
export function coverClauses(norms: readonly Norm[]): readonly CoveredNorm[] {
  const expected = new Set(expectedClauses.map(({ prefix }) => prefix));
  const others = norms.flatMap(({ clauseSet }) =>
    clauseSet && !expected.has(clauseSet.prefix) ? [{ prefix: clauseSet.prefix, ids: [] }] : [],
  );
  return [...expectedClauses, ...others].map(({ prefix, ids }: ExpectedClauses) => {
    const clauses = norms.find(({ clauseSet }) => clauseSet?.prefix === prefix)?.clauseSet?.clauses ?? [];
    const byId = new Map(clauses.map((clause) => [clause.id, clause]));
    const wanted = new Set(ids);
    return {
      prefix,
      clauses: ids.map((id) => {
        const clause = byId.get(id) ?? null;
        return { id, clause, status: clause ? settledBy(clause.rule) : ['missing' as const] };
      }),
      strangers: clauses.map(({ id }) => id).filter((id) => !wanted.has(id)),
    };
  });
}

/** Every expected indicator; one that is neither defined nor said to be held elsewhere is missing. */
export function coverIndicators(indicators: readonly DefinedIndicator[]): readonly CoveredIndicator[] {
  return expectedIndicators.map((expected) => {
    const found =
      indicators.find(
        ({ code, version }) =>
          code === expected.code &&
          (expected.version === undefined || editionOf(version) === expected.version),
      ) ?? null;
    return { expected, found, status: found ? 'indicator' : expected.elsewhere ? 'elsewhere' : 'missing' };
  });
}

/** Indicators that are defined and on none of the lists: the product's own. */
export function unlistedIndicators(indicators: readonly DefinedIndicator[]): readonly DefinedIndicator[] {
  const listed = new Set(expectedIndicators.map(({ code }) => code));
  return indicators.filter(({ code }) => !listed.has(code));
}

export const statusWords: Readonly<Record<Status, Bilingual>> = {
  cases: { zh: '由病例计算', en: 'computed from cases' },
  statements: { zh: '由机构条件判定', en: 'evaluated from the profile' },
  review: { zh: '待专家评分', en: 'awaits a human score' },
  clauses: { zh: '由其他条款得出', en: 'from other clauses' },
  scope: { zh: '范围或背景，不作判定', en: 'scope or context, not judged' },
  indicator: { zh: '已计算', en: 'computed' },
  elsewhere: { zh: '不单列为指标', en: 'not an indicator of its own' },
  missing: { zh: '**缺失**', en: '**missing**' },
};

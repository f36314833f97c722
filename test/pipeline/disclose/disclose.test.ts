import { describe, expect, it } from 'vitest';
import { type Disclosure, disclose } from '../../../pipeline/disclose/disclose.js';
import { defaultPolicy, type Policy, policySchema } from '../../../pipeline/disclose/policy.js';
import { key } from './attack.js';
import { batchOf, figuresOf, pair, provinceOf } from './small-province.js';

const province = provinceOf(8, {
  cities: [
    [2, 40, 40, 40, 40],
    [9, 9, 0.3],
    [25, 25, 25],
  ],
  shares: [0.4, 0.3],
});
const figures = figuresOf(province);
const made = (policy: Policy = defaultPolicy): Disclosure =>
  disclose({
    month: batchOf(province),
    figures,
    indicators: pair,
    cityOf: province.cityOf,
    policy,
    earlier: [],
    key,
  });

const hidable = [
  'numerator',
  'denominator',
  'rate',
  'ci_low',
  'ci_high',
  'pending',
  'low_bound',
  'verdict',
] as const;

describe('disclose', () => {
  const disclosure = made();
  const { figures: rows, peers } = disclosure.editionOf({ kind: 'public' });

  it('hides nothing from the centre, a hospital of its own, and a city of its hospitals', () => {
    expect(disclosure.editionOf({ kind: 'centre' }).figures.map(({ numerator }) => numerator)).toEqual(
      figures.map(({ numerator }) => numerator),
    );
    for (const [audience, isOwn] of [
      [{ kind: 'hospital', hospital: 'H11' }, ({ unit }: { unit: string }) => unit === 'H11'],
      [
        { kind: 'city', city: 'City 2' },
        ({ unit }: { unit: string }) => unit === 'City 2' || province.cityOf.get(unit) === 'City 2',
      ],
    ] as const) {
      const own = disclosure.editionOf(audience).figures.filter(isOwn);
      expect(own.map(({ numerator, rate, pending }) => [numerator, rate, pending])).toEqual(
        figures.filter(isOwn).map(({ numerator, rate, pending }) => [numerator, rate, pending]),
      );
      expect(own.some(({ state }) => state === 'suppressed')).toBe(false);
    }
  });

  it('names no other hospital to anybody, and shows both figures and hidden ones', () => {
    expect(rows.filter(({ level }) => level === 'hospital')).toEqual([]);
    const others = disclosure.editionOf({ kind: 'hospital', hospital: 'H11' }).figures;
    expect(new Set(others.filter(({ level }) => level === 'hospital').map(({ unit }) => unit))).toEqual(
      new Set(['H11']),
    );
    const states = new Set(rows.map(({ state }) => state));
    expect(states).toContain('value');
    expect(states).toContain('suppressed');
  });

  it('leaves nothing of a hidden figure, and no small count in one that is shown', () => {
    for (const row of rows)
      if (row.state === 'suppressed')
        expect(hidable.map((name) => row[name])).toEqual(hidable.map(() => null));
      else {
        expect([1, 2, 3, 4]).not.toContain(row.numerator);
        expect([1, 2, 3, 4]).not.toContain((row.denominator ?? 0) - (row.numerator ?? 0));
        expect(row.denominator === 0 || (row.denominator ?? 0) >= 10).toBe(true);
        for (const name of ['pending', 'unknown', 'excluded', 'undated'] as const)
          expect([1, 2, 3, 4]).not.toContain(row[name]);
      }
  });

  it('gives other hospitals as points without counts, in classes of at least three, ordered by label', () => {
    expect(peers.length).toBeGreaterThan(0);
    const text = JSON.stringify(peers);
    for (const hospital of province.cityOf.keys()) expect(text).not.toContain(hospital);
    for (const one of peers) {
      const same = peers.filter(
        ({ code, period, size_from }) =>
          code === one.code && period === one.period && size_from === one.size_from,
      );
      expect(same.length).toBeGreaterThanOrEqual(3);
    }
    for (const { code } of pair) {
      const labels = peers
        .filter((peer) => peer.code === code && peer.period_type === 'year')
        .map(({ label }) => label);
      expect(labels).toEqual([...labels].sort());
    }
    const [a, b] = pair.map(({ code }) =>
      peers.filter((peer) => peer.code === code).map(({ label }) => label),
    );
    expect(a?.filter((label) => b?.includes(label))).toEqual([]);
  });

  it('tells what it told, and what an earlier edition told that it hides', () => {
    const strict = disclose({
      month: batchOf(province),
      figures,
      indicators: pair,
      cityOf: province.cityOf,
      policy: policySchema.parse({ hiddenUpTo: 40, rateFrom: 100 }),
      earlier: [{ figures, shown: disclosure.shown }],
      key,
    });
    expect(disclosure.alreadyOut).toEqual([]);
    expect(strict.alreadyOut.length).toBeGreaterThan(0);
    const shownBy = (by: Disclosure) => figures.filter((figure) => by.isShown(figure)).length;
    expect(shownBy(strict)).toBeLessThan(shownBy(disclosure));
  });

  it('rounds where the policy says so, the rate with the counts', () => {
    const rounded = made(policySchema.parse({ roundTo: 5 })).editionOf({ kind: 'public' }).figures;
    const shown = rounded.filter(({ state }) => state !== 'suppressed');
    expect(shown.length).toBeGreaterThan(0);
    for (const { numerator, denominator, rate, ci_low } of shown) {
      expect([(numerator ?? 0) % 5, (denominator ?? 0) % 5, ci_low]).toEqual([0, 0, null]);
      if (rate !== null) expect(rate).toBe((numerator ?? 0) / (denominator ?? 1));
    }
  });

  it('refuses a policy by which a rate would tell a hidden count', () => {
    expect(policySchema.safeParse({ hiddenUpTo: 9, rateFrom: 9 }).success).toBe(false);
    expect(policySchema.safeParse({ hideUpTo: 4 }).success).toBe(false);
  });
});

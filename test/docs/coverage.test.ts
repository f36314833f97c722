import { describe, expect, it } from 'vitest';
import { coverClauses, coverIndicators } from '../../docs/generator/coverage.js';
import { expectedClauses } from '../../docs/generator/expected.js';
import { isChangedSince, readingOf } from '../../docs/generator/second-reading.js';
import { readings } from '../../docs/generator/second-readings.js';
import { indicators, norms } from '../../indicators/index.js';

describe('the list of what is expected', () => {
  it.each([
    // Counted in the regulations themselves, text by text.
    ['E22', 68, 'E22-001', 'E22-068'],
    ['V22', 85, 'V22-001', 'V22-085'],
    ['A11', 117, 'A11-001', 'A11-117'],
    ['E00', 61, 'E00-A01', 'E00-H05'],
  ])('has of %s %i clauses, %s to %s', (prefix, count, first, last) => {
    const ids = expectedClauses.find((set) => set.prefix === prefix)?.ids ?? [];
    expect([ids.length, new Set(ids).size, ids[0], ids.at(-1)]).toEqual([count, count, first, last]);
  });
});

describe('coverage', () => {
  it.each(coverClauses(norms))(
    'misses no clause of $prefix and has no stranger',
    ({ clauses, strangers }) => {
      expect(clauses.filter(({ status }) => status.includes('missing')).map(({ id }) => id)).toEqual([]);
      expect(strangers).toEqual([]);
    },
  );

  it('misses no indicator', () => {
    const missing = coverIndicators(indicators).filter(({ status }) => status === 'missing');
    expect(missing.map(({ expected }) => `${expected.code} ${expected.version ?? ''}`.trim())).toEqual([]);
  });

  it('shows a clause and an indicator that are not defined as missing', () => {
    const [first] = coverClauses([]);
    expect(first?.clauses.every(({ status }) => status.join() === 'missing')).toBe(true);
    const codes = coverIndicators([]).filter(({ status }) => status === 'missing');
    expect(codes.map(({ expected }) => expected.code)).toContain('ECMO-01');
  });

  it('holds what is said to be held elsewhere: donor runs are excluded from every ECMO indicator', () => {
    const ecmo = indicators.filter(({ code }) => code.startsWith('ECMO-'));
    const without = ecmo.filter(({ exclusions }) => !exclusions?.['organ donor']);
    expect(without.map(({ code }) => code)).toEqual([]);
  });
});

describe('the second reading', () => {
  const clauses = norms.flatMap(({ clauseSet }) => clauseSet?.clauses ?? []);

  it('holds every expected clause once and no other', () => {
    const expected = expectedClauses.flatMap(({ ids }) => ids);
    expect(readings.map(({ clause }) => clause).sort()).toEqual([...expected].sort());
  });

  it('says the other reading of what is inferred, and what was changed or stays open', () => {
    const silent = readings.filter(({ result, note }) => result !== 'as read' && !note);
    expect(silent.map(({ clause }) => clause)).toEqual([]);
    const alone = readings.filter(
      ({ result, note }) => result === 'inferred' && !note?.zh.includes('另一读法'),
    );
    expect(alone.map(({ clause }) => clause)).toEqual([]);
  });

  it('takes no clause for as read that lost a sign or number', () => {
    const lost = clauses.filter((clause) => clause.inferred && readingOf(clause.id)?.result === 'as read');
    expect(lost.map(({ id }) => id)).toEqual([]);
  });

  it('shows that a clause has changed since it was read', () => {
    const [first] = clauses;
    const reading = first && readingOf(first.id);
    if (!first || !reading) throw new Error('no clause was read');
    expect(isChangedSince(first, reading)).toBe(false);
    expect(isChangedSince({ ...first, text: { zh: '另一要求', en: 'another' } }, reading)).toBe(true);
  });
});

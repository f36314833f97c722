import { afterEach, expect, it } from 'vitest';
import { norms } from '../../../indicators/index.js';
import { smallBatch } from '../../faults/driver.js';
import { csv } from '../fixture.js';
import { dead, province, recovered, removeProvinces } from './province.js';

afterEach(removeProvinces);

/** With thresholds, so that something is judged. */
const judging = { ...smallBatch, norms };

it('sums up for the first page what the files of changes say, the same where a batch is run again', async () => {
  const { send, go, rows } = province();
  const early = [recovered('1', '2025-08-05'), dead('2', '2025-08-06'), dead('3', '2025-08-07')];
  send('2026-09', { 'H1/ecmo.csv': csv([...early, dead('4', '2025-08-08')]) });
  const first = await go('2026-09', undefined, judging);
  expect([first.data.changes, first.data.edition]).toEqual([null, 1]);

  // Of 2025: 1 of 4 was published; two deaths are recoveries now: 3 of 4.
  const edited = [recovered('2', '2025-08-06'), recovered('3', '2025-08-07'), dead('4', '2025-08-08')];
  send('2026-10', { 'H1/ecmo.csv': csv([recovered('1', '2025-08-05'), ...edited]) });
  const { data, moved } = await go('2026-10', undefined, judging);
  expect(data.changes?.since).toBe(first.batch);
  expect(data.changes?.counted).toEqual({
    figures: moved?.figures,
    running: moved?.running,
    verdicts: moved?.verdicts,
    better: 2,
  });
  expect(data.changes?.edited).toContainEqual({ code: 'ECMO-01', hospital: 'H1', cases: 2 });
  const judged = data.changes?.judged ?? [];
  expect(judged.length).toBe(
    rows('2026-10', 'changes.csv').filter(
      (row) =>
        row['stratum'] === '' &&
        (row['was_verdict'] !== row['now_verdict'] || row['was_formal'] !== row['now_formal']),
    ).length,
  );
  expect(
    judged.find(({ code, level, period }) => code === 'ECMO-01' && level === 'hospital' && period === '2025'),
  ).toEqual({
    ...{
      code: 'ECMO-01',
      version: expect.any(String),
      level: 'hospital',
      unit: 'H1',
      period_type: 'year',
      period: '2025',
    },
    was: { numerator: 1, denominator: 4, formal: 'not_met', verdict: 'cannot_tell' },
    now: { numerator: 3, denominator: 4, formal: 'met', verdict: 'cannot_tell' },
    causes: ['corrected'],
    byThreshold: false,
  });

  const again = await go('2026-10', undefined, judging);
  expect(again.moved).toBeNull();
  expect(again.data.changes).toEqual(data.changes);
  expect(again.data.edition).toBe(1);
}, 120_000);

import { describe, expect, it } from 'vitest';
import { casesToReview } from '../../../pipeline/ask/cases-to-review.js';
import { findIndicator } from '../../../pipeline/ask/explain.js';
import { type Cells, csv, ecmoDeath, ecmoRun, Province } from '../fixture.js';

const month = '2026-10';
const asOf = '2026-10-31';

async function review(files: Readonly<Record<string, string>>, codes: readonly string[]) {
  const province = await Province.open();
  try {
    await province.send(month, files);
    const indicators = codes.map(findIndicator);
    const figures = await province.figures(month, asOf, indicators);
    const found = await casesToReview(province.database, { month, asOf, indicators, figures });
    return { found, figures };
  } finally {
    await province.close();
  }
}

/** Still on support on the as-of day. */
const onSupport = (no: string): Cells =>
  ecmoRun(no, {
    started_at: '2026-10-30 08:00',
    ended_at: '',
    end_reason: '',
    discharged_at: '',
    discharge_status: '',
  });

describe('the cases to review', () => {
  it('are those behind a judged figure that fail, are not known or pending, by file and line, with what decides', async () => {
    // Of seven runs two ended in death (fail), one has no reason for its end (not known), one goes on (pending); three were weaned.
    const rows = [
      ecmoRun('A1'),
      ecmoDeath('A2'),
      ecmoDeath('A3'),
      ecmoRun('A4', { end_reason: '' }),
      onSupport('A5'),
      ecmoRun('A6'),
      ecmoRun('A7'),
    ];
    const { found, figures } = await review(
      { 'H1/ecmo.csv': csv(rows), 'H2/ecmo.csv': csv([ecmoRun('B1')]) },
      ['ECMO-01'],
    );
    const own = found.map(({ hospital, state, file, lines, cases, because }) => ({
      hospital,
      state,
      file,
      lines,
      cases,
      because,
    }));
    expect(own).toEqual([
      {
        hospital: 'H1',
        state: 'failed',
        file: 'H1/ecmo.csv',
        lines: '3-4',
        cases: 2,
        because: [
          ['course_end_reason', '死亡'],
          ['course_alive_48h', 'false'],
        ],
      },
      {
        hospital: 'H1',
        state: 'unknown',
        file: 'H1/ecmo.csv',
        lines: '5',
        cases: 1,
        because: [['course_end_reason', null]],
      },
      { hospital: 'H1', state: 'pending', file: 'H1/ecmo.csv', lines: '6', cases: 1, because: [] },
    ]);
    const figure = figures.find(
      ({ unit, period_type, stratum }) => unit === 'H1' && period_type === 'rolling12' && stratum === '',
    );
    expect(figure).toMatchObject({ numerator: 3, denominator: 6, unknown: 1, pending: 1 });
  });
});

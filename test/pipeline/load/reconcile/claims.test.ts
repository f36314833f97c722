import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ecmoRuns } from '../../../../pipeline/cases/ecmo-runs.js';
import { currentRowsSql } from '../../../../pipeline/current/current-sql.js';
import { declareClaims } from '../../../../pipeline/load/reconcile/declared-claims.js';
import { type Cells, csv, ecmoDeath, ecmoRun, Province } from '../../fixture.js';

/* What an export says by leaving a case out. */

let province: Province;
beforeEach(async () => {
  province = await Province.open();
});
afterEach(() => province.close());

const months = ['2026-09', '2026-10', '2026-11', '2026-12'];
/** September's cases begin on a day each, at 9. */
const at = (no: number, cells: Cells = {}, row = ecmoRun) =>
  row(`A${no}`, {
    patient_id: '',
    started_at: `2026-09-0${no} 09:00`,
    ended_at: `2026-09-0${no} 21:00`,
    discharged_at: `2026-09-0${no} 23:00`,
    ...cells,
  });
const of = (...numbers: number[]) => numbers.map((no) => at(no));
const send = (month: string, rows: readonly Cells[], hospital = 'H1') =>
  province.send(month, {
    [`${hospital}/e.csv`]: rows.length === 0 ? `${Object.keys(at(1)).join(',')}\n` : csv(rows),
  });
/** How many cases count as of a month. */
const counted = async (month: string) =>
  province.database.number(
    `SELECT count(*) FROM (${await currentRowsSql(province.database, ecmoRuns, month)})`,
  );
const texts = async (rule: string) =>
  (
    await province.database.rows<{ zh: string }>(
      'SELECT zh FROM problems WHERE rule = $rule ORDER BY file_id',
      { rule },
    )
  ).map(({ zh }) => zh);
const rules = async () =>
  (await province.problems())
    .filter((text) => text.includes('export'))
    .map((text) => text.replace(/^\S+ /, ''));

describe('a case that a cumulative export lacks', () => {
  it('is pending once, withdrawn with the next, and counts again when it is back', async () => {
    await send('2026-09', of(1, 2, 3));
    await send('2026-10', [
      ...of(1, 2),
      at(4, { started_at: '2026-10-04 09:00', ended_at: '2026-10-05 09:00', discharged_at: '' }),
    ]);
    expect([await counted('2026-10'), await rules()]).toEqual([4, ['missing-in-export']]);
    await send('2026-11', of(1, 2, 4, 5));
    expect([await counted('2026-10'), await counted('2026-11')]).toEqual([4, 4]);
    expect(await rules()).toEqual(['missing-in-export', 'withdrawn-by-export']);
    await send('2026-12', of(1, 2, 3, 4, 5));
    expect([await counted('2026-11'), await counted('2026-12')]).toEqual([4, 5]);
    // The message names month, file and line.
    const [told] = await province.database.rows<{ zh: string }>(
      "SELECT zh FROM problems WHERE rule = 'withdrawn-by-export'",
    );
    expect(told?.zh).toContain('2026-09“H1/e.csv”第 4 行');
  });

  it('does not depend on the order in which the months come', async () => {
    await send('2026-11', of(1, 2, 4, 5));
    await send('2026-09', of(1, 2, 3));
    await send('2026-10', of(1, 2, 4));
    expect([await counted('2026-09'), await counted('2026-10'), await counted('2026-11')]).toEqual([3, 4, 4]);
  });

  it('is judged by what was told until then: a begin corrected later changes no earlier claim', async () => {
    const named = { patient_id: 'P1' };
    const renumbered = { ...at(1, named), ...ecmoRun('B1', named), ...at(1, named), case_no: 'B1' };
    await send('2026-09', [at(1, named), at(2)]);
    await send('2026-10', [renumbered, at(4)]);
    await send('2026-11', [renumbered, at(4), at(5)]);
    // B1 is A1 by its minute and patient, so that half is there and A2 is missed twice: B1, A4 and A5 stay.
    expect([await counted('2026-10'), await counted('2026-11')]).toEqual([3, 3]);
    const said = ['missing-in-export', 'withdrawn-by-export'];
    expect(await rules()).toEqual(said);
    await send('2026-12', [at(1, { ...named, started_at: '2026-09-01 08:00' }), at(7)]);
    expect([await counted('2026-10'), await counted('2026-11')]).toEqual([3, 3]);
    expect(await rules()).toEqual(expect.arrayContaining(said));
  });

  it('is no matter of an export of one month: that is said of the first three that nobody has declared, and then no more', async () => {
    const open = { ended_at: '', discharged_at: '', discharge_status: '', end_reason: '' };
    const ofMonth = (month: string, no: number) => at(no, { started_at: `${month}-04 09:00`, ...open });
    await send('2026-08', [ofMonth('2026-08', 6), ofMonth('2026-08', 9)]);
    const said: [number | null, string[]][] = [];
    for (const [i, month] of ['2026-09', '2026-10', '2026-11', '2026-12'].entries()) {
      await send(month, [ofMonth(month, 20 + i)]);
      said.push([await counted(month), await rules()]);
    }
    const told = (times: number) => Array.from({ length: times }, () => 'left-out-of-export');
    expect(said).toEqual([
      [3, told(1)],
      [4, told(2)],
      [5, told(3)],
      [6, told(3)],
    ]);
    // The message names month, file and line of what the export before held.
    expect((await texts('left-out-of-export'))[0]).toContain(
      '没有上次导出中更早的 2 例；不因此视为撤回：2026-08“H1/e.csv”第 2 行、2026-08“H1/e.csv”第 3 行',
    );
    await declareClaims(province.database, { '*': 'month' }, '2026-09');
    expect(await rules()).toEqual(told(2));
  });

  it('and is older than all that the export holds, or one of more than half, is named and counts on', async () => {
    await send('2026-09', of(1, 2, 3));
    await send('2026-10', [...of(1, 2, 3), at(4, { started_at: '2026-10-04 09:00', ended_at: '' })]);
    // The three of September are deleted: the export begins in October.
    await send('2026-11', [
      at(4, { started_at: '2026-10-04 09:00', ended_at: '' }),
      at(5, { started_at: '2026-11-04 09:00', ended_at: '' }),
    ]);
    expect([await counted('2026-11'), await rules()]).toEqual([5, ['left-out-of-export']]);
    expect((await texts('left-out-of-export'))[0]).toContain('从 2026-10 起，没有上次导出中更早的 3 例');
    await province.close();
    province = await Province.open();
    await send('2026-09', of(1, 2, 3));
    await send('2026-10', of(1));
    expect([await counted('2026-10'), await rules()]).toEqual([3, ['left-out-of-export']]);
    expect((await texts('left-out-of-export'))[0]).toContain('以往报送的 3 例中只有 1 例');
  });

  it('of which many are missing withdraws nothing, and says so', async () => {
    await send('2026-09', of(1, 2, 3, 4, 5, 6));
    await send('2026-10', of(1, 2, 3));
    await send('2026-11', of(1, 2, 3));
    expect([await counted('2026-11'), await rules()]).toEqual([
      6,
      ['missing-in-export', 'missing-in-export'],
    ]);
  });

  it('is there where its row is only held back', async () => {
    await send('2026-09', of(1, 2, 3));
    await send('2026-10', [...of(1, 2), at(3, { mode: '??' })]);
    await send('2026-11', [...of(1, 2), at(3, { mode: '??' })]);
    expect([await counted('2026-11'), await rules()]).toEqual([3, []]);
  });

  it('under a new number counts once: three of four, where six rows came', async () => {
    const register = [at(1), at(2), at(3), at(4, { died_at: '2026-09-04 22:00' }, ecmoDeath)];
    await send('2026-09', [...register, at(5)]);
    await send('2026-10', [
      at(1),
      at(2),
      at(3),
      at(4, { died_at: '2026-09-04 22:00', case_no: 'A4X' }, ecmoDeath),
    ]);
    expect([await counted('2026-10'), await rules()]).toEqual([
      5,
      ['missing-in-export', 'renumbered-in-export'],
    ]);
    await send('2026-11', [
      at(1),
      at(2),
      at(3),
      at(4, { died_at: '2026-09-04 22:00', case_no: 'A4X' }, ecmoDeath),
      at(6),
    ]);
    expect([await counted('2026-11'), await rules()]).toEqual([
      5,
      ['missing-in-export', 'renumbered-in-export', 'withdrawn-by-export'],
    ]);
  });
});

describe('a file without a row', () => {
  it('of a hospital that is not known yet is asked about', async () => {
    await send('2026-09', of(1, 2));
    await send('2026-10', []);
    expect([await counted('2026-10'), await rules()]).toEqual([2, ['missing-in-export']]);
  });

  it('of a cumulative sender lacks all, and the next one withdraws them', async () => {
    await send('2026-09', of(1, 2));
    await send('2026-10', of(1, 2));
    await send('2026-11', []);
    expect(await counted('2026-11')).toBe(2);
    await send('2026-12', []);
    expect(await counted('2026-12')).toBe(0);
  });
});

describe('the setting exports', () => {
  it('decides over what is inferred', async () => {
    await send('2026-09', of(1, 2, 3));
    for (const month of months.slice(1, 3)) await send(month, of(1, 2));
    // Without a new case it may be a list of follow-ups.
    expect(await counted('2026-11')).toBe(3);
    await declareClaims(province.database, { H1: 'month' }, '2026-11');
    expect([await counted('2026-11'), await rules()]).toEqual([3, ['missing-in-export']]);
    await declareClaims(province.database, { H1: { ecmo_runs: 'cumulative' } }, '2026-11');
    expect(await counted('2026-11')).toBe(2);
  });
});

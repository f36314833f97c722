import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Cells, csv, ecmoDeath, ecmoRun, Province } from '../../fixture.js';

let province: Province;
beforeEach(async () => {
  province = await Province.open();
});
afterEach(() => province.close());

const hospitals = (...codes: string[]) =>
  csv(codes.map((hospital_id) => ({ hospital_id, name: hospital_id, city: '云川市' })));
const live = () =>
  province.database.rows<{ hospital_id: string; month: string; live: boolean; accepted: number }>(
    'SELECT hospital_id, month, live, accepted FROM submissions ORDER BY file_id, hospital_id',
  );
const stored = () => province.database.number('SELECT count(*) FROM ecmo_runs');

describe('a file that is sent again', () => {
  const october = { 'H1/ecmo.csv': csv([ecmoRun('1'), ecmoDeath('2')]) };

  it('with the same bytes changes nothing', async () => {
    expect(await province.send('2026-10', october)).toEqual({ 'H1/ecmo.csv': 'accepted' });
    const before = await province.figures('2026-10');
    expect(await province.send('2026-10', october)).toEqual({ 'H1/ecmo.csv': 'unchanged' });
    expect(await province.figures('2026-10')).toEqual(before);
    expect(await stored()).toBe(2);
    expect(await live()).toHaveLength(1);
  });

  it('with the same bytes under another name is unchanged', async () => {
    await province.send('2026-10', october);
    const renamed = { 'H1/again.csv': october['H1/ecmo.csv'] };
    expect(await province.send('2026-10', renamed)).toEqual({ 'H1/again.csv': 'unchanged' });
    expect(await stored()).toBe(2);
  });

  it('twice in one inbox under two names is taken once', async () => {
    const both = { ...october, 'H1/copy.csv': october['H1/ecmo.csv'] };
    const taken = { 'H1/copy.csv': 'accepted', 'H1/ecmo.csv': 'unchanged' };
    expect(await province.send('2026-10', both)).toEqual(taken);
    const more = { ...both, 'H1/more.csv': csv([ecmoRun('3')]) };
    expect(await province.send('2026-10', more)).toEqual({ ...taken, 'H1/more.csv': 'accepted' });
    expect(await province.counts('2026-10', 'ECMO-01 H1 2026-10')).toEqual([2, 3]);
    expect(await province.problems()).toEqual([]);
  });

  it('corrected replaces the hospital’s submission whole, and the old one stays on record', async () => {
    await province.send('2026-10', october);
    expect(await province.counts('2026-10', 'ECMO-01 H1 2026-10')).toEqual([1, 2]);
    // Case 2 is gone, case 3 is new: nothing of the old file may shine through.
    await province.send('2026-10', { 'H1/ecmo.csv': csv([ecmoRun('1'), ecmoRun('3'), ecmoRun('4')]) });
    expect(await province.counts('2026-10', 'ECMO-01 H1 2026-10')).toEqual([3, 3]);
    expect(await live()).toEqual([
      { hospital_id: 'H1', month: '2026-10', live: false, accepted: 2 },
      { hospital_id: 'H1', month: '2026-10', live: true, accepted: 3 },
    ]);
    expect(await stored()).toBe(5);
  });

  it('taken back to its first state counts as it did at first', async () => {
    await province.send('2026-10', october);
    await province.send('2026-10', { 'H1/ecmo.csv': csv([ecmoRun('1')]) });
    await province.send('2026-10', october);
    expect(await province.counts('2026-10', 'ECMO-01 H1 2026-10')).toEqual([1, 2]);
  });

  it('and refused leaves the old submission as it was', async () => {
    await province.send('2026-10', october);
    const before = await province.figures('2026-10');
    const torn = { 'H1/ecmo.csv': 'case_no,mode,started_at\n1,VA,"2026-10-05' };
    expect(await province.send('2026-10', torn)).toEqual({ 'H1/ecmo.csv': 'refused' });
    expect(await province.figures('2026-10')).toEqual(before);
    expect(await live()).toEqual([{ hospital_id: 'H1', month: '2026-10', live: true, accepted: 2 }]);
  });

  it('after it was refused tells nothing more of that, whatever had happened to it', async () => {
    const told = () => province.database.rows('SELECT path, status, refusal FROM files ORDER BY file_id');
    await province.send('2026-10', october);
    const before = await told();
    const torn = { 'H1/ecmo.csv': 'case_no,mode,started_at\n1,VA,"2026-10-05' };
    await province.send('2026-10', torn);
    await province.send('2026-10', torn);
    expect(await told()).toEqual([
      ...before,
      { path: 'H1/ecmo.csv', status: 'refused', refusal: 'truncated' },
    ]);
    expect(await province.send('2026-10', october)).toEqual({ 'H1/ecmo.csv': 'unchanged' });
    expect(await told()).toEqual(before);
    expect(await province.problems()).toEqual([]);
  });

  it('beside one that is still refused leaves that one told', async () => {
    const torn = 'case_no,mode,started_at\n1,VA,"2026-10-05';
    await province.send('2026-10', { 'H1/ecmo.csv': torn, 'H2/ecmo.csv': torn });
    await province.send('2026-10', { ...october, 'H2/ecmo.csv': torn });
    expect(
      await province.database.rows("SELECT path FROM files WHERE status = 'refused' ORDER BY path"),
    ).toEqual([{ path: 'H2/ecmo.csv' }]);
  });

  it('with a second file beside it keeps the first: both are what the hospital sends', async () => {
    await province.send('2026-10', october);
    const more = { ...october, 'H1/more.csv': csv([ecmoRun('3')]) };
    await province.send('2026-10', more);
    expect(await province.counts('2026-10', 'ECMO-01 H1 2026-10')).toEqual([2, 3]);
    expect(await province.send('2026-10', more)).toEqual({
      'H1/ecmo.csv': 'unchanged',
      'H1/more.csv': 'unchanged',
    });
    expect(await province.counts('2026-10', 'ECMO-01 H1 2026-10')).toEqual([2, 3]);
  });

  it('with a file that contradicts it beside it has both rows held back, as if both had come at once', async () => {
    await province.send('2026-10', october);
    await province.send('2026-10', { ...october, 'H1/new.csv': csv([ecmoRun('2')]) });
    expect((await province.problems()).filter((text) => text.endsWith('conflicting-rows'))).toEqual([
      'H1/ecmo.csv:3 conflicting-rows',
      'H1/new.csv:2 conflicting-rows',
    ]);
    expect(await province.counts('2026-10', 'ECMO-01 H1 2026-10')).toEqual([1, 1]);
  });

  it('leaves the files of other hospitals and tables unchanged', async () => {
    const others = {
      'H2/ecmo.csv': csv([ecmoRun('1')]),
      'H1/vad.csv': csv([{ case_no: '1', device_type: '植入式', implanted_on: '2026-10-03' }]),
    };
    await province.send('2026-10', { ...october, ...others });
    expect(await province.send('2026-10', { 'H1/ecmo.csv': csv([ecmoRun('1')]), ...others })).toEqual({
      'H1/ecmo.csv': 'accepted',
      'H1/vad.csv': 'unchanged',
      'H2/ecmo.csv': 'unchanged',
    });
    expect(await province.counts('2026-10', 'ECMO-01 * 2026-10')).toEqual([2, 2]);
  });
});

describe('a case in the files of two months', () => {
  const september = { 'H1/ecmo.csv': csv([ecmoRun('1'), ecmoRun('2', { end_reason: '' })]) };
  // Cumulative: the case of September again, now with its outcome, and a new one.
  const october = { 'H1/ecmo.csv': csv([ecmoRun('1'), ecmoDeath('2'), ecmoRun('3')]) };
  const asOf = '2026-10-31';

  it('is counted once, as the latest file has it', async () => {
    await province.send('2026-09', september, { asOf });
    await province.send('2026-10', october);
    expect(await province.counts('2026-10', 'ECMO-01 H1 2026-10')).toEqual([2, 3]);
    expect(await stored()).toBe(5);
    expect((await live()).map((s) => s.live)).toEqual([true, true]);
  });

  it('stays as its own month had it when that month is run again', async () => {
    await province.send('2026-09', september, { asOf });
    const before = await province.figures('2026-09', asOf);
    await province.send('2026-10', october);
    expect(await province.send('2026-09', september, { asOf })).toEqual({ 'H1/ecmo.csv': 'unchanged' });
    expect(await province.figures('2026-09', asOf)).toEqual(before);
    expect(before.find((f) => f.code === 'ECMO-01' && f.level === 'hospital')).toMatchObject({
      numerator: 1,
      denominator: 2,
      unknown: 1,
    });
  });

  it('is still counted when the later file no longer holds it', async () => {
    await province.send('2026-09', september, { asOf });
    await province.send('2026-10', { 'H1/ecmo.csv': csv([ecmoRun('3')]) });
    expect(await province.counts('2026-10', 'ECMO-01 H1 2026-10')).toEqual([2, 3]);
  });

  it('counts as a correction of the older month has it where that came after the newer month', async () => {
    await province.send('2026-09', september, { asOf });
    await province.send('2026-10', { 'H1/ecmo.csv': csv([ecmoDeath('1')]) });
    await province.send(
      '2026-09',
      { 'H1/ecmo.csv': csv([ecmoRun('1'), ecmoRun('2'), ecmoRun('4')]) },
      { asOf },
    );
    // 1 died, says October; the September corrected after it has all three met.
    expect(await province.counts('2026-10', 'ECMO-01 H1 2026-10')).toEqual([3, 3]);
  });
});

describe('hospitals', () => {
  it('do not affect each other: a bad file leaves the figures of the others as they are', async () => {
    const good = { 'H1/ecmo.csv': csv([ecmoRun('1'), ecmoDeath('2')]) };
    await province.send('2026-10', good);
    const ofH1 = async (of: Province) => (await of.figures('2026-10')).filter(({ unit }) => unit === 'H1');
    const alone = await ofH1(province);
    const other = await Province.open();
    try {
      const outcome = await other.send('2026-10', {
        ...good,
        'H2/ecmo.csv': `${csv([ecmoRun('1')])}"torn`,
        'H3/ecmo.csv': csv([ecmoRun('1', { mode: 'XX' }), ecmoDeath('2')]),
      });
      expect(outcome).toEqual({
        'H1/ecmo.csv': 'accepted',
        'H2/ecmo.csv': 'refused',
        'H3/ecmo.csv': 'accepted',
      });
      expect(await ofH1(other)).toEqual(alone);
      expect(await other.counts('2026-10', 'ECMO-01 H3 2026-10')).toEqual([0, 1]);
      expect(await other.counts('2026-10', 'ECMO-01 H2 2026-10')).toBeNull();
    } finally {
      await other.close();
    }
  });

  it('may share one flat file with a code in each row, and each has a submission of its own', async () => {
    const of = (hospital_id: string, row: Cells) => ({ hospital_id, ...row });
    const all = [of('H1', ecmoRun('1')), of('H2', ecmoRun('1')), of('H2', ecmoDeath('2'))];
    await province.send('2026-10', { 'ecmo.csv': csv(all) });
    expect(await province.counts('2026-10', 'ECMO-01 H1 2026-10')).toEqual([1, 1]);
    expect(await province.counts('2026-10', 'ECMO-01 H2 2026-10')).toEqual([1, 2]);
    expect(await province.counts('2026-10', 'ECMO-01 * 2026-10')).toEqual([2, 3]);
    // A correction of one of them leaves the other as it is.
    await province.send('2026-10', { 'h2.csv': csv([of('H2', ecmoRun('1'))]) });
    expect(await province.counts('2026-10', 'ECMO-01 * 2026-10')).toEqual([2, 2]);
    expect((await live()).map((s) => [s.hospital_id, s.live])).toEqual([
      ['H1', true],
      ['H2', false],
      ['H2', true],
    ]);
  });

  it('in a flat file without a code column cannot be told: the file is refused', async () => {
    expect(await province.send('2026-10', { 'ecmo.csv': csv([ecmoRun('1')]) })).toEqual({
      'ecmo.csv': 'refused',
    });
    expect(await province.problems()).toEqual(['ecmo.csv:1 missing-column']);
  });

  it('are named by the folder where the file has no code column', async () => {
    await province.send('2026-10', { 'H7/ecmo.csv': csv([ecmoRun('1')]) });
    expect(await province.counts('2026-10', 'ECMO-01 H7 2026-10')).toEqual([1, 1]);
  });

  it('with a blank code in a row have that row held back, even in a folder', async () => {
    const rows = [ecmoRun('1', { hospital_id: 'H1' }), ecmoRun('2', { hospital_id: '' })];
    await province.send('2026-10', { 'H1/ecmo.csv': csv(rows) });
    expect(await province.problems()).toEqual(['H1/ecmo.csv:3 required']);
    expect(await province.counts('2026-10', 'ECMO-01 H1 2026-10')).toEqual([1, 1]);
  });

  it('do not send cases of others: such a row is held back and counts for nobody', async () => {
    const rows = [ecmoRun('1', { hospital_id: 'H1' }), ecmoRun('2', { hospital_id: 'H2' })];
    await province.send('2026-10', { 'hospitals.csv': hospitals('H1', 'H2'), 'H1/ecmo.csv': csv(rows) });
    expect(await province.problems()).toEqual(['H1/ecmo.csv:* foreign-rows', 'H1/ecmo.csv:3 wrong-hospital']);
    expect(await province.counts('2026-10', 'ECMO-01 * 2026-10')).toEqual([1, 1]);
    expect(await province.counts('2026-10', 'ECMO-01 H2 2026-10')).toBeNull();
    const ecmo = await province.database.rows(
      `SELECT hospital_id FROM submissions WHERE table_name = 'ecmo_runs'`,
    );
    expect(ecmo.map(({ hospital_id }) => hospital_id)).toEqual(['H1']);
  });

  it('that are not on the list have their file refused, by folder or by row', async () => {
    const outcome = await province.send('2026-10', {
      'hospitals.csv': hospitals('H1'),
      'H1/ecmo.csv': csv([ecmoRun('1')]),
      'H9/ecmo.csv': csv([ecmoRun('1')]),
      'flat.csv': csv([ecmoRun('7', { hospital_id: 'H1' }), ecmoRun('8', { hospital_id: 'H8' })]),
    });
    expect(outcome).toEqual({
      'hospitals.csv': 'accepted',
      'H1/ecmo.csv': 'accepted',
      'H9/ecmo.csv': 'refused',
      'flat.csv': 'refused',
    });
    expect(await province.problems()).toEqual([
      'H9/ecmo.csv:* unknown-hospital',
      'flat.csv:3 unknown-hospital',
    ]);
    expect(await province.counts('2026-10', 'ECMO-01 * 2026-10')).toEqual([1, 1]);
  });

  it('refused as unknown are taken in once the list knows them', async () => {
    const ecmo = { 'H9/ecmo.csv': csv([ecmoRun('1')]) };
    await province.send('2026-10', { 'hospitals.csv': hospitals('H1'), ...ecmo });
    const outcome = await province.send('2026-10', { 'hospitals.csv': hospitals('H1', 'H9'), ...ecmo });
    expect(outcome).toEqual({ 'hospitals.csv': 'accepted', 'H9/ecmo.csv': 'accepted' });
    expect(await province.problems()).toEqual([]);
    expect(await province.counts('2026-10', 'ECMO-01 H9 2026-10')).toEqual([1, 1]);
  });

  it('are taken as they come where there is no list', async () => {
    expect(await province.send('2026-10', { 'anything-9/ecmo.csv': csv([ecmoRun('1')]) })).toEqual({
      'anything-9/ecmo.csv': 'accepted',
    });
    expect(await province.counts('2026-10', 'ECMO-01 anything-9 2026-10')).toEqual([1, 1]);
  });

  it('stay on the list from month to month', async () => {
    await province.send('2026-09', { 'hospitals.csv': hospitals('H1') });
    const outcome = await province.send('2026-10', { 'H9/ecmo.csv': csv([ecmoRun('1')]) });
    expect(outcome).toEqual({ 'H9/ecmo.csv': 'refused' });
  });

  it('without cases send a header alone, which is a submission and takes the place of the old one', async () => {
    await province.send('2026-10', { 'H1/ecmo.csv': csv([ecmoRun('1')]) });
    const header = csv([ecmoRun('1')]).split('\n')[0];
    expect(await province.send('2026-10', { 'H1/ecmo.csv': `${header}\n` })).toEqual({
      'H1/ecmo.csv': 'accepted',
    });
    expect(await province.problems()).toEqual(['H1/ecmo.csv:* no-rows']);
    expect((await live()).map((s) => [s.live, s.accepted])).toEqual([
      [false, 1],
      [true, 0],
    ]);
    expect(await province.figures('2026-10')).toEqual([]);
  });
});

describe('the as-of day', () => {
  it('ends at midnight: a case begun a minute before counts, one begun then does not, nor does what follows', async () => {
    // Sent with a later cut, and then looked at as of 31 October.
    const begun = (case_no: string, started_at: string) =>
      ecmoRun(case_no, { started_at, ended_at: '', end_reason: '', discharged_at: '', discharge_status: '' });
    const rows = [
      begun('1', '2026-10-31 23:59'),
      begun('2', '2026-11-01 00:00'),
      begun('3', '2026-11-20 08:00'),
    ];
    await province.send('2026-10', { 'H1/ecmo.csv': csv(rows) }, { asOf: '2026-11-30' });
    const volume = async (asOf: string) =>
      (await province.figures('2026-10', asOf))
        .filter((f) => f.code === 'ECMO-N01' && f.unit === 'H1' && f.period_type === 'year')
        .map(({ numerator }) => numerator);
    expect(await volume('2026-10-31')).toEqual([1]);
    expect(await volume('2026-11-01')).toEqual([2]);
    expect(await volume('2026-11-30')).toEqual([3]);
  });
});

describe('rows of one submission with the same key', () => {
  it('are kept once when identical, though spelled differently', async () => {
    const rows = [ecmoRun('1', { ecpr: '是' }), ecmoRun('1', { ecpr: '√', started_at: '2026/10/5 08:00' })];
    await province.send('2026-10', { 'H1/ecmo.csv': csv(rows) });
    expect(await province.problems()).toEqual(['H1/ecmo.csv:3 duplicate-row']);
    expect(await province.counts('2026-10', 'ECMO-01 H1 2026-10')).toEqual([1, 1]);
  });

  it('are all held back when they differ, and so are those of two files', async () => {
    await province.send('2026-10', {
      'H1/a.csv': csv([ecmoRun('1'), ecmoRun('2')]),
      'H1/b.csv': csv([ecmoDeath('1'), ecmoRun('3')]),
    });
    expect(await province.problems()).toEqual(['H1/a.csv:2 conflicting-rows', 'H1/b.csv:2 conflicting-rows']);
    expect(await province.counts('2026-10', 'ECMO-01 H1 2026-10')).toEqual([2, 2]);
  });

  it('differ by the run number of a case, where blank is the first run', async () => {
    // Runs of a case begin at different times; two at one time would be one run under two numbers.
    const second = ecmoRun('1', { run_no: '2', started_at: '2026-10-05 09:30' });
    const rows = [ecmoRun('1', { run_no: '' }), second, ecmoRun('1', { run_no: '1' })];
    await province.send('2026-10', { 'H1/ecmo.csv': csv(rows) });
    expect(await province.problems()).toEqual(['H1/ecmo.csv:4 duplicate-row']);
    expect(await province.counts('2026-10', 'ECMO-N01 H1 2026-10')).toEqual([2, null]);
  });

  it('are two cases where two hospitals use the same case number', async () => {
    await province.send('2026-10', {
      'H1/ecmo.csv': csv([ecmoRun('1')]),
      'H2/ecmo.csv': csv([ecmoRun('1')]),
    });
    expect(await province.problems()).toEqual([]);
    expect(await province.counts('2026-10', 'ECMO-01 * 2026-10')).toEqual([2, 2]);
  });
});

describe('a problem', () => {
  it('does not show the personal value that raised it', async () => {
    const born = ecmoRun('1', { birth_date: '1961-02-30', patient_id: `99${'7'.repeat(600)}` });
    await province.send('2026-10', { 'H1/ecmo.csv': csv([born]) });
    expect(await province.problems()).toEqual(['H1/ecmo.csv:2 not-a-date', 'H1/ecmo.csv:2 text-too-long']);
    const shown = await province.database.rows('SELECT * FROM problems');
    expect(JSON.stringify(shown)).not.toMatch(/1961|777/);
  });
});

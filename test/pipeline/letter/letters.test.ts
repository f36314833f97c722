import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LetterEntry } from '../../../pipeline/ask/letters.js';
import { latestBatch } from '../../../pipeline/ask/status.js';
import { withPublished } from '../../../pipeline/batch/open-published.js';
import { profileQuestions } from '../../../pipeline/contract/profile-items.js';
import { findingOf } from '../../../pipeline/letter/finding.js';
import { zhikong } from '../command/buffer.js';
import { csv, ecmoDeath, ecmoRun, newFolder, oneThreaded, remove, writeFiles } from '../fixture.js';
import { hasOffice, resaved } from '../workbook/office.js';
import { answer, answered, textsOf } from './fixture.js';

/* Three letters over three months: answered and gone, not answered, answered and still there. */

const year = '2025-11..2026-10';
const hostile = '=HYPERLINK("http://x","y") <script>alert(1)</script> 13800138000 \'; DROP TABLE letters';
let folder = '';
let workspace = '';
const forms = new Map<string, Uint8Array>();

const command = (...args: string[]) => zhikong([...args, '--workspace', workspace]);
const at = (day: string) => {
  process.env['ZHIKONG_NOW'] = `${day}T04:00:00Z`;
};
const listed = async () => {
  const { out } = await command('letters', '--json');
  return JSON.parse(out) as { letters: LetterEntry[]; waiting: { letterNo: string; act: string }[] };
};
const states = async () =>
  Object.fromEntries((await listed()).letters.map(({ hospital_id, state }) => [hospital_id, state]));
const published = (month: string, name: string) =>
  readFileSync(join(workspace, 'reports', month, name), 'utf8');
const problems = (month: string) => published(month, 'centre/problems.csv');
const page = (month: string, name: string) => published(month, name).replace(/<[^>]*>/g, ' ');

/** What H1 states of itself: every other thing it has, every other it lacks. */
const statements = csv(
  profileQuestions
    .filter(({ answer: kind }) => kind === 'yes/no')
    .map(({ id }, i) => ({ hospital_id: 'H1', as_of: '2026-10-01', item: id, value: i % 2 ? '是' : '否' })),
);

const runs = (hospital: string, month: string, met: number, missed: number) => {
  const dates = (day: string) => ({
    hospital_id: hospital,
    started_at: `${month}-05 08:00`,
    ended_at: `${month}-${day} 08:00`,
  });
  return csv([
    ...Array.from({ length: met }, (_, i) =>
      ecmoRun(`${month}a${i}`, { ...dates('10'), discharged_at: `${month}-24 10:00` }),
    ),
    ...Array.from({ length: missed }, (_, i) =>
      ecmoDeath(`${month}b${i}`, { ...dates('10'), died_at: `${month}-10 08:00` }),
    ),
  ]);
};

beforeAll(async () => {
  folder = newFolder();
  workspace = oneThreaded(join(folder, 'workspace'));
  const inbox = (month: string) => join(workspace, 'inbox', month);
  at('2026-11-20');
  writeFiles(inbox('2026-10'), {
    '_中心/list.csv': csv(
      ['H1', 'H3', 'H4'].map((hospital_id) => ({ hospital_id, name: `${hospital_id}医院`, city: '甲市' })),
    ),
    'H1/e.csv': runs('H1', '2026-10', 2, 10),
    'H1/profile.csv': statements,
    'H3/e.csv': runs('H3', '2026-10', 1, 11),
    'H4/e.csv': runs('H4', '2026-10', 3, 10),
  });
  expect((await command('run', '--month', '2026-10')).exit).toBeLessThan(2);
  for (const hospital of ['H1', 'H3', 'H4']) {
    const { exit, out } = await command(
      ...['letter', 'ECMO-01', '--unit', hospital, '--period', year, '--due', '2026-12-15'],
      ...['--out', join(folder, 'out'), '--json'],
    );
    expect(exit).toBe(0);
    forms.set(hospital, readFileSync((JSON.parse(out) as { form: string }).form));
  }
}, 300_000);
afterAll(() => {
  delete process.env['ZHIKONG_NOW'];
  remove(folder);
});

const formOf = (hospital: string) => forms.get(hospital) ?? new Uint8Array();

describe('a letter', () => {
  it('holds figure, interval, source, clause, deadline and the cases behind it, and nothing of another hospital', () => {
    const text = textsOf(formOf('H1'));
    for (const part of [
      '2/12 = 16.7%',
      '4.7–44.8%',
      '≥ 40%',
      'G11-2022',
      '2026-12-15',
      'FK-2026-10-001',
      year,
    ])
      expect(text).toContain(part);
    expect(text).toMatch(/2026-10-[0-9a-f]{8}；数据截止 2026-10-31；数据截至2026年10月报送/);
    // The ten missed ones stand below the header and the two met ones.
    expect([...text.matchAll(/H1\/e\.csv/g)]).toHaveLength(10);
    expect(text).not.toMatch(/H[34](?:医院|\/)|>H[34]<|2026-10b|P2026/);
    expect(text).not.toContain('<f>');
  });

  it('is refused for what is no finding, for one that is open already, and after its deadline', async () => {
    const refused = async (code: string, unit: string, ...args: string[]) =>
      (await command('letter', code, '--unit', unit, '--due', '2026-12-15', ...args)).err.match(
        /\[(.*)\]/,
      )?.[1];
    expect(await refused('ECMO-01', 'H1', '--period', year)).toBe('letter-open');
    expect(await refused('ECMO-01', 'H9', '--period', year)).toBe('no-finding');
    expect(await refused('ECMO-01', 'H1', '--period', '2026-10')).toBe('no-finding');
    expect(await refused('ECMO-01', 'H1')).toBe('period-missing');
    expect(await refused('ECMO-99', 'H1', '--period', year)).toBe('unknown-indicator');
    expect(await refused('ECMO-01', 'H1', '--period', year, '--due', '2026-11-20')).toBe('due-passed');
  }, 60_000);

  it('on a clause has its result, and what it rests on; a clause that is met is no finding', async () => {
    const found = (clause: string) =>
      withPublished(
        workspace,
        async (database) =>
          findingOf(database, await latestBatch(database, undefined), { code: clause, hospital: 'H1' }),
        { judges: true },
      );
    const of = (result: string) =>
      withPublished(workspace, async (database) => {
        const [row] = await database.rows<{ clause: string; on_day: string; n: number }>(
          `SELECT clause, on_day, CAST(json_array_length(evidence) AS INTEGER) AS n FROM clause_results
           WHERE hospital_id = 'H1' AND result = $result AND json_array_length(evidence) > 0 ORDER BY clause LIMIT 1`,
          { result },
        );
        return row ?? { clause: '', on_day: '', n: 0 };
      });
    const missed = await of('not met');
    const { said, cases } = await found(missed.clause.toLowerCase());
    expect(said).toMatchObject({ code: missed.clause, period: missed.on_day, figure: '不符合 not met' });
    expect(said.clause).toContain(missed.clause);
    expect(cases).toHaveLength(missed.n);
    const { clause } = await of('met');
    await expect(found(clause)).rejects.toMatchObject({ code: 'no-finding' });
  }, 60_000);

  it('waits in the inbox until the next run, and is in the audit chain', async () => {
    const { letters, waiting } = await listed();
    expect(letters).toEqual([]);
    expect(waiting.map(({ letterNo, act }) => `${letterNo} ${act}`)).toEqual([
      'FK-2026-10-001 issued',
      'FK-2026-10-002 issued',
      'FK-2026-10-003 issued',
    ]);
    const audit = readFileSync(join(workspace, 'audit.jsonl'), 'utf8');
    expect([...audit.matchAll(/"action":"letter"/g)]).toHaveLength(3);
  });
});

describe.skipIf(!hasOffice)('its answer, typed in LibreOffice', () => {
  beforeAll(async () => {
    const typed = [answered(formOf('H1'), answer(hostile)), answered(formOf('H4'), answer('撤机评估偏晚'))];
    const [first = new Uint8Array(), second = new Uint8Array()] = resaved(typed);
    at('2026-12-05');
    writeFiles(join(workspace, 'inbox', '2026-11'), {
      'H1/反馈函.xlsx': first,
      'H4/答复.xlsx': second,
      'H1/e.csv': runs('H1', '2026-11', 20, 2),
      'H3/e.csv': runs('H3', '2026-11', 1, 5),
      'H4/e.csv': runs('H4', '2026-11', 2, 5),
    });
    expect((await command('run', '--month', '2026-11')).exit).toBeLessThan(2);
  }, 300_000);

  it('is taken as an answer and never as a case', async () => {
    expect(await states()).toEqual({ H1: 'closed', H3: 'open', H4: 'answered' });
    const status = await command('status', '--month', '2026-11', '--json');
    const { submissions } = JSON.parse(status.out) as {
      submissions: { file: string; table: string; accepted: number; warnings: number }[];
    };
    expect(submissions.filter(({ file }) => file.endsWith('.xlsx'))).toMatchObject([
      { file: 'H1/反馈函.xlsx', table: 'letter_answers', accepted: 1, warnings: 0 },
      { file: 'H4/答复.xlsx', table: 'letter_answers', accepted: 1, warnings: 0 },
    ]);
  }, 60_000);

  it('is closed by the next twelve months that meet the threshold, and its texts are texts', async () => {
    const [first] = (await listed()).letters;
    expect(first?.closed).toEqual({
      by: 'data',
      month: '2026-11',
      period: '2025-12..2026-11',
      numerator: 22,
      denominator: 34,
      result: null,
    });
    expect(first?.answer).toMatchObject({
      cause: hostile.replace('13800138000', '***********'),
      measure: '每日晨会评估',
      done_by: '2026-12-31',
      late: false,
      altered: [],
    });
    expect(published('2026-11', 'centre/letters.html')).not.toMatch(/HYPERLINK|alert\(1\)/);
  }, 60_000);

  it('is shown to its hospital alone, and to the centre with all others', () => {
    const own = page('2026-11', 'hospitals/H1/index.html');
    expect(own).toContain('FK-2026-10-001');
    expect(own).toContain('后续数据已达到（2026-11 批次，2025-12..2026-11：22/34）');
    expect(own).not.toMatch(/FK-2026-10-00[23]/);
    const all = page('2026-11', 'centre/letters.html');
    for (const no of ['001', '002', '003']) expect(all).toContain(`FK-2026-10-${no}`);
    expect(page('2026-10', 'centre/letters.html')).not.toContain('FK-');
  });

  it('that did not come is overdue the day after its deadline', async () => {
    at('2026-12-15');
    expect((await states())['H3']).toBe('open');
    at('2026-12-16');
    expect((await states())['H3']).toBe('overdue');
    const { exit, out } = await command('letters', '--hospital', 'H3', '--lang', 'en');
    expect(exit).toBe(1);
    expect(out).toMatch(/FK-2026-10-002 +H3 +ECMO-01 .*overdue/);
    expect(out).not.toContain('FK-2026-10-001');
  }, 60_000);
});

describe.skipIf(!hasOffice)('in the month after', () => {
  beforeAll(async () => {
    at('2027-01-08');
    const closing = ['letters', '--close', 'FK-2026-10-003', '--reason', '现场核查已整改'];
    expect((await command(...closing)).exit).toBe(0);
    // A second time it is closed already.
    expect((await command(...closing)).err).toContain('[letter-closed]');
    writeFiles(join(workspace, 'inbox', '2026-12'), {
      'H1/e.csv': runs('H1', '2026-12', 0, 60),
      // The form of another hospital.
      'H1/他院.xlsx': answered(formOf('H4'), answer('x')),
      'H3/e.csv': runs('H3', '2026-12', 1, 5),
      // Late, and better than it was.
      'H3/反馈函.xlsx': answered(formOf('H3'), { ...answer('人手不足'), F: '9/12 = 75.0%' }),
      'H4/e.csv': runs('H4', '2026-12', 1, 5),
      'H4/再答.xlsx': answered(formOf('H4'), answer('另有原因')),
    });
    // The warehouse is lost: the run makes it anew from vault and history.
    rmSync(join(workspace, 'zhikong.duckdb'));
    expect((await command('run', '--month', '2026-12')).exit).toBeLessThan(2);
  }, 300_000);

  it('letters and answers are there again, and what was closed stays closed', async () => {
    const { letters } = await listed();
    expect(letters.map(({ hospital_id, state }) => `${hospital_id} ${state}`)).toEqual([
      'H1 closed',
      'H3 answered',
      'H4 closed',
    ]);
    expect(letters[0]?.closed).toMatchObject({ by: 'data', month: '2026-11' });
    expect(letters[2]?.closed).toEqual({ by: 'centre', on: '2027-01-08', reason: '现场核查已整改' });
    expect((await command('verify')).exit).toBe(0);
  }, 120_000);

  it('a changed figure is told in both languages, and what was sent counts', async () => {
    const [, letter] = (await listed()).letters;
    expect(letter?.figure).toBe('1/12 = 8.3%');
    expect(letter?.answer).toMatchObject({ altered: ['figure'], late: true, received: '2027-01-08' });
    const told = problems('2026-12');
    expect(told).toMatch(/"H3\/反馈函\.xlsx".*"letter-altered"/);
    expect(told).toContain('但送回的与发出的不同：反馈数字或结果');
    expect(told).toContain('came back changed: 反馈数字或结果');
  }, 60_000);

  it('a late answer and a second one are told and taken, the newest counts', async () => {
    const told = problems('2026-12');
    expect(told).toMatch(/"H3\/反馈函\.xlsx".*"letter-answered-late".*2026-12-15.*2027-01-08/);
    expect(told).toMatch(/"H4\/再答\.xlsx".*"letter-answered-again".*2026-11/);
    expect((await listed()).letters[2]?.answer?.cause).toBe('另有原因');
  }, 60_000);

  it('the form of another hospital is refused whole, without a word on it to the sender', () => {
    const told = problems('2026-12').split('\r\n');
    const own = told.filter((line) => line.includes('他院.xlsx') && line.startsWith('"H1"'));
    expect(own.join('\n')).toContain('"not-own-file"');
    expect(own.join('\n')).not.toMatch(/H4|FK-/);
    expect(page('2026-12', 'hospitals/H1/index.html')).not.toContain('FK-2026-10-003');
  });

  it('letters and answers are the same after the key was changed', async () => {
    const before = await listed();
    expect((await command('rotate-key', '--reason', '人员离职')).exit).toBe(0);
    expect(await listed()).toEqual(before);
  }, 120_000);
});

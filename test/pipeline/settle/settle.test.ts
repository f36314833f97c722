import { describe, expect, it } from 'vitest';
import { findIndicator } from '../../../pipeline/ask/explain.js';
import { ecmoRuns } from '../../../pipeline/cases/ecmo-runs.js';
import { vadImplants } from '../../../pipeline/cases/vad-implants.js';
import type { AnyTable } from '../../../pipeline/define/table.js';
import type { Figure } from '../../../pipeline/figure/figures.js';
import { type Settling, whatWouldSettle } from '../../../pipeline/settle/settle.js';
import { type Cells, csv, ecmoDeath, ecmoRun, Province } from '../fixture.js';

const month = '2026-10';
const asOf = '2026-10-31';

async function settling(files: Readonly<Record<string, string>>, codes: readonly string[]) {
  const province = await Province.open();
  try {
    await province.send(month, files);
    const indicators = codes.map(findIndicator);
    const figures = await province.figures(month, asOf, indicators);
    return await whatWouldSettle(province.database, { month, asOf, indicators, figures });
  } finally {
    await province.close();
  }
}

/** Thirty days lie before the end of October. */
const september = {
  started_at: '2026-09-01 08:00',
  ended_at: '2026-09-05 08:00',
  discharged_at: '2026-09-20 10:00',
} as const;

/** Left against advice on a day that nobody wrote down, and dead on 10 October. */
const takenHome = (case_no: string, cells: Cells = {}): Cells => {
  const { ended_at, discharged_at, ...rest } = ecmoRun(case_no, {
    started_at: '2026-09-01 08:00',
    end_reason: '放弃治疗',
    discharge_status: '非医嘱离院',
    died_at: '2026-10-10',
    ...cells,
  });
  return rest;
};

describe('what would settle a figure', () => {
  it('names the column that no file has, with the cases, the rows and what the figure can become', async () => {
    // Who left before 10 September lived another 30 days and counts as alive at discharge, who left later does not: four of twelve
    // are open, none of the other eight survived.
    const rows = [
      ...['A1', 'A2', 'A3', 'A4'].map((no) => takenHome(no)),
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((no) => takenHome(`D${no}`, { discharge_status: '死亡' })),
    ];
    const found = await settling({ 'H1/ecmo.csv': csv(rows) }, ['ECMO-E01']);
    const column = found.find(({ field }) => field === 'discharged_at');
    expect(column).toMatchObject({
      hospital: 'H1',
      code: 'ECMO-E01',
      period: '2025-11..2026-10',
      header: '出院时间',
      absent: true,
      cases: 4,
      sure: 4,
      decided: 4,
      met: 0,
      settled: 8,
      open: 4,
      low: 0,
      high: 4 / 12,
    });
    expect(column?.rows.map(({ file, line }) => [file, line])).toEqual(
      [2, 3, 4, 5].map((line) => ['H1/ecmo.csv', line]),
    );
  });

  it('tells blank cells from an absent column, and one hospital nothing of another', async () => {
    const found = await settling(
      {
        'H1/ecmo.csv': csv([
          ecmoRun('A1', { ...september, bleeding: '是' }),
          ecmoRun('A2', { ...september, bleeding: '' }),
          ecmoRun('A3', { ...september, bleeding: '否' }),
        ]),
        'H2/ecmo.csv': csv([ecmoRun('B1', september)]),
      },
      ['ECMO-05A'],
    );
    expect(
      found.map(({ hospital, field, absent, cases, sure, low, high, rows }) => [
        ...[hospital, field, absent, cases, sure, low, high],
        rows.map(({ file, line }) => `${file}:${line}`),
      ]),
    ).toEqual([
      ['H1', 'bleeding', false, 1, 1, 1 / 3, 2 / 3, ['H1/ecmo.csv:3']],
      ['H2', 'bleeding', true, 1, 1, 0, 1, ['H2/ecmo.csv:2']],
    ]);
  });

  it('says of a column that can settle a case one way alone that the figure stays as open', async () => {
    // The plan needs three physicians, one who treats and two experts: too few of one refutes it, enough of one proves nothing.
    const found = await settling({ 'H1/ecmo.csv': csv([ecmoRun('A1', { urgency: '非紧急' })]) }, [
      'ECMO-N04',
    ]);
    expect(found.map(({ field, cases, decided, low, high }) => [field, cases, decided, low, high])).toEqual([
      ['start_experts', 1, 0, 0, 1],
      ['start_physicians', 1, 0, 0, 1],
      ['start_treating', 1, 0, 0, 1],
    ]);
  });

  it('leaves a patient of whom several rows tell to be looked at', async () => {
    const [first, second] = [
      ecmoRun('A1', { ...september, patient_id: 'P1', bleeding: '' }),
      ecmoRun('A2', { ...september, patient_id: 'P2', bleeding: '' }),
    ];
    const again = ecmoRun('A3', { patient_id: 'P1', bleeding: '否' });
    const found = await settling({ 'H1/ecmo.csv': csv([first, second, again]) }, ['ECMO-05A']);
    expect(
      found.map(({ field, cases, low, high, rows }) => [
        field,
        cases,
        low,
        high,
        rows.map(({ line }) => line),
      ]),
    ).toEqual([
      ['bleeding', 1, 0, 1, [3]],
      [null, 1, 0, 1, [2]],
    ]);
  });

  it('is ordered by what a column decides', async () => {
    // The way of leaving is asked of both, the 30-day status of three of four.
    const found = await settling(
      {
        'H1/ecmo.csv': csv([
          ecmoDeath('A1'),
          ecmoRun('A2', {
            started_at: '2026-09-01 08:00',
            ended_at: '2026-09-05 08:00',
            discharged_at: '2026-09-20',
            bleeding: '否',
          }),
          ecmoRun('A3', {
            started_at: '2026-09-02 08:00',
            ended_at: '2026-09-05 08:00',
            discharged_at: '2026-09-20',
            bleeding: '否',
          }),
        ]),
      },
      ['ECMO-02', 'ECMO-05A'],
    );
    const effects = found
      .filter(({ field }) => field !== null)
      .map(({ decided, settled, open }) => decided / (settled + open));
    expect(effects).toEqual([...effects].sort((a, b) => b - a));
    expect([found[0]?.code, found[0]?.field]).toEqual(['ECMO-02', 'status_30d']);
  });
});

/* Brute force: every value in every blank cell is sent as a row of a hospital of its own, and its figure looked at. */

type State = 'met' | 'not met' | 'open' | 'left';

function stateOf(figure: Figure | undefined): State {
  if (!figure) return 'left';
  if (figure.unknown + figure.undated > 0) return 'open';
  return figure.denominator === 0 ? 'left' : figure.numerator === 1 ? 'met' : 'not met';
}

function* days(from: string, to: string): Generator<string> {
  for (
    let day = new Date(`${from}T00:00Z`);
    day <= new Date(`${to}T00:00Z`);
    day.setUTCDate(day.getUTCDate() + 1)
  )
    yield day.toISOString().slice(0, 10);
}

/** Every word, small number and day, and of times the edges of the hours that definitions ask for. */
function everyValue(table: AnyTable, field: string, begun: string): string[] {
  const { kind, values, meta } = table.spec.fields[field] ?? {};
  if (kind === 'bool') return ['是', '否'];
  if (kind === 'choice') return [...(values ?? [])];
  if (kind === 'number')
    return ['0', '1', '2', '3', '4', '5', '50'].filter((n) => Number(n) <= (meta?.range?.[1] ?? 50));
  const each = [...days(begun, asOf)];
  if ((meta?.cell.also ?? []).length === 0) return each;
  return each.flatMap((day, i) => [
    day,
    ...(i < 7 ? ['00:00', '07:59', '08:00', '08:01', '19:59', '20:01'] : []).map((time) => `${day} ${time}`),
  ]);
}

interface Trial {
  readonly table: AnyTable;
  readonly codes: readonly string[];
  readonly fields: readonly string[];
  readonly rows: readonly Cells[];
}

const begunOf = (row: Cells) => (row['started_at'] ?? row['implanted_on'] ?? '').slice(0, 10);

async function byBruteForce({ table, codes, fields, rows }: Trial): Promise<Map<string, Set<State>>> {
  const sent: Cells[] = [];
  const of = new Map<string, string>();
  for (const [i, row] of rows.entries())
    for (const field of fields)
      for (const value of row[field] ? [] : everyValue(table, field, begunOf(row))) {
        const hospital_id = `T${sent.length}`;
        of.set(hospital_id, `H${i} ${field}`);
        sent.push({
          ...row,
          hospital_id,
          case_no: `C${sent.length}`,
          patient_id: `Q${sent.length}`,
          [field]: value,
        });
      }
  const province = await Province.open();
  try {
    await province.send(month, { 'all.csv': csv(sent) });
    const kept = await province.database.rows<{ hospital_id: string }>(
      `SELECT hospital_id FROM ${table.name}`,
    );
    const figures = await province.figures(month, asOf, codes.map(findIndicator));
    const byPlace = new Map(
      figures
        .filter(({ stratum, period_type }) => stratum === '' && period_type === 'years3')
        .map((figure) => [`${figure.unit} ${figure.code}`, figure]),
    );
    const found = new Map<string, Set<State>>();
    for (const { hospital_id } of kept)
      for (const code of codes) {
        const key = `${code} ${of.get(hospital_id)}`;
        found.set(key, (found.get(key) ?? new Set()).add(stateOf(byPlace.get(`${hospital_id} ${code}`))));
      }
    return found;
  } finally {
    await province.close();
  }
}

/** What a hospital of one open case can come to, from the states of its case. */
function endsOf(states: ReadonlySet<State>, mayStayBlank: boolean): { low: number; high: number } {
  const open = mayStayBlank || states.has('open');
  const rates = [...states].flatMap((state) => (state === 'met' ? [1] : state === 'not met' ? [0] : []));
  return { low: open ? 0 : Math.min(...rates), high: open ? 1 : Math.max(...rates) };
}

async function compared(trial: Trial): Promise<number> {
  const brute = await byBruteForce(trial);
  const files = Object.fromEntries(
    trial.rows.map((row, i) => [`H${i}/cases.csv`, csv([{ ...row, case_no: `C${i}`, patient_id: `P${i}` }])]),
  );
  const found = (await settling(files, trial.codes)).filter(({ field }) => field !== null);
  const said = new Map(
    found.map((row): [string, Settling] => [`${row.code} ${row.hospital} ${row.field}`, row]),
  );
  const open = new Set(found.map(({ code, hospital }) => `${code} ${hospital}`));
  let settled = 0;
  for (const [key, states] of brute) {
    const [code, hospital] = key.split(' ');
    const row = said.get(key);
    const isKnown = [...states].some((state) => state !== 'open');
    // A figure that nothing is open in is not asked about.
    if (!row) {
      if (open.has(`${code} ${hospital}`)) expect([key, isKnown]).toEqual([key, false]);
      continue;
    }
    settled += 1;
    const { low, high } = endsOf(states, row.optional);
    expect([key, row.cases, row.low, row.high, row.sure]).toEqual([
      ...[key, 1, low, high],
      states.has('open') ? 0 : 1,
    ]);
    expect([key, row.decided === 1]).toEqual([
      key,
      row.sure === 1 || (states.has('met') && states.has('not met')),
    ]);
  }
  for (const key of said.keys())
    if (trial.fields.some((field) => key.endsWith(` ${field}`))) expect(brute.has(key), key).toBe(true);
  return settled;
}

describe('what would settle a figure, against every value sent anew', () => {
  it('is the same for ECMO runs', async () => {
    const run = (cells: Cells): Cells => ({ mode: 'VA', started_at: '2026-09-01 08:00', ...cells });
    const settled = await compared({
      table: ecmoRuns,
      codes: ['ECMO-01', 'ECMO-02', 'ECMO-E01', 'ECMO-05', 'ECMO-N04', 'ECMO-N06'],
      fields: [
        ...[
          'ended_at',
          'end_reason',
          'alive_48h',
          'died_at',
          'discharged_at',
          'discharge_status',
          'discharge_outcome',
        ],
        ...[
          'status_30d',
          'status_30d_on',
          'bleeding',
          'hemolysis',
          'urgency',
          'start_physicians',
          'plan_completed_at',
        ],
      ],
      rows: [
        run({
          ended_at: '2026-09-05 08:00',
          end_reason: '心肺功能改善',
          discharged_at: '2026-09-20',
          urgency: '紧急',
        }),
        run({
          ended_at: '2026-09-05',
          end_reason: '放弃治疗',
          discharge_status: '非医嘱离院',
          bleeding: '否',
        }),
        run({ end_reason: '心肺功能改善', died_at: '2026-09-07', discharge_status: '死亡', hemolysis: '否' }),
        run({ discharge_outcome: '未愈', discharged_at: '2026-09-10 09:00', urgency: '非紧急' }),
      ],
    });
    expect(settled).toBeGreaterThan(35);
  });

  it('is the same for VAD implantations', async () => {
    const implant = (cells: Cells): Cells => ({
      device_type: '植入式',
      implanted_on: '2026-08-01',
      ...cells,
    });
    const settled = await compared({
      table: vadImplants,
      codes: ['VAD-02', 'VAD-03', 'VAD-04', 'VAD-05', 'VAD-05A'],
      fields: [
        ...['removed_on', 'removal_reason', 'transplanted_on', 'died_on', 'status_30d', 'status_30d_on'],
        ...['last_followup_on', 'last_followup_status', 'bacteremia', 'hemolysis'],
      ],
      rows: [
        implant({}),
        implant({ removed_on: '2026-08-20' }),
        implant({ last_followup_status: '存活' }),
        implant({ status_30d: '失访', bacteremia: '否' }),
      ],
    });
    expect(settled).toBeGreaterThan(20);
  });
});

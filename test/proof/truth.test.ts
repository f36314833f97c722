import { afterAll, describe, expect, it } from 'vitest';
import { randomStream } from '../../data-samples/generator/random.js';
import { indicators, norms } from '../../indicators/index.js';
import { compute } from '../../pipeline/compute/compute.js';
import type { Figure } from '../../pipeline/figure/figures.js';
import { patience, sized } from '../long.js';
import { type Cells, csv, Province } from '../pipeline/fixture.js';
import { asOf, ecmoCourses, vadCourses } from './truth/courses.js';
import { ecmoMeasures, type Share, vadMeasures } from './truth/measures.js';
import { absentColumns, ecmoRecord, followUp, hidden, vadRecord } from './truth/records.js';

/*
 * Sense against truth. A generator knows the whole course of every patient. A hospital writes it down with nothing hidden, and another
 * time as hospitals do. Whatever is hidden, the truth lies within the bounds, and no verdict is certain against it.
 */

/** Decks of two hospitals, each deck a city; `ZHIKONG_DECKS` asks for another number. */
const decks = Number(process.env['ZHIKONG_DECKS'] ?? sized(5, 2000));
const parcel = 100;
const hospitalsOf = 2;
/** True success is just the 40 % that the threshold asks for. */
const perMille = 400;
const month = '2026-12';

const shares = indicators.filter(
  ({ of, measure }) =>
    (measure === 'proportion' || measure === 'patient proportion') &&
    (of.name === 'ecmo_runs' || of.name === 'vad_implants'),
);

interface Tally {
  compared: number;
  outside: number;
  width: number;
}
const tallies = new Map<string, Tally>();
const verdicts = { judged: 0, met: 0, notMet: 0 };

afterAll(() => {
  const lines = [...tallies].map(
    ([code, { compared, outside, width }]) =>
      `${code.padEnd(12)} ${String(compared).padStart(7)} ${String(outside).padStart(4)}  ${(width / compared).toFixed(3)}`,
  );
  if (process.env['ZHIKONG_TRUTH_TABLE'] === '1')
    process.stdout.write(`code           compared outside  mean width\n${lines.join('\n')}\n`);
  process.stdout.write(
    `${decks} decks: ${[...tallies.values()].reduce((sum, { compared }) => sum + compared, 0)} truths compared; at the threshold ${verdicts.met} met and ${verdicts.notMet} not met of ${verdicts.judged} hospitals\n`,
  );
});

interface Deck {
  readonly code: string;
  readonly city: string;
  readonly ecmo: ReturnType<typeof ecmoCourses>;
  readonly vad: ReturnType<typeof vadCourses>;
}

const decksOf = (from: number, many: number): Deck[] =>
  Array.from({ length: many }, (_, i) => from + i).flatMap((deck) =>
    Array.from({ length: hospitalsOf }, (_, h) => {
      const code = `D${deck}H${h}`;
      const random = randomStream(deck, code);
      return {
        code,
        city: `城${deck}`,
        ecmo: ecmoCourses(random, code, random.between(4, 30), perMille),
        vad: vadCourses(random, code, random.between(2, 8)),
      };
    }),
  );

/** The figures of whole calendar years, where everything is told or as much as hospitals do. */
async function figuresOf(all: readonly Deck[], isHidden: boolean): Promise<Map<string, Figure>> {
  const province = await Province.open();
  try {
    const files: Record<string, string> = {
      '_中心/名录.csv': csv(all.map(({ code, city }) => ({ hospital_id: code, name: code, city }))),
    };
    for (const { code, ecmo, vad } of all) {
      const random = randomStream(7, code);
      const veil = randomStream(isHidden ? 8 : 9, code);
      const follow: Cells[] = [];
      for (const [name, rows, courses] of [
        ['e', ecmo.map((of) => ecmoRecord(of, random)), ecmo],
        ['v', vad.map((of) => vadRecord(of, random)), vad],
      ] as const) {
        const absent = absentColumns(Object.keys(rows[0] ?? {}), veil);
        const written = isHidden
          ? rows.map((row, i) => {
              const of = courses[i];
              const said = of && followUp(of, veil);
              if (said) follow.push(said);
              return of ? hidden(row, of, absent, veil) : row;
            })
          : rows;
        const columns = Object.keys(rows[0] ?? {}).filter((column) => !(isHidden && absent.has(column)));
        files[`${code}/${name}.csv`] = csv(
          written.map((row) => Object.fromEntries(columns.map((column) => [column, row[column] ?? '']))),
        );
      }
      if (follow.length > 0) files[`${code}/随访.csv`] = csv(follow);
    }
    const outcomes = await province.send(month, files);
    expect(Object.entries(outcomes).filter(([, outcome]) => outcome !== 'accepted')).toEqual([]);
    const held = await province.database.rows<{ text: string }>(
      `SELECT f.path || ':' || p.line || ' ' || p.rule AS text FROM problems p JOIN files f USING (file_id) WHERE p.severity = 'error' ORDER BY ALL LIMIT 5`,
    );
    expect(held.map(({ text }) => text)).toEqual([]);
    const figures = await compute(province.database, {
      month,
      asOf,
      batch: 'truth',
      indicators: shares.map(({ strata, ...rest }) => rest as (typeof shares)[number]),
      norms,
      province: '',
    });
    return new Map(
      figures
        .filter(({ period, stratum }) => period === '2025' && stratum === '')
        .map((figure) => [`${figure.code} ${figure.unit}`, figure]),
    );
  } finally {
    await province.close();
  }
}

const rounded = (value: number | null) => (value === null ? null : Math.round(value * 1e6) / 1e6);

describe(`${decks} decks of courses`, () => {
  it.each(Array.from({ length: Math.ceil(decks / parcel) }, (_, i) => i * parcel))(
    'are told as they are where nothing is hidden, and stay within the bounds where much is: from deck %i',
    async (from) => {
      const all = decksOf(from, Math.min(parcel, decks - from));
      const [told, veiled] = [await figuresOf(all, false), await figuresOf(all, true)];
      const wrong: string[] = [];
      // Nothing hidden: the figures are what the words of the indicator come to.
      const check = (code: string, unit: string, { met, of }: Share) => {
        const figure = told.get(`${code} ${unit}`);
        const got = `${figure?.numerator}/${figure?.denominator} unknown ${figure?.unknown} pending ${figure?.pending}`;
        if (got !== `${met}/${of} unknown 0 pending 0`)
          wrong.push(`nothing hidden: ${code} of ${unit} is ${got}, truly ${met}/${of}`);
      };
      for (const { code, ecmo, vad } of all) {
        for (const [name, measure] of Object.entries(ecmoMeasures)) check(name, code, measure(ecmo));
        for (const [name, measure] of Object.entries(vadMeasures)) {
          const truth = measure(vad);
          if (truth !== null) check(name, code, truth);
        }
      }
      // Much hidden: the truth is within the bounds, and no comparison is certain against it.
      for (const [key, truth] of told) {
        if (truth.unknown + truth.undated + truth.pending > 0 || truth.rate === null) continue;
        const [code = ''] = key.split(' ');
        const tally = tallies.get(code) ?? { compared: 0, outside: 0, width: 0 };
        tallies.set(code, tally);
        tally.compared += 1;
        const of = veiled.get(key);
        const [low, high, rate] = [of?.low_bound ?? null, of?.high_bound ?? null, truth.rate].map(rounded);
        if (
          low === null ||
          high === null ||
          low === undefined ||
          high === undefined ||
          (rate ?? 0) < low ||
          (rate ?? 0) > high
        ) {
          tally.outside += 1;
          wrong.push(
            `hidden: ${key} truly ${truth.numerator}/${truth.denominator}, told ${of?.numerator}/${of?.denominator} unknown ${of?.unknown} undated ${of?.undated} pending ${of?.pending}`,
          );
          continue;
        }
        tally.width += high - low;
        if (of?.formal && of.formal !== truth.formal)
          wrong.push(`hidden: ${key} is formally ${of.formal}, truly ${truth.formal}`);
        if (code === 'ECMO-01' && truth.level === 'hospital' && of?.verdict) {
          verdicts.judged += 1;
          if (of.verdict === 'met') verdicts.met += 1;
          if (of.verdict === 'not_met') verdicts.notMet += 1;
        }
      }
      expect(wrong.slice(0, 30)).toEqual([]);
    },
    patience,
  );

  it('are judged wrongly no more often than one time in twenty where the true rate is the threshold', () => {
    // Of n hospitals no more than 5 % on either side; four standard deviations above it are chance.
    const most = (n: number) => 0.05 * n + 4 * Math.sqrt(n * 0.05 * 0.95);
    expect(verdicts.judged).toBeGreaterThan(decks - 1);
    expect(verdicts.met).toBeLessThanOrEqual(most(verdicts.judged));
    expect(verdicts.notMet).toBeLessThanOrEqual(most(verdicts.judged));
  });
});

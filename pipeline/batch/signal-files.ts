import type { ReportData } from '../../reports/data/report-data.js';
import type { Priority, Signal } from '../signal/signal.js';
import { csvPieces, cutsCells } from './figures-csv.js';

type Cell = string | number | boolean | null;

const signalCells: Readonly<Record<string, (of: Signal) => Cell>> = {
  code: ({ code }) => code,
  version: ({ version }) => version,
  level: ({ level }) => level,
  unit: ({ unit }) => unit,
  kind: ({ kind }) => kind,
  method: ({ method }) => method,
  rules: ({ rules }) => rules,
  rule: ({ rule }) => rule,
  direction: ({ direction }) => direction,
  period: ({ latest }) => latest?.period ?? null,
  rate: ({ latest }) => latest?.rate ?? null,
  n: ({ latest }) => latest?.n ?? null,
  points: ({ points }) => points,
  broken: ({ broken }) => broken.map(({ period, rule }) => `${period} ${rule}`).join(', '),
  baseline_from: ({ baseline }) => baseline?.from ?? null,
  baseline_to: ({ baseline }) => baseline?.to ?? null,
  baseline_points: ({ baseline }) => baseline?.points ?? null,
  baseline_cases: ({ baseline }) => baseline?.cases ?? null,
  centre: ({ baseline }) => baseline?.centre ?? null,
  false_alarm_month: ({ falseAlarm }) => falseAlarm?.month ?? null,
  false_alarm_year: ({ falseAlarm }) => falseAlarm?.year ?? null,
  why_not: ({ whyNot }) => whyNot,
};

const priorityCells: Readonly<Record<string, (of: Priority) => Cell>> = {
  rank: ({ rank }) => rank,
  first: ({ first }) => first,
  p: ({ p }) => p,
  code: ({ code }) => code,
  version: ({ version }) => version,
  unit: ({ unit }) => unit,
  period_type: ({ period_type }) => period_type,
  period: ({ period }) => period,
};

/** The columns of `signals.csv`. */
export const signalColumns = Object.keys(signalCells);

/** The columns of `priority.csv`. */
export const priorityColumns = Object.keys(priorityCells);

/** Every series with what its newest point says, for the centre: UTF-8, LF, null as an empty cell. */
export const signalPieces = ({ signals }: Pick<ReportData, 'signals'>): Generator<string> =>
  pieces(signalCells, signals ?? []);

/** The binding figures in the order in which they deserve attention, for the centre: UTF-8, LF. */
export const priorityPieces = ({ priority }: Pick<ReportData, 'priority'>): Generator<string> =>
  pieces(priorityCells, priority ?? []);

function pieces<Of>(cells: Readonly<Record<string, (of: Of) => Cell>>, of: readonly Of[]): Generator<string> {
  const columns = Object.values(cells);
  return csvPieces(Object.keys(cells), of, (one) => columns.map((cell) => cell(one)), {
    newline: '\n',
    quotes: cutsCells,
  });
}

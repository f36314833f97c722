import { groupBy } from '../../pipeline/message/group-by.js';
import type { Technology } from '../../pipeline/technology/technology.js';
import type { ReportContext } from '../data/report-context.js';
import { ownRows } from './own-rows.js';
import { technologyIndicators } from './technology-indicators.js';

/**
 * What a hospital has sent of a technology: of this month (`current`); of an earlier one that still counts (`old`); a file of this month that was
 * refused, with nothing else of the month; nothing where something is due (`missing`); or it has no such programme (`none`): it has never sent a
 * case of it, and stands on no list of it.
 */
export type PracticeState = 'current' | 'old' | 'refused' | 'missing' | 'none';

export interface Practice {
  readonly state: PracticeState;
  /** The newest month whose submission counts; null where none ever did. */
  readonly through: string | null;
}

/** What a hospital has sent of a technology, worked out once. */
export function practiceOf(hospital: string, technology: Technology, context: ReportContext): Practice {
  const all = context.once(`practice ${technology.id}`, () => {
    const tables = tablesOf(technology, context);
    return new Map(context.hospitals.map((one) => [one, find(one, technology, tables, context)]));
  });
  return all.get(hospital) ?? { state: 'none', through: null };
}

/** The tables that figures of a technology are counted from. */
function tablesOf(technology: Technology, context: ReportContext): ReadonlySet<string> {
  const counted = technologyIndicators(technology, context).flatMap(
    ({ of }) => of.spec.workedOutFrom ?? [of.name],
  );
  return new Set([technology.cases.name, ...counted]);
}

function find(
  hospital: string,
  technology: Technology,
  tables: ReadonlySet<string>,
  context: ReportContext,
): Practice {
  const { data, entries } = context;
  const through = throughOf(hospital, technology, tables, context);
  const sent = ownRows('submissions', hospital, context);
  const refused = sent.some(
    ({ table, status }) => status === 'refused' && table !== null && tables.has(table),
  );
  if (through !== null && through >= data.month) return { state: 'current', through };
  if (refused) return { state: 'refused', through };
  if (through !== null) return { state: 'old', through };
  const entry = entries.get(hospital);
  const isListed =
    entry?.[technology.training?.field ?? ''] === true ||
    (statedOf(context).get(hospital) ?? []).some(({ table, expected }) => tables.has(table) && expected > 0);
  // Of one that has never sent anything nobody knows what it does.
  const isSilent = !context.index.hasFigures(hospital) && sent.every(({ status }) => status === 'missing');
  return { state: isListed || isSilent ? 'missing' : 'none', through: null };
}

const statedOf = ({ data, once }: ReportContext) =>
  once('stated cases', () => groupBy(data.expected, ({ hospital_id }) => hospital_id));

function throughOf(
  hospital: string,
  technology: Technology,
  tables: ReadonlySet<string>,
  context: ReportContext,
): string | null {
  const fresh = ownRows('freshness', hospital, context).filter(({ table }) => tables.has(table));
  const months = [
    ...fresh.map(({ data_through }) => data_through),
    ...technologyIndicators(technology, context).flatMap((indicator) =>
      context.index
        .ofUnit(indicator, { level: 'hospital', unit: hospital })
        .map((figure) => figure.data_through),
    ),
  ].filter((month) => month !== null);
  return months.reduce<string | null>((newest, month) => (newest && newest > month ? newest : month), null);
}

import { type Kind, notKnown } from '../define/fact.js';
import type { Derived } from '../define/table.js';

const told = <K extends 'date' | 'bool'>(
  kind: K,
  of: K extends 'date' ? 'day' | 'moment' : Extract<Kind, 'bool'>,
  zh: string,
  en: string,
) => ({
  kind,
  lookup: 'patients' as const,
  fact: notKnown(of),
  title: { zh, en },
});

/**
 * What other rows, tables and hospitals add to a row's own facts of the patient's life and death, by `pipeline/current/vital-sql.ts` when
 * figures are computed. All are NULL while a row is judged by itself, and where nothing is added.
 */
export const toldFacts = {
  /** A day or moment of death that the row lacks, or has without its clock time. */
  told_dead_at: told('date', 'moment', '他处记录的死亡时间', 'death told elsewhere, at'),
  told_dead_timed: told('bool', 'bool', '他处记录的死亡时间精确到时分', 'clock time of that death known'),
  told_dead_by: told('date', 'day', '他处记录至迟已死亡的日期', 'dead by, as told elsewhere'),
  told_alive_on: told('date', 'day', '他处记录的存活日期', 'alive on, as told elsewhere'),
  told_alive_at: told('date', 'moment', '他处记录的存活时刻', 'alive at, as told elsewhere'),
  /** The day of a death after which a row has the patient alive: nothing is known from then on. */
  told_contradicted_from: told(
    'date',
    'day',
    '各处记录自此矛盾的日期',
    'from when on the records contradict each other',
  ),
} as const satisfies Record<string, Derived<'date' | 'bool'>>;

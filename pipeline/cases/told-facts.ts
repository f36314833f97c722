import type { Derived } from '../define/table.js';

const told = (kind: 'date' | 'bool', type: string, zh: string, en: string) => ({
  kind,
  lookup: 'patients' as const,
  sql: `CAST(NULL AS ${type})`,
  title: { zh, en },
});

/**
 * What other rows, tables and hospitals tell of the patient's life and death beyond the row itself, by `pipeline/current/vital-sql.ts`
 * when figures are computed. All of them are NULL while a row is judged by itself, and where nothing more is told.
 */
export const toldFacts = {
  /** A day or moment of death that the row does not have, or has without its clock. */
  told_dead_at: told('date', 'TIMESTAMP', '他处记录的死亡时间', 'death told elsewhere, at'),
  told_dead_timed: told('bool', 'BOOLEAN', '他处记录的死亡时间精确到时分', 'clock time of that death known'),
  told_dead_by: told('date', 'DATE', '他处记录至迟已死亡的日期', 'dead by, as told elsewhere'),
  told_alive_on: told('date', 'DATE', '他处记录的存活日期', 'alive on, as told elsewhere'),
  told_alive_at: told('date', 'TIMESTAMP', '他处记录的存活时刻', 'alive at, as told elsewhere'),
  /** The day of a death after which a row has the patient alive: from it on nothing is known. */
  told_contradicted_from: told(
    'date',
    'DATE',
    '各处记录自此矛盾的日期',
    'from when on the records contradict each other',
  ),
} as const satisfies Record<string, Derived<'date' | 'bool'>>;

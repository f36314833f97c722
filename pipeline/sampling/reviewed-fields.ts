import { anesthesiaCases } from '../stage/anesthesia-cases.js';
import { ecmoRuns } from '../stage/ecmo-runs.js';
import type { Field } from '../stage/field.js';
import type { AnyTable } from '../stage/table.js';
import { vadComplications, vadImplants } from '../stage/vad-implants.js';

/** A table of cases of which charts are drawn, and the fields that a reviewer compares with the chart. */
export interface ReviewedTable {
  readonly table: AnyTable;
  /** What, when, how it ended and what went wrong, in the order of a chart. */
  readonly fields: readonly string[];
}

const reviewed = <T extends AnyTable & { readonly spec: { readonly fields: Record<string, Field> } }>(
  table: T,
  fields: readonly (keyof T['spec']['fields'] & string)[],
): ReviewedTable => ({ table, fields });

/** Every table of cases. None of the fields is personal, free text or a number of a person. */
export const reviewedTables: readonly ReviewedTable[] = [
  reviewed(ecmoRuns, [
    'mode',
    'ecpr',
    'urgency',
    'started_at',
    'ended_at',
    'end_reason',
    'alive_48h',
    'died_at',
    'discharged_at',
    'discharge_status',
    'discharge_outcome',
    'status_30d',
    'status_30d_on',
    'bleeding',
    'hemolysis',
    'thromboembolism',
    'limb_ischemia',
    'neurologic',
    'bloodstream_infection',
    'oxygenator_failures',
    'pump_head_failures',
    'accidental_decannulations',
    'air_in_circuit',
    'pump_stop',
    'cannulation_accident',
  ]),
  reviewed(vadImplants, [
    'device_type',
    'urgency',
    'implanted_on',
    'removed_on',
    'removal_reason',
    'transplanted_on',
    'died_on',
    'status_30d',
    'status_30d_on',
    'last_followup_on',
    'last_followup_status',
    ...vadComplications,
  ]),
  reviewed(anesthesiaCases, [
    'asa',
    'elective',
    'methods',
    'started_at',
    'ended_at',
    'cancelled',
    'alive_24h',
    'died_at',
    'anesthesia_death',
    'cardiac_arrest',
    'cardiac_arrest_24h',
    'severe_allergy',
    'awareness',
    'aspiration',
    'hypothermia',
    'dental_injury',
    'unplanned_airway',
    'reintubated',
    'icu_transfer',
    'new_coma_24h',
    'hoarseness_72h',
    'central_venous_complication',
    'dural_puncture',
    'epidural_vessel_injury',
    'neuraxial_neurologic',
    'regional_neurologic_72h',
    'paraplegia',
    'spinal_headache',
    'invasive_procedure_infections',
    'invasive_monitoring_infections',
  ]),
];

export const reviewedTableNames = reviewedTables.map(({ table }) => table.name);

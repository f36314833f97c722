import { readFileSync } from 'node:fs';
import { ecmoRuns } from '../../../pipeline/cases/ecmo-runs.js';
import { storedColumns } from '../../../pipeline/compile/table-sql.js';
import type { Database } from '../../../pipeline/warehouse/database.js';
import { rowsOf } from '../evaluate/cells.js';

/*
 * One step of a score at a time, worked out by hand: a patient with nothing that gives or takes points, but for one input
 * on a limit of its ladder. Of such a patient RESP is 0 and SAVE its constant of -6.
 */

const noPoints: { readonly [column: string]: { readonly [input: string]: string } } = {
  resp_score: {
    score_type: "'RESP'",
    age_years: '30',
    resp_diagnosis: "'非呼吸系统或慢性呼吸系统疾病'",
    ventilated_hours: '200',
    paco2_mmhg: '50',
    peak_pressure_cmh2o: '30',
  },
  save_score: {
    score_type: "'SAVE'",
    age_years: '70',
    save_diagnosis: '16',
    weight_kg: '100',
    ventilated_hours: '5',
    peak_pressure_cmh2o: '30',
    diastolic_mmhg: '30',
    pulse_pressure_mmhg: '30',
    bicarbonate_mmol_l: '20',
  },
};
const start: { readonly [column: string]: number } = { resp_score: 0, save_score: -6 };

const steps = rowsOf(readFileSync(new URL('./score-steps.csv', import.meta.url), 'utf8'));
const types = new Map(storedColumns(ecmoRuns).map(({ name, sqlType }) => [name, sqlType]));

/** Every column a score reads: blank, no points, or the input of the step. */
function patientSql(column: string, input: string, value: string): string {
  const values = value.split(';');
  const inputs = Object.fromEntries(input.split(';').map((name, i) => [name, values[i] ?? '']));
  const given: Record<string, string> = { ...noPoints[column], ...inputs };
  const cell = (name: string, type: string) => {
    const text = given[name] ?? (type === 'BOOLEAN' && column in noPoints ? 'false' : 'NULL');
    const isWord = type === 'VARCHAR' && text !== 'NULL' && !text.startsWith("'");
    return `CAST(${isWord ? `'${text}'` : text} AS ${type}) AS ${name}`;
  };
  const columns = [...types].filter(([name]) => name !== column).map(([name, type]) => cell(name, type));
  return `SELECT ${columns.join(', ')}, CAST(NULL AS DATE) AS birth_date`;
}

/**
 * Whether the hand-worked steps tell a changed text of a score from the right one.
 *
 * @returns the first step that does; null where none does or the column is no score
 */
export async function scoreVectors(database: Database, column: string, sql: string): Promise<string | null> {
  const own = steps.filter((step) => step['column'] === column);
  if (own.length === 0) return null;
  const selects = own.map(({ input = '', value = '', points = '' }) => {
    const wanted =
      points === '' ? 'NULL' : column in start ? Number(points) + (start[column] ?? 0) : `'${points}'`;
    return `SELECT '${input} ${value}' AS step FROM (${patientSql(column, input, value)}) WHERE CAST((${sql}) AS VARCHAR) IS DISTINCT FROM CAST(${wanted} AS VARCHAR)`;
  });
  const [killer] = await database.rows<{ step: string }>(selects.join(' UNION ALL '));
  return killer ? `score step ${killer.step}` : null;
}

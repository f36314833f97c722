import { indicators } from '../../../indicators/index.js';
import { compute } from '../../../pipeline/compute/compute.js';
import type { DefinedIndicator } from '../../../pipeline/define/index.js';
import type { AnyTable } from '../../../pipeline/define/table.js';
import type { Figure } from '../../../pipeline/figure/figures.js';
import { type Counted, figuresOf, placeKey, type Unit } from '../evaluate/figures.js';
import { type Evaluated, evaluateTable, type Sent } from '../evaluate/tables.js';
import type { Province } from './province.js';

/** What a comparison looked at, and where the two sides differ. */
export interface Comparison {
  readonly figures: number;
  readonly heldRows: number;
  readonly differences: readonly string[];
}

/** So many indicators at a time, for a figure of the pipeline is a big object. */
const together = 10;

const fields = [
  'numerator',
  'denominator',
  'pending',
  'unknown',
  'excluded',
  'undated',
  'expected',
  'rate',
] as const;

/** Whether two numbers of a figure agree: an expectation, a sum of powers, to the millionth that it is rounded to. */
const isSame = (field: string, a: number | null, b: number | null) =>
  a === b || (field === 'expected' && a !== null && b !== null && Math.abs(a - b) < 1.5e-6);

/** Of a standardised ratio the observed is divided by the expectation as rounded. */
const isRatio = ({ numerator, expected, rate }: Figure) =>
  numerator !== null && expected !== null && rate === numerator / expected;

/** Compares every figure of the pipeline with that of the evaluation without SQL, both ways. */
export async function compareProvince(province: Province, sent: Sent): Promise<Comparison> {
  const differences: string[] = [];
  let [figures, heldRows] = [0, 0];
  const units = unitsOf(sent);
  const tables = [...new Set(indicators.map(({ of }) => of))];
  for (const table of tables) {
    const evaluated = evaluateTable(table, sent, province.asOf);
    heldRows += evaluated.held.size;
    if (!table.spec.workedOutFrom) differences.push(...(await heldDifferences(province, table, evaluated)));
    const own = indicators.filter(({ of }) => of === table);
    for (let i = 0; i < own.length; i += together) {
      const some = own.slice(i, i + together);
      const { database, month, asOf } = province;
      const computed = await compute(database, {
        month,
        asOf,
        batch: '',
        indicators: some,
        norms: [],
        province: '',
      });
      const byIndicator = new Map(some.map((indicator) => [indicator, [] as Figure[]]));
      const named = new Map(some.map((indicator) => [`${indicator.code} ${indicator.version}`, indicator]));
      for (const figure of computed) {
        const indicator = named.get(`${figure.code} ${figure.version}`);
        if (indicator) byIndicator.get(indicator)?.push(figure);
      }
      for (const [indicator, found] of byIndicator) {
        const counted = figuresOf(indicator, evaluated.rows, units, asOf);
        figures += counted.size;
        differences.push(...figureDifferences(indicator, found, counted));
      }
    }
  }
  return { figures, heldRows, differences };
}

function unitsOf(sent: Sent): (hospital: string) => readonly Unit[] {
  const units = new Map(
    (sent['hospitals'] ?? []).map(({ hospital_id = '', city = '' }) => [
      hospital_id,
      [
        { level: 'hospital', name: hospital_id },
        { level: 'province', name: '*' },
        ...(city === '' ? [] : [{ level: 'city', name: city }]),
      ] as Unit[],
    ]),
  );
  return (hospital) => units.get(hospital) ?? [];
}

function figureDifferences(
  indicator: DefinedIndicator,
  computed: readonly Figure[],
  counted: Map<string, Counted>,
): string[] {
  const differences: string[] = [];
  const seen = new Set<string>();
  const isStandardised = indicator.measure === 'standardised ratio';
  for (const figure of computed) {
    const key = placeKey(figure.level, figure.unit, figure.period_type, figure.period, figure.stratum);
    seen.add(key);
    const other = counted.get(key);
    const apart = other
      ? fields.filter(
          (field) =>
            !isSame(field, figure[field], other[field]) &&
            !(field === 'rate' && isStandardised && isRatio(figure)),
        )
      : fields;
    if (!other || apart.length > 0)
      differences.push(
        `${indicator.code} ${indicator.version} ${key}: ${apart
          .map((field) => `${field} ${figure[field]} in SQL, ${other ? other[field] : 'no figure'} without`)
          .join('; ')}`,
      );
  }
  for (const key of counted.keys())
    if (!seen.has(key)) differences.push(`${indicator.code} ${indicator.version} ${key}: no figure in SQL`);
  return differences;
}

/** Rows that one side holds back and the other does not. */
async function heldDifferences(
  { database, lanes }: Province,
  table: AnyTable,
  { held }: Evaluated,
): Promise<string[]> {
  if (!lanes.has(table.name)) return [];
  const problems = await database.rows<{ line: number; rule: string }>(
    `SELECT p.line, p.rule FROM problems p JOIN files f USING (file_id)
     WHERE p.severity = 'error' AND f.table_name = $table ORDER BY ALL`,
    { table: table.name },
  );
  const rules = new Map<number, string[]>();
  for (const { line, rule } of problems) rules.set(line, [...(rules.get(line) ?? []), rule]);
  const differences: string[] = [];
  // The header is line 1.
  for (const [i, rule] of held)
    if (!rules.get(i + 2)?.includes(rule))
      differences.push(`${table.name} line ${i + 2}: not held back for ${rule}`);
  for (const [line, found] of rules)
    if (!held.has(line - 2))
      differences.push(`${table.name} line ${line}: held back for ${found.join(', ')}`);
  return differences;
}

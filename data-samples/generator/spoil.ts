import type { FoundFlaw, LineFlaw } from './flaws.js';
import { type Line, lineText, placeLines, printRow, type Sheet, type Skip } from './sheet.js';
import type { Row } from './values.js';

export interface FoundSkip {
  readonly file: string;
  readonly line: number;
  readonly reason: Skip;
}

/** Puts a spoilt line into a sheet, at about `place` of 100 of its length. `number` names the flaw. */
export function addFlaw(sheet: Sheet, flaw: LineFlaw, number: number, spare: Row, place: number): void {
  const row: Row = { ...spare, ...flaw.values };
  if (flaw.rule === 'alive-contradicts-death') row['died_at'] = dayAfterEnd(row);
  const cells = printRow(sheet.fields, row, sheet.form, 0);
  if (flaw.field !== undefined && flaw.text !== undefined) cells[columnIndex(sheet, flaw.field)] = flaw.text;
  const line: Line = { cells, flaws: [number] };
  const spoilt = flaw.spoil?.(lineText(line, sheet.form), sheet.form.delimiter);
  if (spoilt === lineText(line, sheet.form)) throw new Error(`flaw ${number} (${flaw.rule}) spoils nothing`);
  const lines = spoilt === undefined ? [line] : [{ text: spoilt, flaws: [number] }];
  if (flaw.twice === 'identical') lines.unshift({ cells });
  if (flaw.twice === 'conflicting') lines.push({ cells: changed(sheet, cells), flaws: [number] });
  sheet.lines.splice(placeOf(sheet, place), 0, ...lines);
}

/** The lines of a sheet that show flaws, as flaws.csv lists them. */
export function findFlaws(sheet: Sheet, flaws: readonly LineFlaw[]): FoundFlaw[] {
  return placeLines(sheet).flatMap(({ line, number }) =>
    (line.flaws ?? []).flatMap((index) => {
      const flaw = flaws[index];
      if (!flaw) return [];
      const header = flaw.field === undefined ? '' : (sheet.headers[columnIndex(sheet, flaw.field)] ?? '');
      return [
        { file: sheet.path, line: number, header, rule: flaw.rule, severity: flaw.severity, what: flaw.what },
      ];
    }),
  );
}

export function findSkips(sheet: Sheet): FoundSkip[] {
  return placeLines(sheet).flatMap(({ line, number }) =>
    line.skip ? [{ file: sheet.path, line: number, reason: line.skip }] : [],
  );
}

function dayAfterEnd(row: Row): Row[string] {
  const end = row['ended_at'];
  if (end === null || typeof end !== 'object' || !('minute' in end))
    throw new Error('the run must have an end');
  return { minute: end.minute + 22 * 60 };
}

/** The second of two conflicting rows: another ASA class. */
function changed(sheet: Sheet, cells: readonly string[]): string[] {
  const asa = columnIndex(sheet, 'asa');
  return cells.map((cell, i) => (i === asa ? (cell.startsWith('3') ? '2' : '3') : cell));
}

function columnIndex(sheet: Sheet, field: string): number {
  const index = sheet.fields.indexOf(field);
  if (index < 0) throw new Error(`${sheet.path} has no column ${field}`);
  return index;
}

/** Among the cases: after the header and before what follows the last case. */
function placeOf({ lines }: Sheet, place: number): number {
  const first = lines.findIndex((line) => line.cells && !line.skip) + 1;
  let last = lines.length;
  while (last > first && lines[last - 1]?.skip) last--;
  return Math.min(last - 1, first + 1 + Math.floor(((last - first) * place) / 100));
}

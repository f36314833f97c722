import {
  Bool,
  Dictionary,
  Float64,
  Int32,
  Int64,
  Table,
  tableToIPC,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import type { Figure } from '../figure/figures.js';
import { figureColumns } from '../warehouse/schema.js';

const arrowType = {
  // Texts repeat in nearly every row, so a dictionary makes the file a fraction of the size. Its number is the column's, because the
  // library's own counter continues from table to table and the same figures would give other bytes.
  VARCHAR: (column: number) => new Dictionary(new Utf8(), new Int32(), column),
  BIGINT: () => new Int64(),
  DOUBLE: () => new Float64(),
  BOOLEAN: () => new Bool(),
};

/**
 * Figures as an Arrow table with the columns of the contract; counts are 64-bit integers.
 *
 * @example figuresTable([]).numRows // => 0
 */
export function figuresTable(figures: readonly Figure[]): Table {
  const columns = figureColumns.map(([name, type], i) => {
    const values = figures.map((figure) => {
      const value = figure[name];
      return type === 'BIGINT' && value !== null ? BigInt(value as number) : value;
    });
    return [name, vectorFromArray(values as never[], arrowType[type](i) as never)];
  });
  return new Table(Object.fromEntries(columns));
}

/** {@link figuresTable} in the Arrow IPC file format. */
export const figuresArrow = (figures: readonly Figure[]): Uint8Array =>
  tableToIPC(figuresTable(figures), 'file');

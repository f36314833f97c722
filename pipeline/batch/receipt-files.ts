import { hospitalFiles } from '../../reports/data/hospital-files.js';
import type { Receipt } from '../receipt/receipt.js';
import { receiptCsv } from '../receipt/receipt-csv.js';
import { receiptWorkbook } from '../receipt/receipt-workbook.js';

/** The name of the receipt without a hospital. No code yields it, because an encoded `~` is always followed by two hexadecimal digits. */
const UNASSIGNED = '~unassigned';

/**
 * The files of the receipts by their path inside the report: `receipts/<hospital>.xlsx`, and a CSV file for each table. Codes are encoded
 * as in the names of hospital pages, so none can leave the folder or take another's name.
 */
export function* receiptFiles(
  receipts: readonly Receipt[],
): Generator<[name: string, content: Uint8Array | string]> {
  const names = hospitalFiles(receipts.flatMap(({ hospital }) => (hospital === null ? [] : [hospital])));
  for (const receipt of receipts) {
    const name = receipt.hospital === null ? UNASSIGNED : names.get(receipt.hospital);
    yield [`receipts/${name}.xlsx`, receiptWorkbook(receipt)];
    const counts = new Map<string, number>();
    for (const table of receipt.tables) {
      const count = (counts.get(table.table.name) ?? 0) + 1;
      counts.set(table.table.name, count);
      const part = count === 1 ? '' : `-${count}`;
      yield [`receipts/${name}-${table.table.name}${part}.csv`, receiptCsv(table)];
    }
  }
}

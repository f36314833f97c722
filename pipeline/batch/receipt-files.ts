import { audience } from '../../reports/data/audience.js';
import { hospitalFiles } from '../../reports/data/hospital-files.js';
import type { Receipt } from '../receipt/receipt.js';
import { receiptCsv } from '../receipt/receipt-csv.js';
import { receiptWorkbook } from '../receipt/receipt-workbook.js';

/** The name of the receipt without a hospital, which stays with the centre. */
const UNASSIGNED = 'unassigned';

/** The folder of receipts in that of their reader; they alone hold rows as they were sent. */
export const receiptFolder = 'receipt';

/**
 * The files of the receipts by their path inside the report: `hospitals/<hospital>/receipt/<hospital>.xlsx`, and a CSV file for each table.
 * Codes are encoded as in the folders of hospital pages, so none can leave its folder or take another's name.
 *
 * @param names the folders of hospitals, by code
 */
export function* receiptFiles(
  receipts: readonly Receipt[],
  names = hospitalFiles(receipts.flatMap(({ hospital }) => (hospital === null ? [] : [hospital]))),
): Generator<[name: string, content: Uint8Array | string]> {
  for (const receipt of receipts) {
    const name = receipt.hospital === null ? UNASSIGNED : (names.get(receipt.hospital) ?? '');
    const folder = `${receipt.hospital === null ? audience.centre : audience.hospital(name)}/${receiptFolder}`;
    yield [`${folder}/${name}.xlsx`, receiptWorkbook(receipt)];
    const counts = new Map<string, number>();
    for (const table of receipt.tables) {
      const count = (counts.get(table.table.name) ?? 0) + 1;
      counts.set(table.table.name, count);
      const part = count === 1 ? '' : `-${count}`;
      yield [`${folder}/${name}-${table.table.name}${part}.csv`, receiptCsv(table)];
    }
  }
}

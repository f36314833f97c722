import type { Archive } from './archive.js';
import { refuseDamaged } from './messages.js';
import { type NumberFormat, numberFormat } from './number-format.js';
import { takeXml } from './xml.js';

/** The number format of each cell style, by position. */
export async function readStyles(archive: Archive, part: string): Promise<NumberFormat[]> {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  let section = '';
  await takeXml(archive, part, {
    open(name, attributes, depth) {
      if (depth === 2) section = name;
      if (depth !== 3) return;
      if (section === 'numFmts' && name === 'numFmt') {
        codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      } else if (section === 'cellXfs' && name === 'xf') {
        // Excel writes at most 65,490.
        if (ids.push(Number(attributes['numFmtId'] ?? 0)) > 65_536)
          throw refuseDamaged('bad-reference', part);
      }
    },
  });
  const formats = new Map<number, NumberFormat>();
  return ids.map((id) => {
    const known = formats.get(id) ?? numberFormat(id, codes.get(id));
    formats.set(id, known);
    return known;
  });
}

import { Archive } from './archive.js';
import { Budget } from './budget.js';
import type { WorkbookLimits } from './limits.js';
import type { WorkbookMessage } from './message.js';
import { refuseDamaged, refuseLimit } from './messages.js';
import { findWorkbook, type Relationship, relationships } from './package.js';
import { readSharedStrings } from './shared-strings.js';
import { SheetXml } from './sheet-xml.js';
import { readStyles } from './styles.js';
import { isTrue, parseXml, prefixed, takeXml } from './xml.js';

/**
 * Reads a workbook's file: only the parts that hold cells, one after the other, each as a stream.
 *
 * @throws {FileRefusal} `damaged-workbook`, `workbook-limit`, `unsupported-format`
 */
export async function* readParts(path: string, limits: WorkbookLimits): AsyncGenerator<WorkbookMessage> {
  const budget = new Budget(limits);
  const archive = await Archive.open(path, budget);
  try {
    const { part: workbook, hasMacros } = await findWorkbook(archive);
    const related = await relationships(archive, workbook);
    const partOf = (type: string) =>
      related.find((one) => one.type === type && one.part !== null)?.part ?? null;
    const { date1904, sheets } = await readSheetList(archive, workbook, limits, related);
    const styles = partOf('styles');
    const formats = styles === null ? [] : await readStyles(archive, styles);
    yield { kind: 'book', book: { date1904, hasMacros, formats } };

    const shared = partOf('sharedStrings');
    for (const part of [shared, ...sheets.map((sheet) => sheet.part)]) {
      if (part !== null) await archive.check(part);
    }
    const strings = shared === null ? [] : await readSharedStrings(archive, shared, budget);
    for (const { name, hidden, part } of sheets) {
      yield { kind: 'sheet', name, hidden };
      const sheet = new SheetXml({ part, strings, styles: formats.length, budget });
      for await (const _ of parseXml(archive, part, sheet)) yield* sheet.take();
      yield* sheet.take(true);
      yield { kind: 'end' };
    }
    yield { kind: 'done' };
  } finally {
    archive.close();
  }
}

interface ListedSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: string;
}

/** The sheets in the order of their tabs; charts and other sheets without cells are left out. */
async function readSheetList(
  archive: Archive,
  workbook: string,
  limits: WorkbookLimits,
  related: readonly Relationship[],
): Promise<{ date1904: boolean; sheets: ListedSheet[] }> {
  const byId = new Map(related.map((one) => [one.id, one]));
  const sheets: ListedSheet[] = [];
  const seen = new Set<string>();
  let date1904 = false;
  let section = '';
  await takeXml(archive, workbook, {
    open(tag, attributes, depth) {
      if (depth === 1 && tag !== 'workbook') throw refuseDamaged('bad-xml', workbook);
      if (depth === 2) section = tag;
      if (depth === 2 && tag === 'workbookPr') date1904 = isTrue(attributes['date1904']);
      if (depth !== 3 || section !== 'sheets' || tag !== 'sheet') return;
      const name = attributes['name'] ?? '';
      const target = byId.get(prefixed(attributes, 'id') ?? '');
      if (target === undefined) throw refuseDamaged('missing-part', name);
      if (target.type !== 'worksheet') return;
      if (target.part === null || !archive.has(target.part)) throw refuseDamaged('missing-part', name);
      if (seen.has(target.part)) throw refuseDamaged('bad-reference', name);
      seen.add(target.part);
      const hidden = attributes['state'] !== undefined && attributes['state'] !== 'visible';
      if (sheets.push({ name, hidden, part: target.part }) > limits.sheets) {
        throw refuseLimit('sheets', limits.sheets);
      }
    },
  });
  return { date1904, sheets };
}

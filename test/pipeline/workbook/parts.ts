import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';

/** The parts of a workbook as text, by name. */
export function partsOf(bytes: Uint8Array): Record<string, string> {
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
}

/** The workbook with one part changed, as a person's program would save it. */
export function edited(bytes: Uint8Array, part: string, edit: (xml: string) => string): Uint8Array {
  const parts = partsOf(bytes);
  const before = parts[part] ?? '';
  const after = edit(before);
  if (after === before) throw new Error(`nothing changed in ${part}`);
  const changed = { ...parts, [part]: after };
  return zipSync(
    Object.fromEntries(Object.entries(changed).map(([name, text]) => [name, strToU8(text)])) as Zippable,
  );
}

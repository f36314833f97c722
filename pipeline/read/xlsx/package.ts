import type { Archive } from './archive.js';
import { foreignPackage } from './foreign-package.js';
import { refuseDamaged, refuseFormat } from './messages.js';
import { type Attributes, takeXml } from './xml.js';

/** A reference from one part to another. */
export interface Relationship {
  readonly id: string;
  /** The last word of its type, such as worksheet or styles; the same in the strict variant. */
  readonly type: string;
  /** The part's name; null for something outside the file, which is never fetched. */
  readonly part: string | null;
}

/**
 * The name of the workbook part, and whether the file has macros.
 *
 * @throws {FileRefusal} `unsupported-format` for every other kind of ZIP
 */
export async function findWorkbook(archive: Archive): Promise<{ part: string; hasMacros: boolean }> {
  const foreign = foreignPackage(archive.names);
  if (foreign !== null) throw foreign;
  const main = (await relationships(archive, '')).find(({ type }) => type === 'officeDocument');
  const part = main?.part ?? null;
  if (part === null || !archive.has(part)) throw refuseDamaged('missing-part', 'xl/workbook.xml');
  const type = await contentType(archive, part);
  if (/spreadsheetml/i.test(type)) {
    return {
      part,
      hasMacros: /macroEnabled/i.test(type) || archive.names.some((n) => n.endsWith('vbaproject.bin')),
    };
  }
  if (/excel\.sheet\.binary/i.test(type)) throw refuseFormat('xlsb', ' Excel 二进制工作簿 (.xlsb) ');
  if (/excel\.(?:sheet|template)\.macroEnabled/i.test(type)) return { part, hasMacros: true };
  throw refuseFormat('zip', ' Office 文档 (not a workbook) ');
}

/** The relationships of a part, or of the whole file for ''. */
export async function relationships(archive: Archive, part: string): Promise<Relationship[]> {
  const cut = part.lastIndexOf('/') + 1;
  const folder = part.slice(0, cut);
  const name = `${folder}_rels/${part.slice(cut)}.rels`;
  const found: Relationship[] = [];
  if (!archive.has(name)) return found;
  await takeXml(archive, name, {
    open(tag, attributes) {
      if (tag !== 'Relationship') return;
      const { Id = '', Type = '', Target = '' } = attributes;
      const isOutside = attributes['TargetMode'] === 'External';
      found.push({
        id: Id,
        type: Type.slice(Type.lastIndexOf('/') + 1),
        part: isOutside ? null : resolve(folder, Target),
      });
    },
  });
  return found;
}

async function contentType(archive: Archive, part: string): Promise<string> {
  let type = '';
  let byDefault = '';
  const extension = part.slice(part.lastIndexOf('.') + 1).toLowerCase();
  await takeXml(archive, '[Content_Types].xml', {
    open(tag, attributes: Attributes) {
      const { PartName = '', Extension = '', ContentType = '' } = attributes;
      if (tag === 'Override' && PartName.toLowerCase() === `/${part.toLowerCase()}`) type = ContentType;
      if (tag === 'Default' && Extension.toLowerCase() === extension) byDefault = ContentType;
    },
  });
  return type === '' ? byDefault : type;
}

/** A target as a part name: relative to the folder of the referring part, or from the root. */
function resolve(folder: string, target: string): string {
  const path: string[] = [];
  const from = target.startsWith('/') ? target : folder + target;
  for (const step of from.slice(0, 1000).split('/')) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}

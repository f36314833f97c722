import type { Bilingual } from '../message/errors.js';
import {
  emptyFile,
  exportAgain,
  openArchive,
  removePassword,
  saveAsSheet,
  unsupportedFormat,
} from './messages.js';
import { FileRefusal } from './refusal.js';

interface Format {
  readonly name: string;
  readonly says: string;
  readonly advice: Bilingual;
}

const magic: readonly (Format & { readonly bytes: readonly number[] })[] = [
  {
    name: 'ole',
    bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    says: ' Excel 97-2003 (.xls) / WPS (.et) / 加密工作簿 (encrypted workbook) ',
    advice: saveAsSheet,
  },
  { name: 'zip', bytes: [0x50, 0x4b, 0x03, 0x04], says: ' Excel (.xlsx) / ZIP ', advice: saveAsSheet },
  { name: 'zip', bytes: [0x50, 0x4b, 0x05, 0x06], says: ' ZIP ', advice: openArchive },
  { name: 'pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d], says: ' PDF ', advice: exportAgain },
  { name: 'rar', bytes: [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07], says: ' RAR ', advice: openArchive },
  { name: '7z', bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], says: ' 7-Zip ', advice: openArchive },
  { name: 'gzip', bytes: [0x1f, 0x8b, 0x08], says: ' gzip ', advice: openArchive },
  { name: 'rtf', bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66], says: ' RTF ', advice: saveAsSheet },
];

/** The name of the stream in which Office keeps a workbook with a password. */
const encrypted = Buffer.from('EncryptedPackage', 'utf16le');
const encryptedWorkbook: Format = {
  name: 'ole-encrypted',
  says: ' 加密的工作簿 (encrypted workbook) ',
  advice: removePassword,
};

/** Starts of text that is not CSV, in lower case. Hospital systems often write an HTML table and call it .xls. */
const markup = ['<html', '<!doctype', '<table', '<?xml', '<meta', '<head', '<style', 'mime-version:'];

/**
 * Refuses what is not CSV text, judged by its first bytes and not by its name. Workbooks (.xlsx) have a reader of their own.
 *
 * @param head the first bytes of the file, 512 are enough
 * @throws {FileRefusal} `empty-file`, or `unsupported-format` with what to do about it
 */
export function refuseForeignFormat(head: Uint8Array): void {
  if (head.length === 0) throw new FileRefusal('empty-file', emptyFile());
  const format = foreignFormat(head);
  if (format === null) return;
  throw new FileRefusal('unsupported-format', unsupportedFormat(format.says, format.advice), null, {
    format: format.name,
  });
}

/** The foreign format shown by the first bytes; null for possible text. */
export function foreignFormat(head: Uint8Array): Format | null {
  const known = magic.find((format) => format.bytes.every((byte, at) => head[at] === byte));
  if (known?.name === 'ole' && Buffer.from(head).includes(encrypted)) return encryptedWorkbook;
  if (known !== undefined) return known;
  const wide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  const start = Buffer.from(head.subarray(0, 512));
  const text = (wide ? start.filter((byte) => byte !== 0) : start).toString('latin1');
  const words = text.replace(/^[^\x21-\x7e]{0,8}\s*/, '').toLowerCase();
  if (!markup.some((word) => words.startsWith(word))) return null;
  return { name: 'html', says: ' HTML / XML ', advice: saveAsSheet };
}

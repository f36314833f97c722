import type { Bilingual } from '../../message/errors.js';
import { openArchive, saveAsSheet } from '../messages.js';
import type { FileRefusal } from '../refusal.js';
import { refuseFormat } from './messages.js';

interface Kind {
  readonly format: string;
  readonly says: string;
  readonly advice: Bilingual;
  readonly has: (names: readonly string[]) => boolean;
}

const starts = (prefix: string) => (names: readonly string[]) =>
  names.some((name) => name.startsWith(prefix));
const ends = (suffix: string) => (names: readonly string[]) => names.some((name) => name.endsWith(suffix));

/** In order of precedence: a workbook inside a plain archive is still an archive. */
const kinds: readonly Kind[] = [
  {
    format: 'xlsb',
    says: ' Excel 二进制工作簿 (.xlsb) ',
    advice: saveAsSheet,
    has: (n) => n.includes('xl/workbook.bin'),
  },
  { format: 'docx', says: ' Word 文档 (.docx) ', advice: saveAsSheet, has: starts('word/') },
  { format: 'pptx', says: ' 演示文稿 (.pptx) ', advice: saveAsSheet, has: starts('ppt/') },
  { format: 'ofd', says: ' 版式文件 (.ofd) ', advice: saveAsSheet, has: (n) => n.includes('ofd.xml') },
  { format: 'numbers', says: ' Apple Numbers (.numbers) ', advice: saveAsSheet, has: ends('.iwa') },
  {
    format: 'ods',
    says: ' OpenDocument (.ods) ',
    advice: saveAsSheet,
    has: (n) => n.includes('content.xml') && (n.includes('mimetype') || n.includes('meta-inf/manifest.xml')),
  },
];

/** The refusal for a ZIP whose names show that it is no workbook, or null. Names are in lower case. */
export function foreignPackage(names: readonly string[]): FileRefusal | null {
  const kind = kinds.find(({ has }) => has(names));
  if (kind !== undefined) return refuseFormat(kind.format, kind.says, kind.advice);
  if (names.includes('[content_types].xml')) return null;
  return refuseFormat('zip', ' ZIP 压缩包 (archive) ', openArchive);
}

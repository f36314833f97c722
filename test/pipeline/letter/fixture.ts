import { edited, partsOf } from '../workbook/parts.js';

const sheet = 'xl/worksheets/sheet2.xml';

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const filled = (xml: string, column: string, text: string): string =>
  xml.replace(
    new RegExp(`<c r="${column}3"( s="\\d+")[^>]*?(?:/>|>.*?</c>)`),
    `<c r="${column}3"$1 t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`,
  );

/** The form with cells of its one row typed in, by the letter of their column. */
export const answered = (form: Uint8Array, cells: Readonly<Record<string, string>>): Uint8Array =>
  edited(form, sheet, (xml) =>
    Object.entries(cells).reduce((text, [column, cell]) => filled(text, column, cell), xml),
  );

/** The columns that a hospital fills in. */
export const answer = (cause: string) => ({ L: cause, M: '每日晨会评估', N: '科主任', O: '2026-12-31' });

/** All texts of a workbook. */
export const textsOf = (bytes: Uint8Array): string => Object.values(partsOf(bytes)).join('\n');

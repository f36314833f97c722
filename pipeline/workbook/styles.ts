import type { Look } from './sheet.js';

const fonts = [
  '<font><sz val="11"/><name val="等线"/><family val="2"/></font>',
  '<font><b/><sz val="11"/><name val="等线"/><family val="2"/></font>',
  '<font><sz val="11"/><color rgb="FF595959"/><name val="等线"/><family val="2"/></font>',
];

const solid = (rgb: string) =>
  `<fill><patternFill patternType="solid"><fgColor rgb="FF${rgb}"/><bgColor indexed="64"/></patternFill></fill>`;
// The first two are fixed by the format.
const fills = [
  '<fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill>',
  solid('DDEBF7'),
  solid('FFE699'),
  solid('F8A5A5'),
  solid('FFF2A8'),
  solid('EDEDED'),
];
const [none, blue, amber, red, yellow, grey] = [0, 2, 3, 4, 5, 6];

const line = (side: string) => `<${side} style="thin"><color rgb="FFBFBFBF"/></${side}>`;
const borders = [
  '<border><left/><right/><top/><bottom/><diagonal/></border>',
  `<border>${['left', 'right', 'top', 'bottom'].map(line).join('')}<diagonal/></border>`,
];

interface Style {
  readonly font: 0 | 1 | 2;
  readonly fill: number;
  readonly border: 0 | 1;
  readonly wraps: boolean;
}

const looks: Readonly<Record<Look, Style>> = {
  text: { font: 0, fill: none, border: 0, wraps: false },
  header: { font: 1, fill: blue, border: 1, wraps: true },
  required: { font: 1, fill: amber, border: 1, wraps: true },
  bold: { font: 1, fill: none, border: 0, wraps: false },
  wrapped: { font: 0, fill: none, border: 0, wraps: true },
  wrong: { font: 0, fill: red, border: 1, wraps: false },
  caution: { font: 0, fill: yellow, border: 1, wraps: false },
  locked: { font: 2, fill: grey, border: 1, wraps: false },
  remark: { font: 2, fill: grey, border: 1, wraps: true },
};
const names = Object.keys(looks) as Look[];

/** The number format of all cells: text. A spreadsheet then changes no digit, date or leading zero. */
const TEXT = 49;

/**
 * The number of a cell style. Style 0 is the sheet's default.
 *
 * @param quoted the text begins like a formula; the style then keeps it a text when a person edits the cell
 */
export function styleOf(look: Look, quoted = false): number {
  return 1 + names.indexOf(look) * 2 + (quoted ? 1 : 0);
}

/** Whether a long text continues in the next line of its cell. */
export const wraps = (look: Look): boolean => looks[look].wraps;

/** The part `xl/styles.xml`, without its declaration. */
export function stylesXml(): string {
  const list = (name: string, items: readonly string[]) =>
    `<${name} count="${items.length}">${items.join('')}</${name}>`;
  const xfs = names.flatMap((name) => [xf(looks[name], false), xf(looks[name], true)]);
  return (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    list('fonts', fonts) +
    list('fills', fills) +
    list('borders', borders) +
    list('cellStyleXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']) +
    list('cellXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>', ...xfs]) +
    list('cellStyles', ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']) +
    '</styleSheet>'
  );
}

function xf({ font, fill, border, wraps }: Style, quoted: boolean): string {
  const apply = 'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"';
  const quote = quoted ? ' quotePrefix="1"' : '';
  const alignment = `<alignment vertical="top"${wraps ? ' wrapText="1"' : ''}/>`;
  return `<xf numFmtId="${TEXT}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0"${quote} ${apply}>${alignment}</xf>`;
}

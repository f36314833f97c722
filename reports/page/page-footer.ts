import { fontFamily } from '../charts/theme.js';
import { hospitalName, type ReportContext } from '../data/report-context.js';
import { cleanText } from '../markup/clean-text.js';
import { hospitalWords } from '../words/hospital.js';

/** Most characters of a name in a footer, which has one line. */
const mostOfName = 36;

/** The footer of a hospital's printed pages: its name, the month and the edition; the number of the page is added by the style. */
export const hospitalFooter = (hospital: string, context: ReportContext): string =>
  footerOf(hospitalName(context, hospital), context);

/** The footer of all other pages. */
export const provinceFooter = (context: ReportContext): string =>
  footerOf(context.data.province[context.lang], context);

function footerOf(of: string, { data, lang, words }: ReportContext): string {
  const [year = '', month = ''] = data.month.split('-');
  const w = hospitalWords[lang];
  const name = [...of];
  return w.footer(
    name.length > mostOfName ? `${name.slice(0, mostOfName - 1).join('')}…` : of,
    words.monthTitle(year, String(Number(month))),
    data.edition === null ? '' : w.edition(String(data.edition)),
  );
}

/** The rule that prints a footer on every page. The text is a string of CSS in which everything but letters and digits is escaped. */
export const footerRule = (text: string): string =>
  `@page{size:A4;margin:11mm 11mm 15mm;@bottom-left{content:"${cssText(text)}";font:8pt ${fontFamily};color:#52606d}@bottom-right{content:counter(page) " / " counter(pages);font:8pt ${fontFamily};color:#52606d}}`;

const cssText = (text: string): string =>
  [...cleanText(text)]
    .map((character) =>
      /[A-Za-z0-9]/.test(character)
        ? character
        : `\\${(character.codePointAt(0) ?? 0).toString(16).padStart(6, '0')}`,
    )
    .join('');

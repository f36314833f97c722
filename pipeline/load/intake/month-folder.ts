/** A month meant by a folder's name; the year is null where the name has none. */
export interface MeantMonth {
  readonly year: number | null;
  readonly month: number;
}

const englishMonths = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const english = new RegExp(`(?<![a-z])(${englishMonths.join('|')})[a-z]*`);

/** Whether a folder's name is a month in the required form: `2026-10`. */
export const isMonthFolder = (name: string): boolean => /^\d{4}-\d{2}$/.test(name);

/**
 * The month meant by a folder name in another form than `2026-10`: `2026年10月`, `202610`, `2026-10 (2)`, `10月`, `Oct 2026`. Null for a name
 * that means no month, and for one already in the required form.
 */
export function meantMonth(name: string): MeantMonth | null {
  if (isMonthFolder(name)) return null;
  const text = withDigits(name.normalize('NFKC').toLowerCase()).trim();
  const word = english.exec(text);
  const year = /(?<!\d)20\d{2}(?!\d)/.exec(text);
  if (word && year) return { year: Number(year[0]), month: englishMonths.indexOf(word[1] ?? '') + 1 };
  for (const pattern of patterns) {
    const groups = pattern.exec(text)?.groups;
    if (!groups) continue;
    const month = Number(groups['month']);
    if (month < 1 || month > 12) continue;
    const of = groups['year'];
    return { year: of === undefined ? null : Number(of.length === 2 ? `20${of}` : of), month };
  }
  return null;
}

/** Whether a meant month can be the month asked for. */
export function meansMonth({ year, month }: MeantMonth, asked: string): boolean {
  const [askedYear, askedMonth] = asked.split('-').map(Number);
  return month === askedMonth && (year === null || year === askedYear);
}

/** A letter or digit just before the year makes it part of a code, such as H2026-10. */
const notWithinCode = '^(?:.*[^a-z0-9])?';
const patterns = [
  new RegExp(`${notWithinCode}(?<year>20\\d{2})\\s*[-‐-―−年./_~\\s]\\s*(?<month>\\d{1,2})(?!\\d)`),
  /^(?<year>20\d{2})(?<month>0[1-9]|1[0-2])(?!\d)/,
  new RegExp(`${notWithinCode}(?<year>\\d{2})年(?<month>\\d{1,2})(?!\\d)`),
  /^(?<month>\d{1,2})[-./_\s](?<year>20\d{2})(?!\d)/,
  /^(?<month>\d{1,2})\s*月/,
];

/** Turns 二〇二六年十二月 into 2026年12月. */
function withDigits(text: string): string {
  return text
    .replace(/十([一二])(?=月)/g, (_, unit: string) => `1${digits.indexOf(unit)}`)
    .replace(/十(?=月)/g, '10')
    .replace(/[〇○零一二三四五六七八九]/g, (digit) => String(Math.max(0, digits.indexOf(digit))));
}

const digits = '零一二三四五六七八九';

/** The meaning that a number format gives a number, without colour or decimals. */
export type NumberFormat =
  | { readonly kind: 'plain' }
  | { readonly kind: 'percent' }
  /** A minimum number of digits, with leading zeros: 00000. */
  | { readonly kind: 'zeros'; readonly digits: number }
  /** A length of time: [h]:mm. */
  | { readonly kind: 'elapsed' }
  | DateFormat;

/** A format that shows a number as a date. */
export interface DateFormat {
  readonly kind: 'date';
  /** False for a year and month alone: 2026年10月. */
  readonly day: boolean;
  readonly time: boolean;
  /** Whether it shows a time without a date. */
  readonly clock: boolean;
}

const plain: NumberFormat = { kind: 'plain' };

/** Formats that files refer to by number only. Those from 27 on are of Chinese Excel. */
const builtIn: Readonly<Record<number, string>> = {
  9: '0%',
  10: '0.00%',
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  27: 'yyyy年m月',
  28: 'm月d日',
  29: 'm月d日',
  30: 'm-d-yy',
  31: 'yyyy年m月d日',
  32: 'h:mm',
  33: 'h:mm:ss',
  34: 'h:mm',
  35: 'h:mm:ss',
  36: 'yyyy年m月',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  50: 'yyyy年m月',
  51: 'm月d日',
  52: 'yyyy年m月',
  53: 'm月d日',
  54: 'm月d日',
  55: 'h:mm',
  56: 'h:mm:ss',
  57: 'yyyy年m月',
  58: 'm月d日',
};

/** The format of a number format id; the file's own code takes precedence over the built-in one. */
export function numberFormat(id: number, code: string | undefined): NumberFormat {
  return readFormat(code ?? builtIn[id] ?? 'General');
}

/** The meaning of a format code for positive numbers. */
export function readFormat(code: string): NumberFormat {
  if (code.length > 255 || /^(?:general|standard|g\/通用格式)$/i.test(code)) return plain;
  const { shown, elapsed } = shownPart(code);
  if (elapsed) return { kind: 'elapsed' };
  const date = dateParts(shown);
  if (date !== null) return date;
  if (shown.includes('%')) return { kind: 'percent' };
  return /^0{2,}$/.test(shown) ? { kind: 'zeros', digits: shown.length } : plain;
}

/** The first section without its quoted text, escapes, fill and bracketed conditions. */
function shownPart(code: string): { shown: string; elapsed: boolean } {
  let shown = '';
  let elapsed = false;
  for (let at = 0; at < code.length; at += 1) {
    const char = code.charAt(at);
    if (char === ';') break;
    if (char === '"' || char === '[') {
      const end = code.indexOf(char === '"' ? '"' : ']', at + 1);
      if (end === -1) break;
      if (char === '[' && /^(?:h+|m+|s+)$/i.test(code.slice(at + 1, end))) elapsed = true;
      at = end;
    } else if (char === '\\' || char === '_' || char === '*') at += 1;
    else shown += char;
  }
  return { shown: shown.toLowerCase().replace(/am\/pm|a\/p/g, '@'), elapsed };
}

function dateParts(shown: string): DateFormat | null {
  const runs = shown.match(/y+|m+|d+|h+|s+/g) ?? [];
  const isMinutes = (at: number) => runs[at - 1]?.[0] === 'h' || runs[at + 1]?.[0] === 's';
  const has = (letter: string) => runs.some((run) => run[0] === letter);
  const month = runs.some((run, at) => run[0] === 'm' && !isMinutes(at)) || shown.includes('月');
  const year = has('y') || shown.includes('年');
  const day = has('d') || shown.includes('日');
  const time = has('h') || has('s') || runs.some((run, at) => run[0] === 'm' && isMinutes(at));
  if (!year && !month && !day && !time) return null;
  return { kind: 'date', day: day || !year || !month, time, clock: !year && !month && !day };
}

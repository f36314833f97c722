import type { Review } from '../../pipeline/ask/cases-to-review.js';
import type { DefinedIndicator } from '../../pipeline/define/index.js';
import type { ReviewLine } from '../../pipeline/receipt/receipt.js';
import type { ReportData } from '../data/report-data.js';
import { hospitalWords } from '../words/hospital.js';
import { type Lang, words } from '../words/index.js';

/** Why cases are to be reviewed, in a word: `不符合`; an event where fewer are better. */
export function reviewState({ state }: Review, indicator: DefinedIndicator, lang: Lang): string {
  const w = hospitalWords[lang].review;
  return state === 'failed' && indicator.better === 'lower' ? w.event : w.states[state];
}

/** What the state rests on: the cells that decide, with what they say, or the cells that are blank. */
export function reviewReason(review: Review, indicator: DefinedIndicator, lang: Lang): string {
  const { state, because, elsewhere } = review;
  const w = hospitalWords[lang].review;
  if (state === 'pending') return indicator.window ? w.pending(indicator.window.title[lang]) : '';
  if (elsewhere) return w.elsewhere;
  if (because.length === 0) return w.several;
  const titleOf = (column: string) => indicator.of.columns[column]?.title[lang] ?? column;
  const blank = because.filter(([, value]) => value === null).map(([column]) => titleOf(column));
  const said = because.flatMap(([column, value]) =>
    value === null ? [] : [w.says(titleOf(column), valueText(value, lang))],
  );
  const { comma, semicolon } = words[lang];
  return [...said, ...(blank.length > 0 ? [w.blank(blank.join(comma))] : [])].join(semicolon);
}

function valueText(value: string, lang: Lang): string {
  const w = hospitalWords[lang].review;
  if (value === 'true') return w.yes;
  return value === 'false' ? w.no : words[lang].choice(value);
}

/** The cases to review of each hospital, in words. */
export function reviewLines(data: ReportData, lang: Lang): Map<string, readonly ReviewLine[]> {
  const definitions = new Map(data.indicators.map((one) => [`${one.code} ${one.version}`, one]));
  const found = new Map<string, ReviewLine[]>();
  for (const row of data.review) {
    const indicator = definitions.get(`${row.code} ${row.version}`);
    if (!indicator) continue;
    const { code, file, sheet, lines, patients, hospital } = row;
    const own = found.get(hospital) ?? [];
    own.push({
      code,
      title: indicator.title[lang],
      state: reviewState(row, indicator, lang),
      file,
      sheet,
      lines,
      because: reviewReason(row, indicator, lang),
      patients,
    });
    found.set(hospital, own);
  }
  return found;
}

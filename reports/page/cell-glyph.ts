import type { Cell, CellVerdict } from '../read/cell-verdict.js';

/** The shape of a verdict: filled where it is certain, hollow where chance could do it. */
export function verdictGlyph({ verdict, isCertain }: Pick<Cell, 'verdict' | 'isCertain'>): string {
  if (verdict === 'met') return isCertain ? '▲' : '△';
  if (verdict === 'not_met') return isCertain ? '▼' : '▽';
  return glyphs[verdict];
}

const glyphs: Readonly<Record<Exclude<CellVerdict, 'met' | 'not_met'>, string>> = {
  incomplete: '●',
  'not over': '●',
  'not asked': '—',
  better: '◇',
  worse: '◇',
  unsettled: '◇',
  value: '',
  hidden: '＊',
  'not due': '…',
  'not applicable': '—',
  'all unknown': '?',
  none: '—',
};

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { words as report } from '../../reports/words/index.js';
import { withPublished } from '../batch/open-published.js';
import { InputError } from '../message/errors.js';
import { causes } from '../restate/moved-cases.js';
import { centreOf } from '../workspace/editions.js';
import { openWorkspace } from '../workspace/workspace.js';
import type { ChangesFlags } from './flags.js';
import { jsonText, plain, type Terminal } from './terminal.js';

type Row = Readonly<Record<string, string>>;

/** What is printed of each part; `--json` and the files have all. */
const SHOWN = 20;

/**
 * `zhikong changes`: what the report of a month gives otherwise than was published before it. Exit 0.
 *
 * @throws {InputError} `no-batch` for a month without a report, and what `withPublished` throws
 */
export async function changesCommand(
  { month, workspace, lang, json }: ChangesFlags,
  terminal: Terminal,
): Promise<number> {
  // What an interrupted publication has left is put in its place first.
  await withPublished(workspace, async () => undefined);
  const report = join(openWorkspace(workspace).reports, month);
  if (!existsSync(report))
    throw new InputError('no-batch', {
      zh: `应当已有 ${month} 的报告，但工作区里没有。请先运行 zhikong run --month ${month}。`,
      en: `There must be a report of ${month}, but the workspace has none. First run zhikong run --month ${month}.`,
    });
  const rows = (name: string): Row[] | null => {
    const path = join(centreOf(report), name);
    if (!existsSync(path)) return null;
    return Papa.parse<Row>(readFileSync(path, 'utf8'), { header: true, skipEmptyLines: true }).data;
  };
  const [figures, cases] = [rows('changes.csv'), rows('changed-cases.csv')];
  terminal.out(
    json
      ? `${jsonText({ month, comparedWith: figures?.[0]?.['compared_with'] ?? null, figures: figures ?? [], cases: cases ?? [] })}\n`
      : `${(figures === null ? [words[lang].first(month)] : told(figures, cases ?? [], lang)).join('\n')}\n`,
  );
  return 0;
}

function told(figures: readonly Row[], cases: readonly Row[], lang: 'zh' | 'en'): string[] {
  const w = words[lang];
  const judged = figures.filter(
    (row) =>
      row['stratum'] === '' &&
      (row['was_verdict'] !== row['now_verdict'] || row['was_formal'] !== row['now_formal']),
  );
  const better = cases.filter((row) => row['cause'] === 'corrected' && row['towards'] === 'better');
  const place = (row: Row) => `${row['code']} ${plain(row['unit'] ?? '')} ${row['period']}`;
  const counts = (row: Row, side: 'was' | 'now') =>
    `${row[`${side}_numerator`] || '—'}/${row[`${side}_denominator`] || '—'} ${verdictText(row[`${side}_verdict`] ?? '', lang)}`;
  return [
    w.all(figures.length, figures[0]?.['compared_with'] ?? ''),
    ...part(
      w.judged(judged.length),
      judged.map(
        (row) => `${place(row)}: ${counts(row, 'was')} → ${counts(row, 'now')}${because(row, lang)}`,
      ),
      lang,
    ),
    ...part(
      w.better(better.length),
      better.map(
        (row) =>
          `${row['code']} ${plain(row['hospital_id'] ?? '')}: ${plain(row['was_file'] ?? '')}:${row['was_line']} → ${plain(row['now_file'] ?? '')}:${row['now_line']}  ${plain(row['cells'] ?? '')}`,
      ),
      lang,
    ),
    w.files,
  ];
}

/** A verdict as the pages say it. */
function verdictText(verdict: string, lang: 'zh' | 'en'): string {
  const w = report[lang];
  if (verdict === 'cannot_tell') return w.openTitle([]);
  return verdict in w.verdict ? w.verdict[verdict as keyof typeof w.verdict] : '—';
}

/** The causes of a figure, as `corrected +2/0`. */
function because(row: Row, lang: 'zh' | 'en'): string {
  const signed = (text: string) => (Number(text) > 0 ? `+${text}` : text);
  const shares = causes.flatMap((cause) => {
    const of = (name: string) => row[`${cause.replaceAll(' ', '_')}_${name}`] ?? '';
    return Number(of('cases')) > 0
      ? [`${words[lang].causes[cause]} ${signed(of('numerator'))}/${signed(of('denominator'))}`]
      : [];
  });
  return shares.length === 0 ? '' : ` (${shares.join(', ')})`;
}

function part(title: string, lines: readonly string[], lang: 'zh' | 'en'): string[] {
  if (lines.length === 0) return [];
  const more = lines.length > SHOWN ? [`  ${words[lang].more(lines.length - SHOWN)}`] : [];
  return [title, ...lines.slice(0, SHOWN).map((line) => `  ${line}`), ...more];
}

const words = {
  zh: {
    causes: {
      withdrawn: '已撤回',
      late: '补来',
      corrected: '更正',
      matured: '到期',
      'became known': '补填',
    },
    first: (month: string) => `${month} 之前没有发布过可比的数字。`,
    all: (n: number, base: string) =>
      n === 0 ? '与已发布的数字相同。' : `与已发布的（${base}）不同的数字：${n} 个`,
    judged: (n: number) => `其中结论或形式上的符合与否改变的：${n} 个`,
    better: (n: number) => `使已发布的结局变好的更正，请向医院核实：${n} 处（同一例可见于几个指标）`,
    more: (n: number) => `……另有 ${n} 个`,
    files: '全部见报告 centre/ 里的 changes.csv 和 changed-cases.csv。',
  },
  en: {
    causes: {
      withdrawn: 'withdrawn',
      late: 'late',
      corrected: 'corrected',
      matured: 'matured',
      'became known': 'became known',
    },
    first: (month: string) => `Nothing was published before ${month} that it could be compared with.`,
    all: (n: number, base: string) =>
      n === 0
        ? 'All figures are what was published.'
        : `Figures that are not what was published (${base}): ${n}`,
    judged: (n: number) => `Of them the verdict or the formal comparison has changed: ${n}`,
    better: (n: number) =>
      `Corrections that make a published outcome look better, to ask the hospitals about: ${n} (a case may stand in several indicators)`,
    more: (n: number) => `… and ${n} more`,
    files: 'All of them stand in changes.csv and changed-cases.csv in centre/ of the report.',
  },
} as const;

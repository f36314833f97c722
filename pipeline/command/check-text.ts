import { type ReportContext, reportContext } from '../../reports/data/report-context.js';
import { boundsText, nothingText } from '../../reports/page/figure-text.js';
import { intervalSentence, neededText, openWord, thresholdText } from '../../reports/page/judgement.js';
import { periodWords } from '../../reports/page/period-words.js';
import { printCount, printP } from '../../reports/print/number.js';
import { printCounts, printRate } from '../../reports/print/rate.js';
import { stateOf } from '../../reports/read/figure-state.js';
import { settlingLines } from '../../reports/read/settling-lines.js';
import type { ProblemEntry } from '../ask/problem-entries.js';
import { tableByName } from '../contract/tables.js';
import type { DefinedIndicator } from '../define/index.js';
import type { Figure } from '../figure/figures.js';
import { headlinePeriod, type Period } from '../figure/headline.js';
import { filePlace } from '../message/file-place.js';
import { groups } from '../message/group-by.js';
import { lineRanges } from '../message/line-ranges.js';
import { asText } from '../message/notice.js';
import { ruleTitle } from '../message/rule-titles.js';
import { vocabulary as v } from '../message/vocabulary.js';
import type { SettlingLine } from '../receipt/receipt.js';
import type { CheckedFile, SelfCheck } from '../self-check/self-check.js';
import { headline as headlineCode } from '../technology/index.js';
import { plain } from './terminal.js';

/** From this many problems on, those of the same rule and column are listed together. */
const mostSingly = 20;

const words = {
  zh: {
    head: (hospital: string, asOf: string | null) =>
      `${hospital} ${v.selfCheck.zh}${asOf === null ? '' : `（数据截至 ${asOf}）`}`,
    month: (month: string, place: string) =>
      `未指定 --month，按有两例以上的最近月份取 ${month}（其中最晚的病例：${place}）。`,
    place: (file: string, line: number, day: string) => `${file} 第 ${line} 行，${day}`,
    files: '文件',
    status: { accepted: '可以收下', refused: v.refused.zh, unchanged: '与另一文件字节相同，只读一次' },
    sheet: (name: string) => `工作表“${name}”`,
    counts: (f: CheckedFile) => `数据 ${f.records} 行：入库 ${f.accepted}，${v.heldBack.zh}${f.heldBack}`,
    doubles: (n: number) => `，重复 ${n}`,
    skipped: '跳过',
    reasons: {
      title: '标题',
      blank: '空行',
      'repeated-header': '重复表头',
      total: '合计',
      note: '注释',
    } as Record<string, string>,
    problems: (n: number) => `问题（${n} 处）`,
    noProblems: '没有发现问题。',
    severity: { error: '待更正', warning: '提示', refusal: v.refused.zh },
    line: (ranges: string) => `第 ${ranges} 行`,
    column: (letter: string | null, name: string) =>
      letter === null ? `“${name}”` : `${letter} 列“${name}”`,
    times: (n: number) => `${n} 处`,
    first: '首处：',
    receipt: (paths: readonly string[]) =>
      paths.length === 0
        ? '没有要更正的行，没有写回执。'
        : `回执（更正标色的单元格后可以直接报送）：${paths.join('、')}`,
    figures: '本院指标与阈值（只按这些文件计算）',
    settling: '补填什么可以确定',
    byMonth: '逐月：',
    noFigures: '这些文件里没有可以与阈值比较的病例。',
    list: '，',
  },
  en: {
    head: (hospital: string, asOf: string | null) =>
      `${hospital}: check before submitting${asOf === null ? '' : ` (data to ${asOf})`}`,
    month: (month: string, place: string) =>
      `Without --month, the month is the last with two cases or more: ${month} (its latest: ${place}).`,
    place: (file: string, line: number, day: string) => `${file} line ${line}, ${day}`,
    files: 'Files',
    status: {
      accepted: 'can be received',
      refused: 'refused',
      unchanged: 'the same bytes as another file, read once',
    },
    sheet: (name: string) => `sheet "${name}"`,
    counts: (f: CheckedFile) => `${f.records} rows: ${f.accepted} stored, ${f.heldBack} held back`,
    doubles: (n: number) => `, ${n} repeated`,
    skipped: 'skipped',
    reasons: {
      title: 'title',
      blank: 'blank',
      'repeated-header': 'repeated header',
      total: 'total',
      note: 'note',
    } as Record<string, string>,
    problems: (n: number) => `Problems (${n})`,
    noProblems: 'No problem was found.',
    severity: { error: 'held back', warning: 'note', refusal: 'refused' },
    line: (ranges: string) => `line ${ranges}`,
    column: (letter: string | null, name: string) =>
      letter === null ? `"${name}"` : `column ${letter} "${name}"`,
    times: (n: number) => `${n} times`,
    first: 'first: ',
    receipt: (paths: readonly string[]) =>
      paths.length === 0
        ? 'There is no row to correct; no receipt was written.'
        : `Receipt (correct the marked cells and submit it): ${paths.join(', ')}`,
    figures: 'Your figures and thresholds (from these files alone)',
    settling: 'What would settle it',
    byMonth: 'by month: ',
    noFigures: 'These files hold no case that a threshold could be compared with.',
    list: ', ',
  },
} as const;

/** The answer of `zhikong check` for people, complete. */
export function checkText(check: SelfCheck, lang: 'zh' | 'en'): string {
  const w = words[lang];
  const { hospital, asOf, month, latest, data } = check;
  const lines = [w.head(plain(hospital), asOf)];
  if (month !== null && latest !== null)
    lines.push(w.month(month, w.place(plain(latest.file), latest.line, latest.day)));
  lines.push('', w.files, ...check.files.flatMap((file) => fileLines(file, lang)));
  const { problems } = data;
  lines.push('');
  if (problems.length === 0) lines.push(w.noProblems);
  else if (problems.length <= mostSingly)
    lines.push(w.problems(problems.length), ...problems.map((problem) => singly(problem, lang)));
  else lines.push(w.problems(problems.length), ...grouped(problems, lang));
  if (check.receipts !== null) lines.push('', w.receipt(check.receipts.map(plain)));
  if (month !== null) lines.push('', w.figures, ...figureLines(check, reportContext(data, lang)));
  const settling = settlingLines(data, lang).get(hospital) ?? [];
  if (settling.length > 0) lines.push('', w.settling, ...settlingText(settling, lang));
  return lines.join('\n');
}

function fileLines(file: CheckedFile, lang: 'zh' | 'en'): string[] {
  const w = words[lang];
  const sheet = file.sheet === null ? [] : [w.sheet(plain(file.sheet))];
  const name = [plain(file.file), ...sheet].join(' ');
  if (file.status !== 'accepted') {
    // The reason for the refusal stands with the problems.
    return [`  ${name}${colon(lang)}${w.status[file.status]}`];
  }
  const table = tableByName.get(file.table ?? '')?.spec.title[lang] ?? '';
  const doubles = file.records - file.accepted - file.heldBack;
  const skipped = Object.entries(file.skipped).map(([reason, n]) => `${w.reasons[reason] ?? reason} ${n}`);
  const counts =
    w.counts(file) +
    (doubles > 0 ? w.doubles(doubles) : '') +
    (skipped.length > 0 ? `${w.list}${w.skipped} ${skipped.join(w.list)}` : '');
  const facts = [table, file.encoding ?? '', counts].filter((fact) => fact !== '');
  return [`  ${name}${colon(lang)}${w.status.accepted}`, `    ${facts.join('  ')}`];
}

const colon = (lang: 'zh' | 'en') => (lang === 'zh' ? '：' : ': ');

/** The place of a problem without its line. A sheet is named where the file has several. */
function placeOf(problem: ProblemEntry, lang: 'zh' | 'en') {
  const w = words[lang];
  const sheet = problem.sheet === null ? [] : [w.sheet(plain(problem.sheet))];
  return {
    file: [plain(problem.file), ...sheet].join(' '),
    column: problem.column === null ? [] : [w.column(problem.column_letter, plain(problem.column))],
  };
}

function singly(problem: ProblemEntry, lang: 'zh' | 'en'): string {
  const w = words[lang];
  const { file, column } = placeOf(problem, lang);
  const line = problem.line === null ? [] : [w.line(String(problem.line))];
  const value = problem.value === null || problem.value === '' ? '' : ` = ${plain(problem.value)}`;
  const place = [file, ...line, ...column].join(' ');
  return `  [${w.severity[problem.severity]}] ${place}${value}\n    ${plain(asText(problem)[lang])} [${ruleTitle(problem.rule, lang)}]`;
}

/** Problems of one rule and column of a file together, with all their lines. */
function grouped(problems: readonly ProblemEntry[], lang: 'zh' | 'en'): string[] {
  const w = words[lang];
  const groups = new Map<string, ProblemEntry[]>();
  for (const problem of problems) {
    const { file, column } = placeOf(problem, lang);
    const key = JSON.stringify([file, problem.rule, problem.severity, column]);
    groups.set(key, [...(groups.get(key) ?? []), problem]);
  }
  return [...groups.values()].map((group) => {
    const [first] = group;
    if (first === undefined || group.length === 1) return group.map((p) => singly(p, lang)).join('');
    const { file, column } = placeOf(first, lang);
    const numbers = group.flatMap(({ line }) => (line === null ? [] : [line]));
    const lines = numbers.length === 0 ? [] : [w.line(lineRanges(numbers))];
    const head = [`[${w.severity[first.severity]}]`, file, ...column, w.times(group.length)].join(' ');
    const message = `${w.first}${plain(asText(first)[lang])} [${ruleTitle(first.rule, lang)}]`;
    return [`  ${head}`, ...lines.map((text) => `    ${text}`), `    ${message}`].join('\n');
  });
}

/** What would settle open figures: every column, by indicator in order of effect. */
function settlingText(settling: readonly SettlingLine[], lang: 'zh' | 'en'): string[] {
  return groups(settling, ({ code, now }) => `${code} ${now}`).flatMap((lines) => {
    const [first] = lines;
    const head = first ? [`  ${first.code} ${first.title}${colon(lang)}${first.now}`] : [];
    return [
      ...head,
      ...lines.map(({ fill, result, rows }) => {
        const places = groups(rows, filePlace).map(
          (own) =>
            `${own[0] ? plain(filePlace(own[0])) : ''} ${words[lang].line(lineRanges(own.map(({ line }) => line)))}`,
        );
        const what = [fill, result].filter((text) => text !== '').join(colon(lang));
        return `    ${what} [${places.join('; ')}]`;
      }),
    ];
  });
}

function figureLines({ hospital, data }: SelfCheck, context: ReportContext): string[] {
  const { lang } = context;
  const lines = data.indicators.flatMap((indicator) => {
    const own = context.index
      .of(indicator)
      .filter((f) => f.level === 'hospital' && f.unit === hospital && f.stratum === '');
    const year = data.month.slice(0, 4);
    const months = own.filter((f) => f.period_type === 'month' && f.period.startsWith(year));
    const headline = headlinePeriod(indicator, context.index, data.month);
    const shown = own.filter(
      (f) =>
        (f.period_type === 'year' && f.period === year) ||
        (f.period_type === headline.period_type && f.period === headline.period) ||
        (f.threshold !== null && ['rolling12', 'years3'].includes(f.period_type)),
    );
    if (shown.length === 0) return [];
    const judged = shown.find(({ threshold }) => threshold !== null);
    const threshold = judged ? thresholdText(judged, indicator, context) : null;
    const tag = judged?.applies ? context.words.brackets(context.words.applies[judged.applies]) : '';
    const head = `  ${indicator.code} ${indicator.title[lang]}${threshold === null ? '' : `  ${context.words.threshold(threshold)}${tag}`}`;
    const lines = shown.map((figure) => `    ${figureLine(figure, indicator, context)}`);
    const some = months.filter((figure) => hasValue(figure, indicator));
    if (some.length === 0) return [head, ...lines];
    const each =
      indicator.code === headlineCode
        ? months.map((figure) => `    ${figureLine(figure, indicator, context)}`)
        : [
            `    ${words[lang].byMonth}${months.map((f) => monthText(f, indicator, context)).join(words[lang].list)}`,
          ];
    return [head, ...lines, ...each];
  });
  return lines.length > 0 ? lines : [`  ${words[lang].noFigures}`];
}

const hasValue = (figure: Figure, indicator: DefinedIndicator) =>
  ['value', 'zero'].includes(stateOf(figure, indicator).kind);

/** `2026-04 3/7（待观察 1）`: months have no threshold, so counts are enough. */
function monthText(figure: Figure, indicator: DefinedIndicator, context: ReportContext): string {
  const { words: report } = context;
  const open = openCounts(figure, indicator, context).join(report.comma);
  const counts = nothingText(stateOf(figure, indicator), context);
  return `${figure.period} ${counts ?? printCounts(figure, indicator)}${open === '' ? '' : report.brackets(open)}`;
}

/** Cases that are not, or not certainly, in the rate: pending, unknown, undated. */
function openCounts(figure: Figure, indicator: DefinedIndicator, context: ReportContext): string[] {
  const { words: report } = context;
  const bounds = boundsText(stateOf(figure, indicator), indicator, context);
  const range = bounds === '' ? '' : report.brackets(bounds);
  return [
    figure.pending > 0 ? `${report.columns.pending} ${printCount(figure.pending)}` : '',
    figure.unknown > 0 ? `${report.columns.unknown} ${printCount(figure.unknown)}${range}` : '',
    figure.undated > 0 ? `${report.columns.undated} ${printCount(figure.undated)}` : '',
  ].filter((text) => text !== '');
}

/** `2026 年  12/27 = 44.4%  95% 区间 27.6–62.7%  待观察 1  结局未明（未填） 2  形式上达标；例数不足（p = 0.42）` */
function figureLine(figure: Figure, indicator: DefinedIndicator, context: ReportContext): string {
  const { lang } = context;
  const state = stateOf(figure, indicator);
  const absent = nothingText(state, context);
  const rate = indicator.measure === 'volume' ? null : printRate(figure, indicator, lang);
  const counts = printCounts(figure, indicator);
  return [
    periodWords(context, figure as Period),
    absent ??
      (rate === null ? counts : `${counts}${figure.errs === '' ? ' = ' : context.words.comma}${rate}`),
    absent === null ? intervalSentence(figure, indicator, context) : null,
    ...openCounts(figure, indicator, context),
    absent === null ? verdictText(figure, indicator, context) : null,
  ]
    .filter((part) => part !== null && part !== '')
    .join('  ');
}

/** The judgement in the report's own words; a threshold that does not bind is a comparison and no verdict. */
function verdictText(figure: Figure, indicator: DefinedIndicator, context: ReportContext): string | null {
  const { words: report } = context;
  const binds = figure.applies === 'binding';
  if (figure.threshold === null) return null;
  const formal = figure.formal && (binds ? report.formalShort : report.reference.formalShort)[figure.formal];
  const verdict =
    figure.verdict === null || figure.verdict === 'not_applicable'
      ? null
      : figure.verdict === 'cannot_tell'
        ? openWord(figure, indicator, report)
        : (binds ? report.verdict : report.reference.verdict)[figure.verdict];
  const p = verdict === null || figure.p_value === null ? '' : report.brackets(printP(figure.p_value));
  const needed = neededText(figure, indicator, context);
  return [formal, verdict === null ? null : verdict + p, needed]
    .filter((part) => part !== null)
    .join(report.semicolon);
}

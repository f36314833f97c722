import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { firstPage } from '../../reports/data/audience.js';
import { type OpenReason, openReason } from '../../reports/read/open-reason.js';
import type { InboxGaps } from '../ask/inbox-gaps.js';
import { type StaleMonth, staleMonths } from '../ask/stale-months.js';
import type { MovedSince } from '../batch/changes-since.js';
import { withPublished } from '../batch/open-published.js';
import type { Withdrawn } from '../batch/rebuild.js';
import { type RunResult, run } from '../batch/run.js';
import type { Figure } from '../figure/figures.js';
import { InputError } from '../message/errors.js';
import { filePlace } from '../message/file-place.js';
import { asText } from '../message/notice.js';
import { vocabulary as v } from '../message/vocabulary.js';
import { headline } from '../technology/index.js';
import type { RunFlags, StaleFlags } from './flags.js';
import { gapLines, renewLines } from './gap-words.js';
import { holidayWords } from './holiday-words.js';
import { Progress } from './progress.js';
import { jsonText, plain, type Terminal } from './terminal.js';

/** `zhikong run`. Exit 0 when everything was taken in, 1 when rows or files were held back. */
export async function runCommand(flags: RunFlags, terminal: Terminal): Promise<number> {
  const lang = flags.lang ?? 'zh';
  const asked = [
    flags.acceptShrink ? '--accept-shrink' : '',
    flags.acceptRepeat ? '--accept-repeat' : '',
    flags.future ? '--future' : '',
  ].find((flag) => flag !== '');
  if (asked !== undefined && flags.reason === undefined) throw reasonMissing(asked);
  const progress = new Progress(terminal, lang);
  let result: RunResult;
  try {
    result = await run({ ...flags, progress: progress.show });
  } finally {
    progress.end();
  }
  const summary = summaryOf(result);
  terminal.out(flags.json ? `${jsonText(summary)}\n` : `${words[lang](summary)}\n`);
  const isWhole = summary.gaps.between.length === 0 && summary.gaps.unseen.length === 0;
  return summary.refused > 0 || summary.refusals.length > 0 || summary.heldBack > 0 || !isWhole ? 1 : 0;
}

/**
 * `zhikong run --stale`: runs the months again whose published figures rest on other files than count now, oldest first, each up to its own
 * as-of day. Exit code of the worst run; 0 when there is none.
 */
export async function runStaleCommand({ inbox, ...flags }: StaleFlags, terminal: Terminal): Promise<number> {
  const renewed = new Set<string>();
  let exit = 0;
  for (;;) {
    // Queried again each time, because renewing one month may settle or affect another.
    const next = (await withPublished(flags.workspace, staleMonths)).find(({ month }) => !renewed.has(month));
    if (!next) break;
    renewed.add(next.month);
    const { month, as_of: asOf } = next;
    const own = { ...flags, month, asOf, ...(inbox === undefined ? {} : { inbox }) };
    exit = Math.max(exit, await runCommand(own, terminal));
  }
  if (renewed.size === 0) terminal.out(`${noneStale[flags.lang ?? 'zh']}\n`);
  return exit;
}

const noneStale = {
  zh: '没有需要重新运行的月份：各月已发布的数字都与现在收到的数据一致。',
  en: 'No month has to be run again: all published figures rest on what has come by now.',
};

interface Summary {
  readonly month: string;
  readonly asOf: string;
  readonly batch: string;
  readonly files: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly heldBack: number;
  readonly missing: readonly string[];
  readonly listed: boolean;
  /** The indicator that a report begins with and its threshold in per cent; null where it was not computed. */
  readonly headline: { readonly zh: string; readonly en: string; readonly percent: number } | null;
  readonly below: readonly string[];
  /** Hospitals whose verdict is open, in all and by reason. */
  readonly undecided: number;
  readonly tooFew: number;
  readonly incomplete: number;
  /** Hospitals that get a receipt. */
  readonly receipts: number;
  /** When files with the same bytes came before. */
  readonly known: readonly { readonly file: string; readonly received: string }[];
  /** Files still read by their earlier mapping, though another is in place. */
  readonly keepMapping: readonly string[];
  /** Refused files and sheets of this run with the reason, in the centre's words where they say more. */
  readonly refusals: readonly { readonly file: string; readonly zh: string; readonly en: string }[];
  /** Files that an older program took in and today's rules refuse. */
  readonly withdrawn: readonly Withdrawn[];
  /** Files in the inbox that are not in the figures. */
  readonly gaps: InboxGaps;
  readonly missingHolidays: number | null;
  /** Whether it succeeded on one thread after memory did not suffice for several. */
  readonly onOneThread: boolean;
  /** What it gives otherwise than was published. */
  readonly moved: MovedSince | null;
  readonly alreadyOut: number;
  /** Other months that must be run again. */
  readonly stale: readonly StaleMonth[];
  readonly report: string;
  readonly url: string;
}

function summaryOf(result: RunResult): Summary {
  const { month, asOf, batch, files, report, data, receipts, withdrawn, gaps, missingHolidays, stale } =
    result;
  const heldBack = new Set(
    data.problems.filter((p) => p.severity === 'error').map((p) => `${p.file}:${p.line}`),
  ).size;
  const isNow = (f: Figure) =>
    f.code === headline && f.level === 'hospital' && f.period_type === 'rolling12' && f.stratum === '';
  const now = data.figures.filter(isNow);
  const removal = data.indicators.find(({ code }) => code === headline);
  const threshold = now.find((figure) => figure.threshold !== null)?.threshold;
  const because = (reason: OpenReason) =>
    removal ? now.filter((figure) => openReason(figure, removal) === reason).length : 0;
  return {
    month,
    asOf,
    batch,
    files: files.length,
    unchanged: files.filter(({ status }) => status === 'unchanged').length,
    refused: files.filter(({ status }) => status === 'refused').length,
    heldBack,
    missing: data.submissions
      .filter(({ status }) => status === 'missing')
      .map(({ hospital_id }) => hospital_id),
    listed: data.hospitals.length > 0,
    headline:
      removal && threshold != null
        ? { ...removal.title, percent: Number((threshold * 100).toPrecision(6)) }
        : null,
    below: now.filter((f) => f.verdict === 'not_met').map(({ unit }) => unit),
    undecided: now.filter((f) => f.verdict === 'cannot_tell').length,
    tooFew: because('too few'),
    incomplete: because('incomplete'),
    receipts,
    known: files.flatMap(({ label, status, receivedAt }) =>
      status === 'unchanged' && receivedAt ? [{ file: label, received: receivedAt.slice(0, 10) }] : [],
    ),
    keepMapping: files.flatMap(({ label, keepsMapping }) => (keepsMapping ? [label] : [])),
    refusals: refusalsOf(result),
    withdrawn,
    gaps,
    missingHolidays,
    onOneThread: result.onOneThread === true,
    moved: result.moved,
    alreadyOut: result.alreadyOut,
    stale,
    report: relative('.', `${report}/${firstPage}`),
    url: pathToFileURL(`${report}/${firstPage}`).href,
  };
}

/** Refusals of files in the inbox, the centre's words before the sender's. */
function refusalsOf({ files, data }: RunResult): Summary['refusals'] {
  const labels = new Set(files.map(({ label }) => label));
  const told = new Map<string, { file: string; zh: string; en: string }>();
  for (const problem of data.problems) {
    const { file, sheet, severity, hospital_id } = problem;
    if (severity !== 'refusal' || !labels.has(file)) continue;
    const place = filePlace({ file, sheet });
    if (hospital_id === null || !told.has(place)) told.set(place, { file: place, ...asText(problem) });
  }
  return [...told.values()];
}

const mostRefusals = 10;

function refusalLines({ refusals }: Summary, lang: 'zh' | 'en', others: string): string[] {
  const shown = refusals
    .slice(0, mostRefusals)
    .map((refusal) => `    ${plain(refusal.file)}${lang === 'zh' ? '：' : ': '}${plain(refusal[lang])}`);
  return refusals.length > mostRefusals ? [...shown, `    ${others}`] : shown;
}

const withdrawnText = ({ withdrawn }: Summary) =>
  withdrawn.map(({ month, file, sheet }) => `${month} ${plain(filePlace({ file, sheet }))}`).join(', ');

/** The first few; `--json` has all. */
function knownText({ known }: Summary, others: string): string {
  const shown = known.slice(0, 3).map(({ file, received }) => `${plain(file)} (${received})`);
  return [...shown, ...(known.length > 3 ? [others] : [])].join(', ');
}

function reasonMissing(flag: string): InputError {
  return new InputError('no-reason', {
    zh: `${flag} 须同时用 --reason 说明理由（记入审计），但没有给出。例如 --reason "医院确认重复上报的病例已撤回"。`,
    en: `${flag} needs --reason, which the audit log keeps, but there is none. For example --reason "the hospital has withdrawn double entries".`,
  });
}

function movedLines(moved: MovedSince | null): {
  readonly zh: readonly string[];
  readonly en: readonly string[];
} {
  if (moved === null || moved.figures + moved.running === 0) return { zh: [], en: [] };
  const { figures, running, verdicts, better, oneWay, since } = moved;
  const asks = better + oneWay > 0;
  return {
    zh: [
      `  与已发布的（${since}）不同的数字：已结束时期 ${figures} 个，仍在进行的时期 ${running} 个，其中结论改变的 ${verdicts} 个；原因见报告的 centre/changes.csv`,
      asks
        ? `  请向医院核实：${better} 例更正使已发布的结局变好，${oneWay} 家医院的更正全部朝一个方向（见 zhikong changes）`
        : '',
    ],
    en: [
      `  Figures that are not what was published (${since}): ${figures} of ended periods, ${running} of running ones, ${verdicts} of them judged otherwise; their causes are in centre/changes.csv of the report`,
      asks
        ? `  To ask the hospitals about: ${better} corrections make a published outcome look better, of ${oneWay} hospitals all corrections point one way (zhikong changes)`
        : '',
    ],
  };
}

const words = {
  zh: (s: Summary) =>
    [
      `${s.month} 批次完成（数据截至 ${s.asOf}，批次 ${s.batch}）`,
      `  文件 ${s.files} 个：${v.refused.zh} ${s.refused}，内容未变 ${s.unchanged}；${v.heldBack.zh} ${s.heldBack} 行`,
      ...refusalLines(s, 'zh', '其余见报告的 centre/problems.csv'),
      s.withdrawn.length > 0
        ? `  按现行规则撤下以前采用的表（只由质控中心提供，医院报送的不再采用）：${withdrawnText(s)}`
        : '',
      ...movedLines(s.moved).zh,
      s.alreadyOut > 0 ? `  对外隐去、但以前的版次已给出的数字：${s.alreadyOut} 个；已发出的无法收回` : '',
      ...[...renewLines(s.stale, 'zh'), ...gapLines(s.gaps, 'zh')].map((line) => `  ${line}`),
      s.onOneThread
        ? '  内存不够几个线程同时使用，已改用一个线程完成，数字不受影响；要更快，请提高 zhikong.config.json 的 memory'
        : '',
      s.missingHolidays === null ? '' : `  ${holidayWords.zh(s.missingHolidays)}`,
      s.missing.length > 0 ? `  本月未报送病例：${plain(s.missing.join('、'))}` : '',
      s.listed ? '' : '  注意：没有医疗机构名录，医院编码按文件所写使用，不分城市和等级',
      s.headline === null
        ? ''
        : `  ${s.headline.zh}（近12个月）低于 ${s.headline.percent} %：${s.below.length > 0 ? plain(s.below.join('、')) : '无'}；${v.tooFew.zh}：${s.tooFew} 家；${v.incomplete.zh}：${s.incomplete} 家`,
      s.known.length > 0 ? `  以前已收到：${knownText(s, '等')}` : '',
      s.keepMapping.length > 0
        ? `  映射文件已改，以下文件仍按当时的映射读取（要重读，请在映射文件中写 "from"）：${s.keepMapping.map(plain).join('、')}`
        : '',
      s.receipts > 0
        ? `  回执：${s.receipts} 份，在各医院的文件夹 hospitals/<编码>/receipt/ 中，请发还更正`
        : '',
      `  报告：${plain(s.report)}`,
    ]
      .filter((line) => line !== '')
      .join('\n'),
  en: (s: Summary) =>
    [
      `Batch ${s.month} done (data to ${s.asOf}, batch ${s.batch})`,
      `  ${s.files} files: ${s.refused} refused, ${s.unchanged} unchanged; ${s.heldBack} rows held back`,
      ...refusalLines(s, 'en', 'for the others see centre/problems.csv of the report'),
      s.withdrawn.length > 0
        ? `  Withdrawn, for these tables are the centre's alone to give: ${withdrawnText(s)}`
        : '',
      ...movedLines(s.moved).en,
      s.alreadyOut > 0
        ? `  Figures that are hidden from others now and were given in an earlier edition: ${s.alreadyOut}; what is out cannot be called back`
        : '',
      ...[...renewLines(s.stale, 'en'), ...gapLines(s.gaps, 'en')].map((line) => `  ${line}`),
      s.onOneThread
        ? '  The memory did not do for several threads; done on one, with the same figures. To be faster raise memory in zhikong.config.json'
        : '',
      s.missingHolidays === null ? '' : `  ${holidayWords.en(s.missingHolidays)}`,
      s.missing.length > 0 ? `  No cases received this month: ${plain(s.missing.join(', '))}` : '',
      s.listed
        ? ''
        : '  Note: there is no list of hospitals; codes are taken as they come, without cities and levels',
      s.headline === null
        ? ''
        : `  ${s.headline.en} (12 months) below ${s.headline.percent} %: ${s.below.length > 0 ? plain(s.below.join(', ')) : 'none'}; ${v.tooFew.en}: ${s.tooFew}; ${v.incomplete.en}: ${s.incomplete}`,
      s.known.length > 0 ? `  Received before: ${knownText(s, 'and others')}` : '',
      s.keepMapping.length > 0
        ? `  the mapping has changed; read by the former one still (write "from" into the mapping to read them anew): ${s.keepMapping.map(plain).join(', ')}`
        : '',
      s.receipts > 0
        ? `  Receipts: ${s.receipts} in hospitals/<code>/receipt/ of the report, for the hospitals to correct`
        : '',
      `  Report: ${plain(s.report)}`,
    ]
      .filter((line) => line !== '')
      .join('\n'),
};

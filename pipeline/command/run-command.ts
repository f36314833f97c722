import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InputError } from '../errors.js';
import type { Figure } from '../figures.js';
import { type RunResult, run } from '../run.js';
import type { RunFlags } from './flags.js';
import { Progress } from './progress.js';
import { jsonText, plain, type Terminal } from './terminal.js';

/** `zhikong run`. Exit 0 when everything was taken in, 1 when rows or files were held back. */
export async function runCommand(flags: RunFlags, terminal: Terminal): Promise<number> {
  const lang = flags.lang ?? 'zh';
  if (flags.acceptShrink && flags.reason === undefined) throw reasonMissing();
  const progress = new Progress(terminal, lang);
  let result: RunResult;
  try {
    result = await run({ ...flags, progress: progress.show });
  } finally {
    progress.end();
  }
  const summary = summaryOf(result);
  terminal.out(flags.json ? `${jsonText(summary)}\n` : `${words[lang](summary)}\n`);
  return summary.refused > 0 || summary.heldBack > 0 ? 1 : 0;
}

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
  readonly below: readonly string[];
  readonly undecided: number;
  /** Hospitals that get a receipt. */
  readonly receipts: number;
  /** Files that came before, with the same bytes: when. */
  readonly known: readonly { readonly file: string; readonly received: string }[];
  readonly report: string;
  readonly url: string;
}

function summaryOf({ month, asOf, batch, files, report, data, receipts }: RunResult): Summary {
  const heldBack = new Set(
    data.problems.filter((p) => p.severity === 'error').map((p) => `${p.file}:${p.line}`),
  ).size;
  const isNow = (f: Figure) =>
    f.code === 'ECMO-01' && f.level === 'hospital' && f.period_type === 'rolling12' && f.stratum === '';
  const now = data.figures.filter(isNow);
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
    below: now.filter((f) => f.verdict === 'not_met').map(({ unit }) => unit),
    undecided: now.filter((f) => f.verdict === 'cannot_tell').length,
    receipts,
    known: files.flatMap(({ label, status, receivedAt }) =>
      status === 'unchanged' && receivedAt ? [{ file: label, received: receivedAt.slice(0, 10) }] : [],
    ),
    report: relative('.', `${report}/index.html`),
    url: pathToFileURL(`${report}/index.html`).href,
  };
}

/** The first few; `--json` has all. */
function knownText({ known }: Summary, others: string): string {
  const shown = known.slice(0, 3).map(({ file, received }) => `${plain(file)} (${received})`);
  return [...shown, ...(known.length > 3 ? [others] : [])].join(', ');
}

function reasonMissing(): InputError {
  return new InputError('no-reason', {
    zh: '--accept-shrink 须同时用 --reason 说明理由（记入审计），但没有给出。例如 --reason "医院确认重复上报的病例已撤回"。',
    en: '--accept-shrink needs --reason, which the audit log keeps, but there is none. For example --reason "the hospital has withdrawn double entries".',
  });
}

const words = {
  zh: (s: Summary) =>
    [
      `${s.month} 批次完成（数据截至 ${s.asOf}，批次 ${s.batch}）`,
      `  文件 ${s.files} 个：拒收 ${s.refused}，内容未变 ${s.unchanged}；暂缓入库 ${s.heldBack} 行`,
      s.missing.length > 0 ? `  本月未报送病例：${plain(s.missing.join('、'))}` : '',
      s.listed ? '' : '  注意：没有医疗机构名录，医院编码按文件所写使用，不分城市和等级',
      `  ECMO有效撤除率（近12个月）低于 40 %：${s.below.length > 0 ? plain(s.below.join('、')) : '无'}；尚不能判定：${s.undecided} 家`,
      s.known.length > 0 ? `  以前已收到：${knownText(s, '等')}` : '',
      s.receipts > 0 ? `  回执：${s.receipts} 份，在报告文件夹的 receipts/ 中，请发还各医院更正` : '',
      `  报告：${plain(s.report)}`,
    ]
      .filter((line) => line !== '')
      .join('\n'),
  en: (s: Summary) =>
    [
      `Batch ${s.month} done (data to ${s.asOf}, batch ${s.batch})`,
      `  ${s.files} files: ${s.refused} refused, ${s.unchanged} unchanged; ${s.heldBack} rows held back`,
      s.missing.length > 0 ? `  No cases received this month: ${plain(s.missing.join(', '))}` : '',
      s.listed
        ? ''
        : '  Note: there is no list of hospitals; codes are taken as they come, without cities and levels',
      `  ECMO effective removal (12 months) below 40 %: ${s.below.length > 0 ? plain(s.below.join(', ')) : 'none'}; cannot be told yet: ${s.undecided}`,
      s.known.length > 0 ? `  Received before: ${knownText(s, 'and others')}` : '',
      s.receipts > 0
        ? `  Receipts: ${s.receipts} in receipts/ beside the report, for the hospitals to correct`
        : '',
      `  Report: ${plain(s.report)}`,
    ]
      .filter((line) => line !== '')
      .join('\n'),
};

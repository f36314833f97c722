import { words as report } from '../../reports/words/index.js';
import { type InboxGaps, inboxGaps } from '../ask/inbox-gaps.js';
import { staleMonths } from '../ask/stale-months.js';
import { type MonthStatus, monthStatus } from '../ask/status.js';
import { withPublished } from '../batch/open-published.js';
import { calendarOf } from '../calendar/working-days.js';
import { tableByName } from '../contract/tables.js';
import { lastDay, monthNumber } from '../define/periods.js';
import { filePlace } from '../message/file-place.js';
import { asText } from '../message/notice.js';
import { vocabulary as v } from '../message/vocabulary.js';
import { missingYear } from '../warehouse/years-added.js';
import { openWorkspace } from '../workspace/workspace.js';
import type { StatusFlags } from './flags.js';
import { gapLines, renewLines } from './gap-words.js';
import { holidayWords } from './holiday-words.js';
import { columns, jsonText, plain, type Terminal } from './terminal.js';

/** `zhikong status`: who has submitted, who has not, what was refused. Exit 1 when something is missing or refused. */
export async function statusCommand(flags: StatusFlags, terminal: Terminal): Promise<number> {
  const { inbox, settings } = openWorkspace(flags.workspace);
  const {
    gaps,
    staleMonths: stale,
    missingHolidays,
    ...status
  } = await withPublished(flags.workspace, async (database) => ({
    ...(await monthStatus(database, flags.month, lastDay(monthNumber(flags.month)), settings.dueDay)),
    gaps: await inboxGaps(database, flags.inbox ?? inbox, null),
    staleMonths: await staleMonths(database),
    missingHolidays: missingYear(calendarOf(settings.holidays), lastDay(monthNumber(flags.month))),
  }));
  if (flags.json) {
    const { names: _, ...told } = status;
    terminal.out(`${jsonText({ ...told, gaps, missingHolidays, staleMonths: stale })}\n`);
  } else
    terminal.out(
      `${[
        statusText(status, flags.lang),
        ...section('', missingHolidays === null ? [] : [holidayWords[flags.lang](missingHolidays)]),
        ...section(
          words[flags.lang].renew,
          renewLines(stale, flags.lang).map((line) => `  ${line}`),
        ),
        ...section(
          words[flags.lang].gaps,
          [...gapLines(gaps, flags.lang), ...waitingLines(gaps, flags.lang)].map((line) => `  ${line}`),
        ),
      ].join('\n')}\n`,
    );
  const isWhole = stale.length === 0 && gaps.between.length === 0 && gaps.unseen.length === 0;
  return !isWhole || status.submissions.some((s) => s.status !== 'accepted' || s.held_back > 0) ? 1 : 0;
}

const words = {
  zh: {
    head: ['医院', '表', '状态', '记录', '入库', '待更正', '提示', '文件'],
    states: { accepted: '已收', unchanged: '已收', refused: v.refused.zh, missing: '未报送病例' },
    none: '还没有这个月的批次',
    gaps: '收件箱里有、数字里没有的：',
    renew: '须重新运行的月份：',
    waiting: (months: string) => `最近一次之后还没有运行的月份：${months}`,
    late: (due: string) => `迟报（应于 ${due} 前报送）：`,
    received: (day: string) => `${day} 收到`,
    incomplete: '必填列的完整率（未列出者为 100 %）：',
    centre: '质控中心须知（不告知医院）：',
    freshness: '指标所依据的数据：',
    freshnessHead: ['医院', '表', '最近采用的报送月份', '本月例数（行数）', '应有例数', '依据', '必填格已填'],
    from: { 'front pages': '首页', 'zero report': '零报告', 'earlier months': '前十二个月的中位数' },
    stale: '数据截至较早月份（指标沿用以前报送的数据）：',
    noneSent: '本月未报送',
    refused: (files: string) => `本月文件退回：${files}`,
    transfers: '可能是转院的同一病例（两家医院都已上报，均已入库，请核对归属）：',
    expected: '首页例次或零报告与报送例次不符（按上机、植入月份；首页按出院月份统计的请医院核对）：',
    counts: (expected: number, reported: number) => `首页 ${expected}，报送 ${reported}`,
  },
  en: {
    head: ['hospital', 'table', 'state', 'records', 'stored', 'held', 'notes', 'file'],
    states: { accepted: 'received', unchanged: 'received', refused: 'refused', missing: 'no cases received' },
    none: 'there is no batch of this month yet',
    gaps: 'In the inbox and not in the figures:',
    renew: 'Months to be run again:',
    waiting: (months: string) => `Months after the newest that are still to be run: ${months}`,
    late: (due: string) => `Late (due by ${due}):`,
    received: (day: string) => `received ${day}`,
    incomplete: 'Completeness of required columns (those not listed: 100 %):',
    centre: 'For the centre (hospitals are not told):',
    freshness: 'The data that figures rest on:',
    freshnessHead: [
      'hospital',
      'table',
      'newest month that counts',
      'cases (rows)',
      'expected',
      'by',
      'required cells filled',
    ],
    from: {
      'front pages': 'front pages',
      'zero report': 'a report of zero',
      'earlier months': 'median of twelve months before',
    },
    stale: 'Data of an older month (figures rest on what was sent before):',
    noneSent: 'nothing sent this month',
    refused: (files: string) => `refused this month: ${files}`,
    expected:
      'Front pages or reports of zero that differ from what was reported (by the month of the start; front pages go by discharge, so ask):',
    counts: (expected: number, reported: number) => `stated ${expected}, reported ${reported}`,
    transfers: 'Probably the same case, transferred (sent by two hospitals, both kept; settle whose it is):',
  },
} as const;

function statusText(status: MonthStatus, lang: 'zh' | 'en'): string {
  const { month, batch, submissions, names } = status;
  const w = words[lang];
  const rows = submissions.map((s) => [
    `${s.hospital_id} ${names.get(s.hospital_id) ?? ''}`.trim(),
    s.table === null ? null : tableTitle(s.table, lang),
    w.states[s.status],
    s.status === 'accepted' ? s.records : null,
    s.status === 'accepted' ? s.accepted : null,
    s.status === 'accepted' ? s.held_back : null,
    s.status === 'accepted' ? s.warnings : null,
    s.file === null ? null : filePlace({ file: s.file, sheet: s.sheet }),
  ]);
  const refusals = submissions.flatMap((s) =>
    s.refusal ? [`  ${plain(s.file ?? '')}: ${plain(s.refusal[lang])}`] : [],
  );
  return [
    `${month}  ${batch ?? w.none}`,
    '',
    columns([w.head, ...rows]),
    ...section('', refusals),
    ...section(w.freshness, freshnessLines(status, lang)),
    ...section(w.stale, staleLines(status, lang)),
    ...section(w.centre, centreLines(status, lang)),
    ...section(w.late(status.due), lateLines(status, lang)),
    ...section(w.incomplete, incompleteLines(status, lang)),
    ...section(w.expected, expectedLines(status, lang)),
    ...section(w.transfers, transferLines(status, lang)),
  ].join('\n');
}

const waitingLines = ({ waiting }: InboxGaps, lang: 'zh' | 'en'): string[] =>
  waiting.length === 0 ? [] : [words[lang].waiting(waiting.join(lang === 'zh' ? '、' : ', '))];

function staleLines({ stale }: MonthStatus, lang: 'zh' | 'en'): string[] {
  const w = words[lang];
  return stale.map(({ hospital_id, table, through, refused }) => {
    const why = refused.length === 0 ? w.noneSent : w.refused(plain(refused.join(', ')));
    return `  ${plain(hospital_id)}  ${tableTitle(table, lang)}  ${report[lang].dataThrough(through)}  ${why}`;
  });
}

function freshnessLines({ freshness }: MonthStatus, lang: 'zh' | 'en'): string[] {
  if (freshness.length === 0) return [];
  const w = words[lang];
  const rows = freshness.map((row) => [
    row.hospital_id,
    tableTitle(row.table, lang),
    row.data_through,
    row.rows_reported,
    row.rows_expected,
    row.expected_from === null ? null : w.from[row.expected_from],
    row.required_due === 0 ? null : `${row.required_filled}/${row.required_due}`,
  ]);
  return [columns([w.freshnessHead, ...rows])];
}

function centreLines({ centre }: MonthStatus, lang: 'zh' | 'en'): string[] {
  return centre.map((problem) => `  ${plain(filePlace(problem))}: ${plain(asText(problem)[lang])}`);
}

function section(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return ['', ...(title === '' ? [] : [title]), ...lines];
}

const tableTitle = (table: string, lang: 'zh' | 'en') => tableByName.get(table)?.spec.title[lang] ?? table;

function lateLines({ late }: MonthStatus, lang: 'zh' | 'en'): string[] {
  return late.map(
    ({ hospital_id, table, file, received }) =>
      `  ${plain(hospital_id)}  ${tableTitle(table, lang)}  ${plain(file)}  ${words[lang].received(received)}`,
  );
}

/** Percentages are cut, not rounded, so that nothing incomplete reads 100.0 %. */
function incompleteLines({ completeness }: MonthStatus, lang: 'zh' | 'en'): string[] {
  return completeness
    .filter(({ filled, records }) => filled < records)
    .map(({ hospital_id, table, header, filled, records }) => {
      const percent = (Math.floor((filled * 1000) / records) / 10).toFixed(1);
      return `  ${plain(hospital_id)}  ${tableTitle(table, lang)}  ${header}  ${percent} % (${filled}/${records})`;
    });
}

function expectedLines({ expected }: MonthStatus, lang: 'zh' | 'en'): string[] {
  return expected
    .filter((one) => one.expected !== one.reported)
    .map(
      (one) =>
        `  ${plain(one.hospital_id)}  ${one.month}  ${tableTitle(one.table, lang)}  ${words[lang].counts(one.expected, one.reported)}`,
    );
}

function transferLines({ transfers }: MonthStatus, lang: 'zh' | 'en'): string[] {
  // Each pair is listed from both sides.
  return transfers
    .filter(({ hospital_id, other_hospital }) => hospital_id < other_hospital)
    .map(
      (t) =>
        `  ${tableTitle(t.table, lang)}  ${t.date}  ${plain(`${filePlace(t)}:${t.line}`)}  ⇄  ${plain(`${t.other_file}:${t.other_line}`)}`,
    );
}

import { lastDay, monthNumber } from '../compute/periods.js';
import { tableByName } from '../stage/tables.js';
import { type MonthStatus, monthStatus } from '../status.js';
import type { StatusFlags } from './flags.js';
import { withPublished } from './open-published.js';
import { columns, plain, type Terminal } from './terminal.js';

/** `zhikong status`: who has submitted, who has not, what was refused. Exit 1 when something is missing or refused. */
export async function statusCommand(flags: StatusFlags, terminal: Terminal): Promise<number> {
  const status = await withPublished(flags.workspace, (database) =>
    monthStatus(database, flags.month, lastDay(monthNumber(flags.month))),
  );
  if (flags.json)
    terminal.out(
      `${JSON.stringify({ month: status.month, batch: status.batch, submissions: status.submissions }, null, 2)}\n`,
    );
  else terminal.out(`${statusText(status, flags.lang)}\n`);
  return status.submissions.some((s) => s.status !== 'accepted' || s.held_back > 0) ? 1 : 0;
}

const words = {
  zh: {
    head: ['医院', '表', '状态', '记录', '入库', '暂缓', '提示', '文件'],
    states: { accepted: '已收', unchanged: '已收', refused: '拒收', missing: '未报送' },
    none: '还没有这个月的批次',
  },
  en: {
    head: ['hospital', 'table', 'state', 'records', 'stored', 'held', 'notes', 'file'],
    states: { accepted: 'received', unchanged: 'received', refused: 'refused', missing: 'nothing received' },
    none: 'there is no batch of this month yet',
  },
} as const;

function statusText({ month, batch, submissions, names }: MonthStatus, lang: 'zh' | 'en'): string {
  const w = words[lang];
  const rows = submissions.map((s) => [
    `${s.hospital_id} ${names.get(s.hospital_id) ?? ''}`.trim(),
    s.table === null ? null : (tableByName.get(s.table)?.spec.title[lang] ?? s.table),
    w.states[s.status],
    s.status === 'accepted' ? s.records : null,
    s.status === 'accepted' ? s.accepted : null,
    s.status === 'accepted' ? s.held_back : null,
    s.status === 'accepted' ? s.warnings : null,
    s.file,
  ]);
  const refusals = submissions.flatMap((s) =>
    s.refusal ? [`  ${plain(s.file ?? '')}: ${plain(s.refusal[lang])}`] : [],
  );
  return [
    `${month}  ${batch ?? w.none}`,
    '',
    columns([w.head, ...rows]),
    ...(refusals.length > 0 ? ['', ...refusals] : []),
  ].join('\n');
}

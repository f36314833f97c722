import type { SubmissionEntry } from '../../pipeline/ask/submission-entries.js';
import { filePlace } from '../../pipeline/message/file-place.js';
import { groups } from '../../pipeline/message/group-by.js';
import { ruleTitle } from '../../pipeline/message/rule-titles.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { printCount } from '../print/number.js';
import { hospitalLink } from './hospital-link.js';
import { reportedCounts } from './reported-counts.js';

/** What was sent, taken in and faulty, for the whole province. */
export function dataQuality(context: ReportContext): Html {
  const { data, words } = context;
  return html`<h3>${words.quality.submissions}</h3>${submissionsTable(data.submissions, context, true)}<h3>${
    words.quality.problemsByRule
  }</h3>${problemsByRule(context)}${reportedCounts(null, context)}${transferList(context)}`;
}

/** Submissions with their state and counts; `withHospital` adds a column for the hospital. */
export function submissionsTable(
  entries: readonly SubmissionEntry[],
  context: ReportContext,
  withHospital: boolean,
): Html {
  const { words, lang } = context;
  const q = words.quality;
  if (entries.length === 0) return html`<p>${q.noSubmissions}</p>`;
  const order = { refused: 0, missing: 1, accepted: 2, unchanged: 3 } as const;
  const sorted = [...entries].sort((a, b) => order[a.status] - order[b.status] || b.held_back - a.held_back);
  const number = (entry: SubmissionEntry, count: number) =>
    count === 0 && entry.status !== 'missing'
      ? html`<td class="nil">0</td>`
      : html`<td class="num">${entry.status === 'missing' ? '—' : printCount(count)}</td>`;
  return html`<div class="scroll" tabindex="0"><table><thead><tr>${
    withHospital && html`<th scope="col">${words.columns.hospital}</th>`
  }<th scope="col">${q.table}</th><th scope="col">${q.status}</th><th scope="col" class="num">${q.records}</th><th scope="col" class="num">${
    q.accepted
  }</th><th scope="col" class="num">${q.heldBack}</th><th scope="col" class="num">${q.warnings}</th><th scope="col">${q.file}</th></tr></thead><tbody>${sorted.map(
    (entry) =>
      html`<tr>${withHospital && html`<th scope="row">${hospitalLink(entry.hospital_id, context)}</th>`}<td>${tableName(entry, context)}</td><td><span class="status ${entry.status}">${q.statuses[entry.status]}</span></td>${number(entry, entry.records)}${number(
        entry,
        entry.accepted,
      )}${number(entry, entry.held_back)}${number(entry, entry.warnings)}<td><span class="file">${entry.file === null ? '—' : filePlace({ file: entry.file, sheet: entry.sheet })}</span>${
        entry.sha256 ? html`<br><span class="hash">${q.fingerprint(entry.sha256.slice(0, 12))}</span>` : null
      }${entry.refusal ? html`<div class="refusal">${q.refusal}${words.colon}${entry.refusal[lang]}</div>` : null}</td></tr>`,
  )}</tbody></table></div>`;
}

function tableName({ table, status }: SubmissionEntry, { words }: ReportContext): string {
  if (table !== null) return words.table(table);
  return status === 'missing' ? '—' : words.unknownTable;
}

/** Cases that two hospitals have sent: both count until the centre settles whose they are. */
function transferList({ data, words, lang }: ReportContext): Html | null {
  const pairs = data.transfers.filter(({ hospital_id, other_hospital }) => hospital_id < other_hospital);
  if (pairs.length === 0) return null;
  const q = words.quality;
  return html`<h3>${q.transfers}</h3><p>${q.transfersNote}</p><ul>${pairs.map(
    (t) =>
      html`<li>${words.table(t.table)}${lang === 'zh' ? '，' : ', '}${t.date}${words.colon}<span class="file">${filePlace(t)}:${String(t.line)}</span> ⇄ <span class="file">${t.other_file}:${String(t.other_line)}</span></li>`,
  )}</ul>`;
}

function problemsByRule(context: ReportContext): Html {
  const { data, words, lang } = context;
  const q = words.quality;
  if (data.problems.length === 0) return html`<p>${q.none}</p>`;
  const order = { refusal: 0, error: 1, warning: 2 } as const;
  const sorted = groups(data.problems, ({ severity, table, rule }) =>
    [severity, table, rule].join('\u0000'),
  ).sort(
    (a, b) => order[a[0]?.severity ?? 'warning'] - order[b[0]?.severity ?? 'warning'] || b.length - a.length,
  );
  return html`<div class="scroll" tabindex="0"><table><thead><tr><th scope="col">${q.rule}</th><th scope="col">${q.table}</th><th scope="col">${
    q.severity
  }</th><th scope="col" class="num">${q.count}</th><th scope="col">${q.hospitals}</th><th scope="col">${q.example}</th></tr></thead><tbody>${sorted.map(
    (group) => {
      const [first] = group;
      if (!first) return null;
      const hospitals = [
        ...new Set(group.flatMap(({ hospital_id }) => (hospital_id === null ? [] : [hospital_id]))),
      ];
      return html`<tr><th scope="row"><span class="rule">${ruleTitle(first.rule, lang)}</span></th><td>${
        first.table === null ? words.unknownTable : words.table(first.table)
      }</td><td><span class="severity ${first.severity}">${q.severities[first.severity]}</span></td><td class="num">${printCount(
        group.length,
      )}</td><td>${hospitals.map(
        (code, index) => html`${index > 0 ? words.comma : null}${hospitalLink(code, context)}`,
      )}</td><td>${first.message[lang]} ${first.fix[lang]}</td></tr>`;
    },
  )}</tbody></table></div>`;
}

import { indicators, norms } from '../../indicators/index.js';
import { latestBatch } from '../ask/status.js';
import { withPublished } from '../batch/open-published.js';
import { answerWord } from '../comply/answer.js';
import type { Compliance } from '../comply/comply.js';
import { complyAll } from '../comply/comply-all.js';
import { type NotUsed, notUsed } from '../comply/held-rows.js';
import { standards } from '../comply/standards-in-force.js';
import { compute } from '../compute/compute.js';
import { tableByName } from '../contract/tables.js';
import { indicatorsOf } from '../define/index.js';
import { InputError } from '../message/errors.js';
import { vocabulary } from '../message/vocabulary.js';
import type { Database } from '../warehouse/database.js';
import { openWorkspace } from '../workspace/workspace.js';
import type { ComplyFlags } from './flags.js';
import { columns, jsonText, plain, type Terminal } from './terminal.js';

/**
 * `zhikong comply`: a hospital's compliance with the clauses of the norms on a day: answers, and every clause with its evidence.
 *
 * @throws {InputError} `unknown-hospital` when no list and no submission names it, `unknown-norm`
 */
export async function complyCommand(flags: ComplyFlags, terminal: Terminal): Promise<number> {
  const known = norms.flatMap(({ clauseSet }) => (clauseSet ? [clauseSet.prefix] : []));
  const { norm } = flags;
  if (norm !== undefined && !known.includes(norm))
    throw new InputError('unknown-norm', {
      zh: `没有编号为“${plain(norm)}”的规范。可用：${known.join('、')}。`,
      en: `There is no norm "${plain(norm)}". Known: ${known.join(', ')}.`,
    });
  const { settings } = openWorkspace(flags.workspace);
  const ask = async (database: Database) => {
    const batch = await latestBatch(database, flags.month);
    const on = flags.on ?? batch.as_of;
    const periodMonth = flags.on === undefined ? batch.month : on.slice(0, 7);
    const used = new Set(
      norms.flatMap(({ clauseSet }) => (clauseSet?.clauses ?? []).flatMap(({ rule }) => indicatorsOf(rule))),
    );
    const figures = await compute(database, {
      month: batch.month,
      periodMonth,
      asOf: on,
      batch: batch.batch,
      indicators: indicators.filter((indicator) => used.has(indicator)),
      norms: [],
      province: settings.province?.zh ?? '',
    });
    const judged = await complyAll(
      database,
      { month: batch.month, periodMonth, on, figures },
      standards(settings.scorecardVeto ?? [], settings.recentYears),
    );
    return { all: judged, unused: await notUsed(database, flags.hospital, batch.month) };
  };
  const { all, unused } = await withPublished(flags.workspace, ask, { judges: true });
  const found = all.find(({ hospital }) => hospital === flags.hospital);
  if (!found && (unused.held.length > 0 || unused.refused.length > 0)) {
    terminal.out(
      `${flags.json ? jsonText({ hospital: flags.hospital, unused }) : unusedText(unused, flags.lang)}\n`,
    );
    return 0;
  }
  if (!found)
    throw new InputError('unknown-hospital', {
      zh: `没有编码为“${plain(flags.hospital)}”的医院。已知：${all.map(({ hospital }) => plain(hospital)).join('、') || '无'}。`,
      en: `There is no hospital "${plain(flags.hospital)}". Known: ${all.map(({ hospital }) => plain(hospital)).join(', ') || 'none'}.`,
    });
  terminal.out(
    `${flags.json ? jsonText(summary(found, norm)) : complyText(found, norm, flags.lang, unused)}\n`,
  );
  return 0;
}

function summary({ hospital, on, norms, answers, physicians, sheet }: Compliance, only: string | undefined) {
  return {
    hospital,
    on,
    answers: answers
      .filter(({ question }) => only === undefined || question.norm === only)
      .map(({ question, answer, deciding, counts }) => ({
        question: question.id,
        title: question.title,
        answer,
        deciding: deciding.map(({ clause, result }) => ({ clause: clause.id, result })),
        counts,
      })),
    physicians: physicians.map(({ person, technique, status, by, clauses }) => ({
      person: person.id,
      technique,
      status,
      by,
      clauses: clauses.map(({ id, result }) => ({ clause: id, result })),
    })),
    score: sheet,
    norms: norms
      .filter(({ prefix }) => only === undefined || prefix === only)
      .map(({ prefix, findings }) => ({
        norm: prefix,
        clauses: findings.map(({ clause, result, evidence }) => ({ clause: clause.id, result, evidence })),
      })),
  };
}

const resultWords = {
  zh: {
    met: '符合',
    'not met': '不符合',
    'not known': '未知',
    'not applicable': '不适用',
    'needs review': '待评审',
  },
  en: {
    met: 'met',
    'not met': 'not met',
    'not known': 'not known',
    'not applicable': 'not applicable',
    'needs review': 'needs review',
  },
} as const;
const answerWords = {
  zh: {
    yes: '是',
    no: '否',
    incomplete: vocabulary.incomplete.zh,
    'awaiting review': vocabulary.awaitingReview.zh,
    'nothing applies': '无适用条款',
  },
  en: {
    yes: 'yes',
    no: 'no',
    incomplete: vocabulary.incomplete.en,
    'awaiting review': vocabulary.awaitingReview.en,
    'nothing applies': 'no clause applies',
  },
} as const;

const nothingToJudge = {
  zh: '没有可判定的条款：没有可用的这项技术的病例、机构条件填报或评审。',
  en: 'No clause to judge: there is no case of the technique, no profile and no review that can be used.',
} as const;

/** What was received and does not count, so that nobody believes it was not sent; empty where there is nothing. */
function unusedText({ held, refused }: NotUsed, lang: 'zh' | 'en'): string {
  const tables = held.map(({ table, rows, files }) => {
    const title = tableByName.get(table)?.spec.title[lang] ?? table;
    const names = files.map(plain).join(', ');
    return lang === 'zh'
      ? `${title} ${rows} 行${vocabulary.heldBack.zh}（${names}）`
      : `${title}: ${rows} ${rows === 1 ? 'row' : 'rows'} ${vocabulary.heldBack.en} (${names})`;
  });
  const files = refused.map((file) => `${plain(file)} ${vocabulary.refused[lang]}`);
  const all = [...tables, ...files];
  if (all.length === 0) return '';
  return lang === 'zh' ? `已收到但未采用：${all.join('；')}。` : ` Received and not used: ${all.join('; ')}.`;
}

function complyText(
  { hospital, on, norms, answers }: Compliance,
  only: string | undefined,
  lang: 'zh' | 'en',
  unused: NotUsed,
) {
  const heads = answers
    .filter(({ question }) => only === undefined || question.norm === only)
    .map((answered) => [
      answered.question.title[lang],
      answerWords[lang][answerWord(answered)],
      answered.deciding.map(({ clause }) => clause.id).join(' '),
    ]);
  const clauses = norms
    .filter(({ prefix }) => only === undefined || prefix === only)
    .flatMap(({ findings }) =>
      findings.map(({ clause, result, evidence }) => [
        clause.id,
        resultWords[lang][result],
        clause.text[lang],
        evidence.map(({ text }) => text[lang]).join(lang === 'zh' ? '；' : '; '),
      ]),
    );
  const title = `${plain(hospital)}  ${on}`;
  // No clause applies to a hospital without such cases, people or answers; an empty page would look like a failure.
  if (clauses.length === 0) return `${title}\n\n${nothingToJudge[lang]}${unusedText(unused, lang)}`;
  return [title, '', columns(heads), '', columns(clauses)].join('\n');
}

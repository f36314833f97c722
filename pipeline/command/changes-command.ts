import { join } from 'node:path';
import { words as report } from '../../reports/words/index.js';
import { type Chain, chainOfChanges } from '../batch/chain-of-changes.js';
import { withPublished } from '../batch/open-published.js';
import { copy } from '../effects/effects.js';
import { causeColumn, causes, countsOf } from '../restate/causes.js';
import {
  betterRows,
  type ChangesCounted,
  changedCases,
  changedFigures,
  changedOneWay,
  countChanges,
  writeChangesOver,
} from '../restate/changes-over.js';
import type { OneWay } from '../restate/one-way.js';
import type { Database, Row } from '../warehouse/database.js';
import { openWorkspace } from '../workspace/workspace.js';
import type { ChangesFlags } from './flags.js';
import { jsonText, plain, type Terminal } from './terminal.js';

/** What is printed of each part; `--json` and the files have all. */
const SHOWN = 20;

/**
 * `zhikong changes`: what the report of a month gives otherwise than was published before it, or with an earlier month. Exit 0.
 *
 * @throws {InputError} see `chainOfChanges` and `withPublished`
 */
export async function changesCommand(
  { month, since, workspace, lang, json }: ChangesFlags,
  terminal: Terminal,
): Promise<number> {
  return withPublished(workspace, async (database, temp) => {
    // Only now is what an interrupted publication has left in its place.
    const asked = { ...(month === undefined ? {} : { month }), ...(since === undefined ? {} : { since }) };
    const chain = chainOfChanges(openWorkspace(workspace), asked);
    const steps = chain.folders.map((folder, i) => {
      const at = (name: string) => {
        const path = join(temp, `${i}-${name}`);
        copy(join(folder, name), path);
        return path;
      };
      return { figures: at('changes.parquet'), cases: at('changed-cases.parquet') };
    });
    if (chain.from !== null) await writeChangesOver(database, steps, chain.from);
    terminal.out(`${await (json ? asJson(database, chain) : asText(database, chain, lang))}\n`);
    return 0;
  });
}

async function asJson(database: Database, { month, from }: Chain): Promise<string> {
  const isFirst = from === null;
  return jsonText({
    month,
    comparedWith: from,
    ask: { better: questions.better, oneWay: questions.oneWay },
    oneWay: isFirst ? [] : await changedOneWay(database),
    figures: isFirst ? [] : await changedFigures(database),
    cases: isFirst ? [] : await changedCases(database),
  });
}

async function asText(database: Database, { month, from }: Chain, lang: 'zh' | 'en'): Promise<string> {
  const w = words[lang];
  if (from === null) return w.first(month);
  const counted = await countChanges(database);
  const hospitals = await changedOneWay(database);
  const [better, judged] = [await changedCases(database, SHOWN), await changedFigures(database, SHOWN)];
  return [
    w.all(counted, from),
    ...part(
      w.better(counted.better),
      questions.better[lang],
      better.map(caseLine),
      await betterRows(database),
      lang,
    ),
    ...part(
      w.oneWay(hospitals.length),
      questions.oneWay[lang],
      hospitals.map((one) => `${plain(one.hospital_id)}: ${w.hospital(one)}`),
      hospitals.length,
      lang,
    ),
    ...part(
      w.judged(counted.verdicts),
      null,
      judged.map((row) => figureLine(row, lang)),
      counted.verdicts,
      lang,
    ),
    w.files,
  ].join('\n');
}

const textOf = (value: Row[string] | undefined) => plain(String(value ?? ''));

const caseLine = (row: Row) =>
  `${textOf(row['code'])} ${textOf(row['hospital_id'])}: ${textOf(row['was_file'])}:${textOf(row['was_line'])} → ${textOf(row['now_file'])}:${textOf(row['now_line'])}  ${textOf(row['cells'])}`;

function figureLine(row: Row, lang: 'zh' | 'en'): string {
  const counts = (side: 'was' | 'now') =>
    `${row[`${side}_numerator`] ?? '—'}/${row[`${side}_denominator`] ?? '—'} ${verdictText(String(row[`${side}_verdict`] ?? ''), lang)}`;
  return `${textOf(row['code'])} ${textOf(row['unit'])} ${textOf(row['period'])}: ${counts('was')} → ${counts('now')}${because(row, lang)}`;
}

/** A verdict as the pages say it. */
function verdictText(verdict: string, lang: 'zh' | 'en'): string {
  const w = report[lang];
  if (verdict === 'cannot_tell') return w.openTitle([]);
  return verdict in w.verdict ? w.verdict[verdict as keyof typeof w.verdict] : '—';
}

/** The causes of a figure, as `corrected +2/0`. */
function because(row: Row, lang: 'zh' | 'en'): string {
  const w = words[lang];
  const signed = (value: number) => (value > 0 ? `+${value}` : String(value));
  const shares = causes.flatMap((cause) => {
    const of = (name: string) => Number(row[causeColumn(cause, name)] ?? 0);
    return countsOf(cause).some((name) => of(name) !== 0)
      ? [`${w.causes[cause]} ${signed(of('numerator'))}/${signed(of('denominator'))}`]
      : [];
  });
  const all = [...shares, ...(String(row['verdict_by']).includes('threshold') ? [w.threshold] : [])];
  return all.length === 0 ? '' : ` (${all.join(', ')})`;
}

function part(
  title: string,
  question: string | null,
  lines: readonly string[],
  count: number,
  lang: 'zh' | 'en',
): string[] {
  if (lines.length === 0) return [];
  const more = count > SHOWN ? [`  ${words[lang].more(count - SHOWN)}`] : [];
  return [
    title,
    ...(question === null ? [] : [`  ${question}`]),
    ...lines.slice(0, SHOWN).map((line) => `  ${line}`),
    ...more,
  ];
}

/** What to ask a hospital. A correction is mostly right, and nothing here says that it is not. */
const questions = {
  better: {
    zh: '请问医院：病历上是哪一种，记在何处？何时由谁更正？（更正多半是对的，这里只是核实，并非认定有误。）',
    en: 'Ask the hospital: which of the two does the record say, and where; who corrected it, and when? (A correction is mostly right: this is a question, no finding.)',
  },
  oneWay: {
    zh: '请问医院：复核了哪些病例，是全部病例，还是只有某一种结局的病例？（只复核死亡病例，更正自然只朝一个方向。）',
    en: 'Ask the hospital: which cases were looked at again, all of them or those with one outcome? (Who looks at deaths alone finds corrections in one direction alone.)',
  },
} as const;

const percent = (chance: number) => `${(chance * 100).toPrecision(2)} %`;

const words = {
  zh: {
    causes: {
      definition: '定义修订',
      'in between': '期间另有运行',
      withdrawn: '已撤回',
      new: '新病例',
      late: '补来',
      corrected: '更正',
      matured: '到期',
      'became known': '补填',
    },
    threshold: '标准值改变',
    first: (month: string) => `${month} 之前没有发布过可比的数字。`,
    all: ({ figures, running }: ChangesCounted, from: string) =>
      figures + running === 0
        ? '与已发布的数字相同。'
        : `与已发布的（${from}）不同的数字：已结束时期 ${figures} 个，仍在进行的时期 ${running} 个`,
    judged: (n: number) => `其中结论或形式上的符合与否改变的：${n} 个`,
    better: (n: number) => `使已发布的结局变好的更正，请向医院核实：${n} 例（下列同一例可见于几个指标）`,
    oneWay: (n: number) => `已发布结局的更正全部朝一个方向的医院（至少 5 例）：${n} 家`,
    hospital: ({ cases, towards, chance }: OneWay) =>
      `${cases} 例全部${towards === 'better' ? '变好' : '变坏'}（若两个方向同样可能，概率为 ${percent(chance)}）`,
    more: (n: number) => `……另有 ${n} 个`,
    files: '全部见报告 centre/ 里的 changes.csv 和 changed-cases.csv。',
  },
  en: {
    causes: {
      definition: 'definition',
      'in between': 'run in between',
      withdrawn: 'withdrawn',
      new: 'new',
      late: 'late',
      corrected: 'corrected',
      matured: 'matured',
      'became known': 'became known',
    },
    threshold: 'another threshold',
    first: (month: string) => `Nothing was published before ${month} that it could be compared with.`,
    all: ({ figures, running }: ChangesCounted, from: string) =>
      figures + running === 0
        ? 'All figures are what was published.'
        : `Figures that are not what was published (${from}): ${figures} of ended periods, ${running} of running ones`,
    judged: (n: number) => `Of them the verdict or the formal comparison has changed: ${n}`,
    better: (n: number) =>
      `Corrections that make a published outcome look better, to ask the hospitals about: ${n} cases (one may stand below in several indicators)`,
    oneWay: (n: number) =>
      `Hospitals whose corrections of published outcomes all point one way (of at least 5 cases): ${n}`,
    hospital: ({ cases, towards, chance }: OneWay) =>
      `all ${cases} towards ${towards} (where either direction is as likely: ${percent(chance)})`,
    more: (n: number) => `… and ${n} more`,
    files: 'All of them stand in changes.csv and changed-cases.csv in centre/ of the report.',
  },
} as const;

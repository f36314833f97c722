import { explain, findIndicator } from '../ask/explain.js';
import type { ToldFact } from '../ask/explain-told.js';
import type { ExplainedCase, Explanation } from '../ask/explanation.js';
import { staleMonths } from '../ask/stale-months.js';
import { latestBatch } from '../ask/status.js';
import { refuseForgottenPeriod } from '../batch/forgotten-period.js';
import { withPublished } from '../batch/open-published.js';
import type { Recalibration } from '../compute/expectations.js';
import { monthsOf } from '../define/periods.js';
import { InputError } from '../message/errors.js';
import { filePlace } from '../message/file-place.js';
import { dataThrough, vocabulary as v } from '../message/vocabulary.js';
import { technologyOfTable } from '../technology/index.js';
import { isForgetting } from '../warehouse/forgotten.js';
import type { ExplainFlags } from './flags.js';
import { columns, jsonText, plain, type Terminal } from './terminal.js';

/** `zhikong explain CODE`: every case of a figure. Exit 3 if the list does not add up to the figure, which is a fault. */
export async function explainCommand(code: string, flags: ExplainFlags, terminal: Terminal): Promise<number> {
  const indicator = findIndicator(code);
  const { result, hasForgottenPersons, isStale } = await withPublished(
    flags.workspace,
    async (database) => {
      const { before, persons } = await isForgetting(database);
      refuseForgottenPeriod(flags.period, monthsOf(flags.period).first, before);
      const batch = await latestBatch(database, flags.month);
      const result = await explain(database, indicator, flags.unit, flags.period, batch);
      const stale = await staleMonths(database);
      const isStale = stale.some(({ month }) => month === batch.month);
      return { result, hasForgottenPersons: persons, isStale };
    },
    { judges: true },
  );
  const agrees = addsUp(result);
  if (!agrees && !result.madeOtherwise && hasForgottenPersons) throw forgottenPerson(result);
  if (!agrees && result.madeOtherwise) throw madeOtherwise(result);
  if (!agrees && isStale) throw staleBatch(result);
  if (flags.json) {
    const { indicator: of, ...rest } = result;
    terminal.out(`${jsonText({ code: of.code, version: of.version, hash: of.hash, ...rest, agrees })}\n`);
  } else terminal.out(`${explainText(result, agrees, flags.lang)}\n`);
  return agrees ? 0 : 3;
}

const forgottenPerson = ({ batch, month }: Explanation) =>
  new InputError('forgotten-cases', {
    zh: `有人的记录已按规定删除（zhikong forget），批次 ${batch} 是在那之前算出的，现在逐例列出的合计与它不同。已发布的数字没有改动。请重新运行 zhikong run --month ${month} 再解释；若仍不一致，请报告此问题。`,
    en: `Records of persons have been deleted by rule (zhikong forget); batch ${batch} was computed before that, and the cases listed now do not add up to it. What is published was not changed. Run zhikong run --month ${month} again and explain that; if it still differs, please report this.`,
  });

const staleBatch = ({ batch, month }: Explanation) =>
  new InputError('stale-month', {
    zh: `${month} 的批次 ${batch} 发布之后，较早月份的数据有更正、补报或首次运行，现在逐例列出的合计与它不同。已发布的数字没有改动。请用 zhikong run --stale 重新运行，再解释新的批次。`,
    en: `Since batch ${batch} of ${month} was published, data of older months were corrected, completed or run for the first time, and the cases listed now do not add up to it. What is published was not changed. Run zhikong run --stale and explain the new batch.`,
  });

const madeOtherwise = ({ batch, month }: Explanation) =>
  new InputError('older-batch', {
    zh: `批次 ${batch} 由另一版本的程序或定义算出，现在按本程序逐例列出的合计与它不同，因此不能解释那个数字。已发布的数字没有改动。请重新运行 zhikong run --month ${month}，再解释新的批次。`,
    en: `Batch ${batch} was computed by another version of the program or of the definition, and the cases as this program lists them do not add up to it, so that figure cannot be explained. What is published was not changed. Run zhikong run --month ${month} again and explain the new batch.`,
  });

/** Whether the counts of the list equal those of the published figure. */
export function addsUp({ indicator, totals, figure }: Explanation): boolean {
  if (figure === null) return Object.values(totals).every((count) => count === null || count === 0);
  // A composition is published by stratum; the strata together are the whole.
  if (indicator.measure === 'composition') return Number(figure['denominator']) === totals.denominator;
  return Object.entries(totals).every(([name, count]) =>
    figure[name] === null ? count === null : Number(figure[name]) === count,
  );
}

const decimals = (value: number | null) => (value === null ? '—' : value.toFixed(3));

const words = {
  zh: {
    head: ['医院', '月份', '文件', '行', '患者', '日期', '计入', '判定', '依据'],
    states: {
      met: '符合',
      'not met': '不符合',
      unknown: v.unknownOutcome.zh,
      pending: '未到期',
      excluded: '排除',
      undated: '不能归类',
      outside: '不属于分母',
    },
    told: (place: string, line: number, at: string, fact: string) =>
      `另据 ${place} 第 ${line} 行：${at} ${fact}`,
    facts: { dead: '死亡', 'dead by': '前已死亡', alive: '存活' },
    again: (rows: readonly string[], on: string) =>
      `在 ${on} 上转院后继续的疗程只在其开始处计一次，以下 ${rows.length} 行在本单位不另计（因此本单位不等于各院之和）：${rows.join('、')}`,
    contradicted: '（各处记录矛盾，其后按未知）',
    in: '是',
    counted: '计入',
    out: '否',
    agrees: '以上清单的合计与已发布的指标一致',
    differs: '错误：清单合计与已发布的指标不一致，请报告此问题',
    none: '这个单位和期间没有病例',
    total: (t: Explanation['totals']) =>
      `分子 ${t.numerator ?? '—'}，分母 ${t.denominator ?? '—'}，未到期 ${t.pending}，${v.unknownOutcome.zh} ${t.unknown}，排除 ${t.excluded}，不能归类 ${t.undated}`,
    expected: (e: number | null, r: Recalibration) =>
      `预期数 E ${decimals(e)}；全省 O/E（评分原值）${decimals(r.factor)}，logit 平移 ${decimals(r.shift)}`,
  },
  en: {
    head: ['hospital', 'month', 'file', 'line', 'patient', 'date', 'in', 'state', 'because'],
    states: {
      met: 'met',
      'not met': 'not met',
      unknown: 'unknown',
      pending: 'pending',
      excluded: 'excluded',
      undated: 'cannot be placed',
      outside: 'not in the denominator',
    },
    told: (place: string, line: number, at: string, fact: string) =>
      `by line ${line} of ${place}: ${fact} ${at}`,
    facts: { dead: 'dead', 'dead by': 'dead by', alive: 'alive' },
    again: (rows: readonly string[]) =>
      `A course that goes on after a transfer counts once, where it began; these ${rows.length} rows do not count again here, so that hospitals do not add up to it: ${rows.join(', ')}`,
    contradicted: ' (records contradict each other; unknown from then on)',
    in: 'in',
    counted: 'counted',
    out: 'out',
    agrees: 'The list adds up to the published figure',
    differs: 'Error: the list does not add up to the published figure; please report this',
    none: 'There is no case for this unit and period',
    total: (t: Explanation['totals']) =>
      `numerator ${t.numerator ?? '—'}, denominator ${t.denominator ?? '—'}, pending ${t.pending}, unknown ${t.unknown}, excluded ${t.excluded}, cannot be placed ${t.undated}`,
    expected: (e: number | null, r: Recalibration) =>
      `expected E ${decimals(e)}; O/E of the province as published ${decimals(r.factor)}, shift on the logit scale ${decimals(r.shift)}`,
  },
} as const;

function explainText(result: Explanation, agrees: boolean, lang: 'zh' | 'en'): string {
  const w = words[lang];
  const { indicator, unit, period, batch, asOf, cases, totals } = result;
  const head = `${indicator.code} ${indicator.title[lang]}  ${plain(unit)}  ${period}  (${asOf}, ${batch})\n${indicator.meaning[lang]}`;
  const listed = cases.filter(({ state }) => state !== 'outside');
  if (listed.length === 0) return `${head}\n\n${w.none}`;
  const reason = (c: ExplainedCase) =>
    [
      ...c.because.map(({ title, value }) => `${title[lang]}=${shown(value, lang)}`),
      ...c.told.map((fact) => toldText(fact, lang)),
    ].join(lang === 'zh' ? '；' : '; ');
  // A ratio or a median adds numbers; its cases meet no condition.
  const measured = indicator.measure === 'ratio' || indicator.measure === 'median';
  const rows = listed.map((c) => [
    c.hospital_id,
    c.month,
    filePlace(c),
    c.line,
    c.patient,
    c.index,
    c.in ? w.in : w.out,
    measured && c.state === 'met' ? w.counted : w.states[c.state],
    reason(c),
  ]);
  const again = cases.filter(({ countsAlready }) => countsAlready);
  const on = technologyOfTable(indicator.of.name)?.name[lang] ?? '';
  const expected = result.recalibration ? [w.expected(totals.expected ?? null, result.recalibration)] : [];
  return [
    head,
    '',
    columns([w.head, ...rows]),
    '',
    w.total(totals),
    ...throughLines(result, lang),
    ...(again.length > 0
      ? [
          w.again(
            again.map((c) => `${c.hospital_id} ${c.month} ${filePlace(c)}:${c.line}`),
            on,
          ),
        ]
      : []),
    ...expected,
    agrees ? w.agrees : w.differs,
  ].join('\n');
}

/** The month of the newest submission that the figure rests on. */
function throughLines({ figure }: Explanation, lang: 'zh' | 'en'): string[] {
  const through = figure?.['data_through'];
  return typeof through === 'string' ? [dataThrough(through)[lang]] : [];
}

/** A fact taken from another row: 另据 H0102 2026-10 a.csv 第 3 行：2026-03-06 死亡. */
function toldText(fact: ToldFact, lang: 'zh' | 'en'): string {
  const w = words[lang];
  const place = `${fact.hospital_id} ${fact.month} ${filePlace(fact)}`;
  return `${w.told(place, fact.line, fact.at, w.facts[fact.fact])}${fact.contradicted ? w.contradicted : ''}`;
}

function shown(value: unknown, lang: 'zh' | 'en'): string {
  if (value === null) return '—';
  if (value === 'true') return lang === 'zh' ? '是' : 'yes';
  if (value === 'false') return lang === 'zh' ? '否' : 'no';
  return String(value).replace(/ 00:00:00$/, '');
}

import { restsOnTold } from '../compile/derive-again-sql.js';
import {
  columnsUsed,
  type DefinedIndicator,
  goesOnFrom,
  type Norm,
  type Revision,
  type Threshold,
} from '../define/index.js';
import type { StandardisedRatio } from '../define/indicator.js';
import { always, type Predicate } from '../define/predicate.js';
import type { Bilingual } from '../message/errors.js';
import { vocabulary } from '../message/vocabulary.js';
import { type Courses, technologyOfTable } from '../technology/index.js';
import { thresholdNumber } from './number-text.js';
import { type Columns, predicateWords, signs } from './predicate-words.js';
import {
  both,
  confidences,
  directions,
  inferred,
  measures,
  multipliers,
  periods,
  scopeWords,
  units,
  unknownPolicies,
} from './terms.js';

/** One entry of a definition, with a term where it has one. */
export interface Entry {
  readonly term: Bilingual;
  readonly lines: readonly Bilingual[];
}

/** A definition in words, which the command line, the documentation and the report print, each in its own form. */
export interface DefinitionSheet {
  readonly code: string;
  readonly id: string;
  readonly version: string;
  readonly title: Bilingual;
  readonly meaning: Bilingual;
  readonly entries: readonly Entry[];
}

/**
 * A definition in words, generated from the tree that is also compiled to SQL, so that text and count always agree. Thresholds come from
 * the norms, which set them.
 */
export function definitionSheet(indicator: DefinedIndicator, norms: readonly Norm[]): DefinitionSheet {
  const { code, id, version, title, meaning } = indicator;
  const courses = technologyOfTable(indicator.of.name)?.courses;
  const entries = [
    indicator.rationale && entry('为何统计', 'why it is counted', indicator.rationale),
    entry('统计方式', 'measure', measures[indicator.measure], multipliers[indicator.multiplier]),
    entry('计数单位', 'counted in', unitWords(indicator)),
    ...countedEntries(indicator),
    restsOnTold(indicator.of, columnsUsed(indicator)) && entry('生死的依据', 'life and death', lifeWords),
    goesOnFrom(indicator) !== null && courses && entry('同一疗程', 'one course', courseWords(courses)),
    entry('归入期间的日期', 'date that places a case', indicator.indexDate.title),
    exclusionEntry(indicator),
    entry('观察窗', 'window', windowWords(indicator)),
    'unknown' in indicator &&
      entry(vocabulary.unknownOutcome.zh, 'unknown outcome', unknownPolicies[indicator.unknown]),
    indicator.strata?.length &&
      entry(
        '另按分层给出',
        'also by',
        both((lang) => strataText(indicator, lang)),
      ),
    entry('方向', 'direction', directions[indicator.better]),
    thresholdEntry(indicator, norms),
    entry('出处', 'sources', ...citationWords(indicator.cites)),
    entry('版本', 'version', versionWords(indicator)),
    ...(indicator.revises === undefined ? [] : [entry('修订', 'revision', revisionWords(indicator.revises))]),
    entry('核对', 'checked', checkedWords(indicator)),
    entry(
      '定义指纹',
      'definition hash',
      both(() => indicator.hash),
    ),
  ].filter((one): one is Entry => typeof one === 'object');
  return { code, id, version, title, meaning, entries };
}

const entry = (zh: string, en: string, ...lines: readonly Bilingual[]): Entry => ({
  term: { zh, en },
  lines,
});

/** Decision 0056. */
const lifeWords: Bilingual = {
  zh: '同一患者的各行、各表、各院共同说明：另一行记载的死亡或存活同样采用；互相矛盾的，自首个死亡日起按未知',
  en: 'all rows, tables and hospitals tell of a patient: a death or a day alive in another row counts too; where they contradict each other nothing is known from the first day of death on',
};

/** Decision 0057. */
const courseWords = ({ conversionHours, transferHours }: Courses): Bilingual => ({
  zh: `同一患者在同一医院，后一次辅助在前一次撤机后不超过${conversionHours}小时（或仍在辅助时）开始，计一次；带机转院后${transferHours}小时之内在他院接续的，转出医院的一例按疗程结局计（未接上时未知；填了转出去向、转入来源的只与所填的医院接续，外省的不接续），全省和同一城市只计一次，因此不等于各院之和`,
  en: `a run of one patient that begins at most ${conversionHours} hour after the last ended in the same hospital (or before it ended) is one with it; one that goes on at another hospital within ${transferHours} hours of a transfer gives the sender's run its outcome (unknown until it is linked; where a row names the hospital, at that one alone, and for another province at none) and counts once in the province and in a city of both, which therefore do not add up from hospitals`,
});

const unitWords = ({ unit, measure }: DefinedIndicator): Bilingual => {
  const [numerator, denominator] = [units[unit.numerator], units[unit.denominator]];
  if (measure === 'volume') return denominator;
  return {
    zh: `分子按${numerator.zh}、分母按${denominator.zh}`,
    en: `numerator in ${numerator.en}, denominator in ${denominator.en}`,
  };
};

/** Numerator and denominator, or their equivalents. */
function countedEntries(indicator: DefinedIndicator): readonly Entry[] {
  const { columns } = indicator.of;
  const row = indicator.of.spec.title;
  const asked = (predicate: Predicate | undefined) => rowsWords(row, predicate ?? always, columns);
  switch (indicator.measure) {
    case 'proportion':
      return [
        entry('分子', 'numerator', inDenominator(predicateWords(indicator.numerator, columns))),
        entry('分母', 'denominator', asked(indicator.denominator)),
      ];
    case 'patient proportion': {
      const met = predicateWords(indicator.numerator, columns);
      const cases =
        indicator.cases === 'any'
          ? { zh: '该患者当期任一例', en: "any of the patient's cases of the period" }
          : { zh: '该患者当期每一例', en: "every one of the patient's cases of the period" };
      return [
        entry('分子', 'numerator', {
          zh: `分母中的患者，${cases.zh}：${met.zh}`,
          en: `patients of the denominator of whom, in ${cases.en}, ${met.en}`,
        }),
        entry('分母', 'denominator', {
          zh: `患者，其病例为：${asked(indicator.denominator).zh}`,
          en: `patients with cases among: ${asked(indicator.denominator).en}`,
        }),
      ];
    }
    case 'ratio':
      return [
        entry('分子', 'numerator', summed(indicator.numerator.title)),
        entry('分母', 'denominator', summed(indicator.denominator.title)),
        entry('计入的病例', 'cases counted', asked(indicator.cases), {
          zh: '任一数为空白的行，两侧都不计入',
          en: 'a row with either number blank counts on neither side',
        }),
      ];
    case 'median':
      return [
        entry('取值', 'value', {
          zh: `${indicator.value.title.zh}，以${indicator.shown.unit.zh}表示`,
          en: `${indicator.value.title.en}, in ${indicator.shown.unit.en}`,
        }),
        entry('计入的病例', 'cases counted', asked(indicator.cases)),
      ];
    case 'volume':
      return [entry('计入的病例', 'cases counted', asked(indicator.cases))];
    case 'composition':
      return [entry('计入的病例', 'cases counted', asked(undefined))];
    case 'standardised ratio':
      return standardisedEntries(indicator, asked(indicator.cases));
    case 'centre proportion': {
      const { sign, value } = indicator.centre;
      return [
        entry('分子', 'numerator', {
          zh: `一个期间内例数 ${signs[sign]} ${value} 的医疗机构；只按全年期间、对全省和城市给出`,
          en: `institutions with ${signs[sign]} ${value} cases in a period; only over whole years, for the province and its cities`,
        }),
        entry('分母', 'denominator', {
          zh: '同期有病例的医疗机构',
          en: 'institutions with any case in the period',
        }),
        entry('计入的病例', 'cases counted', asked(indicator.cases)),
      ];
    }
  }
}

/** Observed over expected: what is observed, the score of the expectation, and whether that is recalibrated. */
function standardisedEntries(indicator: StandardisedRatio, cases: Bilingual): readonly Entry[] {
  const { columns } = indicator.of;
  const observed = predicateWords(indicator.observed, columns);
  const { zh, en } = indicator.expected.title;
  return [
    entry('分子（O）', 'numerator (O)', {
      zh: `计入的病例中，${observed.zh}`,
      en: `of the cases counted, those of which ${observed.en}`,
    }),
    entry(
      '预期数（E）',
      'expected (E)',
      { zh: `“${zh}”之和`, en: `the sum of “${en}”` },
      indicator.recalibration === 'none'
        ? { zh: '按已发表的概率，不作重新校准', en: 'the probabilities as published, not recalibrated' }
        : {
            zh: '各例概率在对数几率上同移一个量，使全省同期 ΣE = ΣO；校准系数即未校准版在全省的 O/E',
            en: 'every probability is shifted by one amount on the logit scale, so that over the province ΣE = ΣO; the factor is the O/E of the province as published',
          },
    ),
    entry('计入的病例', 'cases counted', cases, {
      zh: '结局或预期概率未明的病例，两侧都不计入',
      en: 'a case of which outcome or expectation is not known counts on neither side',
    }),
    entry('上下限', 'bounds', {
      zh: '结局未明者全部死亡与全部存活时的比值；缺评分者在下限按最高一级、在上限按最低一级的存活率预期，结局已知的按已知计；是否属于本指标未明者，取使上下限更宽的一种',
      en: 'the ratio if all of unknown outcome had died, and if none had; a missing score expects the survival of the best class at the low bound and of the worst at the high one, a known outcome counts as it is; who may not belong is in or out, whichever is further',
    }),
  ];
}

const inDenominator = ({ zh, en }: Bilingual): Bilingual => ({
  zh: `分母中，${zh}`,
  en: `of the denominator, those of which ${en}`,
});

const summed = ({ zh, en }: Bilingual): Bilingual => ({ zh: `“${zh}”之和`, en: `the sum of “${en}”` });

function rowsWords(title: Bilingual, predicate: Predicate, columns: Columns): Bilingual {
  if (predicate.op === 'always') return { zh: `全部${title.zh}`, en: `all ${title.en}` };
  const { zh, en } = predicateWords(predicate, columns);
  return { zh: `${title.zh}，其${zh}`, en: `${title.en} of which ${en}` };
}

function exclusionEntry({ exclusions, of }: DefinedIndicator): Entry {
  const named = Object.values(exclusions ?? {});
  if (named.length === 0) return entry('排除', 'exclusions', { zh: '无', en: 'none' });
  return entry(
    '排除',
    'exclusions',
    ...named.map(({ title, when }) => {
      const words = predicateWords(when, of.columns);
      return {
        zh: `${title.zh}：${words.zh}（只有确知者才排除）`,
        en: `${title.en}: ${words.en} (only where it is known)`,
      };
    }),
  );
}

function windowWords({ window }: DefinedIndicator): Bilingual {
  if (!window) return { zh: '无，当即计入', en: 'none: a case counts at once' };
  return {
    zh: `${window.title.zh}；截止日时未满者待观察，不论结局`,
    en: `${window.title.en}; a case counts when it is over on the data-cut date, whatever its outcome`,
  };
}

const strataText = ({ strata = [] }: DefinedIndicator, lang: 'zh' | 'en') =>
  strata.map(({ title }) => title[lang]).join(lang === 'zh' ? '、' : ', ');

/** Every threshold that some norm sets for an indicator. */
export const thresholdsOf = (
  { code }: Pick<DefinedIndicator, 'code'>,
  norms: readonly Norm[],
): readonly { readonly norm: Norm; readonly threshold: Threshold }[] =>
  norms.flatMap((norm) =>
    norm.thresholds
      .filter(({ indicator }) => indicator.code === code)
      .map((threshold) => ({ norm, threshold })),
  );

/** `≥ 40 %` */
export const thresholdText = ({ operator, value, indicator }: Threshold): string =>
  `${signs[operator]} ${thresholdNumber(value, indicator)}`;

function thresholdEntry(indicator: DefinedIndicator, norms: readonly Norm[]): Entry {
  const found = thresholdsOf(indicator, norms);
  if (found.length === 0) return entry('阈值', 'threshold', { zh: '无规范设定阈值', en: 'no norm sets one' });
  return entry(
    '阈值',
    'threshold',
    ...found.flatMap(({ norm, threshold: t }) => {
      const over = {
        zh: t.periods.map((period) => periods[period].zh).join('、'),
        en: t.periods.map((period) => periods[period].en).join(', '),
      };
      const until = t.effectiveTo
        ? { zh: `至 ${t.effectiveTo}`, en: ` to ${t.effectiveTo}` }
        : { zh: '起', en: '' };
      const lost = t.inferred ? { zh: `；${inferred.zh}`, en: `; ${inferred.en}` } : { zh: '', en: '' };
      const text = {
        zh: `${thresholdText(t)}：${norm.title.zh} ${t.clause}；${scopeWords(t.scope).zh}；按${over.zh}判定；自 ${t.effectiveFrom} ${until.zh}；${confidences[t.cites.confidence].zh}${lost.zh}`,
        en: `${thresholdText(t)}: ${norm.title.en}, ${t.clause}; ${scopeWords(t.scope).en}; judged over ${over.en}; from ${t.effectiveFrom}${until.en}; ${confidences[t.cites.confidence].en}${lost.en}`,
      };
      return t.cites.note ? [text, t.cites.note] : [text];
    }),
  );
}

/** The citation of each statement; a source cited twice in a row is named once. */
function citationWords(cites: DefinedIndicator['cites']): readonly Bilingual[] {
  return cites.flatMap(({ source, clause, confidence, note }, i) => {
    const again = cites[i - 1]?.source === source;
    const named = again
      ? { zh: '同一文件', en: 'the same' }
      : {
          zh: `${source.title.zh}（${source.year}）`,
          en: `${source.title.en} (${source.year})`,
        };
    const text = {
      zh: `${named.zh}，${clause}；${confidences[confidence].zh}`,
      en: `${named.en}, ${clause}; ${confidences[confidence].en}`,
    };
    return note ? [text, note] : [text];
  });
}

const revisionWords = ({ version, reason }: Revision): Bilingual => ({
  zh: `更正 ${version} 的读法，适用于所有日期的病例：${reason.zh}`,
  en: `corrects the reading of ${version}, for cases of every day: ${reason.en}`,
});

function versionWords({ version, effectiveFrom, effectiveTo }: DefinedIndicator): Bilingual {
  const zh =
    effectiveFrom || effectiveTo
      ? `；适用于日期${effectiveFrom ? `自 ${effectiveFrom} 起` : ''}${effectiveTo ? `至 ${effectiveTo} 止` : ''}的病例`
      : '；适用于所有日期';
  const en =
    effectiveFrom || effectiveTo
      ? `; for cases dated${effectiveFrom ? ` from ${effectiveFrom}` : ''}${effectiveTo ? ` to ${effectiveTo}` : ''}`
      : '; for cases of any date';
  return { zh: version + zh, en: version + en };
}

const checkedWords = ({ checkedBy, reviewedOn }: DefinedIndicator): Bilingual =>
  checkedBy === null
    ? {
        zh: `尚未由专家核对；${reviewedOn} 由编写者对照出处复核`,
        en: `not yet checked by an expert; last read against its sources by its writer on ${reviewedOn}`,
      }
    : {
        zh: `${checkedBy} 核对；复核日期 ${reviewedOn}`,
        en: `checked by ${checkedBy}; last reviewed on ${reviewedOn}`,
      };

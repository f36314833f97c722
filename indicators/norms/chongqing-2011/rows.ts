import {
  amount,
  type Clause,
  type ClauseClass,
  type Item,
  item,
  type Quantity,
  type Rule,
  ratioReaches,
  review,
  yesNo,
} from '../../../pipeline/define/index.js';
import { hasKeyDepartment } from '../../../pipeline/lists/hospital-marks.js';
import { hospitals } from '../../../pipeline/lists/lists.js';
import { anesthesia } from '../../../pipeline/technology/anesthesia.js';
import { byProfile, byReview } from '../wording/stated.js';

const { level, teaching } = hospitals.columns;

export const tertiary = level.is('三级甲等', '三级乙等');
export const tertiaryA = level.is('三级甲等');
export const secondary = level.is('二级甲等', '二级乙等');
export const keyDepartment = hasKeyDepartment(anesthesia).isTrue();
export const teachingHospital = teaching.isTrue();

export const titles = {
  tertiary: { zh: '三级医院', en: 'tertiary hospital' },
  tertiaryA: { zh: '三级甲等医院', en: 'tertiary hospital grade A' },
  secondary: { zh: '二级医院', en: 'secondary hospital' },
  key: { zh: '市级麻醉重点专科', en: 'key anaesthesia department of the city' },
  teaching: { zh: '医学院附属（教学）医院', en: 'teaching hospital' },
} as const;

/** Required of tertiary hospitals and encouraged in others, where a reviewer says whether it applies. */
export const tertiaryOnly = (rule: Rule): Rule => ({
  op: 'for',
  whom: tertiary,
  title: titles.tertiary,
  rule,
  otherwise: 'needs review',
});

export const encouraged = {
  zh: '三级医院必须开展，二级医院提倡：二级医院由评审人决定是否适用',
  en: 'required of tertiary hospitals, encouraged in secondary ones, where a reviewer decides whether it applies',
} as const;

export type Words = readonly [zh: string, en: string];

export const statedAndReviewed = {
  zh: '依据医院填报与专家评审；未填报为未知，未评审为待评审',
  en: 'statements and a review; not answered is not known, not reviewed awaits review',
} as const;

const signLost = {
  zh: '比较符号缺失，按“不低于/不高于”的意思理解',
  en: 'the comparison sign is lost and read by meaning',
} as const;

/** The parts of a clause that most clauses of the standard leave out. */
interface More {
  readonly inferred?: true;
  readonly note?: Clause['note'];
  readonly missing?: Clause['missing'];
  readonly confidence?: Clause['confidence'];
}

const kinds: Readonly<Record<string, Clause['missing']>> = {
  b: byProfile,
  'b+c': statedAndReviewed,
  c: byReview,
};

/** One clause; its class gives the data that decides it. */
export function clause(
  number: number,
  at: string,
  [zh, en]: Words,
  of: ClauseClass,
  rule: Rule,
  { inferred, note, missing, confidence = 'seed' }: More = {},
): Clause {
  const said = note ?? (inferred ? signLost : undefined);
  return {
    id: idOf(number),
    at,
    text: { zh, en },
    class: of,
    rule,
    missing: missing ?? kinds[of] ?? byProfile,
    confidence,
    ...(inferred ? { inferred } : {}),
    ...(said ? { note: said } : {}),
  };
}

/** The number of a clause, such as `A11-003`. */
export const idOf = (number: number) => `A11-${String(number).padStart(3, '0')}`;

/** A question answered yes or no, under the number of its clause. */
export const asks = (number: number, name: string, zh: string, en: string): Item =>
  yesNo(name === '' ? idOf(number) : `${idOf(number)}.${name}`, zh, en);

/** A number, under the number of its clause. */
export const counts = (
  number: number,
  name: string,
  zh: string,
  en: string,
  unit: string,
  most = 5000,
): Item => amount(name === '' ? idOf(number) : `${idOf(number)}.${name}`, zh, en, unit, [0, most]);

/** A clause with a single yes or no. */
export const statedYes = (
  number: number,
  at: string,
  words: Words,
  question: Words,
  more: More = {},
): Clause => clause(number, at, words, 'b', { op: 'answer', item: asks(number, '', ...question) }, more);

/** A clause of class b+c: the countable part and the reviewer. */
export const statedAndJudged = (
  number: number,
  at: string,
  words: Words,
  rule: Rule,
  more: More = {},
): Clause => clause(number, at, words, 'b+c', { op: 'all', of: [rule, review] }, more);

/** The same for a single yes or no. */
export const yesAndJudged = (
  number: number,
  at: string,
  words: Words,
  question: Words,
  more: More = {},
): Clause => statedAndJudged(number, at, words, { op: 'answer', item: asks(number, '', ...question) }, more);

/** A clause that only a reviewer can judge. */
export const judged = (number: number, at: string, words: Words, more: More = {}): Clause =>
  clause(number, at, words, 'c', review, more);

/** `left : right` not below `num : den`. */
export const perEach = (left: Item | Quantity, right: Item | Quantity, num: number, den: number): Rule =>
  ratioReaches(quantity(left), quantity(right), num, den);

const quantity = (of: Item | Quantity): Quantity => ('answer' in of ? item(of) : of);

/** Numbers that several clauses of the standard use, each asked once where it is first needed. */
export const base = {
  tables: counts(
    20,
    'operating_tables',
    '手术室内开放手术台有多少台？',
    'How many operating tables are in use in theatre?',
    '台',
    500,
  ),
  outsideTables: counts(
    21,
    'outside_tables',
    '手术室外开展麻醉的台（诊疗单元）有多少？',
    'How many sites outside theatre give anaesthesia?',
    '台',
    500,
  ),
  rrBeds: counts(
    8,
    'beds',
    '麻醉恢复室（RR）有多少张床位？没有填0',
    'How many beds has the recovery room? 0 where there is none',
    '张',
    500,
  ),
  aicuBeds: counts(
    15,
    'beds',
    '麻醉科重症监护病房（AICU）有多少张床位？没有填0',
    'How many beds has the AICU? 0 where there is none',
    '张',
    500,
  ),
  painBeds: counts(
    19,
    'beds',
    '疼痛病房有多少张床位？没有填0',
    'How many beds has the pain ward? 0 where there is none',
    '张',
    500,
  ),
} as const;

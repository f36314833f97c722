import type { AnyTable } from '../define/table.js';
import type { Bilingual } from '../message/errors.js';
import { factSheet, type factWords } from './fact-words.js';

/*
 * Every derived column in words that suffice to derive it by hand: the pages of indicators name these facts, `docs/facts.md` holds them
 * with their SQL. The words come from the declaration; those of look-ups in other rows and tables stand here, and a test requires them.
 */

/** Words by table and column. */
type Facts = Readonly<Record<string, Readonly<Record<string, Bilingual>>>>;

const word = (zh: string, en: string): Bilingual => ({ zh, en });

/** Words that hold for every fact and are not repeated. */
export const factsInGeneral: readonly Bilingual[] = [
  word(
    '空白是未知，不是“否”。“且”中有一项为否即为否，“或”中有一项为是即为是；此外只要有一项未知，结果就是未知。',
    'A blank is not known and never a no. Of parts joined by and, one no makes no; of parts joined by or, one yes makes yes; else one that is not known leaves the whole not known.',
  ),
  word(
    '数据截至日按其结束（次日0:00）计。晚于它的日期和时间，连同随之说明的原因、状态，视为未填；在它之后才开始的病例不计。',
    'The data-cut day counts to its end (0:00 of the next day). Dates and times after it, with the reasons and states told with them, are blank; cases that begin after it do not count.',
  ),
  word(
    '观察窗在其最后一刻不晚于数据截至日结束时为已满：上机后30天，到上机之日后第31天0:00为满；正好在数据截至日结束时满的，也是已满。',
    'A window is over where its last moment is no later than the end of the data-cut day: 30 days after a start are over at 0:00 of the 31st day after it; one that is over just at the end of the data-cut day is over.',
  ),
  word(
    '麻醉的下列窗口只看日期：麻醉开始、麻醉结束后24小时，为该日加2天的0:00；麻醉开始、拔管后72小时和麻醉后3天，为该日加4天的0:00。',
    'Windows of anaesthesia that go by the day: 24 hours after the start or the end are over at 0:00 of the 2nd day after it, 72 hours after the start or the extubation and three days after the anaesthetic at 0:00 of the 4th.',
  ),
  word(
    '有日期而没有时分的，可以是当日任何时刻：无论怎样补时分都成立的为是，都不成立的为否，否则未知。“最晚时刻”指有时分的该时刻，没有时分的为次日0:00。',
    'A date without a clock may be any moment of its day: what holds however it is filled in is yes, what never does is no, else not known. The latest moment is the moment itself with a clock, and 0:00 of the next day without.',
  ),
  word(
    '满N年之日为N年后的同月同日；2月29日的，平年为2月28日。“N天后”为日期加N，起始日为第0天。',
    'The anniversary is the same day of the month N years on, 28 February for 29 February in other years. N days after is the date plus N, the first day being day 0.',
  ),
  word(
    '患者按身份标识（患者编号、身份证）认定，没有的按同一医院的病案号。他处指同一患者的其他行、其他表、其他医院；“开始一次辅助、植入或麻醉”即当时存活；供体的行不说明生死。',
    'A patient is who has the same identity (patient number, identity card), or where there is none the same record number in the hospital. Elsewhere means other rows, tables and hospitals of the patient; to begin a run, an implantation or an anaesthetic is to be alive then; rows of a donor tell of no life.',
  ),
  word(
    '死亡早于他处一个确知存活日期的，各处记录自该死亡日起矛盾；至迟已死亡的日期之后又有存活的，生死全部未知。有日期的死亡重于没有日期的“存活”格（48小时存活、30天状态、随访状态）。',
    'Where a death comes before a day alive told elsewhere, the records contradict each other from that death on; alive after a day by which the patient was dead leaves all of life and death not known. A dated death outweighs a cell that says alive without a day.',
  ),
];

const told = {
  told_dead_at: word(
    '他处所说的死亡日期或时刻：本行没有死亡日期的，或本行只有日期而他处同日有时分的；相矛盾的不采用',
    'the day or moment of death told elsewhere, where the row has none, or has the same day without its clock; none where it contradicts',
  ),
  told_dead_timed: word('上项有时分', 'the former has a clock time'),
  told_dead_by: word(
    '他处只说明已死亡而无死亡日期的，所说的最早一天（随访、状态、撤机原因的日期）',
    'the earliest day on which another row says that the patient was dead, without a day of death',
  ),
  told_alive_on: word('他处确知存活的最后一天', 'the last day alive that is told elsewhere'),
  told_alive_at: word(
    '他处有时分的、确知存活的最后时刻',
    'the last moment alive, with its clock, that is told elsewhere',
  ),
  told_contradicted_from: word(
    '各处记录矛盾时，最早的死亡日；没有矛盾的为空',
    'where the records contradict each other, the first day of death; else blank',
  ),
} as const;

/** Words of the derived columns that are looked up in other rows or tables. */
const lookedUp: Facts = {
  ecmo_runs: {
    ...told,
    first_run: word(
      '本院病例中上机最早的一例（器官捐献供体除外）为是，其余为否',
      "yes for the hospital's earliest run on record (donors left out), else no",
    ),
    filed_in_time: word(
      '医疗机构名录的备案日期不晚于首例上机之日后第15个工作日（次日为第1个工作日）为是，早于首例的也为是；备案日期未填、或年份超出工作日历的未知',
      'the day of filing on the list of hospitals is no later than working day 15 after the first run, the day after it being day 1; a filing before the run is yes; not known where it is blank or the calendar does not hold the year',
    ),
    filing_over: word(
      '首例上机之日后第15个工作日的结束；工作日历没有该年的，为首例之日加61天的0:00',
      'the end of working day 15 after the first run; where the calendar does not hold the year 0:00 of the 61st day after it',
    ),
    operator_authorised: word(
      '术者工号在人员名册中有ECMO授权，授权起始日期不晚于上机之日，授权截止日期未填或不早于上机之日的为是；其余（含不在名册中的）为否；工号未填，或该院名册中没有ECMO人员的未知',
      'yes where the staff list has the operator for ECMO, authorised from a day no later than the start and to none or one no earlier; else no, of who is not listed too; not known where the operator is blank or the list has nobody of the hospital for ECMO',
    ),
    course_part: word(
      '同一医院同一患者、与前一次辅助同属一个疗程的后一行（见“同一疗程”）为是',
      'yes for a later row of one course in the same hospital, see one course',
    ),
    course_from: word(
      '同一疗程中较早各行的其他医院；没有的为空',
      'the other hospitals of the earlier rows of the course; blank where there is none',
    ),
    course_end_reason: word(
      '疗程最后一行的撤机原因；不属于多行疗程的为本行的撤机原因，转院而未接上的为空',
      'the reason of the last row of the course; of a run by itself its own, blank for 转院 that nobody is known to have taken over',
    ),
    course_alive_48h: word(
      '疗程最后一行的“撤机后48小时存活”；不属于多行疗程的为本行的',
      'alive 48 h after removal of the last row of the course; of a run by itself its own',
    ),
    course_48h_over: word(
      '疗程最后一行的“撤机满48小时”；不属于多行疗程的为本行的',
      '48 h after removal of the last row of the course; of a run by itself its own',
    ),
  },
  vad_implants: {
    told_dead_at: told.told_dead_at,
    told_dead_by: told.told_dead_by,
    told_alive_on: told.told_alive_on,
    told_contradicted_from: told.told_contradicted_from,
  },
};

/** How the words of a declaration are given: with the facts it names explained, or left to a page that explains them once. */
type Telling = typeof factWords | typeof factSheet;

/**
 * A derived column of a table in words.
 *
 * @throws {RangeError} for a look-up without words here
 */
export function derivedWords(of: AnyTable, name: string, tell: Telling = factSheet): Bilingual {
  const derived = of.spec.derived[name];
  if (derived === undefined) throw new RangeError(`${of.name} has no derived column ${name}`);
  if (derived.lookup === undefined) return tell(derived.fact, of.columns);
  const words = lookedUp[of.name]?.[name];
  if (words === undefined) throw new RangeError(`nobody says what ${of.name}.${name} is`);
  return words;
}

/** The looked-up columns that have words, as `table.column`. */
export const wordedLookups: readonly string[] = Object.entries(lookedUp).flatMap(([table, facts]) =>
  Object.keys(facts).map((name) => `${table}.${name}`),
);

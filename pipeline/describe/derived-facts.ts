import type { Bilingual } from '../message/errors.js';

/*
 * What each derived column is, in words that suffice to work it out by hand: the pages of indicators name these facts, `docs/facts.md`
 * holds them with their SQL. Every derived column that a definition rests on stands here; a test asks for it.
 */

/** Words by table and column. */
type Facts = Readonly<Record<string, Readonly<Record<string, Bilingual>>>>;

const word = (zh: string, en: string): Bilingual => ({ zh, en });

/** What every fact rests on, and is not said again. */
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

const reported = (from: string, start: string) => ({
  reported: word(
    '“上报日期”已填的为是，未填的未知（不说明没有上报）；日期早于起点的也是已上报',
    'yes where the day of the report is filled in, not known where it is blank; yes too where that day is before the start',
  ),
  report_days: word(
    `上报日期减去${from}，按天；上报早于${from}的自相矛盾，未知`,
    `the day of the report less that of ${start}, in days; a report before it contradicts itself and is not known`,
  ),
  reported_within_30d: word(
    '上项不大于30为是，大于30为否，未知的未知',
    'yes where the former is no more than 30, no where it is more, not known where it is not',
  ),
});

const years = <T>(of: (year: 1 | 3 | 5) => Readonly<Record<string, T>>): Readonly<Record<string, T>> => ({
  ...of(1),
  ...of(3),
  ...of(5),
});

/** Words of every derived column that a definition rests on. */
export const derivedFacts: Facts = {
  ecmo_runs: {
    ...told,
    death_at: word(
      '依次取：他处所说的死亡时间、“死亡时间”、撤机原因为死亡的撤机时间、离院方式为死亡（或转归为死亡而离院方式不是非医嘱离院）的离院时间',
      'the first of: the death told elsewhere, the time of death, the end of support where its reason is 死亡, the discharge where 离院方式 is 死亡 (or 转归 is 死亡 and 离院方式 is not 非医嘱离院)',
    ),
    death_at_timed: word('上项所取的那一个有时分', 'the one that was taken has a clock time'),
    dead_by: word(
      '最早的一个：他处所说的至迟日期、一年随访状态为死亡的随访日期、30天状态为死亡的状态日期与上机后第30天中较早的',
      'the earliest of: the day told elsewhere, the follow-up that says 死亡, and where 30天状态 is 死亡 the earlier of its day and day 30',
    ),
    last_alive_on: word(
      '最晚的一个：他处所说的存活日、存活离院的离院日期、随访状态为存活的随访日期、30天状态为存活的状态日期、撤机原因不是死亡的撤机日期。存活离院：离院方式已填且不是死亡、转归不是死亡，或离院方式未填而转归已填且不是死亡',
      'the latest of: the day told elsewhere, the discharge of who left alive, the follow-up that says 存活, the day of a 30天状态 存活, the end of support for another reason than 死亡. Left alive: 离院方式 filled in and neither it nor 转归 死亡, or 离院方式 blank and 转归 filled in and not 死亡',
    ),
    last_alive_at: word(
      '有时分的中最晚的一个：他处所说的存活时刻、存活离院的离院时间、撤机原因不是死亡的撤机时间',
      'the latest of those with a clock: the moment told elsewhere, the discharge of who left alive, the end of support for another reason than 死亡',
    ),
    died_within_48h_of_removal: word(
      '死亡时间不晚于撤机时间后48小时为是（恰在48:00:00为是），晚于为否；缺时分而两可的未知',
      'death no later than 48 hours after the end of support is yes (exactly 48:00:00 is yes), later is no; not known where a missing clock leaves it open',
    ),
    alive_48h_after_removal: word(
      '撤机时间未填：撤机原因为死亡的为否，否则未知。记录矛盾的：撤机日期加3天不晚于矛盾之日的为是，否则未知。此外依次：48小时内死亡为是的为否，为否的为是；至迟已死亡之日的结束不晚于撤机后48小时的为否；“48小时存活”已填的照填；撤机有时分且最后存活时刻晚于撤机后48小时的为是；没有死亡时间，且最后存活日不早于撤机日期加3天，或随访状态为存活而无日期的为是；否则未知',
      'without an end of support: no where the reason is 死亡, else not known. Where the records contradict each other: yes if the end plus 3 days is no later than that day, else not known. Else the first that applies: died within 48 hours yes is no, and no is yes; dead by a day that ends no later than 48 hours after the end is no; the cell 48小时存活 as filled in; last alive at a moment later than 48 hours after a timed end is yes; without a death, last alive on a day no earlier than the end plus 3 days, or a follow-up 存活 without a day, is yes; else not known',
    ),
    died_within_24h_of_removal: word(
      '死亡时间距撤机时间不满24小时为是，满24小时为否；两可的未知',
      'death less than 24 hours after the end of support is yes, 24 hours or more is no; not known where it is open',
    ),
    alive_24h_after_removal: word(
      '同48小时一项，界限为满24小时：撤机未填而原因为死亡的为否；矛盾的看撤机日期加2天；24小时内死亡的反面；至迟已死亡之日的结束不晚于撤机后24小时的为否；撤机有时分且最后存活时刻不早于撤机后24小时的为是；没有死亡时间，且48小时存活为是，或最后存活日不早于撤机日期加2天，或随访状态为存活而无日期的为是',
      'as at 48 hours, with 24 full hours: without an end no where the reason is 死亡; contradicted, the end plus 2 days; the reverse of died within 24 hours; dead by a day that ends no later than 24 hours after the end is no; last alive no earlier than 24 hours after a timed end is yes; without a death, 48小时存活 yes, last alive no earlier than the end plus 2 days, or a follow-up 存活 without a day, is yes',
    ),
    alive_at_discharge: word(
      '离院日为离院日期，未填的为撤机日期。记录矛盾的：不是非医嘱离院，存活离院或撤机原因为转院，且离院日早于矛盾之日的为是，否则未知。此外依次：离院方式、转归或撤机原因为死亡的为否。非医嘱离院，或撤机原因为放弃治疗而其后没有医嘱离院、医嘱转院、医嘱转社区的：离院日后30天内（含）死亡或已死亡的为否，离院日之后确知存活（或随访状态为存活而无日期）或30天后才死亡的为是，否则未知。离院方式未填而转归为未愈的：30天内死亡的未知，30天后死亡或其后确知存活的为是，否则未知。存活离院而死亡时间早于离院日、转院而死亡早于撤机日的自相矛盾，未知。存活离院或撤机原因为转院的为是。死亡（或至迟已死亡）不晚于撤机日、或早于离院日的为否；死亡晚于离院日后30天的为是；没有死亡、离院日期已填且其后确知存活的为是；否则未知',
      'the day of leaving is the discharge, else the end of support. Contradicted: yes where not against advice, left alive or transferred, and left before the day of contradiction; else not known. Else the first that applies: 死亡 as 离院方式, 转归 or reason is no. Against advice (非医嘱离院, or 放弃治疗 and no order to leave after it): dead within 30 days of leaving, day 30 included, is no; alive on a day after leaving (or a follow-up 存活 without a day), or dead later, is yes; else not known. 离院方式 blank and 转归 未愈: dead within 30 days is not known, dead later or alive after leaving is yes, else not known. Left alive with a death before the day of leaving, or 转院 with a death before the end, contradicts itself and is not known. Left alive or 转院 is yes. Dead (or dead by) no later than the end, or before the discharge, is no; dead more than 30 days after the discharge is yes; no death, a day of discharge and alive on a later day is yes; else not known',
    ),
    died_within_30d: word(
      '上机之日为第0天，第30天在内。记录矛盾的：上机后第30天早于矛盾之日的为否，否则未知。依次：死亡日期不晚于第30天为是，晚于为否；至迟已死亡之日不晚于第30天为是；最后存活日晚于第30天，或随访状态为存活而无日期的为否；30天状态为存活，且状态日期未填或不早于第30天的为否；否则未知',
      'the start is day 0 and day 30 is within. Contradicted: no where day 30 is before that day, else not known. The first that applies: a death no later than day 30 is yes, later is no; dead by a day no later than day 30 is yes; last alive after day 30, or a follow-up 存活 without a day, is no; 30天状态 存活 without a day or of day 30 or later is no; else not known',
    ),
    anniversary_on: word('上机日期满一年之日', 'the first anniversary of the start'),
    alive_1y: word(
      '记录矛盾的：满一年之日早于矛盾之日的为是，否则未知。依次：死亡日期晚于满一年之日为是，不晚于为否；至迟已死亡之日不晚于满一年之日为否；最后存活日不早于满一年之日，或随访状态为存活而无日期的为是；随访状态为失访，或为死亡而无日期的为否；否则未知（满一年之后的随访发现死亡而无死亡日期的也未知）',
      'contradicted: yes where the anniversary is before that day, else not known. The first that applies: a death after the anniversary is yes, no later is no; dead by a day no later than the anniversary is no; last alive no earlier than the anniversary, or a follow-up 存活 without a day, is yes; a follow-up 失访, or 死亡 without a day, is no; else not known (a death without a date that a later follow-up found too)',
    ),
    run_minutes: word(
      '撤机时间减上机时间，按分钟；任一没有时分的未知',
      'end of support less its start in minutes; not known where either has no clock',
    ),
    cannulation_minutes: word(
      '上机时间减置管开始时间，按分钟；任一没有时分的未知',
      'start of support less start of cannulation in minutes; not known where either has no clock',
    ),
    plan_within_12h: word(
      '方案完成时间不晚于上机后12小时（恰12小时为是）；缺时分而两可的、未填的未知',
      'the plan was completed no later than 12 hours after the start (exactly 12 is yes); not known where it is blank or a missing clock leaves it open',
    ),
    consented_before_start: word(
      '两者均有时分：签署不晚于上机为是；否则签署日期早于上机日期为是、晚于为否、同日未知',
      'with both clocks, signed no later than the start is yes; else signed on an earlier day is yes, on a later day no, on the same day not known',
    ),
    ...reported('上机日期', 'the start'),
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
    complications: word(
      '六种主要并发症中为“是”的种数；任一未填的未知',
      'how many of the six kinds of major complication are yes; not known where any is blank',
    ),
    mode_or_ecpr: word(
      '“是否ECPR”为是的为ECPR，否则（含未填）为支持模式',
      'ECPR where that is yes, else (blank too) the support mode',
    ),
    age_group: word(
      '按上机日期与出生日期：不超过28天为新生儿，未满18周岁为儿童，其余为成人；没有出生日期的按年龄（折算为天，一年365.25天取整，28天以内、6574天以内、其余）',
      'by the date of birth on the day of the start: newborn to day 28, child to the 18th birthday, adult; without a date of birth by the age in days (a year is 365.25), to 28 and below 6574',
    ),
    age_years: word(
      '上机日期的周岁；没有出生日期的，年龄（天）加0.75除以365.25取整',
      'completed years at the start; without a date of birth the age in days plus 0.75, over 365.25, rounded down',
    ),
    support_over: word(
      '依次取第一个已知的：撤机时间、死亡时间、离院时间的最晚时刻，至迟已死亡之日的结束，随访状态已填的随访日期的次日0:00，撤机原因、离院方式或转归已填的上机时间的最晚时刻，上机满一年之日0:00',
      'the first that is known: the latest moment of the end, of the death, of the discharge; the end of the day dead by; 0:00 after the day of a follow-up; where a reason, 离院方式 or 转归 is filled in the latest moment of the start; 0:00 of the first anniversary',
    ),
    removal_48h_over: word('辅助结束加48小时', 'end of support plus 48 hours'),
    removal_24h_over: word('辅助结束加24小时', 'end of support plus 24 hours'),
    start_12h_over: word('上机时间的最晚时刻加12小时', 'the latest moment of the start plus 12 hours'),
    start_30d_over: word('上机日期加31天的0:00', '0:00 of the 31st day after the start'),
    start_1y_over: word('满一年之日的次日0:00', '0:00 of the day after the first anniversary'),
    outcomes_over: word(
      '撤机满48小时与上机满30天中较晚的',
      'the later of 48 hours after removal and 30 days after the start',
    ),
    complications_over: word(
      '辅助结束与上机满30天中较晚的',
      'the later of the end of support and 30 days after the start',
    ),
    score_type: word(
      '年满18周岁：支持模式为VV的为RESP，为VA且确知不是ECPR的为SAVE；其余为空',
      'from 18 years on: RESP for VV, SAVE for VA known not to be ECPR; else blank',
    ),
    resp_score: word(
      '适用RESP的，按“评分”所列各项之和；任一项未填的未知',
      'where RESP applies the sum of its items as listed under scores; not known where an item is blank',
    ),
    save_score: word(
      '适用SAVE的，按“评分”所列各项之和（诊断可多选相加），减6；任一项未填的未知',
      'where SAVE applies the sum of its items (diagnoses add up) less 6, as listed under scores; not known where an item is blank',
    ),
    expected_survival: word(
      '评分所在级别已发表的出院存活率：RESP 6分及以上92 %，3–5分76 %，-1–2分57 %，-5–-2分33 %，-6分及以下18 %；SAVE 6分及以上75 %，1–5分58 %，-4–0分42 %，-9–-5分30 %，-10分及以下18 %',
      'the published survival of the class: RESP from 6 on 92 %, 3 to 5 76 %, −1 to 2 57 %, −5 to −2 33 %, −6 and below 18 %; SAVE from 6 on 75 %, 1 to 5 58 %, −4 to 0 42 %, −9 to −5 30 %, −10 and below 18 %',
    ),
  },
  vad_implants: {
    told_dead_at: told.told_dead_at,
    told_dead_by: told.told_dead_by,
    told_alive_on: told.told_alive_on,
    told_contradicted_from: told.told_contradicted_from,
    ...reported('植入日期', 'implantation'),
    death_on: word('“死亡日期”，未填的为他处所说的死亡日期', 'the day of death, else the one told elsewhere'),
    dead_by: word(
      '最早的一个：他处所说的至迟日期、撤除原因为死亡的撤除日期、末次随访状态为死亡的随访日期、30天状态为死亡的状态日期与植入后第30天中较早的',
      'the earliest of: the day told elsewhere, the removal for 死亡, the last follow-up that says 死亡, and where 30天状态 is 死亡 the earlier of its day and day 30',
    ),
    last_alive_on: word(
      '最晚的一个：他处所说的存活日、30天状态为存活的状态日期、末次随访状态为存活的随访日期、移植日期、撤除原因不是死亡的撤除日期',
      'the latest of: the day told elsewhere, the day of a 30天状态 存活, the last follow-up that says 存活, the transplantation, the removal for another reason than 死亡',
    ),
    row_tells_death: word(
      '本例送来的任何一行自己写明死亡（死亡日期已填，或末次随访状态、30天状态为死亡）为是；只由随访表或他处说明的不是',
      'yes where any row sent of the case tells of the death itself (a day of death, or 死亡 as last follow-up or 30天状态); not where follow-ups or others alone do',
    ),
    row_in_place_on: word(
      '本例送来的各行自己所示、装置在此之前未曾撤除的最晚一日：30天状态为存活的状态日期、末次随访状态为存活的随访日期、撤除日期；随访表和他处所说的不计',
      'the latest day until which a row sent of the case itself shows no earlier removal: the day of a 30天状态 存活, the last follow-up that says 存活, the removal; what follow-ups and others tell does not count',
    ),
    died_within_30d: word(
      '植入之日为第0天，第30天在内。记录矛盾的：第30天早于矛盾之日的为否，否则未知。依次：死亡日期不晚于第30天为是，晚于为否；至迟已死亡之日不晚于第30天为是；最后存活日晚于第30天为否；30天状态为存活，且状态日期未填或不早于第30天的为否；否则未知',
      'implantation is day 0 and day 30 is within. Contradicted: no where day 30 is before that day, else not known. The first that applies: a death no later than day 30 is yes, later is no; dead by no later than day 30 is yes; last alive after day 30 is no; 30天状态 存活 without a day or of day 30 or later is no; else not known',
    ),
    removed_for_recovery: word(
      '撤除原因已填的：为心功能改善即是，否则否；未填而有移植日期的为否；未填、没有撤除日期而本例的行写明死亡的为否；否则未知',
      'with a reason of removal: yes where it is 心功能改善, else no; without one no where there is a transplantation, or a row of the case tells of the death and there is no removal; else not known',
    ),
    transplanted: word(
      '有移植日期或撤除原因为心脏移植的为是；撤除原因为其他的为否；未填、没有撤除日期而本例的行写明死亡的为否；否则未知',
      'yes with a day of transplantation or the reason 心脏移植; another reason is no; without one no where a row of the case tells of the death and there is no removal; else not known',
    ),
    ...years((n) => ({
      [`alive_${n}y`]: word(
        `记录矛盾的：满${n}年之日早于矛盾之日的为是，否则未知。依次：死亡日期晚于满${n}年之日为是，不晚于为否；至迟已死亡之日不晚于满${n}年之日为否；最后存活日不早于满${n}年之日为是；末次随访状态为失访的：${n}年随访完成为是的为是，否则（含未填）为否；否则未知`,
        `contradicted: yes where the anniversary of ${n} y is before that day, else not known. The first that applies: a death after the anniversary is yes, no later is no; dead by no later than it is no; last alive no earlier than it is yes; last follow-up 失访: yes where the follow-up of ${n} y was done, else (blank too) no; else not known`,
      ),
      [`followed_${n}y`]: word(
        `记录矛盾且矛盾之日不晚于满${n}年之日的：“${n}年随访完成”为是的为是，否则未知。记录不矛盾、且死亡日期或至迟已死亡之日不晚于满${n}年之日的为是；否则照“${n}年随访完成”所填`,
        `contradicted from a day no later than the anniversary of ${n} y: yes where the cell of that follow-up is yes, else not known. Yes where nothing is contradicted and death, or dead by, is no later than the anniversary; else the cell of that follow-up`,
      ),
      [`fate_${n}y`]: word(
        `死亡日期或至迟已死亡之日不晚于满${n}年之日、且记录不矛盾的为“已知死亡”，其余（含生死不明）为“其余”`,
        `已知死亡 where death, or dead by, is no later than the anniversary of ${n} y and not contradicted; 其余 for all others, of unknown fate too`,
      ),
      [`transplanted_${n}y`]: word(
        `有移植日期的：不晚于满${n}年之日为是，晚于为否；撤除原因为心脏移植而无日期的未知；撤除原因未填而撤除日期不晚于满${n}年之日的未知；已知死亡（不论何时），且撤除原因已填或本例的行写明死亡的为否；本例的行所示装置在位的最后日期不早于满${n}年之日的为否；否则未知`,
        `with a day of transplantation: yes no later than the anniversary of ${n} y, no later than that is no; 心脏移植 without a day is not known; removed by then without a reason is not known; else no where a death is known, whenever, and the reason of removal is filled in or a row of the case tells of the death; no where a row of the case shows the device in place no earlier than the anniversary; else not known`,
      ),
      [`implant_${n}y_over`]: word(
        `满${n}年之日的次日0:00`,
        `0:00 of the day after the anniversary of ${n} y`,
      ),
    })),
    implant_30d_over: word('植入日期加31天的0:00', '0:00 of the 31st day after implantation'),
  },
  anesthesia_cases: {
    visited_before_entry: word(
      '访视时间早于入室时间为是（同一时刻或晚于为否）；只有日期的：访视日期早于入室日期为是，晚于入室或麻醉开始日期为否，同日未知；访视时间未填的未知；入室时间未填的，访视晚于麻醉开始为否，否则未知',
      'a visit before entering is yes, at the same moment or later no; by dates, an earlier day is yes, a day after entering or after the start of anaesthesia no, the same day not known; a blank visit is not known; with a blank entry a visit after the start of anaesthesia is no, else not known',
    ),
    pacu_over_2h: word(
      'PACU转出时间晚于入PACU后2小时为是（恰2小时为否）；未填或两可的未知',
      'left the PACU later than 2 hours after entering it (exactly 2 hours is no); not known where blank or open',
    ),
    pacu_over_3h: word(
      'PACU转出时间晚于入PACU后3小时为是（恰3小时为否）；未填或两可的未知',
      'left the PACU later than 3 hours after entering it (exactly 3 hours is no); not known where blank or open',
    ),
    reintubated_within_6h: word(
      '再插管时间已填：不晚于拔管后6小时为是（恰6小时为是），晚于为否，两可的未知；未填：“再插管”为否的为否，否则未知',
      'with a time of re-intubation: no later than 6 hours after extubation is yes (exactly 6 is yes), later no; without one no where 再插管 is no, else not known',
    ),
    died_within_24h: word(
      '死亡时间不晚于麻醉开始后24小时为是（恰24小时为是），晚于为否；死亡时间未填或两可的，看“24小时存活”的反面；都未填的未知',
      'death no later than 24 hours after the start of anaesthesia is yes (exactly 24 is yes), later no; where blank or open the reverse of the cell 24小时存活; both blank is not known',
    ),
    autologous_400ml: word(
      '自体血输注量不少于400 ml为是；输注量未填而“自体血输注”为否的按0；否则未填的未知',
      '400 ml or more of own blood; a blank amount is 0 where the cell says there was none, else not known',
    ),
    transfused_400ml: word(
      '自体血与异体血输注量之和不少于400 ml为是（已填部分已满400即为是）；两者都知道而不足400为否；否则未知。量未填而相应“输注”为否的按0',
      'own and donated blood together 400 ml or more is yes, as soon as the part that is known reaches it; below 400 with both known is no; else not known. A blank amount is 0 where the cell says there was none',
    ),
    asa_class: word('ASA分级1–6写作Ⅰ–Ⅵ', 'ASA 1 to 6'),
    method_class: word(
      '全麻、椎管内（硬膜外、腰麻、腰硬联合、骶管）、神经阻滞三类中有两类以上的为复合麻醉；只有椎管内的为椎管内麻醉；没有全麻的为其他麻醉方式；全麻：气道为气管插管或喉罩的为插管全麻，为无的为非插管全麻，未填的为空',
      'two or more of general, neuraxial (epidural, spinal, combined, caudal) and nerve block are 复合麻醉; neuraxial alone is 椎管内麻醉; without general it is 其他麻醉方式; general with 气管插管 or 喉罩 is 插管全麻, with 无 非插管全麻, with a blank airway blank',
    ),
    pacu_2h_over: word('入PACU时间的最晚时刻加2小时', 'the latest moment of entering the PACU plus 2 hours'),
    pacu_3h_over: word('入PACU时间的最晚时刻加3小时', 'the latest moment of entering the PACU plus 3 hours'),
    extubated_6h_over: word('拔管时间的最晚时刻加6小时', 'the latest moment of extubation plus 6 hours'),
    end_known_at: word('麻醉结束时间，未填的为麻醉开始时间', 'the end of anaesthesia, else its start'),
    tube_out_at: word(
      '拔管时间，未填的为麻醉结束时间，再未填的为麻醉开始时间',
      'extubation, else the end of anaesthesia, else its start',
    ),
  },
  monthly_returns: {
    month_over: word('次月1日0:00', '0:00 of the first day of the next month'),
  },
};

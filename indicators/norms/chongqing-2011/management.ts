import {
  allOf,
  type Clause,
  type DefinedIndicator,
  type Rule,
  review,
} from '../../../pipeline/define/index.js';
import { anesthesiaConsent } from '../../anesthesia/consent.js';
import { anesthesiaDuralPuncture } from '../../anesthesia/dural-puncture.js';
import { anesthesiaEpiduralSuccess } from '../../anesthesia/epidural-success.js';
import { anesthesiaEpiduralVesselInjury } from '../../anesthesia/epidural-vessel-injury.js';
import { anesthesiaMonitoringInfection } from '../../anesthesia/monitoring-infection.js';
import { anesthesiaNerveBlockSuccess } from '../../anesthesia/nerve-block-success.js';
import { anesthesiaNeuraxialComplication } from '../../anesthesia/neuraxial-complication.js';
import { anesthesiaParaplegia } from '../../anesthesia/paraplegia.js';
import { anesthesiaPostoperativeVisit } from '../../anesthesia/postoperative-visit.js';
import { anesthesiaPreoperativeVisit } from '../../anesthesia/preoperative-visit.js';
import { anesthesiaProcedureInfection } from '../../anesthesia/procedure-infection.js';
import { anesthesiaRecordConforms } from '../../anesthesia/record-conforms.js';
import { anesthesiaRelatedDeath } from '../../anesthesia/related-death.js';
import { anesthesiaSpinalHeadache } from '../../anesthesia/spinal-headache.js';
import { byCases } from '../wording/stated.js';
import { clause, counts, judged, perEach, statedYes, type Words, yesAndJudged } from './rows.js';

const rate = (indicator: DefinedIndicator, sign: '>=' | '<=', num: number, den: number): Rule => ({
  op: 'figure',
  indicator,
  sign,
  value: { num, den },
  period: 'rolling12',
});
const shown = (indicator: DefinedIndicator): Rule => ({ op: 'figure shown', indicator, period: 'rolling12' });

const executed = (number: number, at: string, zh: string, en: string) =>
  judged(number, at, [`${zh}有制度并能执行`, `${en}: a rule that is kept`]);

/** A rate of the standard's nine. */
const nine = (
  number: number,
  at: string,
  words: Words,
  rule: Rule,
  confidence: Clause['confidence'] = 'seed',
) => clause(number, at, words, 'a', rule, { inferred: true, missing: byCases, confidence });

const casesAndReview = {
  zh: '依据病例指标与专家评审；无指标为未知，未评审为待评审',
  en: 'figures of cases and a review; not known without a figure, awaiting review without one',
} as const;

const whole = (
  number: number,
  zh: string,
  en: string,
  wholeZh: string,
  wholeEn: string,
  unit: string,
): Rule =>
  perEach(
    counts(number, 'sound', zh, en, unit, 100_000),
    counts(number, 'all', wholeZh, wholeEn, unit, 100_000),
    1,
    1,
  );

/** 四: management, 220 points. */
export const management: readonly Clause[] = [
  executed(66, '四1-1', '安全报告制度', 'safety reports'),
  executed(67, '四1-2-1', '岗位责任制', 'responsibility of posts'),
  executed(68, '四1-3-1', '三级医师负责制', 'three levels of physicians'),
  clause(
    69,
    '四1-4-1',
    [
      '有术前访视单达100%；有制度并能执行，术前访视记录完整规范',
      'a visit form before every operation; a rule that is kept, records complete',
    ],
    'a+c',
    allOf(shown(anesthesiaPreoperativeVisit), review),
    {
      missing: casesAndReview,
      note: {
        zh: '国家指标“麻醉前访视率”相近但不相同，仅作参考，由评审人判定',
        en: 'the national rate of visits is near but not the same; it informs the reviewer, who decides',
      },
    },
  ),
  clause(
    70,
    '四1-5-1',
    ['麻醉知情同意制度有制度并能执行', 'consent to anaesthesia: a rule that is kept'],
    'a+c',
    allOf(shown(anesthesiaConsent), review),
    {
      missing: casesAndReview,
      note: {
        zh: '签署率由病例计算，制度与执行由评审人判定',
        en: 'the share signed is counted from cases; the rule and its keeping are for the reviewer',
      },
    },
  ),
  executed(71, '四1-6-1', '医疗事故防范制度', 'prevention of accidents'),
  executed(72, '四1-7-1', '毒麻药品管理制度', 'narcotic drugs'),
  clause(
    73,
    '四1-8-1',
    [
      '麻醉记录单书写合格率达98%；术后随访率达100%，术后访视记录完整规范',
      'record sheets conform in 98 %, every patient visited after, records complete',
    ],
    'a+c',
    allOf(
      rate(anesthesiaRecordConforms, '>=', 98, 100),
      rate(anesthesiaPostoperativeVisit, '>=', 1, 1),
      review,
    ),
    {
      inferred: true,
      missing: casesAndReview,
      note: {
        zh: '比较符号缺失；记录的完整规范由评审人抽查病历判定',
        en: 'the sign is lost; whether records are complete is judged by a reviewer in a sample of charts',
      },
    },
  ),
  executed(
    74,
    '四1-9-1',
    '危重、疑难、死亡病例讨论制度',
    'discussion of critical, difficult and fatal cases',
  ),
  yesAndJudged(
    75,
    '四1-10-1',
    [
      '仪器设备保管、保养制度有制度并能执行（仪器设备使用记录）',
      'care of equipment: a rule that is kept, with records of use',
    ],
    ['是否有仪器设备使用、保养记录？', 'Are there records of use and care?'],
  ),
  clause(
    76,
    '四1-11-1',
    ['10万元以上麻醉设备完好率95%', '95 % of the equipment above 100,000 yuan in order'],
    'b',
    perEach(
      counts(
        76,
        'sound',
        '10万元以上麻醉设备完好的有多少台？',
        'How many devices above 100,000 yuan are in order?',
        '台',
      ),
      counts(
        76,
        'all',
        '10万元以上麻醉设备共有多少台？',
        'How many devices above 100,000 yuan are there?',
        '台',
      ),
      95,
      100,
    ),
    { inferred: true },
  ),
  clause(
    77,
    '四1-12-1',
    ['抢救设备完好率100%', 'all rescue equipment in order'],
    'b',
    whole(
      77,
      '抢救设备完好的有多少台？',
      'How many rescue devices are in order?',
      '抢救设备共有多少台？',
      'How many rescue devices are there?',
      '台',
    ),
  ),
  clause(
    78,
    '四1-13-1',
    [
      '麻醉用具消毒灭菌合格率达100%，有制度并能执行，记录完整规范',
      'disinfection passes in 100 %, a rule that is kept, records complete',
    ],
    'b+c',
    allOf(
      whole(
        78,
        '近12个月消毒灭菌抽检合格多少件？',
        'How many sterility checks passed in twelve months?',
        '近12个月消毒灭菌抽检共多少件？',
        'How many sterility checks were done in twelve months?',
        '件',
      ),
      review,
    ),
  ),
  executed(79, '四1-14-1', '会诊制度', 'consultation'),
  executed(80, '四1-15-1', '进修、实习医生、研究生授课制度', 'teaching of trainees'),
  executed(81, '四1-16-1', '医生交接班制度', 'handover'),
  executed(82, '四1-17-1', '麻醉分级管理制度', 'graded anaesthesia'),
  nine(
    83,
    '四2-1-1',
    ['神经阻滞麻醉成功率93%', 'nerve blocks succeed in 93 %'],
    rate(anesthesiaNerveBlockSuccess, '>=', 93, 100),
  ),
  nine(
    84,
    '四2-2（印作2-1-2）',
    ['硬膜外阻滞成功率93%', 'epidurals succeed in 93 %'],
    rate(anesthesiaEpiduralSuccess, '>=', 93, 100),
  ),
  clause(
    85,
    '四2-3（印作2-1-3）',
    ['麻醉相关死亡率0.01%', 'anaesthesia-related deaths 0.01 %'],
    'a+c',
    allOf(rate(anesthesiaRelatedDeath, '<=', 1, 10_000), review),
    {
      inferred: true,
      missing: casesAndReview,
      note: {
        zh: '比较符号缺失；死亡是否与麻醉相关由评审人确认',
        en: 'the sign is lost; whether a death is related is for a reviewer to confirm',
      },
    },
  ),
  nine(
    86,
    '四2-4-1',
    ['腰麻后头痛发生率10%', 'headache after spinals 10 %'],
    rate(anesthesiaSpinalHeadache, '<=', 10, 100),
  ),
  nine(
    87,
    '四2-4-2',
    [
      '有创性麻醉操作、有创性监测操作感染发生率各0.1%',
      'infections after invasive anaesthesia and monitoring procedures 0.1 % each',
    ],
    allOf(
      rate(anesthesiaProcedureInfection, '<=', 1, 1000),
      rate(anesthesiaMonitoringInfection, '<=', 1, 1000),
    ),
  ),
  nine(
    88,
    '四2-4-3',
    [
      '硬膜外麻醉硬脊膜穿破发生率0.5%、血管损伤发生率1%',
      'dural punctures 0.5 %, vascular injuries 1 % of epidurals',
    ],
    allOf(rate(anesthesiaDuralPuncture, '<=', 5, 1000), rate(anesthesiaEpiduralVesselInjury, '<=', 1, 100)),
  ),
  nine(
    89,
    '四2-4-4',
    [
      '椎管内麻醉神经并发症发生率0.02%（其中截瘫0.001%）',
      'neurologic complications of neuraxial anaesthesia 0.02 %, paraplegia 0.001 %',
    ],
    allOf(
      rate(anesthesiaNeuraxialComplication, '<=', 2, 10_000),
      rate(anesthesiaParaplegia, '<=', 1, 100_000),
    ),
  ),
  statedYes(
    90,
    '四3-1-1',
    ['有专人负责档案', 'somebody is responsible for files'],
    ['麻醉科档案是否有专人负责？', 'Is somebody responsible for the files?'],
  ),
  statedYes(
    91,
    '四3-2-1',
    [
      '建有5万元以上医疗设备仪器的使用、保养、维修档案，检查记录',
      'files of use, care and repair of equipment above 50,000 yuan',
    ],
    ['5万元以上设备是否建有使用、保养、维修档案？', 'Are there files of equipment above 50,000 yuan?'],
  ),
  judged(92, '四3-3-1', [
    '及时将麻醉前访视记录单、麻醉记录单、麻醉后随访记录单汇总保存',
    'visit, anaesthesia and follow-up records are collected in time',
  ]),
  statedYes(
    93,
    '四3-4-1',
    [
      '建立会诊、交接班、危重疑难讨论、死亡讨论登记本并及时归档',
      'registers of consultation, handover, discussion and deaths',
    ],
    ['会诊、交接班、病例讨论、死亡讨论登记本是否齐全并归档？', 'Are the registers complete and filed?'],
  ),
  statedYes(
    94,
    '四3-5-1',
    ['毒麻药品有专人负责，建立登记本并及时整理归档', 'a person and a register for narcotics'],
    ['毒麻药品是否有专人负责并建登记本？', 'Are there a person and a register for narcotics?'],
  ),
  statedYes(
    95,
    '四4-1-1',
    ['麻醉科全面使用电子病历（提倡）', 'electronic records throughout (encouraged)'],
    ['麻醉科是否全面使用电子病历？', 'Are electronic records used throughout?'],
  ),
  statedYes(
    96,
    '四4-2-1',
    ['建立手术、麻醉管理分系统', 'a system for surgery and anaesthesia'],
    ['是否建立手术、麻醉管理分系统？', 'Is there a system for surgery and anaesthesia?'],
    {
      note: {
        zh: '条文重复印作“提倡电子病历管理”，按项目名理解',
        en: 'the text repeats that of 4-1-1; read by the name of the item',
      },
    },
  ),
];

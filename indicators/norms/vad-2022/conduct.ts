import {
  all,
  allOf,
  type Clause,
  type DefinedIndicator,
  persons,
  type Rule,
  reaches,
  review,
} from '../../../pipeline/define/index.js';
import { person } from '../../../pipeline/lists/person.js';
import { vadBarcodeKept } from '../../vad/barcode-kept.js';
import { vadConsent } from '../../vad/consent.js';
import { vadCorrectIndication } from '../../vad/correct-indication.js';
import { vadDeciders } from '../../vad/deciders.js';
import { vadEthicsApproval } from '../../vad/ethics-approval.js';
import { vadFollowup1y } from '../../vad/followup-1y.js';
import { vadFollowup3y } from '../../vad/followup-3y.js';
import { vadFollowup5y } from '../../vad/followup-5y.js';
import { vadMajorComplications } from '../../vad/major-complications.js';
import { vadMortality30d } from '../../vad/mortality-30d.js';
import { vadReported } from '../../vad/reported.js';
import { vadSurvival1y } from '../../vad/survival-1y.js';
import { byCases, reviewed, stated, statedEach } from '../wording/stated.js';
import { seniorForFiveYears } from './physician.js';

/** A duty in every case: all of the last twelve months. */
const everyCase = (indicator: DefinedIndicator): Rule => ({
  op: 'figure',
  indicator,
  sign: '>=',
  value: { num: 1, den: 1 },
  period: 'rolling12',
});

const asEveryCase = {
  zh: '规范对每例提出要求，未印百分数；按近12个月全部病例判定',
  en: 'the norm asks it of every case and prints no percentage; judged over all cases of the last twelve months',
} as const;

/**
 * A figure over the cases that fall due in the running year: those implanted as many years before as its window has. Without any case due,
 * the clause is not applicable.
 */
const dueThisYear = (
  indicator: DefinedIndicator,
  sign: '>' | '>=',
  value: { readonly num: number; readonly den: number },
): Rule => ({ op: 'figure', indicator, sign, value, period: 'year', noneDue: 'not applicable' });

const some = { num: 0, den: 1 } as const;

/** The specialists who may decide: in the staff list, by specialty and by years in the title. */
const mayDecide = all(
  person.technique.is('心室辅助'),
  person.role.is('医师'),
  person.specialty.is('心脏大血管外科', '心血管内科'),
  seniorForFiveYears,
);

/** 三: how the technique is practised. */
export const conduct: readonly Clause[] = [
  {
    id: 'V22-048',
    at: '三（一）',
    text: {
      zh: '严格遵守心室辅助技术操作规范和诊疗指南，严格掌握心室辅助技术的适应证和禁忌证',
      en: 'rules and guidelines are followed; indications and contra-indications are strictly observed',
    },
    class: 'a+c',
    rule: allOf({ op: 'figure shown', indicator: vadCorrectIndication, period: 'rolling12' }, review),
    missing: {
      zh: '适应证选择正确率由病例计算并供评审参考；禁忌证与操作规范依据专家评审；未评审为待评审',
      en: 'the rate of correct indications is counted from cases and laid before the reviewer, who judges contra-indications and practice; without a verdict it awaits review',
    },
    confidence: 'derived',
    note: {
      zh: '规范未规定适应证选择正确率的数值，故不以该率判定',
      en: 'the norm sets no number for correct indications, so the rate alone does not decide',
    },
  },
  {
    id: 'V22-049',
    at: '三（二）',
    text: {
      zh: '择期应用心室辅助装置应当由2名以上心脏大血管外科或者心血管内科、取得副主任医师以上专业技术职务任职资格5年以上、具有心室辅助技术临床应用能力的专业技术人员决定',
      en: 'elective use is decided by at least 2 cardiac surgeons or cardiologists, associate chief or higher for 5 years, able in the technique',
    },
    class: 'a+b',
    rule: allOf(
      everyCase(vadDeciders),
      reaches(
        persons(
          mayDecide,
          '符合决定条件的心脏大血管外科、心血管内科医师',
          'cardiac surgeons and cardiologists who may decide',
        ),
        2,
      ),
    ),
    missing: {
      zh: '依据择期病例的决策专家人数及人员名册中符合条件的医师；人数空白为未知',
      en: 'the number of deciding specialists of each elective case, and the specialists of the staff list; a blank number is not known',
    },
    confidence: 'derived',
    note: asEveryCase,
  },
  {
    id: 'V22-050',
    at: '三（二）',
    text: { zh: '并制订合理的治疗与管理方案', en: 'and a reasonable plan of treatment is made' },
    class: 'a+c',
    rule: allOf({ op: 'figure shown', indicator: vadDeciders, period: 'rolling12' }, review),
    missing: {
      zh: '病例表没有方案一栏；择期病例的决定情况供评审参考，方案是否合理依据专家评审',
      en: 'cases have no column for the plan; how elective cases were decided is laid before the reviewer, who judges the plan',
    },
    confidence: 'seed',
  },
  {
    id: 'V22-051',
    at: '三（三）',
    text: {
      zh: '实施心室辅助技术前，应当向患者及其家属告知手术目的、手术风险、术后注意事项、可能发生的并发症及预防措施等，并签署知情同意书',
      en: 'before implantation patient and family are informed and consent is signed',
    },
    class: 'a',
    rule: everyCase(vadConsent),
    missing: byCases,
    confidence: 'derived',
    note: asEveryCase,
  },
  {
    id: 'V22-052',
    at: '三（四）',
    text: {
      zh: '实施心室辅助技术必须通过本医疗机构伦理委员会批准',
      en: "the hospital's ethics committee approves the use",
    },
    class: 'a',
    rule: everyCase(vadEthicsApproval),
    missing: byCases,
    confidence: 'derived',
    note: {
      zh: '规范未写明逐例批准还是批准技术；按每例有批准日期且不晚于植入日判定',
      en: 'the norm does not say whether each case or the technique is approved; judged by a date of approval of each case, not after implantation',
    },
  },
  statedEach(
    'V22-053',
    '三（五）',
    ['建立健全心室辅助技术应用后监测和随访制度', 'a system of monitoring and follow-up'],
    [
      'monitoring',
      '是否建立心室辅助技术应用后监测制度？',
      'Is there a system of monitoring after implantation?',
    ],
    ['followup', '是否建立心室辅助技术应用后随访制度？', 'Is there a system of follow-up?'],
  ),
  {
    id: 'V22-054',
    at: '三（五）',
    text: { zh: '并按规定进行随访、记录', en: 'follow-up is done and recorded' },
    class: 'a',
    rule: allOf(
      dueThisYear(vadFollowup1y, '>', some),
      dueThisYear(vadFollowup3y, '>', some),
      dueThisYear(vadFollowup5y, '>', some),
    ),
    missing: byCases,
    confidence: 'derived',
    note: {
      zh: '规范只对5年随访率规定数值（V22-060）；此处只判定到期病例是否做了随访，不判定比例；没有到期病例的不适用',
      en: 'the norm sets a number for 5 years only (V22-060); here it is judged whether due cases are followed up at all; not applicable where none was due',
    },
  },
  {
    id: 'V22-055',
    at: '三（六）',
    text: {
      zh: '在每次植入心室辅助装置后，应当按要求向所在地省级医疗技术临床应用信息化管理平台报送使用心室辅助装置等临床信息',
      en: 'each implantation is reported to the provincial platform',
    },
    class: 'a',
    rule: everyCase(vadReported),
    missing: byCases,
    confidence: 'derived',
    note: asEveryCase,
  },
  statedEach(
    'V22-056',
    '三（七）',
    [
      '医疗机构和医师按照规定定期接受心室辅助技术临床应用能力评估',
      'hospital and physicians are assessed at intervals',
    ],
    [
      'hospital',
      '医院是否按规定定期接受心室辅助技术临床应用能力评估？',
      'Is the hospital assessed at the intervals laid down?',
    ],
    [
      'physicians',
      '开展该技术的医师是否按规定定期接受能力评估？',
      'Are the physicians who practise the technique assessed at the intervals laid down?',
    ],
  ),
  {
    id: 'V22-057',
    at: '三（七）',
    text: {
      zh: '手术成功率（1年生存率大于70%）',
      en: 'success of the operation: 1-year survival above 70 %',
    },
    class: 'a',
    rule: dueThisYear(vadSurvival1y, '>', { num: 70, den: 100 }),
    missing: {
      zh: '依据上一年植入、当年满1年的病例；失访计为未存活；未满1年的不计，没有到期病例为不适用；结局未明（未填）足以左右结果时为未知',
      en: 'cases implanted the year before and one year old in this one; lost counts as not alive; cases not yet due do not count; not applicable where none was due; not known where unknown outcomes could turn it',
    },
    confidence: 'seed',
    note: { zh: '“大于”为严格大于：正好70%不达标', en: 'the sign is strict: exactly 70 % does not meet it' },
  },
  {
    id: 'V22-058',
    at: '三（七）',
    text: {
      zh: '严重并发症、死亡病例、医疗不良事件发生情况',
      en: 'severe complications, deaths and adverse events are assessed',
    },
    class: 'a',
    rule: allOf(
      { op: 'figure shown', indicator: vadMajorComplications, period: 'rolling12' },
      { op: 'figure shown', indicator: vadMortality30d, period: 'rolling12' },
    ),
    missing: byCases,
    confidence: 'derived',
    note: {
      zh: '规范要求评估而未规定数值；并发症率和30天死亡率有数即为符合',
      en: 'the norm asks that they be assessed and sets no number; met when complications and 30-day deaths are counted',
    },
  },
  reviewed('V22-059', '三（七）', [
    '病例选择、术后患者管理、患者生存质量和病历质量等',
    'selection of cases, care after the operation, quality of life and of records',
  ]),
  {
    id: 'V22-060',
    at: '三（七）',
    text: { zh: '随访情况（5年随访率大于90%）', en: 'follow-up: above 90 % at 5 years' },
    class: 'a',
    rule: dueThisYear(vadFollowup5y, '>', { num: 90, den: 100 }),
    missing: {
      zh: '依据五年前植入、当年满5年的病例；未满5年的不计，没有到期病例为不适用；从未报送心室辅助病例为未知',
      en: 'cases implanted five years before and due in this one; cases not yet due do not count; not applicable where none was due, not known where no case was ever sent',
    },
    confidence: 'seed',
    note: { zh: '“大于”为严格大于：正好90%不达标', en: 'the sign is strict: exactly 90 % does not meet it' },
  },
  stated(
    'V22-061',
    '三（八）1',
    [
      '使用经国家药品监督管理局批准的心室辅助装置相关器材',
      'only devices approved by the national drug administration are used',
    ],
    [
      '使用的心室辅助装置相关器材是否全部经国家药品监督管理局批准？',
      'Are all devices in use approved by the national drug administration?',
    ],
  ),
  {
    id: 'V22-062',
    at: '三（八）1',
    text: {
      zh: '不得重复使用与心室辅助技术相关的一次性医用器材',
      en: 'single-use devices are not used again',
    },
    class: 'a',
    rule: { op: 'single use', table: 'vad_implants' },
    missing: {
      zh: '依据病例登记的器械条形码；从未登记条形码为未知',
      en: 'the device barcodes of the cases; not known where none was ever recorded',
    },
    confidence: 'derived',
    note: {
      zh: '带序列号的条形码出现在两例中只作为疑点，须核实；不含序列号的批号或型号码可以重复',
      en: 'a serialised barcode in two cases is a lead to look into; a lot or model number without a serial repeats rightly',
    },
  },
  stated(
    'V22-063',
    '三（八）2',
    [
      '建立心室辅助装置相关器材登记制度，保证器材来源可追溯',
      'devices are registered and their source can be traced',
    ],
    [
      '是否建立心室辅助装置相关器材登记制度，器材来源可追溯？',
      'Is there a register of devices by which their source can be traced?',
    ],
  ),
  {
    id: 'V22-064',
    at: '三（八）2',
    text: {
      zh: '在应用心室辅助装置患者住院病历的手术记录部分留存心室辅助装置相关器材条形码或者其他合格证明文件',
      en: "the device's barcode or certificate is kept in the record of the operation",
    },
    class: 'a',
    rule: everyCase(vadBarcodeKept),
    missing: byCases,
    confidence: 'derived',
    note: asEveryCase,
  },
];

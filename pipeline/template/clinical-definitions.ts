import { vadComplications } from '../cases/vad-implants.js';
import type { Bilingual } from '../message/errors.js';

/** Definitions of clinical findings, so that hospitals judge alike; by table and field, in short wording of the source. */
type Definitions = Readonly<Record<string, Readonly<Record<string, Bilingual>>>>;

const duringRun = {
  zh: '术中及术后30天内',
  en: 'in the operation and within 30 days after it',
};
const complication = (zh: string, en: string): Bilingual => ({
  zh: `${zh}；${duringRun.zh}`,
  en: `${en}; ${duringRun.en}`,
});
/** The source of VAD names the kinds and defines none of them. */
const vadComplication = {
  zh: `植（介）入${duringRun.zh}发生；国家指标（2022）只列名称，未给判定标准，按本院临床诊断填报`,
  en: `of the implantation, ${duringRun.en}; the national indicators of 2022 name it and give no criteria: by the clinical diagnosis of the hospital`,
} as const;

/** The source names the finding and gives no criteria. */
const named = (by: Bilingual): Bilingual => ({
  zh: `${by.zh}只列名称，未给判定标准，按本院临床诊断填报`,
  en: `named without criteria in ${by.en}: by the clinical diagnosis of the hospital`,
});
const national = { zh: '国家指标（2022）', en: 'the national indicators of 2022' } as const;
const chongqing = { zh: '重庆标准（2011）', en: 'the Chongqing standard of 2011' } as const;

/** By the national indicators of ECMO, VAD and anaesthesia (2022) and the Chongqing standard (2011). */
export const clinicalDefinitions: Definitions = {
  ecmo_runs: {
    bleeding: complication(
      '致死性出血、颅内出血，或与ECMO抗凝相关的纵隔、消化道、气道、插管部位出血，且血红蛋白每日下降超过2 g/dL、血流动力学不稳定或需外科干预',
      'fatal or intracranial bleeding, or bleeding by anticoagulation into mediastinum, gut, airway or at the cannula with a fall of haemoglobin by more than 2 g/dL a day, instability or surgery',
    ),
    hemolysis: complication(
      '排除出血、血液稀释等原因后，血红蛋白下降超过2 g/dL，且血浆游离血红蛋白超过5 mg/dL（按原文所印）',
      'bleeding and dilution excluded, haemoglobin falls by more than 2 g/dL and free haemoglobin in plasma is above 5 mg/dL (as printed)',
    ),
    thromboembolism: complication(
      '经影像学证实的脑或肢体动脉栓塞、深静脉血栓或肺栓塞、心腔内血栓',
      'proven by imaging: arterial embolism of brain or limb, deep-vein thrombosis or pulmonary embolism, thrombus in the heart',
    ),
    limb_ischemia: complication(
      '置管侧下肢溃疡、坏疽或截肢',
      'ulcer, gangrene or amputation of the leg with the cannula',
    ),
    neurologic: complication(
      '经影像学证实的新发出血性脑卒中，或伴功能障碍的缺血性脑卒中',
      'proven by imaging: a new haemorrhagic stroke, or an ischaemic one with a deficit',
    ),
    bloodstream_infection: complication(
      '置管48小时后发生的与ECMO相关的感染，穿刺物、手术探查物或导管尖端检出病原体',
      'related to ECMO, more than 48 hours after cannulation, with the organism found in an aspirate, at surgery or on the tip of the cannula',
    ),
    oxygenator_failures: {
      zh: '因血栓、血浆渗漏、漏血或氧合欠佳须更换或停用氧合器，每只每次计1',
      en: 'thrombus, plasma leak, blood leak or poor oxygenation so that an oxygenator is changed or stopped; each counts',
    },
    pump_head_failures: {
      zh: '泵头破裂、血栓形成或不能正常工作，每次计1',
      en: 'a pump head breaks, clots or does not work; each counts',
    },
    accidental_decannulations: {
      zh: '因连接处松弛、搬运不同步等使管路意外脱开，每次计1',
      en: 'a circuit comes apart by a loose joint or in moving the patient; each counts',
    },
    air_in_circuit: {
      zh: '静脉端操作、静脉输液、插管与管道连接处进气或气穴，使循环管路进气',
      en: 'air enters the circuit at the venous side, by an infusion, at a joint or by cavitation',
    },
    pump_stop: {
      zh: '断电、备用电源耗尽或机器故障使泵停转',
      en: 'the pump stops for want of current, an empty battery or a fault of the machine',
    },
    cannulation_accident: {
      zh: '置管方向或位置错误、松脱拔出、扭折、血管损伤，影响ECMO功能',
      en: 'a cannula lies wrong, slips out, kinks or injures a vessel so that ECMO suffers',
    },
    ecpr: {
      zh: '心脏骤停时以ECMO辅助心肺复苏（常规复苏15分钟未恢复自主循环，骤停1小时内）',
      en: 'ECMO begun in resuscitation from cardiac arrest (no own circulation after 15 minutes, within an hour of the arrest)',
    },
    liver_failure: {
      zh: '胆红素不低于33 µmol/L，或ALT、AST高于70 U/L（SAVE评分）',
      en: 'bilirubin of 33 µmol/L or more, or ALT or AST above 70 U/L (SAVE score)',
    },
    acute_renal_failure: {
      zh: '肌酐高于1.5 mg/dL（约133 µmol/L）（SAVE评分）',
      en: 'creatinine above 1.5 mg/dL (SAVE score)',
    },
    alive_48h: {
      zh: '撤机后满48小时存活；恰在48小时死亡的填否',
      en: 'alive for more than 48 hours after removal; dead at exactly 48 hours is no',
    },
    transfer_from: {
      zh: '带 ECMO 由他院转入的，填转出医院的编码；由外省转入的填“外省”',
      en: 'taken over on ECMO: the code of the hospital that sent the patient, 外省 where it lies in another province',
    },
    transfer_to: {
      zh: '带 ECMO 转往他院的（撤机原因为转院），填接收医院的编码；转往外省的填“外省”',
      en: 'transferred on ECMO (reason for ending 转院): the code of the hospital that took over, 外省 where it lies in another province',
    },
    mode_changed_at: {
      zh: '同一次辅助中改变支持模式的时间；仍是一行，按上机时的模式统计。多次变更的填第一次',
      en: 'when the mode was changed in the same run, which stays one row and counts by the mode of its start; the first change where there are several',
    },
    mode_after: { zh: '变更后的支持模式', en: 'the mode of support after that change' },
  },
  vad_implants: Object.fromEntries(vadComplications.map((name) => [name, vadComplication])),
  anesthesia_cases: {
    hypothermia: {
      zh: '手术麻醉期间核心体温低于36 ℃连续30分钟以上，或间隔30分钟的两次测量均低于36 ℃；控制性低温除外',
      en: 'core temperature below 36 ℃ for 30 minutes or in two readings 30 minutes apart; deliberate hypothermia excepted',
    },
    cancelled: {
      zh: '入室后、给予第一种麻醉药物之前取消的为“入室后麻醉前”；麻醉开始（给予第一种麻醉药物）后、手术开始前取消的为“麻醉后手术前”',
      en: 'called off after entering and before the first anaesthetic drug is 入室后麻醉前; after that drug and before surgery is 麻醉后手术前',
    },
    deliberate_hypothermia: {
      zh: '为治疗需要有意降低体温',
      en: 'the temperature is lowered on purpose, as treatment',
    },
    dental_injury: named(national),
    unplanned_airway: {
      zh: '麻醉计划未预见而建立的人工气道',
      en: 'an artificial airway that the plan of the anaesthetic had not foreseen',
    },
    cardiac_arrest: named(national),
    cardiac_arrest_24h: {
      zh: '麻醉开始后24小时内发生的心脏骤停（国家指标2015）',
      en: 'cardiac arrest within 24 hours of the start of anaesthesia (national indicators of 2015)',
    },
    awareness: named(national),
    central_venous_complication: named({ zh: '国家指标（2015）', en: 'the national indicators of 2015' }),
    pacu_first_temp_c: {
      zh: '入PACU后测得的第一个体温，℃',
      en: 'the first temperature measured in the PACU, in ℃',
    },
    reintubation_planned: {
      zh: '再插管是麻醉或手术计划之内的填“是”',
      en: 'yes where the plan of anaesthesia or surgery had it',
    },
    dural_puncture: named(chongqing),
    epidural_vessel_injury: named(chongqing),
    paraplegia: named(chongqing),
    aspiration: {
      zh: '反流误吸，出手术室时吸空气脉搏血氧饱和度不能达到90 %',
      en: 'aspiration after which saturation on air does not reach 90 % at leaving the room',
    },
    severe_allergy: {
      zh: '麻醉期间须立即使用肾上腺素治疗的过敏反应',
      en: 'an allergic reaction that needs adrenaline at once',
    },
    reintubated: {
      zh: '拔管后再次气管插管；是否在6小时内由再插管时间判定',
      en: 'intubated again after extubation; whether within six hours is told by the times',
    },
    reoperation: {
      zh: '再插管是因二次手术（计划或非计划）的才填',
      en: 'only where the re-intubation was for a second operation, planned or not',
    },
    regional_neurologic_72h: {
      zh: '区域阻滞后新发、持续超过72小时、排除其他病因的神经并发症',
      en: 'new after a regional block, for more than 72 hours, other causes excluded',
    },
    hoarseness_72h: {
      zh: '全麻拔管后新发声音嘶哑，72小时未恢复；咽喉、颈、胸部手术除外',
      en: 'new after extubation and not gone after 72 hours; surgery of throat, neck and thorax excepted',
    },
    new_coma_24h: {
      zh: '麻醉前清醒（GCS 15分），麻醉后昏迷（GCS 8分及以下）超过24小时；非颅脑手术',
      en: 'awake before (GCS 15), in a coma (GCS 8 or less) for more than 24 hours after; other than cranial surgery',
    },
    sedation_reason: {
      zh: '麻醉后仍镇静的原因；因医疗目的给予镇静催眠的不计为新发昏迷',
      en: 'why the patient was kept asleep; for medical purposes it is no new coma',
    },
    icu_transfer: {
      zh: '麻醉计划未预见而转入ICU的为非计划',
      en: 'unplanned where the plan of the anaesthetic had not foreseen it',
    },
    nerve_block_success: {
      zh: '阻滞区域基本无痛，无须补加局麻或改为全麻即可完成手术（重庆2011）',
      en: 'no pain in the area, and surgery done without more local or a general anaesthetic (Chongqing 2011)',
    },
    epidural_success: {
      zh: '阻滞区域基本无痛，无须补加局麻或改为全麻即可完成手术（重庆2011）',
      en: 'no pain in the area, and surgery done without more local or a general anaesthetic (Chongqing 2011)',
    },
    spinal_headache: {
      zh: '腰麻后1至3天发生的双侧性头痛，抬头或坐起加重、平卧减轻或消失（重庆2011）',
      en: 'a headache on both sides on days 1 to 3 after a spinal, worse upright and better lying down (Chongqing 2011)',
    },
    invasive_procedure_infections: {
      zh: '局部红、肿、痛，有或无脓疱，伴或不伴发热（重庆2011）',
      en: 'redness, swelling and pain, with or without pus or fever (Chongqing 2011)',
    },
    invasive_monitoring_infections: {
      zh: '局部红、肿、痛，有或无脓疱，伴或不伴发热（重庆2011）',
      en: 'redness, swelling and pain, with or without pus or fever (Chongqing 2011)',
    },
    neuraxial_neurologic: {
      zh: '排除其他病因，椎管内麻醉恢复期后仍有的局部麻木、异感、肌无力甚至瘫痪（重庆2011）',
      en: 'other causes excluded: numbness, paraesthesia, weakness or paralysis that outlasts the neuraxial block (Chongqing 2011)',
    },
    anesthesia_death: {
      zh: '围麻醉期与麻醉及相关药物、方法和处理有关的死亡（重庆2011）',
      en: 'death around the anaesthetic that its drugs, methods or treatment have to do with (Chongqing 2011)',
    },
  },
};

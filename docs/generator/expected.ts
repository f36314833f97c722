import type { Bilingual } from '../../pipeline/message/errors.js';

/*
 * What must be there, written down from the regulations and the national lists and not from the definitions, so that a
 * clause or an indicator that is forgotten shows as missing.
 */

/** The clauses of one regulation, by number. */
export interface ExpectedClauses {
  readonly prefix: string;
  readonly ids: readonly string[];
}

/** `V22-001` to `V22-085`. */
const numbered = (prefix: string, last: number): ExpectedClauses => ({
  prefix,
  ids: Array.from({ length: last }, (_, i) => `${prefix}-${String(i + 1).padStart(3, '0')}`),
});

/** The texts of E00 are eight, each with numbers of its own. */
const lettered = (prefix: string, texts: Readonly<Record<string, number>>): ExpectedClauses => ({
  prefix,
  ids: Object.entries(texts).flatMap(([letter, last]) =>
    Array.from({ length: last }, (_, i) => `${prefix}-${letter}${String(i + 1).padStart(2, '0')}`),
  ),
});

export const expectedClauses: readonly ExpectedClauses[] = [
  numbered('E22', 68),
  numbered('V22', 85),
  numbered('A11', 117),
  lettered('E00', { A: 12, B: 20, C: 7, D: 3, E: 9, F: 4, G: 1, H: 5 }),
];

/** An indicator that a list names. */
export interface ExpectedIndicator {
  readonly list: string;
  readonly code: string;
  /** The edition, where a code has several. */
  readonly version?: string;
  readonly title: Bilingual;
  /** Where it is held when it is no indicator, or why it is not held at all. */
  readonly elsewhere?: Bilingual;
}

export const indicatorLists = [
  { id: 'ecmo-2022', title: { zh: '国家ECMO指标（2022）', en: 'National ECMO indicators (2022)' } },
  { id: 'ecmo-norm', title: { zh: 'G11 规范的ECMO要求', en: 'ECMO duties of norm G11' } },
  { id: 'ecmo-extra', title: { zh: '其他ECMO指标', en: 'Other ECMO indicators' } },
  { id: 'vad-2022', title: { zh: '国家心室辅助指标（2022）', en: 'National VAD indicators (2022)' } },
  { id: 'vad-norm', title: { zh: 'G09 规范的心室辅助要求', en: 'VAD duties of norm G09' } },
  { id: 'aqi-2022', title: { zh: '国家麻醉指标（2022）', en: 'National anaesthesia indicators (2022)' } },
  { id: 'aqi-2015', title: { zh: '国家麻醉指标（2015）', en: 'National anaesthesia indicators (2015)' } },
  { id: 'cq-2011', title: { zh: '重庆麻醉指标（2011）', en: 'Chongqing anaesthesia indicators (2011)' } },
] as const;

type ListId = (typeof indicatorLists)[number]['id'];
type Row = readonly [code: string, zh: string, en: string, more?: Partial<ExpectedIndicator>];

const list = (id: ListId, rows: readonly Row[]): readonly ExpectedIndicator[] =>
  rows.map(([code, zh, en, more]) => ({ list: id, code, title: { zh, en }, ...more }));

/** Every row of one edition of a list. */
const edition = (version: string, rows: readonly ExpectedIndicator[]): readonly ExpectedIndicator[] =>
  rows.map((row) => ({ ...row, version }));

export const expectedIndicators: readonly ExpectedIndicator[] = [
  ...list('ecmo-2022', [
    ['ECMO-01', 'ECMO有效撤除率', 'effective removal'],
    ['ECMO-02', '应用后30天内全因死亡率', '30-day all-cause mortality'],
    ['ECMO-03', '一年生存率', 'one-year survival'],
    ['ECMO-04A', '氧合器故障率', 'oxygenator failure'],
    ['ECMO-04B', '循环管路进气率', 'air in the circuit'],
    ['ECMO-04C', '泵头故障率', 'pump-head failure'],
    ['ECMO-04D', '停泵故障率', 'pump stop'],
    ['ECMO-04E', '意外脱管率', 'accidental decannulation'],
    ['ECMO-04F', '置管意外率', 'cannulation accident'],
    ['ECMO-05', '术中及术后30天内主要并发症发生率', 'major complications to day 30'],
    ['ECMO-05A', '出血', 'bleeding'],
    ['ECMO-05B', '溶血', 'haemolysis'],
    ['ECMO-05C', '血栓栓塞', 'thrombo-embolism'],
    ['ECMO-05D', '下肢缺血坏死', 'ischaemic necrosis of the leg'],
    ['ECMO-05E', '神经系统并发症', 'neurologic complication'],
    ['ECMO-05F', '血源性感染', 'bloodstream infection'],
  ]),
  ...list('ecmo-norm', [
    ['ECMO-N01', '年度例数', 'runs a year'],
    ['ECMO-N02', '成功撤除率（培训机构）', 'successful removal at a training base'],
    ['ECMO-N03', '年收治患者数', 'patients a year'],
    ['ECMO-N04', '3名医师共同定案率（上机）', 'start plan made by three physicians'],
    ['ECMO-N04A', '3名以上医师制定率（上机）', 'start plan by at least three physicians'],
    ['ECMO-N04B', '经治医师参与率（上机）', 'start plan with a treating physician'],
    ['ECMO-N04C', '专家组2名参与率（上机）', 'start plan with two of the expert group'],
    ['ECMO-N04R', '3名医师共同定案率（撤机）', 'removal plan made by three physicians'],
    ['ECMO-N05', '紧急上机授权率', 'emergency start decided by a senior expert'],
    ['ECMO-N06', '紧急上机12小时内补充方案率', 'plan completed within 12 hours'],
    ['ECMO-N06P', '紧急上机补充方案3名医师共同制定率', 'plan after an emergency made by three physicians'],
    ['ECMO-N07', '知情同意签署率', 'consent signed'],
    ['ECMO-N08', '器械条形码留存率', 'device barcode kept'],
    ['ECMO-N09', '省级平台上报率', 'reported to the provincial platform'],
    ['ECMO-N10', '授权医师实施率', 'by an authorised physician'],
    ['ECMO-N11', '多学科讨论率（上机）', 'multidisciplinary discussion of the start'],
    ['ECMO-N11R', '多学科讨论率（撤机）', 'multidisciplinary discussion of the removal'],
    ['ECMO-N12', '备案及时', 'filed in time'],
    [
      'ECMO-X01',
      '排除：器官捐献供体ECMO',
      'exclusion: ECMO to preserve donor organs',
      {
        elsewhere: {
          zh: '是排除而非指标：器官捐献供体的例次从每一个ECMO指标中排除',
          en: 'an exclusion and no indicator: such runs are taken out of every ECMO indicator',
        },
      },
    ],
  ]),
  ...list('ecmo-extra', [
    ['ECMO-E01', '出院存活率', 'survival to discharge'],
    ['ECMO-E02', 'ECLS存活率', 'survived ECLS'],
    ['ECMO-E03', '千小时并发症密度', 'complications per 1,000 hours'],
    ['ECMO-E04', 'ECPR实施时间中位数', 'median time to support in ECPR'],
    ['ECMO-E05', '支持模式与年龄组构成', 'modes and age groups'],
    ['ECMO-E06', '标准化生存比', 'standardised survival ratio'],
    ['ECMO-E07', '辅助时长中位数', 'median time on ECMO'],
    ['ECMO-E08', '年均例数<20中心占比', 'share of centres with fewer than 20 runs a year'],
  ]),
  ...list('vad-2022', [
    ['VAD-01', '适应证选择正确率', 'correct indication', { version: '2022' }],
    ['VAD-01', '适应证选择正确率（2017年版）', 'correct indication (2017 edition)', { version: '2017' }],
    ['VAD-02', '有效撤除率', 'effective removal'],
    ['VAD-03', '术后30天死亡率', '30-day mortality'],
    ['VAD-04', '桥接到心脏移植率', 'bridge to transplantation'],
    ['VAD-05', '术中及术后30天内主要并发症发生率', 'major complications to day 30'],
    ['VAD-05A', '菌血症和败血症', 'bacteraemia or sepsis'],
    ['VAD-05B', '纵隔感染', 'mediastinal infection'],
    ['VAD-05C', '驱动线缆感染', 'driveline infection'],
    ['VAD-05D', '内脏出血', 'visceral bleeding'],
    ['VAD-05E', '非计划性手术', 'unplanned surgery'],
    ['VAD-05F', '溶血', 'haemolysis'],
    ['VAD-05G', '血栓栓塞', 'thrombo-embolism'],
    ['VAD-05H', '右心衰竭', 'right heart failure'],
    ['VAD-05I', '神经系统并发症', 'neurologic complication'],
    ['VAD-05J', '肾功能衰竭', 'renal failure'],
    ['VAD-05K', '机械故障', 'mechanical failure'],
    ['VAD-06-1', '术后1年随访率', 'one-year follow-up'],
    ['VAD-06-3', '术后3年随访率', 'three-year follow-up'],
    ['VAD-06-5', '术后5年随访率', 'five-year follow-up'],
    ['VAD-07-1', '术后1年生存率', 'one-year survival'],
    ['VAD-07-3', '术后3年生存率', 'three-year survival'],
    ['VAD-07-5', '术后5年生存率', 'five-year survival'],
  ]),
  ...list('vad-norm', [
    ['VAD-N01', '心室辅助例数', 'VAD implantations'],
    ['VAD-N02', '长期植入式例数', 'long-term implantations'],
    ['VAD-N03', '择期2名以上专家决定率', 'elective use decided by two specialists'],
    ['VAD-N04', '知情同意签署率', 'consent signed'],
    ['VAD-N05', '伦理批准率', 'ethics approval'],
    ['VAD-N06', '器械条形码留存率', 'device barcode kept'],
    ['VAD-N09', '省级平台上报率', 'reported to the provincial platform'],
  ]),
  ...edition(
    '2022',
    list('aqi-2022', [
      ['AQI-DNR-01', '麻醉科医护比', 'physicians to nurses'],
      ['AQI-ACC-02', '麻醉医师人均年麻醉例次数', 'anaesthetics per physician and year'],
      ['AQI-PAO-03', '手术室外麻醉占比', 'share outside the operating room'],
      ['AQI-PVR-04', '择期手术麻醉前访视率', 'visit before elective anaesthesia'],
      ['AQI-CRB-05', '入室后手术麻醉取消率', 'cancelled after entry'],
      ['AQI-CRA-06', '麻醉开始后手术取消率', 'cancelled after the start of anaesthesia'],
      ['AQI-TMR-07', '全身麻醉术中体温监测率', 'temperature monitored'],
      ['AQI-AWR-08', '术中主动保温率', 'active warming'],
      ['AQI-ATR-09', '术中自体血输注率', 'autologous transfusion'],
      ['AQI-IHT-10', '手术麻醉期间低体温发生率', 'hypothermia during anaesthesia'],
      ['AQI-IDI-11', '术中牙齿损伤发生率', 'dental injury'],
      ['AQI-IRA-12', '严重反流误吸发生率', 'severe aspiration'],
      ['AQI-IUA-13', '计划外建立人工气道发生率', 'unplanned artificial airway'],
      ['AQI-ICA-14', '术中心脏骤停率', 'cardiac arrest'],
      ['AQI-ISA-15', '麻醉期间严重过敏反应发生率', 'severe allergy'],
      ['AQI-IAG-16', '全身麻醉术中知晓发生率', 'awareness'],
      ['AQI-IHP-17', 'PACU入室低体温率', 'hypothermia on entering the recovery room'],
      ['AQI-IDP-18', 'PACU转出延迟率', 'delayed leaving of the recovery room'],
      ['AQI-IUR-19', '非计划二次气管插管率', 'unplanned re-intubation'],
      ['AQI-IUI-20', '非计划转入ICU率', 'unplanned intensive care'],
      ['AQI-ASR-21', '术后镇痛满意率', 'satisfaction with analgesia'],
      [
        'AQI-ISN-22',
        '区域阻滞麻醉后严重神经并发症发生率',
        'severe neurologic complication after regional block',
      ],
      ['AQI-IHE-23', '全身麻醉气管插管拔管后声音嘶哑发生率', 'hoarseness after extubation'],
      ['AQI-INC-24', '麻醉后新发昏迷发生率', 'new coma'],
      ['AQI-TPM-25', '麻醉后24小时内患者死亡率', 'death within 24 hours'],
      ['AQI-EPD-26', '阴道分娩椎管内麻醉使用率', 'neuraxial analgesia in vaginal delivery'],
    ]),
  ),
  ...edition(
    '2015',
    list('aqi-2015', [
      ['AQI-2015-01', '麻醉科医患比', 'physicians to patients'],
      ['AQI-2015-02', '各ASA分级麻醉患者比例', 'share of each ASA class'],
      ['AQI-2015-03', '急诊非择期麻醉比例', 'share of emergencies'],
      ['AQI-2015-04', '各类麻醉方式比例', 'share of each method'],
      ['AQI-CRA-06', '麻醉开始后手术取消率', 'cancelled after the start of anaesthesia'],
      ['AQI-IDP-18', 'PACU转出延迟率', 'delayed leaving of the recovery room'],
      ['AQI-IHP-17', 'PACU入室低体温率', 'hypothermia on entering the recovery room'],
      ['AQI-IUI-20', '非计划转入ICU率', 'unplanned intensive care'],
      ['AQI-IUR-19', '非计划二次气管插管率', 'unplanned re-intubation'],
      ['AQI-TPM-25', '麻醉开始后24小时内死亡率', 'death within 24 hours'],
      ['AQI-ICA-14', '麻醉开始后24小时内心跳骤停率', 'cardiac arrest within 24 hours'],
      ['AQI-ATR-09', '术中自体血输注率', 'autologous transfusion'],
      ['AQI-ISA-15', '麻醉期间严重过敏反应发生率', 'severe allergy'],
      [
        'AQI-ISN-22',
        '椎管内麻醉后严重神经并发症发生率',
        'severe neurologic complication after neuraxial anaesthesia',
      ],
      ['AQI-2015-15', '中心静脉穿刺严重并发症发生率', 'severe complication of central venous puncture'],
      ['AQI-IHE-23', '全麻气管插管拔管后声音嘶哑发生率', 'hoarseness after extubation'],
      ['AQI-INC-24', '麻醉后新发昏迷发生率', 'new coma'],
    ]),
  ),
  ...list('cq-2011', [
    ['CQ-01', '神经阻滞麻醉成功率', 'success of nerve blocks'],
    ['CQ-02', '硬膜外阻滞成功率', 'success of epidurals'],
    ['CQ-03', '麻醉相关死亡率', 'anaesthesia-related mortality'],
    ['CQ-04', '腰麻后头痛发生率', 'headache after spinal anaesthesia'],
    ['CQ-05', '有创性麻醉操作感染率', 'infection after invasive procedures'],
    ['CQ-06', '有创性监测操作感染率', 'infection after invasive monitoring'],
    ['CQ-07', '硬膜外硬脊膜穿破率', 'dural puncture'],
    ['CQ-08', '硬膜外血管损伤率', 'vessel injury in epidurals'],
    ['CQ-09', '椎管内麻醉神经并发症率', 'neurologic complications of neuraxial anaesthesia'],
    ['CQ-09P', '椎管内麻醉截瘫率', 'paraplegia after neuraxial anaesthesia'],
  ]),
];

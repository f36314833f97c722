// The headers hospitals print, in the order of the official form. Kept here as a second, independent source: the
// generator does not read the contracts it is used to test.

export type TableName =
  | 'ecmo'
  | 'vad'
  | 'anesthesia'
  | 'counts'
  | 'hospitals'
  | 'staff'
  | 'profile'
  | 'reviews';

export interface Column {
  readonly field: string;
  readonly header: string;
  readonly aliases: readonly string[];
}

export function columnsOf(table: TableName): readonly Column[] {
  return columns[table];
}

export function columnOf(table: TableName, field: string): Column {
  const column = columns[table].find((candidate) => candidate.field === field);
  if (!column) throw new RangeError(`table ${table} has no field ${field}`);
  return column;
}

/** Each line: field, header, then the aliases, separated by spaces. */
function parse(text: string): Column[] {
  return text
    .trim()
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [field = '', header = '', ...aliases] = line.trim().split(' ');
      return { field, header, aliases };
    });
}

const person = `
  hospital_id 医院编码 机构编码 医疗机构代码
  case_no 病案号 住院号
  patient_id 患者标识 身份证号 患者ID
  patient_name 姓名 患者姓名
  sex 性别
  birth_date 出生日期
  age 年龄
`;

const columns: Record<TableName, readonly Column[]> = {
  ecmo: parse(`
    hospital_id 医院编码 机构编码 医疗机构代码
    case_no 病案号 住院号
    run_no 辅助次序 第几次ECMO
    patient_id 患者标识 身份证号 患者ID
    patient_name 姓名 患者姓名
    sex 性别
    birth_date 出生日期
    age 年龄
    weight_kg 体重(kg) 体重
    organ_donor 器官捐献供体
    mode 支持模式 ECMO模式
    ecpr 是否ECPR
    urgency 上机类型
    indication 适应证
    cannulation_at 置管开始时间
    started_at 上机时间 ECMO开始时间
    ended_at 撤机时间 ECMO结束时间
    end_reason 撤机原因
    alive_48h 撤机后48小时存活
    died_at 死亡时间
    discharged_at 出院时间
    discharge_status 离院方式
    followup_1y_status 一年随访状态
    followup_1y_on 一年随访日期
    start_physicians 上机决策医师人数
    start_treating 上机决策经治医师人数
    start_experts 上机决策专家组人数
    removal_physicians 撤机决策医师人数
    removal_treating 撤机决策经治医师人数
    removal_experts 撤机决策专家组人数
    emergency_decider_expert 紧急决策者为专家组成员
    emergency_decider_title 紧急决策者职称
    plan_completed_at 方案制定时间
    mdt_start 上机多学科讨论
    mdt_removal 撤机多学科讨论
    consented_at 知情同意签署时间
    operator_id 术者工号
    barcode_kept 器械条形码留存
    device_barcodes 器械条形码
    oxygenators 氧合器数量
    oxygenator_failures 氧合器故障次数
    pump_heads 泵头数量
    pump_head_failures 泵头故障次数
    circuits 管路数量
    accidental_decannulations 意外脱管次数
    air_in_circuit 循环管路进气
    pump_stop 停泵故障
    cannulation_accident 置管意外
    bleeding 出血
    hemolysis 溶血
    thromboembolism 血栓栓塞
    limb_ischemia 下肢缺血坏死
    neurologic 神经系统并发症
    bloodstream_infection 血源性感染
    resp_diagnosis RESP诊断分组
    save_diagnosis SAVE诊断分组
    immunocompromised 免疫抑制状态
    ventilated_hours 上机前机械通气时长(h)
    cns_dysfunction 上机前中枢神经系统功能障碍
    nonpulmonary_infection 急性相关肺外感染
    neuromuscular_blockade 上机前使用神经肌肉阻滞剂
    nitric_oxide 上机前吸入一氧化氮
    bicarbonate_infusion 上机前输注碳酸氢盐
    arrest_before 上机前心脏骤停
    liver_failure 上机前肝功能衰竭
    acute_renal_failure 上机前急性肾功能衰竭
    chronic_renal_failure 慢性肾功能衰竭
    paco2_mmhg 上机前PaCO2(mmHg)
    peak_pressure_cmh2o 上机前气道峰压(cmH2O)
    diastolic_mmhg 上机前舒张压(mmHg)
    pulse_pressure_mmhg 上机前脉压(mmHg)
    bicarbonate_mmol_l 上机前HCO3-(mmol/L)
    reported_at 上报时间
    remark 备注
  `),
  vad: parse(`${person}
    device_type 装置类型
    long_term 长期植入
    device_name 装置名称
    urgency 手术类型
    implanted_on 植入日期
    deciders 决策专家人数
    consented_on 知情同意签署日期
    ethics_approved_on 伦理批准日期
    stage_d D期心衰
    cardiac_index 心脏指数(L/min/m²)
    vo2_max 最大摄氧量(ml/kg/min)
    six_minute_walk_m 六分钟步行距离(m)
    nt_probnp_pg_ml NT-proBNP(pg/ml)
    predicted_survival_under_1y 预期生存小于1年
    predicted_survival_under_2y 预期生存小于2年
    drugs_6m_ineffective 规范药物治疗6个月无效
    drugs_2m_ineffective 规范药物治疗2个月无效
    high_dose_vasoactive 大剂量血管活性药物
    on_temporary_support 依赖临时循环辅助
    no_alternative 无其他治疗手段
    pcwp_mmhg 肺毛细血管楔压(mmHg)
    svo2_percent 混合静脉血氧饱和度(%)
    admissions_6m 近6个月急性失代偿住院次数
    removed_on 撤除日期
    removal_reason 撤除原因
    transplanted_on 心脏移植日期
    died_on 死亡日期
    last_followup_on 末次随访日期
    last_followup_status 末次随访状态
    followup_1y_done 1年随访完成
    followup_3y_done 3年随访完成
    followup_5y_done 5年随访完成
    bacteremia 菌血症和败血症
    mediastinal_infection 纵隔感染
    driveline_infection 驱动线缆感染
    visceral_bleeding 内脏出血
    unplanned_surgery 非计划性手术
    hemolysis 溶血
    thromboembolism 血栓栓塞
    right_heart_failure 右心衰竭
    neurologic 神经系统并发症
    renal_failure 肾功能衰竭
    mechanical_failure 机械故障
    barcode_kept 器械条形码留存
    device_barcodes 器械条形码
    reported_at 上报时间
  `),
  anesthesia: parse(`${person}
    anesthesia_no 麻醉单号
    asa ASA分级
    elective 择期手术
    place 麻醉地点
    methods 麻醉方式
    entered_at 入室时间
    started_at 麻醉开始时间
    surgery_started_at 手术开始时间
    ended_at 麻醉结束时间
    visited_at 麻醉前访视时间
    consented 麻醉知情同意
    postop_visited 术后随访
    record_qualified 麻醉记录单合格
    cancelled 取消阶段
    nerve_block_success 神经阻滞成功
    epidural_success 硬膜外阻滞成功
    spinal_headache 腰麻后头痛
    invasive_procedures 有创麻醉操作次数
    invasive_procedure_infections 有创麻醉操作感染例数
    invasive_monitorings 有创监测操作次数
    invasive_monitoring_infections 有创监测操作感染例数
    dural_puncture 硬脊膜穿破
    epidural_vessel_injury 硬膜外血管损伤
    neuraxial_neurologic 椎管内神经并发症
    paraplegia 截瘫
    anesthesia_death 麻醉相关死亡
    airway 人工气道
    temp_monitored 体温监测
    active_warming 主动保温
    hypothermia 术中低体温
    deliberate_hypothermia 控制性低温
    autologous_transfusion 自体血输注
    autologous_ml 自体血输注量(ml)
    allogeneic_transfusion 异体血输注
    allogeneic_ml 异体血输注量(ml)
    dental_injury 牙齿损伤
    aspiration 严重反流误吸
    unplanned_airway 计划外建立人工气道
    cardiac_arrest 术中心脏骤停
    cardiac_arrest_24h 麻醉后24小时内心脏骤停
    central_venous 中心静脉穿刺
    central_venous_complication 中心静脉穿刺严重并发症
    severe_allergy 严重过敏反应
    awareness 术中知晓
    pacu_in_at PACU入室时间
    pacu_out_at PACU转出时间
    pacu_first_temp_c PACU入室首次体温(℃)
    extubated_at 拔管时间
    reintubated 再插管
    reintubated_at 再插管时间
    reintubation_planned 再插管为计划
    icu_transfer 转入ICU
    analgesia 术后镇痛
    vas 镇痛VAS评分
    regional_neurologic_72h 区域阻滞严重神经并发症
    hoarseness_72h 拔管后声音嘶哑
    throat_neck_thorax_surgery 咽喉颈胸手术
    new_coma_24h 麻醉后新发昏迷
    cranial_surgery 颅脑手术
    alive_24h 麻醉后24小时存活
    died_at 死亡时间
  `),
  counts: parse(`
    hospital_id 医院编码 机构编码 医疗机构代码
    month 月份
    item 项目
    value 数值
  `),
  hospitals: parse(`
    hospital_id 医院编码 机构编码 医疗机构代码
    name 医院名称
    city 城市
    district 区县
    level 医院等级
    teaching 教学医院
    key_anesthesia 麻醉重点专科
    ecmo_training_base ECMO培训基地
    vad_training_base 心室辅助培训基地
    ecmo_filed_on ECMO备案日期
    vad_filed_on 心室辅助备案日期
    valid_from 生效日期
    valid_to 失效日期
  `),
  staff: parse(`
    hospital_id 医院编码 机构编码 医疗机构代码
    staff_id 工号
    name 姓名
    role 角色
    specialty 专业
    practice_scope 执业范围
    title 职称
    title_since 取得职称日期
    clinical_since 参加临床工作日期
    licensed 执业医师
    employed_here 本院在职
    technique 专项技术
    trained 培训合格
    training_months 培训月数
    full_process_cases 参与全程病例数
    passed 考核合格
    overseas 境外培训
    expert_group 专家组成员
    authorized_from 授权起始
    authorized_to 授权终止
    technique_lead 技术负责人
    supervisor 指导医师
    no_serious_events 无严重差错事故
    animal_implants 动物植入存活满30天例数
    independent_cases 规范印发前独立完成例数
    valid_from 生效日期
    valid_to 失效日期
  `),
  profile: parse(`
    hospital_id 医院编码 机构编码 医疗机构代码
    as_of 填报日期
    item 条款项目
    value 数值
    evidence 证明材料
  `),
  reviews: parse(`
    hospital_id 医院编码 机构编码 医疗机构代码
    review_on 评审日期
    clause 条款
    verdict 结论
    score 得分
    reviewer 评审人
    note 说明
  `),
};

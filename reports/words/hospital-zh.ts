/** Words of a hospital's edition and of the forms made from it. */
export const hospitalZh = {
  edition: (number: string) => `第 ${number} 版`,
  /** The footer of a printed page, before its number. */
  footer: (name: string, month: string, edition: string) =>
    [name, month, edition].filter((part) => part !== '').join(' · '),
  swipe: '← 表格可左右滑动 →',
  printed: (count: string) => `打印版只列要点；另有 ${count} 项见网页版本报告。`,

  standing: {
    title: '我们站在哪里',
    summary: (parts: readonly string[], of: string) => `约束贵院的 ${of} 项要求：${parts.join('，')}。`,
    nothingBinds: '没有约束贵院且已有数据的要求。',
    counts: {
      not_met: (n: string) => `${n} 项不符合（确定）`,
      cannot_tell: (n: string) => `${n} 项例数不足或数据不全`,
      met: (n: string) => `${n} 项符合（确定）`,
      none: (n: string) => `${n} 项没有到期的病例`,
    },
    referenceTitle: '仅供对照的阈值',
    referenceSummary: (of: string, below: string) =>
      `另有 ${of} 项阈值不约束贵院，只作对照，其中 ${below} 项计数差于参考值；差于参考值不是未达标。`,
    columns: {
      indicator: '指标',
      verdict: '判定',
      figure: '贵院的数字',
      trend: '本院走势',
      peers: '同行中的位置',
    },
    trendNote:
      '走势：近 8 个季度的率（例次为近三年），空心点不足 10 例，断开处没有病例，虚线为阈值。同行：竖线是可以公开的其他医院（已结束年度、率取两位有效数字、不署名），◆ 是贵院同一年度的率。',
    without: (titles: string) => `没有到期病例、因此没有率可比的：${titles}。`,
    more: (count: string) => `另有 ${count} 项见网页版。`,
    first: '这是贵院的第一个月：还没有走势，下面只有本月的数字。',
  },
  trend: {
    label: (first: string, points: string) => `自 ${first} 起：${points}`,
    none: '无走势',
  },
  peers: {
    hidden: '他院数字均不公布',
    place: (period: string, count: string, lower: string, same: string, higher: string) =>
      `${period} 年 ${count} 家：${lower} 家较低${same === '0' ? '' : `，${same} 家相同`}，${higher} 家较高`,
    only: (period: string, count: string) => `${period} 年 ${count} 家；贵院该年无率`,
    range: (low: string, middle: string, high: string) => `最低 ${low}，中位 ${middle}，最高 ${high}`,
    label: (period: string) => `${period} 年各院的率`,
    labels: '各指标中可见的同行（代号 率）',
    labelsNote:
      '每个指标各用一套代号，同一家医院在不同指标中的代号不同。以下是与贵院最接近的同行；全部见公开文件 peers.csv。',
    own: (label: string) => `贵院代号 ${label}`,
  },
  absent: {
    title: '没有数字的技术',
    refused: (title: string, files: string) =>
      `${title}：本月 ${files} 份文件被整份退回，因此没有数字。退回原因见“上报情况”；改好后重报即可计入。`,
    zero: (title: string) => `${title}：贵院已零报告，本月没有病例；不是缺报。`,
    silent: (title: string) =>
      `${title}：贵院开展此项技术，但没有报送过病例。请报送；没有病例的月份请零报告。`,
    stopped: (title: string, through: string) =>
      `${title}：最近一次报送是 ${through} 月，此后没有收到；没有病例的月份请零报告。`,
    notPractised: (title: string) =>
      `${title}：没有病例、人员或填报表明贵院开展此项技术，按未开展处理；未开展不是未报，不列为缺失。`,
    nothing: '本中心没有收到过贵院的任何文件，因此没有数字可比。请按报送说明上报；未开展的技术无须报送。',
  },

  review: {
    title: '需要核查的病例',
    lead: '有阈值的指标中，每一例不符合、结局未明或未到期的病例，按文件和行号列出；理由相同的合为一行。行号是贵院所报文件中的行号，本页不含患者标识，请按行号在原文件中查对（有回执的，回执的“待核查病例”表另附代码）。',
    columns: { indicator: '指标', state: '原因', where: '文件与行', because: '依据' },
    states: { failed: '不符合', unknown: '结局未明', undated: '是否计入未明', pending: '未到期' },
    /** A case that counts as an event where fewer are better. */
    event: '发生',
    cases: (count: string) => `${count} 例`,
    line: (numbers: string) => `第 ${numbers} 行`,
    cut: (count: string) => `…等共 ${count} 例`,
    blank: (titles: string) => `空白：${titles}`,
    says: (title: string, value: string) => `${title}＝${value}`,
    pending: (window: string) => `观察窗未走完：${window}`,
    elsewhere: '判定还用到同一患者的其他行或转院的另一段，此处不列',
    several: '各行理由不同，请逐行查看',
    yes: '是',
    no: '否',
    none: '有阈值的指标中没有需要核查的病例。',
    noneWithout: '没有贵院的病例数据，因此没有可核查的病例；这不等于全部符合。',
    more: (rows: string, cases: string) => `另有 ${rows} 行、${cases} 例次，全部列在本文件夹的 review.csv。`,
    all: (cases: string) =>
      `以上合计 ${cases} 例次（同一病例可在多个指标中出现）；逐行的清单另存于本文件夹的 review.csv。`,
    total: (failed: string, open: string, pending: string) =>
      `不符合 ${failed}，未明 ${open}，未到期 ${pending}（例次；同一病例可在多个指标中出现）`,
    rest: (count: string) => `其余 ${count} 行`,
    sheet: '待核查病例',
  },

  correct: {
    title: '先改什么',
    none: '没有需要更正或补填的内容。',
    held: (rows: string) => `${rows} 处错误使所在的行未计入任何数字：改好后按回执送回，这些病例才会计入。`,
    refused: (files: string) => `${files} 份文件被整份退回：其中的病例都没有计入。`,
    warned: (count: string) => `${count} 处提示：已计入，请核对。`,
    settle: (title: string, fill: string, result: string) => `${title}：${fill}；${result}`,
    rules: '要更正的内容按规则',
    columns: { rule: '规则', count: '处', where: '文件' },
    restOfRules: (count: string) => `另有 ${count} 处，按其他规则，见网页版或回执。`,
    noSettle: '没有因空格而不能确定的指标。',
  },

  training: {
    title: '培训基地的门槛',
    isBase: (name: string) => `贵院在名单中是${name}，下列要求约束贵院。`,
    noBase: (name: string) => `名单中贵院不是${name}，下列要求不约束贵院，列出供准备申报时对照。`,
    unknown: (name: string) => `名单没有注明贵院是否${name}；下列要求按不约束处理。`,
    columns: { year: '年度', volume: '例次', needed: '要求', gap: '还差' },
    enough: '已够',
    gap: (count: string) => `差 ${count}`,
    running: (month: string, pace: string | null) =>
      `截至 ${month} 月${pace === null ? '' : `；按目前的速度全年约 ${pace} 例次`}`,
    noRecord: '无记录',
    outcome: (title: string, text: string) => `${title}：${text}`,
    notPractised: '没有病例，谈不上门槛。',
  },

  time: {
    /** The chance, in per cent, that the cases of two more years settle it. */
    chance: (percent: string) => `再有两年的病例能够判定的机会 ${percent}%`,
    /** `cases` more at `yearly` a year. */
    months: (cases: string, months: string) => `约 ${cases} 例，按贵院近 12 个月的例数约需 ${months} 个月`,
    never: (cases: string) => `约 ${cases} 例，按贵院近 12 个月的例数超过两年：以现有例数得不出结论`,
  },

  figures: {
    title: '全部指标与简明定义',
    note: '只有贵院、所在市和省级质控中心能看到贵院的数字。完整定义见“指标定义”页。',
    printNote: (count: string) =>
      `全部 ${count} 项指标的数字、简明定义和同行位置见网页版；数字另存于本文件夹的 figures.csv。`,
    columns: { indicator: '指标', peers: '同行' },
    without: '没有数字的指标',
  },

  data: {
    title: '函件与数据',
    letters: (count: string, open: string) => `反馈函 ${count} 封，其中 ${open} 封待答复`,
    noLetters: '没有反馈函',
    submissions: (parts: readonly string[]) => `本月文件：${parts.join('，')}`,
    noSubmissions: '本月没有收到贵院的任何文件',
    problems: (parts: readonly string[]) => `需要改正：${parts.join('，')}`,
    noProblems: '没有发现需要改正的内容',
    where: '明细见网页版本报告和贵院的回执。',
    restOfProblems: (count: string) => `另有 ${count} 条未在此列出，全部在贵院的回执中。`,
    more: (count: string) => `另有 ${count} 行见网页版。`,
  },

  summary: {
    head: (name: string, month: string, edition: string, asOf: string) =>
      `【${name}】${month}质量控制月报（${edition}，数据截至 ${asOf}）`,
    centreHead: (province: string, month: string, edition: string, asOf: string) =>
      `【${province}】${month}质量控制月报（${edition}，数据截至 ${asOf}）`,
    below: (titles: string) => `不符合，确定：${titles}`,
    review: (text: string) => `需要核查的病例：${text}`,
    correct: (text: string) => `先改：${text}`,
    changed: '与上一版相比：',
    first: '首次发出。',
    unchanged: '与上一版相比没有变化。',
    now: (title: string, was: string, now: string) => `${title}：${was} → ${now}`,
    none: '无',
    open: '详见本院报告 index.html。',
    centreOpen: '详见 centre/index.html。',
    hospitals: (title: string, names: string) => `${title}：${names}`,
    silent: (names: string) => `本月没有收到病例：${names}`,
    refused: (count: string) => `整份退回的文件 ${count} 份`,
    more: (count: string) => `等 ${count} 项`,
    moreHospitals: (count: string) => `等 ${count} 家`,
  },
};

/** Every word of a hospital's edition; both languages have the same keys. */
export type HospitalWords = typeof hospitalZh;

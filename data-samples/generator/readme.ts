import { type Month, monthText } from './calendar.js';
import { hospitals } from './province.js';
import type { Sample } from './sample.js';

/** flaws.csv: the same entries as the README's table. */
export function flawsCsv({ flaws }: Sample): string {
  const lines = flaws.map(({ file, line, header, rule, severity, what }) =>
    [file, line ?? '', header, rule, severity, what].map((cell) => quote(String(cell))).join(','),
  );
  return `${['file,line,column_header,rule,severity,what', ...lines].join('\n')}\n`;
}

function quote(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

export function readme(sample: Sample, seed: number, month: Month): string {
  return `${[
    ...introduction(sample, seed, month),
    ...truthSection,
    '## 文件 · Files\n',
    ...fileTable(sample),
    '## 瑕疵 · Flaws\n',
    flawNote,
    '',
    ...flawTable(sample),
    '## 跳过的行 · Skipped lines\n',
    '这些不是问题，只是不是病例。 These are not problems: they are no cases.\n',
    ...skipTable(sample),
    englishSection(seed, month),
  ].join('\n')}\n`;
}

function introduction({ files, sheets }: Sample, seed: number, month: Month): string[] {
  const name = monthText(month);
  const cases = (table: string) =>
    sheets
      .filter((sheet) => sheet.table === table)
      .reduce((sum, { lines }) => sum + lines.filter((line) => !line.skip).length - 1, 0);
  return [
    '# 示例数据 · Sample exports\n',
    `虚构的「示例省」${name} 的收件箱：${hospitals.length} 家医院、6 个城市，${files.size} 个文件。人名、身份证号、医院均为虚构`,
    '（身份证号的地区码以 99 开头，现实中不存在）。大部分数据是干净的；下面列出的瑕疵是有意放入的，每处只触发一条规则。\n',
    `病例行数（含有瑕疵的行）：ECMO ${cases('ecmo')}，心室辅助 ${cases('vad')}，麻醉 ${cases('anesthesia')}（抽样，不是全年全部），`,
    `月度手工填报 ${cases('counts')}，名录 ${cases('hospitals')}。\n`,
    '```text',
    `inbox/${name}/<医院编码>/<文件>   医院的导出文件`,
    `inbox/${name}/<文件>              中心自己的名录和月度填报（含医院编码列）`,
    'flaws.csv                        瑕疵清单，与下表一致',
    'generator/                       生成器：同一种子，同样的字节',
    '```\n',
    '重新生成本目录（收件箱、flaws.csv 和本文件都由生成器写出，不要手改）：\n',
    '```sh',
    'npx tsc -p tsconfig.build.json',
    `node dist/data-samples/generator/cli.js --out data-samples --month ${name} --seed ${seed}`,
    'node dist/data-samples/generator/cli.js --out /tmp/large --scale 5000000   # 一个约 530 MB 的麻醉 CSV',
    '```\n',
  ];
}

const truthSection = [
  '## 各医院的真相 · What is true\n',
  '瑕疵行都是额外的病例，不改变下列事实（三年 = 本年及前两年；分母不含器官捐献供体和未满 48 小时者）。\n',
  '| 医院 | 事实 |',
  '|---|---|',
  '| H0101 | ECMO 有效撤除 100/173 = 57.8 %，可证明高于 40 %；紧急上机方案恰在 12:00 小时和 12:01 各一例；接收 H0501 转来的同一患者 |',
  '| H0102 | ECMO 34/125 = 27.2 %，可证明低于 40 %（单侧精确检验 5 %）；VAD 一年生存恰为 21/30 = 70.0 %，不满足“>70 %” |',
  '| H0103 | ECMO 每年 10/25，三年 30/75，恰为 40.0 %，满足“≥40 %” |',
  '| H0104 | 死亡恰在撤机后 48:00 小时一例，48 小时零 1 分一例 |',
  '| H0107 | VAD 一年生存 54/62，可证明高于 70 %；五年随访 18/20 恰为 90.0 %，不满足“>90 %”；一例撤机不足 48 小时 |',
  '| H0201 | ECMO培训机构，21、23、17 例：最近一年不足 20 例 |',
  '| H0202 | 本年 6 月 1 日由三级乙等升为三级甲等 |',
  '| H0203 | 腰麻后头痛可证明高于 10 % |',
  '| H0302 | 只有日期没有时间：死亡在撤机后第 2 天的三例看不出是否满 48 小时；去年 1 月 1 日由鹭湾市工人医院改名 |',
  '| H0403 | 神经阻滞成功率可证明低于 93 % |',
  '| H0501 | VAD 一年生存 5/12，可证明低于 70 %；一例转院到 H0101 |',
  '| H0502 | ECMO 三年共 3 例，例数不足 |',
  '| H0602 | ECMO 文件只有表头 |',
  '| H0603 | 本月什么都没有报 |',
  '| H0204、H0404、H0604 | 月度填报缺月 |',
  '',
];

function fileTable({ sheets }: Sample): string[] {
  const rows = [...sheets]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, form, lines, headers }) => {
      const marks = [
        { ',': '', ';': '分号分隔', '\t': '制表符分隔' }[form.delimiter],
        { official: '', alias: '别名表头', english: '英文表头' }[form.headers],
        { official: '', reversed: '列倒序', interleaved: '列交错' }[form.order],
        form.missing === '' ? '' : `未知写作 ${form.missing}`,
        form.noFinalNewline ? '末行无换行' : '',
      ].filter((mark) => mark !== '');
      const count = lines.filter((line) => !line.skip).length - 1;
      const ends = form.newline === '\n' ? 'LF' : 'CRLF';
      return `| ${path} | ${form.encoding} ${ends} | ${form.dates} | ${form.bools} | ${headers.length} | ${count} | ${marks.join('，')} |`;
    });
  return ['| 文件 | 编码 | 日期 | 是否 | 列 | 行 | 其他 |', '|---|---|---|---|---|---|---|', ...rows, ''];
}

const flawNote = [
  '行号是文件中的物理行（从 1 开始，引号内的换行也算）；空白表示整个文件。级别：file 整个文件退回，row 该行待更正（暂不计入），warning 提醒。',
  'Line is the physical line; blank means the whole file.',
].join('\n');

function flawTable({ flaws }: Sample): string[] {
  const rows = flaws.map(
    ({ file, line, header, rule, severity, what }) =>
      `| ${file} | ${line ?? ''} | ${header} | \`${rule}\` | ${severity} | ${what} |`,
  );
  return ['| 文件 | 行 | 列 | 规则 | 级别 | 说明 |', '|---|---|---|---|---|---|', ...rows, ''];
}

function skipTable({ skips }: Sample): string[] {
  const rows = skips.map(({ file, line, reason }) => `| ${file} | ${line} | \`${reason}\` |`);
  return ['| 文件 | 行 | 原因 |', '|---|---|---|', ...rows, ''];
}

function englishSection(seed: number, month: Month): string {
  return [
    '## In short\n',
    `An invented province's inbox of ${monthText(month)}: three years of ECMO, VAD since 2019, a sampled year of anaesthesia, in the`,
    'encodings, delimiters, headers, date and truth-value forms that hospitals send. Most of it is clean. Every flaw above',
    'is deliberate, stands in a case outside the model and raises exactly one rule; `flaws.csv` says the same for machines.',
    `Everything here, this file too, is written by \`generator/\` from seed ${seed}; a test compares every byte.`,
  ].join('\n');
}

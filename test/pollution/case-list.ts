import { seeded } from '../pipeline/read/fixture.js';

/** What a column holds, as far as the polluter must know it to tell a wrong value from a right one. */
export type Kind = 'code' | 'count' | 'date' | 'number' | 'mode' | 'bool' | 'moment' | 'text';

export interface Column {
  readonly field: string;
  readonly header: string;
  readonly kind: Kind;
  readonly required: boolean;
}

const column = (field: string, header: string, kind: Kind, required = false): Column => {
  return { field, header, kind, required };
};

/** The columns of the invented list, a part of the contract's table of ECMO runs; the last one is often empty. */
export const columns: readonly Column[] = [
  column('hospital_id', '医院编码', 'code', true),
  column('case_no', '病案号', 'code', true),
  column('run_no', '辅助次序', 'count'),
  column('birth_date', '出生日期', 'date'),
  column('weight_kg', '体重(kg)', 'number'),
  column('mode', '支持模式', 'mode', true),
  column('ecpr', '是否ECPR', 'bool'),
  column('started_at', '上机时间', 'moment', true),
  column('indication', '适应证', 'text'),
  column('ended_at', '撤机时间', 'moment'),
  column('remark', '备注', 'text'),
];

const indications = [
  '心源性休克',
  '重症肺炎, ARDS',
  '急性心肌梗死\n合并心室颤动',
  '心脏骤停"ROSC"未恢复',
  '',
  '暴发性心肌炎（外院转入）',
  '肺移植过渡，等待供体',
  '"疑似"羊水栓塞',
  '外伤, 多发骨折,\n肺挫伤\n\n待补充',
  '心脏术后低心排, 见"手术记录"',
  '中毒\n',
  '脓毒症“难治性”休克',
  '\n外院已置管',
  ', 待查',
] as const;
const remarks = [
  '家属要求, 转院',
  '第一次上机\n第二次另行',
  '会诊意见："继续"',
  '平稳',
  '当日补录，已核对',
] as const;
const families = ['赵', '钱', '孙', '李', '周', '吴', '郑', '王'] as const;

/**
 * An invented list of cases, the same for the same seed. Nobody in it exists.
 *
 * It holds what makes CSV hard: commas, quotes, doubled quotes and line breaks inside cells, blank cells, rows without a
 * remark, and (`quotesAll`) rows whose every cell is quoted.
 */
export function caseList(seed: number, rows: number, hospital = 'H001'): readonly (readonly string[])[] {
  const random = seeded(seed);
  const below = (n: number) => Math.floor(random() * n);
  const two = (n: number) => String(n).padStart(2, '0');
  return Array.from({ length: rows }, (_, i) => {
    const day = 1 + below(27);
    const hour = below(24);
    const ended = random() < 0.15 ? '' : `2026-10-${two(day + 1)} ${two(hour)}:${two(below(60))}`;
    const born = random() < 0.1 ? '' : `${1940 + below(70)}-${two(1 + below(12))}-${two(1 + below(28))}`;
    const weight = random() < 0.1 ? '' : `${40 + below(50)}.${below(10)}`;
    const family = families[below(families.length)] ?? '';
    const remark = random() < 0.7 ? '' : (remarks[below(remarks.length)] ?? '');
    return [
      hospital,
      `${two(below(90))}${String(10_000 + i)}`,
      String(1 + below(3)),
      born,
      weight,
      ['VV', 'VA', 'VAV'][below(3)] ?? 'VA',
      ['是', '否', ''][below(3)] ?? '',
      `2026-10-${two(day)} ${two(hour)}:${two(below(60))}`,
      i < 2 * indications.length ? (indications[i % indications.length] ?? '') : sentence(below, family),
      ended,
      remark,
    ];
  });
}

function sentence(below: (n: number) => number, family: string): string {
  const cause = indications[below(indications.length)] ?? '';
  return cause === '' ? `${family}主任组, 会诊后上机` : cause;
}

/** Whether the row is written with every cell in quotes, as some hospital systems do. */
export const quotesAll = (row: number) => row % 9 === 4;

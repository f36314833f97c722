import { describe, expect, it } from 'vitest';
import { rowClassifier, rowLabel } from '../../../pipeline/read/rows.js';
import { growth, linear } from '../../growth.js';
import { HEADER } from './fixture.js';

const classify = rowClassifier({ header: HEADER.split(','), required: [0, 1, 3, 4] });
const reason = (row: string) => classify(row.split(','));

describe('rowClassifier', () => {
  it.each([
    [',,,,,', 'blank'],
    ['', 'blank'],
    [' ,\u3000,\t,,\uFEFF,', 'blank'],
    [HEADER, 'repeated-header'],
    [HEADER.replace('病案号', ' 病案号 '), 'repeated-header'],
    [`${HEADER},,`, 'repeated-header'],
    ['合计,,,,,', 'total'],
    ['合计,25,,,,', 'total'],
    ['合计', 'total'],
    [',,总计,12,,', 'total'],
    ['小 计：,,3,,,', 'total'],
    ['合计（例）,,,,,', 'total'],
    ['合计12例,,,,,', 'total'],
    ['Total,,7,,,', 'total'],
    ['grand total,,7,,,', 'total'],
    ['注：数据来自病案室,,,,,', 'note'],
    ['注:见下', 'note'],
    [',备注：无,,,,', 'note'],
    ['说明：本表,,,,,', 'note'],
    ['填表人：张三,,审核人：李四,,,', 'note'],
    ['制 表：王五', 'note'],
    ['第 1 页 共 3 页,,,,,', 'note'],
  ])('skips %j as %s', (row, expected) => {
    expect(reason(row)).toBe(expected);
  });

  it.each([
    ['H001,合计,合计,VV,2026-03-05,合计'],
    ['合计,1,张三,VV,2026-03-05,'],
    ['合计,张三,,,,'],
    ['合计,1,2,3,4,5'],
    ['注:a,注:b,注:c,注:d,注:e,注:f'],
    ['H001,,,,,'],
    ['注,,,,,'],
    ['备注,,,,,'],
    ['注射用药,,,,,'],
    ['总计划,,,,,'],
    ['合计医院,,,,,'],
    ['注：甲,乙,,,,'],
    ['H001,1,医院编码,VV,2026-03-05,'],
    ['医院编码,1,张三,VV,2026-03-05,'],
    ['0,,,,,'],
    ['H001,1,张三,VV'],
  ])('takes %j for a case', (row) => {
    expect(reason(row)).toBeNull();
  });

  it('takes a row for a case when its required cells are filled, whatever its words', () => {
    expect(reason('总计,注：x,小计,合计,Total,合计')).toBeNull();
  });

  it('judges by words alone where a table has one required column', () => {
    const single = rowClassifier({ header: ['工号', '姓名'], required: [0] });
    expect(single(['合计', '3'])).toBe('total');
    expect(single(['A1', '合计'])).toBeNull();
    expect(single(['工号', '姓名'])).toBe('repeated-header');
  });
});

describe('rowLabel', () => {
  it('takes linear time on hostile text', async () => {
    const hostile = [
      ['', '注'],
      ['', ' '],
      ['合计', '('],
      ['第', '1'],
    ] as const;
    for (const [begin, piece] of hostile) {
      const times = await growth((size) => begin + piece.repeat(size), rowLabel, 100_000);
      expect(times, begin + piece).toBeLessThan(linear);
    }
  });
});

import type { Clause } from '../../../pipeline/define/index.js';
import { clause, judged, keyDepartment, titles } from './rows.js';

/** The head of the standard: totals, veto and the two ways of scoring. */
export const head: readonly Clause[] = [
  clause(
    115,
    '评分一览',
    [
      '达标标准：三甲医院850分，三乙医院800分，二甲医院700分，二乙医院600分',
      'pass marks: 850, 800, 700 and 600 points by level',
    ],
    'b',
    { op: 'score' },
    {
      inferred: true,
      missing: {
        zh: '依据评分表：分值区间整个在及格线一侧才有结论',
        en: 'the score sheet: told only where the whole range is on one side of the mark',
      },
    },
  ),
  judged(
    116,
    '评分一览',
    ['带标记的条目为基本要求，具有单项否决作用', 'marked items are basic and veto by themselves'],
    {
      confidence: 'derived',
      note: {
        zh: '扫描件丢失了标记，否决条目无法恢复，由设置 scorecardVeto 指定',
        en: 'the scan lost the marks; the items are named by the setting scorecardVeto',
      },
    },
  ),
  clause(
    117,
    '三1 注',
    [
      '市级重点专科评审时18项技术权重为0.7，另加重点科室项目99分',
      'key departments: the eighteen techniques weigh 0.7, with 99 points of their own',
    ],
    'b',
    {
      op: 'for',
      whom: keyDepartment,
      title: titles.key,
      rule: { op: 'hospital', is: keyDepartment, title: titles.key },
      otherwise: 'not applicable',
    },
    { note: { zh: '决定第三部分的计分路径', en: 'decides how section 三 is scored' } },
  ),
];

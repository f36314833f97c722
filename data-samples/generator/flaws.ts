// The deliberate flaws. Each spoils a case that stands outside the model, so that what is true of a hospital stays true.

import { dayAfter, isoDate, type Month } from './calendar.js';
import type { Row } from './values.js';

export type Severity = 'file' | 'row' | 'warning';

/** One entry of flaws.csv. */
export interface FoundFlaw {
  readonly file: string;
  /** 1-based physical line; null where the whole file is meant. */
  readonly line: number | null;
  readonly header: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly what: string;
}

/** A spoilt line of a file that is otherwise good. */
export interface LineFlaw {
  /** Hospital and table, such as `H0104/ecmo`. */
  readonly sheet: string;
  readonly rule: string;
  readonly severity: Severity;
  /** The field whose cell is spoilt, where there is one. */
  readonly field?: string;
  readonly what: string;
  /** Cells to set before printing. */
  readonly values?: Row;
  /** The text that stands in the spoilt cell. */
  readonly text?: string;
  /** Done to the finished line, with the delimiter. */
  readonly spoil?: (line: string, delimiter: string) => string;
  /** Write the case a second time: the same, or with one cell changed. */
  readonly twice?: 'identical' | 'conflicting';
}

export function lineFlaws(month: Month): readonly LineFlaw[] {
  const next = isoDate(dayAfter(month));
  const longAgo = { minute: (dayAfter(month) - 300) * 1440 + 500 };
  const { year } = month;
  return [
    // Structure of the line
    row('H0104/ecmo', 'field-count', '多一个分隔符，后面的格子全部错位', 'one separator too many', {
      spoil: (line, delimiter) => `${line}${delimiter}`,
    }),
    row('H0203/anesthesia', 'field-count', '少一个分隔符', 'one separator too few', {
      spoil: (line, delimiter) => line.slice(0, line.lastIndexOf(delimiter)),
    }),
    row('H0104/ecmo', 'stray-quote', '未加引号的格子中有引号', 'quotes inside an unquoted cell', {
      field: 'indication',
      text: '经"专家组"确认',
      spoil: (line) => line.replace('"经""专家组""确认"', '经"专家组"确认'),
    }),
    row('H0501/ecmo', 'stray-quote', '引号结束后还有文字', 'text after a closing quote', {
      field: 'remark',
      text: '夜间上机',
      spoil: (line) => line.replace('夜间上机', '"夜间"上机'),
    }),
    row('H0601/ecmo', 'control-char', '格子中有控制字符 U+0007', 'a control character in a cell', {
      field: 'indication',
      text: '重症\u0007肺炎',
    }),
    // Required cells
    row('H0201/ecmo', 'required', '上机时间空白', 'the start is blank', { field: 'started_at', text: '' }),
    row('H0304/anesthesia', 'required', '麻醉方式空白', 'the method is blank', {
      field: 'methods',
      text: '',
    }),
    row('H0101/vad', 'required', '装置类型空白', 'the device type is blank', {
      field: 'device_type',
      text: '',
    }),
    // Values
    row('H0101/ecmo', 'not-a-date', '2月没有30日', 'February has no 30th', {
      field: 'consented_at',
      text: `${year}/2/30 9:05`,
    }),
    row('H0402/ecmo', 'not-a-date', '两位数的年份', 'a two-digit year', {
      field: 'started_at',
      text: `${year % 100}-3-5 10:20`,
    }),
    row('H0303/ecmo', 'not-a-date', '没有25时', 'there is no 25 o’clock', {
      field: 'discharged_at',
      text: `${year}年6月11日 25时10分00秒`,
    }),
    row('H0301/vad', 'not-a-date', '没有13月', 'there is no month 13', {
      field: 'consented_on',
      text: `${year}-13-02`,
    }),
    row('H0202/ecmo', 'not-a-number', '体重写成文字', 'a weight in words', {
      field: 'weight_kg',
      text: '约六十',
    }),
    row('H0107/vad', 'not-a-number', '带比较符号的数值', 'a number with a comparison sign', {
      field: 'nt_probnp_pg_ml',
      text: '>35000',
    }),
    row('H0401/ecmo', 'not-an-integer', '氧合器数量不是整数', 'twelve and a half oxygenators', {
      field: 'oxygenators',
      text: '12.5',
    }),
    row('H0106/ecmo', 'not-a-boolean', '“大概”不是是或否', '“probably” is neither yes nor no', {
      field: 'bleeding',
      text: '大概',
    }),
    row('H0301/ecmo', 'unknown-value', '支持模式不在名单中', 'a mode that is not listed', {
      field: 'mode',
      text: 'V-V-A?',
    }),
    row('H0204/anesthesia', 'unknown-value', '麻醉方式不在名单中', 'a method that is not listed', {
      field: 'methods',
      text: '全身麻醉；针刺',
    }),
    row('H0102/ecmo', 'out-of-range', '体重按克填写', 'a weight in grams', {
      field: 'weight_kg',
      text: '4000',
    }),
    row('H0501/anesthesia', 'out-of-range', '体温漏写小数点', 'a temperature without its point', {
      field: 'pacu_first_temp_c',
      text: '368',
    }),
    row('H0103/ecmo', 'not-an-age', '年龄写成文字', 'an age in words', { field: 'age', text: '五十多' }),
    // Cells that contradict each other
    row('H0101/ecmo', 'end-before-start', '撤机早于上机', 'removed before it began', {
      field: 'ended_at',
      values: { ...undecided, ended_at: longAgo },
    }),
    row('H0107/ecmo', 'death-before-start', '死亡早于上机', 'died before it began', {
      field: 'died_at',
      values: { ...undecided, died_at: longAgo },
    }),
    row(
      'H0102/ecmo',
      'alive-contradicts-death',
      '写明撤机后48小时存活，但次日死亡',
      'alive at 48 h, yet dead the next day',
      {
        field: 'alive_48h',
        values: { ...undecided, alive_48h: true },
      },
    ),
    row('H0601/ecmo', 'more-failures-than-devices', '氧合器1个，故障3次', 'one oxygenator, three failures', {
      field: 'oxygenator_failures',
      text: '3',
    }),
    row('H0601/ecmo', 'after-as-of', '上机在数据截止之后', 'begun after the data cut', {
      field: 'started_at',
      values: openRun,
      text: `${next} 09:15`,
    }),
    row('H0602/anesthesia', 'after-as-of', '麻醉在数据截止之后', 'an anaesthetic after the data cut', {
      field: 'started_at',
      values: { ended_at: null },
      text: `${next} 08:05`,
    }),
    // Keys
    row('H0401/anesthesia', 'wrong-hospital', '行中编码是另一家医院', 'the row names another hospital', {
      field: 'hospital_id',
      text: 'H0402',
    }),
    row(
      'H0503/anesthesia',
      'conflicting-rows',
      '同一麻醉单号两行内容不同，两行都待更正',
      'same key, different cells: both held back',
      {
        twice: 'conflicting',
      },
    ),
    {
      ...row(
        'H0502/anesthesia',
        'duplicate-row',
        '同一行重复，只保留一行',
        'an identical repeat, kept once',
        {
          twice: 'identical',
        },
      ),
      severity: 'warning',
    },
  ];
}

const undecided: Row = { alive_48h: null, discharged_at: null, discharge_status: null };

const openRun: Row = {
  ...undecided,
  ended_at: null,
  end_reason: null,
  consented_at: null,
  cannulation_at: null,
  plan_completed_at: null,
  reported_at: null,
};

function row(
  sheet: string,
  rule: string,
  zh: string,
  en: string,
  rest: Pick<LineFlaw, 'field' | 'text' | 'values' | 'spoil' | 'twice'>,
): LineFlaw {
  return { sheet, rule, severity: 'row', what: `${zh} (${en})`, ...rest };
}

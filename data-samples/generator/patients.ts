import { civilOf, isoDate, pad2 } from './calendar.js';
import type { Random } from './random.js';

/** An invented person. Their numbers carry the area code 99, which no real place has. */
export interface Patient {
  readonly name: string;
  readonly sex: '男' | '女';
  readonly birthDay: number;
  readonly idNumber: string;
  readonly weightKg: number;
}

export type AgeGroup = 'adult' | 'child' | 'newborn';

export function makePatient(random: Random, group: AgeGroup, indexDay: number, maleShare = 580): Patient {
  const sex = random.chance(maleShare) ? '男' : '女';
  const ageDays = drawAgeDays(random, group);
  const birthDay = indexDay - ageDays;
  return {
    name:
      random.pick(surnames) + random.pick(givenNames) + (random.chance(450) ? random.pick(givenNames) : ''),
    sex,
    birthDay,
    idNumber: identityNumber(random, birthDay, sex),
    weightKg: drawWeight(random, ageDays),
  };
}

/** `56岁`, `7月`, `12天`, or a bare number of years. */
export function ageText(birthDay: number, indexDay: number, withUnit: boolean): string {
  const days = indexDay - birthDay;
  if (days <= 28) return `${days}天`;
  const years = yearsBetween(birthDay, indexDay);
  if (years < 1) return `${Math.max(1, Math.floor(days / 30.5))}月`;
  return withUnit ? `${years}岁` : String(years);
}

export function yearsBetween(birthDay: number, indexDay: number): number {
  const birth = civilOf(birthDay);
  const index = civilOf(indexDay);
  const reached = index.month > birth.month || (index.month === birth.month && index.day >= birth.day);
  return index.year - birth.year - (reached ? 0 : 1);
}

/** Each hospital numbers its cases in its own way; leading zeros are part of the number. */
export function caseNumber(code: string, serial: number): string {
  const style = Number(code.slice(-1)) % 3;
  if (style === 0) return `ZY${String(serial).padStart(7, '0')}`;
  return String(serial).padStart(style === 1 ? 8 : 10, '0');
}

function drawAgeDays(random: Random, group: AgeGroup): number {
  if (group === 'newborn') return random.between(0, 26);
  if (group === 'child') return random.quantile([40, 300, 1100, 2600, 4400, 6400]);
  return random.quantile([6700, 10500, 14600, 17500, 20100, 22300, 24500, 27400, 31500]);
}

function drawWeight(random: Random, ageDays: number): number {
  if (ageDays <= 28) return random.between(22, 42) / 10;
  if (ageDays < 6570) {
    const usual = 40 + Math.floor((ageDays * 560) / 6570);
    return (usual + random.between(-Math.floor(usual / 8), Math.floor(usual / 6))) / 10;
  }
  return random.quantile([410, 520, 580, 630, 680, 740, 820, 1050]) / 10;
}

/** 18 digits with a true check digit (GB 11643); area 99xxxx. */
function identityNumber(random: Random, birthDay: number, sex: string): string {
  const area = `99${pad2(random.between(1, 6))}${pad2(random.between(1, 8))}`;
  const order = random.between(10, 480) * 2 + (sex === '男' ? 1 : 0);
  const digits = area + isoDate(birthDay).replaceAll('-', '') + String(order).padStart(3, '0');
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return digits + '10X98765432'[sum % 11];
}

const surnames = [
  ...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严金魏陶姜谢邹窦章云苏潘葛范彭鲁韦马方任袁柳唐罗薛',
];

// 㐀 and 𠮷 need four bytes in GB18030.
const givenNames = [
  ...'志明秀英建国桂兰永强玉梅海涛丽华春生文博雅静子轩浩然欣怡国庆德福淑珍小燕宏伟立新雪峰晓东美玲家豪思远佳宁㐀𠮷',
];

import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { addMonths, dayAfter, firstDay, isoDate, type Month, pad2 } from './calendar.js';
import { type Encoding, encode } from './encode.js';
import { xoshiro128 } from './random.js';

const header =
  '医院编码,麻醉单号,ASA分级,择期手术,麻醉方式,麻醉开始时间,麻醉结束时间,神经阻滞成功,硬膜外阻滞成功,腰麻后头痛,' +
  '有创麻醉操作次数,有创麻醉操作感染例数,硬脊膜穿破\n';

export const scaleHospitals = 120;
export const largestScale = 10_000_000;

/**
 * Writes `count` clean anaesthetics of 24 months to one file and returns its size in bytes.
 *
 * LF, no quotes; about 106 bytes a row in UTF-8; memory stays constant.
 */
export function writeScaleFile(
  path: string,
  count: number,
  seed: number,
  month: Month,
  encoding: Encoding = 'utf-8',
): number {
  if (!Number.isInteger(count) || count < 0 || count > largestScale) {
    throw new RangeError(`--scale must be a whole number from 0 to ${largestScale}, not ${count}`);
  }
  const makeRow = rowMaker(seed, month, scaleHospitals);
  const file = openSync(path, 'w');
  try {
    let size = 0;
    let text = header;
    for (let row = 0; row < count; row++) {
      text += makeRow(row);
      if (text.length > 1 << 19) {
        size += writeAll(file, encode(text, encoding));
        text = '';
      }
    }
    return size + writeAll(file, encode(text, encoding));
  } finally {
    closeSync(file);
  }
}

/**
 * Writes a file of `count` clean anaesthetics for each of many hospitals, `<folder>/H1001/麻醉.csv` and so on, and returns
 * their size in bytes. `spoil` may change the text of a hospital's file, counted from 0.
 */
export function writeHospitalFiles(
  folder: string,
  hospitals: number,
  count: number,
  seed: number,
  month: Month,
  encoding: Encoding,
  spoil: (text: string, hospital: number) => string = (text) => text,
): number {
  const makeRow = rowMaker(seed, month, hospitals);
  let size = 0;
  for (let hospital = 0; hospital < hospitals; hospital++) {
    let text = header;
    for (let row = 0; row < count; row++) text += makeRow(row * hospitals + hospital);
    const own = join(folder, `H${1001 + hospital}`);
    mkdirSync(own, { recursive: true });
    const file = openSync(join(own, '麻醉.csv'), 'w');
    size += writeAll(file, encode(spoil(text, hospital), encoding));
    closeSync(file);
  }
  return size;
}

function writeAll(file: number, bytes: Uint8Array): number {
  let written = 0;
  while (written < bytes.length) written += writeSync(file, bytes, written);
  return bytes.length;
}

interface Method {
  readonly text: string;
  readonly block: boolean;
  readonly epidural: boolean;
  readonly spinal: boolean;
}

/** Methods by their share of 128. */
const methods: readonly Method[] = [
  ...repeat(66, '全身麻醉'),
  ...repeat(14, '全身麻醉;神经阻滞'),
  ...repeat(12, '神经阻滞'),
  ...repeat(16, '腰硬联合麻醉'),
  ...repeat(6, '硬膜外麻醉'),
  ...repeat(8, '腰麻'),
  ...repeat(6, '监护麻醉'),
];

function repeat(count: number, text: string): Method[] {
  const method = {
    text,
    block: text.includes('神经阻滞'),
    epidural: text.includes('硬膜外') || text.includes('腰硬'),
    spinal: text.startsWith('腰'),
  };
  return Array.from({ length: count }, () => method);
}

/** One row per call; three 32-bit draws a row, their bits shared out among the cells. */
function rowMaker(seed: number, month: Month, hospitals: number): (row: number) => string {
  const next = xoshiro128(seed ^ 0x5ca1e);
  const start = firstDay(addMonths(month, -23));
  const dayCount = dayAfter(month) - start;
  // One day more: an anaesthetic that begins in the evening can end after midnight. The last day has none.
  const days = Array.from({ length: dayCount + 1 }, (_, i) => isoDate(start + i));
  const compactDays = days.map((day) => day.replaceAll('-', ''));
  const times = Array.from({ length: 1440 }, (_, i) => ` ${pad2(Math.floor(i / 60))}:${pad2(i % 60)}`);
  const codes = Array.from({ length: hospitals }, (_, i) => `H${1001 + i},`);
  const asa = Array.from({ length: 64 }, (_, i) =>
    i < 12 ? '1' : i < 48 ? '2' : i < 60 ? '3' : i < 63 ? '4' : '5',
  );
  return (row) => {
    const a = next();
    const b = next();
    const c = next();
    const emergency = (a & 7) === 0;
    const day = (a >>> 8) % dayCount;
    const ofDay = emergency ? b % 1440 : 480 + (b % 600);
    const begin = day === dayCount - 1 && ofDay > 1000 ? ofDay - 600 : ofDay;
    const end = begin + 20 + ((b >>> 12) & 127) + ((b >>> 20) & 127);
    const method = methods[c & 127] as Method;
    const procedure = (c & 0x700) === 0;
    const endDay = end < 1440 ? day : day + 1;
    return (
      (codes[row % hospitals] as string) +
      `SSMZ-H${1001 + (row % hospitals)}-${compactDays[day] as string}-${String(row + 1).padStart(13, '0')},` +
      `${asa[((a >>> 3) & 31) | ((a & 0x80) >>> 2)] as string}${emergency ? 'E,否,' : ',是,'}` +
      `${method.text},${days[day] as string}${times[begin] as string},` +
      `${days[endDay] as string}${times[end % 1440] as string},` +
      (method.block ? ((c >>> 11) & 63 ? '是,' : '否,') : ',') +
      (method.epidural ? ((c >>> 17) & 31 ? '是,' : '否,') : ',') +
      (method.spinal ? ((c >>> 22) & 31 ? '否,' : '是,') : ',') +
      (procedure ? ((b >>> 4) % 2000 === 0 ? '1,1,' : '1,0,') : '0,0,') +
      (method.epidural ? (a % 250 ? '否\n' : '是\n') : '\n')
    );
  };
}

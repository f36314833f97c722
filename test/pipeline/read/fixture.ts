import type { HeaderDictionary, HeaderField } from '../../../pipeline/read/header.js';
import { type ReadOptions, type ReadResult, readRecords } from '../../../pipeline/read/read-file.js';
import { type Facts, FileRefusal } from '../../../pipeline/read/refusal.js';
import { memorySource } from '../../../pipeline/read/source.js';
import type { HeldRow } from '../../../pipeline/read/tokenise.js';

function field(name: string, headers: string[], required = false): HeaderField {
  return { name, headers: [...headers, name], required };
}

/** Small tables that have columns in common, as the real ones do. */
export const ecmo: HeaderDictionary = {
  table: 'ecmo_runs',
  fields: [
    field('hospital_id', ['医院编码', '机构编码', '医疗机构代码'], true),
    field('case_no', ['病案号', '住院号'], true),
    field('patient_name', ['姓名', '患者姓名']),
    field('sex', ['性别']),
    field('weight_kg', ['体重(kg)', '体重']),
    field('mode', ['支持模式', 'ECMO模式'], true),
    field('started_at', ['上机时间', 'ECMO开始时间'], true),
    field('ended_at', ['撤机时间', 'ECMO结束时间']),
    field('remark', ['备注']),
  ],
};

export const vad: HeaderDictionary = {
  table: 'vad_implants',
  fields: [
    field('hospital_id', ['医院编码', '机构编码', '医疗机构代码'], true),
    field('case_no', ['病案号', '住院号'], true),
    field('sex', ['性别']),
    field('device_type', ['装置类型'], true),
    field('implanted_on', ['植入日期'], true),
    field('nt_probnp_pg_ml', ['NT-proBNP(pg/ml)']),
    field('cardiac_index', ['心脏指数(L/min/m²)']),
  ],
};

export const hospitals: HeaderDictionary = {
  table: 'hospitals',
  fields: [
    field('hospital_id', ['医院编码'], true),
    field('name', ['医院名称'], true),
    field('city', ['城市']),
  ],
};

export const dictionaries = [ecmo, vad, hospitals];

export interface Taken {
  readonly result: ReadResult;
  readonly records: { line: number; lines: number; cells: string[] }[];
  readonly held: HeldRow[];
  readonly skipped: { line: number; lines: number; reason: string }[];
}

/** Reads bytes or UTF-8 text and keeps all that the sink is given. */
export async function read(
  file: Uint8Array | string,
  options: ReadOptions = {},
  chunk = 1 << 16,
): Promise<Taken> {
  const records: Taken['records'] = [];
  const held: HeldRow[] = [];
  const skipped: Taken['skipped'] = [];
  const bytes = typeof file === 'string' ? Buffer.from(file, 'utf8') : file;
  const result = await readRecords(memorySource(bytes, chunk), dictionaries, options, {
    record: (line, cells, lines) => records.push({ line, lines, cells }),
    held: (row) => held.push(row),
    skipped: (line, lines, reason) => skipped.push({ line, lines, reason }),
  });
  return { result, records, held, skipped };
}

/** The refusal that reading a file ends in. */
export async function refusalOf(file: Uint8Array | string, options: ReadOptions = {}): Promise<FileRefusal> {
  try {
    await read(file, options);
  } catch (error) {
    if (error instanceof FileRefusal) return error;
    throw error;
  }
  throw new Error('The file was not refused');
}

/** What reading came to, refusals included, as something that can be compared. */
export async function outcome(
  file: Uint8Array | string,
  chunk?: number,
  options: ReadOptions = {},
): Promise<Taken | { code: string; line: number | null; facts: Facts }> {
  try {
    return await read(file, options, chunk);
  } catch (error) {
    if (error instanceof FileRefusal) return { code: error.code, line: error.line, facts: error.facts };
    throw error;
  }
}

let toGb: Map<string, Buffer> | null = null;

/** Text as GB18030: Node decodes it but does not write it, so the decoder is turned round. */
export function gb18030(text: string): Buffer {
  toGb ??= gbTable();
  const table = toGb;
  return Buffer.concat(
    [...text].map((char) => {
      const bytes = char < '\x80' ? Buffer.from(char) : table.get(char);
      if (bytes === undefined) throw new Error(`No GB18030 bytes known for ${char}`);
      return bytes;
    }),
  );
}

function gbTable(): Map<string, Buffer> {
  const decoder = new TextDecoder('gb18030', { fatal: true });
  const table = new Map<string, Buffer>([
    ['㐀', Buffer.from('8139ee39', 'hex')],
    ['𠮷', Buffer.from('9534b235', 'hex')],
  ]);
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      const bytes = Buffer.from([lead, trail]);
      try {
        const char = decoder.decode(bytes);
        if (!table.has(char)) table.set(char, bytes);
      } catch {
        // not assigned
      }
    }
  }
  return table;
}

export function utf16(text: string, order: 'le' | 'be'): Buffer {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

/** A seeded generator, so that a failure can be run again (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const HEADER = '医院编码,病案号,姓名,支持模式,上机时间,备注';
export const ROW = 'H001,00012,张三,VV,2026-03-05 14:30,平稳';

import { z } from 'zod';
import { findBadKey } from './json-keys.js';
import { badMapping, type MappingIssue } from './mapping-issue.js';
import { factorText } from './times-decimal.js';

/** Texts of the schema are `Chinese / English` and say what must hold. */
const label = z
  .string('应为文本 / must be text')
  .min(1, '不得为空 / must not be empty')
  .max(200, '最多 200 个字符 / must have at most 200 characters');

/** A target may be empty in a draft, which has an error of its own. */
const target = z
  .string('应为文本 / must be text')
  .max(200, '最多 200 个字符 / must have at most 200 characters');

/** A record with at most `most` entries. */
const record = <V extends z.ZodType>(value: V, most: number) =>
  z
    .record(z.string().max(200, '最多 200 个字符 / must have at most 200 characters'), value, {
      error: '应为对象 {…} / must be an object {…}',
    })
    .refine((entries) => Object.keys(entries).length <= most, {
      error: `最多 ${most} 项 / must have at most ${most} entries`,
    });

const tableSchema = z.strictObject(
  {
    /** Our field by their header; an object where the header would otherwise name another field. */
    headers: record(
      z.union([target, z.strictObject({ field: label, instead_of: label })], {
        error:
          '应为字段名，或 {"field": …, "instead_of": …} / must be a field, or {"field": …, "instead_of": …}',
      }),
      500,
    ).optional(),
    /** By field, our word for each of their codes. */
    values: record(record(target, 2000), 500).optional(),
    /** By number field, their unit and its factor to ours. */
    units: record(
      z.strictObject(
        {
          factor: z
            .string('应为文本，如 "0.001" 或 "1/60" / must be text such as "0.001" or "1/60"')
            .regex(
              factorText,
              '应为正的十进制数或分数的文本，如 "0.001"、"1/60" / must be a positive decimal or fraction as text, such as "0.001" or "1/60"',
            )
            .refine(
              (text) => text.split('/').every((part) => /[1-9]/.test(part)),
              '应大于 0 / must be greater than 0',
            ),
          unit: label,
        },
        { error: '应为 {"factor": "0.001", "unit": "g"} / must be {"factor": "0.001", "unit": "g"}' },
      ),
      500,
    ).optional(),
  },
  { error: '应为 {"headers", "values", "units"} / must be {"headers", "values", "units"}' },
);

const month = z
  .string('应为文本 / must be text')
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, '应为月份，如 2026-10 / must be a month such as 2026-10');

const mappingSchema = z.strictObject(
  {
    hospital: label,
    /** The first and the last month, such as 2026-10, of the files it applies to; unlimited where absent. */
    from: month.optional(),
    to: month.optional(),
    note: z
      .string('应为文本 / must be text')
      .max(2000, '最多 2000 个字符 / must have at most 2000 characters')
      .optional(),
    /** What a draft leaves to a person; a mapping in use has none. */
    todo: z
      .array(z.string('应为文本 / must be text'), '应为列表 […] / must be a list […]')
      .max(1000, '最多 1000 项 / must have at most 1000 entries')
      .optional(),
    tables: record(tableSchema, 20),
  },
  { error: '应为 {"hospital", "tables"} / must be {"hospital", "tables"}' },
);

/** A mapping file as written, not yet compared with the contract. */
export type WrittenMapping = z.infer<typeof mappingSchema>;

/** @throws {InputError} `bad-mapping` */
export function parseMapping(text: string, name: string): WrittenMapping {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw badMapping(name, [
      {
        path: [],
        must: { zh: '应为 JSON', en: 'must be JSON' },
        found: (error as Error).message,
        todo: {
          zh: '请检查引号、逗号和括号是否成对，标点须为半角。',
          en: 'Check quotes, commas and brackets; all must be half-width.',
        },
      },
    ]);
  }
  const bad = findBadKey(text);
  if (bad) {
    throw badMapping(name, [
      {
        path: bad.path,
        must:
          bad.why === 'twice'
            ? { zh: '每个键只能写一次', en: 'must name each key once' }
            : { zh: '不得使用保留名', en: 'must not use reserved names' },
        found: bad.key,
        todo:
          bad.why === 'twice'
            ? { zh: '请只保留一处。', en: 'Keep one of them.' }
            : { zh: '请删除这一项。', en: 'Delete the entry.' },
      },
    ]);
  }
  const result = mappingSchema.safeParse(json);
  if (result.success) return result.data;
  throw badMapping(
    name,
    result.error.issues.map((issue) => issueOf(issue, json)),
  );
}

const todo = { zh: '请更正。', en: 'Correct it.' };

function issueOf(issue: z.core.$ZodIssue, json: unknown): MappingIssue {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return {
      path,
      must: { zh: '不得有其他键', en: 'must have no other keys' },
      found: issue.keys.join(', '),
      todo: { zh: '请删除或更正键名。', en: 'Delete them or correct their names.' },
    };
  }
  if (issue.code === 'invalid_key') {
    return {
      path: path.slice(0, -1),
      must: { zh: '键名最多 200 个字符', en: 'must have keys of at most 200 characters' },
      found: path.at(-1) ?? '',
      todo,
    };
  }
  const [zh = '', en = zh] = issue.message.split(' / ');
  return { path, must: { zh, en }, found: shown(valueAt(json, issue.path)), todo };
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, key)
        ? (at as Record<PropertyKey, unknown>)[key]
        : undefined,
    json,
  );
}

function shown(value: unknown): string {
  if (value === undefined) return '（缺少 / missing）';
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return '[…]';
  if (typeof value === 'object' && value !== null) return '{…}';
  return String(value);
}

import { createHash } from 'node:crypto';
import { tableByName, tables } from '../contract/tables.js';
import { fold, isMissing } from '../define/cells/index.js';
import type { Field } from '../define/field.js';
import type { AnyTable } from '../define/table.js';
import { headerKey, isUnit, splitUnit } from '../read/header-key.js';
import { headerDictionaries } from './dictionary.js';
import { badMapping, type MappingIssue } from './mapping-issue.js';
import { parseMapping, type WrittenMapping } from './mapping-schema.js';
import { mostSimilar } from './similar.js';
import { isRoundedFactor, minutesOf, timeFactor } from './time-units.js';

/** A hospital's own names, codes and units, checked against the contract. */
export interface Mapping {
  readonly hospital: string;
  /** SHA-256 of the file's bytes. */
  readonly hash: string;
  /** The first and the last month, such as 2026-10, that it is stated to be valid for; null where not stated. */
  readonly from: string | null;
  readonly to: string | null;
  readonly tables: ReadonlyMap<string, TableMapping>;
}

/** A hospital's headers, codes and units for one table. */
export interface TableMapping {
  /** Our field by their header as written. */
  readonly headers: ReadonlyMap<string, MappedHeader>;
  /** By field, our word for their folded code. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** By field, their unit and its factor to ours. */
  readonly units: ReadonlyMap<string, { readonly factor: string; readonly unit: string }>;
}

/** The field of a hospital's header. */
export interface MappedHeader {
  readonly field: string;
  /** The field that the contract would give this header, or null. */
  readonly insteadOf: string | null;
}

/**
 * Reads a mapping file and checks it against the contract: tables and fields exist, headers do not accidentally take another field's name,
 * target words are accepted by their field, units belong to numbers.
 *
 * @param name the file's name, for messages
 * @param ofThen whether files were already taken in by it; later rules on units then do not apply
 * @throws {InputError} `bad-mapping`, naming every place, what must hold, what was found and what to do
 */
export function readMapping(content: string | Uint8Array, name: string, { ofThen = false } = {}): Mapping {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const written = parseMapping(decode(bytes, name), name);
  const issues: MappingIssue[] = [];
  if ((written.todo ?? []).length > 0) issues.push(draftIssue(written.todo?.[0] ?? ''));
  const checked = new Map<string, TableMapping>();
  for (const [tableName, table] of Object.entries(written.tables)) {
    const known = tableByName.get(tableName);
    if (known)
      checked.set(tableName, checkTable(known, table, { hospital: written.hospital, ofThen }, issues));
    else issues.push(unknownTable(tableName));
  }
  const { from, to } = written;
  if (from !== undefined && to !== undefined && from > to) issues.push(endsBeforeStart(from, to));
  if (issues.length > 0) throw badMapping(name, issues);
  return {
    hospital: written.hospital,
    hash: createHash('sha256').update(bytes).digest('hex'),
    from: written.from ?? null,
    to: written.to ?? null,
    tables: checked,
  };
}

function decode(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw badMapping(name, [
      {
        path: [],
        must: { zh: '文件编码应为 UTF-8', en: 'must be encoded in UTF-8' },
        found: '非 UTF-8 / not UTF-8',
        todo: { zh: '请在编辑器中另存为 UTF-8。', en: 'Save it as UTF-8 in your editor.' },
      },
    ]);
  }
}

const draftIssue = (first: string): MappingIssue => ({
  path: ['todo'],
  must: { zh: '草稿中待确认的各项须先处理', en: 'must have nothing left to confirm' },
  found: first,
  todo: {
    zh: '请逐条核对 todo 中的说明，填好后删除 todo。',
    en: 'Go through the entries of todo, fill in what is open, then delete todo.',
  },
});

const endsBeforeStart = (from: string, to: string): MappingIssue => ({
  path: ['to'],
  must: { zh: `不得早于 from（${from}）`, en: `must not be before from (${from})` },
  found: to,
  todo: { zh: '请更正。', en: 'Correct it.' },
});

function unknownTable(name: string): MappingIssue {
  const [near] = mostSimilar(name, tables, (t) => [t.name, t.spec.title.zh, t.spec.title.en], 1);
  const all = tables.map((t) => t.name).join(', ');
  return {
    path: ['tables'],
    must: { zh: `应为数据字典中的表（${all}）`, en: `must be a table of the dictionary (${all})` },
    found: name,
    todo: near
      ? { zh: `是否应为 ${near.item.name}？`, en: `Did you mean ${near.item.name}?` }
      : { zh: '请改用上列表名之一。', en: 'Use one of these names.' },
  };
}

type WrittenTable = WrittenMapping['tables'][string];

/** Checks one table of the file; faults are added to `issues` and left out of the result. */
function checkTable(
  table: AnyTable,
  written: WrittenTable,
  { hospital, ofThen }: { readonly hospital: string; readonly ofThen: boolean },
  issues: MappingIssue[],
): TableMapping {
  const names = namesOf(table);
  const at = (...path: string[]) => ['tables', table.name, ...path];
  /** The field that a key or target names, by field name or by one of our headers. */
  const fieldFor = (word: string, path: string[]): string | null => {
    const named = names.fields.get(headerKey(word));
    // Columns of a receipt cannot be mapped.
    const found = named !== undefined && Object.hasOwn(table.spec.fields, named) ? named : undefined;
    if (found === undefined) issues.push(word === '' ? emptyTarget(path) : unknownField(table, word, path));
    return found ?? null;
  };
  const byField = <V, R>(
    section: 'values' | 'units',
    entries: Readonly<Record<string, V>> | undefined,
    read: (field: string, entry: V, path: string[]) => R | null,
  ): Map<string, R> => {
    const result = new Map<string, R>();
    for (const [word, entry] of Object.entries(entries ?? {})) {
      const path = at(section, word);
      const field = fieldFor(word, at(section));
      if (field === null) continue;
      if (result.has(field)) issues.push(sameField(field, word, at(section)));
      const checked = read(field, entry, path);
      if (checked !== null) result.set(field, checked);
    }
    return result;
  };

  const units = byField('units', written.units, (field, entry, path) => {
    const issue =
      unitIssue(fieldOf(table, field), field, entry, names, path) ??
      (ofThen ? null : timeFactorIssue(entry, names.units.get(field) ?? '', path));
    if (issue) issues.push(issue);
    return issue ? null : entry;
  });
  const values = byField('values', written.values, (field, codes, path) =>
    checkValues(fieldOf(table, field), field, codes, hospital, path, issues),
  );
  const headers = new Map<string, MappedHeader>();
  const seen = new Map<string, string>();
  for (const [header, entry] of Object.entries(written.headers ?? {})) {
    const path = at('headers', header);
    const key = headerKey(header);
    const twin = seen.get(key);
    if (key === '' || twin !== undefined) {
      issues.push(sameHeader(header, twin ?? '', at('headers')));
      continue;
    }
    seen.set(key, header);
    const target = typeof entry === 'string' ? { field: entry, instead_of: null } : entry;
    const field = fieldFor(target.field, path);
    const insteadOf = target.instead_of === null ? null : fieldFor(target.instead_of, path);
    if (field === null || (target.instead_of !== null && insteadOf === null)) continue;
    const owner = ownerOf(key, names);
    if (insteadOf !== null ? insteadOf !== owner || owner === field : owner !== null && owner !== field) {
      issues.push(takenHeader(table, header, field, owner, insteadOf, path));
      continue;
    }
    const unitless = ofThen
      ? null
      : noUnitIssue(table, header, field, names, written.units ?? {}, units, path);
    if (unitless) issues.push(unitless);
    const issue = headerUnitIssue(table, header, field, names, units.get(field)?.unit ?? null, path);
    if (issue) issues.push(issue);
    else headers.set(header, { field, insteadOf });
  }
  return { headers, values, units };
}

interface Names {
  /** Field by the key of a header or field name. */
  readonly fields: ReadonlyMap<string, string>;
  /** Field by the key of a header without its unit. */
  readonly bases: ReadonlyMap<string, string>;
  /** The unit in a field's header. */
  readonly units: ReadonlyMap<string, string>;
}

function namesOf(table: AnyTable): Names {
  const fields = new Map<string, string>();
  const bases = new Map<string, string>();
  const units = new Map<string, string>();
  const dictionary = headerDictionaries.find((d) => d.table === table.name);
  for (const { name, headers } of dictionary?.fields ?? []) {
    for (const header of headers) {
      const key = headerKey(header);
      fields.set(key, name);
      const { base, unit } = splitUnit(key);
      if (unit === null) continue;
      bases.set(base, name);
      if (isUnit(unit)) units.set(name, unit);
    }
  }
  return { fields, bases, units };
}

/** The field that the contract gives a header, or whose unit the header contradicts. */
function ownerOf(key: string, { fields, bases }: Names): string | null {
  const exact = fields.get(key);
  if (exact !== undefined) return exact;
  const { base, unit } = splitUnit(key);
  if (unit === null) return null;
  const owner = fields.get(base) ?? bases.get(base);
  return owner !== undefined && (isUnit(unit) || fields.get(unit) === owner) ? owner : null;
}

function fieldOf(table: AnyTable, name: string): Field {
  const field = table.spec.fields[name];
  if (!field) throw new RangeError(`no field ${name}`);
  return field;
}

/** `体重(kg)` → `kg`, in any spelling. */
const folded = (unit: string) => splitUnit(headerKey(`x(${unit})`)).unit ?? '';

function unitIssue(
  field: Field,
  name: string,
  { factor, unit }: { factor: string; unit: string },
  names: Names,
  path: string[],
): MappingIssue | null {
  const { header, cell } = field.meta;
  if (cell.kind !== 'decimal' && cell.kind !== 'int') {
    return {
      path,
      must: {
        zh: `只有数字字段才能换算单位，“${header}”不是`,
        en: `must be a number to have its unit converted; "${header}" (${name}) is none`,
      },
      found: `× ${factor}`,
      todo: { zh: '请删除这一项。', en: 'Delete the entry.' },
    };
  }
  const ours = names.units.get(name);
  if (ours !== folded(unit) || /^0*1(\.0*)?$/.test(factor)) return null;
  return {
    path: [...path, 'factor'],
    must: {
      zh: `本院单位与数据字典的单位（${ours}）相同时，系数应为 1`,
      en: `must be 1 where the hospital's unit is the dictionary's (${ours})`,
    },
    found: factor,
    todo: {
      zh: '请写明本院实际使用的单位，或删除这一项。',
      en: 'State the unit that the hospital really uses, or delete the entry.',
    },
  };
}

/** The fault of a factor between units of time, which is fixed; a rounded one is told when it is used. */
function timeFactorIssue(
  { factor, unit }: { factor: string; unit: string },
  ours: string,
  path: string[],
): MappingIssue | null {
  const [from, to] = [minutesOf(unit), minutesOf(ours)];
  if (from === null || to === null || from === to) return null;
  if (isRoundedFactor(factor, from, to)) return null;
  const right = timeFactor(from, to);
  return {
    path: [...path, 'factor'],
    must: {
      zh: `由 ${unit} 换算为 ${ours} 的系数应为 "${right}"`,
      en: `must be "${right}" to turn ${unit} into ${ours}`,
    },
    found: factor,
    todo: { zh: '请更正。', en: 'Correct it.' },
  };
}

/** The fault of a length of time whose header states no unit: minutes read as hours would go unnoticed. */
function noUnitIssue(
  table: AnyTable,
  header: string,
  field: string,
  names: Names,
  written: Readonly<Record<string, unknown>>,
  units: ReadonlyMap<string, { readonly unit: string }>,
  path: string[],
): MappingIssue | null {
  const ours = names.units.get(field) ?? '';
  if (minutesOf(ours) === null) return null;
  // A wrong entry is reported as such; what it was meant to say is not known.
  if (!units.has(field) && Object.keys(written).length > units.size) return null;
  const stated = splitUnit(headerKey(header)).unit ?? '';
  if (isUnit(stated)) return null;
  const expected = minutesOf(units.get(field)?.unit ?? ours);
  if (minutesOf(stated) === null ? units.has(field) : minutesOf(stated) === expected) return null;
  const title = table.spec.fields[field]?.meta.header ?? field;
  return {
    path,
    must: {
      zh: `“${title}”有单位，表头没有写出同一单位时应在 units 中写明`,
      en: `must have its unit stated in units where the header does not give the same, for "${title}" has one`,
    },
    found: header,
    todo: {
      zh: `请核对本院写的是分钟、小时还是天，在 units 中加 "${field}"：小时为 {"factor": "1", "unit": "${ours}"}，分钟为 {"factor": "1/60", "unit": "min"}。`,
      en: `See whether the hospital writes minutes, hours or days, and add "${field}" to units: {"factor": "1", "unit": "${ours}"} for hours, {"factor": "1/60", "unit": "min"} for minutes.`,
    },
  };
}

function checkValues(
  field: Field,
  name: string,
  codes: Readonly<Record<string, string>>,
  hospital: string,
  path: string[],
  issues: MappingIssue[],
): Map<string, string> {
  const result = new Map<string, string>();
  const { header } = field.meta;
  if (field.meta.personal || field.meta.notStored) {
    issues.push({
      path,
      must: {
        zh: `个人信息和自由文本不得有对照表，“${header}”属于此类`,
        en: `must not be personal or free text, as "${header}" (${name}) is`,
      },
      found: '{…}',
      todo: { zh: '请删除这一项。', en: 'Delete the entry.' },
    });
    return result;
  }
  for (const [code, target] of Object.entries(codes)) {
    const key = fold(code);
    const issue = valueIssue(field, name, { code, key, target, twice: result.has(key) }, hospital, path);
    if (issue) issues.push(issue);
    else result.set(key, target);
  }
  return result;
}

function valueIssue(
  field: Field,
  name: string,
  { code, key, target, twice }: { code: string; key: string; target: string; twice: boolean },
  hospital: string,
  path: string[],
): MappingIssue | null {
  if (isMissing(key)) {
    return {
      path,
      must: {
        zh: '空白及表示“不知道”的写法（-、/、无数据、未知等）一律为不详，不得另作对照',
        en: 'must not give a meaning to blank or to a word for "not known" (-, /, 无数据, 未知 …)',
      },
      found: code,
      todo: { zh: '请删除这一项。', en: 'Delete the entry.' },
    };
  }
  if (twice) {
    return {
      path,
      must: {
        zh: '每个代码只能写一次（全角与半角视为相同）',
        en: 'must name each code once, full-width or not',
      },
      found: code,
      todo: { zh: '请只保留一处。', en: 'Keep one of them.' },
    };
  }
  if (fold(target) === '') return emptyTarget([...path, code]);
  if (name === 'hospital_id' && target !== hospital) {
    return {
      path: [...path, code],
      must: { zh: `应为本院编码 ${hospital}`, en: `must be this hospital's code, ${hospital}` },
      found: target,
      todo: { zh: '请更正。', en: 'Correct it.' },
    };
  }
  if (field.schema.safeParse(target).success) return null;
  const { must } = field.meta.cell;
  const [near] = mostSimilar(target, field.values ?? [], (word) => [word], 1);
  return {
    path: [...path, code],
    must,
    found: target,
    todo: near
      ? { zh: `是否应为“${near.item}”？`, en: `Did you mean "${near.item}"?` }
      : { zh: '请更正；表示“不知道”时写“未知”。', en: 'Correct it; write 未知 for "not known".' },
  };
}

const emptyTarget = (path: string[]): MappingIssue => ({
  path,
  must: { zh: '须填写本系统的字段或取值', en: 'must be filled in with a field or word of the dictionary' },
  found: '',
  todo: {
    zh: '请填写；不需要时删除这一项。',
    en: 'Fill it in, or delete the entry where it is not needed.',
  },
});

function unknownField(table: AnyTable, word: string, path: string[]): MappingIssue {
  const near = mostSimilar(
    word,
    Object.entries(table.spec.fields),
    ([name, { meta }]) => [name, meta.header, ...(meta.aliases ?? [])],
    3,
  );
  const zh = near.map(({ item: [name, { meta }] }) => `${name}（${meta.header}）`).join('、');
  const en = near.map(({ item: [name, { meta }] }) => `${name} (${meta.header})`).join(', ');
  return {
    path,
    must: {
      zh: `应为 ${table.spec.title.zh}（${table.name}）的字段名或表头`,
      en: `must be a field or header of ${table.spec.title.en} (${table.name})`,
    },
    found: word,
    todo:
      near.length > 0
        ? { zh: `相近的有：${zh}。`, en: `Similar: ${en}.` }
        : { zh: '请查看数据字典。', en: 'See the data dictionary.' },
  };
}

const sameField = (field: string, word: string, path: string[]): MappingIssue => ({
  path,
  must: {
    zh: `每个字段只能写一次，${field} 已写过`,
    en: `must name each field once; ${field} is there already`,
  },
  found: word,
  todo: { zh: '请合并到一处。', en: 'Join the two entries.' },
});

const sameHeader = (header: string, twin: string, path: string[]): MappingIssue => ({
  path,
  must:
    twin === ''
      ? { zh: '表头不得为空', en: 'must have headers with text' }
      : {
          zh: `每个表头只能写一次（大小写、全半角、空格不计），“${twin}”已写过`,
          en: `must name each header once whatever its case, width and blanks; "${twin}" is there already`,
        },
  found: header,
  todo: { zh: '请只保留一处。', en: 'Keep one of them.' },
});

function takenHeader(
  table: AnyTable,
  header: string,
  field: string,
  owner: string | null,
  insteadOf: string | null,
  path: string[],
): MappingIssue {
  const shown = (name: string) => `${name}（${table.spec.fields[name]?.meta.header ?? name}）`;
  if (insteadOf !== null) {
    const real = owner === null || owner === field ? null : owner;
    return {
      path: [...path, 'instead_of'],
      must:
        real === null
          ? {
              zh: `数据字典中“${header}”并不属于其他字段，不应有 instead_of`,
              en: `must not be there: the dictionary gives "${header}" to no other field`,
            }
          : {
              zh: `应为数据字典中“${header}”所属的字段 ${shown(real)}`,
              en: `must be the field that the dictionary gives "${header}" to, ${real}`,
            },
      found: insteadOf,
      todo:
        real === null
          ? { zh: `请只写 "${field}"。`, en: `Write "${field}" alone.` }
          : { zh: `请改为 "${real}"。`, en: `Write "${real}".` },
    };
  }
  return {
    path,
    must: {
      zh: `“${header}”在数据字典中已是 ${shown(owner ?? '')}，不得不加说明地改作他用`,
      en: `must not take a header of another field unawares: the dictionary gives "${header}" to ${owner}`,
    },
    found: field,
    todo: {
      zh: `确实如此时请写 {"field": "${field}", "instead_of": "${owner}"}。`,
      en: `If it is meant, write {"field": "${field}", "instead_of": "${owner}"}.`,
    },
  };
}

/** The fault of a unit in a mapped header that is neither the one in `units` nor, without that, the dictionary's. */
function headerUnitIssue(
  table: AnyTable,
  header: string,
  field: string,
  names: Names,
  stated: string | null,
  path: string[],
): MappingIssue | null {
  const { unit } = splitUnit(headerKey(header));
  if (unit === null || !isUnit(unit)) return null;
  const expected = stated === null ? names.units.get(field) : folded(stated);
  if (expected === undefined || expected === unit) return null;
  const title = table.spec.fields[field]?.meta.header ?? field;
  return stated === null
    ? {
        path,
        must: {
          zh: `表头的单位应与“${title}”一致，或在 units 中写明换算`,
          en: `must have the unit of "${title}", or have its conversion stated in units`,
        },
        found: header,
        todo: {
          zh: `请在 units 中加 "${field}": {"factor": "…", "unit": "${unit}"}。`,
          en: `Add "${field}": {"factor": "…", "unit": "${unit}"} to units.`,
        },
      }
    : {
        path,
        must: {
          zh: `表头的单位应与 units 中写的 ${stated} 一致`,
          en: `must have the unit that units states, ${stated}`,
        },
        found: header,
        todo: { zh: '请核对实际使用的单位。', en: 'Check which unit is really used.' },
      };
}

import type { Field } from '../define/field.js';
import type { Bilingual } from '../message/errors.js';
import { clinicalDefinitions } from './clinical-definitions.js';

/** What a person must know to fill in a field, in words, all from the contract. */
export interface FieldWords {
  readonly header: string;
  readonly english: string;
  readonly required: boolean;
  /** What a cell must be. */
  readonly form: Bilingual;
  /** Empty where there is none. */
  readonly unit: string;
  readonly range: string;
  /** The words to choose from as people write them; empty where anything of the form is allowed. */
  readonly choices: readonly string[];
  /** Whether several of them go into one cell. */
  readonly several: boolean;
  /** Other accepted spellings, such as `急诊 = 紧急`. */
  readonly spellings: readonly string[];
  /** How personal data and free text are treated; null for other fields. */
  readonly privacy: Bilingual | null;
  /** The definition of the clinical finding; null where the column is none. */
  readonly definition: Bilingual | null;
  /** An example cell; empty for one left out of the example. */
  readonly example: string;
}

/** @param table the table that the field stands in, where its clinical definition is wanted */
export function fieldWords(name: string, field: Field, table = ''): FieldWords {
  const { meta, kind, values = [], spellings = {} } = field;
  const labels = new Map(values.map((value) => [value, labelOf(value, spellings)]));
  const choices = kind === 'bool' ? ['是', '否'] : [...labels.values()];
  return {
    header: meta.header,
    english: meta.en ?? name.replaceAll('_', ' '),
    required: meta.required ?? false,
    form: meta.cell.must,
    unit: meta.cell.kind === 'age' ? '' : (meta.unit ?? ''),
    range: meta.range && meta.cell.kind !== 'age' ? `${meta.range[0]} – ${meta.range[1]}` : '',
    choices,
    several: kind === 'choices',
    spellings: [
      ...[...labels]
        .filter(([value, label]) => value !== label)
        .map(([value, label]) => `${value} = ${label}`),
      ...Object.entries(spellings)
        .filter(([spelling, value]) => spelling !== labels.get(value))
        .map(([spelling, value]) => `${spelling} = ${labels.get(value) ?? value}`),
    ],
    privacy: privacyOf(field),
    definition: clinicalDefinitions[table]?.[name] ?? null,
    example: meta.example ?? exampleOf(field, choices),
  };
}

/** The Chinese name of a code where it has one, else the code. */
function labelOf(value: string, spellings: Readonly<Record<string, string>>): string {
  const isHan = (text: string) => /\p{Script=Han}/u.test(text);
  if (isHan(value)) return value;
  return Object.entries(spellings).find(([spelling, of]) => of === value && isHan(spelling))?.[0] ?? value;
}

function privacyOf({ meta }: Field): Bilingual | null {
  if (meta.personal === 'key' || meta.personal === 'hash')
    return {
      zh: '个人信息：只以加密标识进入数据库，原文不保存',
      en: 'personal: enters the database only as a keyed hash',
    };
  if (meta.personal === 'drop')
    return { zh: '个人信息：核对后不保存', en: 'personal: not stored once it has been checked' };
  return meta.notStored ? { zh: '自由文本：不保存', en: 'free text: not stored' } : null;
}

const byCell: Readonly<Record<string, string>> = {
  bool: '否',
  date: '2026-03-05',
  datetime: '2026-03-05 14:30',
  month: '2026-03',
  age: '57岁',
  asa: '2',
};

function exampleOf({ kind, meta }: Field, choices: readonly string[]): string {
  const known = byCell[meta.cell.kind];
  if (known !== undefined) return known;
  if (kind === 'choices') return choices.slice(0, 2).join('；');
  if (kind === 'choice') return choices[0] ?? '';
  if (kind !== 'number') return '';
  const [low, high] = meta.range ?? [0, 1];
  return String(Math.min(Math.max(1, low), high));
}

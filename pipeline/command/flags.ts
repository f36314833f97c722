import { z } from 'zod';
import { exportFormats } from '../export/export-formats.js';
import { InputError } from '../message/errors.js';
import { caseTableNames } from '../technology/index.js';

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '应如 2026-10 / must be such as 2026-10');
const day = z.iso.date('应为存在的日期，如 2026-10-31 / must be a date such as 2026-10-31');

const common = {
  workspace: z.string().min(1).default('./workspace'),
  lang: z.enum(['zh', 'en'], '应为 zh 或 en / must be zh or en').default('zh'),
  json: z.boolean().default(false),
};

export const runFlags = z.strictObject({
  ...common,
  // Absent: the language of the settings.
  lang: common.lang.unwrap().optional(),
  month,
  inbox: z.string().min(1).optional(),
  asOf: day.optional(),
  acceptShrink: z.array(z.string().min(1).max(100)).optional(),
  acceptRepeat: z.array(z.string().min(1).max(100)).optional(),
  future: z.boolean().optional(),
  reason: z.string().trim().min(1).max(500).optional(),
});
/** `--month` is filled in by `--stale` and has no effect there. */
export const staleFlags = runFlags
  .pick({
    workspace: true,
    json: true,
    lang: true,
    inbox: true,
    acceptRepeat: true,
    acceptShrink: true,
    future: true,
    reason: true,
  })
  .extend({ month: z.unknown(), stale: z.literal(true) })
  .transform(({ month: _, stale: __, ...flags }) => flags);
export const statusFlags = z.strictObject({ ...common, month, inbox: z.string().min(1).optional() });
export const changesFlags = z.strictObject({ ...common, month: month.optional(), since: month.optional() });
export const explainFlags = z.strictObject({
  ...common,
  unit: z.string().min(1),
  period: z.string().min(4),
  month: month.optional(),
});
export const complyFlags = z.strictObject({
  ...common,
  hospital: z.string().min(1),
  norm: z.string().min(1).optional(),
  on: day.optional(),
  month: month.optional(),
});
export const indicatorFlags = z.strictObject(common);
export const normFlags = z.strictObject(common);
export const templateFlags = z.strictObject({
  ...common,
  out: z.string().min(1).optional(),
  norm: z.string().min(1).optional(),
  hospital: z
    .string()
    .regex(/^[^/\\\u0000-\u001f]{1,100}$/, '应为医院编码 / must be a hospital code')
    .optional(),
  asOf: day.optional(),
});
export const verifyFlags = z.strictObject(common);
export const purgeFlags = z.strictObject({
  ...common,
  before: day,
  reason: z.string().trim().min(1, '应说明理由 / must say why').max(500),
  dryRun: z.boolean().default(false),
});
export const forgetFlags = z.strictObject({
  ...common,
  patient: z.string().trim().min(1, '应为患者标识或病案号 / must be a number of a patient or case').max(100),
  hospital: z.string().min(1).max(100).optional(),
  reason: z.string().trim().min(1, '应说明理由 / must say why').max(500),
  dryRun: z.boolean().default(false),
});
export const withdrawFlags = z.strictObject({
  ...common,
  inbox: z.string().min(1).optional(),
  month,
  hospital: z.string().trim().min(1),
  table: z.enum(caseTableNames),
  case: z.string().trim().min(1),
  number: z.coerce.number().int().min(1).max(99).optional(),
  reason: z.string().trim().min(1, '应说明理由 / must say why').max(500),
});
export const letterFlags = z.strictObject({
  ...common,
  inbox: z.string().min(1).optional(),
  unit: z.string().trim().min(1),
  period: z.string().min(4).optional(),
  month: month.optional(),
  due: day,
  out: z.string().min(1).default('./letters'),
});
export const lettersFlags = z
  .strictObject({
    ...common,
    inbox: z.string().min(1).optional(),
    hospital: z.string().min(1).optional(),
    close: z.string().trim().min(1).optional(),
    reason: z.string().trim().min(1, '应说明理由 / must say why').max(500).optional(),
  })
  .refine(({ close, reason }) => (close === undefined) === (reason === undefined), {
    path: ['reason'],
    error: '与 --close 同用 / goes with --close',
  });
export const rotateFlags = z.strictObject({
  ...common,
  releaseForgotten: z.boolean().default(false),
  reason: z.string().trim().min(1, '应说明理由 / must say why').max(500),
});

export const checkFileFlags = z.strictObject({
  lang: common.lang,
  json: common.json,
  table: z.string().min(1).optional(),
  month: month.optional(),
  asOf: day.optional(),
  hospital: z
    .string()
    .regex(/^[^/\\\u0000-\u001f]{1,100}$/, '应为医院编码 / must be a hospital code')
    .optional(),
  mapping: z.string().min(1).optional(),
  receipt: z.string().min(1).optional(),
  suggestMapping: z.boolean().default(false),
});

export const exportFlags = z
  .strictObject({
    ...common,
    format: z.enum(
      exportFormats,
      `应为 ${exportFormats.join('、')} 之一 / must be one of ${exportFormats.join(', ')}`,
    ),
    cases: z.boolean().default(false),
    audience: z
      .enum(['centre', 'public'], '应为 centre 或 public / must be centre or public')
      .default('centre'),
    hospital: z.string().trim().min(1).max(100).optional(),
    month: month.optional(),
    out: z.string().min(1).default('./export'),
  })
  .refine(({ hospital, cases, format }) => hospital === undefined || (!cases && format !== 'fhir'), {
    path: ['hospital'],
    error: '只用于数字，不与 --cases 或 fhir 同用 / is for figures alone, without --cases and not as fhir',
  })
  .refine(({ cases, format }) => !cases || format !== 'fhir', {
    path: ['cases'],
    error:
      'FHIR 只有指标，没有病例；病例请用 parquet、arrow 或 csv / FHIR holds figures and no cases; for cases use parquet, arrow or csv',
  })
  .refine(({ audience, format }) => audience === 'centre' || format === 'fhir', {
    path: ['audience'],
    error:
      'public 只与 --format fhir 同用；其他格式请用报告里的 public/figures.csv / public goes with --format fhir; else take public/figures.csv of the report',
  });

export const pdfFlags = z
  .strictObject({
    ...common,
    month: month.optional(),
    hospital: z.string().trim().min(1).max(100).optional(),
    centre: z.boolean().default(false),
    to: z.string().min(1),
  })
  .refine(({ hospital, centre }) => hospital === undefined || !centre, {
    path: ['centre'],
    error: '不与 --hospital 同用 / does not go with --hospital',
  });
export const receiptsFlags = z.strictObject({
  ...common,
  zip: z.literal(true, '须写明：现在只有压缩包一种形式 / must be given: archives are the only form there is'),
  month: month.optional(),
  to: z.string().min(1),
});
export const summaryFlags = z.strictObject({
  ...common,
  month: month.optional(),
  hospital: z.string().trim().min(1).max(100).optional(),
});

export const demoFlags = z.strictObject({
  lang: common.lang,
  json: common.json,
  out: z.string().min(1).default('./zhikong-demo'),
});

export const sampleFlags = z.strictObject({
  ...common,
  month: month.optional(),
  period: z.string().min(4).optional(),
  charts: z.coerce
    .number('应为 1 到 1000 的整数 / must be a whole number from 1 to 1000')
    .int('应为 1 到 1000 的整数 / must be a whole number from 1 to 1000')
    .min(1, '应为 1 到 1000 的整数 / must be a whole number from 1 to 1000')
    .max(1000, '应为 1 到 1000 的整数 / must be a whole number from 1 to 1000'),
  seed: z
    .string()
    .regex(/^[^\p{Cc}\p{Cf}]{1,100}$/u, '应为 1 到 100 个字符 / must have 1 to 100 characters')
    .optional(),
  table: z
    .enum(
      caseTableNames,
      `应为 ${caseTableNames.join(', ')} 之一 / must be one of ${caseTableNames.join(', ')}`,
    )
    .optional(),
  hospital: z.string().trim().min(1).max(100).optional(),
  out: z.string().min(1),
});

export type PdfFlags = Flags<typeof pdfFlags>;
export type ReceiptsFlags = Flags<typeof receiptsFlags>;
export type SummaryFlags = Flags<typeof summaryFlags>;
export type ExportFlags = Flags<typeof exportFlags>;
export type DemoFlags = Flags<typeof demoFlags>;
export type SampleFlags = Flags<typeof sampleFlags>;
export type CheckFlags = Flags<typeof checkFileFlags>;
export type RunFlags = Flags<typeof runFlags>;
export type StaleFlags = Flags<typeof staleFlags>;
export type StatusFlags = Flags<typeof statusFlags>;
export type ChangesFlags = Flags<typeof changesFlags>;
export type TemplateFlags = Flags<typeof templateFlags>;
export type ComplyFlags = Flags<typeof complyFlags>;
export type ExplainFlags = Flags<typeof explainFlags>;
export type IndicatorFlags = Flags<typeof indicatorFlags>;
export type NormFlags = Flags<typeof normFlags>;
export type VerifyFlags = Flags<typeof verifyFlags>;
export type RotateFlags = Flags<typeof rotateFlags>;
export type ForgetFlags = Flags<typeof forgetFlags>;
export type LetterFlags = Flags<typeof letterFlags>;
export type LettersFlags = Flags<typeof lettersFlags>;
export type WithdrawFlags = Flags<typeof withdrawFlags>;
export type PurgeFlags = Flags<typeof purgeFlags>;

/** The flags of a schema, without keys whose value is undefined. */
type Flags<S extends z.ZodType> = {
  [K in keyof z.infer<S>]: Exclude<z.infer<S>[K], undefined>;
} extends infer F
  ? { [K in keyof F as undefined extends z.infer<S>[K & keyof z.infer<S>] ? never : K]: F[K] } & {
      [K in keyof F as undefined extends z.infer<S>[K & keyof z.infer<S>] ? K : never]?: F[K];
    }
  : never;

/** Checks flags. @throws {InputError} `bad-flag`, naming the flag, what must hold and what was given */
export function checkFlags<S extends z.ZodType>(schema: S, given: Record<string, unknown>): Flags<S> {
  const result = schema.safeParse(given);
  if (result.success) return result.data as Flags<S>;
  const [issue] = result.error.issues;
  const name = String(issue?.path[0] ?? '');
  const flag = `--${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`;
  const [zh, en] = (issue?.message ?? '').split(' / ');
  throw new InputError('bad-flag', {
    zh: `${flag} ${zh ?? '有误'}，但为“${String(given[name] ?? '')}”。`,
    en: `${flag} ${en ?? issue?.message ?? 'is wrong'}, not "${String(given[name] ?? '')}".`,
  });
}

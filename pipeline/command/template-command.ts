import { existsSync } from 'node:fs';
import { norms } from '../../indicators/index.js';
import { profileItems } from '../contract/profile-items.js';
import { reviews } from '../contract/reviews.js';
import { tableByName, tables } from '../contract/tables.js';
import type { ClauseSet } from '../define/index.js';
import type { AnyTable } from '../define/table.js';
import { writeNew } from '../effects/effects.js';
import { InputError } from '../message/errors.js';
import { profileForm, reviewForm } from '../template/norm-form.js';
import { templateWorkbook } from '../template/template-workbook.js';
import type { TemplateFlags } from './flags.js';
import { plain, type Terminal } from './terminal.js';

/**
 * `zhikong template TABLE`: writes the blank workbook of a table, named by its English or Chinese name. With `--norm` a profile or a review
 * has a row for each question or reviewed clause of that norm.
 *
 * @throws {InputError} `unknown-template` with the known tables; `unknown-norm` with the norms; `bad-flag` for flags without effect;
 *   `file-exists`, because a filled-in workbook is never overwritten
 */
export function templateCommand(name: string, flags: TemplateFlags, terminal: Terminal): number {
  const table = tableNamed(name);
  const set = flags.norm === undefined ? null : clausesOf(flags.norm, table);
  const path = flags.out ?? (set ? `${table.name}-${set.prefix}.xlsx` : `${table.name}.xlsx`);
  if (existsSync(path))
    throw new InputError('file-exists', {
      zh: `模板只写入新文件，但 ${plain(path)} 已存在。请先移走它，或用 --out 指定另一个文件名。`,
      en: `A template is written to a new file only, but ${plain(path)} exists. Move it away, or name another with --out.`,
    });
  writeTemplate(path, workbookOf(table, set, flags).bytes);
  const fields = Object.keys(table.spec.fields).length;
  const norm = set?.prefix ?? null;
  if (flags.json) terminal.out(`${JSON.stringify({ table: table.name, norm, file: path, fields })}\n`);
  else
    terminal.out(
      flags.lang === 'zh'
        ? `${table.spec.title.zh}（${norm ?? `${fields} 列`}）的空白模板：${plain(path)}\n`
        : `Blank workbook of ${table.spec.title.en} (${norm ?? `${fields} columns`}): ${plain(path)}\n`,
    );
  return 0;
}

function workbookOf(table: AnyTable, set: ClauseSet | null, { hospital, asOf }: TemplateFlags) {
  if (!set) {
    // A plain table has no rows to fill these into, and ignoring them silently would mislead.
    if (hospital !== undefined || asOf !== undefined)
      throw new InputError('bad-flag', {
        zh: '--hospital 和 --as-of 只与 --norm 一起使用：没有 --norm 的模板没有可预填的行。',
        en: '--hospital and --as-of go with --norm only: without it a template has no rows to fill in.',
      });
    return templateWorkbook(table);
  }
  const prefilled = { ...(hospital ? { hospital } : {}), ...(asOf ? { asOf } : {}) };
  return table === profileItems ? profileForm(set, prefilled) : reviewForm(set, prefilled);
}

/** The clauses of a norm that a form is made from; only profiles and reviews have such forms. */
function clausesOf(prefix: string, table: AnyTable): ClauseSet {
  const sets = norms.flatMap(({ clauseSet }) => (clauseSet ? [clauseSet] : []));
  const known = sets.map((set) => set.prefix);
  if (table !== profileItems && table !== reviews)
    throw new InputError('bad-flag', {
      zh: `--norm 只用于 profile（机构条件填报）和 reviews（专家评分），不用于“${plain(table.spec.title.zh)}”。`,
      en: `--norm is for profile and reviews only, not for ${plain(table.spec.title.en)}.`,
    });
  const found = sets.find((set) => set.prefix === prefix.toUpperCase());
  if (found) return found;
  throw new InputError('unknown-norm', {
    zh: `没有编号为“${plain(prefix)}”的规范。可用：${known.join('、')}。`,
    en: `There is no norm "${plain(prefix)}". Known: ${known.join(', ')}.`,
  });
}

function tableNamed(name: string): AnyTable {
  const table =
    (name === 'profile' ? profileItems : tableByName.get(name)) ??
    tables.find(({ spec }) => spec.title.zh === name);
  if (table) return table;
  const known = (lang: 'zh' | 'en') => tables.map((t) => `${t.name} (${t.spec.title[lang]})`).join(', ');
  throw new InputError('unknown-template', {
    zh: `没有名为“${plain(name)}”的表。可用的表：${known('zh')}。`,
    en: `There is no table "${plain(name)}". Tables: ${known('en')}.`,
  });
}

function writeTemplate(path: string, bytes: Uint8Array): void {
  try {
    writeNew(path, bytes);
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new InputError(
      'cannot-write',
      {
        zh: `必须能写入 ${plain(path)}，但系统报告 ${reason}。请检查文件夹是否存在、是否可写。`,
        en: `${plain(path)} must be writable, but the system says ${reason}. Check that the folder exists and can be written to.`,
      },
      { cause },
    );
  }
}

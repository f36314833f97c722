import { existsSync } from 'node:fs';
import { writeNew } from '../effects.js';
import { InputError } from '../errors.js';
import type { AnyTable } from '../stage/table.js';
import { tableByName, tables } from '../stage/tables.js';
import { templateWorkbook } from '../template/template-workbook.js';
import type { TemplateFlags } from './flags.js';
import { plain, type Terminal } from './terminal.js';

/**
 * `zhikong template TABLE`: writes the blank workbook of a table, named by its English or Chinese name.
 *
 * @throws {InputError} `unknown-template` with the tables there are; `file-exists`, for a filled-in one is never overwritten
 */
export function templateCommand(name: string, flags: TemplateFlags, terminal: Terminal): number {
  const table = tableNamed(name);
  const path = flags.out ?? `${table.name}.xlsx`;
  if (existsSync(path))
    throw new InputError('file-exists', {
      zh: `模板只写入新文件，但 ${plain(path)} 已存在。请先移走它，或用 --out 指定另一个文件名。`,
      en: `A template is written to a new file only, but ${plain(path)} exists. Move it away, or name another with --out.`,
    });
  writeTemplate(path, templateWorkbook(table).bytes);
  const fields = Object.keys(table.spec.fields).length;
  if (flags.json) terminal.out(`${JSON.stringify({ table: table.name, file: path, fields })}\n`);
  else
    terminal.out(
      flags.lang === 'zh'
        ? `${table.spec.title.zh}（${fields} 列）的空白模板：${plain(path)}\n`
        : `Blank workbook of ${table.spec.title.en} (${fields} columns): ${plain(path)}\n`,
    );
  return 0;
}

function tableNamed(name: string): AnyTable {
  const table = tableByName.get(name) ?? tables.find(({ spec }) => spec.title.zh === name);
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

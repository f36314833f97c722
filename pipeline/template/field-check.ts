import type { ColumnCheck } from '../workbook/sheet.js';
import type { FieldWords } from './field-words.js';

/** The hint and the choices of a spreadsheet for a selected cell of the field. */
export function fieldCheck(column: number, words: FieldWords): ColumnCheck {
  const { header, english, required, form, unit, range, choices, several, privacy } = words;
  const zh = [
    required ? '必填' : '选填，不知道时留空',
    form.zh,
    unit === '' ? '' : `单位 ${unit}`,
    range === '' ? '' : `范围 ${range}`,
    privacy?.zh ?? '',
  ];
  const en = [
    english,
    required ? 'required' : 'leave blank if not known',
    form.en,
    unit === '' ? '' : `unit ${unit}`,
    range === '' ? '' : `range ${range}`,
  ];
  const said = (parts: readonly string[], separator: string) =>
    parts.filter((part) => part !== '').join(separator);
  return {
    column,
    list: choices,
    // A cell may hold several words, which a list of single words does not allow.
    open: several,
    title: header,
    prompt: `${said(zh, '；')}。\n${said(en, '; ')}.`,
  };
}

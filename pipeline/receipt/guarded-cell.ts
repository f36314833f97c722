import { isFormulaLike } from '../workbook/cell-text.js';

/**
 * A cell of a receipt's CSV file, with an apostrophe before it where Excel would execute or change it.
 *
 * Excel executes what begins like a formula, and reads a CSV file's digits as numbers and dates: it cuts identities to 15 digits, drops
 * leading zeros and seconds, and makes a date of 3-5 or MAR1. Only whole numbers that stay unchanged go unguarded.
 */
export function guardedCell(text: string): string {
  return isFormulaLike(text) || changedByExcel(text) ? `'${text}` : apostropheDoubled(text);
}

/** A cell of a receipt's workbook, where every cell is already a text. */
export function apostropheDoubled(text: string): string {
  return text.startsWith("'") ? `'${text}` : text;
}

/**
 * The cell as it was before it was guarded: without one apostrophe at its start. To be called for every cell of a file with the column
 * 回执编号, CSV or workbook, and for no other file. A cell retyped by the hospital has none.
 */
export function unguardedCell(text: string): string {
  return text.startsWith("'") ? text.slice(1) : text;
}

const month = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}[-/ .]?\d/i;

function changedByExcel(text: string): boolean {
  if (/^(?:0|[1-9]\d{0,10})$/.test(text)) return false;
  return /^[\s(（¥￥$.]*[0-9０-９]/.test(text) || month.test(text);
}

import { lstatSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { receiptFiles } from '../batch/receipt-files.js';
import { makeFolder, writeNew } from '../effects/effects.js';
import { InputError } from '../message/errors.js';
import { clip } from '../read/messages.js';
import type { Receipt } from '../receipt/receipt.js';
import { receiptWorkbook } from '../receipt/receipt-workbook.js';

const isWorkbook = (path: string) => /\.xlsx$/i.test(path);

/**
 * Refuses an occupied place before anything is read: an existing workbook, or a folder with content.
 *
 * @throws {InputError} `would-overwrite`
 */
export function refuseTaken(path: string): void {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined || (stat.isDirectory() && !isWorkbook(path) && readdirSync(path).length === 0))
    return;
  throw new InputError('would-overwrite', {
    zh: `回执不得覆盖已有文件，但 ${clip(path, 200)} 已存在${stat.isDirectory() ? '且不是空文件夹' : ''}。请用 --receipt 指定另一个 .xlsx 文件或空文件夹。`,
    en: `A receipt must not overwrite anything, but ${clip(path, 200)} exists${stat.isDirectory() ? ' and is no empty folder' : ''}. Name another .xlsx file or an empty folder with --receipt.`,
  });
}

/** Writes the receipt of one hospital as a workbook, or as workbook and CSV files into a folder; returns their paths. */
export function writeReceipt(path: string, receipts: readonly Receipt[]): string[] {
  const write = (to: string, content: string | Uint8Array) => {
    makeFolder(dirname(to));
    writeNew(to, content);
    return to;
  };
  const [first] = receipts;
  if (first === undefined) return [];
  if (isWorkbook(path)) {
    // Every file was taken in as this hospital's, so there is one receipt; a second would be a fault of the program.
    if (receipts.length > 1) throw new Error('a check gave receipts for more than one hospital');
    return [write(path, receiptWorkbook(first))];
  }
  return [...receiptFiles(receipts)].map(([name, content]) => write(join(path, basename(name)), content));
}

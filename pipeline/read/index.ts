export { decodeChunks, type Encoding } from './decode.js';
export { type FoundHeader, type HeaderDictionary, type HeaderField, recogniseHeader } from './header.js';
export { heldRow } from './messages.js';
export { type PlainScan, plainScan, type ScannedFile } from './plain-scan.js';
export {
  type LineAccount,
  type ReadOptions,
  type ReadResult,
  type RecordSink,
  readRecords,
} from './read-file.js';
export { type ReceivedFile, receiveFile, sha256File } from './receive.js';
export { type Facts, FileRefusal, type RefusalCode } from './refusal.js';
export type { SkipReason } from './rows.js';
export { type ByteSource, fileSource, memorySource } from './source.js';
export { type HeldRow, type HoldRule, type Limits, Tokeniser } from './tokenise.js';
export { headerWarnings, type ReadWarning, type WarningCode } from './warnings.js';
export type { WorkbookLimits } from './workbook/limits.js';
export type { SheetResult, SheetStart } from './workbook/read-sheet.js';
export {
  isArchive,
  readWorkbook,
  type WorkbookOptions,
  type WorkbookResult,
} from './workbook/read-workbook.js';

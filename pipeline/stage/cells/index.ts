export { boolCell, boolWordEnum } from './bool.js';
export { type Cell, fold, foldSql, isMissing, isMissingSql, missingWords, trim } from './cell.js';
export { choiceCell, choicesCell } from './choice.js';
export { ageCell, asaCell, oldestDays } from './clinical.js';
export { dateCell, datetimeCell, type Moment, monthCell } from './date.js';
export { decimalCell, intCell } from './number.js';
export { freeTextCell, textCell } from './text.js';

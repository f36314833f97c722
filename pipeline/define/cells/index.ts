export { boolCell, boolWordEnum } from './bool.js';
export {
  blankWords,
  breaks,
  breaksSql,
  brokenRule,
  brokenRuleSql,
  type Cell,
  type CellFault,
  clearWords,
  fold,
  foldSql,
  isMissing,
  isMissingSql,
  missingSpellings,
  missingWords,
  narrowSql,
  oddBlanks,
  quietSpellings,
  sqlClass,
  trim,
  unseenMarks,
} from './cell.js';
export { choiceCell, choicesCell } from './choice.js';
export { ageCell, asaCell, oldestDays } from './clinical.js';
export { dateCell, datetimeCell, type Moment, monthCell } from './date.js';
export {
  hospitalCodeCell,
  type IdentifierCell,
  identifierBlanks,
  identifierCell,
  identifierGuards,
  identifierHyphens,
  isNumberFormSql,
} from './identifier.js';
export { decimalCell, intCell } from './number.js';
export { freeTextCell, oddTextSql, textCell } from './text.js';

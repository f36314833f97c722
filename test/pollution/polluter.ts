import type { Document } from './document.js';
import { fileOf } from './document.js';
import { breaks } from './kinds/breaks.js';
import { badByte, controlBytes, foreignRow } from './kinds/bytes.js';
import { fileCut, rowCut } from './kinds/cuts.js';
import { duplicates, noCases, secondTable } from './kinds/extra-rows.js';
import { headerRenamed, headerSpoilt, headerUnusual } from './kinds/header.js';
import { quotes } from './kinds/quotes.js';
import {
  otherDelimiterRow,
  otherSeparator,
  separatorAdded,
  separatorLost,
  shiftedLeft,
  shiftedRight,
} from './kinds/separators.js';
import { wrongValues } from './kinds/values.js';
import type { PollutedFile } from './polluted-file.js';

const kinds = [
  clean,
  separatorAdded,
  separatorLost,
  otherSeparator,
  otherDelimiterRow,
  shiftedRight,
  shiftedLeft,
  quotes,
  breaks,
  rowCut,
  fileCut,
  controlBytes,
  badByte,
  foreignRow,
  noCases,
  secondTable,
  headerSpoilt,
  headerRenamed,
  headerUnusual,
  wrongValues,
];

function* clean({ header, cases }: Document): Generator<PollutedFile> {
  yield fileOf({ kind: 'clean' }, [header, ...cases]);
}

/** Every pollution that can be told from one row or from the structure, at every row and column. Always in the same order. */
export function* pollute(document: Document): Generator<PollutedFile> {
  for (const kind of kinds) yield* kind(document);
}

/** Pollutions that only show when rows are compared with each other, which the whole pipeline does. */
export const polluteKeys = duplicates;

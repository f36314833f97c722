import type { DefinedIndicator, Norm } from '../define/index.js';
import { FigureIndex } from '../figure/figure-index.js';
import type { Figure } from '../figure/figures.js';
import { bindingTests } from './binding-tests.js';
import { falseSignalsOf } from './false-signals.js';
import { priorityOf } from './priority.js';
import type { FalseSignals, Priority, Signal, Volume } from './signal.js';
import { signalsOf } from './signals.js';
import { volumesOf } from './volumes.js';

/** What the figures of a province say together, beside every single verdict. */
export interface Readings {
  /** Of hospitals and the province, in the order of the figures. */
  readonly signals: readonly Signal[];
  /** By rank. */
  readonly priority: readonly Priority[];
  readonly falseSignals: FalseSignals;
  /** Of open verdicts with too few cases, in the order of the figures. */
  readonly volumes: readonly Volume[];
}

/** Reads the figures of a batch; pure, and a few passes over them whatever the number of hospitals. */
export function readingsOf(
  figures: readonly Figure[],
  indicators: readonly DefinedIndicator[],
  norms: readonly Norm[],
  month: string,
): Readings {
  const index = new FigureIndex(figures);
  const tests = bindingTests(index, indicators, norms, month);
  const signals = signalsOf(figures, indicators, month);
  return {
    signals,
    priority: priorityOf(tests),
    falseSignals: falseSignalsOf(tests, signals),
    volumes: volumesOf(tests, index, month),
  };
}

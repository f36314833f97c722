import { setFlagsFromString } from 'node:v8';

/** From how many figures on the heap is large enough for its garbage to matter; below, to collect it often costs a tenth of the time. */
const many = 100_000;

/**
 * With many figures has garbage collected, from now on, whenever the heap has grown by two fifths of what is in use. V8 by itself waits until
 * it has grown to three or four times as much on a machine with memory to spare: a province's month would hold a gigabyte that nothing needs.
 */
export function collectEarly(figures: number): void {
  if (figures > many) setFlagsFromString('--heap-growing-percent=40');
}

import type { Step } from '../run.js';
import { clipCells, plain, type Terminal } from './terminal.js';

const phases = {
  zh: { read: '读取', compute: '计算', comply: '逐条判定', report: '报告', publish: '发布' },
  en: { read: 'read', compute: 'compute', comply: 'clauses', report: 'report', publish: 'publish' },
} as const;

/**
 * Shows what a run is doing: one line redrawn in place on a terminal, one plain line per phase elsewhere.
 */
export class Progress {
  #phase: Step['phase'] | null = null;

  constructor(
    readonly terminal: Terminal,
    readonly lang: 'zh' | 'en',
  ) {}

  readonly show = (step: Step): void => {
    const name = phases[this.lang][step.phase];
    const count = step.total === undefined ? '' : ` ${step.done}/${step.total}`;
    const label = step.label ? ` ${plain(step.label)}` : '';
    if (this.terminal.live) {
      const bar = step.total ? ` ${this.#bar((step.done ?? 0) / step.total)}` : '';
      this.terminal.err(`\r\u001b[2K${clipCells(`${name}${bar}${count}${label}`, this.terminal.width - 1)}`);
    } else if (step.phase !== this.#phase)
      this.terminal.err(`${name}${step.total === undefined ? '' : ` (${step.total})`} …\n`);
    this.#phase = step.phase;
  };

  /** Leaves the line clean for what comes after. */
  end(): void {
    if (this.terminal.live) this.terminal.err('\r\u001b[2K');
  }

  #bar(share: number): string {
    const full = Math.round(share * 20);
    return `[${'█'.repeat(full)}${'·'.repeat(20 - full)}]`;
  }
}

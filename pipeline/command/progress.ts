import type { TightMemory } from '../batch/memory-need.js';
import type { Step } from '../batch/run.js';
import { clipCells, plain, type Terminal } from './terminal.js';

const parts = {
  zh: { receive: '接收', take: '识读', stage: '核对入库' },
  en: { receive: 'receive', take: 'take in', stage: 'check and store' },
} as const;

const left = { zh: (time: string) => `约剩 ${time}`, en: (time: string) => `about ${time} left` } as const;

const again = {
  zh: '内存不够几个线程同时使用：改用一个线程，从头运行（较慢）。',
  en: 'The memory does not do for several threads: beginning anew with one (slower).',
} as const;

const gb = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

const tight = {
  zh: ({ needed, free, memory }: TightMemory) =>
    `本次运行可能需要 ${gb(needed)} 内存，本机现有 ${gb(free)}：改用一个线程，数据库用 ${memory}（较慢，数字不受影响）。要更快，请先关闭其他程序。`,
  en: ({ needed, free, memory }: TightMemory) =>
    `This run may need ${gb(needed)} of memory and the machine has ${gb(free)} to spare: one thread, and ${memory} for the database (slower, with the same figures). To be faster close other programs first.`,
} as const;

/** Seconds after which the remaining time is estimated. */
const firstGuess = 3;

const phases = {
  zh: {
    read: '读取',
    compute: '计算',
    compare: '与已发布的比较',
    comply: '逐条判定',
    report: '报告',
    publish: '发布',
  },
  en: {
    read: 'read',
    compute: 'compute',
    compare: 'compare with what was published',
    comply: 'clauses',
    report: 'report',
    publish: 'publish',
  },
} as const;

/**
 * Shows the progress of a run: on a terminal one line redrawn in place, with the share done and the remaining time at the present pace;
 * elsewhere one plain line per phase.
 */
export class Progress {
  #phase: Step['phase'] | null = null;
  #counted = '';
  #since = 0;

  /** @param clock gives the time in milliseconds */
  constructor(
    readonly terminal: Terminal,
    readonly lang: 'zh' | 'en',
    readonly clock: () => number = () => performance.now(),
  ) {}

  readonly show = (step: Step): void => {
    if (step.again !== undefined) {
      this.end();
      this.terminal.err(`${again[this.lang]}\n`);
      this.#phase = null;
      return;
    }
    if (step.tight !== undefined) {
      this.end();
      this.terminal.err(`${tight[this.lang](step.tight)}\n`);
      return;
    }
    const part = step.part === undefined ? '' : ` ${parts[this.lang][step.part]}`;
    const name = phases[this.lang][step.phase];
    const counted = name + part;
    if (counted !== this.#counted) [this.#counted, this.#since] = [counted, this.clock()];
    const count = step.total === undefined ? '' : ` ${step.done}/${step.total}`;
    const label = step.label ? ` ${plain(step.label)}` : '';
    if (this.terminal.live) {
      const bar = step.total ? ` ${this.#bar((step.done ?? 0) / step.total)}` : '';
      this.terminal.err(
        `\r\u001b[2K${clipCells(`${name}${part}${bar}${count}${this.#left(step)}${label}`, this.terminal.width - 1)}`,
      );
    } else if (step.phase !== this.#phase)
      this.terminal.err(`${name}${step.total === undefined ? '' : ` (${step.total})`} …\n`);
    this.#phase = step.phase;
  };

  /** Clears the line for further output. */
  end(): void {
    if (this.terminal.live) this.terminal.err('\r\u001b[2K');
  }

  #left({ done = 0, total = 0 }: Step): string {
    const seconds = (this.clock() - this.#since) / 1000;
    if (done === 0 || total <= done || seconds < firstGuess) return '';
    const rest = Math.ceil((seconds * (total - done)) / done);
    return ` ${left[this.lang](`${Math.floor(rest / 60)}:${String(rest % 60).padStart(2, '0')}`)}`;
  }

  #bar(share: number): string {
    const full = Math.round(share * 20);
    return `[${'█'.repeat(full)}${'·'.repeat(20 - full)}]`;
  }
}

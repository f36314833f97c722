import { main } from '../../../pipeline/command/cli.js';

export interface Said {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** Runs one command line with a terminal that only remembers. */
export async function zhikong(args: readonly string[], { live = false, width = 80 } = {}): Promise<Said> {
  let [out, err] = ['', ''];
  const exit = await main(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    live,
    width,
  });
  return { exit, out, err };
}

/** A line of a stack trace. */
export const stackLine = /^\s+at .+[:(]/m;

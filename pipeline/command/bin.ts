#!/usr/bin/env node
import { endOnSignals } from '../effects/interruption.js';
import { notLoaded } from './not-loaded.js';
import { processTerminal } from './terminal.js';

// A reader that has seen enough, such as `| head`, closes the pipe: no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
// Whatever a batch writes is for its owner alone.
process.umask(0o077);
const terminal = processTerminal();
endOnSignals(terminal.err);
// Loading the rest takes long enough for a signal to come.
const { main } = await import('./cli.js').catch((error: unknown) => {
  const { text, code, exit } = notLoaded(error);
  terminal.err(`${text.zh}\n${text.en}\n[${code}]\n`);
  process.exit(exit);
});
process.exitCode = await main(process.argv.slice(2), terminal);
// A signal that came while nothing could be heard is answered: the turn that ends here had looked for signals before, the next looks again.
for (let turn = 0; turn < 2; turn += 1) await new Promise(setImmediate);

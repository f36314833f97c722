#!/usr/bin/env node
import { processTerminal } from './command/terminal.js';
import { endOnSignals } from './interruption.js';

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
const { main } = await import('./cli.js');
process.exitCode = await main(process.argv.slice(2), terminal);

#!/usr/bin/env node
import { endOnSignals } from '../effects/interruption.js';
import { notLoaded } from './not-loaded.js';
import { processTerminal } from './terminal.js';

// A reader such as `| head` closes the pipe early, which is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
// Everything a batch writes is readable by its owner only.
process.umask(0o077);
const terminal = processTerminal();
endOnSignals(terminal.err);
// Loading the rest takes long enough for a signal to arrive.
const { main } = await import('./cli.js').catch((error: unknown) => {
  const { text, code, exit } = notLoaded(error);
  terminal.err(`${text.zh}\n${text.en}\n[${code}]\n`);
  process.exit(exit);
});
process.exitCode = await main(process.argv.slice(2), terminal);
// Answers a signal that came before handlers were installed: this event-loop turn has already checked for signals, the next checks again.
for (let turn = 0; turn < 2; turn += 1) await new Promise(setImmediate);

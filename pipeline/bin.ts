#!/usr/bin/env node
import { main } from './cli.js';
import { processTerminal } from './command/terminal.js';

// Whatever a batch writes is for its owner alone.
process.umask(0o077);
process.exitCode = await main(process.argv.slice(2), processTerminal());

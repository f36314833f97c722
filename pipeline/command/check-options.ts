import type { Command, Option } from 'commander';
import { InputError } from '../message/errors.js';
import { nearestNames } from '../message/nearest-names.js';
import { plain } from './terminal.js';

/** Dashes that word processors put in place of two hyphens. */
const otherDashes = /^[\u2010-\u2015\u2212\ufe58\ufe63\uff0d-]+/u;

/**
 * Checks every option of a command line before it is parsed. The parser would report a missing required option instead of the misspelt one,
 * and would take the next option for a forgotten value.
 *
 * @throws {InputError} `bad-usage`
 */
export function checkOptions(program: Command, args: readonly string[]): void {
  const at = args.findIndex((arg) => !arg.startsWith('-'));
  if (at === 0 && args[0] === 'help') {
    checkHelp(program, args[1]);
    return;
  }
  const command = program.commands.find((candidate) => candidate.name() === args[at]);
  if (command === undefined) return;
  const options = [...command.options, ...program.options];
  const find = (name: string) => options.find(({ long, short }) => name === long || name === short);
  const names = [...options.flatMap(({ long }) => (long ? [long] : [])), '--help'];
  for (let i = at + 1; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    if (arg === '--') return;
    const name = arg.split('=', 1)[0] ?? '';
    const option = find(name);
    if (option?.required && !option.variadic && name === arg) {
      const next = args[i + 1];
      if (next !== undefined && find(next.split('=', 1)[0] ?? '')) throw withoutValue(option, next);
      i += 1; // Skips its value, whatever that begins with.
    } else if (option === undefined && arg !== '--help' && arg !== '-h') {
      if (/^-./.test(arg)) throw unknownOption(name, nearestNames(name, names));
      const meant = `--${name.replace(otherDashes, '').toLowerCase()}`;
      if (otherDashes.test(name) && names.includes(meant)) throw unknownOption(name, [meant]);
    }
  }
}

function checkHelp(program: Command, name: string | undefined): void {
  const names = program.commands.map((command) => command.name());
  if (name === undefined || name.startsWith('-') || names.includes(name)) return;
  const near = nearestNames(name, names);
  throw badUsage(
    `命令应为 zhikong 的命令之一，但“${plain(name)}”不是。${isItZh(near)}`,
    `error: unknown command '${plain(name)}'${isItEn(near)}`,
  );
}

const unknownOption = (name: string, near: readonly string[]) =>
  badUsage(
    `选项应为此命令的选项之一，但“${plain(name)}”不是。${isItZh(near)}`,
    `error: unknown option '${plain(name)}'${isItEn(near)}`,
  );

const withoutValue = ({ flags }: Option, next: string) =>
  badUsage(
    `选项 ${flags} 后面必须有值，但后面是选项“${plain(next)}”。`,
    `error: option '${flags}' argument missing: what follows is the option '${plain(next)}'.`,
  );

const isItZh = (near: readonly string[]) => (near.length === 0 ? '' : `是否应为 ${near.join(' 或 ')}？`);
const isItEn = (near: readonly string[]) =>
  near.length === 0 ? '' : ` (Did you mean ${near.join(' or ')}?)`;

const badUsage = (zh: string, en: string) =>
  new InputError('bad-usage', { zh: `${zh}用法见 --help。`, en: `${en} See --help.` });

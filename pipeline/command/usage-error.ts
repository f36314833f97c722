import type { CommanderError } from 'commander';
import type { Bilingual } from '../message/errors.js';
import { plain } from './terminal.js';

/**
 * The fault of a command line, in both languages, with the nearest name where there is one; null for what is no error, such as a request
 * for help.
 */
export function usageError({ code, message }: Pick<CommanderError, 'code' | 'message'>): Bilingual | null {
  const says = chinese[code];
  if (says === undefined) return null;
  const flat = plain(
    message
      .split('\n')
      .map((line) => line.trim())
      .join(' '),
  );
  const name = /'([^']*)'/.exec(flat)?.[1] ?? '';
  const near = /\(Did you mean (?:one of )?(.+)\?\)$/.exec(flat)?.[1];
  return {
    zh: `${says(name)}${near === undefined ? '' : `是否应为 ${near}？`}用法见 --help。`,
    en: `${flat} See --help.`,
  };
}

/** By the parser's codes; the English texts are the parser's own. */
const chinese: Readonly<Record<string, (name: string) => string>> = {
  'commander.unknownOption': (name) => `选项应为此命令的选项之一，但“${name}”不是。`,
  'commander.unknownCommand': (name) => `命令应为 zhikong 的命令之一，但“${name}”不是。`,
  'commander.missingMandatoryOptionValue': (name) => `必须给出选项 ${name}，但没有给出。`,
  'commander.optionMissingArgument': (name) => `选项 ${name} 后面必须有值，但没有。`,
  'commander.missingArgument': (name) => `必须给出 <${name}>，但没有给出。`,
  'commander.excessArguments': () => '参数过多：此命令不接受这么多参数。',
  'commander.invalidArgument': (name) => `选项 ${name} 的值有误。`,
};

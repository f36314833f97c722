import { type ForgottenPerson, forgetPerson } from '../batch/forget-person.js';
import type { ForgetFlags } from './flags.js';
import { folderLines, folderWords } from './removed-folders.js';
import { plain, type Terminal } from './terminal.js';

/** `zhikong forget`. Exit 0 even without any row of the person, who is marked all the same. */
export async function forgetCommand(flags: ForgetFlags, terminal: Terminal): Promise<number> {
  const found = await forgetPerson(flags);
  terminal.out(
    flags.json
      ? `${JSON.stringify({ ...found, dryRun: flags.dryRun }, null, 2)}\n`
      : `${words[flags.lang](found, flags.dryRun)}\n`,
  );
  return 0;
}

const placesOf = (answers: ForgottenPerson['answers']) => answers.map(({ path, line }) => `${path}:${line}`);

const words = {
  zh: (
    { person, rows, hospitals, months, blanked, vaultFiles, folders, answers }: ForgottenPerson,
    dryRun: boolean,
  ) =>
    [
      `${dryRun ? '将删除（尚未删除）' : '已删除'}：记录 ${rows} 行${rows === 0 ? '（没有找到此人；请核对编号）' : `，医院 ${plain(hospitals.join('、'))}，月份 ${months.join('、')}`}`,
      ...(blanked === null ? [] : [`  抹去有关行的文件 ${blanked} 个，从保管库移出 ${vaultFiles} 个`]),
      ...folderLines(folders, folderWords.zh),
      ...(answers.length === 0
        ? []
        : [
            `  反馈函答复的文字含此编号，未删除，请医院另交一份不含编号的答复：${plain(placesOf(answers).join('、'))}`,
          ]),
      `  审计记录只记此人的散列 ${person.slice(0, 12)}…；以后的文件再含此人也不计入。已发布的数字与报告不变，再运行有关月份即不含此人。`,
      '  备份与工作区以外的副本不在其内，请另行处理。',
    ].join('\n'),
  en: (
    { person, rows, hospitals, months, blanked, vaultFiles, folders, answers }: ForgottenPerson,
    dryRun: boolean,
  ) =>
    [
      `${dryRun ? 'Would be deleted (nothing is yet)' : 'Deleted'}: ${rows} rows${rows === 0 ? ' (nobody was found: check the number)' : `, hospitals ${plain(hospitals.join(', '))}, months ${months.join(', ')}`}`,
      ...(blanked === null
        ? []
        : [`  ${blanked} files with rows blanked, ${vaultFiles} taken out of the vault`]),
      ...folderLines(folders, folderWords.en),
      ...(answers.length === 0
        ? []
        : [
            `  Answers to feedback letters hold the number and were not deleted; have the hospital send one without it: ${plain(placesOf(answers).join(', '))}`,
          ]),
      `  The audit log keeps the person's hash alone (${person.slice(0, 12)}…); later files with the person do not count. Published figures and reports stay; run the months again to have them without the person.`,
      '  Backups and copies outside the workspace are not touched: see to them yourself.',
    ].join('\n'),
};

import { Command, CommanderError, Option } from 'commander';
import { program as programName } from '../effects/program.js';
import { exportFormats } from '../export/export-formats.js';
import { InputError, isDiskFull, outOfMemory } from '../message/errors.js';
import { checkOptions } from './check-options.js';
import type { Examples } from './examples.js';
import { notLoaded } from './not-loaded.js';
import { plain, plainLines, type Terminal } from './terminal.js';
import { usageError } from './usage-error.js';

/** Loads the parts of a command when it is used, because all commands together take a second. */
const loaded = <Parts extends readonly unknown[]>(
  parts: readonly [...{ [K in keyof Parts]: Promise<Parts[K]> }],
) =>
  Promise.all(parts).catch((error: unknown) => {
    throw notLoaded(error);
  }) as Promise<Parts>;

/**
 * Runs one command line and returns its exit code: 0 clean, 1 done with rows or files held back, 2 wrong usage or settings, 3 failed and
 * nothing published. The only place that prints an error.
 */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const [{ examples }] = await loaded([import('./examples.js')]);
    return await started(args, terminal, examples);
  } catch (error) {
    if (error instanceof CommanderError) {
      const text = usageError(error);
      if (text) terminal.err(`${text.zh}\n${text.en}\n[bad-usage]\n`);
      return error.exitCode === 0 ? 0 : 2;
    }
    if (error instanceof InputError) {
      terminal.err(`${plain(error.text.zh)}\n${plain(error.text.en)}\n[${error.code}]\n`);
      return error.exit;
    }
    if (isDiskFull(error)) {
      terminal.err(
        `磁盘已满（或已达文件大小、配额上限），运行失败，没有发布任何内容；已发布的结果不受影响。请腾出空间后重新运行。\nThe disk is full (or a limit on file size or quota is reached). Failed; nothing was published, and what is published is untouched. Free some space and run again.\n[disk-full]\n`,
      );
      return 3;
    }
    const memory = outOfMemory(error);
    if (memory) {
      const [zh, en] =
        memory.limit === null ? ['', ''] : [`（现为 ${memory.limit}）`, `, now ${memory.limit},`];
      terminal.err(
        `内存不足，运行失败，没有发布任何内容；已发布的结果不受影响。数据库可用的内存${zh}由 zhikong.config.json 的 memory 决定：请提高它（不写时为 1GB；60 家医院、每月 6 万例麻醉，200MB 已够）后重新运行，run 已改用一个线程试过；本机没有那么多空闲内存时，请关闭其他程序。\nOut of memory. Failed; nothing was published, and what is published is untouched. What the database may take${en} is the setting memory in zhikong.config.json: raise it (1GB where it is not set; 200MB are enough for 60 hospitals with 60,000 anaesthetics a month) and run again, for run has tried one thread already; where the machine has not that much to spare, close other programs.\n[out-of-memory]\n`,
      );
      return 3;
    }
    const message = error instanceof Error ? error.message : String(error);
    terminal.err(`运行失败，没有发布任何内容：${plainLines(message)}\nFailed; nothing was published.\n`);
    if (process.env['ZHIKONG_DEBUG'] && error instanceof Error) terminal.err(`${error.stack}\n`);
    return 3;
  }
}

/** Finds the command and starts it. */
async function started(args: readonly string[], terminal: Terminal, examples: Examples): Promise<number> {
  let exit = 0;
  const program = new Command('zhikong')
    .description(`质控：${examples.zh}质量控制指标\nQuality-control figures for ${examples.en}`)
    .version(programName)
    .exitOverride()
    .configureOutput({
      writeOut: terminal.out,
      writeErr: terminal.err,
      outputError: () => undefined, // Printed below, in both languages.
    })
    .addHelpText(
      'after',
      '\nExit: 0 clean, 1 rows or files held back, 2 wrong usage or settings, 3 failed and nothing published',
    );
  const plainCommand = (name: string, description: string, example: string) =>
    program
      .command(name)
      .description(description)
      .option('--lang <zh|en>', '语言 / language')
      .option('--json', '机器可读输出 / machine-readable output')
      .addHelpText('after', `\nExample:\n  $ zhikong ${example}`);
  const command = (name: string, description: string, example: string) =>
    plainCommand(name, description, example).option('--workspace <dir>', '工作区 / workspace', './workspace');

  command('run', '月度批次 / the monthly batch', 'run --month 2026-10 --inbox data-samples/inbox')
    .requiredOption('--month <yyyy-mm>', '月份 / month')
    .option('--inbox <dir>', '收件箱 / inbox (default: <workspace>/inbox)')
    .option('--as-of <date>', '数据截止日 / data-cut date (default: last day of the month)')
    .option(
      '--accept-shrink <hospital...>',
      '接收这些医院行数骤减的重报（all 为全部） / accept much shorter submissions of these hospitals (or all)',
    )
    .option(
      '--accept-repeat <hospital...>',
      '接收这些医院与他月（本月确无变化）或他院相同的文件（all 为全部） / accept files of these hospitals that repeat another month or hospital (or all)',
    )
    .option('--future', '允许数据截止日晚于今天 / allow a data-cut date after today')
    .option('--reason <text>', '接收的理由，记入审计 / why, kept in the audit log')
    .addOption(
      new Option(
        '--stale',
        '按先后重新运行数据已变的月份，不必写 --month / run the months again whose data have changed, without --month',
      ).implies({ month: '' }),
    )
    .action(async (flags) => {
      const [{ checkFlags, runFlags, staleFlags }, { runCommand, runStaleCommand }] = await loaded([
        import('./flags.js'),
        import('./run-command.js'),
      ]);
      exit = flags.stale
        ? await runStaleCommand(checkFlags(staleFlags, flags), terminal)
        : await runCommand(checkFlags(runFlags, flags), terminal);
    });
  plainCommand(
    'demo',
    '示例：用几家虚构医院的一个月试运行 / a demo: runs a small month of invented hospitals',
    'demo',
  )
    .option(
      '--out <dir>',
      '新的、空的或以前示例的文件夹 / a folder that is new, empty or of an earlier demo',
      './zhikong-demo',
    )
    .addHelpText('after', '  $ zhikong demo --out ./example --lang en')
    .action(async (flags) => {
      // The only place where the pipeline is connected to invented data.
      const [{ checkFlags, demoFlags }, { demoCommand }, { makeDemo }] = await loaded([
        import('./flags.js'),
        import('./demo-command.js'),
        import('../../data-samples/generator/demo.js'),
      ]);
      exit = await demoCommand(checkFlags(demoFlags, flags), makeDemo(), terminal);
    });
  plainCommand(
    'check <file...>',
    '上报前自查（医院用）：问题、本院指标与阈值 / check files before submitting: problems, own figures, thresholds',
    `check ${examples.file} --hospital H0101 --month 2026-10`,
  )
    .option('--table <table>', '所有文件都属于此表 / all files are of this table')
    .option('--month <yyyy-mm>', '月份 / month (default: that of the latest case)')
    .option('--as-of <date>', '数据截止日 / data-cut date (default: last day of the month)')
    .option('--hospital <code>', "医院编码 / hospital code (default: the files' own column)")
    .option('--mapping <file>', "本院的映射文件 / the hospital's mapping file")
    .option(
      '--receipt <file|dir>',
      '写出要更正的行：.xlsx 文件或空文件夹 / write the rows to correct: an .xlsx file or an empty folder',
    )
    .option('--suggest-mapping', '起草映射文件，不作检查 / draft a mapping file instead of checking')
    .action(async (files, flags) => {
      const [{ checkFlags, checkFileFlags }, { checkCommand }] = await loaded([
        import('./flags.js'),
        import('./check-command.js'),
      ]);
      exit = await checkCommand(files, checkFlags(checkFileFlags, flags), terminal);
    });
  command('status', '报送情况 / who has submitted, what was refused', 'status --month 2026-10')
    .requiredOption('--month <yyyy-mm>', '月份 / month')
    .option('--inbox <dir>', '收件箱 / inbox (default: <workspace>/inbox)')
    .action(async (flags) => {
      const [{ checkFlags, statusFlags }, { statusCommand }] = await loaded([
        import('./flags.js'),
        import('./status-command.js'),
      ]);
      exit = await statusCommand(checkFlags(statusFlags, flags), terminal);
    });
  command(
    'changes',
    '与已发布的数字有何不同，为什么 / what a month gives otherwise than was published, and why',
    'changes --month 2026-10',
  )
    .option('--month <yyyy-mm>', '月份 / month (default: the newest)')
    .option('--since <yyyy-mm>', '自此月发布之后 / since what was published with this earlier month')
    .action(async (flags) => {
      const [{ checkFlags, changesFlags }, { changesCommand }] = await loaded([
        import('./flags.js'),
        import('./changes-command.js'),
      ]);
      exit = await changesCommand(checkFlags(changesFlags, flags), terminal);
    });
  command(
    'explain <code>',
    '一个指标的全部病例 / every case of a figure',
    `explain ${examples.code} --unit H0101 --period 2026`,
  )
    .requiredOption('--unit <unit>', '医院编码、城市或 * / hospital code, city or *')
    .requiredOption('--period <period>', '期间 / period: 2026-10, 2026Q4, 2026, 2025-11..2026-10, 2024..2026')
    .option('--month <yyyy-mm>', '批次的月份 / month of the batch (default: the newest)')
    .action(async (code, flags) => {
      const [{ checkFlags, explainFlags }, { explainCommand }] = await loaded([
        import('./flags.js'),
        import('./explain-command.js'),
      ]);
      exit = await explainCommand(code, checkFlags(explainFlags, flags), terminal);
    });
  command(
    'comply',
    '一家医院逐条符合情况与结论 / how a hospital stands by the clauses of the norms',
    'comply --hospital H0101 --norm E22 --on 2026-10-31',
  )
    .requiredOption('--hospital <code>', '医院编码 / hospital code')
    .option('--norm <prefix>', '只看一部规范 / one norm only: E22, V22, A11, E00')
    .option('--on <date>', '判定日 / the day to judge (default: data-cut date of the batch)')
    .option('--month <yyyy-mm>', '批次的月份 / month of the batch (default: the newest)')
    .action(async (flags) => {
      const [{ checkFlags, complyFlags }, { complyCommand }] = await loaded([
        import('./flags.js'),
        import('./comply-command.js'),
      ]);
      exit = await complyCommand(checkFlags(complyFlags, flags), terminal);
    });
  command(
    'export',
    '导出指标与病例，供分析 / figures and cases for notebooks, without personal data',
    'export --format parquet --cases --month 2026-10 --out ./export',
  )
    .requiredOption('--format <format>', exportFormats.join('|'))
    .option(
      '--cases',
      '另为每个病例表导出一个文件，不含个人信息和自由文本 / also a file per case table, without personal data and free text',
    )
    .option('--hospital <code>', '只这家医院的数字 / the figures of this hospital alone')
    .option(
      '--audience <audience>',
      '仅 fhir：centre 全部，public 可公开的部分 / fhir only: centre is all, public what everybody may see',
      'centre',
    )
    .option('--month <yyyy-mm>', '批次的月份 / month of the batch (default: the newest)')
    .option('--out <dir>', '目标文件夹，不覆盖已有文件 / target folder; nothing is overwritten', './export')
    .action(async (flags) => {
      const [{ checkFlags, exportFlags }, { exportCommand }] = await loaded([
        import('./flags.js'),
        import('./export-command.js'),
      ]);
      exit = await exportCommand(checkFlags(exportFlags, flags), terminal);
    });
  command(
    'pdf',
    '把已发布的报告打印成 PDF，需要 Chromium / a published report as PDF, by an installed Chromium',
    'pdf --month 2026-10 --hospital H0102 --to ./pdf',
  )
    .option('--month <yyyy-mm>', '报告的月份 / month of the report (default: the newest)')
    .option('--hospital <code>', '只这家医院 / this hospital alone')
    .option('--centre', '只质控中心首页 / the page of the centre alone')
    .requiredOption('--to <dir>', '目标文件夹，不覆盖已有文件 / target folder; nothing is overwritten')
    .action(async (flags) => {
      const [{ checkFlags, pdfFlags }, { pdfCommand }] = await loaded([
        import('./flags.js'),
        import('./pdf-command.js'),
      ]);
      exit = await pdfCommand(checkFlags(pdfFlags, flags), terminal);
    });
  command(
    'receipts',
    '已发布报告的回执，打成压缩包 / the receipts of a published report as archives',
    'receipts --zip --month 2026-10 --to ./receipts',
  )
    .requiredOption(
      '--zip',
      '每家医院一个压缩包，另有一个含全部 / an archive of each hospital and one of all',
    )
    .option('--month <yyyy-mm>', '报告的月份 / month of the report (default: the newest)')
    .requiredOption('--to <dir>', '目标文件夹，不覆盖已有文件 / target folder; nothing is overwritten')
    .action(async (flags) => {
      const [{ checkFlags, receiptsFlags }, { receiptsCommand }] = await loaded([
        import('./flags.js'),
        import('./receipts-command.js'),
      ]);
      exit = await receiptsCommand(checkFlags(receiptsFlags, flags), terminal);
    });
  command(
    'summary',
    '一段可粘贴到消息里的文字 / a month as a text to paste into a message',
    'summary --month 2026-10 --hospital H0102',
  )
    .option('--month <yyyy-mm>', '报告的月份 / month of the report (default: the newest)')
    .option('--hospital <code>', '医院编码；不写为质控中心 / a hospital (default: the centre)')
    .action(async (flags) => {
      const [{ checkFlags, summaryFlags }, { summaryCommand }] = await loaded([
        import('./flags.js'),
        import('./summary-command.js'),
      ]);
      exit = await summaryCommand(checkFlags(summaryFlags, flags), terminal);
    });
  command(
    'sample-charts',
    '抽样复核：每家医院可重复的随机病历清单 / a reproducible random list of charts of each hospital, to review against what was reported',
    `sample-charts --month 2026-06 --charts 5 --seed "2026年6月例会抽签 314159" --table ${examples.table} --out ./charts`,
  )
    .requiredOption(
      '--charts <n>',
      '每院每表抽取几例；不足的全部复核 / charts of each hospital and table; all where there are fewer',
    )
    .option('--month <yyyy-mm>', '批次的月份 / month of the batch (default: the newest)')
    .option('--period <period>', '期间 / period: 2026-10, 2026Q4, 2025-11..2026-10 (default: that month)')
    .option(
      '--seed <text>',
      '种子：同一种子得同一清单；不给则随机产生并写在清单上 / the same seed gives the same list (default: drawn, and told in the list)',
    )
    .option(
      '--table <table>',
      `病例表，如 ${examples.table}（默认全部）/ a table of cases such as ${examples.table} (default: all)`,
    )
    .option('--hospital <code>', '只这家医院 / this hospital alone')
    .requiredOption('--out <dir>', '目标文件夹，不覆盖已有文件 / target folder; nothing is overwritten')
    .addHelpText(
      'after',
      '  $ zhikong sample-charts --period 2026Q2 --charts 36 --hospital H0101 --out ./charts --lang en',
    )
    .action(async (flags) => {
      const [{ checkFlags, sampleFlags }, { sampleCommand }] = await loaded([
        import('./flags.js'),
        import('./sample-command.js'),
      ]);
      exit = await sampleCommand(checkFlags(sampleFlags, flags), terminal);
    });
  command(
    'indicators [code]',
    '指标目录 / the catalogue of indicators',
    `indicators ${examples.code} --lang en`,
  ).action(async (code, flags) => {
    const [{ checkFlags, indicatorFlags }, { indicatorsCommand }] = await loaded([
      import('./flags.js'),
      import('./indicators-command.js'),
    ]);
    exit = indicatorsCommand(code, checkFlags(indicatorFlags, flags), terminal);
  });
  command('norms [id]', '规范与条款 / the norms and their clauses', 'norms V22-057 --lang en').action(
    async (id, flags) => {
      const [{ checkFlags, normFlags }, { normsCommand }] = await loaded([
        import('./flags.js'),
        import('./norms-command.js'),
      ]);
      exit = normsCommand(id, checkFlags(normFlags, flags), terminal);
    },
  );
  command(
    'template <table>',
    '一张表的空白模板 / the blank workbook of a table',
    'template profile --norm E22 --hospital H0101 --as-of 2026-10-31',
  )
    .option('--out <file>', '写到哪里 / where to write it (default: <table>.xlsx)')
    .option(
      '--norm <prefix>',
      '按规范的条款生成机构条件表（profile）或评分表（reviews） / a row per question or reviewed clause of a norm: E22, V22, A11, E00',
    )
    .option('--hospital <code>', '每行预填医院编码 / fills in the hospital code of every row')
    .option('--as-of <date>', '每行预填填报或评审日期 / fills in the day of every row')
    .action(async (table, flags) => {
      const [{ checkFlags, templateFlags }, { templateCommand }] = await loaded([
        import('./flags.js'),
        import('./template-command.js'),
      ]);
      exit = templateCommand(table, checkFlags(templateFlags, flags), terminal);
    });
  command('verify', '通读并核对工作区 / read everything back and check it', 'verify').action(
    async (flags) => {
      const [{ checkFlags, verifyFlags }, { verifyCommand }] = await loaded([
        import('./flags.js'),
        import('./verify-command.js'),
      ]);
      exit = await verifyCommand(checkFlags(verifyFlags, flags), terminal);
    },
  );
  command(
    'purge',
    '删除某日之前的病例，清单与数字保留 / delete the cases that began before a day; lists and figures stay',
    'purge --before 2024-01-01 --reason "保存期满"',
  )
    .requiredOption('--before <date>', '日期 / day')
    .requiredOption('--reason <text>', '理由，记入审计 / reason, kept in the audit log')
    .option('--dry-run', '只列出，不删除 / list only')
    .action(async (flags) => {
      const [{ checkFlags, purgeFlags }, { purgeCommand }] = await loaded([
        import('./flags.js'),
        import('./purge-command.js'),
      ]);
      exit = await purgeCommand(checkFlags(purgeFlags, flags), terminal);
    });
  command(
    'forget',
    '彻底删除一个人的记录 / delete everything of one person',
    'forget --patient P000123456 --reason "本人要求"',
  )
    .requiredOption(
      '--patient <number>',
      '患者标识；与 --hospital 同用时也可为病案号 / number of the patient, with --hospital also of a case',
    )
    .requiredOption('--reason <text>', '理由，记入审计 / reason, kept in the audit log')
    .option('--hospital <code>', '只在这家医院 / in this hospital alone')
    .option('--dry-run', '只列出，不删除 / list only')
    .action(async (flags) => {
      const [{ checkFlags, forgetFlags }, { forgetCommand }] = await loaded([
        import('./flags.js'),
        import('./forget-command.js'),
      ]);
      exit = await forgetCommand(checkFlags(forgetFlags, flags), terminal);
    });
  command(
    'withdraw',
    '撤回一例：自某月起不再计入 / withdraw a case: from a month on it counts no more',
    `withdraw --hospital H0101 --table ${examples.table} --case 00123456 --month 2026-10 --reason "重复报送"`,
  )
    .requiredOption('--hospital <code>', '医院编码 / hospital code')
    .requiredOption(
      '--table <table>',
      `病例表，如 ${examples.table} / a table of cases such as ${examples.table}`,
    )
    .requiredOption('--case <number>', '病案号 / case number')
    .option('--number <n>', '第几次（空为全部） / which run or implantation (all of the case when absent)')
    .requiredOption('--month <yyyy-mm>', '自哪个月起 / from which month on')
    .option('--inbox <dir>', '收件箱 / inbox (default: <workspace>/inbox)')
    .requiredOption('--reason <text>', '理由，记入审计 / reason, kept in the audit log')
    .action(async (flags) => {
      const [{ checkFlags, withdrawFlags }, { withdrawCommand }] = await loaded([
        import('./flags.js'),
        import('./withdraw-command.js'),
      ]);
      exit = await withdrawCommand(checkFlags(withdrawFlags, flags), terminal);
    });
  command(
    'letter <code>',
    '反馈函：就一个未达到的数字或条款，写给一家医院的答复表 / a feedback letter on a missed figure or clause, as a form to answer in',
    `letter ${examples.code} --unit H0101 --period 2025-11..2026-10 --due 2026-12-15`,
  )
    .requiredOption('--unit <code>', '医院编码 / hospital code')
    .option('--period <period>', '数字的期间；条款不需要 / period of the figure; none for a clause')
    .requiredOption('--due <date>', '答复期限 / to be answered by')
    .option('--month <yyyy-mm>', '批次的月份 / month of the batch (default: the newest)')
    .option('--inbox <dir>', '收件箱 / inbox (default: <workspace>/inbox)')
    .option('--out <dir>', '目标文件夹，不覆盖已有文件 / target folder; nothing is overwritten', './letters')
    .addHelpText('after', '  $ zhikong letter E22-046 --unit H0101 --due 2026-12-15 --lang en')
    .action(async (code, flags) => {
      const [{ checkFlags, letterFlags }, { letterCommand }] = await loaded([
        import('./flags.js'),
        import('./letter-command.js'),
      ]);
      exit = await letterCommand(code, checkFlags(letterFlags, flags), terminal);
    });
  command(
    'letters',
    '反馈函的状态：待答复、逾期、已答复、已关闭 / the feedback letters: open, overdue, answered, closed',
    'letters --hospital H0101',
  )
    .option('--hospital <code>', '只这家医院 / this hospital alone')
    .option('--close <number>', '关闭这份反馈函 / close this letter')
    .option('--reason <text>', '关闭的理由，记入审计 / reason for closing it, kept in the audit log')
    .option('--inbox <dir>', '收件箱 / inbox (default: <workspace>/inbox)')
    .addHelpText('after', '  $ zhikong letters --close FK-2026-10-001 --reason "现场核查已整改"')
    .action(async (flags) => {
      const [{ checkFlags, lettersFlags }, { lettersCommand }] = await loaded([
        import('./flags.js'),
        import('./letters-command.js'),
      ]);
      exit = await lettersCommand(checkFlags(lettersFlags, flags), terminal);
    });
  command(
    'rotate-key',
    '更换密钥，由 vault/ 重新散列全部病例 / replace the key and hash all cases anew from the vault',
    'rotate-key --reason "人员离职"',
  )
    .requiredOption('--reason <text>', '理由，记入审计 / reason, kept in the audit log')
    .option(
      '--release-forgotten',
      '已按 forget 删除的人不再被拦下 / persons deleted with forget are kept away no longer',
    )
    .action(async (flags) => {
      const [{ checkFlags, rotateFlags }, { rotateKeyCommand }] = await loaded([
        import('./flags.js'),
        import('./rotate-key-command.js'),
      ]);
      exit = await rotateKeyCommand(checkFlags(rotateFlags, flags), terminal);
    });

  checkOptions(program, args);
  await program.parseAsync([...args], { from: 'user' });
  return exit;
}

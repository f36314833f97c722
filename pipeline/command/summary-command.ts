import { summaryText } from '../../reports/read/summary-text.js';
import { ofCentre, readSummaries, summariesFile } from '../batch/summaries.js';
import { publishedReport, sealedFile } from '../forms/published-report.js';
import { InputError } from '../message/errors.js';
import type { SummaryFlags } from './flags.js';
import { jsonText, plainLines, type Terminal } from './terminal.js';

/** `zhikong summary`: a published month of the centre or of a hospital as a text for a message. */
export async function summaryCommand(flags: SummaryFlags, terminal: Terminal): Promise<number> {
  const { lang, json, hospital } = flags;
  const report = await publishedReport(flags.workspace, flags.month);
  const { month, edition, folder } = report;
  const summaries = readSummaries(folder);
  if (summaries === null)
    throw new InputError('no-summary', {
      zh: `${month} 第 ${edition} 版由没有摘要的旧版程序发布。请用本程序重新运行该月份。`,
      en: `Edition ${edition} of ${month} was published by an older program without summaries. Run the month again with this one.`,
    });
  sealedFile(report, summariesFile);
  const key = hospital ?? ofCentre;
  const own = Object.hasOwn(summaries.of, key) ? summaries.of[key] : undefined;
  if (own === undefined) throw unknownHospital(key, Object.keys(summaries.of), month);
  const text = summaryText(
    {
      ...own,
      isCentre: hospital === undefined,
      month,
      edition: summaries.edition,
      asOf: summaries.asOf,
      lines: own[lang],
      before: own.before?.[lang] ?? null,
    },
    lang,
  );
  terminal.out(
    json
      ? `${jsonText({ month, edition, hospital: hospital ?? null, changed: own.changed, text })}\n`
      : plainLines(text),
  );
  return 0;
}

function unknownHospital(code: string, known: readonly string[], month: string): InputError {
  const some = known.filter((one) => one !== ofCentre).slice(0, 8);
  return new InputError('unknown-hospital', {
    zh: `--hospital 应为有报告的医院编码，但 ${month} 没有“${code}”。例如：${some.join('、')}。`,
    en: `--hospital must be the code of a hospital with a report, but ${month} has none of "${code}". Such as: ${some.join(', ')}.`,
  });
}

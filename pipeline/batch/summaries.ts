import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { audience } from '../../reports/data/audience.js';
import { type ReportContext, reportContext } from '../../reports/data/report-context.js';
import type { ReportData } from '../../reports/data/report-data.js';
import { centreSummary, hospitalSummary } from '../../reports/page/hospital-summary.js';
import { archivePlace, newestEdition } from '../workspace/editions.js';
import type { Workspace } from '../workspace/workspace.js';

/** What messages say of a month: of every hospital by code and, as `*`, of the centre, in both languages, without heads. */
const summariesSchema = z.strictObject({
  edition: z.int().min(1),
  asOf: z.string(),
  of: z.record(
    z.string(),
    z.strictObject({
      zh: z.array(z.string()),
      en: z.array(z.string()),
      name: z.string(),
      /** Whether it says something else than in the edition before; false for the first. */
      changed: z.boolean(),
      /** The lines of the edition before; null where there was none. */
      before: z.strictObject({ zh: z.array(z.string()), en: z.array(z.string()) }).nullable(),
    }),
  ),
});

export type Summaries = z.infer<typeof summariesSchema>;

/** The file of all summaries, for the centre. */
export const summariesFile = `${audience.centre}/summaries.json`;

/** The key of the centre's own. */
export const ofCentre = '*';

/** What messages say of a batch, against the edition before. */
export function summariesOf(data: ReportData, former: Summaries | null): Summaries {
  const contexts = { zh: reportContext(data, 'zh'), en: reportContext(data, 'en') };
  const both = (lines: (context: ReportContext) => string[]) => ({
    zh: lines(contexts.zh),
    en: lines(contexts.en),
  });
  const entry = (key: string, name: string, lines: (context: ReportContext) => string[]) => {
    const now = both(lines);
    const was = former?.of[key] ?? null;
    const before = was === null ? null : { zh: was.zh, en: was.en };
    const changed = before === null || JSON.stringify(before) !== JSON.stringify(now);
    return [key, { ...now, name, changed, before: changed ? before : null }] as const;
  };
  const names = contexts.zh.entries;
  return {
    edition: data.edition ?? 1,
    asOf: data.asOf,
    of: Object.fromEntries([
      entry(ofCentre, data.province.zh, centreSummary),
      ...contexts.zh.hospitals.map((code) =>
        entry(code, names.get(code)?.name || code, (context) => hospitalSummary(code, context)),
      ),
    ]),
  };
}

/** The summaries of the edition that a month's next one replaces; null where there is none, or an older program made it. */
export function formerSummaries(workspace: Workspace, month: string, edition: number): Summaries | null {
  if (edition <= 1) return null;
  const newest = newestEdition(workspace, month);
  const folder =
    newest?.number === edition - 1
      ? join(workspace.reports, month)
      : join(workspace.root, archivePlace(month, edition - 1));
  return readSummaries(folder);
}

/** The summaries of a report; null where it has none. */
export function readSummaries(folder: string): Summaries | null {
  const path = join(folder, summariesFile);
  if (!existsSync(path)) return null;
  const read = summariesSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  return read.success ? read.data : null;
}

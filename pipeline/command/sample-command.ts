import { withPublished } from '../batch/open-published.js';
import type { ChartSample } from '../sampling/draw-charts.js';
import { sampleCharts } from '../sampling/sample-charts.js';
import { drawText, originTexts } from '../sampling/sample-text.js';
import type { SampleFlags } from './flags.js';
import { columns, jsonText, plain, type Terminal } from './terminal.js';

/** `zhikong sample-charts`: a reproducible random list of charts of each hospital, to compare with what was reported. */
export async function sampleCommand(flags: SampleFlags, terminal: Terminal): Promise<number> {
  const { month, period, charts, seed, table, hospital, out, lang } = flags;
  const { sample, files } = await withPublished(
    flags.workspace,
    (database, temp) => sampleCharts(database, { month, period, charts, seed, table, hospital, out, temp }),
    { judges: true },
  );
  if (flags.json) {
    terminal.out(`${jsonText({ ...facts(sample), files })}\n`);
    return 0;
  }
  const head =
    lang === 'zh'
      ? ['医院', '名称', '病例表', '期内例数', '抽取', '']
      : ['hospital', 'name', 'table', 'N', 'n', ''];
  const rows = sample.hospitals.flatMap((draw) =>
    draw.tables.map((of) => [
      draw.hospital,
      draw.name,
      of.reviewed.table.spec.title[lang],
      of.cases,
      of.drawn.length,
      drawText(of)[lang],
    ]),
  );
  const lines = [
    ...originTexts(sample).map((text) => plain(text[lang])),
    '',
    columns([head, ...rows]),
    '',
    lang === 'zh' ? '已写出：' : 'Written:',
    ...files.map((file) => `  ${plain(file)}`),
  ];
  terminal.out(`${lines.join('\n')}\n`);
  return 0;
}

/** The sample as JSON: where each drawn case stands, without what was reported. */
const facts = ({ batch, period, seed, charts, isStale, hospitals }: ChartSample) => ({
  batch: batch.batch,
  month: batch.month,
  asOf: batch.as_of,
  period,
  seed,
  charts,
  isStale,
  hospitals: hospitals.map(({ hospital, name, tables }) => ({
    hospital,
    name,
    tables: tables.map(({ reviewed, cases, drawn }) => ({
      table: reviewed.table.name,
      cases,
      drawn: drawn.map(({ reported: _, ...place }) => place),
    })),
  })),
});

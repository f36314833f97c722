import type { DefinedIndicator } from '../../pipeline/define/index.js';
import { headlinePeriod } from '../../pipeline/figure/headline.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { stateOf } from '../read/figure-state.js';
import { whyNoData } from '../read/why-no-data.js';
import { chartBox } from './chart-box.js';
import { chartAxis, drawUnits, noteOn } from './draw-units.js';
import { type FigureRow, figureTable } from './figure-table.js';
import { nothingText } from './figure-text.js';
import { hospitalLink } from './hospital-link.js';
import { hospitalFigures, provinceFigure, type UnitFigure } from './interval-rows.js';
import { periodWords } from './period-words.js';

/** Chart 1: every hospital, also those without a rate, against the threshold, below the province. */
export async function allHospitals(indicator: DefinedIndicator, context: ReportContext): Promise<Html> {
  const { words, lang } = context;
  const period = headlinePeriod(indicator, context.index, context.data.month);
  const units = [provinceFigure(context, indicator, period), ...hospitalFigures(context, indicator, period)];
  const title = words.charts.forest(indicator.title[lang]);
  return chartBox(
    {
      id: `chart-${indicator.code}`,
      title,
      subtitle: periodWords(context, period),
      indicator,
      drawings: {
        wide: await drawUnits(units, indicator, context, 'wide', title),
        narrow: await drawUnits(units, indicator, context, 'narrow', title),
      },
      note: words.charts.forestNote,
      table: unitTable(units, indicator, context),
      rows: units.length,
      tableOpen: true,
      after: null,
    },
    context,
  );
}

/** Chart 3: the hospitals with a rate, in a box half as wide; the others are named below it. */
export async function someHospitals(indicator: DefinedIndicator, context: ReportContext): Promise<Html> {
  const { words, lang } = context;
  const period = headlinePeriod(indicator, context.index, context.data.month);
  const province = provinceFigure(context, indicator, period);
  const hospitals = hospitalFigures(context, indicator, period);
  const hasRate = ({ figure }: UnitFigure) => ['value', 'zero'].includes(stateOf(figure, indicator).kind);
  const drawn = [province, ...hospitals.filter(hasRate)];
  const rest = hospitals.filter((unit) => !hasRate(unit));
  const title = indicator.title[lang];
  const axis = chartAxis(drawn, indicator, context);
  return chartBox(
    {
      id: `chart-${indicator.code}`,
      title,
      subtitle: periodWords(context, period),
      indicator,
      drawings: { wide: await drawUnits(drawn, indicator, context, 'compact', title) },
      note: noteOn(axis, context),
      after:
        rest.length > 0
          ? html`<details class="rest"><summary>${words.charts.withoutRate}${words.colon}${words.cover.count(
              String(rest.length),
            )}</summary><p>${rest.map(
              ({ unit, figure }, index) =>
                html`${index > 0 ? words.semicolon : ''}${hospitalLink(unit, context)} <small>${reason(
                  unit,
                  figure,
                  indicator,
                  context,
                )}</small>`,
            )}</p></details>`
          : null,
      table: unitTable([province, ...hospitals], indicator, context),
      rows: hospitals.length + 1,
    },
    context,
  );
}

function reason(
  unit: string,
  figure: UnitFigure['figure'],
  indicator: DefinedIndicator,
  context: ReportContext,
): string {
  const why = whyNoData(context, unit, indicator);
  return nothingText(stateOf(figure, indicator), context, why) ?? why;
}

function unitTable(units: readonly UnitFigure[], indicator: DefinedIndicator, context: ReportContext): Html {
  const rows = units.map(
    (unit): FigureRow => ({
      head: unit.unit === '*' ? html`${unit.label}` : hospitalLink(unit.unit, context),
      indicator,
      state: stateOf(unit.figure, indicator),
      strong: unit.strong,
      ...(unit.unit === '*' ? {} : { why: whyNoData(context, unit.unit, indicator) }),
    }),
  );
  return figureTable(rows, context.words.columns.unit, context);
}

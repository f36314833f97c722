import type { DefinedIndicator } from '../../pipeline/define/index.js';
import { headlinePeriod } from '../../pipeline/figure/headline.js';
import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { stateOf } from '../read/figure-state.js';
import { whyNoData } from '../read/why-no-data.js';
import { chartWords } from '../words/charts.js';
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
  const withRate = hospitals.filter(hasRate);
  const drawn = [province, ...mostTelling(withRate)];
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
      note: `${noteOn(axis, context)}${
        drawn.length - 1 < withRate.length
          ? chartWords[lang].drawnOnly(drawn.length - 1, withRate.length)
          : ''
      }`,
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

/** Most hospitals in one chart; a list of three hundred lines is no picture. */
const mostDrawn = 40;

/** The hospitals to draw, in their order: those below a threshold first, then those bound by it, then those with most cases. */
function mostTelling(units: readonly UnitFigure[]): readonly UnitFigure[] {
  if (units.length <= mostDrawn) return units;
  const weight = ({ figure }: UnitFigure) =>
    (figure?.verdict === 'not_met' || figure?.formal === 'not_met' ? 2 : 0) +
    (figure?.applies === 'binding' ? 1 : 0);
  const chosen = new Set(
    [...units]
      .sort((a, b) => weight(b) - weight(a) || (b.figure?.denominator ?? 0) - (a.figure?.denominator ?? 0))
      .slice(0, mostDrawn),
  );
  return units.filter((unit) => chosen.has(unit));
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

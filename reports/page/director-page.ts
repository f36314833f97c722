import type { ReportContext } from '../data/report-context.js';
import { type Html, html } from '../markup/html.js';
import { stateOf } from '../read/figure-state.js';
import { centrePageOf } from './centre-page.js';
import { directorBelow } from './director-below.js';
import { directorChanges } from './director-changes.js';
import { directorData } from './director-data.js';
import { directorSignals } from './director-signals.js';
import { directorSteps } from './director-steps.js';
import { matrices } from './matrix.js';
import { matrixScript } from './matrix-script.js';

/**
 * `centre/index.html`, for the director: on the first screen what to do, what changed, who is below, who has a signal, whose data are missing; then every hospital by
 * every judged indicator.
 */
export function directorPage(context: ReportContext): string {
  const w = context.words.director;
  const box = (id: string, title: string, body: Html) =>
    html`<section class="box ${id}"><h3 id="${id}">${title}</h3>${body}</section>`;
  return centrePageOf(
    'index',
    {
      lead: {
        id: 'first',
        title: context.words.cover.heading,
        body: html`${warnings(context)}<div class="first"><div>${box('steps', w.steps.title, directorSteps(context))}</div><div>${box(
          'below',
          w.below.title,
          directorBelow(context),
        )}${box('signals', w.signals.title, directorSignals(context))}</div><div>${box(
          'changes',
          w.changes.title,
          directorChanges(context),
        )}${box('data', w.data.title, directorData(context))}</div></div>`,
      },
      sections: [{ id: 'matrix', title: w.matrix.heading, body: matrices(context) }],
      script: matrixScript,
      isQuiet: true,
    },
    context,
  );
}

/** What holds for the whole page: a single hospital, nothing to show. */
function warnings(context: ReportContext): Html | null {
  const { data, words, hospitals } = context;
  const w = words.director;
  const states =
    data.figures.length === 0
      ? []
      : data.indicators.flatMap((indicator) =>
          context.index.of(indicator).map((figure) => stateOf(figure, indicator).kind),
        );
  const texts = [
    ...(data.figures.length === 0 ? [w.noFigures] : []),
    ...(states.length > 0 && states.every((kind) => kind === 'suppressed') ? [w.allHidden] : []),
    ...(hospitals.length === 1 ? [w.oneHospital] : []),
  ];
  return texts.length === 0 ? null : html`${texts.map((text) => html`<p class="warning">${text}</p>`)}`;
}

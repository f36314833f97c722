import type { Better, DefinedIndicator, Norm } from '../define/index.js';
import { definitionSheet } from '../describe/definition-sheet.js';
import { sqlOf } from '../describe/indicator-sql.js';
import { definitionLines } from '../describe/plain-text.js';
import { scoredAs } from './populations.js';
import type { CodeableConcept, Measure } from './resource.js';
import { base, extensionsOf, systems } from './vocabulary.js';

/** The name of a measure in FHIR, by which its reports say what they report: `…/Measure/ecmo-01|2022-r3`. */
export const measureUrl = ({ code }: Pick<DefinedIndicator, 'code'>): string =>
  `${base}/Measure/${code.toLowerCase()}`;

/** Whether more or less is better; absent where neither is. */
export function improvementOf(better: Better): { readonly improvementNotation?: CodeableConcept } {
  if (better === 'monitor') return {};
  const code = better === 'higher' ? 'increase' : 'decrease';
  return { improvementNotation: { coding: [{ system: systems.improvement, code }] } };
}

/** An indicator as a FHIR R4 Measure: its definition in words, and in SQL as its criteria, with its sources and its hash. */
export function measureOf(indicator: DefinedIndicator, norms: readonly Norm[]): Measure {
  const { code, version, title, rationale, cites, better, reviewedOn, effectiveFrom, effectiveTo, hash } =
    indicator;
  const { scoring, populations } = scoredAs(indicator);
  const sheet = definitionSheet(indicator, norms);
  const effective = {
    ...(effectiveFrom === undefined ? {} : { start: effectiveFrom }),
    ...(effectiveTo === undefined ? {} : { end: effectiveTo }),
  };
  const criteria = {
    description: indicator.meaning.en,
    language: 'application/sql',
    expression: sqlOf(indicator),
  };
  return {
    resourceType: 'Measure',
    id: `${code}-${version}`.toLowerCase(),
    extension: extensionsOf({ 'definition-hash': hash }),
    url: measureUrl(indicator),
    identifier: [{ system: `${base}/indicator`, value: code }],
    version,
    name: code.replaceAll('-', '_'),
    title: `${title.zh} · ${title.en}`,
    status: 'active',
    experimental: false,
    date: reviewedOn,
    description: definitionLines(sheet, 'zh').join('\n'),
    purpose: `${rationale.zh} · ${rationale.en}`,
    ...(Object.keys(effective).length > 0 ? { effectivePeriod: effective } : {}),
    lastReviewDate: reviewedOn,
    scoring: { coding: [{ system: systems.scoring, code: scoring }] },
    ...improvementOf(better),
    relatedArtifact: cites.map(({ source, clause }) => ({
      type: 'citation',
      citation: `${source.issuer} ${source.year} ${source.title.zh} ${clause}`,
    })),
    group: [
      {
        population: populations.map((population) => ({
          code: { coding: [{ system: systems.population, code: population }] },
          criteria,
        })),
        ...(indicator.strata && indicator.strata.length > 0
          ? {
              stratifier: indicator.strata.map((column) => ({
                code: { text: column.name },
                criteria: { ...criteria, description: column.title.en, expression: column.name },
              })),
            }
          : {}),
      },
    ],
  };
}

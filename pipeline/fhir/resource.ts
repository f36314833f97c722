import type { Extension } from './vocabulary.js';

/** A concept by a code of a system, or by words alone. */
export interface CodeableConcept {
  readonly coding?: readonly { readonly system: string; readonly code: string; readonly display?: string }[];
  readonly text?: string;
}

export interface Expression {
  readonly description: string;
  readonly language: string;
  readonly expression: string;
}

/** The parts of a FHIR R4 Measure that are used. */
export interface Measure {
  readonly resourceType: 'Measure';
  readonly id: string;
  readonly url: string;
  readonly identifier: readonly { readonly system: string; readonly value: string }[];
  readonly version: string;
  readonly name: string;
  readonly title: string;
  readonly status: 'active';
  readonly experimental: false;
  readonly date: string;
  readonly publisher?: string;
  readonly description: string;
  readonly purpose: string;
  readonly effectivePeriod?: { readonly start?: string; readonly end?: string };
  readonly lastReviewDate: string;
  readonly scoring: CodeableConcept;
  readonly improvementNotation?: CodeableConcept;
  readonly relatedArtifact: readonly { readonly type: 'citation'; readonly citation: string }[];
  readonly extension: readonly Extension[];
  readonly group: readonly {
    readonly population: readonly { readonly code: CodeableConcept; readonly criteria: Expression }[];
    readonly stratifier?: readonly { readonly code: CodeableConcept; readonly criteria: Expression }[];
  }[];
}

type Masked = { readonly extension: readonly { readonly url: string; readonly valueCode: string }[] };

export interface ReportPopulation {
  readonly code: CodeableConcept;
  readonly count?: number;
  /** Says that a count is there and hidden. */
  readonly _count?: Masked;
}

/** A rate, median or count with its unit, or that it is hidden. */
export type Score =
  | { readonly value: number; readonly unit: string; readonly system?: string; readonly code?: string }
  | Masked;

/** The populations and the score of a group or of one stratum of it. */
export interface Scores {
  readonly extension?: readonly Extension[];
  readonly population: readonly ReportPopulation[];
  readonly measureScore?: Score;
}

/** The parts of a FHIR R4 MeasureReport that are used. */
export interface MeasureReport {
  readonly resourceType: 'MeasureReport';
  readonly id: string;
  readonly extension: readonly Extension[];
  readonly status: 'complete';
  readonly type: 'summary';
  readonly measure: string;
  readonly subject: {
    readonly type: 'Location';
    readonly identifier: { readonly system: string; readonly value: string };
  };
  readonly date: string;
  readonly period: { readonly start: string; readonly end: string };
  readonly improvementNotation?: CodeableConcept;
  readonly group: readonly (
    | Scores
    | {
        readonly stratifier: readonly {
          readonly code: readonly CodeableConcept[];
          readonly stratum: readonly (Scores & { readonly value: CodeableConcept })[];
        }[];
      }
  )[];
}

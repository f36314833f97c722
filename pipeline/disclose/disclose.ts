import type { Figure } from '../figure/figures.js';
import { type DisclosedFigure, inFull, inPublic } from './disclosed-figure.js';
import { type Peer, peersOf } from './peers.js';
import { isOffered } from './policy.js';
import { type ProtectInput, protect, type Shown } from './protect.js';

/** Who reads an edition. */
export type Audience =
  | { readonly kind: 'centre' }
  | { readonly kind: 'public' }
  | { readonly kind: 'city'; readonly city: string }
  | { readonly kind: 'hospital'; readonly hospital: string };

/** What one audience gets. */
export interface Edition {
  readonly figures: readonly DisclosedFigure[];
  /** Other hospitals as points; empty for the centre, which has all figures, and where the policy names hospitals. */
  readonly peers: readonly Peer[];
}

export interface Disclosure {
  /** What an audience gets. */
  readonly editionOf: (audience: Audience) => Edition;
  /** Whether everybody may see the counts of a figure, of a hospital's as a point without name. */
  readonly isShown: (figure: Figure) => boolean;
  /** What this edition tells, to be kept for the next; for the centre alone. */
  readonly shown: readonly Shown[];
  /** What an earlier edition told and this one hides. */
  readonly alreadyOut: readonly Shown[];
}

export interface DiscloseInput extends ProtectInput {
  /** The key of the workspace, by which hospitals are labelled. */
  readonly key: Uint8Array;
}

/**
 * What every audience may see of a batch's figures. The public decision is made once; a city's edition adds its own hospitals and a
 * hospital's its own figures in full, against which the public part is safe.
 */
export function disclose(input: DiscloseInput): Disclosure {
  const { figures, indicators, policy, cityOf, key } = input;
  const protection = protect(input);
  const byName = new Map(indicators.map((one) => [`${one.code}\t${one.version}`, one]));
  const indicatorOf = ({ code, version }: Figure) => byName.get(`${code}\t${version}`);
  const peers = policy.names
    ? []
    : peersOf(
        figures.filter((figure) => figure.level === 'hospital' && protection.main.has(figure)),
        indicators,
        key,
      );

  const asSeenBy = (isOwn: (figure: Figure) => boolean): DisclosedFigure[] =>
    figures.flatMap((figure) => {
      const indicator = indicatorOf(figure);
      if (!indicator) return [];
      if (isOwn(figure)) return [inFull(figure, indicator)];
      if (!isOffered(policy, figure)) return [];
      if (figure.level === 'hospital' && !(policy.names && protection.main.has(figure))) return [];
      return [inPublic(figure, indicator, protection, policy)];
    });
  return {
    editionOf: (audience) => {
      switch (audience.kind) {
        case 'centre':
          return { figures: asSeenBy(() => true), peers: [] };
        case 'public':
          return { figures: asSeenBy(() => false), peers };
        case 'city': {
          const isOwn = ({ level, unit }: Figure) =>
            level === 'hospital'
              ? cityOf.get(unit) === audience.city
              : unit === audience.city && level === 'city';
          return { figures: asSeenBy(isOwn), peers };
        }
        case 'hospital':
          return {
            figures: asSeenBy(({ level, unit }) => level === 'hospital' && unit === audience.hospital),
            peers,
          };
      }
    },
    isShown: (figure) => protection.main.has(figure),
    shown: protection.shown,
    alreadyOut: protection.alreadyOut,
  };
}

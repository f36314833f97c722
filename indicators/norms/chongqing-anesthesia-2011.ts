import { type ClauseSet, cite, defineNorm } from '../../pipeline/define/index.js';
import { anesthesiaDuralPuncture } from '../anesthesia/dural-puncture.js';
import { anesthesiaEpiduralSuccess } from '../anesthesia/epidural-success.js';
import { anesthesiaEpiduralVesselInjury } from '../anesthesia/epidural-vessel-injury.js';
import { anesthesiaMonitoringInfection } from '../anesthesia/monitoring-infection.js';
import { anesthesiaNerveBlockSuccess } from '../anesthesia/nerve-block-success.js';
import { anesthesiaNeuraxialComplication } from '../anesthesia/neuraxial-complication.js';
import { anesthesiaParaplegia } from '../anesthesia/paraplegia.js';
import { anesthesiaProcedureInfection } from '../anesthesia/procedure-infection.js';
import { anesthesiaRelatedDeath } from '../anesthesia/related-death.js';
import { anesthesiaSpinalHeadache } from '../anesthesia/spinal-headache.js';
import { chongqingAnesthesia2011 as standard } from '../texts/sources.js';
import { anesthesiaClauses } from './chongqing-2011/index.js';
import { anesthesiaScorecard } from './chongqing-2011/scorecard.js';

/** The scan lost every comparison sign: the direction is inferred from the meaning and shown as inferred. */
const inferred = {
  scope: 'hospitals of Chongqing',
  periods: ['year', 'rolling12'],
  effectiveFrom: '2011-12-29',
  inferred: true,
} as const;

const signLost = (clause: string) =>
  cite(standard, {
    clause,
    confidence: 'seed',
    note: { zh: '比较符号缺失，方向按意推断', en: 'the comparison sign is lost; its direction is inferred' },
  });

const signLostAndMisprinted = (clause: string, printed: string) =>
  cite(standard, {
    clause,
    confidence: 'seed',
    note: {
      zh: `条款号误印为 ${printed}；比较符号缺失，方向按意推断`,
      en: `the clause number is misprinted as ${printed}; the comparison sign is lost and its direction inferred`,
    },
  });

const clauses: ClauseSet = {
  prefix: 'A11',
  technique: '麻醉',
  source: standard,
  advisory: false,
  effectiveFrom: '2011-12-29',
  clauses: anesthesiaClauses,
};

/** The scorecard of 1,000 points. */
export const chongqingScorecard = anesthesiaScorecard(clauses);

/** Chongqing 2011: the nine anaesthesia indicators with their thresholds. The standard of one city, of trial. */
export const chongqing2011 = defineNorm({
  id: standard.id,
  title: standard.title,
  short: { zh: '重庆麻醉质控标准（2011）', en: 'Chongqing anaesthesia standard (2011)' },
  clauseSet: clauses,
  thresholds: [
    {
      ...inferred,
      indicator: anesthesiaNerveBlockSuccess,
      operator: '>=',
      value: { num: 93, den: 100 },
      clause: '四 2-1',
      cites: signLost('四 2-1-1'),
    },
    {
      ...inferred,
      indicator: anesthesiaEpiduralSuccess,
      operator: '>=',
      value: { num: 93, den: 100 },
      clause: '四 2-2',
      cites: signLostAndMisprinted('四 2-2', '2-1-2'),
    },
    {
      ...inferred,
      indicator: anesthesiaRelatedDeath,
      operator: '<=',
      value: { num: 1, den: 10_000 },
      clause: '四 2-3',
      cites: signLostAndMisprinted('四 2-3', '2-1-3'),
    },
    {
      ...inferred,
      indicator: anesthesiaSpinalHeadache,
      operator: '<=',
      value: { num: 10, den: 100 },
      clause: '四 2-4-1',
      cites: signLost('四 2-4-1'),
    },
    {
      ...inferred,
      indicator: anesthesiaProcedureInfection,
      operator: '<=',
      value: { num: 1, den: 1000 },
      clause: '四 2-4-2-1',
      cites: signLost('四 2-4-2-1'),
    },
    {
      ...inferred,
      indicator: anesthesiaMonitoringInfection,
      operator: '<=',
      value: { num: 1, den: 1000 },
      clause: '四 2-4-2-2',
      cites: signLost('四 2-4-2-2'),
    },
    {
      ...inferred,
      indicator: anesthesiaDuralPuncture,
      operator: '<=',
      value: { num: 5, den: 1000 },
      clause: '四 2-4-3-1',
      cites: signLost('四 2-4-3-1'),
    },
    {
      ...inferred,
      indicator: anesthesiaEpiduralVesselInjury,
      operator: '<=',
      value: { num: 1, den: 100 },
      clause: '四 2-4-3-2',
      cites: signLost('四 2-4-3-2'),
    },
    {
      ...inferred,
      indicator: anesthesiaNeuraxialComplication,
      operator: '<=',
      value: { num: 2, den: 10_000 },
      clause: '四 2-4-4',
      cites: signLost('四 2-4-4'),
    },
    {
      ...inferred,
      indicator: anesthesiaParaplegia,
      operator: '<=',
      value: { num: 1, den: 100_000 },
      clause: '四 2-4-4',
      cites: signLost('四 2-4-4'),
    },
  ],
});

import { countsPatients, type DefinedIndicator } from '../../../pipeline/define/index.js';
import { columnsOf, type Predicate } from '../../../pipeline/define/predicate.js';
import type { CaseRow } from '../evaluate/case-row.js';
import { type CaseState, cohortOf, type Listener, stateOf } from '../evaluate/case-state.js';
import { patientOf } from '../evaluate/places.js';

/*
 * A branch is a way a case can go through a definition: what each node of its predicates comes to, on which side of a
 * version's dates and of its window the case lies, and what becomes of it; of patients, how their cases are put together.
 */

/** The predicates of a definition by the name that branches carry. */
function treesOf(indicator: DefinedIndicator): [string, Predicate][] {
  const trees: [string, Predicate][] = Object.entries(indicator.exclusions ?? {}).map(([name, { when }]) => [
    `exclusion ${name}`,
    when,
  ]);
  trees.push(['cohort', cohortOf(indicator)]);
  if (indicator.measure === 'proportion' || indicator.measure === 'patient proportion')
    trees.push(['numerator', indicator.numerator]);
  if (indicator.measure === 'standardised ratio') trees.push(['observed', indicator.observed]);
  return trees.filter(([, { op }]) => op !== 'always');
}

/** A node in a few words. */
function wordsOf(node: Predicate): string {
  switch (node.op) {
    case 'is':
      return `${node.column} is ${node.value}`;
    case 'in':
      return `${node.column} in ${node.values.join('/')}`;
    case 'includes':
      return `${node.column} includes ${node.values.join('/')}`;
    case 'compare':
      return `${node.column} ${node.sign} ${node.value}`;
    case 'order':
      return `${node.left} ${node.sign} ${node.right}`;
    case 'recent':
      return `${node.column} within ${node.days} days`;
    case 'known':
      return `${node.column} known`;
    case 'at least':
      return `at least ${node.count}`;
    default:
      return node.op;
  }
}

const nodeName = (path: string, node: Predicate) => `${path} (${wordsOf(node)})`;

/** Whether a node can be not known: it reads a column that may be blank. */
function mayBeUnknown(indicator: DefinedIndicator, node: Predicate): boolean {
  if (node.op === 'known' || node.op === 'recent') return false;
  if (node.op === 'all' || node.op === 'any' || node.op === 'at least')
    return node.of.some((part) => mayBeUnknown(indicator, part));
  if (node.op === 'not') return mayBeUnknown(indicator, node.of);
  return columnsOf(node).some((column) => !indicator.of.spec.fields[column]?.meta.required);
}

function nodesOf(path: string, node: Predicate): [string, Predicate][] {
  const parts = node.op === 'not' ? [node.of] : 'of' in node ? node.of : [];
  return [[path, node], ...parts.flatMap((part, i) => nodesOf(`${path}.${i}`, part))];
}

/** Every branch of a definition. */
export function branchesOf(indicator: DefinedIndicator): string[] {
  const branches = treesOf(indicator)
    .flatMap(([name, tree]) => nodesOf(name, tree))
    .flatMap(([path, node]) => {
      const values = mayBeUnknown(indicator, node) ? ['true', 'false', 'not known'] : ['true', 'false'];
      return values.map((value) => `${nodeName(path, node)}: ${value}`);
    });
  if (indicator.effectiveFrom) branches.push('in force from: day before', 'in force from: first day');
  if (indicator.effectiveTo) branches.push('in force to: last day', 'in force to: day after');
  if (indicator.window)
    branches.push('window: not begun', 'window: runs a day or less', 'window: over at the last moment');
  for (const state of statesOf(indicator)) branches.push(`case: ${state}`);
  if (countsPatients(indicator)) branches.push(...patientBranches(indicator));
  if (indicator.measure === 'composition')
    for (const { name, values } of indicator.strata ?? [])
      branches.push(...[...values, '未知'].map((value) => `stratum: ${name}=${value}`));
  return branches;
}

function statesOf(indicator: DefinedIndicator): CaseState[] {
  const cohort = cohortOf(indicator);
  const isDated = indicator.effectiveFrom !== undefined || indicator.effectiveTo !== undefined;
  const states: CaseState[] = ['met'];
  if (indicator.exclusions) states.push('excluded');
  if (cohort.op !== 'always' || isDated) states.push('outside');
  if (indicator.measure === 'ratio' || mayBeUnknown(indicator, cohort)) states.push('undated');
  if (indicator.window) states.push('pending');
  switch (indicator.measure) {
    case 'proportion':
    case 'patient proportion':
      states.push('not met');
      if (mayBeUnknown(indicator, indicator.numerator)) states.push('unknown');
      break;
    case 'standardised ratio':
      states.push('not met', 'unknown');
      break;
    case 'ratio':
    case 'median':
      states.push('unknown');
      break;
    default:
  }
  return states;
}

/** Two cases of one patient, by what they are. */
function patientBranches(indicator: DefinedIndicator): string[] {
  const branches =
    indicator.measure === 'patient proportion'
      ? ['met + not met', 'met + unknown', 'not met + unknown']
      : ['met + met'];
  if (indicator.exclusions) branches.push('excluded + met');
  if (indicator.window) branches.push('met + pending');
  return branches.map((pair) => `patient: ${pair}`);
}

/** The branches that some cases take. */
export function takenBranches(indicator: DefinedIndicator, rows: readonly CaseRow[]): Set<string> {
  const taken = new Set<string>();
  const listener: Listener = {
    predicate: (path, node, value) =>
      taken.add(`${nodeName(path, node)}: ${value === null ? 'not known' : value}`),
    choice: (name, value) => taken.add(`${name}: ${value}`),
  };
  const patients = new Map<string, CaseState[]>();
  for (const row of rows) {
    const state = stateOf(indicator, row, listener);
    taken.add(`case: ${state}`);
    if (indicator.measure === 'composition' && state === 'met')
      for (const { name } of indicator.strata ?? [])
        taken.add(`stratum: ${name}=${row.word(name) ?? '未知'}`);
    if (countsPatients(indicator)) {
      const patient = patientOf(row);
      patients.set(patient, [...(patients.get(patient) ?? []), state]);
    }
  }
  for (const states of patients.values()) {
    // A patient with more cases shows no pair by itself.
    if (states.length === 2) taken.add(`patient: ${[...states].sort().join(' + ')}`);
  }
  return taken;
}

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { indicators } from '../../indicators/index.js';
import { editionOf } from '../../pipeline/define/index.js';
import { branchesOf, takenBranches } from './branches/branches.js';
import { rowsOf } from './evaluate/cells.js';
import { evaluateTable } from './evaluate/tables.js';
import { allWorkedProvinces } from './worked-cases.js';

/** Branches that no case can take, each with the reason; `*` stands for every definition that has the branch. */
const unreachable = rowsOf(readFileSync(new URL('./branches/unreachable.csv', import.meta.url), 'utf8'));

/** The branches that the worked cases of each definition take. */
const taken = new Map(indicators.map((indicator) => [indicator, new Set<string>()]));
for (const { table, asOf, sent, members } of allWorkedProvinces(indicators)) {
  const { rows } = evaluateTable(table, sent, asOf);
  for (const { indicator, worked } of members) {
    const own = rows.filter(({ hospital }) => hospital.startsWith(`${worked.folder}.`));
    for (const branch of takenBranches(indicator, own)) taken.get(indicator)?.add(branch);
  }
}

const all = [...taken].map(([indicator, found]) => ({
  name: `${indicator.code} ${indicator.version}`,
  branches: branchesOf(indicator),
  found,
}));
const walked = all.flatMap(({ branches, found }) => branches.map((branch) => found.has(branch)));
process.stdout.write(
  `${walked.length} branches, ${walked.filter((isTaken) => isTaken).length} taken by the worked cases, ${walked.filter((isTaken) => !isTaken).length} not\n`,
);
/** A reading (2022-r2) has the branches of its edition. */
const isOf = (definition: string | undefined, name: string) =>
  definition === '*' || definition === editionOf(name);

describe('the worked cases', () => {
  it.each(all)('take every branch of $name', ({ name, branches, found }) => {
    const declared = unreachable
      .filter(({ definition }) => isOf(definition, name))
      .map(({ branch }) => branch);
    expect(branches.filter((branch) => !found.has(branch) && !declared.includes(branch))).toEqual([]);
  });

  it.each(unreachable)(
    'cannot take "$branch" of $definition: $reason',
    ({ definition, branch = '', reason }) => {
      const having = all.filter(({ name, branches }) => isOf(definition, name) && branches.includes(branch));
      expect(having, 'is a branch of something').not.toEqual([]);
      expect(having.filter(({ found }) => found.has(branch)).map(({ name }) => name)).toEqual([]);
      expect(reason).not.toBe('');
    },
  );
});

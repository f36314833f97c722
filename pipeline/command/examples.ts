import { caseTableNames, caseTables, headline, technologies } from '../technology/index.js';

const ids = technologies.map(({ id }) => id);

/** What the help of commands names: the technologies there are, and the first of them as an example. */
export const examples = {
  zh: `${ids.slice(0, -1).join('、')}与${ids.at(-1)}`,
  en: new Intl.ListFormat('en-GB').format(technologies.map(({ name }) => name.en)),
  code: headline,
  file: `${caseTables[0]?.spec.title.zh}.csv`,
  table: caseTableNames[0],
};

/** Names for the help of commands. */
export type Examples = typeof examples;

import { describe, expect, it } from 'vitest';
import { indicators } from '../../indicators/index.js';
import type { RawRow } from './evaluate/cells.js';
import { figuresOf } from './evaluate/figures.js';
import { evaluateTable } from './evaluate/tables.js';
import { allWorkedProvinces, asExpected, asWritten, folderUnits } from './worked-cases.js';

/** Columns of a figure that follow from the counts by statistics and are not counted here. */
const statistics = ['low_bound', 'high_bound', 'ci_low', 'ci_high'];

const inOrder = (all: readonly RawRow[]) => all.map((row) => JSON.stringify(row)).sort();

describe('the evaluation without SQL', () => {
  const provinces = allWorkedProvinces(indicators).map(({ table, asOf, sent, members }) => ({
    ...evaluateTable(table, sent, asOf),
    members,
  }));
  const all = provinces.flatMap(({ rows, held, members }) =>
    members.map(({ indicator, worked }) => ({
      name: `${indicator.code} ${indicator.version} in ${worked.folder}`,
      indicator,
      worked,
      rows,
      held,
    })),
  );

  it.each(all)('gives the hand-worked counts of $name', ({ indicator, worked, rows, held }) => {
    const { asOf, folder, periodType, period, expected } = worked;
    expect([...held]).toEqual([]);
    const figures = figuresOf(indicator, rows, folderUnits, asOf);
    const columns = Object.keys(expected[0] ?? {}).filter((column) => !statistics.includes(column));
    const prefix = `city ${folder} ${periodType} ${period} `;
    const found = [...figures]
      .filter(([place]) => place.startsWith(prefix))
      .map(([place, counted]) => ({ stratum: place.slice(prefix.length), counted }))
      .filter(({ stratum }) => columns.includes('stratum') || stratum === '')
      .map(({ stratum, counted }) => asExpected(counted, stratum, columns));
    const wanted = expected.map((row) => asWritten(row, columns));
    expect(inOrder(found)).toEqual(inOrder(wanted));
  });
});

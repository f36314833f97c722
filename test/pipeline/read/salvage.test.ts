import { describe, expect, it } from 'vitest';
import { ecmoRuns } from '../../../pipeline/cases/ecmo-runs.js';
import { suggestRow } from '../../../pipeline/load/validation/suggest-row.js';
import { salvage } from '../../../pipeline/read/salvage.js';
import { growth, linear } from '../../growth.js';

const columns = ['hospital_id', 'case_no', 'mode', 'started_at', 'indication', 'ended_at', 'remark'];
const clean = ['H001', '0110001', 'VA', '2026-10-05 08:00', '休克, 见"记录"', '2026-10-10 08:00', '平稳'];
const suggest = (text: string) => suggestRow(ecmoRuns, columns, ',', text);
const row = (indication = '"休克, 见""记录"""') =>
  `H001,0110001,VA,2026-10-05 08:00,${indication},2026-10-10 08:00,平稳`;

describe('suggestRow', () => {
  it.each([
    ['a separator too many', row().replace('VA,', 'VA,,')],
    ['a separator too many at the end', `${row()},`],
    ['a separator lost between kinds of characters', row().replace('08:00,平稳', '08:00平稳')],
    ['another sign as one separator', row().replace('VA,', 'VA;')],
    ['another sign beside a closing quote', row().replace('""",', '"""，')],
    ['another sign beside an opening quote', row().replace(',"休', '|"休')],
    ['another sign as every separator', row('休克, 见"记录"').replaceAll(/,(?! )/g, '\t')],
    ['a quote that was not closed', row('"休克, 见""记录""')],
    ['a quote that was not opened', row('休克, 见""记录"""')],
    ['inner quotes that were not doubled', row('"休克, 见"记录""')],
    ['quotes lost around a separator', row('休克, 见"记录"')],
    ['full-width quotes', row('“休克, 见""记录""”')],
    ['a quote inside a date', row().replace('2026-10-05', '2026-1"0-05')],
    ['a guard', row().replace('0110001', '="0110001"')],
    ['two guards', row().replace('0110001', '="0110001"').replace('VA', '="VA"')],
    ['a control character', row().replace('VA', 'V\u0000A')],
  ])('reads %s as it was meant', (_, text) => {
    expect(suggest(text)).toEqual(clean);
  });

  it('gives a blank cell at the end where the row ends in a separator', () => {
    const short = 'H001,0110001,VA,2026-10-05 08:00,休克,';
    expect(suggest(short)).toEqual(['H001', '0110001', 'VA', '2026-10-05 08:00', '休克', '', '']);
  });

  it.each([
    ['two readings are as near', 'H0010110001,VA,2026-10-05 08:00,休克,2026-10-10 08:00,平稳'],
    ['the row is cut', 'H001,0110001,VA,2026-10-05 08:00,休克,2026-10-1'],
    ['the row goes on in the next line', 'H001,0110001,VA,2026-10-05 08:00,休克,2026-10-10 08:00,"平稳'],
    ['no reading fits the columns', row().replace('VA,', 'XX,,')],
    ['it is no row at all', '以下空白'],
    ['the text was cut at its limit', `${row()}${'x'.repeat(4_096)}`],
  ])('gives nothing where %s', (_, text) => {
    expect(suggest(text)).toBeNull();
  });
});

describe('salvage', () => {
  it('without a contract repairs only what can be told by the signs alone', () => {
    expect(salvage('a,"b"c,d', ',', 3)).toEqual(['a', 'bc', 'd']);
    expect(salvage('a;"b,c";d', ',', 3)).toEqual(['a', 'b,c', 'd']);
    expect(salvage('a,b,c,', ',', 3)).toEqual(['a', 'b', 'c']);
    expect(salvage('a,b,c,d', ',', 3)).toBeNull();
    expect(salvage('a,b', ',', 3)).toBeNull();
  });

  it.each([
    ['quotes', '"', 4_000, ''],
    ['separators and quotes', ',;|"', 4_000, ''],
    ['separators', 'a,', 4_000, ''],
    ['other signs', ';|', 4_000, ''],
    ['one cell', 'x', 4_095, ''],
    ['Chinese and digits', '一1', 4_000, ''],
    ['a row of quoted cells', '"a,b;",', 105, '"'],
  ])('takes time linear in the text: %s', async (_, piece, length, end) => {
    const textOf = (size: number) => piece.repeat(size / piece.length) + end;
    for (const width of [2, 20, 500])
      expect(await growth(textOf, (text) => salvage(text, ',', width), length), `${width}`).toBeLessThan(
        linear,
      );
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ecmoRuns } from '../../../pipeline/cases/ecmo-runs.js';
import { tableByName } from '../../../pipeline/contract/tables.js';
import { fold } from '../../../pipeline/define/cells/index.js';
import { headerDictionaries } from '../../../pipeline/mapping/dictionary.js';
import { cellMapper, dictionariesWith, readMapping } from '../../../pipeline/mapping/index.js';
import { InputError } from '../../../pipeline/message/errors.js';
import { recogniseHeader } from '../../../pipeline/read/header.js';

const seed = 20261031;
const fields = Object.keys(ecmoRuns.spec.fields);
const header = fc.oneof(
  fc.constantFrom(...headerDictionaries.flatMap((d) => d.fields.flatMap((f) => f.headers))),
  {
    arbitrary: fc.constantFrom('体重(g)', '入院体重（公斤）', '模式', '流水号', 'ＡＢ', 'ab', 'toString', ''),
    weight: 2,
  },
  { arbitrary: fc.string({ maxLength: 12 }), weight: 2 },
);
const word = fc.oneof(
  fc.constantFrom('VV', '是', '未知', '', '-', '心肺功能改善', '3.5'),
  fc.string({ maxLength: 8 }),
);
const target = fc.oneof(
  { arbitrary: fc.constantFrom(...fields), weight: 8 },
  { arbitrary: header, weight: 1 },
  {
    arbitrary: fc.record({ field: fc.constantFrom(...fields), instead_of: fc.constantFrom(...fields, 'x') }),
    weight: 1,
  },
);
const dictionary = <T>(key: fc.Arbitrary<string>, value: fc.Arbitrary<T>) =>
  fc.array(fc.tuple(key, value), { maxLength: 4 }).map((entries) => Object.fromEntries(entries));
const table = fc.record(
  {
    headers: dictionary(header, target),
    values: dictionary(fc.constantFrom(...fields, '支持模式', 'receipt_ref'), dictionary(word, word)),
    units: dictionary(
      fc.constantFrom(...fields),
      fc.record({
        factor: fc.constantFrom('0.001', '1', '0', 'x', '1000'),
        unit: fc.constantFrom('g', 'kg', '斤'),
      }),
    ),
  },
  { requiredKeys: [] },
);
const written = fc.record({
  hospital: fc.constantFrom('H1', ''),
  tables: dictionary(fc.constantFrom('ecmo_runs', 'hospitals', 'nothing'), table),
});

/** The mapping of a file, or null where it is refused with words. */
function readOrRefuse(content: unknown): ReturnType<typeof readMapping> | null {
  try {
    return readMapping(JSON.stringify(content), 'x');
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return null;
  }
}

it('whatever a file says, it is read or refused with words, and target words are those of their field', () => {
  let accepted = 0;
  fc.assert(
    fc.property(written, (content) => {
      const mapping = readOrRefuse(content);
      if (mapping === null) return;
      accepted += 1;
      const own = mapping.tables.get('ecmo_runs');
      for (const [field, codes] of own?.values ?? []) {
        const schema = tableByName.get('ecmo_runs')?.spec.fields[field]?.schema;
        for (const text of codes.values()) expect(schema?.safeParse(text).success).toBe(true);
      }
    }),
    { numRuns: 3000, seed },
  );
  expect(accepted).toBeGreaterThan(200);
});

it('an accepted header is read as its field and leaves no header with two fields', () => {
  let recognised = 0;
  fc.assert(
    fc.property(header, fc.constantFrom(...fields), fc.constantFrom('', 'g', 'kg'), (name, field, unit) => {
      const units = unit === '' ? {} : { weight_kg: { factor: unit === 'kg' ? '1' : '0.001', unit } };
      const content = { hospital: 'H1', tables: { ecmo_runs: { headers: { [name]: field }, units } } };
      const mapping = readOrRefuse(content);
      if (mapping === null) return;
      const rest = ['case_no', 'mode', 'started_at', 'end_reason'].filter((other) => other !== field);
      const found = recogniseHeader([name, ...rest], dictionariesWith(headerDictionaries, mapping), {
        hospitalFromFolder: true,
      });
      expect(found.columns).toEqual([field, ...rest]);
      recognised += 1;
    }),
    { numRuns: 3000, seed },
  );
  expect(recognised).toBeGreaterThan(500);
});

it('any bytes are read or refused with words', () => {
  const good = JSON.stringify({
    hospital: 'H1',
    tables: { ecmo_runs: { headers: { 模式: 'mode' }, values: { mode: { '1': 'VV' } } } },
  });
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.json().map((text) => Buffer.from(text)),
    fc
      .array(fc.tuple(fc.nat(good.length), fc.constantFrom(...'{}[]",:\\0a\u0000\u00ff')), {
        minLength: 1,
        maxLength: 4,
      })
      .map((edits) =>
        Buffer.from(edits.reduce((text, [at, sign]) => text.slice(0, at) + sign + text.slice(at + 1), good)),
      ),
  );
  fc.assert(
    fc.property(bytes, (content) => {
      try {
        readMapping(content, 'x');
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
      }
    }),
    { numRuns: 5000, seed },
  );
});

it('no number that the contract accepts escapes its conversion', () => {
  const text = JSON.stringify({
    hospital: 'H1',
    tables: { ecmo_runs: { units: { weight_kg: { factor: '1000', unit: 't' } } } },
  });
  const convert = cellMapper(readMapping(text, 'x'), 'ecmo_runs', ['weight_kg'])?.[0];
  const { cell } = ecmoRuns.spec.fields.weight_kg.meta;
  const number = fc
    .tuple(
      fc.constantFrom('', ' ', '　'),
      fc.constantFrom('', '+', '-', '－'),
      fc.stringMatching(/^(\d{1,9}|\d{1,3}(,\d{3}){1,2}|[０-９]{1,9})$/),
      fc.constantFrom('', '.5', '.0001', '．２５', '.12345', '.'),
      fc.constantFrom('', ' ', '\u00a0'),
    )
    .map((parts) => parts.join(''));
  let seen = 0;
  fc.assert(
    fc.property(number, (raw) => {
      const value = cell.parse(fold(raw));
      if (value === undefined) return;
      seen += 1;
      const converted = convert?.(raw) ?? '';
      expect(converted).not.toBe(raw);
      expect(Math.abs(Number(converted) - Number(value) * 1000)).toBeLessThan(
        1e-3 + Math.abs(Number(value)) * 1e-9,
      );
    }),
    { numRuns: 3000, seed },
  );
  expect(seen).toBeGreaterThan(1000);
});

import { describe, expect, it } from 'vitest';
import { ecmoMortality30d } from '../../../indicators/ecmo/mortality-30d.js';
import {
  bridgesOf,
  type DefinedIndicator,
  defineCatalogue,
  undated,
} from '../../../pipeline/define/index.js';

const { revises, ...unrevised } = ecmoMortality30d;
const version = (version: string, effectiveFrom?: string, effectiveTo?: string): DefinedIndicator => ({
  ...(unrevised as DefinedIndicator),
  version,
  ...(effectiveFrom ? { effectiveFrom } : {}),
  ...(effectiveTo ? { effectiveTo } : {}),
});

describe('a catalogue', () => {
  it('takes versions whose dates follow one another', () => {
    const list = [version('2017', undefined, '2022-04-19'), version('2022', '2022-04-20')];
    expect(defineCatalogue(list)).toEqual(list);
  });

  it.each<[string, readonly DefinedIndicator[], RegExp]>([
    [
      'share a day',
      [version('2017', undefined, '2022-04-20'), version('2022', '2022-04-20')],
      /ECMO-02: 2017 and 2022 must not be in force on the same day/,
    ],
    ['are both open', [version('2017'), version('2022')], /same day/],
    [
      'have one name',
      [version('2022', undefined, '2020-01-01'), version('2022', '2021-01-01')],
      /different versions/,
    ],
    [
      'have two ids',
      [version('2017', undefined, '2020-01-01'), { ...version('2022', '2021-01-01'), id: 'other' }],
      /same id/,
    ],
  ])('refuses versions that %s', (_, list, message) => {
    expect(() => defineCatalogue(list)).toThrow(message);
  });
});

describe('a bridge', () => {
  it('joins the version that ended to the one that began the day after', () => {
    const [earlier, later] = [version('2017', undefined, '2024-02-29'), version('2022', '2024-03-01')];
    expect(bridgesOf([later, earlier])).toEqual([{ code: 'ECMO-02', earlier, later, changed: '2024-03-01' }]);
  });

  it('is not there where days lie between, for no version judges them', () => {
    expect(bridgesOf([version('2017', undefined, '2024-02-27'), version('2022', '2024-03-01')])).toEqual([]);
  });

  it('joins a corrected reading to the one it corrects, for cases of every day', () => {
    const [bridge, ...others] = bridgesOf([ecmoMortality30d]);
    expect(others).toEqual([]);
    expect(bridge).toMatchObject({ code: 'ECMO-02', later: ecmoMortality30d, changed: null });
    expect(bridge?.earlier).toMatchObject({ version: '2022', unknown: 'left out' });
    expect(bridge?.earlier.hash).not.toBe(ecmoMortality30d.hash);
  });

  it('is none where a revision says that the former can no more be counted', () => {
    const { former, ...revises } = ecmoMortality30d.revises ?? {
      version: '2022',
      reason: { zh: '', en: '' },
    };
    expect(bridgesOf([{ ...ecmoMortality30d, revises }])).toEqual([]);
  });

  it('counts without dates and keeps the hash of the definition', () => {
    const counted = undated(version('2022', '2024-03-01'));
    expect('effectiveFrom' in counted).toBe(false);
    expect(counted.hash).toBe(ecmoMortality30d.hash);
  });
});

import { describe, expect, it } from 'vitest';
import { indicators, norms } from '../../../indicators/index.js';
import { ecmoRuns } from '../../../pipeline/cases/ecmo-runs.js';
import { scopeWords } from '../../../pipeline/describe/terms.js';
import { hasKeyDepartment, trains } from '../../../pipeline/lists/hospital-marks.js';
import { hospitals, staff } from '../../../pipeline/lists/lists.js';
import { anesthesia } from '../../../pipeline/technology/anesthesia.js';
import { ecmo } from '../../../pipeline/technology/ecmo.js';
import {
  caseTables,
  returned,
  sectionOf,
  sections,
  technologies,
} from '../../../pipeline/technology/index.js';
import { defineTechnology, type Technology } from '../../../pipeline/technology/technology.js';

const { courses } = ecmo;
if (!courses) throw new Error('runs of ECMO may be one course');
const sound: Technology = {
  id: '示例',
  title: { zh: '示例技术', en: 'example' },
  name: { zh: '示例', en: 'example' },
  cases: ecmoRuns,
  sections: [{ prefix: 'EX', title: { zh: '示例', en: 'Example' } }],
  filedOn: 'ecmo_filed_on',
  courses,
};

describe('a technology', () => {
  it('is refused where it names what its table does not have', () => {
    expect(defineTechnology(sound)).toEqual(sound);
    expect(() => defineTechnology({ ...sound, reviewed: ['implanted_on'] })).toThrow(
      /ecmo_runs has no field implanted_on/,
    );
    const followUp = {
      status: 'followup_1y_status',
      on: 'last_followup_on',
      died: 'died_at',
      years: 1,
      done: {},
    };
    expect(() => defineTechnology({ ...sound, followUp })).toThrow(/has no field last_followup_on/);
    const { courses: _, ...apart } = sound;
    expect(() => defineTechnology({ ...apart, cases: staff })).toThrow(/staff has no index date/);
  });

  it('must say what its table looks up', () => {
    const { filedOn: _, ...unsaid } = sound;
    expect(() => defineTechnology(unsaid)).toThrow(/must say filedOn for .* of ecmo_runs/);
    const { courses: __, ...apart } = sound;
    expect(() => defineTechnology(apart)).toThrow(/must say courses for course_part of ecmo_runs/);
    expect(() => defineTechnology({ ...sound, courses: { ...courses, to: 'transfered_to' } })).toThrow(
      /ecmo_runs has no column transfered_to; field courses; .*transfer_to/,
    );
  });
});

it('has its marks in the list of hospitals, and a norm may ask for no others', () => {
  expect(trains(ecmo).isTrue()).toEqual({ op: 'is', column: 'ecmo_training_base', value: true });
  expect(() => trains(sound)).toThrow(/示例: must say training before a norm asks for it/);
  expect(() => hasKeyDepartment(ecmo)).toThrow(/ECMO: must say keyDepartment before/);
  for (const { keyDepartment, training, filedOn } of technologies)
    for (const field of [keyDepartment?.field, training?.field, filedOn])
      if (field !== undefined) expect(hospitals.columns).toHaveProperty(field);
});

it('has monthly returns only with a field for each of its counts', () => {
  expect(returned.map(({ returns }) => returns.table.name)).toEqual(['monthly_returns']);
  const monthly = [{ item: 'porters', words: ['护工数'] }];
  expect(() => defineTechnology({ ...anesthesia, monthly })).toThrow(/monthly_returns has no field porters/);
});

describe('the technologies', () => {
  it('have cases, words and sections of their own', () => {
    for (const of of [
      technologies.map(({ id }) => id),
      caseTables.map(({ name }) => name),
      sections.map(({ prefix }) => prefix),
    ])
      expect(new Set(of).size).toBe(of.length);
  });

  it('rule every norm, and name every training base that a threshold binds', () => {
    const ids = technologies.map(({ id }) => id);
    for (const { clauseSet, thresholds } of norms) {
      if (clauseSet) expect(ids).toContain(clauseSet.technique);
      for (const { scope } of thresholds) expect(scopeWords(scope).zh).not.toBe('');
    }
    expect(() => scopeWords('heart training base')).toThrow(
      /must be one of all hospitals, hospitals of Chongqing/,
    );
  });

  it('give every indicator a section, headline, tiles and yearly volumes among them', () => {
    for (const indicator of indicators) expect(sections).toContain(sectionOf(indicator));
    expect(() => sectionOf({ code: 'HEART-1' })).toThrow(
      /HEART-1: must have a code of a technology, .*ECMO-/,
    );
    const codes = new Set(indicators.map(({ code }) => code));
    for (const { headline, tiles = [], yearly } of technologies)
      for (const code of [headline ?? [], tiles, yearly ? [yearly.volume, ...yearly.outcome] : []].flat())
        expect(codes).toContain(code);
  });
});

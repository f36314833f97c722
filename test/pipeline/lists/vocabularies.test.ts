import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fold } from '../../../pipeline/define/cells/index.js';
import { meaningSql, type Vocabulary } from '../../../pipeline/define/vocabulary.js';
import { specialtyVocabulary } from '../../../pipeline/lists/vocabularies/specialties.js';
import { titleVocabulary } from '../../../pipeline/lists/vocabularies/titles.js';
import { sqlText } from '../../../pipeline/sql/quote.js';
import { type Cells, csv, Province } from '../fixture.js';

let province: Province;

beforeAll(async () => {
  province = await Province.open();
});
afterAll(() => province.close());

/** What texts mean, those of one meaning after each other. */
async function meanings(
  vocabulary: Vocabulary,
  texts: readonly (string | null)[],
): Promise<(string | null)[]> {
  const values = texts.map(
    (text, i) => `(${i}, ${text === null ? 'CAST(NULL AS VARCHAR)' : sqlText(fold(text))})`,
  );
  const rows = await province.database.rows<{ meaning: string | null }>(
    `SELECT ${meaningSql('word', vocabulary)} AS meaning FROM (VALUES ${values.join(', ')}) t(place, word) ORDER BY place`,
  );
  return rows.map(({ meaning }) => meaning);
}

describe('a specialty', () => {
  it.each<[string | null, readonly (string | null)[]]>([
    [
      '心脏大血管外科',
      [
        ...[
          '心脏大血管外科',
          '心血管外科',
          '心胸外科',
          '胸心外科',
          '心外科',
          '心外',
          '心脏外科',
          '大血管外科',
        ],
        ...[
          '胸心血管外科专业',
          '小儿心脏外科',
          '心血管外科一病区',
          '心外二科',
          '心脏外科医师',
          '外科（心血管外科）',
        ],
        ...['心血管外科(三病区)', '外科、心脏外科', ' 心 外 科 '],
      ],
    ],
    ['心血管内科', ['心血管内科', '心内科', '心脏内科', '内科学（心血管内科方向）', '老年心血管内科']],
    [
      '重症医学',
      ['重症医学科', '重症医学', 'ICU', 'icu', '心脏重症', '心脏重症监护', '心外科ICU', '重症监护室'],
    ],
    ['急诊医学', ['急诊科', '急诊医学科', '急救中心']],
    ['麻醉', ['麻醉科', '麻醉学科', '心脏麻醉', '麻醉手术中心', '心外科麻醉']],
    ['体外循环', ['体外循环', '体外循环科', '灌注', '体外循环中心', '体外循环灌注']],
    ['超声', ['超声科', '心脏超声', '超声医学科', '超声心动图室', '心超']],
    ['呼吸内科', ['呼吸与危重症医学科', '呼吸内科', '呼吸科']],
    ['儿科', ['儿科', '新生儿科', '小儿内科']],
    ['胸外科', ['胸外科', '普胸外科']],
    ['其他', ['神经外科', '普外科', '血管外科', '护理', '检验科', '小儿外科', '核医学科', '全科']],
    [
      null,
      [
        // Of two groups, or of none that the list knows.
        ...['心血管科', '心脏中心', 'CCU', '外科', '内科', '临床医学', '急诊重症', '心', '外'],
        ...[
          '心血管外科、重症医学科',
          '心脏外科（重症医学科）',
          '非心血管外科',
          '心血管外科研究所',
          '某科',
          '一病区',
          null,
        ],
      ],
    ],
  ])('is %s', async (expected, texts) => {
    expect(await meanings(specialtyVocabulary, texts)).toEqual(texts.map(() => expected));
  });
});

describe('a title', () => {
  it.each<[string | null, readonly (string | null)[]]>([
    [
      '4',
      ['主任医师', '主任护师', '主任医师、教授', '主任医师科主任', '正高级', '主任 医师', '主任医师（正高）'],
    ],
    [
      '3',
      [
        '副主任医师',
        '副主任护师',
        '副主任医师/副教授',
        '护士长、副主任护师',
        '副高',
        '高级职称（副主任医师）',
      ],
    ],
    [
      '2',
      [
        ...['主治医师', '主治医师（科主任）', '主治医师、科主任', '主治医师(兼科主任)', '主治医师兼任科主任'],
        ...['主管护师', '中级职称', '主治医师[副主任]', '主治医师（拟晋升副高级）', '主治医师科副主任'],
      ],
    ],
    ['1', ['住院医师', '护士', '护师', '技师', '初级', '医师（科主任）']],
    [
      null,
      [
        // A post, a grade of two ranks, two titles, or a word that the list does not know.
        ...[
          '科主任',
          '主任',
          '副主任',
          '教授',
          '护士长',
          '高级职称',
          '主治医师、主任',
          '主治医师（主任医师）',
        ],
        ...['科主任医师', '科副主任医师', '科长', '体外循环师长', '主治', '', null],
      ],
    ],
  ])('has rank %s', async (expected, texts) => {
    expect(await meanings(titleVocabulary, texts)).toEqual(texts.map(() => expected));
  });
});

describe('what the lists do not know', () => {
  it('is told of the row and is not known; a nurse is asked no specialty', async () => {
    const person = { hospital_id: 'H1', technique: 'ECMO', role: '医师' };
    const staff: readonly Cells[] = [
      { ...person, staff_id: 'D1', specialty: '心血管科', title: '主任医师' },
      { ...person, staff_id: 'D2', specialty: '心外科', title: '主任' },
      { ...person, staff_id: 'D3', specialty: '', title: '' },
      { ...person, staff_id: 'D4', specialty: '心血管科', title: '主管护师', role: '护士' },
      { ...person, staff_id: 'D5', specialty: '心血管科', title: '主治医师（科主任）', role: '' },
    ];
    expect(Object.values(await province.send('2026-10', { 'staff.csv': csv(staff) }))).toEqual(['accepted']);
    expect(await province.problems()).toEqual([
      'staff.csv:2 unknown-specialty',
      'staff.csv:3 unknown-title',
      'staff.csv:6 unknown-specialty',
    ]);
    expect(
      await province.database.rows('SELECT line, specialty_group, title_rank FROM staff ORDER BY line'),
    ).toEqual([
      { line: 2, specialty_group: null, title_rank: 4 },
      { line: 3, specialty_group: '心脏大血管外科', title_rank: null },
      { line: 4, specialty_group: null, title_rank: null },
      { line: 5, specialty_group: null, title_rank: 2 },
      { line: 6, specialty_group: null, title_rank: 2 },
    ]);
  });
});

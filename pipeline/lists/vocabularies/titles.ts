import type { Vocabulary } from '../../define/vocabulary.js';

/** The ranks of titles, with equivalents of other professions. */
export const rank = { resident: 1, attending: 2, associateChief: 3, chief: 4 } as const;

const care = ['护师', '技师', '药师', '中药师'];

/** 职称: a post is no title, so 主治医师（科主任） is an attending physician, and 主任 or 副主任 alone, which may be a post, is not known. */
const words: Readonly<Record<`${1 | 2 | 3 | 4}`, readonly string[]>> = {
  [rank.chief]: [
    ...['主任医师', '主任中医师', '主任医生', ...care.map((word) => `主任${word}`)],
    ...[
      '正高',
      '正高级',
      '正高级职称',
      '正高职称',
      '正高级工程师',
      '正高工',
      '教授级高级工程师',
      '教授级高工',
    ],
  ],
  [rank.associateChief]: [
    ...['副主任医师', '副主任中医师', '副主任医生', ...care.map((word) => `副主任${word}`)],
    ...['副高', '副高级', '副高级职称', '副高职称', '高级工程师', '高工'],
  ],
  [rank.attending]: [
    ...['主治医师', '主治中医师', '主治医生', ...care.map((word) => `主管${word}`)],
    ...['中级', '中级职称', '工程师'],
  ],
  [rank.resident]: [
    ...['住院医师', '住院医生', '医师', '中医师', '执业医师', '助理医师', '执业助理医师', '医士'],
    ...[...care, '护士', '执业护士', '注册护士', '技士', '药士', '中药士', '助理工程师', '技术员'],
    ...['初级', '初级职称', '师级', '士级'],
  ],
};

const posts = [
  ...['大科主任', '科主任', '科室主任', '科副主任', '科室副主任', '副科主任', '行政主任', '行政副主任'],
  ...['室主任', '室副主任', '病区主任', '病区副主任', '中心主任', '中心副主任', 'ICU主任', 'ICU副主任'],
  ...['教研室主任', '教研室副主任', '主任助理', '科长', '副科长', '院长', '副院长', '院长助理', '党支部书记'],
  ...['护士长', '副护士长', '总护士长', '科护士长', '护理部主任', '护理部副主任', '技师长', '学科带头人'],
  ...['组长', '副组长', '医疗组长', '护理组长', '负责人', '技术负责人', '教授', '副教授', '讲师', '助教'],
  ...[
    '研究员',
    '副研究员',
    '助理研究员',
    '博导',
    '硕导',
    '博士生导师',
    '硕士生导师',
    '博士',
    '硕士',
    '博士后',
  ],
];

/** What texts in the column 职称 mean, as ranks 1 to 4. */
export const titleVocabulary: Vocabulary = {
  words,
  // One of two ranks.
  neutral: [...posts, '高级', '高级职称'],
  endings: [...[...posts].sort((a, b) => b.length - a.length), '职称', '任职资格'],
  separators: '[、,/|+&·-]|兼任?',
};

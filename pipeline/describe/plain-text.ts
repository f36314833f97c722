import type { Bilingual } from '../message/errors.js';
import type { ClauseSheet } from './clause-sheet.js';
import type { DefinitionSheet, Entry } from './definition-sheet.js';

type Lang = keyof Bilingual;

/** A definition as plain lines for a terminal. */
export function definitionLines(sheet: DefinitionSheet, lang: Lang): readonly string[] {
  return [
    `${sheet.code}  ${sheet.title[lang]}  (${sheet.id}, ${sheet.version})`,
    sheet.meaning[lang],
    '',
    ...sheet.entries.flatMap((entry) => entryLines(entry, lang)),
  ];
}

/** `term: first line`, with further lines indented below it. */
function entryLines({ term, lines }: Entry, lang: Lang): readonly string[] {
  return lines.map((line, i) => (i === 0 ? `${term[lang]}: ${line[lang]}` : `  ${line[lang]}`));
}

/** A clause in full as plain lines for a terminal. */
export function clauseLines(clause: ClauseSheet, lang: Lang): readonly string[] {
  const zh = lang === 'zh';
  const term = (words: readonly [zh: string, en: string], text: string) =>
    `${zh ? words[0] : words[1]}: ${text}`;
  return [
    `${clause.id}  ${clause.at}`,
    // The regulation is quoted in its own words, in every language.
    clause.text.zh,
    ...(zh ? [] : [clause.text.en]),
    '',
    term(['判定依据', 'settled by'], `${clause.class}  ${clause.classWords[lang]}`),
    term(['判定规则', 'rule'], clause.rule[lang]),
    ...clause.items.map(({ id, text }) => `  [${id}] ${text[lang]}`),
    term(['缺失', 'what is missing'], clause.missing[lang]),
    term(['约束对象', 'binds'], clause.binds[lang]),
    term(['可信度', 'confidence'], clause.confidence[lang]),
    ...clause.notes.map((note) => term(['说明', 'note'], note[lang])),
  ];
}

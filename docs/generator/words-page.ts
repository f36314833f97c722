import { type Term, vocabulary } from '../../pipeline/message/vocabulary.js';
import { trainings } from '../../pipeline/technology/index.js';
import { generatedNote, lines, page, table } from './markdown.js';

/** `docs/words.md`: the words that pages, receipts and the command line share. */
export function wordsPage(): string {
  const terms: readonly Term[] = [...Object.values(vocabulary), ...trainings.map(({ title }) => title)];
  return page(
    generatedNote,
    '# 用词 · Words',
    '页面、回执和命令行对同一件事只用一个词；英文同此。`test/docs/words.test.ts` 在全部文本中查找不该出现的说法。\nPages, receipts and the command line have one word for one thing. Figures keep their codes (`cannot_tell`): only words follow this list.',
    table(
      ['词 · word', '含义 · meaning', '不说 · never'],
      terms.map(({ zh, en, meaning, never }) => [
        lines([zh, en]),
        lines([meaning.zh, meaning.en]),
        never.map((form) => `\`${form.replaceAll('|', '\\|')}\``).join('、') || '—',
      ]),
    ),
  );
}

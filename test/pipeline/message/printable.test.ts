import { describe, expect, it } from 'vitest';
import { ecmoRuns } from '../../../pipeline/cases/ecmo-runs.js';
import { fold } from '../../../pipeline/define/cells/index.js';
import { problemText } from '../../../pipeline/load/validation/problem-text.js';
import { asText } from '../../../pipeline/message/notice.js';
import { printable } from '../../../pipeline/message/printable.js';
import { clip } from '../../../pipeline/read/messages.js';

describe('what a message shows of a file', () => {
  it.each([
    ['2026-01-03\u00a010:09', '2026-01-03<U+00A0>10:09'],
    ['\u200b12', '<U+200B>12'],
    ['\ufeff病案号', '<U+FEFF>病案号'],
    ['a\u0000b\tc', 'a<U+0000>b<U+0009>c'],
    ['一行\r\n两行', '一行↵两行'],
    ['5\u3000kg', '5<U+3000>kg'],
    ['\u202e1\u3164', '<U+202E>1<U+3164>'],
    ['\ue000', '<U+E000>'],
    ['2026年3月5日 14:30', '2026年3月5日 14:30'],
    ['𠮷', '𠮷'],
  ])('%j', (text, shown) => {
    expect(printable(text)).toBe(shown);
    expect(clip(text)).toBe(shown);
  });

  it('has nothing invisible in it, in any message about a cell', () => {
    const told = { zh: null, en: null, fix_zh: null, fix_en: null };
    for (const rule of ['not-a-date', 'out-of-range', 'unknown-value', 'conflicting-rows', 'error-cell']) {
      const { zh, en } = asText(
        problemText(ecmoRuns, ['上机时间'], {
          fields: ['started_at'],
          rule,
          value: '8\u200b\u00a0',
          ...told,
        }),
      );
      expect(zh).toContain('8<U+200B><U+00A0>');
      expect(en).toContain('8<U+200B><U+00A0>');
    }
  });

  it('cuts a long text between characters', () => {
    expect(clip(`${'长'.repeat(39)}\u00a0短`)).toBe(`${'长'.repeat(39)}<U+00A0>…`);
  });
});

describe('fold', () => {
  it.each([
    ['="0012"', '0012'],
    ["'0012", '0012'],
    ["''0012", '0012'],
    ["'2026-03-05'", '2026-03-05'],
    ['=" 0012 "', '0012'],
    ['　＝＂１２＂　', '12'],
    ['\u00a01\u200b2\u00a0', '12'],
    ['a\u00a0b', 'a b'],
    ['=1+2', '=1+2'],
    ["it's", "it's"],
    ['②', '②'],
  ])('%j', (raw, folded) => {
    expect(fold(raw)).toBe(folded);
    expect(fold(folded)).toBe(folded);
  });
});

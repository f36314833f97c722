import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gb18030, outcome, utf16 } from '../pipeline/read/fixture.js';
import { Desk, file, HEADER, PATIENCE, row } from './fixture.js';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk.close());

const sound = file(row(1), row(2));
const accepted = { status: 'accepted', told: [], stored: [2, 3] };

describe.concurrent('B1–B10, bytes and encoding', { timeout: PATIENCE }, () => {
  it('B1 GB18030 is read, and the encoding recorded', async () => {
    const answer = await desk.send(gb18030(sound));
    expect(answer).toMatchObject(accepted);
    expect(answer.file['encoding']).toBe('gb18030');
  });

  it('B2 one BOM is stripped; a second one and one inside are warned of and stay', async () => {
    expect(await desk.send(`\uFEFF${sound}`)).toMatchObject(accepted);
    expect(await desk.send(`\uFEFF\uFEFF${sound}`)).toMatchObject({ ...accepted, told: ['1 * inner-bom'] });
    const inside = await desk.send(file(row(1), row(2, { K: 'a\uFEFFb' })));
    expect(inside).toMatchObject({ ...accepted, told: ['3 * inner-bom'] });
  });

  it('B3 UTF-16 is read by its BOM; without one it is refused', async () => {
    expect(await desk.send(utf16(sound, 'le'))).toMatchObject(accepted);
    expect(await desk.send(utf16(sound, 'be'))).toMatchObject(accepted);
    const bare = await desk.send(Buffer.from(sound, 'utf16le'));
    expect(bare).toMatchObject({ status: 'refused', told: ['1 * encoding-unsure'], stored: [] });
    expect(bare.problems[0]?.fix.zh).toContain('CSV UTF-8');
  });

  it('B4 bytes that are valid in two encodings are decided by the header, or refused', async () => {
    const header = 'case_no,mode,started_at,sex\n';
    const both = Buffer.concat([Buffer.from(`${header}1,VA,2026-10-05,`), gb18030('女'), Buffer.from('\n')]);
    expect(await desk.send(both)).toMatchObject({ status: 'refused', told: ['1 * encoding-unsure'] });
    const chinese = gb18030('病案号,支持模式,上机时间,性别\n1,VA,2026-10-05,女\n');
    expect(await desk.send(chinese)).toMatchObject({ status: 'accepted', told: [], stored: [2] });
  });

  it('B5 two encodings in one file refuse it with line, offset and bytes', async () => {
    const remark = row(3, { K: '平稳' });
    const joined = await desk.send(Buffer.concat([Buffer.from(sound), gb18030(`${remark}\n`)]));
    expect(joined).toMatchObject({ status: 'refused', told: ['4 * bad-byte'], stored: [] });
    expect(joined.problems[0]?.message.zh).toMatch(/第 4 行、字节偏移 \d+.*([0-9a-f]{2} ){4}/);
    const other = await desk.send(Buffer.concat([gb18030(sound), Buffer.from(`${remark}\n`)]));
    expect(other).toMatchObject({ status: 'refused', told: ['4 * mixed-encodings'] });
  });

  it('B6 a file that ends inside a character is refused as cut', async () => {
    const bytes = Buffer.from(file(row(1), row(2, { K: '平稳' })).trimEnd());
    const answer = await desk.send(bytes.subarray(0, bytes.length - 1));
    expect(answer).toMatchObject({ status: 'refused', told: ['3 * truncated'], stored: [] });
    expect(answer.problems[0]?.fix.en).toContain('upload it again');
  });

  it('B7 a character may lie across the chunks it is read in', async () => {
    for (const bytes of [
      Buffer.from(`${HEADER_OF_READER}H1,1,欧阳𠮷,VV,2026-10-05,㐀\n`),
      gb18030(`${HEADER_OF_READER}H1,1,欧阳𠮷,VV,2026-10-05,㐀\n`),
    ])
      expect(await outcome(bytes, 1)).toEqual(await outcome(bytes));
  });

  it('B8 NUL and other control characters hold back the row, at their column', async () => {
    const answer = await desk.send(file(row(1), row(2, { I: '6\x000' }), row(3, { K: '\x1b[31m' })));
    expect(answer).toMatchObject({ told: ['3 I control-char', '4 K control-char'], stored: [2] });
    expect(answer.problems[0]?.message.zh).toContain('U+0000');
  });

  it('B9 private-use characters and U+FFFD are warned of with their number and kept', async () => {
    const answer = await desk.send(file(row(1, { K: '\uE863\uE864' }), row(2, { K: '\uFFFD' })));
    expect(answer.told).toEqual(['2 * private-use', '3 * replacement-char']);
    expect(answer.stored).toEqual([2, 3]);
    expect(answer.problems[0]?.message.zh).toContain('有 2 个');
  });

  it('B10 full-width signs and blanks are folded in codes, numbers and dates', async () => {
    const wide = row(1, { C: '\u3000ＶＡ ', D: '２０２６／１０／５　０８：００', I: '６０．５' });
    expect(await desk.send(file(wide, row(2)))).toMatchObject(accepted);
    const zero = await desk.send(file(row(1), row(2, { I: '6\u200B0' })));
    expect(zero).toMatchObject({ told: ['* I unseen-characters'], stored: [2, 3] });
  });
});

const HEADER_OF_READER = '医院编码,病案号,姓名,支持模式,上机时间,备注\n';

it('the files of these tests are read whole', async () => {
  expect(HEADER.split(',')).toHaveLength(row(1).split(',').length);
  expect(await desk.send(sound)).toMatchObject(accepted);
});

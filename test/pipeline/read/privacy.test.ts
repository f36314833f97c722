import { describe, expect, it } from 'vitest';
import { headerDictionaries } from '../../../pipeline/mapping/dictionary.js';
import { readRecords } from '../../../pipeline/read/read-file.js';
import { FileRefusal } from '../../../pipeline/read/refusal.js';
import { memorySource } from '../../../pipeline/read/source.js';

const refusalOf = async (text: string) => {
  const sink = { record: () => undefined, held: () => undefined, skipped: () => undefined };
  const read = readRecords(memorySource(Buffer.from(text)), headerDictionaries, {}, sink);
  const refusal = await read.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(refusal instanceof FileRefusal)) throw new Error('must be refused');
  return refusal;
};

describe('a file without a header', () => {
  it('is refused without quoting the patient in its first row', async () => {
    const refusal = await refusalOf('HP1,00012345,110101199001011234,欧阳志远,2026-10-01 08:00,全麻\n');
    expect(refusal.code).toBe('unknown-table');
    expect(JSON.stringify([refusal.texts, refusal.facts])).not.toMatch(/00012345|1101011990|欧阳志远/);
  });

  it('never quotes a row below the header', async () => {
    const refusal = await refusalOf('医院编码,病案号,姓名,某列\nH1,1,张三,x\n');
    expect(JSON.stringify([refusal.texts, refusal.facts])).not.toContain('张三');
  });
});

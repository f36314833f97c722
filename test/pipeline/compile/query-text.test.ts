import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { indicators } from '../../../indicators/index.js';
import { sqlOf } from '../../../pipeline/describe/indicator-sql.js';
import { fileOf } from '../../indicators/file-of.js';

/*
 * The SQL of every indicator lies beside its cases as reviewed text, so that a change of the compiler or of a definition
 * shows as a change of text. After reading what changed and why, write the files anew:
 *
 *   UPDATE_QUERIES=1 npx vitest run test/pipeline/compile/query-text.test.ts
 *
 * and review the difference before it is committed. Nothing is written without that variable.
 */
const updates = process.env['UPDATE_QUERIES'] === '1';
const pathOf = (id: string) => fileURLToPath(new URL(`../../indicators/${id}/query.sql`, import.meta.url));

describe('query.sql', () => {
  it.each(indicators)('of $code is the SQL that counts it', (indicator) => {
    const sql = `${sqlOf(indicator)}\n`;
    const path = pathOf(fileOf(indicator));
    if (updates) writeFileSync(path, sql);
    expect(existsSync(path), `${path} is missing`).toBe(true);
    expect(sql).toBe(readFileSync(path, 'utf8'));
  });

  it('names no path, no clock and no value of a case: the same text on every machine', () => {
    for (const { code, ...indicator } of indicators) {
      const sql = sqlOf({ code, ...indicator } as (typeof indicators)[number]);
      expect(sql, code).not.toMatch(/\/tmp|\/home|now\(|current_|today|random/i);
      expect(sql, code).toMatch(/^SELECT /);
    }
  });
});

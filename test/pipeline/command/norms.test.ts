import { describe, expect, it } from 'vitest';
import { zhikong } from './buffer.js';

describe('zhikong norms', () => {
  it('lists the norms with the number of their clauses', async () => {
    const { exit, out } = await zhikong(['norms', '--lang', 'en']);
    expect(exit).toBe(0);
    expect(out).toMatch(/^V22 +G09 Norm .+ 2022-04-20 +85 +a 12, b 60, c 7, a\+b 3, a\+c 2, b\+c 1$/m);
  });

  it('lists the clauses of one, by prefix or by the id of the norm', async () => {
    const { out } = await zhikong(['norms', 'v22']);
    expect(out.trimEnd().split('\n')).toHaveLength(85);
    expect(out).toMatch(/^V22-009 +b +一（三） +心脏大血管外科床位不少于50张$/m);
    expect((await zhikong(['norms', 'G09-2022'])).out).toBe(out);
  });

  it('shows one clause in full: its words, what decides it, what is asked', async () => {
    const { out } = await zhikong(['norms', 'V22-057', '--lang', 'en']);
    for (const part of [
      '手术成功率（1年生存率大于70%）',
      'VAD-07-1 one-year survival after VAD implantation > 70 %',
      'exactly 70 % does not meet it',
    ])
      expect(out).toContain(part);
    expect((await zhikong(['norms', 'V22-009'])).out).toContain(
      '[V22-009] 心脏大血管外科有多少张床位？（数值，单位张，0–5000）',
    );
  });

  it('speaks JSON', async () => {
    const all = JSON.parse((await zhikong(['norms', '--json'])).out) as { prefix: string }[];
    expect(all.find(({ prefix }) => prefix === 'V22')).toMatchObject({ id: 'G09-2022', counts: { b: 60 } });
    const one = JSON.parse((await zhikong(['norms', 'V22', '--json'])).out);
    expect(one.clauses).toHaveLength(85);
    const clause = JSON.parse((await zhikong(['norms', 'V22-077', '--json'])).out);
    expect(clause).toMatchObject({ norm: 'V22', id: 'V22-077', class: 'a', items: [{ id: 'V22-077' }] });
  });

  it('says which clauses there are for one that is not there', async () => {
    const { exit, out, err } = await zhikong(['norms', 'V22-086']);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toContain('V22 的条款为 V22-001 至 V22-085');
    expect(err).toContain('The clauses of V22 run from V22-001 to V22-085');
    expect((await zhikong(['norms', 'X99'])).err).toContain('V22');
  });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkspace } from '../../pipeline/workspace/workspace.js';
import { BuiltProgram } from '../built-program.js';
import { patience } from '../long.js';
import { zhikong } from '../pipeline/command/buffer.js';
import { csv, ecmoRun, newFolder, remove, writeFiles } from '../pipeline/fixture.js';
import { partsOf, sourcesOf } from '../security/sources.js';

const month = '2026-10';
const traps = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
];
let folder = '';
beforeAll(() => {
  folder = newFolder();
});
afterAll(() => remove(folder));

/** A CSV whose headers, cells, folders and names are names of every object's own. */
const inbox = () => {
  const row = Object.fromEntries(
    traps.filter((name) => name !== '__proto__').map((name) => [name, '{"polluted":1}']),
  );
  // The same bytes in two folders would count for neither.
  const textOf = (weight: number) =>
    csv([
      ecmoRun('1', { ...row, weight_kg: String(weight) }),
      ecmoRun('__proto__', { mode: 'constructor', remark: '__proto__' }),
    ]);
  return Object.fromEntries(
    traps.map((name, i) => {
      const [header = '', ...lines] = textOf(50 + i)
        .trimEnd()
        .split('\n');
      // Set as a key of an object, this header would vanish before it reached the file.
      const withProto = [`${header},__proto__`, ...lines.map((line) => `${line},polluted`), ''].join('\n');
      return [`${name}/${name}.csv`, withProto];
    }),
  );
};

const isClean = () => {
  const blank: Record<string, unknown> = {};
  expect(blank['polluted']).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(([] as unknown as Record<string, unknown>)['polluted']).toBeUndefined();
};

describe('names that every object has', () => {
  it('as headers, cells, folders and file names are texts like any other', async () => {
    const workspace = join(folder, 'own');
    writeFiles(join(workspace, 'inbox', month), inbox());
    const run = await zhikong(['run', '--month', month, '--workspace', workspace, '--json']);
    expect(run.exit).toBe(1);
    const status = await zhikong(['status', '--month', month, '--workspace', workspace, '--json']);
    const { submissions } = JSON.parse(status.out) as {
      submissions: { hospital_id: string; accepted: number; held_back: number }[];
    };
    expect(submissions.map((s) => s.hospital_id).sort()).toEqual([...traps].sort());
    for (const s of submissions) expect(s).toMatchObject({ accepted: 1, held_back: 1 });
    isClean();
  });

  const settings = [
    '{"__proto__":{"threads":1}}',
    '{"__proto__":{"polluted":1}}',
    '{"constructor":{"prototype":{"polluted":1}}}',
    '{"province":{"zh":"甲","en":"a","__proto__":{"polluted":1}}}',
    '{"threads":1,"\\u005f_proto__":null}',
  ];
  it.each(settings)('in the settings are refused: %s', (text) => {
    const workspace = join(folder, `settings-${settings.indexOf(text)}`);
    openWorkspace(workspace);
    writeFileSync(join(workspace, 'zhikong.config.json'), text);
    expect(() => openWorkspace(workspace)).toThrow(/bad-settings/);
    isClean();
  });

  it('are never asked for in our own code', () => {
    const sources = [...sourcesOf('pipeline', 'reports', 'indicators')];
    expect(sources.filter(([, text]) => /__proto__|setPrototypeOf/.test(partsOf(text).code))).toEqual([]);
  });

  it(
    'are nothing the program needs: a month runs where no object has a prototype by name',
    () => {
      const program = new BuiltProgram();
      try {
        const workspace = join(folder, 'throwing');
        writeFiles(join(workspace, 'inbox', month), inbox());
        // `throw` would stop Vega, which asks for every name of Object.prototype while it loads.
        const node = ['--disable-proto=delete'];
        const run = program.run(['run', '--month', month, '--workspace', workspace], { node });
        expect([run.exit, run.err]).toEqual([1, expect.not.stringContaining('Error')]);
        const args = ['explain', 'ECMO-01', '--unit', '*', '--period', '2026', '--workspace', workspace];
        expect(program.run(args, { node }).exit).toBe(0);
      } finally {
        program.remove();
      }
    },
    patience,
  );
});

import { seeded } from '../../pipeline/read/fixture.js';
import { columns } from '../case-list.js';
import { rowText } from '../csv-text.js';
import { type Document, extra, fileOf, withExtra, withHeader } from '../document.js';
import type { Part, PollutedFile } from '../polluted-file.js';

const names = columns.map(({ header }) => header);

/** A header from which the columns cannot be told, or whose columns are not those of the rows: nothing can be trusted. */
export function* headerSpoilt(document: Document): Generator<PollutedFile> {
  const refuse = (kind: string, texts: readonly string[], column: number | null = null) => {
    const parts = texts.map((text) => extra(text));
    return withHeader(document, { kind, column }, parts, { refused: true });
  };
  yield refuse('header-missing', []);
  for (const sign of [';', '\t', '|', '，']) yield refuse('header-other-delimiter', [names.join(sign)]);
  for (let at = 0; at <= names.length; at += 1) {
    yield refuse('header-separator-added', [names.toSpliced(at, 0, '').join(',')], at);
  }
  for (const [at, name] of names.entries()) {
    const next = names[at + 1];
    const cell = (text: string) => [names.with(at, text).join(',')];
    yield refuse('header-name-twice', cell(names[(at + 1) % names.length] ?? ''), at);
    yield refuse('header-quote', cell(`"${name}`), at);
    yield refuse('header-quote', cell(`${name.slice(0, 1)}"${name.slice(1)}`), at);
    yield refuse('header-quote', cell(`${name}"`), at);
    yield refuse('header-control-byte', cell(`${name}\x00`), at);
    if (next !== undefined)
      yield refuse('header-separator-lost', [names.toSpliced(at, 2, `${name}${next}`).join(',')], at);
  }
  // Cases above the header belong to no column.
  for (let above = 1; above <= 20; above += 1) {
    const cases = document.cases.map((part, row) => (row < above ? extra(part.text) : part));
    const parts = cases.toSpliced(above, 0, document.header);
    yield fileOf({ kind: 'header-below-cases', row: above }, parts, { refused: true });
  }
}

/** A column under an unknown name: refused where the contract needs it, else said at the header's line. */
export function* headerRenamed(document: Document): Generator<PollutedFile> {
  for (const [at, column] of columns.entries()) {
    for (const name of ['自定义栏目', '']) {
      const part: Part = { ...extra(names.with(at, name).join(',')), named: 'must' };
      const truth = column.required ? { refused: true } : { lostColumn: at };
      yield withHeader(document, { kind: 'header-renamed', column: at }, [part], truth);
    }
  }
}

/** Everything is there and can be told: titles above, the header twice, its columns in another order. */
export function* headerUnusual(document: Document): Generator<PollutedFile> {
  const { header } = document;
  const commas = ','.repeat(names.length - 1);
  const titles = ['某省某医院ECMO病例登记表', '统计期：2026年10月', `填报单位：某医院${commas}`];
  for (let count = 1; count <= titles.length; count += 1) {
    const above = titles.slice(0, count).map((text) => extra(text));
    yield withHeader(document, { kind: 'title-above-header' }, [...above, header]);
    yield withHeader(document, { kind: 'title-above-header' }, [...above, extra(''), header]);
  }
  const group = extra('机构,患者,,,,治疗,,,,结局,');
  const units = extra(',,次,年-月-日,kg,,,年-月-日 时:分,,年-月-日 时:分,');
  yield withHeader(document, { kind: 'two-header-rows' }, [group, header]);
  yield withHeader(document, { kind: 'two-header-rows' }, [header, units]);
  yield withHeader(document, { kind: 'two-header-rows' }, [group, header, units]);
  yield withExtra(document, { kind: 'repeated-header' }, -1, [extra(header.text), extra(header.text)]);
  const random = seeded(7);
  for (let i = 0; i < 20; i += 1) {
    const order = names.map((_, at) => at).sort(() => random() - 0.5);
    const moved = (cells: readonly string[]) => order.map((at) => cells[at] ?? '');
    const cases = document.cases.map((part, row) => ({
      ...part,
      text: rowText(moved(document.rows[row] ?? []), false),
    }));
    const parts = [{ ...header, text: moved(names).join(',') }, ...cases];
    yield fileOf({ kind: 'columns-in-other-order' }, parts);
  }
}

import { SaxesParser } from 'saxes';
import type { Archive } from './archive.js';
import { type Damage, refuseDamaged, refuseLimit } from './messages.js';

/** Attributes by their names as written, prefix included; without a prototype. */
export type Attributes = Readonly<Record<string, string>>;

/** Receives the events of one part. Names come without their prefix; the root has depth 1. */
export interface XmlTaker {
  open(name: string, attributes: Attributes, depth: number): void;
  close?(name: string, depth: number): void;
  text?(text: string): void;
}

/** Deepest nesting accepted; Excel's own parts reach ten or so. */
const DEPTH = 100;
/** Longest token accepted: longer than any cell with every character escaped. */
const TOKEN = 1_000_000;
/** Characters parsed at a time, few enough that the receiver's messages stay small. */
const SLICE = 4096;

/**
 * Parses a part as XML without DTD, own entities or external references, pausing between slices.
 *
 * @throws {FileRefusal} `damaged-workbook` for a DTD, bad bytes or XML that is not well-formed; `workbook-limit`
 */
export async function* parseXml(archive: Archive, part: string, taker: XmlTaker): AsyncGenerator<void> {
  let events = 0;
  let depth = 0;
  const parser = new SaxesParser({ xmlns: false, position: false });
  const refuse = (damage: Damage): never => {
    throw refuseDamaged(damage, part);
  };
  parser.on('error', () => refuse('bad-xml'));
  parser.on('doctype', () => refuse('dtd'));
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !/^utf-?(?:8|16(?:le|be)?)$/i.test(encoding)) refuse('bad-xml');
  });
  parser.on('opentag', ({ name, attributes }) => {
    events += 1;
    depth += 1;
    if (depth > DEPTH) throw refuseLimit('xml-depth', DEPTH);
    taker.open(localName(name), attributes, depth);
  });
  parser.on('closetag', ({ name }) => {
    events += 1;
    taker.close?.(localName(name), depth);
    depth -= 1;
  });
  parser.on('text', (text) => taker.text?.(text));
  parser.on('cdata', (text) => taker.text?.(text));

  let quiet = 0;
  for await (const text of decoded(archive.bytes(part), () => refuse('bad-xml'))) {
    for (let at = 0; at < text.length; at += SLICE) {
      const before = events;
      parser.write(text.slice(at, at + SLICE));
      quiet = events === before ? quiet + SLICE : 0;
      if (quiet > TOKEN) throw refuseLimit('xml-token', TOKEN);
      yield;
    }
  }
  parser.close();
}

/** Reads a small part to its end. */
export async function takeXml(archive: Archive, part: string, taker: XmlTaker): Promise<void> {
  for await (const _ of parseXml(archive, part, taker));
}

/** The value of an attribute whatever its prefix: `r:id`, `ns1:id`. */
export function prefixed(attributes: Attributes, name: string): string | undefined {
  const key = Object.keys(attributes).find((written) => written.endsWith(`:${name}`));
  return key === undefined ? undefined : attributes[key];
}

/** Whether an XML value means true. */
export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

async function* decoded(bytes: AsyncIterable<Buffer>, refuse: () => never): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  const read = (chunk: Buffer | undefined): string => {
    try {
      return decoder === null ? '' : decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      return refuse();
    }
  };
  for await (const chunk of bytes) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    yield read(chunk);
  }
  yield read(undefined);
}

/** XML is UTF-8 unless a byte order mark says UTF-16. */
function encodingOf([first, second]: Buffer): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

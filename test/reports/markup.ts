/** A reader of our own pages, strict enough for a test: every tag must be written the way our templates write it. */
export interface Tag {
  readonly name: string;
  readonly closes: boolean;
  readonly attributes: ReadonlyMap<string, string>;
}

/** The tags of a page in order. Throws on a `<` that opens no tag of a known form, as a stray name would. */
export function tagsOf(page: string): Tag[] {
  const withoutStyle = page
    .replace(/<style>[^<]*<\/style>/, '<style></style>')
    .replace(/<script>[^<]*<\/script>/, '<script></script>')
    .replace('<!doctype html>', '');
  const tags: Tag[] = [];
  const form = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z][a-zA-Z0-9:-]*(?:="[^"<>]*")?)*)\s*(\/?)>/y;
  for (let at = withoutStyle.indexOf('<'); at >= 0; at = withoutStyle.indexOf('<', form.lastIndex)) {
    form.lastIndex = at;
    const found = form.exec(withoutStyle);
    if (!found) throw new Error(`not a tag of ours: ${withoutStyle.slice(at, at + 80)}`);
    const attributes = new Map(
      [...(found[3] ?? '').matchAll(/([a-zA-Z][a-zA-Z0-9:-]*)(?:="([^"]*)")?/g)].map(
        ([, name = '', value = '']) => [name, value],
      ),
    );
    tags.push({ name: found[2] ?? '', closes: found[1] === '/', attributes });
  }
  return tags;
}

/** The text of a page without its tags. */
export function textOf(page: string): string {
  return page
    .replace(/<(style|script)>[^<]*<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

/** What HTML ends by itself where one of these begins; what holds it ends it too. */
const endedBy: Readonly<Record<string, readonly string[]>> = {
  td: ['td', 'th', 'tr', 'tbody'],
  th: ['td', 'th', 'tr', 'tbody'],
  tr: ['tr', 'tbody'],
  thead: ['tbody'],
  tbody: ['tbody'],
  li: ['li'],
  dt: ['dt', 'dd'],
  dd: ['dt', 'dd'],
  option: ['option'],
};

/** A page with the end tags written out that HTML implies, as a browser would understand it. */
export function closed(page: string): string {
  const open: string[] = [];
  return page.replace(
    /<(\/?)([a-z][a-z0-9]*)((?: [^<>]*)?)>/g,
    (tag, closes: string, name: string, rest: string) => {
      if (['meta', 'br', 'input'].includes(name) || rest.endsWith('/')) return tag;
      let ends = '';
      const last = () => open.at(-1) ?? '';
      while (closes ? last() in endedBy && last() !== name : endedBy[last()]?.includes(name))
        ends += `</${open.pop()}>`;
      if (!closes) open.push(name);
      else if (last() === name) open.pop();
      return ends + tag;
    },
  );
}

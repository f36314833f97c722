import { generatedNote, page } from './markdown.js';
import { type PublicName, publicNames } from './public-names.js';

const kinds: Readonly<Record<PublicName['kind'], string>> = {
  function: 'Functions',
  const: 'Values',
  class: 'Errors',
  interface: 'Types',
  type: 'Types',
};

/** The reference of an entry of the package, from the docstrings: `docs/api.md` for `zhikong`, `docs/api-statistics.md` for `zhikong/statistics`. */
export function apiPage(root: string, entry: string, from: string, about: string): string {
  const names = publicNames(root, entry);
  const headings = [...new Set(Object.values(kinds))];
  return page(
    generatedNote,
    `# \`${from}\``,
    about,
    ...headings.flatMap((heading) => {
      const listed = names.filter(({ kind }) => kinds[kind] === heading);
      return listed.length === 0 ? [] : [`## ${heading}`, ...listed.map(described)];
    }),
  );
}

function described({ name, file, line, signature, text, tags }: PublicName): string {
  const of = (wanted: string) => tags.filter(({ tag }) => tag === wanted).map((one) => one.text);
  const list = [
    ...of('param').map((one) => `- \`${one.split(/\s/)[0]}\`: ${rest(one)}`),
    ...of('returns').map((one) => `- gives ${one}`),
    ...of('throws').map((one) => `- throws ${one.replace(/^\{(\w+)\}/, '`$1`')}`),
    ...of('see').map((one) => `- see ${one}`),
  ].map((one) => one.replaceAll('\n', ' '));
  return [
    `### \`${name}\``,
    `\`\`\`ts\n${signature}\n\`\`\``,
    ...(text === '' ? [] : [text]),
    ...(list.length === 0 ? [] : [list.join('\n')]),
    ...of('example').map((one) => `\`\`\`ts\n${one}\n\`\`\``),
    `[${file}](../${file}#L${line})`,
  ].join('\n\n');
}

const rest = (text: string) => text.replace(/^\S+\s*/, '');

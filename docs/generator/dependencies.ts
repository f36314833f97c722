import type { Bilingual } from '../../pipeline/message/errors.js';

/** A package that is installed beside ours. */
export interface Dependency {
  readonly name: string;
  /** The version that what follows was written for: another one in package.json has to be looked at. */
  readonly version: string;
  /** The day this version was published, as the registry said on the day below. */
  readonly released: string;
  /** What it does here. */
  readonly does: Bilingual;
  /** Why it, and not another or none. */
  readonly why: Bilingual;
}

/** The day on which the registry was asked for the days of publication. */
export const askedOn = '2026-11-30';

/** What runs at a user's. */
export const dependencies: readonly Dependency[] = [
  {
    name: '@duckdb/node-api',
    version: '1.5.6-r.1',
    released: '2026-09-29',
    does: {
      zh: '数据库 zhikong.duckdb：读取大的纯文本 CSV、转换和检查单元格、合并报送、计数，写 Parquet',
      en: 'the warehouse zhikong.duckdb: reads big plain CSV, casts and checks cells, merges submissions, counts, writes Parquet',
    },
    why: {
      zh: '在进程内、一个文件、按列聚合，质控中心不必装数据库服务；SQL 的三值逻辑就是“未知”。SQLite 按行计数，没有 Parquet。另随平台装一个原生库（Linux x64 为 68 MB，不计入右列）',
      en: 'in the process, one file, aggregates by column, no server for a centre to keep; the three values of SQL are what “not known” needs. SQLite counts row by row and has no Parquet. A native library for the platform comes with it (68 MB on Linux x64, not counted here)',
    },
  },
  {
    name: 'apache-arrow',
    version: '21.2.0',
    released: '2026-07-21',
    does: {
      zh: '库的返回值（openWarehouse、figuresTable）和 export --format arrow',
      en: 'what the library gives (openWarehouse, figuresTable), and export --format arrow',
    },
    why: {
      zh: '格式发布者自己的实现；DuckDB 本身只写 Parquet，Arrow 要下载扩展，而程序不联网',
      en: 'the implementation of those who publish the format; DuckDB by itself writes Parquet, Arrow only by an extension that is downloaded, and this program uses no network',
    },
  },
  {
    name: 'commander',
    version: '14.0.3',
    released: '2026-02-01',
    does: {
      zh: '命令行的子命令、选项和 --help；选项的值由 zod 检查',
      en: 'commands, options and --help of the command line; values of options are checked by zod',
    },
    why: {
      zh: 'Node 的 parseArgs 没有子命令和帮助；它不带别的包，出错时不自行退出，因此错误能用两种语言说明',
      en: "Node's parseArgs has no commands and no help; it brings no other package, and leaves exits to us, so that errors are told in two languages",
    },
  },
  {
    name: 'fflate',
    version: '0.8.3',
    released: '2026-05-16',
    does: {
      zh: '写工作簿的 ZIP 容器（模板、回执、导出、抽样清单）和回执的压缩包；forget 时重写留档的工作簿',
      en: 'writes the ZIP container of workbooks (templates, receipts, exports, lists of charts) and archives of receipts; rewrites a kept workbook for forget',
    },
    why: {
      zh: 'Node 的 zlib 会压缩，没有 ZIP 容器；整套 Excel 库会自行决定单元格的类型，而这里每个数字必须原样。工作簿的内容由 pipeline/workbook 写',
      en: "Node's zlib deflates but has no ZIP; a whole Excel library decides what a cell is, while here no digit may change. What a workbook says is written by pipeline/workbook",
    },
  },
  {
    name: 'papaparse',
    version: '5.7.1',
    released: '2026-11-11',
    does: {
      zh: '写 CSV（figures.csv、problems.csv、导出、撤回表）：引号与公式的防护。只读回我们自己发布的：verify 读 figures.csv。医院和质控中心的文件它一行也不读',
      en: "writes CSV (figures.csv, problems.csv, exports, the withdrawal form): quotes, and cells that would be formulas. It reads back what we have published alone: verify figures.csv. No line of a hospital's or the centre's file is read by it",
    },
    why: {
      zh: '写得正确，能按我们的规则防公式。读取由 pipeline/read 自己做：每一个物理行都要有交代，不猜、不修补；两者的比较见 docs/reliability.md。测试里它是另一个读取者，用来核对我们的',
      en: 'writes correctly, and guards formulas by our rule. Reading is our own (pipeline/read), which accounts for every physical line and repairs nothing; docs/reliability.md compares the two. In tests it is the other reader that ours is held against',
    },
  },
  {
    name: 'pinyin-pro',
    version: '3.29.4',
    released: '2026-09-11',
    does: {
      zh: '医院名的拼音首字母，画报告时写进总览的矩阵，供查找',
      en: 'the pinyin initials of hospital names, written into the matrix of the first page when it is drawn, to find a hospital by',
    },
    why: {
      zh: '多音字按词取音（重庆是 cq），Node 的 Intl 只有排序没有读音；不带别的包，离线，一直有维护',
      en: 'reads characters of several sounds by the word (重庆 is cq); Intl of Node sorts but does not read; brings no other package, works offline, is maintained',
    },
  },
  {
    name: 'saxes',
    version: '6.0.0',
    released: '2024-02-23',
    does: { zh: '读工作簿各部分的 XML，边到边读', en: 'reads the XML of a workbook, as it comes' },
    why: {
      zh: 'Node 没有 XML 解析器；它严格，不把整张表放进内存，因此深度和长度的上限能挡住恶意的文件',
      en: 'Node has no XML parser; this one is strict and holds no sheet in memory, so that limits on depth and length stop a hostile file',
    },
  },
  {
    name: 'vega',
    version: '6.4.0',
    released: '2026-08-15',
    does: { zh: '在服务器上把图画成 SVG', en: 'draws charts as SVG, without a browser' },
    why: {
      zh: '不需要浏览器和 canvas；图在报告里是静态的 SVG，没有脚本',
      en: 'needs no browser and no canvas; a chart in a report is a static SVG without script',
    },
  },
  {
    name: 'vega-lite',
    version: '6.4.2',
    released: '2026-01-16',
    does: { zh: '把图的声明编译为 vega', en: 'compiles the declaration of a chart for vega' },
    why: {
      zh: '图是一份可以读的声明（数据、编码、标度），不是逐图的绘图代码（如 D3）',
      en: 'a chart is a declaration that can be read (data, encoding, scale), not code for each chart, as with D3',
    },
  },
  {
    name: 'yauzl',
    version: '3.4.0',
    released: '2026-06-07',
    does: {
      zh: '读工作簿的 ZIP 目录和各部分的字节；解压由 Node 的 zlib 做，有总量上限',
      en: "reads the directory of a workbook's ZIP and the bytes of its parts; Node's zlib inflates them, within a budget",
    },
    why: {
      zh: '从文件逐部分读，检查目录与各部分是否相符；fflate 要把整个文件放进内存',
      en: 'reads part by part from the file and checks what the directory says; fflate needs the whole file in memory',
    },
  },
  {
    name: 'zod',
    version: '4.6.7',
    released: '2026-10-12',
    does: {
      zh: '检查由外面进来的对象：命令行选项、zhikong.config.json、映射文件，以及读回的我们自己的文件（audit.jsonl、publication.json、history.json、锁等）。表的契约不是 zod：字段、单元格的种类、取值、别名、范围、行内规则和它们的 SQL 都是我们自己的（见 ARCHITECTURE.md 的 stage），行由 DuckDB 按编译出的 SQL 判定。每个字段带一个 zod 外壳，里面调用同一个单元格解析，只用于逐个试单元格（起草映射、给待更正的行提建议）',
      en: 'checks objects that come from outside: flags, zhikong.config.json, mapping files, and files of ours that are read back (audit.jsonl, publication.json, history.json, the lock). The contract of tables is not zod: fields, kinds of cell, value words, aliases, ranges, rules of rows and their SQL are our own (stage in ARCHITECTURE.md), and DuckDB judges rows by the SQL compiled from them. A field carries a zod shell around the parsing of its kind of cell, for trying single cells (drafts of mappings, suggestions for a row held back)',
    },
    why: {
      zh: '类型由声明推出，报错指出路径；不带别的包。两边对同一单元格判定一致，由 test/property/cells.property.test.ts 用随机单元格守着',
      en: 'types follow from the declaration, and an error names its path; brings no other package. That both judge a cell alike is held by test/property/cells.property.test.ts with random cells',
    },
  },
];

/** What only the work on this project needs. */
export const devDependencies: readonly Dependency[] = [
  {
    name: '@arethetypeswrong/cli',
    version: '0.18.5',
    released: '2026-07-10',
    does: {
      zh: '看安装包的类型声明是否能按各种解析方式找到（attw）',
      en: 'whether the declarations of the package are found by each way of resolving (attw)',
    },
    why: {
      zh: '类型只有用户会找不到，我们自己的编译发现不了；自带一份 TypeScript（22 MB）',
      en: 'that types cannot be found shows at users alone, not when we compile; brings a TypeScript of its own (22 MB)',
    },
  },
  {
    name: '@biomejs/biome',
    version: '2.6.8',
    released: '2026-11-15',
    does: { zh: '格式与静态检查', en: 'format and lint' },
    why: {
      zh: '一个程序、一份设置代替 ESLint 加 Prettier 及其插件；原生程序随平台另装',
      en: 'one program and one file of settings instead of ESLint and Prettier with their plugins; a native program for the platform comes with it',
    },
  },
  {
    name: '@types/node',
    version: '20.19.43',
    released: '2026-06-10',
    does: { zh: 'Node 的类型', en: 'types of Node' },
    why: {
      zh: '支持的最早版本是 Node 20，所以不用更新的：较新的接口编译不过',
      en: 'Node 20 is the oldest that is supported, so none newer: what came later does not compile',
    },
  },
  {
    name: '@types/papaparse',
    version: '5.5.2',
    released: '2025-12-13',
    does: { zh: 'papaparse 的类型', en: 'types of papaparse' },
    why: { zh: 'papaparse 自己不带类型', en: 'papaparse brings none' },
  },
  {
    name: '@types/yauzl',
    version: '3.4.0',
    released: '2026-07-05',
    does: { zh: 'yauzl 的类型', en: 'types of yauzl' },
    why: { zh: 'yauzl 自己不带类型', en: 'yauzl brings none' },
  },
  {
    name: 'axe-core',
    version: '4.10.3',
    released: '2025-03-06',
    does: {
      zh: '在 Chromium 里检查报告的页面是否人人可用（对比度、标题、名称、键盘）',
      en: 'whether pages of the report can be used by everybody (contrast, headings, names, keyboard), asked in Chromium',
    },
    why: {
      zh: '通行的规则集，误报少，一个文件，不联网',
      en: 'the rules that are in common use, with few false alarms; one file, no network',
    },
  },
  {
    name: 'csv-parse',
    version: '7.0.3',
    released: '2026-09-25',
    does: {
      zh: '只作对照：bench:pollution 用同样的破损文件比较各读取程序',
      en: 'a yardstick alone: bench:pollution gives readers the same broken files',
    },
    why: { zh: '常用，有严格和宽松两种设置', en: 'in wide use, with a strict and a lenient setting' },
  },
  {
    name: 'fast-check',
    version: '4.10.2',
    released: '2026-09-19',
    does: { zh: '性质测试的随机输入', en: 'random inputs of property tests' },
    why: {
      zh: '失败时缩到最小的例子，凭种子可重复',
      en: 'shrinks a failure to its smallest case, and repeats it by its seed',
    },
  },
  {
    name: 'fhir',
    version: '4.12.0',
    released: '2024-12-07',
    does: {
      zh: '测试与 CI 里校验导出的 FHIR 资源（test/pipeline/fhir、.ci/fhir.mjs）',
      en: 'validates exported FHIR resources in tests and CI (test/pipeline/fhir, .ci/fhir.mjs)',
    },
    why: {
      zh: '含 R4 全部结构定义，不必装 Java；运行时不用它',
      en: 'has all structure definitions of R4 and needs no Java; nothing that runs uses it',
    },
  },
  {
    name: 'highs',
    version: '1.15.3',
    released: '2026-09-13',
    does: {
      zh: '测试里的窥探者：用整数规划从公开的数字推算被隐去的计数（test/pipeline/disclose）',
      en: 'the reader in the tests who tries to work out hidden counts from what is public, by integer programs (test/pipeline/disclose)',
    },
    why: {
      zh: '常用的整数规划求解器 HiGHS 编译成 WebAssembly，不带别的包，不装原生库；运行时不用它',
      en: 'HiGHS, a solver in wide use, compiled to WebAssembly: brings no other package and no native library; nothing that runs uses it',
    },
  },
  {
    name: 'publint',
    version: '0.3.25',
    released: '2026-10-01',
    does: {
      zh: '看安装包的 package.json 与其中的文件是否相符',
      en: 'whether package.json says what the package holds',
    },
    why: {
      zh: 'exports、bin、files 的错误在源码里看不见；很小',
      en: 'faults of exports, bin and files cannot be seen in the sources; it is small',
    },
  },
  {
    name: 'typescript',
    version: '7.0.2',
    released: '2026-07-08',
    does: { zh: '类型检查，编译到 dist', en: 'checks types, compiles into dist' },
    why: {
      zh: '语言本身；原生编译器随平台另装，整个项目几秒',
      en: 'the language itself; its native compiler for the platform comes with it and takes seconds',
    },
  },
  {
    name: 'vitest',
    version: '4.1.12',
    released: '2026-10-15',
    does: { zh: '运行测试', en: 'runs the tests' },
    why: {
      zh: '直接运行 TypeScript，项目可分组、可共用已载入的模块；node:test 要先编译',
      en: 'runs TypeScript as it is, in groups that share loaded modules; node:test wants it compiled first',
    },
  },
];

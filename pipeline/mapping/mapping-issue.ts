import { type Bilingual, InputError } from '../message/errors.js';
import { clip } from '../read/messages.js';

/** One fault in a mapping file. */
export interface MappingIssue {
  /** Keys from the top of the file to the place. */
  readonly path: readonly string[];
  /** What must hold. */
  readonly must: Bilingual;
  readonly found: string;
  /** What to do. */
  readonly todo: Bilingual;
}

const shownIssues = 20;

/** `tables → ecmo_runs → headers → 体重` */
const placeOf = (path: readonly string[]) =>
  path.length === 0 ? '(root)' : path.map((key) => clip(key, 60)).join(' → ');

/** All faults of a mapping file as one refusal. */
export function badMapping(name: string, issues: readonly MappingIssue[]): InputError {
  const shown = issues.slice(0, shownIssues);
  const rest = issues.length - shown.length;
  const zh = shown.map(
    ({ path, must, found, todo }, i) =>
      `（${i + 1}）${placeOf(path)}：${must.zh}，但为“${clip(found, 80)}”。${todo.zh}`,
  );
  const en = shown.map(
    ({ path, must, found, todo }, i) =>
      `(${i + 1}) ${placeOf(path)}: ${must.en}, not "${clip(found, 80)}". ${todo.en}`,
  );
  if (rest > 0) {
    zh.push(`另有 ${rest} 处，更正以上各处后再查看。`);
    en.push(`And ${rest} more; correct these first.`);
  }
  return new InputError('bad-mapping', {
    zh: `映射文件 ${clip(name, 200)} 必须符合数据字典，但有 ${issues.length} 处不符：${zh.join('')}`,
    en: `The mapping file ${clip(name, 200)} must agree with the data dictionary, but ${issues.length} ${issues.length === 1 ? 'place does' : 'places do'} not: ${en.join(' ')}`,
  });
}

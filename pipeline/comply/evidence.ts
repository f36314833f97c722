import type { Item } from '../define/index.js';
import type { Bilingual } from '../message/errors.js';
import type { Evidence, Holdings, Person, Statement } from './holdings.js';

const nowhere = { file: null, line: null } as const;

/** Evidence that stands in no file. */
export const fact = (zh: string, en: string): Evidence => ({ text: { zh, en }, ...nowhere });

/** A hospital's statement to an item, or that there is none. */
export function statementText(
  item: Item,
  { statements, statementsHeldBack: held }: Holdings,
): { statement: Statement | null; text: Evidence } {
  const statement = statements.get(item.id) ?? null;
  if (!statement && held > 0)
    return {
      statement,
      text: fact(
        `${item.question.zh}：没有可用的回答（${item.id}；机构条件填报另有 ${held} 行待更正（暂不计入））`,
        `${item.question.en}: no answer that can be used (${item.id}; ${held} ${held === 1 ? 'row' : 'rows'} of the profile held back)`,
      ),
    };
  if (!statement)
    return {
      statement,
      text: fact(`${item.question.zh}：未填报（${item.id}）`, `${item.question.en}: not stated (${item.id})`),
    };
  const { value, as_of, evidence, file, line } = statement;
  const said = typeof value === 'boolean' ? (value ? ['是', 'yes'] : ['否', 'no']) : [`${value}`, `${value}`];
  const unit = item.unit === '' ? '' : ` ${item.unit}`;
  const proof = evidence ? { zh: `，材料：${evidence}`, en: `, evidence: ${evidence}` } : { zh: '', en: '' };
  return {
    statement,
    text: {
      text: {
        zh: `${item.question.zh}：${said[0]}${unit}（${as_of} 填报${proof.zh}）`,
        en: `${item.question.en}: ${said[1]}${unit} (stated ${as_of}${proof.en})`,
      },
      file,
      line,
    },
  };
}

/** A person's name for display: title and the start of the keyed hash; real names are never stored. */
export const personName = ({ id, title }: Person) => `${title ?? '—'} ${id}`;

const named = (people: readonly Person[]) =>
  people.length === 0
    ? ''
    : `${people.slice(0, 8).map(personName).join('、')}${people.length > 8 ? ' …' : ''}`;

/** States that rows of the staff list were held back, so that a count may be too low. */
export const heldBackText = (rows: number): Bilingual =>
  rows === 0
    ? { zh: '', en: '' }
    : {
        zh: `；人员名册另有 ${rows} 行待更正（暂不计入），更正后方可计数`,
        en: `; ${rows} ${rows === 1 ? 'row' : 'rows'} of the staff list held back, to be counted once corrected`,
      };

/** How many persons meet a condition, who they are, and for whom blanks leave it open. `yes` null: no list. */
export function personList(
  title: Bilingual,
  yes: readonly Person[] | null,
  open: readonly Person[],
  { persons, personsHeldBack }: Holdings,
): Evidence {
  const held = heldBackText(personsHeldBack);
  if (yes === null)
    return fact(
      `${title.zh}：人员名册中没有该技术的人员，无法计数${held.zh}`,
      `${title.en}: the staff list names nobody of the technique${held.en}`,
    );
  const places = persons.find((person) => yes.includes(person) || open.includes(person));
  const who = named(yes);
  const left = open.length === 0 ? '' : `；另有 ${open.length} 人信息不全（${named(open)}）`;
  const leftEn = open.length === 0 ? '' : `; ${open.length} more with blanks (${named(open)})`;
  return {
    text: {
      zh: `${title.zh}：${yes.length} 人${who === '' ? '' : `（${who}）`}${left}${held.zh}`,
      en: `${title.en}: ${yes.length}${who === '' ? '' : ` (${who})`}${leftEn}${held.en}`,
    },
    file: places?.file ?? null,
    line: places?.line ?? null,
  };
}

import { allRowsSql } from '../../current/rows-sql.js';
import { letterAnswers, letters, saidFields } from '../../lists/letters.js';
import type { Notice } from '../../message/notice.js';
import { sqlName, sqlText } from '../../sql/quote.js';
import type { Database } from '../../warehouse/database.js';
import { addRowWarnings } from '../../warehouse/ledger.js';

const rules = [
  'answers-no-letter',
  'letter-altered',
  'letter-answered-again',
  'letter-answered-late',
] as const;
type Rule = (typeof rules)[number];

interface Answer {
  readonly file_id: number;
  readonly hospital_id: string;
  readonly line: number;
  /** Whether a letter of that number went to this hospital. */
  readonly is_known: boolean;
  /** Fields that differ from the letter. */
  readonly altered: readonly string[];
  /** The latest earlier month with an answer to the same letter; null for none. */
  readonly before: string | null;
  readonly due: string | null;
  /** The Shanghai day on which it came; null where nobody noted it. */
  readonly came: string | null;
}

/**
 * Replaces a month's warnings about answers to letters: to a letter that the hospital did not get, with changed cells of the letter, to one
 * answered before, and after the deadline; nothing where no letter was ever issued. None of them names another hospital or tells whether a
 * letter of that number went to one.
 */
export async function tellAnswers(database: Database, month: string): Promise<void> {
  await database.run(
    `DELETE FROM problems WHERE rule IN (${rules.map(sqlText).join(', ')})
       AND file_id IN (SELECT file_id FROM files WHERE month = $month AND table_name = ${sqlText(letterAnswers.name)})`,
    { month },
  );
  // A hospital that checks its own files has none of the centre's letters to compare with.
  if ((await database.number('SELECT count(*) FROM letters')) === 0) return;
  const live = (table: string) =>
    `SELECT hospital_id, file_id, month FROM submissions WHERE live AND table_name = ${sqlText(table)}`;
  const answers = await allRowsSql(database, letterAnswers);
  const altered = saidFields.map(
    (name) => `CASE WHEN a.${sqlName(name)} IS DISTINCT FROM l.${sqlName(name)} THEN ${sqlText(name)} END`,
  );
  const found = await database.rows<Answer>(
    `WITH issued AS (
       SELECT r.* FROM (${await allRowsSql(database, letters)}) r JOIN (${live(letters.name)}) s USING (hospital_id, file_id)
       WHERE r.act = 'issued' QUALIFY row_number() OVER (PARTITION BY r.hospital_id, r.letter_no ORDER BY r.file_id, r.line) = 1),
     answered AS (SELECT r.*, s.month AS sent FROM (${answers}) r JOIN (${live(letterAnswers.name)}) s USING (hospital_id, file_id))
     SELECT a.file_id, a.hospital_id, a.line, l.letter_no IS NOT NULL AS is_known,
       CASE WHEN l.letter_no IS NULL THEN [] ELSE list_filter([${altered.join(', ')}], lambda name: name IS NOT NULL) END AS altered,
       (SELECT max(e.sent) FROM answered e WHERE e.hospital_id = a.hospital_id AND e.letter_no = a.letter_no AND e.sent < a.sent) AS before,
       CAST(CAST(l.due AS DATE) AS VARCHAR) AS due,
       CAST(CAST(CAST(f.received_at AS TIMESTAMP) + INTERVAL 8 HOUR AS DATE) AS VARCHAR) AS came
     FROM answered a JOIN files f USING (file_id) LEFT JOIN issued l ON l.hospital_id = a.hospital_id AND l.letter_no = a.letter_no
     WHERE a.sent = $month ORDER BY a.file_id, a.line`,
    { month },
  );
  await addRowWarnings(
    database,
    found.flatMap((answer) =>
      told(answer).map(({ rule, fields, notice }) => ({ ...placeOf(answer), rule, fields, notice })),
    ),
  );
}

const placeOf = ({ file_id, hospital_id, line }: Answer) => ({ file_id, hospital_id, line });

function told({ is_known, altered, before, due, came }: Answer): {
  readonly rule: Rule;
  readonly fields: readonly string[];
  readonly notice: Notice;
}[] {
  if (!is_known) return [{ rule: 'answers-no-letter', fields: ['letter_no'], notice: noLetter }];
  return [
    ...(altered.length > 0
      ? [{ rule: 'letter-altered' as const, fields: altered, notice: alteredLetter(altered) }]
      : []),
    ...(before === null
      ? []
      : [{ rule: 'letter-answered-again' as const, fields: ['letter_no'], notice: answeredAgain(before) }]),
    ...(due !== null && came !== null && came > due
      ? [{ rule: 'letter-answered-late' as const, fields: ['due'], notice: answeredLate(due, came) }]
      : []),
  ];
}

const noLetter: Notice = {
  message: {
    zh: '答复的须是发给本院的反馈函，但没有发给本院的这个编号，本行没有作用。',
    en: 'What is answered must be a letter to this hospital, but none of this number was sent to it; the row does nothing.',
  },
  fix: {
    zh: '请用质控中心发来的反馈函填写，不要改动其编号。',
    en: 'Fill in the form that the centre sent, and leave its number as it is.',
  },
};

function alteredLetter(fields: readonly string[]): Notice {
  const headers = fields.map(
    (name) => letters.spec.fields[name as keyof typeof letters.spec.fields].meta.header,
  );
  return {
    message: {
      zh: `反馈函原有的格不得改动，但送回的与发出的不同：${headers.join('、')}；答复已收，改动的格不采用，以发出的为准。`,
      en: `The cells of the letter must stay as they are, but these came back changed: ${headers.join(', ')}; the answer is taken, the changed cells are not: what was sent counts.`,
    },
    fix: {
      zh: '对数字有异议的，请更正所报送的病例，或在“原因分析”中写明。',
      en: 'If you doubt the figure, correct the cases you sent, or say so under 原因分析.',
    },
  };
}

function answeredAgain(before: string): Notice {
  return {
    message: {
      zh: `一份反馈函应只答复一次，但 ${before} 已收到过答复；以这次的为准。`,
      en: `A letter is to be answered once, but an answer came in ${before} already; this one counts.`,
    },
    fix: { zh: '请核对；无误则不必处理。', en: 'Check it; if it is meant so, nothing need be done.' },
  };
}

function answeredLate(due: string, came: string): Notice {
  return {
    message: {
      zh: `反馈函应在 ${due} 前答复，但 ${came} 才收到；仍已收下。`,
      en: `The letter was to be answered by ${due}, but its answer came on ${came}; it is taken all the same.`,
    },
    fix: { zh: '无须处理。', en: 'Nothing need be done.' },
  };
}

import { coursesToConfirmSql } from '../../compile/courses-sql.js';
import type { StandingRows } from '../../current/standing-rows.js';
import type { Bilingual } from '../../message/errors.js';
import type { Notice } from '../../message/notice.js';
import { sqlText } from '../../sql/quote.js';
import { courseTables } from '../../technology/index.js';
import type { Database } from '../../warehouse/database.js';
import { addRowWarnings } from '../../warehouse/ledger.js';

const rules = {
  conversion: 'one-course',
  transfer: 'one-course',
  contradiction: 'transfer-contradicted',
  recannulation: 're-cannulated',
} as const;

interface Place {
  readonly hospital_id: string;
  readonly file_id: number;
  readonly month: string;
  readonly path: string;
  readonly sheet: string | null;
  readonly line: number;
}

interface Pair {
  readonly kind: keyof typeof rules;
  /** The run that began first; `b` is the one that follows. */
  readonly a: Place;
  readonly b: Place;
}

/**
 * Replaces a month's warnings, for people to confirm, about runs that count as one course with another, that would if the rows did not name
 * other hospitals, or that came soon after another. `facts` is the table of `vitalFacts` as of the month. The warning goes to the row of
 * the later month; for two hospitals, to the centre alone.
 */
export async function tellCourses(
  database: Database,
  month: string,
  facts: string | null,
  standing: StandingRows,
): Promise<void> {
  await database.run(
    `DELETE FROM problems WHERE rule IN (${Object.values(rules).map(sqlText).join(', ')}) AND file_id IN (SELECT file_id FROM files WHERE month = $month)`,
    { month },
  );
  if (facts === null) return;
  for (const of of courseTables) await tellCoursesOf(of, database, month, facts, standing);
}

type CourseTable = (typeof courseTables)[number];

async function tellCoursesOf(
  table: CourseTable,
  database: Database,
  month: string,
  facts: string,
  standing: StandingRows,
): Promise<void> {
  const rows = await standing.current(table.cases, month);
  const { begun, ended, from, to } = table.courses;
  const place = (of: 'a' | 'b', file: string) =>
    `{hospital_id: p.${of}_hospital, file_id: p.${of}_file, month: ${file}.month, path: ${file}.path, sheet: ${file}.sheet, line: p.${of}_line} AS ${of}`;
  const found = await database.rows<Pair>(
    `SELECT p.kind, ${place('a', 'f')}, ${place('b', 'g')} FROM (${coursesToConfirmSql(table, rows, facts)}) p
     JOIN files f ON f.file_id = p.a_file JOIN files g ON g.file_id = p.b_file WHERE greatest(f.month, g.month) = $month ORDER BY ALL`,
    { month },
  );
  await addRowWarnings(
    database,
    found.map((pair) => {
      const isOneHospital = pair.a.hospital_id === pair.b.hospital_id;
      const own = pair.a.month > pair.b.month ? pair.a : pair.b;
      return {
        file_id: Number(own.file_id),
        hospital_id: isOneHospital ? own.hospital_id : null,
        line: Number(own.line),
        fields: pair.kind === 'contradiction' ? [to, from] : [begun, ended],
        rule: rules[pair.kind],
        notice: noticeOf(table, pair, own, isOneHospital),
      };
    }),
  );
}

function noticeOf(
  { name, courses }: CourseTable,
  { kind, a, b }: Pair,
  own: Place,
  isOneHospital: boolean,
): Notice {
  const placeOf = (of: Place): Bilingual => {
    if (isOneHospital && of === own) return { zh: '本行', en: 'this row' };
    const whose = isOneHospital ? '' : `${of.hospital_id} `;
    const sheet = of.sheet === null ? '' : `[${of.sheet}]`;
    return {
      zh: `${whose}${of.month}“${of.path}”${sheet}第 ${of.line} 行`,
      en: `line ${of.line} of ${whose}${of.month} "${of.path}"${sheet}`,
    };
  };
  const [first, second] = [placeOf(a), placeOf(b)];
  const { conversionHours, transferHours, recannulationHours } = courses;
  const message = {
    conversion: {
      zh: `同一患者的两次辅助：${second.zh}在${first.zh}撤机后不超过 ${conversionHours} 小时（或仍在辅助时）开始，按转换模式的同一疗程计一次，结局以后一行为准。`,
      en: `Two runs of one patient: ${second.en} begins at most ${conversionHours} h after ${first.en} ended (or before), so they count as one course, changed over, with the outcome of the later.`,
    },
    transfer: {
      zh: `同一患者带 ${name.zh} 转院：${first.zh}转出，${second.zh}在其撤机后 ${transferHours} 小时之内（或仍在辅助时）接续，全省和同一城市按同一疗程计一次，转出医院的这一例按疗程结局计。`,
      en: `A patient transferred on ${name.en}: ${first.en} ended by transfer and ${second.en} goes on within ${transferHours} h (or before), so the province, and a city of both, count one course and the sender's run has its outcome.`,
    },
    contradiction: {
      zh: `同一患者带 ${name.zh} 转院的时间相接，但转出去向或转入来源与另一院不符：${first.zh}转出，${second.zh}开始；不作同一疗程，转出一例的结局未明。`,
      en: `The times of one patient are those of a transfer on ${name.en}, but the hospital named in a row is not that of the other: ${first.en} ended by transfer and ${second.en} began; they are no one course, and the outcome of the first is unknown.`,
    },
    recannulation: {
      zh: `同一患者撤机后 ${recannulationHours} 小时之内再次上机：${first.zh}撤机，${second.zh}再次上机，按两次辅助计。`,
      en: `One patient cannulated again within ${recannulationHours} h: ${first.en} ended and ${second.en} began anew; they count as two runs.`,
    },
  }[kind];
  if (kind === 'contradiction')
    return {
      message,
      fix: {
        zh: '请分别向两院核实转出去向、转入来源，由填错的一院更正；不要把一院的记载转告另一院。',
        en: 'Ask each hospital about its own row; the one that is wrong corrects it. Tell neither what the other wrote.',
      },
    };
  return {
    message,
    fix: isOneHospital
      ? {
          zh: '请核对上机、撤机时间；确如所述则不必更正。',
          en: 'Check when support began and ended; if it is as said, nothing need be changed.',
        }
      : {
          zh: '请向两院核实；确如所述则不必更正。',
          en: 'Ask both hospitals; if it is as said, nothing need be changed.',
        },
  };
}

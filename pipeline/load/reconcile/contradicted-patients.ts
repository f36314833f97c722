import { contradictionsSql, twoSexesSql } from '../../current/vital-sql.js';
import type { Bilingual } from '../../message/errors.js';
import type { Notice } from '../../message/notice.js';
import { sqlText } from '../../sql/quote.js';
import type { Database } from '../../warehouse/database.js';
import { addRowWarnings } from '../../warehouse/ledger.js';

const rule = 'patient-contradicted';
const twoSexes = 'identity-of-several';

interface Told {
  readonly hospital_id: string;
  readonly month: string;
  readonly path: string;
  readonly sheet: string | null;
  readonly line: number;
}

interface Contradiction {
  readonly file_id: number;
  readonly own: Told;
  readonly by: Told;
  /** Whether the warned row is the one with the death. */
  readonly own_dies: boolean;
  readonly day: string;
  readonly says: 'alive' | 'alive beyond' | 'dead';
  readonly other_day: string;
}

/**
 * Replaces a month's warnings about rows that have a patient alive after a death told by another row, or dead on another day. The warning
 * goes to the row of the later month and names both. Where the rows are of two hospitals only the centre is told, because neither may learn
 * what the other wrote.
 *
 * @param facts the table of `vitalFacts` as of the month; null where no patient has several rows
 */
export async function tellContradictedPatients(
  database: Database,
  month: string,
  facts: string | null,
): Promise<void> {
  await database.run(
    `DELETE FROM problems WHERE rule IN (${sqlText(rule)}, ${sqlText(twoSexes)}) AND file_id IN (SELECT file_id FROM files WHERE month = $month)`,
    { month },
  );
  if (facts === null) return;
  const told = (of: string, file: string) =>
    `{hospital_id: ${of}.hospital_id, month: ${file}.month, path: ${file}.path, sheet: ${file}.sheet, line: ${of}.line}`;
  const found = await database.rows<Contradiction>(
    `WITH pairs AS (${contradictionsSql(facts)}),
     placed AS (
       SELECT p.*, d.month AS death_month, o.month AS other_month, (d.month, d.file_id, p.death.line) > (o.month, o.file_id, p.other.line) AS own_dies
       FROM pairs p JOIN files d ON d.file_id = p.death.file_id JOIN files o ON o.file_id = p.other.file_id),
     sides AS (
       SELECT CASE WHEN own_dies THEN death ELSE other END AS own, CASE WHEN own_dies THEN other ELSE death END AS by, own_dies, day, says, other_day
       FROM placed WHERE greatest(death_month, other_month) = $month)
     SELECT s.own.file_id AS file_id, ${told('s.own', 'f')} AS own, ${told('s.by', 'g')} AS by, s.own_dies,
       strftime(s.day, '%Y-%m-%d') AS day, s.says, strftime(s.other_day, '%Y-%m-%d') AS other_day
     FROM sides s JOIN files f ON f.file_id = s.own.file_id JOIN files g ON g.file_id = s.by.file_id ORDER BY ALL`,
    { month },
  );
  const shared = await database.rows<Pick<Contradiction, 'file_id' | 'own' | 'by'>>(
    `SELECT s.own.file_id AS file_id, ${told('s.own', 'f')} AS own, ${told('s.other', 'g')} AS by FROM (${twoSexesSql(facts)}) s
     JOIN files f ON f.file_id = s.own.file_id JOIN files g ON g.file_id = s.other.file_id WHERE f.month = $month ORDER BY ALL`,
    { month },
  );
  await addRowWarnings(
    database,
    shared.map(({ file_id, own, by }) => ({
      file_id,
      hospital_id: own.hospital_id === by.hospital_id ? own.hospital_id : null,
      line: own.line,
      fields: ['patient_id', 'sex'],
      rule: twoSexes,
      notice: ofSeveral(own, by),
    })),
  );
  await addRowWarnings(
    database,
    found.map((of) => ({
      file_id: of.file_id,
      hospital_id: of.own.hospital_id === of.by.hospital_id ? of.own.hospital_id : null,
      line: of.own.line,
      fields: [],
      rule,
      notice: contradicted(of),
    })),
  );
}

/** A row in words: by its file within one hospital, and by its hospital too where there are two. */
function placeOf(of: Told, isOneHospital: boolean): Bilingual {
  const whose = isOneHospital ? '' : `${of.hospital_id} `;
  const sheet = of.sheet === null ? '' : `[${of.sheet}]`;
  return {
    zh: `${whose}${of.month}“${of.path}”${sheet}第 ${of.line} 行`,
    en: `line ${of.line} of ${whose}${of.month} "${of.path}"${sheet}`,
  };
}

function ofSeveral(own: Told, by: Told): Notice {
  const isOneHospital = own.hospital_id === by.hospital_id;
  const here = isOneHospital ? { zh: '本行', en: 'this row' } : placeOf(own, false);
  const there = placeOf(by, isOneHospital);
  return {
    message: {
      zh: `同一患者标识只能是一个人，但${here.zh}与${there.zh}的性别不同；按两人处理，互不采用对方记载的生死。`,
      en: `An identifier must be one person's, but ${here.en} and ${there.en} differ in sex; they are taken for two people and neither is told of the other's life or death.`,
    },
    fix: isOneHospital
      ? {
          zh: '请核对患者标识与性别，改正后重新报送。',
          en: 'Check identifier and sex, correct and send again.',
        }
      : {
          zh: '请分别向两院核实患者标识与性别。',
          en: 'Ask both hospitals to check identifier and sex.',
        },
  };
}

function contradicted({ own, by, own_dies, day, says, other_day }: Contradiction): Notice {
  const isOneHospital = own.hospital_id === by.hospital_id;
  const place = (of: Told) => placeOf(of, isOneHospital);
  const here = isOneHospital ? { zh: '本行', en: 'this row' } : place(own);
  const [deadAt, otherAt] = own_dies ? [here, place(by)] : [place(by), here];
  const other = {
    alive: { zh: `${other_day} 仍存活`, en: `alive on ${other_day}` },
    'alive beyond': {
      zh: `存活至 ${other_day}（未注明日期的一格）`,
      en: `alive up to ${other_day} (a cell without a date)`,
    },
    dead: { zh: `${other_day} 死亡`, en: `dead on ${other_day}` },
  }[says];
  const counts = {
    alive: { zh: '自该日起结局按未知计', en: 'from that day on the outcome is unknown' },
    'alive beyond': { zh: '以有日期的死亡为准', en: 'the dated death counts' },
    dead: { zh: '各行以本行所记为准', en: 'each row goes by its own' },
  }[says];
  return {
    message: {
      zh: `同一患者的记载应前后一致，但${deadAt.zh}记载 ${day} 已死亡，${otherAt.zh}记载 ${other.zh}；${counts.zh}。`,
      en: `What is said of a patient must agree, but by ${deadAt.en} the patient was dead by ${day} and by ${otherAt.en} ${other.en}; ${counts.en}.`,
    },
    fix: isOneHospital
      ? {
          zh: '请核对原始病历，改正不对的一处后重新报送；若是两名患者，请改正患者标识。',
          en: 'Check the chart, correct the wrong one and send it again; if they are two patients, correct the identifier.',
        }
      : {
          zh: '请分别向两院核实；两院各自只知道本院的记载。',
          en: 'Ask both hospitals; each knows its own records alone.',
        },
  };
}

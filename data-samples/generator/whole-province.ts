// A province at its real size, as exporters write it: what one sample of 26 hospitals cannot show.

import { norms } from '../../indicators/index.js';
import { writeWorkbook } from '../../pipeline/workbook/write-workbook.js';
import { makeAnestheticsOf } from './anesthesia.js';
import type { Volume } from './anesthesia-volumes.js';
import { dayAfter, firstDay, type Month } from './calendar.js';
import { makeMonthlyCounts } from './counts.js';
import { makeEcmoRunsOf } from './ecmo.js';
import type { EcmoCentre } from './ecmo-centres.js';
import { severityCentres, severityFields } from './ecmo-severity.js';
import { type Form, plainForm } from './forms.js';
import { makeProfiles } from './profile.js';
import { type Hospital, type Level, listHospitals } from './province.js';
import { type Random, randomStream } from './random.js';
import { makeReviewsOf } from './reviews.js';
import { type Line, makeSheet, type Sheet, writeSheet } from './sheet.js';
import { makeStaff } from './staff.js';
import { anesthesiaForm } from './submissions.js';
import { makeVadImplantsOf, type VadCentre } from './vad.js';

export interface WholeProvince {
  readonly hospitals: readonly Hospital[];
  readonly ecmo: readonly EcmoCentre[];
  readonly vad: readonly VadCentre[];
  /** Anaesthetics of one month. */
  readonly anesthesia: readonly Volume[];
}

/** Runs on ECMO a year and implants, for a province of 300 hospitals; smaller ones have their share. */
const ofThreeHundred = { ecmo: 2000, vad: 600 };

/**
 * A province of so many hospitals in cities of fifteen, whose hospitals give `anesthetics` a month together. A third of the
 * hospitals has ECMO, every eighth implants; large ones do most, as in life.
 */
export function planProvince(seed: number, count: number, anesthetics: number): WholeProvince {
  const random = randomStream(seed, 'whole-province');
  const hospitals = Array.from({ length: count }, (_, i) => hospitalOf(i));
  const sizes = hospitals.map(({ level }) => sizeOf[level] * random.between(50, 150));
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  let left = anesthetics;
  const anesthesia = hospitals.map(({ code }, i) => {
    const share = Math.round((anesthetics * (sizes[i] ?? 0)) / whole);
    const cases = i === count - 1 ? left : Math.min(left, share);
    left -= cases;
    return { code, cases };
  });
  const centres = hospitals.filter((_, i) => i % 3 === 0);
  const implanting = hospitals.filter((_, i) => i % 8 === 0);
  const runs = spread(centres, Math.round((ofThreeHundred.ecmo * count) / 300));
  const implants = spread(implanting, Math.round((ofThreeHundred.vad * count) / 300));
  return {
    hospitals,
    anesthesia,
    ecmo: centres.map(({ code }, i) => centreOf(random, code, runs[i] ?? 0)),
    vad: implanting.map(({ code }, i) => implantsOf(random, code, implants[i] ?? 0)),
  };
}

const levels: readonly Level[] = ['三级甲等', '二级甲等', '二级甲等', '三级乙等', '二级乙等', '未定级'];
const sizeOf: Readonly<Record<Level, number>> = {
  三级甲等: 40,
  三级乙等: 22,
  二级甲等: 10,
  二级乙等: 5,
  未定级: 2,
};

function hospitalOf(i: number): Hospital {
  const city = Math.floor(i / 15);
  const level = levels[(i * 5) % levels.length] ?? '未定级';
  return {
    code: `H${2001 + i}`,
    name: `第${i + 1}人民医院`,
    city: `第${city + 1}市`,
    district: `第${(i % 15) + 1}区`,
    level,
    teaching: level === '三级甲等' && i % 2 === 0,
    keyAnesthesia: i % 30 === 0,
    ecmoBase: i % 24 === 0,
    vadBase: i % 48 === 0,
  };
}

/** Parts of a whole that fall off as those of real centres do: a few do most. */
function spread(of: readonly unknown[], whole: number): number[] {
  const weights = of.map((_, i) => 1 / (i + 3));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => Math.max(1, Math.round((whole * weight) / all)));
}

function centreOf(random: Random, code: string, perYear: number): EcmoCentre {
  const rate = random.between(30, 60);
  const met = Math.floor((perYear * rate) / 100);
  const unknown = Math.min(perYear - met, random.between(0, 3));
  return {
    code,
    runs: [perYear, perYear, perYear],
    met: [met, met, met],
    patients: 'adult',
    pending: random.between(0, 1),
    donors: 0,
    unknown,
    ...(random.chance(100) ? { datesOnly: true } : {}),
  };
}

function implantsOf(random: Random, code: string, count: number): VadCentre {
  const dueFiveYears = Math.floor(count / 5);
  return {
    code,
    mature: count,
    aliveAfterYear: Math.floor((count * random.between(50, 90)) / 100),
    young: Math.ceil(count / 8),
    dueFiveYears,
    followedFiveYears: Math.floor((dueFiveYears * random.between(70, 100)) / 100),
  };
}

/** What a file is called inside the month's folder, and its bytes. */
export type SentFile = readonly [path: string, bytes: Uint8Array];

/**
 * The files of a month, one after the other: the centre's lists, then hospital by hospital.
 *
 * ECMO and VAD hold everything of three years up to the month; anaesthesia holds the month. Each month is drawn by itself, so that the
 * same case of another month may have gone otherwise, which a second month is told as corrections. Every 20th file of anaesthetics
 * has a bad cell, every 10th hospital sends workbooks.
 */
export function* provinceFiles(seed: number, month: Month, province: WholeProvince): Generator<SentFile> {
  const { hospitals, ecmo, vad } = province;
  const endDay = dayAfter(month);
  const windows = { ...plainForm, newline: '\r\n', encoding: 'utf-8-bom' } as const;
  const rated = hospitals.filter((_, i) => i % 3 === 0);
  const lists = [
    makeSheet('医疗机构名录.csv', 'hospitals', windows, listHospitals(month, hospitals)),
    makeSheet('月度手工填报.csv', 'counts', windows, makeMonthlyCounts(seed, month, hospitals)),
    makeSheet('人员名册.csv', 'staff', windows, makeStaff(seed, month, ecmo, vad)),
    makeSheet(
      '专家评分.csv',
      'reviews',
      windows,
      rated.flatMap((hospital) =>
        makeReviewsOf(seed, month, hospital, 900, prefixes(hospital.code, province)),
      ),
    ),
  ];
  for (const sheet of lists) yield [sheet.path, writeSheet(sheet)];
  const profiles = makeProfiles(seed, month, hospitals, ecmo, vad);
  const [centres, implanting] = [byCode(ecmo), byCode(vad)];
  for (const [i, { code, cases }] of province.anesthesia.entries()) {
    const form = exported(i);
    const send = (path: string, sheet: Sheet): SentFile =>
      i % 10 === 9 ? [`${code}/${path}.xlsx`, workbookOf(sheet)] : [`${code}/${path}.csv`, writeSheet(sheet)];
    const centre = centres.get(code);
    if (centre) {
      const omit = severityCentres.includes(code) ? [] : severityFields;
      yield send('ECMO病例', makeSheet('', 'ecmo', { ...form, omit }, makeEcmoRunsOf(seed, centre, endDay)));
    }
    const implants = implanting.get(code);
    if (implants)
      yield send('心室辅助病例', makeSheet('', 'vad', form, makeVadImplantsOf(seed, implants, endDay)));
    const profile = profiles.get(code);
    if (profile) yield [`${code}/机构条件填报.csv`, writeSheet(makeSheet('', 'profile', windows, profile))];
    if (cases === 0) continue;
    const rows = makeAnestheticsOf(seed, { code, cases }, firstDay(month), endDay);
    const { only } = anesthesiaForm(formsTaken[i % formsTaken.length] ?? 'H0602');
    const sheet = makeSheet('', 'anesthesia', { ...form, ...(only ? { only } : {}) }, rows);
    yield send('麻醉病例', i % 20 === 7 ? withBadCell(withRemarks(sheet)) : withRemarks(sheet));
  }
}

/** Hospitals of the sample whose choice of columns is taken: the smallest export, a middling and a full one. */
const formsTaken = ['H0203', 'H0104', 'H0602', 'H0401', 'H0503', 'H0101'];

const byCode = <T extends { readonly code: string }>(of: readonly T[]) =>
  new Map(of.map((one) => [one.code, one]));

/** As most systems export: GB18030 and CRLF, slashed dates, coded sexes and booleans; a sixth write UTF-8. */
function exported(i: number): Form {
  const encoding = i % 6 === 5 ? 'utf-8-bom' : 'gb18030';
  return {
    ...plainForm,
    encoding,
    newline: '\r\n',
    dates: i % 4 === 3 ? 'dash' : 'slash',
    bools: (['digit', 'have', 'yes'] as const)[i % 3] ?? 'yes',
    sexAsCode: i % 2 === 0,
  };
}

/** A remark in some rows, which needs quotes because of its comma. */
function withRemarks(sheet: Sheet): Sheet {
  const lines = sheet.lines.map((line, i): Line => {
    if (!line.cells) return line;
    const remark = line.cells === sheet.headers ? '备注' : i % 7 === 0 ? '术前谈话,家属在场' : '';
    return { ...line, cells: [...line.cells, remark] };
  });
  return { ...sheet, headers: [...sheet.headers, '备注'], lines };
}

/** A class that there is not, in the third row. */
function withBadCell(sheet: Sheet): Sheet {
  const at = sheet.fields.indexOf('asa');
  const lines = sheet.lines.map((line, i) =>
    i === 3 && line.cells ? { ...line, cells: line.cells.with(at, '9') } : line,
  );
  return { ...sheet, lines };
}

function workbookOf({ headers, lines }: Sheet): Uint8Array {
  const rows = lines.flatMap(({ cells }) => (cells ? [cells] : []));
  return writeWorkbook([{ name: 'Sheet1', widths: headers.map(() => 12), rows }]).bytes;
}

/** The clauses by which a hospital is judged. */
function prefixes(code: string, { ecmo, vad }: WholeProvince): string[] {
  const has = (of: readonly { readonly code: string }[]) => of.some((one) => one.code === code);
  const uses = ['A11', ...(has(ecmo) ? ['E22', 'E00'] : []), ...(has(vad) ? ['V22'] : [])];
  return norms.flatMap(({ clauseSet }) =>
    clauseSet && uses.includes(clauseSet.prefix) ? [clauseSet.prefix] : [],
  );
}

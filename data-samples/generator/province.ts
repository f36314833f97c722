import { dayOf, type Month } from './calendar.js';
import { onDay, type Row } from './values.js';

export type Level = '三级甲等' | '三级乙等' | '二级甲等' | '二级乙等' | '未定级';

export interface Hospital {
  readonly code: string;
  readonly name: string;
  readonly city: string;
  readonly district: string;
  readonly level: Level;
  readonly teaching: boolean;
  readonly keyAnesthesia: boolean;
  readonly ecmoBase: boolean;
  readonly vadBase: boolean;
}

/** The invented province 示例省: six cities, 26 hospitals as they are at the end of the month. */
export const hospitals: readonly Hospital[] = [
  hospital('H0101', '示例省人民医院', '云川市', '城中区', '三级甲等', 'teaching key ecmo vad'),
  hospital('H0102', '示例医科大学附属第一医院', '云川市', '城东区', '三级甲等', 'teaching key ecmo'),
  hospital('H0103', '示例医科大学附属第二医院', '云川市', '城西区', '三级甲等', 'teaching ecmo'),
  hospital('H0104', '云川市第一人民医院', '云川市', '城中区', '三级甲等', 'teaching'),
  hospital('H0105', '云川市中医医院', '云川市', '城东区', '三级甲等', ''),
  hospital('H0106', '示例省妇幼保健院', '云川市', '城西区', '三级甲等', 'teaching'),
  hospital('H0107', '示例省心血管病医院', '云川市', '高新区', '三级甲等', 'teaching key ecmo vad'),
  hospital('H0201', '青屏市第一人民医院', '青屏市', '屏山区', '三级甲等', 'teaching ecmo'),
  hospital('H0202', '青屏市中心医院', '青屏市', '临水区', '三级甲等', ''),
  hospital('H0203', '青屏市第二人民医院', '青屏市', '屏山区', '二级甲等', ''),
  hospital('H0204', '青屏县人民医院', '青屏市', '青屏县', '二级甲等', ''),
  hospital('H0301', '鹭湾大学附属医院', '鹭湾市', '湾东区', '三级甲等', 'teaching key vad'),
  hospital('H0302', '鹭湾市人民医院', '鹭湾市', '湾西区', '三级乙等', ''),
  hospital('H0303', '鹭湾市妇女儿童医院', '鹭湾市', '湾东区', '三级乙等', ''),
  hospital('H0304', '鹭屿区人民医院', '鹭湾市', '鹭屿区', '二级甲等', ''),
  hospital('H0401', '石岚市中心医院', '石岚市', '石门区', '三级甲等', 'teaching'),
  hospital('H0402', '石岚矿务总医院', '石岚市', '矿区', '三级乙等', ''),
  hospital('H0403', '石岚市骨科医院', '石岚市', '石门区', '二级甲等', ''),
  hospital('H0404', '岚谷县人民医院', '石岚市', '岚谷县', '二级乙等', ''),
  hospital('H0501', '禾丰市第一人民医院', '禾丰市', '丰南区', '三级甲等', 'teaching'),
  hospital('H0502', '禾丰市第二人民医院', '禾丰市', '丰北区', '三级乙等', ''),
  hospital('H0503', '禾西县人民医院', '禾丰市', '禾西县', '二级甲等', ''),
  hospital('H0601', '朔宁市人民医院', '朔宁市', '朔城新区', '三级甲等', 'teaching'),
  hospital('H0602', '朔宁市第三人民医院', '朔宁市', '宁河区', '三级乙等', ''),
  hospital('H0603', '朔宁铁路医院', '朔宁市', '宁河区', '二级甲等', ''),
  hospital('H0604', '北屏县人民医院', '朔宁市', '北屏县', '二级乙等', ''),
];

/** The list as the centre keeps it: one row per hospital and validity period. */
export function listHospitals({ year }: Month, of: readonly Hospital[] = hospitals): Row[] {
  return of.flatMap((now): Row[] => {
    const earlier = formerly(now, year);
    if (!earlier) return [periodRow(now, null, null)];
    return [periodRow(earlier.was, null, earlier.changed - 1), periodRow(now, earlier.changed, null)];
  });
}

/** One hospital rose a level in June of the year, one took another name at the new year before. */
function formerly(now: Hospital, year: number): { was: Hospital; changed: number } | undefined {
  if (now.code === 'H0202') return { was: { ...now, level: '三级乙等' }, changed: dayOf(year, 6, 1) };
  if (now.code === 'H0302')
    return { was: { ...now, name: '鹭湾市工人医院' }, changed: dayOf(year - 1, 1, 1) };
  return undefined;
}

function periodRow(of: Hospital, from: number | null, to: number | null): Row {
  return {
    hospital_id: of.code,
    name: of.name,
    city: of.city,
    district: of.district,
    level: of.level,
    teaching: of.teaching,
    key_anesthesia: of.keyAnesthesia,
    ecmo_training_base: of.ecmoBase,
    vad_training_base: of.vadBase,
    ecmo_filed_on: filedOn(of.code, 'ecmo'),
    vad_filed_on: filedOn(of.code, 'vad'),
    valid_from: onDay(from ?? dayOf(2015, 1, 1)),
    valid_to: onDay(to),
  };
}

/** When a hospital filed a technique with the province; several never did, or nobody knows. */
function filedOn(code: string, technique: 'ecmo' | 'vad'): Row[string] {
  const filed: Readonly<Record<string, readonly [number, number, number]>> =
    technique === 'ecmo'
      ? {
          H0101: [2024, 1, 15],
          H0102: [2024, 1, 22],
          H0103: [2024, 1, 26],
          H0104: [2024, 2, 5],
          H0107: [2024, 1, 18],
          H0201: [2024, 1, 24],
          H0301: [2024, 3, 29],
          H0401: [2024, 2, 8],
        }
      : { H0101: [2019, 2, 1], H0107: [2019, 1, 28] };
  const on = filed[code];
  return on ? onDay(dayOf(...on)) : null;
}

function hospital(
  code: string,
  name: string,
  city: string,
  district: string,
  level: Level,
  marks: string,
): Hospital {
  const has = (mark: string) => marks.split(' ').includes(mark);
  return {
    code,
    name,
    city,
    district,
    level,
    teaching: has('teaching'),
    keyAnesthesia: has('key'),
    ecmoBase: has('ecmo'),
    vadBase: has('vad'),
  };
}

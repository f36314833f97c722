// Who sends which file, and in which form. The variety is the point: it is what a centre finds in its inbox.

import { severityCentres, severityFields } from './ecmo-severity.js';
import { type Form, plainForm } from './forms.js';

const excel: Form = { ...plainForm, encoding: 'gb18030', newline: '\r\n' };
const excelUtf8: Form = { ...plainForm, encoding: 'utf-8-bom', newline: '\r\n' };

/** The form of a hospital's system; single files can differ from it. */
export const houseForms: Record<string, Form> = {
  H0101: { ...excel, dates: 'slash', title: 'alone', totalRow: true },
  H0102: { ...excelUtf8, bools: 'tick', missing: '-', order: 'interleaved' },
  H0103: { ...plainForm, dates: 'dash-seconds', bools: 'word', listSeparator: ';' },
  H0104: { ...plainForm, encoding: 'gb18030', dates: 'chinese', bools: 'have', listSeparator: '、' },
  H0105: { ...plainForm, dates: 'dot', bools: 'digit', omit: ['hospital_id'] },
  H0106: { ...plainForm, encoding: 'utf-8-bom', dates: 'full-width', ageUnit: true },
  H0107: { ...plainForm, bools: 'letter', missing: '/' },
  H0201: { ...excelUtf8, headers: 'alias', listSeparator: '|' },
  H0202: { ...excel, dates: 'compact', bools: 'by-column', order: 'reversed' },
  H0203: { ...excel, dates: 'slash', missing: '/', omit: ['hospital_id'] },
  H0204: { ...excel, sexAsCode: true },
  H0301: { ...plainForm, bools: 'by-column', listSeparator: '+', note: 'padded', asa: 'roman' },
  H0302: { ...excel, missing: '不详', asa: 'latin' },
  H0303: { ...plainForm, dates: 'chinese-seconds', sexAsCode: true, missing: '未知' },
  H0304: { ...excel, dates: 'slash', omit: ['hospital_id'], shortMethods: true },
  H0401: { ...excel, dates: 'dot', missing: '—', blankLine: true, repeatedHeader: true },
  H0402: { ...plainForm, newline: '\r\n', dates: 'slash', missing: 'NULL' },
  H0403: { ...excel, bools: 'have', title: 'padded', note: 'alone', asa: 'roman' },
  H0404: { ...excel, dates: 'mixed' },
  H0501: { ...excelUtf8, missing: 'N/A' },
  H0502: { ...excel, dates: 'slash', bools: 'digit' },
  H0503: { ...plainForm, encoding: 'utf-8-bom', shortMethods: true, listSeparator: '、' },
  H0601: { ...excel, missing: '无数据', asa: 'latin' },
  H0602: { ...excel },
  H0604: { ...excel, dates: 'mixed', shortMethods: true, omit: ['hospital_id'] },
};

/** The 13 columns of the smallest export, and those a middling system has. */
const fewColumns = [
  ...['hospital_id', 'anesthesia_no', 'asa', 'elective', 'methods', 'started_at', 'ended_at'],
  ...['nerve_block_success', 'epidural_success', 'spinal_headache', 'invasive_procedures'],
  ...['invasive_procedure_infections', 'dural_puncture'],
];
const moreColumns = [
  ...fewColumns,
  ...['case_no', 'sex', 'age', 'place', 'entered_at', 'visited_at', 'consented', 'cancelled', 'airway'],
  ...[
    'temp_monitored',
    'pacu_in_at',
    'pacu_out_at',
    'pacu_first_temp_c',
    'icu_transfer',
    'alive_24h',
    'died_at',
  ],
];
const smallHospitals = ['H0203', 'H0204', 'H0304', 'H0403', 'H0404', 'H0502', 'H0503', 'H0602', 'H0604'];
const fullHospitals = ['H0101', 'H0102', 'H0107', 'H0301', 'H0501'];

export function ecmoForm(code: string): Form {
  const house = formOf(code);
  const form = severityCentres.includes(code)
    ? house
    : { ...house, omit: [...house.omit, ...severityFields] };
  switch (code) {
    case 'H0103':
      return { ...form, headers: 'english' };
    case 'H0107':
      return { ...form, encoding: 'utf-16le', delimiter: '\t', newline: '\r\n' };
    case 'H0201':
      return { ...form, delimiter: ';' };
    case 'H0302':
      return { ...form, omit: [...form.omit, 'alive_48h', 'emergency_decider_title'] };
    case 'H0501':
      return { ...form, noFinalNewline: true };
    case 'H0301':
      return { ...form, omit: [...form.omit, 'patient_name', 'birth_date'] };
    default:
      return form;
  }
}

export function vadForm(code: string): Form {
  const form = formOf(code);
  return code === 'H0601' ? { ...form, dates: 'chinese', totalRow: true } : { ...form, title: 'padded' };
}

export function anesthesiaForm(code: string): Form {
  const form = formOf(code);
  if (smallHospitals.includes(code)) return { ...form, only: fewColumns };
  if (fullHospitals.includes(code)) return form;
  return { ...form, only: moreColumns };
}

function formOf(code: string): Form {
  const form = houseForms[code];
  if (!form) throw new RangeError(`hospital ${code} has no form`);
  return form;
}

export const ecmoFileNames: Record<string, string> = {
  H0102: 'ECMO病例登记表.csv',
  H0103: 'ecmo_runs.csv',
  H0107: '体外膜肺氧合.csv',
  H0202: 'ECMO导出.csv',
  H0401: 'ECMO汇总(新).csv',
};

export function ecmoFileName(code: string): string {
  return ecmoFileNames[code] ?? 'ECMO病例.csv';
}

export function anesthesiaFileName(code: string): string {
  return smallHospitals.includes(code) ? '麻醉.csv' : '麻醉病例.csv';
}

export const vadFileName = '心室辅助病例.csv';

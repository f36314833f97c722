import { age, bool, choice, date, datetime, hospitalCode, identifier, text } from '../define/field.js';

/** Fields that every case table has, with the headers hospitals use for them. */
export const hospitalId = hospitalCode('医院编码', {
  aliases: ['机构编码', '医疗机构代码'],
  required: true,
  en: 'hospital code',
  example: 'H0101',
});

/** Fields about the patient; the identity is stored only as a keyed hash, name and day of birth never. */
export const patientFields = {
  patient_id: identifier('患者标识', {
    aliases: ['身份证号', '患者ID'],
    personal: 'key',
    en: 'patient identifier',
    example: 'P000123456',
  }),
  patient_name: text('姓名', { aliases: ['患者姓名'], personal: 'drop', en: 'patient name' }),
  sex: choice('性别', 'sex', ['男', '女'] as const, { '1': '男', '2': '女', 男性: '男', 女性: '女' }),
  birth_date: date('出生日期', 'birth date', { personal: 'drop', example: '1968-05-20' }),
  age: age('年龄', 'age'),
} as const;

/** The record number, stored only as a keyed hash. */
export const caseNo = (required: boolean) =>
  identifier('病案号', {
    aliases: ['住院号'],
    required,
    personal: 'key',
    en: 'case number',
    example: '00123456',
  });

/** Fields about the barcodes of devices. */
export const deviceFields = {
  barcode_kept: bool('器械条形码留存', 'device barcode kept'),
  device_barcodes: text('器械条形码', { en: 'device barcodes' }),
  reported_at: datetime('上报时间', 'reported to the provincial platform at'),
} as const;

/** Free text, read and then dropped. */
export const remark = text('备注', { notStored: true, en: 'remark' });

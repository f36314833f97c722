import { caseNo, hospitalId, patientFields } from '../cases/shared-fields.js';
import { choice, identifier, int, text } from '../define/field.js';
import { defineTable } from '../define/table.js';
import { technologies } from '../technology/index.js';

/** The words for the kind of a case, besides those that hospitals use. */
const otherWords = Object.fromEntries([
  ...technologies.flatMap(({ id, aliases = [] }) => aliases.map((word) => [word, id] as const)),
  ...technologies.map(({ id, cases }) => [cases.name, id] as const),
]);

/** The numbers that a technology gives its rows besides the case number. */
const ownNumbers = Object.fromEntries(
  technologies.flatMap(({ cases, ownNumber }) => {
    if (!ownNumber) return [];
    const { field, en } = ownNumber;
    const header = cases.spec.fields[field]?.meta.header ?? field;
    return [[field, identifier(header, { en: `${en}; all of the case where blank`, example: '' })]];
  }),
);

/**
 * One row per case that no longer counts, because it was sent by mistake or for another hospital. A hospital withdraws its own cases, the
 * centre in a file that names the hospital. It applies until a file of the same name comes without the case; removing the form from the
 * inbox, or adding another one, undoes nothing.
 */
export const withdrawals = defineTable({
  name: 'withdrawals',
  title: { zh: '撤回', en: 'withdrawals' },
  row: { zh: '每个撤回的病例一行', en: 'one row per case withdrawn' },
  authority: 'hospital',
  key: ['case_type', 'case_no', 'number', ...Object.keys(ownNumbers)],
  indexDate: null,
  byFile: true,
  fields: {
    hospital_id: hospitalId,
    case_type: choice(
      '撤回病例类型',
      'kind of case withdrawn',
      technologies.map(({ id }) => id),
      otherWords,
      { required: true },
    ),
    case_no: caseNo(true),
    number: int('撤回次序', 'which run or implantation; all of the case where blank', {
      range: [1, 99],
      example: '',
    }),
    ...ownNumbers,
    patient_id: patientFields.patient_id,
    reason: text('撤回原因', {
      required: true,
      en: 'reason for the withdrawal',
      notStored: true,
      example: '重复报送',
    }),
  },
  derived: {},
  windows: {},
  rules: [],
});

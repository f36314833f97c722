import { boolColumn, choiceColumn, numberColumn } from '../define/column.js';
import { technologies } from '../technology/index.js';
import { specialties } from './vocabularies/specialties.js';

export { rank } from './vocabularies/titles.js';

/**
 * The facts that clauses may need of a person on a day: the row of the staff list then in force, with whole years up to that day. Blank
 * stays not known.
 */
export const person = {
  role: choiceColumn('staff', 'role', { zh: '角色', en: 'role' }, [
    '医师',
    '护士',
    '技师',
    '灌注师',
    '工程师',
    '协调员',
  ] as const),
  technique: choiceColumn('staff', 'technique', { zh: '专项技术', en: 'technique' }, [
    ...technologies.map(({ id }) => id),
  ]),
  /** A specialty of the closed list; an unlisted text is not known. */
  specialty: choiceColumn('staff', 'specialty', { zh: '专业', en: 'specialty' }, specialties),
  practice_scope: choiceColumn('staff', 'practice_scope', { zh: '执业范围', en: 'scope of practice' }, [
    '内科',
    '外科',
    '急救医学',
    '重症医学科',
    '儿科',
    '麻醉',
    '其他',
  ] as const),
  licensed: boolColumn('staff', 'licensed', { zh: '执业医师', en: 'licensed physician' }),
  employed_here: boolColumn('staff', 'employed_here', { zh: '本院在职', en: 'employed here' }),
  trained: boolColumn('staff', 'trained', { zh: '培训合格', en: 'trained and passed' }),
  passed: boolColumn('staff', 'passed', { zh: '考核合格', en: 'examination passed' }),
  overseas: boolColumn('staff', 'overseas', { zh: '境外培训', en: 'trained abroad' }),
  expert_group: boolColumn('staff', 'expert_group', { zh: '专家组成员', en: 'expert-group member' }),
  technique_lead: boolColumn('staff', 'technique_lead', { zh: '技术负责人', en: 'technique lead' }),
  supervisor: boolColumn('staff', 'supervisor', { zh: '指导医师', en: 'supervising physician' }),
  no_serious_events: boolColumn('staff', 'no_serious_events', {
    zh: '无严重差错或事故',
    en: 'no serious error or accident',
  }),
  /** Whether an authorisation is valid on the day. */
  authorised: boolColumn('staff', 'authorised', { zh: '当日有授权', en: 'authorised on the day' }),
  training_months: numberColumn(
    'staff',
    'training_months',
    { zh: '培训月数', en: 'months of training' },
    '月',
  ),
  full_process_cases: numberColumn(
    'staff',
    'full_process_cases',
    { zh: '参与全程病例数', en: 'full-process cases' },
    '例',
  ),
  animal_implants: numberColumn(
    'staff',
    'animal_implants',
    { zh: '动物植入存活满30天例数', en: 'animal implants that survived 30 days' },
    '例',
  ),
  /** In the three years before G11 was issued; stated, or counted from the cases. */
  independent_cases: numberColumn(
    'staff',
    'independent_cases',
    {
      zh: '规范印发前近3年独立完成例数',
      en: 'independent cases of the three years before the norm was issued',
    },
    '例',
  ),
  /** G09 does not give the reference day; as stated. */
  independent_cases_5y: numberColumn(
    'staff',
    'independent_cases_5y',
    { zh: '近5年独立完成例数', en: 'independent cases in the last five years' },
    '例',
  ),
  /** 1 住院医师, 2 主治医师, 3 副主任医师, 4 主任医师, and equivalents of other professions. */
  rank: numberColumn('staff', 'rank', { zh: '职称级别', en: 'rank of title' }, ''),
  /** Whole years since the title was awarded. */
  title_years: numberColumn('staff', 'title_years', { zh: '取得职称年数', en: 'years in the title' }, '年'),
  /** Whole years in clinical work. */
  clinical_years: numberColumn(
    'staff',
    'clinical_years',
    { zh: '临床工作年数', en: 'years in clinical work' },
    '年',
  ),
  /** Whole years in clinical work on the day the norm was issued (2022-04-20). */
  clinical_years_at_norm: numberColumn(
    'staff',
    'clinical_years_at_norm',
    { zh: '规范印发时临床工作年数', en: 'years in clinical work when the norm was issued' },
    '年',
  ),
  /** The rank held on that day: the present one if it was awarded before, otherwise not known. */
  rank_at_norm: numberColumn(
    'staff',
    'rank_at_norm',
    { zh: '规范印发时职称级别', en: 'rank of title when the norm was issued' },
    '',
  ),
} as const;

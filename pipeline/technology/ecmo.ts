import { ecmoRuns } from '../cases/ecmo-runs.js';
import {
  all,
  clockKnown,
  column,
  day,
  is,
  known,
  midnight,
  not,
  plusDays,
  plusHours,
  when,
} from '../define/fact.js';
import { defineTechnology } from './technology.js';

const started = column.moment('started_at');
const donor = column.bool('organ_donor');

/** What the program must know of ECMO. */
export const ecmo = defineTechnology({
  id: 'ECMO',
  title: { zh: '体外膜肺氧合（ECMO）', en: 'ECMO' },
  name: { zh: 'ECMO', en: 'ECMO' },
  cases: ecmoRuns,
  sections: [{ prefix: 'ECMO', title: { zh: '体外膜肺氧合（ECMO）', en: 'ECMO' } }],
  headline: 'ECMO-01',
  tiles: ['ECMO-01', 'ECMO-02', 'ECMO-03', 'ECMO-05'],
  yearly: {
    volume: 'ECMO-N01',
    outcome: ['ECMO-N02', 'ECMO-01'],
    title: {
      zh: 'ECMO培训机构逐年例数与有效撤除率',
      en: 'ECMO training institutions: runs per year and effective removal',
    },
    axis: { zh: 'ECMO 例次/年', en: 'ECMO runs per year' },
    note: {
      zh: '条为当年 ECMO 例次，其右为当年有效撤除率。橙色为低于要求的年份，虚线框为未满的年份（例次不作判定）。',
      en: 'Bars are runs of the year, beside them the effective removal of the year. Orange years are below the requirement; a dashed outline is a year not over, which is not judged.',
    },
    none: {
      zh: '医院名单中没有ECMO培训机构。',
      en: 'The list of hospitals has no ECMO training institution.',
    },
  },
  training: {
    scope: 'ECMO training base',
    field: 'ecmo_training_base',
    title: {
      zh: 'ECMO培训机构',
      en: 'ECMO training institution',
      meaning: {
        zh: 'G11 的用词。“培训基地”是心室辅助规范（G09）的用词；名录的旧列名“ECMO培训基地”照读',
        en: 'the word of G11 for who trains others in ECMO',
      },
      never: ['ECMO ?(?:技术)?培训基地', '体外膜肺氧合(?:（ECMO）)?(?:技术)?培训基地'],
    },
    aliases: ['ECMO培训基地'],
    binds: {
      zh: '约束ECMO培训机构，其他医院仅供对照',
      en: 'binds ECMO training institutions, a reference for others',
    },
  },
  filedOn: 'ecmo_filed_on',
  counted: {
    frontPage: { item: 'ecmo_front_page', words: ['首页ECMO例次'] },
    zeroReport: { item: 'ecmo_zero_report', words: ['ECMO零报告'] },
  },
  telling: {
    deadAt: column.moment('death_at'),
    timed: column.bool('death_at_timed'),
    deadBy: column.day('dead_by'),
    begunTimed: clockKnown(started),
    aliveOn: column.day('last_alive_on'),
    aliveAt: column.moment('last_alive_at'),
    aliveBeyond: [
      when([column.bool('alive_48h'), plusHours(column.moment('ended_at'), 48)]),
      when([
        all(is(column.choice('followup_1y_status'), '存活'), not(known(column.day('followup_1y_on')))),
        plusHours(midnight(column.day('anniversary_on')), 24),
      ]),
      when([
        all(is(column.choice('status_30d'), '存活'), not(known(column.day('status_30d_on')))),
        midnight(plusDays(day(started), 31)),
      ]),
    ],
    donor,
  },
  courses: {
    begun: 'started_at',
    ended: 'ended_at',
    reason: { field: 'end_reason', died: '死亡', transferred: '转院' },
    mode: 'mode',
    modeAfter: 'mode_after',
    from: 'transfer_from',
    to: 'transfer_to',
    outcome: 'alive_48h_after_removal',
    over: 'removal_48h_over',
    // Support of an organ donor is no treatment of a patient.
    never: donor,
    conversionHours: 1,
    transferHours: 24,
    recannulationHours: 48,
  },
  followUp: { status: 'followup_1y_status', on: 'followup_1y_on', died: 'died_at', years: 1, done: {} },
  reviewed: [
    'mode',
    'ecpr',
    'urgency',
    'started_at',
    'ended_at',
    'end_reason',
    'alive_48h',
    'died_at',
    'discharged_at',
    'discharge_status',
    'discharge_outcome',
    'status_30d',
    'status_30d_on',
    'bleeding',
    'hemolysis',
    'thromboembolism',
    'limb_ischemia',
    'neurologic',
    'bloodstream_infection',
    'oxygenator_failures',
    'pump_head_failures',
    'accidental_decannulations',
    'air_in_circuit',
    'pump_stop',
    'cannulation_accident',
  ],
  settles: true,
});

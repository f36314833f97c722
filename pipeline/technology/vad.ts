import { vadComplications, vadImplants } from '../cases/vad-implants.js';
import { all, column, constant, is, known, midnight, not, notKnown, plusDays, when } from '../define/fact.js';
import { defineTechnology } from './technology.js';

/** What the program must know of ventricular assist devices. */
export const vad = defineTechnology({
  id: '心室辅助',
  aliases: ['VAD'],
  title: { zh: '心室辅助', en: 'ventricular assist' },
  name: { zh: 'VAD', en: 'VAD' },
  cases: vadImplants,
  pageTitle: 'VAD implants',
  sections: [{ prefix: 'VAD', title: { zh: '心室辅助（VAD）', en: 'Ventricular assist (VAD)' } }],
  tiles: ['VAD-02', 'VAD-03', 'VAD-07-1'],
  training: {
    scope: 'VAD training base',
    field: 'vad_training_base',
    title: {
      zh: '心室辅助培训基地',
      en: 'VAD training base',
      meaning: { zh: 'G09 的用词', en: 'the word of G09' },
      never: ['心室辅助(?:技术)?培训机构', 'VAD ?培训机构'],
    },
    binds: {
      zh: '约束心室辅助培训基地，其他医院仅供对照',
      en: 'binds VAD training bases, a reference for others',
    },
  },
  filedOn: 'vad_filed_on',
  counted: {
    frontPage: { item: 'vad_front_page', words: ['首页VAD例次', '首页心室辅助例次'] },
    zeroReport: { item: 'vad_zero_report', words: ['VAD零报告', '心室辅助零报告'] },
  },
  telling: {
    deadAt: column.day('death_on'),
    timed: constant(false),
    deadBy: column.day('dead_by'),
    begunTimed: constant(false),
    aliveOn: column.day('last_alive_on'),
    aliveAt: notKnown('moment'),
    aliveBeyond: [
      when([
        all(is(column.choice('status_30d'), '存活'), not(known(column.day('status_30d_on')))),
        midnight(plusDays(column.day('implanted_on'), 31)),
      ]),
    ],
    donor: constant(false),
  },
  followUp: {
    status: 'last_followup_status',
    on: 'last_followup_on',
    died: 'died_on',
    years: null,
    done: { '1年': 'followup_1y_done', '3年': 'followup_3y_done', '5年': 'followup_5y_done' },
  },
  reviewed: [
    'device_type',
    'urgency',
    'implanted_on',
    'removed_on',
    'removal_reason',
    'transplanted_on',
    'died_on',
    'status_30d',
    'status_30d_on',
    'last_followup_on',
    'last_followup_status',
    ...vadComplications,
  ],
  settles: true,
});

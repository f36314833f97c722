import { anesthesiaCases } from '../cases/anesthesia-cases.js';
import { monthlyReturns } from '../cases/anesthesia-monthly-returns.js';
import { clockKnown, column, is, not, notKnown, plusHours, possibly, when } from '../define/fact.js';
import { defineTechnology } from './technology.js';

const [started, died] = [column.moment('started_at'), column.moment('died_at')];

/** What the program must know of anaesthesia. */
export const anesthesia = defineTechnology({
  id: '麻醉',
  title: { zh: '麻醉', en: 'anaesthesia' },
  name: { zh: '麻醉', en: 'anaesthesia' },
  cases: anesthesiaCases,
  pageTitle: 'anaesthesia cases',
  sections: [
    { prefix: 'CQ', title: { zh: '麻醉', en: 'Anaesthesia' } },
    { prefix: 'AQI', title: { zh: '麻醉（国家指标）', en: 'Anaesthesia (national indicators)' } },
  ],
  tiles: ['CQ-01', 'CQ-02', 'CQ-03', 'CQ-09'],
  keyDepartment: { field: 'key_anesthesia', title: { zh: '麻醉重点专科', en: 'key anaesthesia department' } },
  monthly: [
    { item: 'anesthesia_physicians', words: ['麻醉科固定在岗医师数'] },
    { item: 'anesthesia_nurses', words: ['麻醉科固定在岗护士数'] },
    { item: 'vaginal_deliveries', words: ['阴道分娩例数'] },
    { item: 'neuraxial_labor_analgesia', words: ['阴道分娩椎管内麻醉例数'] },
  ],
  returns: {
    table: monthlyReturns,
    begun: 'anesthetics',
    // An operation called off before any anaesthetic was given is none.
    counts: possibly(not(is(column.choice('cancelled'), '入室后麻醉前'))),
  },
  ownNumber: { field: 'anesthesia_no', en: 'anaesthetic' },
  telling: {
    deadAt: died,
    timed: clockKnown(died),
    deadBy: notKnown('day'),
    begunTimed: clockKnown(started),
    aliveOn: notKnown('day'),
    aliveAt: notKnown('moment'),
    aliveBeyond: [when([column.bool('alive_24h'), plusHours(started, 24)])],
    donor: is(column.number('asa'), 6),
  },
  reviewed: [
    'asa',
    'elective',
    'methods',
    'started_at',
    'ended_at',
    'cancelled',
    'alive_24h',
    'died_at',
    'anesthesia_death',
    'cardiac_arrest',
    'cardiac_arrest_24h',
    'severe_allergy',
    'awareness',
    'aspiration',
    'hypothermia',
    'dental_injury',
    'unplanned_airway',
    'reintubated',
    'icu_transfer',
    'new_coma_24h',
    'hoarseness_72h',
    'central_venous_complication',
    'dural_puncture',
    'epidural_vessel_injury',
    'neuraxial_neurologic',
    'regional_neurologic_72h',
    'paraplegia',
    'spinal_headache',
    'invasive_procedure_infections',
    'invasive_monitoring_infections',
  ],
});

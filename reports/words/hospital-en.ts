import type { HospitalWords } from './hospital-zh.js';

const one = (count: string, single: string, plural = `${single}s`) =>
  `${count} ${count === '1' ? single : plural}`;

export const hospitalEn: HospitalWords = {
  edition: (number) => `edition ${number}`,
  footer: (name, month, edition) => [name, month, edition].filter((part) => part !== '').join(' · '),
  swipe: '← the table can be moved sideways →',
  printed: (count) =>
    `The print has the main points; ${one(count, 'more item')} on the web page of this report.`,

  standing: {
    title: 'Where we stand',
    summary: (parts, of) => `Of ${one(of, 'requirement')} that bind your hospital: ${parts.join(', ')}.`,
    nothingBinds: 'No requirement that binds your hospital has data.',
    counts: {
      not_met: (n) => `${n} certainly missed`,
      cannot_tell: (n) => `${n} that cannot be told yet`,
      met: (n) => `${n} certainly met`,
      none: (n) => `${n} without a case due`,
    },
    referenceTitle: 'Thresholds for reference only',
    referenceSummary: (of, below) =>
      `${one(of, 'more threshold')} ${of === '1' ? 'does' : 'do'} not bind your hospital and ${of === '1' ? 'stands' : 'stand'} for comparison; the counts of ${below} are worse than the reference, which is no breach.`,
    columns: {
      indicator: 'Indicator',
      verdict: 'Verdict',
      figure: 'Your figure',
      trend: 'Own trend',
      peers: 'Place among peers',
    },
    trendNote:
      'Trend: rates of the last 8 quarters (volumes: 3 years); open points have fewer than 10 cases, a gap had none, the dashed line is the threshold. Peers: each tick is another hospital that may be shown (a year that is over, two significant digits, no name); ◆ is your rate of the same year.',
    without: (titles) => `No case due, so no rate to compare: ${titles}.`,
    more: (count) => `${one(count, 'more row')} on the web page.`,
    first: "This is your hospital's first month: there is no trend yet, only the figures of this month.",
  },
  trend: {
    label: (first, points) => `From ${first}: ${points}`,
    none: 'no trend',
  },
  peers: {
    hidden: 'No figure of others may be shown',
    place: (period, count, lower, same, higher) =>
      `${period}, ${one(count, 'hospital')} shown: ${lower} lower${same === '0' ? '' : `, ${same} the same`}, ${higher} higher`,
    only: (period, count) => `${period}, ${one(count, 'hospital')} shown; no rate of yours in that year`,
    range: (low, middle, high) => `lowest ${low}, median ${middle}, highest ${high}`,
    label: (period) => `Rates of hospitals in ${period}`,
    labels: 'Peers shown, by indicator (label and rate)',
    labelsNote:
      'Each indicator has labels of its own, and a hospital has another in each. These are the peers nearest to you; all of them are in the public file peers.csv.',
    own: (label) => `your label ${label}`,
  },
  absent: {
    title: 'Techniques without figures',
    refused: (title, files) =>
      `${title}: ${one(files, 'file')} of this month ${files === '1' ? 'was' : 'were'} refused as a whole, so there are no figures. The reason stands below under what was sent; corrected and sent again, it counts.`,
    zero: (title) => `${title}: you reported that there was no case this month; nothing is missing.`,
    silent: (title) =>
      `${title}: your hospital practises it and has never sent cases. Please send them; for a month without any send a zero report.`,
    stopped: (title, through) =>
      `${title}: last sent for ${through}, and nothing came since; for a month without cases send a zero report.`,
    notPractised: (title) =>
      `${title}: no case, staff or statement shows that your hospital practises it, so it counts as not practised; that is not missing data.`,
    nothing:
      'We never received a file of your hospital, so there is no figure to compare. Please report as described; a technique that you do not practise needs no report.',
  },

  review: {
    title: 'Cases to review',
    lead: 'Each case of an indicator with a threshold that fails, is not known or not due, by file and line; cases with the same reason share a row. Lines are those of the file you sent. No number of a patient stands here: look the line up in your file (where there is a receipt, its sheet 待核查病例 adds a code).',
    columns: { indicator: 'Indicator', state: 'Why', where: 'File and lines', because: 'What it rests on' },
    states: {
      failed: 'Fails',
      unknown: 'Outcome unknown',
      undated: 'Unknown whether it counts',
      pending: 'Not due',
    },
    event: 'Event',
    cases: (count) => one(count, 'case'),
    line: (numbers) => `line ${numbers}`,
    cut: (count) => `… ${count} in all`,
    blank: (titles) => `blank: ${titles}`,
    says: (title, value) => `${title} = ${value}`,
    pending: (window) => `window not over: ${window}`,
    elsewhere: 'rests on other rows of the patient or another part of a transfer too; not told here',
    several: 'different reasons; look at each line',
    yes: 'yes',
    no: 'no',
    none: 'No case of an indicator with a threshold needs a review.',
    noneWithout:
      'There are no cases of your hospital, so none to review; that does not mean that all comply.',
    more: (rows, cases) =>
      `${one(rows, 'more row')} with ${one(cases, 'case')}; all of them are in review.csv in this folder.`,
    all: (cases) =>
      `${one(cases, 'case')} in all (a case may stand under several indicators); the list is also in review.csv in this folder.`,
    total: (failed, open, pending) =>
      `${failed} failing, ${open} not known, ${pending} not due (a case may stand under several indicators)`,
    rest: (count) => `${one(count, 'more row')}`,
    sheet: '待核查病例',
  },

  correct: {
    title: 'What to correct first',
    none: 'There is nothing to correct or to fill in.',
    held: (rows) =>
      `${one(rows, 'error')} ${rows === '1' ? 'keeps its row' : 'keep their rows'} out of every figure: correct them in the receipt and send it back, and the cases count.`,
    refused: (files) => `${one(files, 'file')} refused as a whole: none of the cases in it count.`,
    warned: (count) => `${one(count, 'note')}: counted as sent, please check.`,
    settle: (title, fill, result) => `${title}: ${fill}; ${result}`,
    rules: 'To correct, by rule',
    columns: { rule: 'Rule', count: 'Places', where: 'Files' },
    restOfRules: (count) => `${one(count, 'more place')} by other rules; see the web page or the receipt.`,
    noSettle: 'No indicator is open because of blank cells.',
  },

  training: {
    title: 'The threshold of a training base',
    isBase: (name) => `The list has your hospital as a ${name}, so these requirements bind it.`,
    noBase: (name) =>
      `The list has your hospital as no ${name}: these requirements do not bind it and stand here for an application.`,
    unknown: (name) =>
      `The list does not say whether your hospital is a ${name}; the requirements are taken as not binding.`,
    columns: { year: 'Year', volume: 'Runs', needed: 'Required', gap: 'Missing' },
    enough: 'enough',
    gap: (count) => `${count} short`,
    running: (month, pace) =>
      `to month ${month}${pace === null ? '' : `; at this pace about ${pace} in the year`}`,
    noRecord: 'no record',
    outcome: (title, text) => `${title}: ${text}`,
    notPractised: 'There are no cases, so nothing to compare.',
  },

  time: {
    chance: (percent) => `chance that two more years of cases settle it: ${percent}%`,
    months: (cases, months) =>
      `about ${one(cases, 'more case')}, about ${one(months, 'month')} at the number of your last 12 months`,
    never: (cases) =>
      `about ${one(cases, 'more case')}, more than two years at the number of your last 12 months: cannot be judged at this volume`,
  },

  figures: {
    title: 'All indicators with short definitions',
    note: 'Only you, your city and the centre see your figures. The whole definitions are on the page of definitions.',
    printNote: (count) =>
      `The figures of all ${count} indicators with short definitions and peers are on the web page; the figures are also in figures.csv in this folder.`,
    columns: { indicator: 'Indicator', peers: 'Peers' },
    without: 'Indicators without figures',
  },

  data: {
    title: 'Letters and data',
    letters: (count, open) => `${one(count, 'feedback letter')}, ${open} to be answered`,
    noLetters: 'no feedback letter',
    submissions: (parts) => `Files of this month: ${parts.join(', ')}`,
    noSubmissions: 'No file of your hospital came this month',
    problems: (parts) => `To correct: ${parts.join(', ')}`,
    noProblems: 'Nothing was found to correct',
    where: 'Details are on the web page of this report and in your receipt.',
    restOfProblems: (count) => `${one(count, 'more entry', 'more entries')}, all of them in your receipt.`,
    more: (count) => `${one(count, 'more row')} on the web page.`,
  },

  summary: {
    head: (name, month, edition, asOf) => `[${name}] Quality report ${month} (${edition}, data to ${asOf})`,
    centreHead: (province, month, edition, asOf) =>
      `[${province}] Quality report ${month} (${edition}, data to ${asOf})`,
    below: (titles) => `Certainly missed: ${titles}`,
    review: (text) => `Cases to review: ${text}`,
    correct: (text) => `First: ${text}`,
    changed: 'Since the edition before:',
    first: 'Sent for the first time.',
    unchanged: 'Nothing has changed since the edition before.',
    now: (title, was, now) => `${title}: ${was} → ${now}`,
    none: 'none',
    open: 'See index.html of your report.',
    centreOpen: 'See centre/index.html.',
    hospitals: (title, names) => `${title}: ${names}`,
    silent: (names) => `No cases this month: ${names}`,
    refused: (count) => `${one(count, 'file')} refused as a whole`,
    more: (count) => `and others (${count} in all)`,
    moreHospitals: (count) => `and others (${count} in all)`,
  },
};

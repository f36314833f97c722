import { dayOf, type Month } from './calendar.js';
import { type EcmoCentre, ecmoCentres } from './ecmo-centres.js';
import { makePatient } from './patients.js';
import { type Random, randomStream } from './random.js';
import { type VadCentre, vadCentres } from './vad.js';
import { maybe, onDay, type Row } from './values.js';

/** How one post of a team is filled. */
interface Post {
  readonly id: string;
  readonly role: string;
  readonly specialty: string;
  readonly scope: string | null;
  readonly title: string;
  readonly expert?: boolean;
  readonly lead?: boolean;
  readonly supervisor?: boolean;
  /** Free of training by long practice before 2022. */
  readonly veteran?: boolean;
  readonly overseas?: boolean;
  /** What this person lacks. */
  readonly lacks?: 'cases' | 'authorisation' | 'training' | 'dates';
}

/** The staff of every team that uses ECMO or ventricular assist, as the centre keeps the list. */
export function makeStaff(
  seed: number,
  { year }: Month,
  ecmo: readonly Pick<EcmoCentre, 'code' | 'runs'>[] = ecmoCentres,
  vad: readonly Pick<VadCentre, 'code' | 'mature'>[] = vadCentres,
): Row[] {
  return [
    ...ecmo.flatMap(({ code, runs }) => people(seed, code, 'ECMO', year, ecmoTeam(code, runs[2] >= 20))),
    ...vad.flatMap(({ code, mature }) => people(seed, code, '心室辅助', year, vadTeam(code, mature >= 40))),
  ];
}

/** Hospitals whose lists are believable but not whole. */
const without: Readonly<Record<string, Post['lacks']>> = {
  H0105: 'cases',
  H0203: 'training',
  H0402: 'authorisation',
  H0502: 'training',
  H0302: 'dates',
};

function ecmoTeam(code: string, large: boolean): Post[] {
  const number = code.slice(1);
  const physician = { role: '医师', specialty: '重症医学科', scope: '重症医学科' } as const;
  const lacks = without[code];
  const posts: Post[] = [
    {
      ...physician,
      id: `Y${number}1`,
      title: '主任医师',
      expert: true,
      lead: true,
      supervisor: large,
      veteran: large,
    },
    {
      ...physician,
      id: `Y${number}2`,
      specialty: '心脏大血管外科',
      scope: '外科专业',
      title: '副主任医师',
      expert: true,
      supervisor: large,
      overseas: large,
    },
    { ...physician, id: `Y${number}3`, title: '副主任医师', expert: true, supervisor: large },
    { ...physician, id: `Y${number}4`, title: '主治医师', supervisor: large, ...(lacks ? { lacks } : {}) },
  ];
  if (large)
    posts.push(
      {
        ...physician,
        id: `Y${number}5`,
        specialty: '急诊科',
        scope: '急救医学',
        title: '副主任医师',
        expert: true,
        supervisor: true,
      },
      { ...physician, id: `Y${number}6`, specialty: '麻醉科', scope: '麻醉科', title: '主治医师' },
    );
  posts.push(
    { id: `Y${number}7`, role: '护士', specialty: '重症医学科', scope: null, title: '主管护师' },
    { id: `Y${number}8`, role: '护士', specialty: '重症医学科', scope: null, title: '护师' },
    { id: `Y${number}9`, role: '灌注师', specialty: '体外循环', scope: null, title: '主管技师' },
  );
  return posts;
}

function vadTeam(code: string, large: boolean): Post[] {
  const number = code.slice(1);
  const surgeon = { role: '医师', specialty: '心脏大血管外科', scope: '外科专业' } as const;
  return [
    {
      ...surgeon,
      id: `X${number}1`,
      title: '主任医师',
      lead: true,
      expert: true,
      supervisor: large,
      veteran: true,
    },
    { ...surgeon, id: `X${number}2`, title: '主任医师', expert: true, supervisor: large },
    {
      ...surgeon,
      id: `X${number}3`,
      title: '副主任医师',
      supervisor: large,
      ...(large ? {} : { lacks: 'cases' }),
    },
    {
      id: `X${number}4`,
      role: '医师',
      specialty: '心血管内科',
      scope: '内科专业',
      title: '主任医师',
      expert: true,
      supervisor: large,
    },
    { id: `X${number}5`, role: '医师', specialty: '麻醉科', scope: '麻醉科', title: '副主任医师' },
    { id: `X${number}6`, role: '医师', specialty: '体外循环', scope: '外科专业', title: '主治医师' },
    { id: `X${number}7`, role: '医师', specialty: '超声科', scope: '其他', title: '主治医师' },
    { id: `X${number}8`, role: '医师', specialty: '重症医学科', scope: '重症医学科', title: '副主任医师' },
    { id: `X${number}9`, role: '护士', specialty: '重症医学科', scope: null, title: '主管护师' },
  ];
}

/** Years in clinical work by title, as careers go. */
const careers: Readonly<Record<string, readonly [number, number]>> = {
  主任医师: [22, 32],
  副主任医师: [14, 21],
  主治医师: [7, 12],
  主管护师: [9, 18],
  护师: [5, 9],
  主管技师: [8, 16],
};

function people(
  seed: number,
  code: string,
  technique: 'ECMO' | '心室辅助',
  year: number,
  posts: readonly Post[],
): Row[] {
  const random = randomStream(seed, `staff/${technique}/${code}`);
  return posts.map((post) => makePerson(random, code, technique, year, post));
}

function makePerson(
  random: Random,
  code: string,
  technique: 'ECMO' | '心室辅助',
  year: number,
  post: Post,
): Row {
  const physician = post.role === '医师';
  const [least, most] = careers[post.title] ?? [6, 12];
  const years = random.between(least, most);
  const begun = dayOf(year - years, 7, random.between(1, 28));
  const titled = dayOf(year - random.between(post.title === '主任医师' ? 5 : 6, 7), random.between(1, 12), 1);
  const implants = ['心脏大血管外科', '心血管内科'].includes(post.specialty);
  const operates = physician && (technique === 'ECMO' || implants);
  const untrained = post.lacks === 'training';
  const authorised = dayOf(2023, random.between(1, 6), 1);
  return {
    hospital_id: code,
    staff_id: post.id,
    name: makePatient(random, 'adult', begun).name,
    role: post.role,
    specialty: post.specialty,
    practice_scope: post.scope,
    title: post.title,
    title_since: post.lacks === 'dates' ? null : onDay(Math.max(titled, begun + 5 * 365)),
    clinical_since: post.lacks === 'dates' ? null : onDay(begun),
    licensed: physician ? true : null,
    employed_here: true,
    technique,
    trained: !untrained && !(post.veteran && physician && random.chance(500)),
    training_months: physician ? (untrained ? 1 : post.veteran ? 0 : random.between(3, 6)) : 1,
    full_process_cases: physician ? (post.lacks === 'cases' ? 1 : random.between(5, 30)) : null,
    passed: untrained ? false : maybe(random, true, 15),
    overseas: physician ? Boolean(post.overseas) : null,
    expert_group: Boolean(post.expert),
    authorized_from: operates ? onDay(authorised) : null,
    authorized_to: post.lacks === 'authorisation' ? onDay(dayOf(year - 1, 12, 31)) : null,
    technique_lead: Boolean(post.lead),
    supervisor: Boolean(post.supervisor),
    no_serious_events: physician ? true : null,
    animal_implants:
      technique === '心室辅助' && operates ? (post.lacks === 'cases' ? 0 : random.between(1, 4)) : null,
    independent_cases: post.veteran ? random.between(22, 48) : null,
    valid_from: onDay(dayOf(year - 3, 1, 1)),
    valid_to: null,
  };
}

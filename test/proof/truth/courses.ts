import type { Random } from '../../../data-samples/generator/random.js';

/*
 * What truly happens to the patients of a hospital: each course from its start to death, loss or the as-of day. Nothing here knows how a
 * hospital writes it down, or what a definition makes of it. Moments are minutes, days whole days, both counted from 2025-01-01.
 */

export const HOUR = 60;
export const DAY = 24 * HOUR;

export interface EcmoCourse {
  readonly kind: 'ecmo';
  readonly no: string;
  readonly run: number;
  readonly patient: string;
  readonly started: number;
  readonly ended: number;
  readonly reason: string;
  /** Null: alive as of the as-of day. */
  readonly death: number | null;
  readonly discharged: number;
  readonly isAgainstAdvice: boolean;
  /** Nobody could be found a year later, though everything was tried. */
  readonly isLost: boolean;
  readonly complications: readonly boolean[];
}

export interface VadCourse {
  readonly kind: 'vad';
  readonly no: string;
  readonly patient: string;
  /** Days. */
  readonly implanted: number;
  readonly removed: { readonly on: number; readonly reason: string } | null;
  readonly transplanted: number | null;
  readonly death: number | null;
  readonly isLost: boolean;
  readonly complications: readonly boolean[];
}

export const ecmoComplications = [
  'bleeding',
  'hemolysis',
  'thromboembolism',
  'limb_ischemia',
  'neurologic',
  'bloodstream_infection',
] as const;
export const vadComplications = [
  'bacteremia',
  'mediastinal_infection',
  'driveline_infection',
  'visceral_bleeding',
  'unplanned_surgery',
  'hemolysis',
  'thromboembolism',
  'right_heart_failure',
  'neurologic',
  'renal_failure',
  'mechanical_failure',
] as const;

/** The last minute that is known: the as-of day is 2026-12-31. */
export const asOf = '2026-12-31';
const asOfDay = 729;

export const dayOf = (moment: number): number => Math.floor(moment / DAY);

/** Runs on support of a hospital in 2025; `perMille` of them are removed for recovery with the patient alive for more than 48 hours. */
export function ecmoCourses(random: Random, name: string, runs: number, perMille: number): EcmoCourse[] {
  const courses: EcmoCourse[] = [];
  let patients = 0;
  while (courses.length < runs) {
    patients += 1;
    const patient = `${name}-P${patients}`;
    const no = `E${patients}`;
    const started = random.between(0, 300) * DAY + random.below(DAY);
    const first = fateOf(random, started, random.chance(perMille));
    const rest = {
      kind: 'ecmo' as const,
      no,
      patient,
      isAgainstAdvice: first.isAgainstAdvice,
      isLost: first.death === null && random.chance(60),
      complications: ecmoComplications.map(() => random.chance(180)),
    };
    // Some who recovered are cannulated again in the same stay, and that run decides how it ends.
    if (first.isSuccess && courses.length + 1 < runs && random.chance(100)) {
      const again = fateOf(random, first.ended + 3 * DAY + random.below(5 * DAY), random.chance(perMille));
      const of = {
        ...rest,
        isAgainstAdvice: again.isAgainstAdvice,
        isLost: again.death === null && rest.isLost,
      };
      courses.push({ ...of, ...first, run: 1, death: again.death, discharged: again.discharged });
      courses.push({
        ...of,
        ...again,
        run: 2,
        complications: ecmoComplications.map(() => random.chance(180)),
      });
      continue;
    }
    courses.push({ ...rest, ...first, run: 1 });
  }
  return courses;
}

function fateOf(random: Random, started: number, isSuccess: boolean) {
  const ended = started + random.between(1, 20) * DAY + random.below(DAY);
  const fate = (reason: string, death: number | null, discharged: number, isAgainstAdvice = false) => ({
    isSuccess,
    started,
    ended,
    reason,
    death,
    discharged: death !== null && death < discharged ? death : discharged,
    isAgainstAdvice,
  });
  const home = ended + random.between(3, 40) * DAY + random.below(12 * HOUR);
  const later = random.weighted([
    [6, null],
    [1, ended + 48 * HOUR + 1 + random.below(20 * DAY)],
    [1, ended + random.between(25, 300) * DAY],
    [1, started + random.between(366, 700) * DAY],
  ]);
  if (isSuccess) return fate(random.chance(900) ? '心肺功能改善' : '器官移植', later, home);
  const soon = ended + random.below(48 * HOUR + 1);
  switch (random.below(10)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return fate('死亡', ended, ended);
    case 4:
    case 5: {
      // The dying are taken home.
      const left = ended + random.between(10, 120);
      return fate('放弃治疗', left + random.between(60, 10 * HOUR), left, true);
    }
    case 6:
    case 7:
      return fate('心肺功能改善', soon, Math.max(soon, home));
    case 8:
      return fate('转心室辅助', random.chance(500) ? null : ended + random.below(60 * DAY), home);
    default:
      return fate('并发症', random.chance(500) ? null : ended + random.below(15 * DAY), home);
  }
}

/** Implantations of a hospital in 2025, one a patient. */
export function vadCourses(random: Random, name: string, implants: number): VadCourse[] {
  return Array.from({ length: implants }, (_, i) => {
    const implanted = random.between(0, 330);
    const death = random.weighted([
      [5, null],
      [1, implanted + random.between(0, 30)],
      [2, implanted + random.between(31, 500)],
    ]);
    const end = Math.min(death ?? asOfDay, asOfDay);
    const at = implanted + random.between(5, 300);
    const happens = at < end ? random.below(10) : 9;
    const removed =
      happens < 2
        ? { on: at, reason: '心功能改善' }
        : happens < 4
          ? { on: at, reason: '心脏移植' }
          : death !== null && death <= asOfDay && random.chance(400)
            ? { on: death, reason: '死亡' }
            : null;
    return {
      kind: 'vad' as const,
      no: `V${i + 1}`,
      patient: `${name}-V${i + 1}`,
      implanted,
      removed,
      transplanted: removed?.reason === '心脏移植' ? removed.on : null,
      death: death !== null && death <= asOfDay ? death : null,
      isLost: death === null && random.chance(80),
      complications: vadComplications.map(() => random.chance(120)),
    };
  });
}

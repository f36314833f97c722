import { dayOf, type EcmoCourse, HOUR, type VadCourse } from './courses.js';

/*
 * What the words of some indicators come to for courses of which everything is known, from the regulations' sentences and not from the
 * definitions: numerator and denominator.
 */

export interface Share {
  readonly met: number;
  readonly of: number;
}

const share = <T>(all: readonly T[], meets: (one: T) => boolean): Share => ({
  met: all.filter(meets).length,
  of: all.length,
});

function byPatient<T extends { readonly patient: string }>(courses: readonly T[]): T[][] {
  const groups = new Map<string, T[]>();
  for (const course of courses) groups.set(course.patient, [...(groups.get(course.patient) ?? []), course]);
  return [...groups.values()];
}

/** The day of the first anniversary of a day of 2025, which has no leap day after it. */
const anniversary = (day: number) => day + 365;

export const ecmoMeasures: Readonly<Record<string, (courses: readonly EcmoCourse[]) => Share>> = {
  // Removed because heart or lung recovered or for a transplant, and alive more than 48 hours after it; runs.
  'ECMO-01': (courses) =>
    share(
      courses,
      ({ reason, ended, death }) =>
        ['心肺功能改善', '器官移植'].includes(reason) && (death === null || death > ended + 48 * HOUR),
    ),
  // Dead within 30 days of any start; patients.
  'ECMO-02': (courses) =>
    share(byPatient(courses), (runs) =>
      runs.some(({ started, death }) => death !== null && dayOf(death) <= dayOf(started) + 30),
    ),
  // Alive a year after the start, who is lost counting as not; patients, by every run.
  'ECMO-03': (courses) =>
    share(byPatient(courses), (runs) =>
      runs.every(
        ({ started, death, isLost }) =>
          !isLost && (death === null || dayOf(death) > anniversary(dayOf(started))),
      ),
    ),
  // Alive on leaving the hospital; of those taken home against advice who was dead within 30 days was not; runs.
  'ECMO-E01': (courses) =>
    share(courses, ({ death, discharged, isAgainstAdvice }) =>
      isAgainstAdvice
        ? death === null || dayOf(death) > dayOf(discharged) + 30
        : death === null || death > discharged,
    ),
};

/** Null where a patient was lost on the device: what became of it nobody knows. */
export const vadMeasures: Readonly<Record<string, (courses: readonly VadCourse[]) => Share | null>> = {
  'VAD-03': (courses) => share(courses, ({ implanted, death }) => death !== null && death <= implanted + 30),
  'VAD-02': (courses) =>
    courses.some(({ removed, isLost }) => removed === null && isLost)
      ? null
      : share(courses, ({ removed }) => removed?.reason === '心功能改善'),
  'VAD-07-1': (courses) =>
    share(
      courses,
      ({ implanted, death, isLost }) => !isLost && (death === null || death > anniversary(implanted)),
    ),
};

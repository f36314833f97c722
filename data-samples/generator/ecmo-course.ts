import { dayOfMinute, minutesPerDay } from './calendar.js';
import type { Random } from './random.js';
import { atMinute, onDay, type Row } from './values.js';

/** How a run ended. The first three count as effective removal; the last ones are open. */
export type Outcome =
  | 'met'
  | 'met-died-later'
  | 'met-minute-after-48h'
  | 'died-on-support'
  | 'withdrawn'
  | 'improved-died-within-48h'
  | 'died-at-48h-exactly'
  | 'to-vad'
  | 'complication'
  | 'transfer'
  | 'other'
  | 'unknown'
  | 'pending';

const hour = 60;

/** Hours on support, as quantiles of a log-normal-like distribution. */
const hoursOnSupport = [5, 20, 38, 55, 74, 92, 110, 130, 152, 180, 215, 260, 330, 450, 760];

export function drawDuration(random: Random): number {
  return random.quantile(hoursOnSupport.map((hours) => hours * hour));
}

export interface CourseOptions {
  /** The first minute after the month: what happens from then on is not in the export. */
  readonly cut: number;
  readonly complete: boolean;
  readonly datesOnly: boolean;
}

/** Removal, survival, discharge and follow-up of a run. All times are minutes; null is not known or not yet. */
export function makeCourse(
  random: Random,
  start: number,
  duration: number,
  outcome: Outcome,
  options: CourseOptions,
): Row {
  if (outcome === 'pending') return {};
  const end = start + duration;
  const fate = drawFate(random, end, outcome, options);
  const seen = (minute: number | null) => (minute !== null && minute < options.cut ? minute : null);
  const died = seen(fate.died);
  const discharged = seen(fate.discharged);
  return {
    ended_at: atMinute(end),
    end_reason: fate.reason,
    alive_48h: fate.alive48h,
    died_at: atMinute(died),
    discharged_at: atMinute(discharged),
    discharge_status: discharged === null ? null : fate.status,
    // Where nobody knows how the patient fared after removal, nobody knows a year later either.
    ...(outcome === 'unknown' ? {} : followUp(random, start, died, discharged, fate.status, options)),
  };
}

interface Fate {
  readonly reason: string | null;
  readonly alive48h: boolean | null;
  readonly died: number | null;
  readonly discharged: number | null;
  readonly status: string;
}

function drawFate(
  random: Random,
  end: number,
  outcome: Outcome,
  { complete, datesOnly }: CourseOptions,
): Fate {
  const improved = random.chance(60) ? '器官移植' : '心肺功能改善';
  const dead = (died: number, reason: string, alive48h: boolean | null): Fate => ({
    reason,
    alive48h,
    died,
    discharged: died,
    status: '死亡',
  });
  const alive = (reason: string | null, alive48h: boolean | null, home: number, status: string): Fate => ({
    reason,
    alive48h,
    died: null,
    discharged: home,
    status,
  });
  const home = end + random.between(4, 38) * minutesPerDay + random.between(0, 6) * hour;
  switch (outcome) {
    case 'met': {
      const written = complete || random.chance(780) ? true : null;
      return alive(improved, written, home, random.chance(250) ? '治愈' : '好转');
    }
    case 'met-died-later': {
      const died = end + random.between(3 * 24 + 1, 21 * 24) * hour + (datesOnly ? minutesPerDay : 0);
      return dead(died, improved, complete || random.chance(800) ? true : null);
    }
    case 'met-minute-after-48h':
      return dead(end + 48 * hour + 1, '心肺功能改善', null);
    case 'died-at-48h-exactly':
      return dead(end + 48 * hour, '心肺功能改善', null);
    case 'died-on-support':
      return dead(end + random.between(0, 30), '死亡', complete || random.chance(700) ? false : null);
    case 'withdrawn':
      return random.chance(700) || complete
        ? dead(end + random.between(20, 14 * hour), '放弃治疗', complete || random.chance(600) ? false : null)
        : alive('放弃治疗', null, end + random.between(30, 300), '未愈');
    case 'improved-died-within-48h':
      return dead(
        end + random.between(3, datesOnly ? 20 : 44) * hour,
        '心肺功能改善',
        datesOnly || random.chance(300) ? null : false,
      );
    case 'to-vad':
      return alive('转心室辅助', true, home, '好转');
    case 'complication':
      return dead(
        end + random.between(2, 40) * hour,
        '并发症',
        random.chance(600) || complete ? false : null,
      );
    case 'transfer':
      return alive('转院', null, end + random.between(20, 90), '转院');
    case 'other':
      return alive('其他', random.chance(600) || complete ? true : null, home, '未愈');
    default:
      return drawUnknown(random, end, home, datesOnly);
  }
}

/** Two days between two dates without times: nobody can say whether 48 hours had passed. */
function drawUnknown(random: Random, end: number, home: number, datesOnly: boolean): Fate {
  if (datesOnly) {
    const died = end + 2 * minutesPerDay;
    return { reason: '心肺功能改善', alive48h: null, died, discharged: died, status: '死亡' };
  }
  if (random.chance(500))
    return { reason: null, alive48h: null, died: null, discharged: home, status: '好转' };
  const left = end + random.between(8, 30) * hour;
  return { reason: '心肺功能改善', alive48h: null, died: null, discharged: left, status: '转院' };
}

/** One year after the start, where that is over. */
function followUp(
  random: Random,
  start: number,
  died: number | null,
  discharged: number | null,
  status: string,
  { cut }: CourseOptions,
): Row {
  const due = dayOfMinute(start) + 365;
  const lastDay = dayOfMinute(cut) - 1;
  if (due > lastDay) return {};
  if (died !== null) {
    return random.chance(700) ? { followup_1y_status: '死亡', followup_1y_on: onDay(dayOfMinute(died)) } : {};
  }
  const contact = Math.min(lastDay, due + random.between(3, 24));
  const answer = random.weighted([
    [status === '未愈' ? 200 : 820, '存活'],
    [status === '未愈' ? 500 : 60, '死亡'],
    [100, '失访'],
    [20, null],
  ]);
  if (answer === null || discharged === null) return {};
  if (answer === '失访') return { followup_1y_status: answer };
  const later = dayOfMinute(discharged) + random.between(30, 200);
  return {
    followup_1y_status: answer,
    followup_1y_on: onDay(answer === '死亡' ? Math.min(later, due - 5) : contact),
  };
}

import { norms } from '../../indicators/index.js';
import { type Item, itemsOf } from '../../pipeline/define/index.js';
import { dayAfter, dayOf, isoDate, type Month } from './calendar.js';
import { ecmoCentres } from './ecmo-centres.js';
import { type Hospital, hospitals } from './province.js';
import { type Random, randomStream } from './random.js';
import { vadCentres } from './vad.js';
import { onDay, type Row } from './values.js';

/*
 * What hospitals state of themselves. The questions are those of the norms, for nobody types the number of an item: the
 * blank form comes from them. The answers are drawn: how far a hospital is comes from its level and from a stream of its own.
 */

/** How a hospital answers: in thousandths, what it has, and what it leaves blank. */
interface Standing {
  readonly has: number;
  readonly blank: number;
  /** Beds and the like, in hundredths of what a large hospital has. */
  readonly size: number;
}

function standingOf({ code, level, teaching }: Hospital): Standing {
  if (code === 'H0101') return { has: 1000, blank: 0, size: 100 };
  if (code === 'H0107') return { has: 985, blank: 10, size: 80 };
  if (level === '三级甲等')
    return teaching ? { has: 965, blank: 25, size: 75 } : { has: 930, blank: 60, size: 60 };
  if (level === '三级乙等') return { has: 860, blank: 90, size: 40 };
  return { has: 780, blank: 140, size: 18 };
}

/** What a large hospital would state, by item; what is not named is drawn from the item's own range. */
const large: Readonly<Record<string, number>> = {
  'E22-057.cardiology_beds': 140,
  'E22-057.cardiac_surgery_beds': 90,
  'E22-057.respiratory_beds': 120,
  'E22-057.paediatric_beds': 100,
  'E22-057.thoracic_surgery_beds': 60,
  'E22-057.emergency_beds': 40,
  'E22-058': 64,
  'V22-008': 38,
  'V22-009': 120,
  'V22-010': 1900,
  'V22-012': 45,
  'V22-013': 160,
  'V22-023.current': 1000,
  'V22-023.voltage': 125,
  'V22-032': 34,
  'V22-037.physicians': 12,
  'V22-037.nurses': 46,
  'V22-073': 38,
  'V22-074': 120,
  'V22-075': 160,
  'V22-076.beds': 26,
  'V22-077': 58,
  'A11-008.beds': 14,
  'A11-015.beds': 6,
  'A11-018.area': 90,
  'A11-019.beds': 9,
  'A11-019.area_per_bed': 6,
  'A11-020.operating_tables': 24,
  'A11-020.staff': 58,
  'A11-021.outside_tables': 8,
  'A11-021.staff': 16,
  'A11-022.surgical_beds': 700,
  'A11-023.operations': 26_000,
  'A11-026': 4,
  'A11-027': 9,
  'A11-028': 20,
  'A11-029.physicians': 7,
  'A11-030.physicians': 2,
  'A11-030.nurses': 3,
  'A11-031.physicians': 3,
  'A11-031.nurses': 6,
  'A11-032.physicians': 60,
  'A11-036.monitors': 29,
  'A11-037.machines': 28,
  'A11-038.capnographs': 28,
  'A11-048.kinds': 4,
  'A11-050.defibrillators': 4,
  'A11-052': 3,
  'A11-053.monitors': 17,
  'A11-053.ventilators': 5,
  'A11-054.due': 60,
  'A11-056.monitors': 16,
  'A11-057': 5,
  'A11-060': 31_000,
  'A11-061': 2,
  'A11-076.all': 40,
  'A11-077.all': 30,
  'A11-078.all': 120,
  'A11-101': 2,
  'A11-102.all': 44,
  'A11-107.municipal': 3,
  'A11-107.provincial': 1,
  'A11-109.chinese_journals': 5,
  'A11-109.sci': 3,
  'A11-110.papers': 14,
  'A11-112': 2,
  'A11-113.edited': 1,
  'A11-113.contributed': 3,
};

/** Numbers that are a part of another one: mostly all of it. */
const partOf: Readonly<Record<string, string>> = {
  'A11-032.qualified': 'A11-032.physicians',
  'A11-054.passed': 'A11-054.due',
  'A11-076.sound': 'A11-076.all',
  'A11-077.sound': 'A11-077.all',
  'A11-078.sound': 'A11-078.all',
  'A11-102.reached': 'A11-102.all',
};

/** Ratings of a machine, which a hospital has or has not. */
const fixed = /^V22-023\./;

/** Trainees of the last year: all of them finished where the base is in order. */
const trainees = /\.(due|finished|on_time|concluded|filed)$/;

function answerOf(random: Random, item: Item, standing: Standing, year: number, drawn: Drawn): Row[string] {
  const { has } = standing;
  switch (item.answer) {
    case 'yes/no':
      return random.chance(has) ? '是' : '否';
    case 'text':
      return item.choices[random.chance(has) ? 0 : item.choices.length - 1] ?? null;
    case 'date':
      return item.id.endsWith('notice') ? onDay(dayOf(year - 1, 3, 3)) : onDay(dayOf(year - 1, 3, 5));
    case 'number':
      return numberOf(random, item, standing, drawn);
  }
}

function numberOf(random: Random, item: Item, standing: Standing, drawn: Drawn): number {
  const { has, size } = standing;
  if (trainees.test(item.id)) return random.chance(has) ? 8 : 7;
  const whole = partOf[item.id];
  if (whole) return Math.max(0, drawn(whole, standing) - (random.chance(has) ? 0 : 1));
  if (fixed.test(item.id)) {
    const rated = large[item.id] ?? 0;
    return size >= 60 || random.chance(has) ? rated : Math.round(rated * 0.8);
  }
  return drawn(item.id, standing);
}

/** How many a hospital has of what an item asks for: always the same for the same hospital and item. */
type Drawn = (item: string, standing: Standing) => number;

const drawnBy =
  (seed: number, code: string): Drawn =>
  (item, { size }) => {
    const most = large[item];
    if (most === undefined) throw new RangeError(`the sample must say how much ${item} is`);
    const random = randomStream(seed, `profile/${code}/${item}`);
    const share = most <= 12 ? Math.max(60, size) : size;
    return Math.round((most * share * random.between(94, 108)) / 10_000);
  };

/** Items that came into the form after the sample month's forms were sent. */
const notYetSent = ['E22-028', 'E22-029'];

/** One row per hospital and item, in the order of the form; what a hospital leaves blank stands there without a value. */
export function makeProfiles(
  seed: number,
  month: Month,
  of: readonly Hospital[] = hospitals,
  ecmo: readonly { readonly code: string }[] = ecmoCentres,
  vad: readonly { readonly code: string }[] = vadCentres,
): ReadonlyMap<string, readonly Row[]> {
  const last = dayAfter(month) - 1;
  const uses = (prefix: string, code: string) =>
    prefix === 'V22'
      ? vad.some((centre) => centre.code === code)
      : prefix === 'A11' || ecmo.some((centre) => centre.code === code);
  return new Map(
    of
      .filter(({ code }) => !silent.includes(code))
      .map((hospital) => {
        const { code } = hospital;
        const random = randomStream(seed, `profile/${code}`);
        const standing = standingOf(hospital);
        const drawn = drawnBy(seed, code);
        const asOf = last - random.between(12, 60);
        // Norms may share a question; it is asked once.
        const items = new Set(
          norms.flatMap(({ clauseSet }) =>
            clauseSet && uses(clauseSet.prefix, code)
              ? clauseSet.clauses.flatMap(({ rule }) => itemsOf(rule))
              : [],
          ),
        );
        const rows = [...items]
          .filter((item) => asked(item, hospital) && !notYetSent.includes(item.id))
          .map((item): Row => {
            const value = random.chance(standing.blank)
              ? null
              : answerOf(random, item, standing, month.year, drawn);
            return {
              hospital_id: code,
              as_of: onDay(asOf),
              item: item.id,
              value,
              evidence: value === null || random.chance(600) ? null : `${item.id}-${isoDate(asOf)}.pdf`,
            };
          });
        return [code, rows];
      }),
  );
}

/** Hospitals that state nothing: one sends nothing at all, two have not returned the form. */
const silent = ['H0603', 'H0303', 'H0604'];

/** What only training bases are asked; others leave those questions out. */
function asked({ id }: Item, { ecmoBase, vadBase, level }: Hospital): boolean {
  if (/^E22-0(5[3-9]|6[0-8])/.test(id)) return ecmoBase || level === '三级甲等';
  if (/^V22-0(7[1-9]|8[0-5])/.test(id)) return vadBase;
  return true;
}

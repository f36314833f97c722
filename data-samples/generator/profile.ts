import { norms } from '../../indicators/norms/index.js';
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
};

/** Ratings of a machine, which a hospital has or has not. */
const fixed = /^V22-023\./;

/** Trainees of the last year: all of them finished where the base is in order. */
const trainees = /\.(due|finished|on_time|concluded|filed)$/;

function answerOf(random: Random, item: Item, { has, size }: Standing, year: number): Row[string] {
  switch (item.answer) {
    case 'yes/no':
      return random.chance(has) ? '是' : '否';
    case 'text':
      return item.choices[random.chance(has) ? 0 : item.choices.length - 1] ?? null;
    case 'date':
      return item.id.endsWith('notice') ? onDay(dayOf(year - 1, 3, 3)) : onDay(dayOf(year - 1, 3, 5));
    case 'number':
      return numberOf(random, item, { has, size });
  }
}

function numberOf(random: Random, item: Item, { has, size }: Pick<Standing, 'has' | 'size'>): number {
  if (trainees.test(item.id)) return random.chance(has) ? 8 : 7;
  const most = large[item.id] ?? anesthesia(item);
  if (fixed.test(item.id)) return size >= 60 || random.chance(has) ? most : Math.round(most * 0.8);
  const share = most <= 12 ? Math.max(60, size) : size;
  return Math.round((most * share * random.between(88, 112)) / 10_000);
}

/** Numbers of the anaesthesia standard, where a large hospital has as many as the item's unit suggests. */
function anesthesia({ unit, range }: Item): number {
  if (unit === '%') return 100;
  const most = range?.[1] ?? 100;
  return Math.min(most, 30);
}

/** One row per hospital and item, in the order of the form; what a hospital leaves blank stands there without a value. */
export function makeProfiles(seed: number, month: Month): ReadonlyMap<string, readonly Row[]> {
  const last = dayAfter(month) - 1;
  const uses = (prefix: string, code: string) =>
    prefix === 'V22'
      ? vadCentres.some((centre) => centre.code === code)
      : prefix === 'A11' || ecmoCentres.some((centre) => centre.code === code);
  return new Map(
    hospitals
      .filter(({ code }) => !silent.includes(code))
      .map((hospital) => {
        const { code } = hospital;
        const random = randomStream(seed, `profile/${code}`);
        const standing = standingOf(hospital);
        const asOf = last - random.between(12, 60);
        const items = norms.flatMap(({ clauseSet }) =>
          clauseSet && uses(clauseSet.prefix, code)
            ? [...new Set(clauseSet.clauses.flatMap(({ rule }) => itemsOf(rule)))]
            : [],
        );
        const rows = items
          .filter((item) => asked(item, hospital))
          .map((item): Row => {
            const value = random.chance(standing.blank) ? null : answerOf(random, item, standing, month.year);
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

import { norms } from '../../indicators/index.js';
import { reviewClauses } from '../../pipeline/contract/reviews.js';
import { asksReview } from '../../pipeline/define/index.js';
import { dayAfter, type Month } from './calendar.js';
import { ecmoCentres } from './ecmo-centres.js';
import { type Hospital, hospitals } from './province.js';
import { type Random, randomStream } from './random.js';
import { vadCentres } from './vad.js';
import { onDay, type Row } from './values.js';

/** Hospitals that the centre's experts have visited, and how well they did, in thousandths. */
const visited: Readonly<Record<string, number>> = {
  H0101: 985,
  H0102: 930,
  H0103: 900,
  H0107: 965,
  H0201: 880,
  H0301: 930,
  H0401: 840,
  H0501: 820,
  H0203: 700,
  H0304: 640,
};

/** What the experts wrote down: a verdict for each clause that asks for one, and points where the clause has some. */
export function makeReviews(seed: number, month: Month): Row[] {
  return hospitals.flatMap((hospital) => {
    const quality = visited[hospital.code];
    return quality === undefined ? [] : makeReviewsOf(seed, month, hospital, quality, practised(hospital));
  });
}

/** What the experts wrote down of one hospital, which does well in `quality` of 1,000 clauses. */
export function makeReviewsOf(
  seed: number,
  month: Month,
  hospital: Hospital,
  quality: number,
  prefixes: readonly string[],
): Row[] {
  const random = randomStream(seed, `reviews/${hospital.code}`);
  const on = dayAfter(month) - 1 - random.between(20, 120);
  return reviewClauses
    .filter(({ clause }) => prefixes.includes(clause.id.slice(0, 3)) && asksReview(clause.rule))
    .filter(() => !random.chance(60))
    .map(({ clause, cap }): Row => {
      const verdict = drawVerdict(random, quality);
      return {
        hospital_id: hospital.code,
        review_on: onDay(on),
        clause: clause.id,
        verdict,
        score: cap === null ? null : pointsOf(random, verdict, cap),
        reviewer: random.pick(['专家甲', '专家乙', '专家丙']),
        note: null,
      };
    });
}

function practised({ code }: Hospital): readonly string[] {
  const uses = [
    ...(ecmoCentres.some((centre) => centre.code === code) ? ['E22', 'E00'] : []),
    ...(vadCentres.some((centre) => centre.code === code) ? ['V22'] : []),
    'A11',
  ];
  return norms.flatMap(({ clauseSet }) =>
    clauseSet && uses.includes(clauseSet.prefix) ? [clauseSet.prefix] : [],
  );
}

function drawVerdict(random: Random, quality: number): string {
  if (random.chance(quality)) return '达标';
  return random.chance(700) ? '基本达标' : '未达标';
}

/** Full points, most of them, or none; the reviewer leaves a few of the middle ones blank. */
function pointsOf(random: Random, verdict: string, cap: number): number | null {
  if (verdict === '达标') return cap;
  if (verdict === '未达标') return 0;
  return random.chance(150) ? null : Math.max(1, Math.round((cap * random.between(5, 8)) / 10));
}

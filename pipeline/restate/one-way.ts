/** A correction of a case that was published, and whether it makes one indicator look better or worse. */
export interface Correction {
  readonly hospital_id: string;
  /** What tells the case from others of its hospital. */
  readonly place: string;
  readonly towards: 'better' | 'worse';
}

/** A hospital whose corrections of published outcomes all point one way. */
export interface OneWay {
  readonly hospital_id: string;
  readonly towards: 'better' | 'worse';
  /** How many cases, each once. */
  readonly cases: number;
  /** How probable as many in this one direction are where either direction is as likely: the exact one-sided sign test, 0 to 1. */
  readonly chance: number;
}

/** Fewer corrected cases say nothing: five of five have a chance of 1 in 32, which is the first below 5 %. */
export const fewestOneWay = 5;

/**
 * The hospitals with at least `fewestOneWay` corrected cases, all in one direction; those towards better first, then by number and code. A case that looks better
 * by one indicator and worse by another points no way, and so does its hospital.
 */
export function oneWay(corrections: Iterable<Correction>): OneWay[] {
  const hospitals = new Map<string, { readonly ways: Set<string>; readonly places: Set<string> }>();
  for (const { hospital_id, place, towards } of corrections) {
    const known = hospitals.get(hospital_id) ?? { ways: new Set(), places: new Set() };
    known.ways.add(towards);
    known.places.add(place);
    hospitals.set(hospital_id, known);
  }
  return [...hospitals]
    .filter(([, { ways, places }]) => ways.size === 1 && places.size >= fewestOneWay)
    .map(([hospital_id, { ways, places }]) => ({
      hospital_id,
      towards: ways.has('better') ? ('better' as const) : ('worse' as const),
      cases: places.size,
      chance: 0.5 ** places.size,
    }))
    .sort(
      (a, b) =>
        Number(a.towards === 'worse') - Number(b.towards === 'worse') ||
        b.cases - a.cases ||
        (a.hospital_id < b.hospital_id ? -1 : 1),
    );
}

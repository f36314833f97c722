import type { Random } from '../../../data-samples/generator/random.js';

/*
 * Who works at a hospital, which lists it sends of them, and who stands on the list by what lies before the centre, worked out from
 * decision 0040 and not from the program.
 */

/** A list of persons, by number, as a hospital makes it: all who work there, or those who came alone. */
export interface StaffList {
  readonly month: string;
  readonly made: number;
  readonly sent: number;
  readonly persons: readonly number[];
  readonly isSupplement: boolean;
}

/** A year of people who come and go. `olderAt` as in `live`; of a closed hospital there is no list from the step on. */
export function staffLists(
  random: Random,
  months: readonly string[],
  olderAt: readonly number[],
  closed: number | null,
): StaffList[] {
  const lists: StaffList[] = [];
  let people = 0;
  const come = () => {
    people += 1;
    return people;
  };
  let persons = Array.from({ length: random.between(2, 6) }, come);
  let news: number[] = [];
  for (const [step, month] of months.entries()) {
    if (closed !== null && step >= closed) break;
    const leaving = random.weighted([
      [6, 0],
      [3, 1],
      [1, 3],
    ]);
    for (let i = 0; i < leaving && persons.length > 1; i += 1) {
      const who = random.pick(persons);
      persons = persons.filter((person) => person !== who);
    }
    if (random.chance(400)) {
      const who = come();
      persons = [...persons, who];
      news = [...news, who];
    }
    if (step > 0 && !random.chance(500)) continue;
    const isSupplement = step > 0 && news.some((who) => persons.includes(who)) && random.chance(200);
    const late = olderAt.findIndex((older, at) => at > step && older === step);
    lists.push({
      month,
      made: step,
      // A supplement that comes late would bring back who has left since: nobody can tell.
      sent: late > 0 && !isSupplement && random.chance(200) ? late : step,
      persons: isSupplement ? news.filter((who) => persons.includes(who)) : persons,
      isSupplement,
    });
    news = [];
    // A list of an older month is sent again as it should have been.
    const earlier = lists.find((list) => list.month === months[olderAt[step] ?? -1] && list.sent < step);
    if (earlier !== undefined && random.chance(300))
      lists.push(
        isSupplement
          ? { ...earlier, made: step, sent: step }
          : { ...earlier, made: step, sent: step, persons, isSupplement },
      );
  }
  return lists;
}

interface Standing {
  readonly list: StaffList;
  readonly said: number;
  readonly spoken: string;
}

/** What the centre holds of a hospital's staff. */
export class StaffAtCentre {
  readonly #standing = new Map<string, Standing>();

  /** Takes a list in; what the intake must say of it. */
  take(list: StaffList, said: number): 'accepted' | 'unchanged' | 'refused' {
    const former = this.#standing.get(list.month);
    if (former !== undefined) {
      const [before, now] = [former.list.persons.length, list.persons.length];
      if (former.list.persons.join() === list.persons.join()) return 'unchanged';
      if (before - now >= 3 && now < before * 0.8) return 'refused';
    }
    const newest = [...this.#standing.keys(), list.month].sort().at(-1) ?? list.month;
    this.#standing.set(list.month, { list, said, spoken: former === undefined ? list.month : newest });
    return 'accepted';
  }

  #lists(month: string): Standing[] {
    return [...this.#standing.values()]
      .filter(({ list }) => list.month <= month)
      .sort((a, b) => (a.spoken === b.spoken ? a.said - b.said : a.spoken < b.spoken ? -1 : 1));
  }

  /** Who stands on the list as of a month, by number. */
  onList(month: string): number[] {
    let known: readonly number[] = [];
    for (const { list } of this.#lists(month)) {
      const gone = known.filter((who) => !list.persons.includes(who)).length;
      const isMany = gone >= 3 && gone > known.length / 5;
      const isWhole = known.length === 0 || ((known.length - gone) * 2 >= known.length && !isMany);
      known = isWhole ? list.persons : [...new Set([...known, ...list.persons])];
    }
    return [...known].sort((a, b) => a - b);
  }

  /**
   * Who works there as of a month, by what the hospital had told until a step: its last whole list, and who came since. A list of an
   * older month that is made anew later holds the people of the later day; whether the older month is to know of them is open.
   */
  working(month: string, until: number): number[] {
    let persons = new Set<number>();
    for (const { list } of this.#lists(month).sort((a, b) => a.list.made - b.list.made))
      if (list.made <= until)
        persons = list.isSupplement ? new Set([...persons, ...list.persons]) : new Set(list.persons);
    return [...persons];
  }

  /** The month and line at which a person last stood before the lists that lack her. */
  placesOf(person: number): string[] {
    return [...this.#standing.values()]
      .filter(({ list }) => list.persons.includes(person))
      .map(({ list }) => `${list.month} ${list.persons.indexOf(person) + 2}`);
  }
}

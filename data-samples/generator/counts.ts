import { addMonths, type Month, monthText } from './calendar.js';
import { type Hospital, hospitals, type Level } from './province.js';
import { type Random, randomStream } from './random.js';
import type { Row } from './values.js';

const itemNames: Record<string, string> = {
  anesthesia_physicians: '麻醉科固定在岗医师数',
  anesthesia_nurses: '麻醉科固定在岗护士数',
  vaginal_deliveries: '阴道分娩例数',
  neuraxial_labor_analgesia: '阴道分娩椎管内麻醉例数',
};

const silent = 'H0603'; // sends nothing at all this month
const withoutObstetrics = ['H0105', 'H0107', 'H0403'];

/** Twelve months of hand-filled counts up to the month; some hospitals miss some months. */
export function makeMonthlyCounts(
  seed: number,
  month: Month,
  of: readonly Pick<Hospital, 'code' | 'level'>[] = hospitals,
): Row[] {
  return of
    .filter(({ code }) => code !== silent)
    .flatMap(({ code, level }) => {
      const random = randomStream(seed, `counts/${code}`);
      const staff = staffOf(random, level);
      return Array.from({ length: 12 }, (_, i) => i).flatMap((i) => {
        if (missing(code, i)) return [];
        const rows = countsOf(random, code, staff, i);
        const byName = random.chance(500);
        return rows.map(
          ([item, value]): Row => ({
            hospital_id: code,
            month: monthText(addMonths(month, i - 11)),
            item: byName ? (itemNames[item] ?? item) : item,
            value:
              value >= 1000 ? `${Math.floor(value / 1000)},${String(value % 1000).padStart(3, '0')}` : value,
          }),
        );
      });
    });
}

/** Three hospitals miss months: a whole quarter, single months, all but the last two. */
function missing(code: string, index: number): boolean {
  if (code === 'H0204') return index >= 3 && index <= 5;
  if (code === 'H0404') return index === 2 || index === 7;
  return code === 'H0604' && index < 10;
}

interface Staff {
  readonly physicians: number;
  readonly nurses: number;
  readonly deliveries: number;
}

function staffOf(random: Random, level: Level): Staff {
  const size = level === '三级甲等' ? 3 : level === '三级乙等' ? 2 : 1;
  const physicians = size * 12 + random.between(0, size * 6);
  return {
    physicians,
    nurses: Math.floor((physicians * random.between(25, 55)) / 100),
    deliveries: size * 40 + random.between(0, 60),
  };
}

function countsOf(random: Random, code: string, staff: Staff, index: number): [string, number][] {
  const joined = index > 6 && random.chance(500) ? 1 : 0;
  const rows: [string, number][] = [
    ['anesthesia_physicians', staff.physicians + joined],
    ['anesthesia_nurses', staff.nurses],
  ];
  if (withoutObstetrics.includes(code)) return rows;
  const usual = code === 'H0106' ? 980 : staff.deliveries;
  const deliveries = usual + random.between(-Math.floor(usual / 10), Math.floor(usual / 10));
  const share = code === 'H0106' ? random.between(74, 82) : random.between(28, 62);
  rows.push(['vaginal_deliveries', deliveries]);
  if (!random.chance(40)) rows.push(['neuraxial_labor_analgesia', Math.floor((deliveries * share) / 100)]);
  return rows;
}

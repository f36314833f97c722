import { ageContradicted } from './age.js';
import type { CaseRow, Derivations } from './case-row.js';
import { at, type Moment, over } from './civil.js';
import { not, or, surelyBefore, type Truth, withinHours } from './three-valued.js';

const afterHours = (moment: Moment | null, hours: number) =>
  moment === null ? null : at(over(moment) + hours * 3600);

/** Millilitres of a kind of blood: as written, none where there was no such transfusion, else not known. */
function given(row: CaseRow, kind: 'autologous' | 'allogeneic'): number | null {
  const written = row.number(`${kind}_ml`);
  if (written !== null) return written;
  return row.bool(`${kind}_transfusion`) === false ? 0 : null;
}

const staysLonger = (row: CaseRow, hours: number) =>
  not(withinHours(row.moment('pacu_out_at'), row.moment('pacu_in_at'), hours));

const neuraxial = ['硬膜外麻醉', '腰麻', '腰硬联合麻醉', '骶管麻醉'];
const classes = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ', 'Ⅵ'];

function methodClass(row: CaseRow): string | null {
  const methods = row.words('methods') ?? [];
  const isGeneral = methods.includes('全身麻醉');
  const isNeuraxial = methods.some((method) => neuraxial.includes(method));
  const isBlock = methods.includes('神经阻滞');
  if ([isGeneral, isNeuraxial, isBlock].filter(Boolean).length > 1) return '复合麻醉';
  if (isNeuraxial) return '椎管内麻醉';
  if (!isGeneral) return '其他麻醉方式';
  const airway = row.word('airway');
  if (airway === null) return null;
  return airway === '无' ? '非插管全麻' : '插管全麻';
}

/** What follows from an anaesthetic's own cells. */
export const derivedAnesthesia: Derivations = {
  visited_before_entry: (row): Truth => {
    const [visited, entered] = [row.moment('visited_at'), row.moment('entered_at')];
    if (visited === null) return null;
    const before = surelyBefore(visited, entered);
    if (before === true) return true;
    if (entered !== null && visited.second !== null && entered.second !== null) return false;
    // After entering, or after the anaesthetic had begun, is not before.
    return or([surelyBefore(entered, visited), surelyBefore(row.moment('started_at'), visited)]) === true
      ? false
      : null;
  },
  pacu_over_2h: (row) => staysLonger(row, 2),
  pacu_over_3h: (row) => staysLonger(row, 3),
  reintubated_within_6h: (row) => {
    const again = row.moment('reintubated_at');
    if (again !== null) return withinHours(again, row.moment('extubated_at'), 6);
    return row.bool('reintubated') === false ? false : null;
  },
  died_within_24h: (row) =>
    withinHours(row.moment('died_at'), row.moment('started_at'), 24) ?? not(row.bool('alive_24h')),
  autologous_400ml: (row) => {
    const own = given(row, 'autologous');
    return own === null ? null : own >= 400;
  },
  transfused_400ml: (row) => {
    const [own, foreign] = [given(row, 'autologous'), given(row, 'allogeneic')];
    if ((own ?? 0) + (foreign ?? 0) >= 400) return true;
    return own === null || foreign === null ? null : false;
  },
  asa_class: (row) => {
    const asa = row.number('asa');
    return asa === null ? null : (classes[asa - 1] ?? null);
  },
  method_class: methodClass,
  pacu_2h_over: (row) => afterHours(row.moment('pacu_in_at'), 2),
  pacu_3h_over: (row) => afterHours(row.moment('pacu_in_at'), 3),
  extubated_6h_over: (row) => afterHours(row.moment('extubated_at'), 6),
  end_known_at: (row) => row.moment('ended_at') ?? row.moment('started_at'),
  tube_out_at: (row) => row.moment('extubated_at') ?? row.moment('ended_at') ?? row.moment('started_at'),
  ended_before_started: (row) => surelyBefore(row.moment('ended_at'), row.moment('started_at')),
  died_before_started: (row) => surelyBefore(row.moment('died_at'), row.moment('started_at')),
  pacu_left_before_entered: (row) => surelyBefore(row.moment('pacu_out_at'), row.moment('pacu_in_at')),
  reintubated_before_extubated: (row) =>
    surelyBefore(row.moment('reintubated_at'), row.moment('extubated_at')),
  age_contradicted: (row) => ageContradicted(row, 'started_at'),
  survival_contradicted: (row) => {
    const alive = row.bool('alive_24h');
    const died = withinHours(row.moment('died_at'), row.moment('started_at'), 24);
    return alive === null || died === null ? null : alive === died;
  },
};

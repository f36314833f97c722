import type { Notice } from '../../message/notice.js';

/** Earlier cases of a hospital that a file leaves out, all of one kind. */
export interface LeftOut {
  readonly file_id: number;
  readonly hospital_id: string;
  readonly kind: 'partial' | 'moved';
  /** The first month that the export covers. */
  readonly since: string;
  readonly due: number;
  readonly there: number;
  readonly n: number;
  /** Where the first of them stand. */
  readonly places: readonly { readonly month: string; readonly path: string; readonly line: number }[];
}

/** Earlier cases of a hospital that its exports lack, all of one kind. */
export interface Missing {
  readonly claim: 'cumulative' | 'many' | 'unsure';
  readonly file_id: number;
  readonly hospital_id: string;
  readonly due: number;
  readonly there: number;
  readonly kind: 'pending' | 'gone' | 'renumbered' | 'many' | 'unsure';
  readonly n: number;
  /** Month, file and line of the first of them, and for a renumbered one its new line. */
  readonly places: readonly {
    readonly month: string;
    readonly path: string;
    readonly line: number;
    readonly new_line: number | null;
  }[];
}

/** The notice for earlier cases that a submission lacks, with the effect on the figures. */
export function missingCases({ kind, n, due, there, places }: Missing): Notice {
  const listed = places.map(({ month, path, line, new_line }) =>
    new_line === null
      ? { zh: `${month}“${path}”第 ${line} 行`, en: `line ${line} of "${path}" of ${month}` }
      : {
          zh: `${month}“${path}”第 ${line} 行→本文件第 ${new_line} 行`,
          en: `line ${line} of "${path}" of ${month} → line ${new_line} of this file`,
        },
  );
  const zh = `${listed.map((place) => place.zh).join('、')}${n > places.length ? ` 等 ${n} 例` : ''}`;
  const en = `${listed.map((place) => place.en).join(', ')}${n > places.length ? `, ${n} in all` : ''}`;
  const held = {
    zh: `以往报送的 ${due} 例中本次有 ${there} 例`,
    en: `of ${due} earlier cases ${there} are there`,
  };
  switch (kind) {
    case 'renumbered':
      return {
        message: {
          zh: `病例应始终用同一编号，但本次累计导出没有 ${n} 例以往的编号，同一病例换了编号：${zh}；按一例计，以新编号为准。`,
          en: `A case must keep its number, but this cumulative export lacks ${n} earlier numbers and has the same cases under new ones: ${en}; each counts once, under the new number.`,
        },
        fix: {
          zh: '请核对；若为两例，请把原病例补回后重新报送。',
          en: 'Check them; if they are two cases, put the old one back and send again.',
        },
      };
    case 'gone':
      return {
        message: {
          zh: `累计导出应含以往报送的病例，但连续两次都没有以下 ${n} 例：${zh}；视为已撤回，不再计入。`,
          en: `A cumulative export must hold the cases sent before, but two in a row lack ${n}: ${en}; they are taken as withdrawn and count no more.`,
        },
        fix: {
          zh: '若不是撤回，请把这些病例补回后重新报送，即恢复计入。',
          en: 'If they were not withdrawn, put them back and send again: then they count.',
        },
      };
    case 'many':
      return {
        message: {
          zh: `累计导出应含以往报送的病例，但${held.zh}，缺 ${n} 例，数量较多：${zh}；没有按撤回处理，仍全部计入。`,
          en: `A cumulative export must hold the cases sent before, but ${held.en} and ${n} are missing, which are many: ${en}; none is taken as withdrawn, all count.`,
        },
        fix: {
          zh: '请核对导出的起止日期；确需撤回的，请质控中心用 zhikong withdraw 逐例处理，或在设置 exports 中写明本院为累计导出。',
          en: 'Check the dates of the export; where cases are to be withdrawn, the centre does so with zhikong withdraw, or declares the export cumulative in the setting exports.',
        },
      };
    case 'unsure':
      return {
        message: {
          zh: `没有新病例的文件须说明是补充随访或本月无病例，还是撤回以往的 ${n} 例：${zh}；不能判断，仍全部计入。`,
          en: `A file without a new case must say whether it follows up known ones or the month has none, or ${n} earlier ones are withdrawn: ${en}; that cannot be known, and all count.`,
        },
        fix: {
          zh: '补充随访或本月无病例的，无需处理；需撤回的，请告知质控中心（zhikong withdraw）。',
          en: 'If it follows up, or the month has none, nothing need be done; to withdraw cases tell the centre (zhikong withdraw).',
        },
      };
    default:
      return {
        message: {
          zh: `累计导出应含以往报送的病例，但${held.zh}，缺 ${n} 例：${zh}；现仍计入，下次累计导出仍没有的，视为撤回、不再计入。`,
          en: `A cumulative export must hold the cases sent before, but ${held.en} and ${n} are missing: ${en}; they still count, and if the next cumulative export lacks them too they are taken as withdrawn.`,
        },
        fix: {
          zh: '误删的请补回后重新报送；确需撤回的，无需处理。若本院每月只报当月病例，请告知质控中心在设置 exports 中写明。',
          en: 'Put back what was left out by mistake and send again; what is withdrawn needs nothing. If you send the cases of one month only, have the centre say so in the setting exports.',
        },
      };
  }
}

/** The notice for earlier cases that an export leaves out although nobody has declared what it claims, with the effect on the figures. */
export function leftOutCases({ kind, since, due, there, n, places }: LeftOut): Notice {
  const more = n > places.length;
  const zh = `${places.map(({ month, path, line }) => `${month}“${path}”第 ${line} 行`).join('、')}${more ? ` 等 ${n} 例` : ''}`;
  const en = `${places.map(({ month, path, line }) => `line ${line} of "${path}" of ${month}`).join(', ')}${more ? `, ${n} in all` : ''}`;
  const fix = {
    zh: '确需撤回的，请交撤回表，或告知质控中心（zhikong withdraw）。若本院每月只报当月病例，请质控中心在设置 exports 中写明 "month"（"*" 指其余各院），以后不再提示。',
    en: 'To withdraw cases send the withdrawal form or tell the centre (zhikong withdraw). If you send the cases of one month only, have the centre declare "month" in the setting exports ("*" for all others): then this is not said again.',
  };
  return kind === 'partial'
    ? {
        message: {
          zh: `累计导出应含以往报送的病例；本文件从 ${since} 起，而此后以往报送的 ${due} 例中只有 ${there} 例，未按累计导出处理；缺的 ${n} 例不因此视为撤回：${zh}。`,
          en: `A cumulative export must hold the cases sent before; this file begins in ${since} and holds ${there} of the ${due} earlier cases since then, so that it is not read as cumulative; the ${n} missing are not taken as withdrawn: ${en}.`,
        },
        fix,
      }
    : {
        message: {
          zh: `累计导出应含以往报送的病例；本文件从 ${since} 起，没有上次导出中更早的 ${n} 例；不因此视为撤回：${zh}。`,
          en: `A cumulative export must hold the cases sent before; this file begins in ${since} and lacks ${n} earlier cases of the previous export; they are not taken as withdrawn: ${en}.`,
        },
        fix,
      };
}

import type { Notice } from '../../message/notice.js';
import { clip } from '../../read/messages.js';
import { FileRefusal } from '../../read/refusal.js';

/* Notices on who may send what. A notice to a hospital names no other hospital and holds none of its data; the centre is told of that separately. */

/** The refusal of a table that only the centre may send, found in a hospital's folder or beside a hospital's cases. */
export function notForHospitals(title: { readonly zh: string; readonly en: string }, folder: string | null) {
  const where =
    folder === null
      ? { zh: '却与医院的数据同在一个文件里', en: 'but lies in one file with the data of hospitals' }
      : {
          zh: `却在医院 ${clip(folder)} 报送的文件里`,
          en: `but lies in a file that hospital ${clip(folder)} sent`,
        };
  return new FileRefusal('not-for-hospitals', {
    message: {
      zh: `“${title.zh}”只能由质控中心提供，${where.zh}，没有采用。`,
      en: `The table "${title.en}" is for the centre alone to give, ${where.en}; nothing of it is used.`,
    },
    fix: {
      zh: '医院无须报送此表，有误请告知质控中心；质控中心的表请单独成文件放入本月的“_中心”文件夹。',
      en: 'Hospitals need not send it and tell the centre of mistakes; the centre puts it, as a file of its own, into the folder _中心 of the month.',
    },
  });
}

/** The refusal of a file in a folder that belongs to no hospital. */
export function noHospitalFolder(folder: string): FileRefusal {
  return new FileRefusal('no-hospital-folder', {
    message: {
      zh: `文件夹应以医院编码命名，但“${clip(folder)}”不是；其中的文件没有读取。`,
      en: `A folder must be named by a hospital's code, but "${clip(folder)}" is not; its files were not read.`,
    },
    fix: {
      zh: '质控中心自己的文件请放入“_中心”，医院的文件放入以其编码命名的文件夹，其他文件请移出收件箱。',
      en: "Put the centre's own files into _中心, a hospital's into the folder of its code, and all others elsewhere.",
    },
  });
}

/** A file with the same bytes in another folder. */
export interface Twin {
  readonly label: string;
  /** The month of that file; null when it came in this run. */
  readonly month: string | null;
}

const likeness = {
  bytes: { zh: '逐字节相同', en: 'byte for byte the same as' },
  content: { zh: '内容相同', en: 'the same in content as' },
} as const;

function twinWords(twins: readonly Twin[], how: keyof typeof likeness = 'bytes') {
  if (twins.length === 0) return { zh: '', en: '' };
  const shown = twins
    .slice(0, 5)
    .map(({ label, month }) => `${clip(label, 80)}${month === null ? '' : ` (${month})`}`);
  const more = twins.length > 5 ? ' …' : '';
  return {
    zh: `它与 ${shown.join('、')}${more} ${likeness[how].zh}。`,
    en: ` It is ${likeness[how].en} ${shown.join(', ')}${more}.`,
  };
}

/** The refusal of a file without any row of its sender. Only the centre may know whose it is. */
export function notOwnFile(
  file: { readonly folder: string; readonly label: string },
  others: ReadonlyMap<string, number>,
  rows: number,
  twins: readonly Twin[],
): FileRefusal {
  const { folder, label } = file;
  const codes = [...others].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const shown = codes.slice(0, 5).map(([code]) => clip(code));
  const more = codes.length > 5 ? ' …' : '';
  const twin = twinWords(twins);
  const notice = {
    message: {
      zh: `医院 ${clip(folder)} 报送的文件应是本院的数据，但其中没有一行填的是本院编码；整个文件没有读取。`,
      en: `A file that hospital ${clip(folder)} sends must hold its own data, but no row has its code; nothing of the file is used.`,
    },
    fix: {
      zh: '若放错了文件，请撤回并报送本院的文件；若编码填错，请更正后重新报送。',
      en: 'If it is the wrong file, withdraw it and send your own; if the code is wrong, correct it and send the file again.',
    },
  };
  const centre = {
    message: {
      zh: `“${clip(label, 80)}”放在医院 ${clip(folder)} 的文件夹里，但这是 ${shown.join('、')}${more} 的文件（${rows} 行），没有读取。${twin.zh}`,
      en: `"${clip(label, 80)}" lies in the folder of hospital ${clip(folder)}, but it is a file of ${shown.join(', ')}${more} (${rows} rows); nothing of it is used.${twin.en}`,
    },
    fix: {
      zh: `请移出该文件夹；若 ${shown.join('、')} 尚未报送，请放入其文件夹。`,
      en: `Take it out of that folder; if ${shown.join(', ')} has not sent it, put it there.`,
    },
  };
  return new FileRefusal('not-own-file', notice, null, { rows }, centre);
}

/** The refusal of a file without hospital codes whose bytes lie in another hospital's folder too: it would count for both. */
export function sameBytesElsewhere(
  file: { readonly folder: string; readonly label: string },
  twins: readonly Twin[],
  how: keyof typeof likeness = 'bytes',
): FileRefusal {
  const { folder, label } = file;
  const twin = twinWords(twins, how);
  const notice = {
    message: {
      zh: '须能确认文件是本院的，但各行都没有医院编码，质控中心无法确认；整个文件没有读取。',
      en: 'It must be sure that the file is your own, but its rows have no hospital code, and the centre cannot tell; nothing of the file is used.',
    },
    fix: {
      zh: `请核对是否为本院的文件；若是，请加上“医院编码”列（每行填 ${clip(folder)}）后重新报送。`,
      en: `Check whether the file is yours; if it is, add the column 医院编码 with ${clip(folder)} in every row and send it again.`,
    },
  };
  const centre = {
    message: {
      zh: `“${clip(label, 80)}”没有医院编码。${twin.zh}两家医院各计一次就是重复，因此没有读取。`,
      en: `"${clip(label, 80)}" has no hospital codes.${twin.en} It would count for each of them, so it is not used.`,
    },
    fix: {
      zh: `请查明它属于哪家医院，把另一份移出；或请医院加上“医院编码”列；确属 ${clip(folder)} 时也可用 --accept-repeat ${clip(folder)} 接收。`,
      en: `Find out whose it is and take the other away, or have the hospital add the column 医院编码; if it is of ${clip(folder)}, --accept-repeat ${clip(folder)} takes it.`,
    },
  };
  return new FileRefusal('same-bytes-elsewhere', notice, null, {}, centre);
}

/** The refusal of a file that another month's inbox already held. */
export function repeatedFile(
  folder: string | null,
  { label, month }: { readonly label: string; readonly month: string },
  how: keyof typeof likeness,
): FileRefusal {
  const same = likeness[how];
  const who = folder === null ? 'all' : folder;
  return new FileRefusal(
    'repeated',
    {
      message: {
        zh: `每月应报送当月导出的文件，但它与 ${month} 报送的“${clip(label, 80)}”${same.zh}；没有作为本月报送采用。`,
        en: `Each month's file must be exported anew, but this is ${same.en} "${clip(label, 80)}", submitted for ${month}; it is not taken as this month's.`,
      },
      fix: {
        zh: `请重新导出本月数据后报送；若本月确无变化，由质控中心以 --accept-repeat ${clip(who)} 接收。`,
        en: `Export this month's data and send it; if nothing has changed, the centre takes it with --accept-repeat ${clip(who)}.`,
      },
    },
    null,
    { month },
  );
}

/** The notice for a list sent before with the same bytes: allowed, but an old list can undo a newer one. */
export function repeatedList({ label, month }: { readonly label: string; readonly month: string }): Notice {
  return {
    message: {
      zh: `与 ${month} 报送的“${clip(label, 80)}”逐字节相同，照此采用。`,
      en: `Byte for byte the same as "${clip(label, 80)}", submitted for ${month}; it is taken as it is.`,
    },
    fix: { zh: '若误放了旧文件，请换成最新的。', en: 'If an old file was put there by mistake, replace it.' },
  };
}

/** As `sameBytesElsewhere`, for the same rows in other bytes. */
export const sameContentElsewhere = (
  file: { readonly folder: string; readonly label: string },
  twin: Twin,
): FileRefusal => sameBytesElsewhere(file, [twin], 'content');

/** For the centre: two hospitals sent the same rows, each under its own code or at the centre's request. Both count. */
export function tellSameContent(label: string, twin: Twin): Notice {
  const words = twinWords([twin], 'content');
  return {
    message: {
      zh: `“${clip(label, 80)}”除医院编码外，${words.zh}两家各自计入。`,
      en: `"${clip(label, 80)}", but for the hospital code:${words.en} Both count.`,
    },
    fix: { zh: '请向两家医院核实病例归属。', en: 'Ask both hospitals whose the cases are.' },
  };
}

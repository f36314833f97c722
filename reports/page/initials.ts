import { pinyin } from 'pinyin-pro';

/** The initials of a name in pinyin, `srmyy` for 省人民医院; other letters and digits stay, all else goes. */
export const initials = (name: string): string =>
  pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

/** The style that all charts share. Its colours can be told apart with all common kinds of colour blindness and in grey print. */
export const fontFamily =
  '"Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "Source Han Sans SC", sans-serif';

/** The colours of all charts. */
export const ink = {
  text: '#1d2a36',
  soft: '#52606d',
  faint: '#8793a0',
  line: '#d5dbe1',
  grid: '#e8ecef',
  stripe: '#f6f8f9',
  threshold: '#1d2a36',
} as const;

/** A unit's standing against a threshold, shown by shape and colour. */
export type Standing = 'met' | 'not_met' | 'cannot_tell' | 'none';

export const standings: readonly Standing[] = ['met', 'not_met', 'cannot_tell', 'none'];

export const standingColour: Readonly<Record<Standing, string>> = {
  met: '#1f6aa5',
  not_met: '#c2410c',
  cannot_tell: '#5b6876',
  none: '#5b6876',
};

export const standingShape: Readonly<Record<Standing, string>> = {
  met: 'triangle-up',
  not_met: 'triangle-down',
  cannot_tell: 'circle',
  none: 'diamond',
};

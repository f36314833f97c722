import { now } from './effects.js';

/** Today in Shanghai, the time zone of the hospitals. */
export const shanghaiToday = (): string =>
  new Date(now().getTime() + 8 * 3600 * 1000).toISOString().slice(0, 10);

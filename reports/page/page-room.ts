import type { ReportContext } from '../data/report-context.js';

/** Most bytes of a hospital's page, which is sent as it is. */
export const mostBytes = 150_000;

/** How much of what can be long a page shows; what it leaves out is counted on it. */
export interface Room {
  /** Rows of cases to review. */
  readonly review: number;
  readonly problems: number;
  /** Indicators that blank cells keep open. */
  readonly settling: number;
  /** Whether indicators without a threshold have a trend. */
  readonly trends: boolean;
  /** Whether definitions stand below titles. */
  readonly definitions: boolean;
}

const rooms: readonly Room[] = [
  { review: 100, problems: 40, settling: 12, trends: true, definitions: true },
  { review: 60, problems: 20, settling: 8, trends: false, definitions: true },
  { review: 40, problems: 10, settling: 5, trends: false, definitions: true },
  { review: 20, problems: 5, settling: 3, trends: false, definitions: false },
];

/** The page with the most in it that does not outgrow its bytes. */
export function fitted(draw: (room: Room) => string): string {
  let page = '';
  for (const room of rooms) {
    page = draw(room);
    if (Buffer.byteLength(page) <= mostBytes) break;
  }
  return page;
}

/** The context of a hospital's page. */
export type Edition = ReportContext & { readonly room: Room };

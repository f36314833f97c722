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
  /** Whether the nearest peers stand by their labels. */
  readonly labels: boolean;
  /** Whether peers of indicators without a threshold are drawn, and not only told. */
  readonly strips: boolean;
  /** Whether definitions stand below titles. */
  readonly definitions: boolean;
}

const all: Room = {
  review: 100,
  problems: 40,
  settling: 12,
  trends: true,
  labels: true,
  strips: true,
  definitions: true,
};

/** From the most to the least; the last is for hospitals with every indicator and thousands of cases. */
const rooms: readonly Room[] = [
  all,
  { ...all, review: 60, problems: 20, settling: 8, trends: false },
  { ...all, review: 40, problems: 10, settling: 5, trends: false, labels: false },
  { ...all, review: 40, problems: 10, settling: 5, trends: false, labels: false, strips: false },
  { review: 20, problems: 5, settling: 5, trends: false, labels: false, strips: false, definitions: false },
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

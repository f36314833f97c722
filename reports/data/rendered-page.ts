/** A page of a report. */
export interface RenderedPage {
  /** Path inside the folder of the report, such as `hospitals/H0101/index.html`. */
  readonly path: string;
  readonly html: string;
  /** The number of pages in the report. */
  readonly of: number;
}

/** How to draw the page at a path. */
export type Drawing = readonly [path: string, draw: () => string | Promise<string>];

/**
 * Where each reader's files lie inside the report of a month: `centre/` holds all and names everybody, `public/` what anyone may see,
 * `cities/<city>/` what a city's own centre is given, `hospitals/<code>/` what one hospital is given.
 */
export const audience = {
  centre: 'centre',
  public: 'public',
  city: (file: string): string => `cities/${file}`,
  hospital: (file: string): string => `hospitals/${file}`,
} as const;

/** The pages of the centre, in the order in which they are named at the head of each. */
export const centrePages = ['index', 'figures', 'quality', 'norms', 'letters', 'methods'] as const;

export type CentrePage = (typeof centrePages)[number];

/** Where a page of the centre lies inside the folder of a report. */
export const centrePage = (page: CentrePage): string => `${audience.centre}/${page}.html`;

/** The page to begin with, inside the folder of a report. */
export const firstPage = centrePage('index');

/** Formats of tables; `fhir` is JSON resources, one a line. */
export const tableFormats = ['parquet', 'arrow', 'csv', 'xlsx'] as const;
export const exportFormats = [...tableFormats, 'fhir'] as const;
export type TableFormat = (typeof tableFormats)[number];

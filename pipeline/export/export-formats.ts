export const exportFormats = ['parquet', 'arrow', 'csv', 'xlsx'] as const;
export type ExportFormat = (typeof exportFormats)[number];

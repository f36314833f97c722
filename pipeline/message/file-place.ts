/** A file as people are told of it: its name in the inbox, and of a workbook the sheet, as in `H1/cases.xlsx [ECMO]`. */
export function filePlace({ file, sheet }: { readonly file: string; readonly sheet: string | null }): string {
  return sheet === null ? file : `${file} [${sheet}]`;
}

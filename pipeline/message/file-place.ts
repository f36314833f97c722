/** A file's name for people: its name in the inbox, with the sheet for a workbook, as in `H1/cases.xlsx [ECMO]`. */
export function filePlace({ file, sheet }: { readonly file: string; readonly sheet: string | null }): string {
  return sheet === null ? file : `${file} [${sheet}]`;
}

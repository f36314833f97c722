/**
 * A text that a spreadsheet may take for a formula or a command: one that begins, after any invisible characters, with = + - @ or a form
 * that folds to one; or with a tab, a line end or NUL.
 */
export const formulaLike =
  /^(?:[\t\r\n\0]|[\s\u0000-\u001f"'\u00ad\u200b-\u200f\u2060-\u2064\ufeff]*[=+\-@＝＋－＠﹢﹣﹦﹫−])/;

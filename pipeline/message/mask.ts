/** Eleven or more digits, of either width, are a phone number or an identity, wherever a hospital typed them. */
const longNumber = '[0-9０-９]{11,}[XxＸｘ]?';

/** A text for a message or a page with such numbers as stars. */
export const maskNumbers = (text: string): string =>
  text.replace(new RegExp(longNumber, 'g'), (digits) => '*'.repeat(digits.length));

/** The same in SQL; the length of the number is not kept. */
export const maskNumbersSql = (text: string): string =>
  `regexp_replace(${text}, '${longNumber}', '***********', 'g')`;

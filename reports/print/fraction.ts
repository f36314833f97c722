/** A number as an exact fraction, so that printing can be compared with a threshold without rounding errors. */
export interface Fraction {
  readonly num: bigint;
  /** Greater than 0. */
  readonly den: bigint;
}

/** The fraction of a number's shortest decimal text: 0.4 is 4/10, not the nearest binary number. */
export function fraction(value: number): Fraction {
  if (Number.isSafeInteger(value)) return { num: BigInt(value), den: 1n };
  const [digits = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', decimals = ''] = digits.split('.');
  const power = Number(exponent) - decimals.length;
  const num = BigInt(whole + decimals);
  return power >= 0 ? { num: num * 10n ** BigInt(power), den: 1n } : { num, den: 10n ** BigInt(-power) };
}

/** The exact quotient of two fractions. */
export function over(a: Fraction, b: Fraction): Fraction {
  const num = a.num * b.den;
  const den = a.den * b.num;
  return den < 0n ? { num: -num, den: -den } : { num, den };
}

/** The exact product with a number's decimal text. */
export function times(a: Fraction, factor: number): Fraction {
  const by = fraction(factor);
  return { num: a.num * by.num, den: a.den * by.den };
}

/** 1 when a is greater, -1 when it is smaller, 0 when they are equal. */
export function compare(a: Fraction, b: Fraction): -1 | 0 | 1 {
  const left = a.num * b.den;
  const right = b.num * a.den;
  return left > right ? 1 : left < right ? -1 : 0;
}

/** Rounded to the nearest with this many decimals, halves away from zero. */
export function roundedTo(value: Fraction, decimals: number): Fraction {
  const scale = 10n ** BigInt(decimals);
  const negative = value.num < 0n;
  const size = negative ? -value.num : value.num;
  const units = (2n * size * scale + value.den) / (2n * value.den);
  return { num: negative ? -units : units, den: scale };
}

/** Text of a fraction whose denominator is 10 to the power of `decimals`, with commas between thousands. */
export function decimalText(value: Fraction, decimals: number): string {
  const sign = value.num < 0n ? '−' : '';
  const digits = String(value.num < 0n ? -value.num : value.num).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return sign + whole + (decimals > 0 ? `.${digits.slice(-decimals)}` : '');
}

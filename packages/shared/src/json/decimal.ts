/** What the text of a JSON number says, to the last digit: `0.digits × 10^exponent`. */
export interface Decimal {
  readonly isNegative: boolean;
  /** Without zeros at either end; empty for zero. */
  readonly digits: string;
  readonly exponent: number;
}

export function decimalOf(text: string): Decimal {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const isNegative = mantissa.startsWith('-');
  const [whole = '', fraction = ''] = mantissa.slice(isNegative ? 1 : 0).split('.');
  const all = whole + fraction;
  const first = firstDigit(all);
  if (first === all.length) return ZERO;
  const digits = all.slice(first, endOfDigits(all));
  return { isNegative, digits, exponent: whole.length - first + Number(exponent) };
}

/** Negative, 0 or positive. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const [leftSign, rightSign] = [signOf(left), signOf(right)];
  if (leftSign !== rightSign) return leftSign - rightSign;
  if (left.exponent !== right.exponent) return left.exponent < right.exponent ? -leftSign : leftSign;
  if (left.digits === right.digits) return 0;
  return left.digits < right.digits ? -leftSign : leftSign;
}

const ZERO: Decimal = { isNegative: false, digits: '', exponent: 0 };

function signOf({ isNegative, digits }: Decimal): number {
  if (digits === '') return 0;
  return isNegative ? -1 : 1;
}

/** The place of the first digit that is no zero; the length of the text when there is none. */
function firstDigit(digits: string): number {
  let place = 0;
  while (digits[place] === '0') place += 1;
  return place;
}

function endOfDigits(digits: string): number {
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  return end;
}

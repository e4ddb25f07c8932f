import { compareDecimals, decimalOf } from './decimal.ts';
import { ExactNumber } from './exact-number.ts';
import type { Json, JsonNumber } from './json.ts';

/** True for a JSON number, however it is held. */
export function isJsonNumber(value: Json | undefined): value is JsonNumber {
  return typeof value === 'number' || value instanceof ExactNumber;
}

/** The number to calculate with: the nearest double. */
export function doubleOf(number: JsonNumber): number;
/** The same for any value: undefined when it is no number. */
export function doubleOf(value: Json | undefined): number | undefined;
export function doubleOf(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return value;
  return value instanceof ExactNumber ? value.value : undefined;
}

/** Negative, 0 or positive: by value, to the last digit, whatever the spelling (`1` and `1.0` are one). */
export function compareNumbers(left: JsonNumber, right: JsonNumber): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [one, other] = [doubleOf(left), doubleOf(right)];
  // Rounding keeps the order: only what rounds to the same double has to be looked at closer.
  if (one !== other) return one < other ? -1 : 1;
  return compareDecimals(decimalOf(String(left)), decimalOf(String(right)));
}

/** A text that two numbers share exactly when they are equal. */
export function canonicalNumber(number: JsonNumber): string {
  if (typeof number === 'number') return String(number);
  const { isNegative, digits, exponent } = decimalOf(number.text);
  const isDouble = Number.isFinite(number.value) && compareNumbers(number, number.value) === 0;
  // No JavaScript number begins with a point.
  return isDouble ? String(number.value) : `.${digits}e${exponent}${isNegative ? '-' : ''}`;
}

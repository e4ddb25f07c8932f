import { isJsonArray, isJsonObject, type Json } from '@edgestep/shared';

/** The most differences that one comparison lists. */
const DIFFERENCES_MAX = 12;

/**
 * Where a value differs from what was expected, one line a place: `$.total: expected 7, was 8`. With `partial`, an
 * object may have members that were not expected.
 */
export function differences(expected: Json, actual: Json | undefined, partial = false): readonly string[] {
  const found: string[] = [];
  compare(expected, actual, '$', partial, found);
  if (found.length <= DIFFERENCES_MAX) return found;
  const more = found.length - DIFFERENCES_MAX;
  return [...found.slice(0, DIFFERENCES_MAX), `… and ${more} more difference${more === 1 ? '' : 's'}`];
}

function compare(
  expected: Json,
  actual: Json | undefined,
  place: string,
  partial: boolean,
  found: string[],
): void {
  if (isJsonObject(expected) && isJsonObject(actual)) {
    compareObjects(expected, actual, place, partial, found);
  } else if (isJsonArray(expected) && isJsonArray(actual)) {
    compareArrays(expected, actual, place, partial, found);
  } else if (!Object.is(expected, actual)) {
    found.push(`${place}: expected ${shown(expected)}, was ${shown(actual)}`);
  }
}

function compareObjects(
  expected: { readonly [name: string]: Json },
  actual: { readonly [name: string]: Json },
  place: string,
  partial: boolean,
  found: string[],
): void {
  for (const [name, value] of Object.entries(expected)) {
    const member = Object.hasOwn(actual, name) ? actual[name] : undefined;
    compare(value, member, memberOf(place, name), partial, found);
  }
  if (partial) return;
  for (const [name, value] of Object.entries(actual)) {
    if (!Object.hasOwn(expected, name)) {
      found.push(`${memberOf(place, name)}: expected nothing, was ${shown(value)}`);
    }
  }
}

function compareArrays(
  expected: readonly Json[],
  actual: readonly Json[],
  place: string,
  partial: boolean,
  found: string[],
): void {
  const common = Math.min(expected.length, actual.length);
  for (let index = 0; index < common; index += 1) {
    compare(expected[index] as Json, actual[index], `${place}[${index}]`, partial, found);
  }
  for (const [index, value] of expected.entries()) {
    if (index >= common) found.push(`${place}[${index}]: expected ${shown(value)}, was nothing`);
  }
  for (const [index, value] of actual.entries()) {
    if (index >= common) found.push(`${place}[${index}]: expected nothing, was ${shown(value)}`);
  }
}

function memberOf(place: string, name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `${place}.${name}` : `${place}[${JSON.stringify(name)}]`;
}

function shown(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length <= 100 ? text : `${text.slice(0, 99)}…`;
}

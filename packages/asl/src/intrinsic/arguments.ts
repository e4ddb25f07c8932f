import { doubleOf, isJsonArray, isJsonObject, type Json, type JsonObject } from '@edgestep/shared';

import { intrinsicTextCharactersMax } from '../limits/query-limits.ts';
import { IntrinsicRefusal } from './intrinsic-function.ts';

const ordinals = ['first', 'second', 'third'] as const;

/** The argument at `place`, which must be an array. */
export function arrayArgument(args: readonly Json[], place: number): readonly Json[] {
  const value = args[place];
  return isJsonArray(value) ? value : refuse(place, 'an array');
}

/** The argument at `place`, which must be an object. */
export function objectArgument(args: readonly Json[], place: number): JsonObject {
  const value = args[place];
  return isJsonObject(value) ? value : refuse(place, 'an object');
}

/** The argument at `place`, which must be a string. */
export function stringArgument(args: readonly Json[], place: number): string {
  const value = args[place];
  return typeof value === 'string' ? value : refuse(place, 'a string');
}

/** A string of at most 10,000 characters. */
export function shortStringArgument(args: readonly Json[], place: number): string {
  const text = stringArgument(args, place);
  // A character may take two places in a string, never more: most texts need no counting.
  const tooLong = text.length > intrinsicTextCharactersMax && charactersOf(text) > intrinsicTextCharactersMax;
  return tooLong ? refuse(place, `a string of at most ${intrinsicTextCharactersMax} characters`) : text;
}

/** The argument at `place`, which must be a boolean. */
export function booleanArgument(args: readonly Json[], place: number): boolean {
  const value = args[place];
  return typeof value === 'boolean' ? value : refuse(place, 'a boolean');
}

/** A number, rounded to the nearest integer; a half is rounded up. */
export function integerArgument(args: readonly Json[], place: number): number {
  const value = doubleOf(args[place]);
  if (value === undefined) return refuse(place, 'a number');
  const rounded = Math.round(value) + 0;
  return Number.isSafeInteger(rounded) ? rounded : refuse(place, 'an integer that is exact');
}

export function refuse(place: number, expected: string): never {
  throw new IntrinsicRefusal(`The ${ordinals[place] ?? `${place + 1}th`} argument must be ${expected}.`);
}

function charactersOf(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

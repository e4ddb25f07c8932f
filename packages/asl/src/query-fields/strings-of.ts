import { isJsonArray, isJsonObject, type Json } from '@edgestep/shared';

/** A string within a value. */
export interface PlacedString {
  readonly text: string;
  readonly location: string;
}

/** All strings of a value, at any depth; names of members are not among them. */
export function stringsOf(value: Json, location: string): readonly PlacedString[] {
  if (typeof value === 'string') return [{ text: value, location }];
  if (isJsonArray(value)) {
    return value.flatMap((element, index) => stringsOf(element, `${location}[${index}]`));
  }
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => stringsOf(member, `${location}/${name}`));
}

import { isJsonArray, isJsonObject, type Json } from '@edgestep/shared';

/** A member of a payload template whose name ends with `.$`. */
export interface TemplateMember {
  readonly name: string;
  /** A path or a call of an intrinsic function, if the template is right. */
  readonly value: Json;
  /** Of the object around it. */
  readonly parent: string;
  /** True when the object has a member of that name without `.$` as well: both would become the same field. */
  readonly doubled: boolean;
}

/** The members of a template that are evaluated, at any depth. */
export function templateMembersOf(template: Json, location: string): readonly TemplateMember[] {
  if (isJsonArray(template)) {
    return template.flatMap((element, index) => templateMembersOf(element, `${location}[${index}]`));
  }
  if (!isJsonObject(template)) return [];
  return Object.entries(template).flatMap(([name, value]) =>
    name.endsWith('.$')
      ? [{ name, value, parent: location, doubled: Object.hasOwn(template, name.slice(0, -2)) }]
      : templateMembersOf(value, `${location}/${name}`),
  );
}

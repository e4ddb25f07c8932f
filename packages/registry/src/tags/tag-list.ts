import { ApiError } from '@edgestep/shared';

const TAGS_MAX = 50;

type TagList = readonly { readonly key?: string | undefined; readonly value?: string | undefined }[];

/** The tags of a request as a record; a key that stands twice keeps its last value. */
export function tagsOf(list: TagList): Record<string, string> {
  const tags: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const { key, value } of list) tags[key ?? ''] = value ?? '';
  return requireFew(tags);
}

/** Throws TooManyTags beyond 50. */
export function requireFew(tags: Record<string, string>): Record<string, string> {
  const count = Object.keys(tags).length;
  if (count <= TAGS_MAX) return tags;
  throw new ApiError('TooManyTags', `A resource can have at most ${TAGS_MAX} tags, not ${count}.`);
}

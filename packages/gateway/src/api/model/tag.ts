import { list, structure, text } from '../shape/describe.ts';

/** A key and a value of the user's choice on a state machine or an activity. */
export interface Tag {
  readonly key?: string;
  readonly value?: string;
}

const TAG_KEY = text({ lengthMin: 1, lengthMax: 128 });

/** The shape of a list of `Tag`. How many a resource may have is the resource's business (TooManyTags). */
export const TAGS = list<Tag>(
  structure<Tag>('Tag', { key: TAG_KEY, value: text({ lengthMin: 0, lengthMax: 256 }) }),
);

/** The shape of a list of keys. */
export const TAG_KEYS = list<string>(TAG_KEY);

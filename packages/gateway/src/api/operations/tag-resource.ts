import { ARN } from '../model/arn.ts';
import { TAGS, type Tag } from '../model/tag.ts';
import { required, structure } from '../shape/describe.ts';

/** Adds or replaces tags of a state machine or an activity. */
export interface TagResourceRequest {
  readonly resourceArn: string;
  readonly tags: readonly Tag[];
}

/** The shape of `TagResourceRequest`. */
export const TAG_RESOURCE_REQUEST = structure<TagResourceRequest>('TagResourceInput', {
  resourceArn: required(ARN),
  tags: required(TAGS),
});

/** The answer of TagResource: nothing but that it is done. */
export type TagResourceResponse = Readonly<Record<string, never>>;

import { ARN } from '../model/arn.ts';
import type { Tag } from '../model/tag.ts';
import { required, structure } from '../shape/describe.ts';

/** The tags of a state machine or an activity. */
export interface ListTagsForResourceRequest {
  readonly resourceArn: string;
}

/** The shape of `ListTagsForResourceRequest`. */
export const LIST_TAGS_FOR_RESOURCE_REQUEST = structure<ListTagsForResourceRequest>(
  'ListTagsForResourceInput',
  {
    resourceArn: required(ARN),
  },
);

/** The answer of ListTagsForResource. */
export interface ListTagsForResourceResponse {
  readonly tags?: readonly Tag[];
}

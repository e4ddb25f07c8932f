import { ARN } from '../model/arn.ts';
import { TAG_KEYS } from '../model/tag.ts';
import { required, structure } from '../shape/describe.ts';

/** Removes tags by key. Keys that are not there are ignored. */
export interface UntagResourceRequest {
  readonly resourceArn: string;
  readonly tagKeys: readonly string[];
}

/** The shape of `UntagResourceRequest`. */
export const UNTAG_RESOURCE_REQUEST = structure<UntagResourceRequest>('UntagResourceInput', {
  resourceArn: required(ARN),
  tagKeys: required(TAG_KEYS),
});

/** The answer of UntagResource: nothing but that it is done. */
export type UntagResourceResponse = Readonly<Record<string, never>>;

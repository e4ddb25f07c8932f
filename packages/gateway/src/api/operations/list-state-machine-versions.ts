import { ARN } from '../model/arn.ts';
import { PAGE_SIZE, PAGE_TOKEN } from '../model/paging.ts';
import { required, structure } from '../shape/describe.ts';

/** The published versions of a state machine, newest first, a page at a time. */
export interface ListStateMachineVersionsRequest {
  readonly stateMachineArn: string;
  readonly nextToken?: string;
  readonly maxResults?: number;
}

/** The shape of `ListStateMachineVersionsRequest`. */
export const LIST_STATE_MACHINE_VERSIONS_REQUEST = structure<ListStateMachineVersionsRequest>(
  'ListStateMachineVersionsInput',
  {
    stateMachineArn: required(ARN),
    nextToken: PAGE_TOKEN,
    maxResults: PAGE_SIZE,
  },
);

/** The answer of ListStateMachineVersions. */
export interface ListStateMachineVersionsResponse {
  readonly stateMachineVersions: readonly StateMachineVersionListItem[];
  readonly nextToken?: string;
}

/** One entry of the answer. */
interface StateMachineVersionListItem {
  readonly stateMachineVersionArn: string;
  readonly creationDate: Date;
}

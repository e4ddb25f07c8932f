import { ARN } from '../model/arn.ts';
import { PAGE_SIZE, PAGE_TOKEN } from '../model/paging.ts';
import { required, structure } from '../shape/describe.ts';

/** The aliases of a state machine or of a version, a page at a time. */
export interface ListStateMachineAliasesRequest {
  readonly stateMachineArn: string;
  readonly nextToken?: string;
  readonly maxResults?: number;
}

/** The shape of `ListStateMachineAliasesRequest`. */
export const LIST_STATE_MACHINE_ALIASES_REQUEST = structure<ListStateMachineAliasesRequest>(
  'ListStateMachineAliasesInput',
  {
    stateMachineArn: required(ARN),
    nextToken: PAGE_TOKEN,
    maxResults: PAGE_SIZE,
  },
);

/** The answer of ListStateMachineAliases. */
export interface ListStateMachineAliasesResponse {
  readonly stateMachineAliases: readonly StateMachineAliasListItem[];
  readonly nextToken?: string;
}

/** One entry of the answer. */
interface StateMachineAliasListItem {
  readonly stateMachineAliasArn: string;
  readonly creationDate: Date;
}

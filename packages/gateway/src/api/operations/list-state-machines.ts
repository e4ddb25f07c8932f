import { PAGE_SIZE, PAGE_TOKEN } from '../model/paging.ts';
import type { StateMachineType } from '../model/state-machine-type.ts';
import { structure } from '../shape/describe.ts';

/** All state machines, a page at a time. */
export interface ListStateMachinesRequest {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** The shape of `ListStateMachinesRequest`. */
export const LIST_STATE_MACHINES_REQUEST = structure<ListStateMachinesRequest>('ListStateMachinesInput', {
  maxResults: PAGE_SIZE,
  nextToken: PAGE_TOKEN,
});

/** The answer of ListStateMachines. */
export interface ListStateMachinesResponse {
  readonly stateMachines: readonly StateMachineListItem[];
  readonly nextToken?: string;
}

/** One entry of the answer. */
interface StateMachineListItem {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly type: StateMachineType;
  readonly creationDate: Date;
}

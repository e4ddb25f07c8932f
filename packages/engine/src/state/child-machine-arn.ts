import { formatArn, parseArn } from '@edgestep/shared';

import type { ExecutionState } from './execution-state.ts';

/** The state machine of child executions: the parent's, with the label of the Map. */
export function childMachineArn({ stateMachineArn }: ExecutionState, label: string): string {
  const arn = parseArn(stateMachineArn);
  if (arn?.resource.type !== 'stateMachine') return stateMachineArn;
  return formatArn({ ...arn, resource: { type: 'stateMachine', name: arn.resource.name, label } });
}

import { EdgestepError, formatArn, parseArn, type ArnResource } from '@edgestep/shared';

import type { Turn } from '../turn.ts';

/** The ARN of a new Map Run. */
export function mapRunArn(turn: Turn, label: string): string {
  const id = turn.port.uuid();
  return arnBeside(turn, (stateMachine) => ({ type: 'mapRun', stateMachine, label, id }));
}

/** The ARN of a child execution. */
export function childArn(turn: Turn, label: string, name: string): string {
  return arnBeside(turn, (stateMachine) => ({ type: 'execution', stateMachine, label, name }));
}

function arnBeside(turn: Turn, resourceOf: (stateMachine: string) => ArnResource): string {
  const arn = parseArn(turn.execution.executionArn);
  if (arn !== undefined && (arn.resource.type === 'execution' || arn.resource.type === 'express')) {
    return formatArn({ ...arn, resource: resourceOf(arn.resource.stateMachine) });
  }
  throw new EdgestepError('internal', `${turn.execution.executionArn} is not the ARN of an execution`);
}

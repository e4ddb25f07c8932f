import { EdgestepError, formatArn, parseArn, type ArnResource } from '@edgestep/shared';

import type { CompiledMap } from '../../compile/compiled-state.ts';
import { textDigest } from '../../query/text-digest.ts';
import type { Turn } from '../turn.ts';

/**
 * The label of a distributed Map: the written one, or one that is made for the state and stays the same for as long
 * as the definition does (the form of a UUID, as the service's).
 */
export function labelOf(turn: Turn, state: CompiledMap, written: string | undefined): string {
  if (written !== undefined) return written;
  const digest = textDigest(`${turn.execution.revisionId} ${state.processor} ${state.name}`, 'SHA-256');
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    digest.slice(12, 16),
    digest.slice(16, 20),
    digest.slice(20, 32),
  ].join('-');
}

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

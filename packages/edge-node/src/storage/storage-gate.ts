import type { ExecutionCommand, Rejection } from '@edgestep/shared';

import type { StorageLevel } from './storage-level.ts';

export interface StorageGateOptions {
  readonly zone: string;
  readonly level: () => StorageLevel;
  /** True for an execution that was started before: to start it again adds nothing, and tells the caller so. */
  readonly isKnown: (executionArn: string) => boolean;
  readonly onRefused: () => void;
}

/**
 * Refuses what would fill a store up before it is full: starts from the first mark on; from the second one also
 * redrives, and what open executions start. What finishes open executions always passes.
 */
export function storageGate(
  options: StorageGateOptions,
): (command: ExecutionCommand) => Rejection | undefined {
  return (command) => {
    const level = options.level();
    if (level.kind === 'open' || !isHeldUp(command, level.kind)) return undefined;
    if (command.kind === 'StartExecution' && options.isKnown(command.executionArn)) return undefined;
    options.onRefused();
    const message = `The zone ${options.zone} starts nothing new: ${level.why}. Open executions go on.`;
    return { kind: 'rejection', reason: 'storage-full', message };
  };
}

function isHeldUp(command: ExecutionCommand, level: 'no-starts' | 'finish-only'): boolean {
  switch (command.kind) {
    case 'StartExecution':
      return level === 'finish-only' || (command.parent === undefined && command.mapRun === undefined);
    case 'RedriveExecution':
      return level === 'finish-only' || command.redriveCount === undefined;
    default:
      return false;
  }
}

import type { ExecutionReader } from '@edgestep/engine';
import { formatTaskAddress } from '@edgestep/shared';

import { beginExecution, nameForTask } from '../api/begin-execution.ts';
import type { NodeServices } from '../api/node-services.ts';
import { rejected } from '../api/rejected.ts';
import { typeNotSupported } from '../api/type-not-supported.ts';
import type { NestedExecutions } from '../dispatch/start-execution-task.ts';

/**
 * Executions that tasks start. The name comes from the task unless the definition gives one, and a start is
 * idempotent on name and input, so a task that is handed out twice starts one execution.
 */
export function createNestedExecutions(
  services: () => NodeServices,
  reader: ExecutionReader,
): NestedExecutions {
  return {
    async start({ stateMachineArn, name, input, parent, awaited }) {
      const request = { stateMachineArn, name: name ?? nameForTask(parent), input };
      // Not the execution alone: another task of it that wants the same name is refused like everybody else.
      const startedBy = formatTaskAddress(parent);
      const origin = { startedBy, parent };
      const { command } = await beginExecution(services(), request, origin);
      if (command.type === 'EXPRESS') {
        if (awaited) throw typeNotSupported();
        const { startedAt } = await services().express.start(command);
        return { executionArn: command.executionArn, startedAt };
      }
      const answer = await services().commands.submit(command);
      if (answer.kind === 'accepted') return { executionArn: command.executionArn, startedAt: answer.at };
      if (answer.reason === 'execution-already-exists') {
        const ours = await reader.find(command.executionArn);
        // Closed already, and started by this very task: it was handed out again after the child had ended.
        if (ours?.startedBy === startedBy) {
          return { executionArn: command.executionArn, startedAt: ours.startedAt };
        }
      }
      throw rejected(answer, command.executionArn);
    },
    closed: (executionArn, signal) => reader.closed(executionArn, signal),
  };
}

import { setTimeout as delay } from 'node:timers/promises';

import {
  partitionOf,
  type CommandAnswer,
  type ExecutionCommand,
  type PartitionId,
  type Rejection,
} from '@edgestep/shared';

/** What a partition's owner on this node takes. */
export interface LocalPartition {
  submit(command: ExecutionCommand): Promise<CommandAnswer>;
}

/** Asks the owner on another node; `undefined` when nobody answered. */
export type RemotePartition = (
  partition: PartitionId,
  command: ExecutionCommand,
) => Promise<CommandAnswer | undefined>;

export interface CommandRouter {
  /**
   * Takes a command to the owner of its execution's partition, wherever that is, and answers what it decided.
   * While a partition changes hands it is tried again, for 30 s at most; commands are safe to repeat (E6).
   * `onRepeat` hears when it is: what is answered then may be about the command's own effect.
   */
  submit(command: ExecutionCommand, onRepeat?: () => void): Promise<CommandAnswer>;
}

const PATIENCE_MS = 30_000;
const RETRY_MIN_MS = 20;
const RETRY_MAX_MS = 400;

export function createCommandRouter(options: {
  readonly partitions: number;
  readonly local: (partition: PartitionId) => LocalPartition | undefined;
  readonly remote: RemotePartition;
  /** Refuses what should not be begun now, before anybody is asked. */
  readonly refuse?: (command: ExecutionCommand) => Rejection | undefined;
  /** Why nobody can own a partition; undefined when somebody can. */
  readonly stopped?: (partition: PartitionId) => string | undefined;
  readonly signal: AbortSignal;
}): CommandRouter {
  async function once(partition: PartitionId, command: ExecutionCommand): Promise<CommandAnswer | undefined> {
    const local = options.local(partition);
    return local === undefined ? options.remote(partition, command) : local.submit(command);
  }

  return {
    async submit(command, onRepeat) {
      const refusal = options.refuse?.(command);
      if (refusal !== undefined) return refusal;
      const partition = partitionOf(command.executionArn, options.partitions);
      const deadline = performance.now() + PATIENCE_MS;
      for (let waitMs = RETRY_MIN_MS; ; waitMs = Math.min(waitMs * 2, RETRY_MAX_MS)) {
        const answer = await once(partition, command);
        const moved =
          answer === undefined || (answer.kind === 'rejection' && answer.reason === 'partition-moved');
        if (!moved) return answer;
        const reason = options.stopped?.(partition);
        if (reason !== undefined)
          return unavailable(`Partition ${partition} of this zone is stopped: ${reason}.`);
        if (options.signal.aborted || performance.now() + waitMs > deadline) {
          return unavailable(`Partition ${partition} of this zone has no owner at the moment.`);
        }
        await delay(waitMs * (0.5 + Math.random() / 2));
        onRepeat?.();
      }
    },
  };
}

function unavailable(message: string): CommandAnswer {
  return { kind: 'rejection', reason: 'partition-unavailable', message };
}

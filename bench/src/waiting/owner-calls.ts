import { setTimeout } from 'node:timers/promises';

import { request, type Connection, type RequestOutcome } from '@edgestep/jetstream';
import {
  PARTITIONS_DEFAULT,
  partitionCommandSubject,
  partitionOf,
  type CommandAnswer,
  type ExecutionCommand,
} from '@edgestep/shared';

const TIMEOUT_MS = 30_000;
const PAUSE_MS = 50;
const REPEATED_MAX = 600;

/**
 * Brings a command to the owner of its partition, over the zone's bus, as its nodes do among themselves; again and
 * again while the partition is on the move.
 */
export async function callOwner(connection: Connection, command: ExecutionCommand): Promise<void> {
  const subject = partitionCommandSubject(partitionOf(command.executionArn, PARTITIONS_DEFAULT));
  const bytes = Buffer.from(JSON.stringify(command));
  for (let repeated = 0; ; repeated += 1) {
    const outcome = await request(connection, subject, bytes, { timeoutMs: TIMEOUT_MS });
    const refusal = refusalOf(outcome);
    if (refusal === undefined) return;
    if (!refusal.isPassing || repeated === REPEATED_MAX) {
      throw new Error(`a command came to nothing: ${refusal.message}`);
    }
    await setTimeout(PAUSE_MS);
  }
}

function refusalOf(
  outcome: RequestOutcome,
): { readonly isPassing: boolean; readonly message: string } | undefined {
  if (outcome.kind !== 'answered') return { isPassing: outcome.kind !== 'failed', message: outcome.kind };
  const answer = JSON.parse(Buffer.from(outcome.bytes).toString()) as CommandAnswer;
  if (answer.kind === 'accepted') return undefined;
  const { reason, message } = answer;
  // It was started by the call before, which was not answered.
  if (reason === 'execution-already-exists') return undefined;
  return { isPassing: reason === 'partition-moved' || reason === 'partition-unavailable', message };
}

/** Does something for each number below `count`, so many at once; answers how many it did in a second. */
export async function eachOf(
  count: number,
  atOnce: number,
  action: (index: number) => Promise<void>,
): Promise<number> {
  const began = performance.now();
  let next = 0;
  const lane = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      await action(index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, lane));
  return (count / (performance.now() - began)) * 1_000;
}

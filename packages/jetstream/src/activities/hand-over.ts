import { EdgestepError } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { request } from '../rpc/request.ts';
import { tell } from '../rpc/tell.ts';
import {
  encodeMessage,
  parseHandOverAnswer,
  type ActivityTask,
  type HandOverAnswer,
} from './activity-messages.ts';

const TRY_MS = 1_000;
const TRIES_MAX = 3;
const GONE: HandOverAnswer = { kind: 'gone' };

/**
 * Hands a claimed task to the poller behind a reservation. A hand-over that is not answered is repeated: the poller's
 * node answers it again if it has the task. One that has fallen silent counts as gone; should it have the task all the
 * same, two workers have it, and the first result is applied (E6).
 * Fault: `internal`, for a task that is too large to be sent.
 */
export async function handOverTask(
  connection: Connection,
  subject: string,
  task: ActivityTask,
): Promise<HandOverAnswer> {
  const bytes = encodeMessage({ kind: 'task', ...task });
  const { isConnected, maxPayloadBytes } = connection;
  if (isConnected && bytes.length > maxPayloadBytes) {
    const what = `a task of ${bytes.length} bytes is too large to be handed over`;
    throw new EdgestepError('internal', `${what}: a message on this server has at most ${maxPayloadBytes}`);
  }
  for (let tried = 1; tried <= TRIES_MAX; tried += 1) {
    const outcome = await request(connection, subject, bytes, { timeoutMs: TRY_MS });
    switch (outcome.kind) {
      case 'answered':
        return parseHandOverAnswer(outcome.bytes) ?? GONE;
      case 'no-responders':
      case 'failed':
        return GONE;
      case 'timeout':
      case 'disconnected':
        break;
    }
  }
  return GONE;
}

/** Tells a poller that has been reserved that there is no task for it after all. One that misses it is free a little later. */
export function withdrawTask(connection: Connection, subject: string): void {
  tell(connection, subject, encodeMessage({ kind: 'withdrawn' }));
}

import type { WorkerErrorBody } from '@edgestep/shared';

import { isApiError } from '../client/api-error.ts';
import type { EdgestepClient } from '../client/client.ts';
import type { Log } from '../log.ts';
import { failureOf } from '../worker/task-error.ts';
import type { ActivityHandler } from './start-activity-worker.ts';

/** What running one task needs. */
export interface ActivityTaskHost {
  readonly client: EdgestepClient;
  readonly handler: ActivityHandler;
  readonly heartbeatSeconds?: number;
  readonly log: Log;
}

/** The service no longer waits for this task. */
const NOT_WANTED = ['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'] as const;

/** Sees one task through, from its input to the report of its end. It never throws. */
export async function runActivityTask(
  host: ActivityTaskHost,
  token: string,
  input: string,
  closing: AbortSignal,
): Promise<void> {
  const notWanted = new AbortController();
  const signal = AbortSignal.any([closing, notWanted.signal]);
  const heartbeat = (): Promise<void> => sendHeartbeat(host, token, notWanted);
  const timer =
    host.heartbeatSeconds === undefined
      ? undefined
      : setInterval(() => void heartbeat(), host.heartbeatSeconds * 1_000);
  try {
    const outcome = await outcomeOf(() =>
      host.handler(JSON.parse(input), { signal, token, heartbeat, log: host.log }),
    );
    if (!signal.aborted) await report(host, token, outcome);
  } catch (error) {
    host.log.warn('the end of an activity task could not be reported', { error: String(error) });
  } finally {
    clearInterval(timer);
  }
}

type Outcome =
  | { readonly kind: 'output'; readonly output: string }
  | { readonly kind: 'failure'; readonly failure: WorkerErrorBody };

async function outcomeOf(work: () => unknown): Promise<Outcome> {
  try {
    return { kind: 'output', output: JSON.stringify(await work()) ?? 'null' };
  } catch (thrown) {
    return { kind: 'failure', failure: failureOf(thrown) };
  }
}

async function report(host: ActivityTaskHost, taskToken: string, outcome: Outcome): Promise<void> {
  switch (outcome.kind) {
    case 'output':
      await host.client.sendTaskSuccess({ taskToken, output: outcome.output });
      return;
    case 'failure': {
      const { failure } = outcome;
      host.log.warn('an activity task failed', { error: failure.errorType, reason: failure.errorMessage });
      const cause = JSON.stringify(failure);
      await host.client.sendTaskFailure({ taskToken, error: failure.errorType, cause });
    }
  }
}

/** A heartbeat that is refused says that the task is over; one that fails otherwise is made up for by the next. */
async function sendHeartbeat(
  host: ActivityTaskHost,
  taskToken: string,
  notWanted: AbortController,
): Promise<void> {
  try {
    await host.client.sendTaskHeartbeat({ taskToken });
  } catch (error) {
    if (isApiError(error, ...NOT_WANTED)) notWanted.abort(error);
    else host.log.warn('a heartbeat failed', { error: String(error) });
  }
}

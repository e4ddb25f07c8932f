import { WORKER_BEATS_MISSED_MAX } from '@edgestep/shared';
import type { Msg } from '@nats-io/transport-node';

import { sleep, whenAborted } from '../backoff.ts';
import type { Log } from '../log.ts';
import { refusalAnswer, type Answer } from './answer.ts';
import type { Progress } from './progress.ts';
import type { TaskHost } from './run-task.ts';
import { TaskAbortedError } from './task-context.ts';

/** Where the answer of one task goes. */
export interface Delivery {
  readonly host: TaskHost;
  readonly message: Msg;
  readonly progress: Progress | undefined;
  /** `Link.drops` when the task arrived. */
  readonly dropsBefore: number;
  readonly signal: AbortSignal;
  readonly log: Log;
}

/**
 * Sends a task's answer, once the connection stands. Of an aborted task only a refusal is told: it is somebody
 * else's now. After a lost connection the caller may be back later than this worker, so the answer is repeated
 * until somebody listens, as long as the caller would wait for a sign of life.
 */
export async function deliver(delivery: Delivery, answer: Answer): Promise<void> {
  const { host, progress, signal, log } = delivery;
  if (!host.link.isUp) await Promise.race([host.link.up, whenAborted(signal)]);
  const final = signal.aborted ? afterAbort(signal) : answer;
  if (final === undefined) {
    log.info('the result of a task is not wanted any more', { reason: String(signal.reason) });
  } else if (progress === undefined || host.link.drops === delivery.dropsBefore) {
    respond(delivery.message, final);
  } else {
    await respondUntilHeard(delivery, progress, final);
  }
}

async function respondUntilHeard(delivery: Delivery, progress: Progress, answer: Answer): Promise<void> {
  const { host, message, signal, log } = delivery;
  for (let sent = 0; sent <= WORKER_BEATS_MISSED_MAX; sent += 1) {
    if (await progress.wasHeard((reply) => respond(message, answer, reply))) return;
    await sleep(host.beatIntervalMs, signal);
  }
  log.warn('nobody listens for the answer of a task');
}

function respond(message: Msg, answer: Answer, reply?: string): void {
  message.respond(answer.body, {
    ...(answer.headers === undefined ? {} : { headers: answer.headers }),
    ...(reply === undefined ? {} : { reply }),
  });
}

function afterAbort(signal: AbortSignal): Answer | undefined {
  const reason: unknown = signal.reason;
  const isDraining = reason instanceof TaskAbortedError && reason.code === 'draining';
  return isDraining ? refusalAnswer('draining') : undefined;
}

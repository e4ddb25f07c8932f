import type { Json } from '@edgestep/shared';
import type { Msg } from '@nats-io/transport-node';

import type { Log } from '../log.ts';
import { whenAborted } from '../backoff.ts';
import { errorAnswer, outputAnswer, refusalAnswer, type Answer } from './answer.ts';
import type { Cancels } from './cancels.ts';
import type { Link } from './link.ts';
import { deliver } from './deliver.ts';
import { Progress } from './progress.ts';
import { TaskAbortedError, type TaskContext } from './task-context.ts';
import { failureOf } from './task-error.ts';
import { readTaskRequest, type TaskRequest } from './task-request.ts';
import type { TaskSlot } from './task-slots.ts';
import type { TaskHandler } from './worker-options.ts';

/** What the tasks of a worker share. */
export interface TaskHost {
  readonly link: Link;
  readonly cancels: Cancels;
  readonly workerName: string;
  readonly beatIntervalMs: number;
  readonly log: Log;
  /** Aborts the tasks that are still running when the time for draining is over. */
  readonly closing: AbortSignal;
}

/** Room that the subject and the headers of an answer may take of a message. */
const ENVELOPE_BYTES = 4_096;

/**
 * Runs one task from its request to its answer, and gives its slot back. It never throws: whatever a handler or a
 * caller does ends in an answer, or in silence when the result is not wanted any more.
 */
export async function runTask(
  host: TaskHost,
  functionName: string,
  handler: TaskHandler,
  message: Msg,
  slot: TaskSlot,
): Promise<void> {
  const request = readTaskRequest((name) => message.headers?.get(name));
  const log = host.log.with({ function: functionName, ...identityOf(request) });
  const dropsBefore = host.link.drops;
  const abort = new AbortController();
  const onClosing = (): void => abort.abort(host.closing.reason);
  host.closing.addEventListener('abort', onClosing, { once: true });
  const deadline = startDeadline(request, host, abort);
  const progress =
    request.progressSubject === undefined
      ? undefined
      : new Progress(host, request.progressSubject, (reason) => abort.abort(reason));
  try {
    const context = contextOf(functionName, request, abort.signal, progress, log);
    const begun = await Promise.race([slot.begun, whenAborted(abort.signal).then(() => false)]);
    const bytesMax = (host.link.connection.info?.max_payload ?? PAYLOAD_DEFAULT_BYTES) - ENVELOPE_BYTES;
    const answer = begun ? await answerOf(handler, message, context, bytesMax) : refusalAnswer('draining');
    await deliver({ host, message, progress, dropsBefore, signal: abort.signal, log }, answer);
  } catch (error) {
    const fields = { error: String(error) };
    if (abort.signal.aborted) log.info('a task ended without an answer', fields);
    else log.error('the answer of a task could not be sent', fields);
  } finally {
    progress?.stop();
    clearTimeout(deadline);
    host.closing.removeEventListener('abort', onClosing);
    slot.release();
  }
}

const PAYLOAD_DEFAULT_BYTES = 1_048_576;

function identityOf(request: TaskRequest): Record<string, string> {
  return {
    ...(request.executionArn === undefined ? {} : { execution: request.executionArn }),
    ...(request.stateName === undefined ? {} : { state: request.stateName }),
  };
}

/** The caller cancels a task that timed out; this bounds the task when the caller is gone. Clocks may differ by a beat. */
function startDeadline(
  request: TaskRequest,
  host: TaskHost,
  abort: AbortController,
): NodeJS.Timeout | undefined {
  if (request.deadline === undefined) return undefined;
  const delayMs = request.deadline.getTime() - Date.now() + host.beatIntervalMs;
  if (delayMs > TIMER_MAX_MS) return undefined;
  const late = new TaskAbortedError('deadline', 'the deadline of the task has passed');
  return setTimeout(() => abort.abort(late), Math.max(0, delayMs));
}

/** The longest delay that a timer takes. */
const TIMER_MAX_MS = 2_147_483_647;

function contextOf(
  functionName: string,
  request: TaskRequest,
  signal: AbortSignal,
  progress: Progress | undefined,
  log: Log,
): TaskContext {
  const { progressSubject: _, ...told } = request;
  return { ...told, functionName, signal, log, heartbeat: () => progress?.heartbeat() };
}

async function answerOf(
  handler: TaskHandler,
  message: Msg,
  context: TaskContext,
  bytesMax: number,
): Promise<Answer> {
  let input: Json;
  try {
    input = message.data.length === 0 ? null : message.json<Json>();
  } catch (error) {
    const errorMessage = `The input is no JSON: ${error instanceof Error ? error.message : String(error)}`;
    return errorAnswer({ errorType: 'Worker.InvalidInput', errorMessage });
  }
  try {
    return outputAnswer(await handler(input, context), bytesMax);
  } catch (thrown) {
    const failure = failureOf(thrown);
    if (!context.signal.aborted)
      context.log.warn('a task failed', { ...failure, trace: failure.trace ?? [] });
    return errorAnswer(failure);
  }
}

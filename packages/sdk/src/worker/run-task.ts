import type { Json } from '@edgestep/shared';

import { whenAborted } from '../backoff.ts';
import type { Log } from '../log.ts';
import { errorAnswer, outputAnswer, type Answer } from './answer.ts';
import type { CallerLine } from './caller-line.ts';
import type { HeldTask } from './held-task.ts';
import type { ProgressOptions } from './progress.ts';
import type { TaskAbortedError, TaskContext } from './task-context.ts';
import { failureOf } from './task-error.ts';
import type { TaskSlot } from './task-slots.ts';
import type { TaskHandler } from './worker-options.ts';

/** What the tasks of a worker share. */
export interface TaskHost extends ProgressOptions {
  readonly log: Log;
}

/** A task with all that it takes to do it. */
export interface TaskWork {
  readonly functionName: string;
  readonly handler: TaskHandler;
  readonly task: HeldTask;
  /** @throws for an input that is no JSON */
  readonly readInput: () => Json;
  readonly line: CallerLine;
  readonly slot: TaskSlot;
}

/** Room that the subject and the headers of an answer, or the rest of a frame, may take of a message. */
const ENVELOPE_BYTES = 4_096;

const PAYLOAD_DEFAULT_BYTES = 1_048_576;

/**
 * Runs one task from its request to its answer, and gives its slot back. It never throws: whatever a handler or a
 * caller does ends in an answer, or in silence when the result is not wanted any more. A handler whose slot is free
 * is called before this returns.
 */
export async function runTask(host: TaskHost, work: TaskWork): Promise<void> {
  const { task, line, slot } = work;
  const { link } = host;
  const dropsBefore = link.drops;
  const log = logOf(host, work);
  try {
    const begun = slot.runs || (await Promise.race([slot.begun, whenAborted(task.signal).then(() => false)]));
    const bytesMax = (link.connection.info?.max_payload ?? PAYLOAD_DEFAULT_BYTES) - ENVELOPE_BYTES;
    const { answer, workMs } = begun ? await perform(work, log, bytesMax) : NOT_BEGUN;
    if (!link.isUp) await Promise.race([link.up, whenAborted(task.signal)]);
    const final = task.abortReason === undefined ? answer : afterAbort(task.abortReason);
    if (final === undefined) {
      log().info('the result of a task is not wanted any more', { reason: String(task.abortReason) });
      return;
    }
    const told = line.answer(final, { workMs, isInDoubt: link.drops !== dropsBefore });
    if (told !== undefined) await told;
  } catch (error) {
    const fields = { error: String(error) };
    if (task.abortReason !== undefined) log().info('a task ended without an answer', fields);
    else log().error('the answer of a task could not be sent', fields);
  } finally {
    line.close(task);
    slot.release();
  }
}

interface Performed {
  readonly answer: Answer;
  /** How long the handler took; one that answers at once is timed without what others do meanwhile. */
  readonly workMs: number;
}

const NOT_BEGUN: Performed = { answer: { kind: 'refused', refusal: 'draining' }, workMs: 0 };

/** Of an aborted task only a refusal is told: it is somebody else's now. */
function afterAbort(reason: TaskAbortedError): Answer | undefined {
  return reason.code === 'draining' ? { kind: 'refused', refusal: 'draining' } : undefined;
}

async function perform(work: TaskWork, log: () => Log, bytesMax: number): Promise<Performed> {
  let input: Json;
  try {
    input = work.readInput();
  } catch (error) {
    const errorMessage = `The input is no JSON: ${error instanceof Error ? error.message : String(error)}`;
    return { answer: errorAnswer({ errorType: 'Worker.InvalidInput', errorMessage }), workMs: 0 };
  }
  const startedAt = performance.now();
  try {
    const given: unknown = work.handler(input, contextOf(work, log));
    const output = isPromiseLike(given) ? await given : given;
    const workMs = performance.now() - startedAt;
    return { answer: outputAnswer(output, bytesMax), workMs };
  } catch (thrown) {
    const failure = failureOf(thrown);
    if (work.task.abortReason === undefined) {
      log().warn('a task failed', { ...failure, trace: failure.trace ?? [] });
    }
    return { answer: errorAnswer(failure), workMs: performance.now() - startedAt };
  }
}

function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

function contextOf({ functionName, task, line }: TaskWork, log: () => Log): TaskContext {
  return {
    ...task.request,
    functionName,
    get signal() {
      return task.signal;
    },
    get log() {
      return log();
    },
    heartbeat: () => {
      if (task.takeHeartbeat()) line.heartbeat();
    },
  };
}

/** The log of one task, made when there is something to say. */
function logOf(host: TaskHost, { functionName, task: { request } }: TaskWork): () => Log {
  let log: Log | undefined;
  return () =>
    (log ??= host.log.with({
      function: functionName,
      ...(request.executionArn === undefined ? {} : { execution: request.executionArn }),
      ...(request.stateName === undefined ? {} : { state: request.stateName }),
    }));
}

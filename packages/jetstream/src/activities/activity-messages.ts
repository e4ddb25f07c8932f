import { subjectFault } from '../rpc/subject-fault.ts';

/**
 * How an activity's task gets from the owner of its execution to whoever polls, over NATS. All messages are JSON.
 *
 * 1. Nodes with pollers that wait listen on `activityOfferSubject`, in one queue group. A poller that begins to wait
 *    says so on `activityWantedSubject`.
 * 2. An owner with a task sends an empty request there. The node that gets it reserves the poller that has waited
 *    longest, and answers an `OfferAnswer`: who it is, and the subject that hands over to this reservation alone.
 * 3. Only now the owner claims the task (it records that the worker has it), and sends a `HandOver` to that subject.
 * 4. The node answers a `HandOverAnswer`. A hand-over that is repeated is answered as the first one was.
 */
export type OfferAnswer =
  | { readonly kind: 'accepted'; readonly workerName?: string; readonly handOver: string }
  /** Every poller of this node has been reserved meanwhile. */
  | { readonly kind: 'nobody' };

export type HandOver =
  | ({ readonly kind: 'task' } & ActivityTask)
  /** The task is not wanted any more: the poller waits on. */
  | { readonly kind: 'withdrawn' };

export type HandOverAnswer =
  | { readonly kind: 'taken' }
  /** The poller waits no more: somebody else may have the task. */
  | { readonly kind: 'gone' };

/** What a poller gets. */
export interface ActivityTask {
  readonly taskToken: string;
  /** The task's input, as JSON text. */
  readonly input: string;
}

/** The queue group of the nodes that have pollers. */
export const POLLERS_QUEUE = 'pollers';

export function encodeMessage(message: OfferAnswer | HandOver | HandOverAnswer): Uint8Array {
  return Buffer.from(JSON.stringify(message));
}

/** Undefined when the bytes are no such answer. */
export function parseOfferAnswer(bytes: Uint8Array): OfferAnswer | undefined {
  const { kind, workerName, handOver } = parseObject(bytes);
  if (kind === 'nobody') return { kind };
  if (kind !== 'accepted' || typeof handOver !== 'string' || subjectFault(handOver) !== undefined) {
    return undefined;
  }
  return { kind, handOver, ...(typeof workerName === 'string' ? { workerName } : {}) };
}

/** Undefined when the bytes are no such message. */
export function parseHandOver(bytes: Uint8Array): HandOver | undefined {
  const { kind, taskToken, input } = parseObject(bytes);
  if (kind === 'withdrawn') return { kind };
  if (kind !== 'task' || typeof taskToken !== 'string' || typeof input !== 'string') return undefined;
  return { kind, taskToken, input };
}

/** Undefined when the bytes are no such answer. */
export function parseHandOverAnswer(bytes: Uint8Array): HandOverAnswer | undefined {
  const { kind } = parseObject(bytes);
  return kind === 'taken' || kind === 'gone' ? { kind } : undefined;
}

function parseObject(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString());
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

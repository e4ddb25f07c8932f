import { isJsonObject, type Json, type JsonObject } from '@edgestep/shared';

import { backoff } from './backoff.ts';
import type { TaskPerformer } from './task-performer.ts';

/** The zone's own bus. Payloads are JSON. */
export interface Bus {
  /** Resolves once the server has the message. */
  publish(subject: string, payload: Json): Promise<void>;
  /** `no-responders` and `unreachable` may be tried again. */
  request(subject: string, payload: Json, timeoutMs: number, signal: AbortSignal): Promise<BusAnswer>;
}

type BusAnswer =
  | { readonly kind: 'answered'; readonly payload: Json }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'no-responders' | 'unreachable' };

const REQUEST_TIMEOUT_MS = 60_000;
/** Subjects that belong to the engine or the server: a definition must not speak in their name. */
const RESERVED = /^(edgestep|fn|\$[A-Z]+|_INBOX)(\.|$)/;
const SUBJECT = /^[^\s*>.]+(\.[^\s*>.]+)*$/;

/** `Resource: arn:aws:states:::nats:publish`: Parameters `{Subject, Payload}`; the result is `{Subject}`. */
export function natsPublishTask(bus: Bus): TaskPerformer {
  return async (task, run) => {
    const address = { executionArn: task.executionArn, frame: task.frame, taskId: task.taskId };
    const request = readRequest(task.parameters);
    if (typeof request === 'string') {
      await run.report({
        kind: 'FailTask',
        ...address,
        phase: 'run',
        error: 'Nats.InvalidRequest',
        cause: request,
      });
      return;
    }
    await bus.publish(request.subject, request.payload);
    await run.report({ kind: 'CompleteTask', ...address, output: { Subject: request.subject } });
  };
}

/** `Resource: arn:aws:states:::nats:request`: Parameters `{Subject, Payload}`; the result is the answer's payload. */
export function natsRequestTask(bus: Bus): TaskPerformer {
  return async (task, run) => {
    const address = { executionArn: task.executionArn, frame: task.frame, taskId: task.taskId };
    const request = readRequest(task.parameters);
    if (typeof request === 'string') {
      await run.report({
        kind: 'FailTask',
        ...address,
        phase: 'run',
        error: 'Nats.InvalidRequest',
        cause: request,
      });
      return;
    }
    for (let attempt = 0; !run.signal.aborted; attempt += 1) {
      const answer = await bus.request(request.subject, request.payload, REQUEST_TIMEOUT_MS, run.signal);
      if (answer.kind === 'answered') {
        await run.report({ kind: 'CompleteTask', ...address, output: answer.payload });
        return;
      }
      if (answer.kind === 'failed') {
        await run.report({
          kind: 'FailTask',
          ...address,
          phase: 'run',
          error: 'Nats.RequestFailed',
          cause: answer.message,
        });
        return;
      }
      await backoff(attempt, run.signal);
    }
  };
}

function readRequest(parameters: Json): { readonly subject: string; readonly payload: Json } | string {
  const given: JsonObject = isJsonObject(parameters) ? parameters : {};
  const subject = given.Subject;
  if (typeof subject !== 'string' || !SUBJECT.test(subject)) {
    return `Subject must be a NATS subject without wildcards, not ${JSON.stringify(subject ?? null)}`;
  }
  if (RESERVED.test(subject)) return `Subject '${subject}' is reserved`;
  return { subject, payload: given.Payload ?? null };
}
